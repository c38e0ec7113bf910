// The labels of the reports that only teach: tests/corpus/README.md says how they are written.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { at } from '../../scripts/run.mjs';
import { sharedIsMissing } from '../samples.mjs';

/** @typedef {[sentence: number, from: number, to: number, code: string]} Finding */
/** @typedef {{ doc: string, domain: string, crc: number, f: Finding[] }} Report */

const lines = (/** @type {string} */ file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

const [{ headings }, ...reports] = /** @type {[any, ...Report[]]} */ (
  lines(at('tests/corpus/reports.jsonl'))
);

test('labels of reports are places in order, each with what can be said of a finding', () => {
  assert.ok(reports.length > 0);
  assert.equal(new Set(reports.map(({ doc }) => doc)).size, reports.length);
  for (const { doc, f } of reports) {
    f.forEach(([sentence, from, to, code], i) => {
      const [before, , end] = f[i - 1] ?? [-1, 0, 0];
      assert.ok(sentence > before || (sentence === before && from >= end), `${doc}, finding ${i}: order`);
      assert.ok(from < to, `${doc}, finding ${i}: empty`);
      assert.match(code, /^(?:\+[123]|-[123]a?)[iwu]?$/, `${doc}, finding ${i}`);
    });
  }
});

test('the words that were labelled are those of the reports', { skip: sharedIsMissing }, () => {
  /** @type {Map<string, { text: string, section: string }[]>} */
  const sentences = new Map();
  for (const name of ['ofsted-send', 'joint-inspections'])
    for (const { doc, ...rest } of lines(at(`../shared/real/${name}.jsonl`)))
      sentences.set(doc, [...(sentences.get(doc) ?? []), rest]);
  for (const { doc, crc, f } of reports) {
    const all = sentences.get(doc) ?? [];
    assert.equal(crc32(all.map(({ text }) => text).join('')), crc, doc);
    for (const { section } of all) assert.ok(headings[section], `${doc}: no heading for ${section}`);
    for (const [sentence, from, to] of f) {
      const bytes = Buffer.from(all[sentence]?.text ?? '');
      const words = bytes.subarray(from, to).toString();
      assert.equal(words, words.trim(), doc);
      assert.ok(to <= bytes.length && !/\ufffd/.test(words), `${doc}: ${words}`);
      const around = bytes.toString('latin1');
      assert.doesNotMatch(
        around.slice(from - 1, from + 1),
        /^[a-z][a-z]$/i,
        `${doc}: begins inside a word: ${words}`,
      );
      assert.doesNotMatch(
        around.slice(to - 1, to + 1),
        /^[a-z][a-z]$/i,
        `${doc}: ends inside a word: ${words}`,
      );
    }
  }
});
