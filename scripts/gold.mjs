// Reads labelled documents: tests/corpus/README.md says how they are written.
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { crc32 } from 'node:zlib';

/** @typedef {{ start: number, end: number, label: 'strength' | 'concern', severity: number, kind: string, trend?: string, themes: string[] }} GoldFinding Offsets in UTF-16 code units. */
/** @typedef {{ start: number, end: number, findings: GoldFinding[] }} GoldSentence */
/** @typedef {{ name: string, domain: string, text: string, sentences: GoldSentence[] }} GoldDocument */

/** Every how many documents one is of the blind tenth. */
const BLIND_ONE_IN = 10;

/** Whether a document is of the blind tenth, which nobody reads. @param {string} file */
export const isBlind = (file) => crc32(basename(file, '.jsonl')) % BLIND_ONE_IN === 0;

/**
 * @param {string} file
 * @returns {GoldDocument}
 */
export function readGold(file) {
  const [header, ...rows] = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line));
  /** @type {GoldDocument} */
  const document = { name: basename(file, '.jsonl'), domain: header.domain, text: '', sentences: [] };
  rows.forEach(({ p, s, f }, i) => {
    if (i > 0) document.text += p === rows[i - 1].p ? ' ' : '\n\n';
    const start = document.text.length;
    let from = 0;
    const findings = f.map((/** @type {any} */ { q, ...finding }) => {
      const at = s.indexOf(q, from);
      if (at < 0) throw new Error(`${file}: these words are not in their sentence: ${q}`);
      from = at + q.length;
      return { themes: [], ...finding, start: start + at, end: start + from };
    });
    document.text += s;
    document.sentences.push({ start, end: document.text.length, findings });
  });
  return document;
}
