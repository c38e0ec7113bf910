// The figures of tests/accuracy.json, which may not fall: what `npm run accuracy` found, and what the tests find.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { at } from './run.mjs';

const FILE = at('tests/accuracy.json');

/** By how much a figure may be worse than the one kept. */
export const MOST_FALL = 0.01;

/** @typedef {{ f1: number, precision: number, recall: number }} Counts */
/** @typedef {{ sentences: number, sentenceF1: number, exact: number, strength: Counts, concern: Counts, span: number, severityKappa: number, action: number, trend: number, theme: number, calibrationError: number }} Figures */
/** @typedef {Record<string, Partial<Figures>>} Kept By part of the documents. */

/** @type {(keyof Figures)[]} */
const HIGHER_IS_BETTER = ['sentenceF1', 'span', 'severityKappa', 'action', 'trend', 'theme'];

/** @returns {Record<string, Kept>} */
const all = () => (existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : {});

/** @param {string} name whose figures: `accuracy` or those of a test */
export const kept = (name) => all()[name] ?? {};

/**
 * @param {string} name
 * @param {Kept} now
 */
export function keep(name, now) {
  const chosen = Object.entries(now).map(([part, figures]) => [
    part,
    Object.fromEntries(
      [...HIGHER_IS_BETTER, 'calibrationError'].map((key) => [
        key,
        figures[/** @type {keyof Figures} */ (key)],
      ]),
    ),
  ]);
  const sorted = Object.entries({ ...all(), [name]: Object.fromEntries(chosen) }).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  writeFileSync(FILE, `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`);
}

/**
 * What has become worse by more than MOST_FALL, in words.
 * @param {Kept} before
 * @param {Kept} now
 */
export function fallen(before, now) {
  return Object.entries(before).flatMap(([part, figures]) =>
    Object.entries(figures).flatMap(([key, value]) => {
      const after = Number(now[part]?.[/** @type {keyof Figures} */ (key)] ?? NaN);
      const fall = key === 'calibrationError' ? after - Number(value) : Number(value) - after;
      // figures have four places; one that is no longer measured counts as fallen
      return Math.round(fall * 1e4) <= MOST_FALL * 1e4 ? [] : [`${part}, ${key}: ${after} after ${value}`];
    }),
  );
}
