// What is saved: the right words, and nothing of the document ever becomes script, markup or a formula.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, unzipSync } from 'fflate';
import fc from 'fast-check';
import { cell, toCsv } from '../../web/src/export/csv.js';
import { FORMATS } from '../../web/src/export/formats.js';
import { stateOf, toHtml } from '../../web/src/export/html.js';
import { fromCandourFile, toCandourFile, toJson } from '../../web/src/export/json.js';
import { plain, toMarkdown } from '../../web/src/export/markdown.js';
import { asQuotation } from '../../web/src/export/quote.js';
import { fileName } from '../../web/src/export/save.js';
import { toWord } from '../../web/src/export/word.js';
import { Refusal } from '../../web/src/share/refusal.js';
import { anyRecord } from '../share/records.mjs';
import { CORRECTED, HOSTILE, outlineWith } from './outlines.mjs';

/** @param {string} text fields of RFC 4180 */
function parseCsv(text) {
  /** @type {string[][]} */
  const rows = [[]];
  const token = /(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^",\r\n]*))/gy;
  for (let match = token.exec(text); match && match[0] !== ''; match = token.exec(text)) {
    if (match[0].startsWith('\r\n')) rows.push([]);
    rows[rows.length - 1].push(match[1]?.replaceAll('""', '"') ?? match[2]);
  }
  return rows;
}

test('CSV: every field comes back as it was, or marked as text', () => {
  for (const words of HOSTILE) {
    const csv = toCsv(outlineWith(words));
    assert.ok(csv.startsWith('\ufeff"Number","Label"'));
    const rows = parseCsv(csv.slice(1));
    assert.equal(rows[1].length, rows[0].length, words);
    const field = rows[1][rows[0].indexOf('Words')];
    const wanted = words.replaceAll('\0', '');
    assert.ok(field === wanted || field === `'${wanted}`, field);
    for (const any of rows.flat()) assert.doesNotMatch(any, /^[\s]*[=+\-@|%＝]/u, any);
  }
});

test('CSV: no field of any text can begin a formula', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const inner = cell(text).slice(1, -1);
      assert.doesNotMatch(inner, /^[=+\-@\t\r\n]/);
      assert.equal(inner.replaceAll('""', '').includes('"'), false);
    }),
  ));

test('HTML: no field adds an element, an attribute or a handler', async () => {
  const shape = async (/** @type {string} */ words) =>
    (await toHtml(outlineWith(words)))
      .replace(/(<script type="application\/json" id="candour-document">)[^<]*/, '$1')
      .match(/<[^>]*>/g);
  const harmless = await shape('words');
  for (const words of HOSTILE) assert.deepEqual(await shape(words), harmless, words);
});

test('HTML: holds its own policy, no script to run, no address, and the document', async () => {
  for (const words of ['words', ...HOSTILE]) {
    const outline = outlineWith(words);
    const html = await toHtml(outline);
    assert.match(
      html,
      /content="default-src 'none'; style-src 'sha256-[^']+'; base-uri 'none'; form-action 'none'"/,
    );
    assert.equal(html.match(/<script/g)?.length, 1);
    for (const tag of html.match(/<[^>]*>/g) ?? []) assert.doesNotMatch(tag, /\s(?:src|href|on\w+)=/i);
    const state = stateOf(html);
    assert.ok(state);
    assert.deepEqual(fromCandourFile(state), outline.record);
  }
  assert.equal(stateOf('<p>another page</p>'), null);
});

test('HTML: its style is the one that its policy allows', async () => {
  const html = await toHtml(outlineWith('words'));
  const style = /<style>([^<]*)<\/style>/.exec(html)?.[1] ?? '';
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style));
  assert.ok(html.includes(`'sha256-${Buffer.from(digest).toString('base64')}'`));
});

test('Markdown: nothing becomes markup, a link or an image', () => {
  for (const words of HOSTILE) {
    const markdown = toMarkdown(outlineWith(words));
    assert.doesNotMatch(markdown, /<[a-z!/]/i, words);
    assert.doesNotMatch(markdown, /(^|[^\\])\]\(/m, words);
    assert.doesNotMatch(markdown, /https?:\/\//, words);
  }
  assert.equal(plain('1. first'), '1\\. first');
  assert.equal(plain('- item'), '\\- item');
  assert.equal(plain('ann@evil.example'), 'ann\\@evil.example');
  assert.match(toMarkdown(outlineWith('words')), /^## Concerns \(1\)$/m);
});

test('Word: headings, a table, quotations; whole XML whatever the words', async () => {
  for (const words of ['words', ...HOSTILE]) {
    const blob = await toWord(outlineWith(words));
    const files = unzipSync(new Uint8Array(await blob.arrayBuffer()));
    const xml = strFromU8(files['word/document.xml']);
    assert.match(xml, /<w:tbl>/);
    assert.match(xml, /Heading1/);
    assert.match(xml, /AB4408/);
    assert.doesNotMatch(xml, /<script|<img|<svg/i);
    // eslint-disable-next-line no-control-regex
    assert.doesNotMatch(xml, /[\0-\x08\ufffe]/);
    assert.ok(!Object.keys(files).some((name) => /macro|vba|embed/i.test(name)));
  }
});

test('a .candour.json opens as what was saved, ids and all', () =>
  fc.assert(
    fc.property(anyRecord, (record) => {
      assert.deepEqual(fromCandourFile(toCandourFile(record)), record);
    }),
  ));

test('a .candour.json that is cut, foreign or changed is refused', () => {
  const file = toCandourFile(CORRECTED);
  const broken = [file.slice(0, 200), '', '{}', '[]', 'null', '{"format":"candour-document"}'];
  const { ...fields } = JSON.parse(file);
  for (const name of Object.keys(fields)) broken.push(JSON.stringify({ ...fields, [name]: { x: 1 } }));
  broken.push(JSON.stringify({ ...fields, version: 2 }), JSON.stringify({ ...fields, text: 'shorter' }));
  for (const json of broken)
    if (!/"ownFramework":\{"x"/.test(json))
      assert.throws(() => fromCandourFile(json), Refusal, json.slice(0, 80));
});

test('a .candour.json cannot reach the prototype of things', () => {
  const file = toCandourFile(CORRECTED).replace('{', '{"__proto__":{"polluted":true},');
  const record = fromCandourFile(file);
  assert.equal(/** @type {any} */ (record).polluted, undefined);
  assert.equal(/** @type {any} */ ({}).polluted, undefined);
});

test('JSON for programs holds the findings', () => {
  const { findings, units } = JSON.parse(toJson(outlineWith('words')));
  assert.equal(findings.length, 2);
  assert.equal(units, 'utf16');
});

test('a quotation says where it stands', () => {
  const said = asQuotation({
    quote: 'It  fails\nto learn',
    title: 'Statement',
    line: 7,
    speaker: 'Ann',
    what: 'Grave concern',
  });
  assert.equal(said, '“It fails to learn” (Ann, Statement, line 7)\nGrave concern');
});

test('file names are names', () => {
  assert.equal(fileName('a/b\\c:d*?"<>|', 'csv'), 'a b c d.csv');
  assert.equal(fileName('  ..  ', 'html'), 'Candour report.html');
  assert.equal(fileName('x\u202egnp.exe', 'md'), 'x gnp.exe.md');
  assert.equal(fileName('NUL', 'csv'), 'Candour report NUL.csv');
  assert.equal(fileName('con.fidence', 'csv'), 'Candour report con.fidence.csv');
  assert.equal(fileName('Control', 'csv'), 'Control.csv');
  assert.ok(fileName('long '.repeat(100), 'docx').length < 100);
});

test('every format makes a file', async () => {
  for (const [id, { make, ending }] of Object.entries(FORMATS)) {
    const blob = await make(outlineWith('words'));
    assert.ok(blob.size > 100, id);
    assert.match(ending, /^[a-z.]+$/);
  }
});
