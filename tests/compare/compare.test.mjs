// Two documents side by side: what counts as better and worse, and the Markdown of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compare, figures } from '../../web/src/compare/compare.js';
import { comparisonToMarkdown } from '../../web/src/compare/markdown.js';
import { HOSTILE, outlineWith } from '../export/outlines.mjs';

/** @typedef {['strength' | 'concern', number, string]} Said label, severity, theme */

/** @param {string} title @param {Said[]} said @returns {import('../../web/src/compare/compare.js').Reading} */
function reading(title, said) {
  const outline = outlineWith('words');
  const [pattern] = outline.items;
  const items = said.map(([label, severity, theme], i) => ({
    ...pattern,
    ...{ label, severity, from: i, number: i + 1, quote: `${title} ${i}` },
    ...{ themeIds: theme ? [theme] : [], themes: theme ? [`Theme ${theme}`] : [] },
  }));
  return { outline: { ...outline, title, items }, order: ['b', 'a'] };
}

/** @param {Said[]} then @param {Said[]} now */
const changes = (then, now) =>
  Object.fromEntries(compare(reading('2026', then), reading('2027', now)).rows.map((r) => [r.id, r.change]));

test('better and worse go by the balance of praise and criticism, by weight', () => {
  assert.deepEqual(changes([['concern', 2, 'a']], [['strength', 2, 'a']]), { a: 'better' });
  assert.deepEqual(changes([['strength', 2, 'a']], [['concern', 1, 'a']]), { a: 'worse' });
  // As much of both as before, only more of it.
  const both = /** @type {Said[]} */ ([
    ['concern', 2, 'a'],
    ['strength', 2, 'a'],
  ]);
  assert.deepEqual(changes(both, [...both, ...both]), { a: 'same' });
  // The same number of each, but graver.
  assert.deepEqual(
    changes(both, [
      ['concern', 3, 'a'],
      ['strength', 1, 'a'],
    ]),
    { a: 'worse' },
  );
  assert.deepEqual(changes([['concern', 2, 'a']], [['concern', 2, 'b']]), { a: 'gone', b: 'new' });
});

test('themes stand in the framework’s order, those it does not know after them, none at all last', () => {
  const all = ['', 'x', 'a', 'b'].map((theme) => /** @type {Said} */ (['concern', 2, theme]));
  const { rows } = compare(reading('2026', all), reading('2027', all));
  assert.deepEqual(
    rows.map((r) => r.title),
    ['Theme b', 'Theme a', 'Theme x', 'No particular theme'],
  );
});

test('the other way round, better is worse', () => {
  const said = fc.array(
    fc.tuple(
      fc.constantFrom('strength', 'concern'),
      fc.integer({ min: 1, max: 3 }),
      fc.constantFrom('a', 'b', ''),
    ),
    { maxLength: 8 },
  );
  const opposite = { better: 'worse', worse: 'better', same: 'same', new: 'gone', gone: 'new' };
  fc.assert(
    fc.property(said, said, (then, now) => {
      const one = compare(
        reading('2026', /** @type {Said[]} */ (then)),
        reading('2027', /** @type {Said[]} */ (now)),
      );
      const other = new Map(one.swapped().rows.map((r) => [r.id, r.change]));
      for (const { id, change } of one.rows) assert.equal(other.get(id), opposite[change]);
      const kept = one.rows.flatMap((r) => [...r.then.items, ...r.now.items]);
      assert.equal(kept.length, then.length + now.length);
    }),
  );
});

test('the sentence and the figures say it in words', () => {
  const { sentence, rows } = compare(
    reading('2026', [
      ['concern', 3, 'a'],
      ['strength', 1, 'b'],
    ]),
    reading('2027', [
      ['strength', 2, 'a'],
      ['concern', 2, 'b'],
    ]),
  );
  assert.equal(
    sentence,
    '1 strength and 1 concern then, 1 strength and 1 concern now. Better: theme a. Worse: theme b.',
  );
  const a = rows.find((r) => r.id === 'a');
  assert.equal(a && figures(a.then), '1 concern (1 grave), no strengths');
});

test('Markdown: a table and what was said; nothing becomes markup', () => {
  const markdown = comparisonToMarkdown(
    compare(reading('2026', [['concern', 3, 'a']]), reading('2027', [['strength', 2, 'a']])),
  );
  assert.match(
    markdown,
    /^\| Theme a \| 1 concern \(1 grave\), no strengths \| No concerns, 1 strength \| better \|$/m,
  );
  assert.match(markdown, /^### Then: 2026\n\n- Grave concern: “2026 0”$/m);
  const shape = (/** @type {string} */ text) =>
    text.split('\n').map((line) => /^(?:#+ |- |\| |$)/.exec(line)?.[0]);
  const of = (/** @type {string} */ words) => {
    const outline = { outline: outlineWith(words), order: [words] };
    return comparisonToMarkdown(compare(outline, outline));
  };
  for (const words of HOSTILE) {
    const text = of(words);
    assert.deepEqual(shape(text), shape(of('words')), words);
    assert.doesNotMatch(text, /<[a-z!/]/i, words);
    assert.doesNotMatch(text, /(^|[^\\])\]\(|https?:\/\//m, words);
    for (const row of text.split('\n').filter((line) => line.startsWith('| ')))
      assert.equal(row.replaceAll('\\|', '').split('|').length, 6, row);
  }
});
