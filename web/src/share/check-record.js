// What comes from outside, in a link or a file, becomes a document only after every field was looked at.
import { Refusal } from './refusal.js';

/** @typedef {import('../state/record.js').DocumentRecord} DocumentRecord */
/** @typedef {import('../state/entry.js').Correction} Correction */

/** More than a person would ever make; less than would hang a page. */
const MOST = { text: 24_000_000, corrections: 50_000, words: 100_000, name: 1000, list: 5000 };

export const TABS = /** @type {const} */ (['summary', 'text', 'findings', 'changes']);
export const ORDER = /** @type {const} */ (['text', 'theme', 'severity', 'speaker', 'confidence']);
export const LABELS = /** @type {const} */ (['strength', 'concern']);
export const KINDS = /** @type {const} */ (['judgement', 'action']);
export const TRENDS = /** @type {const} */ ([null, 'improved', 'worse', 'unchanged']);
export const ORIGINS = /** @type {const} */ (['machine', 'reader']);

/** Filters that the list of findings knows; others, of some later version, are left out. */
const FILTER =
  /^(?:strength|concern|weighty|action|improved|worse|unchanged|changed|dismissed|theme:.*|speaker:\d+)$/s;

/** @returns {never} */
function refuse() {
  throw new Refusal('broken');
}

/** @param {unknown} value @param {number} most */
const string = (value, most = MOST.words) =>
  typeof value === 'string' && value.length <= most ? value : refuse();
/** @param {unknown} value @param {number} [most] @returns {any[]} */
const list = (value, most = MOST.list) => (Array.isArray(value) && value.length <= most ? value : refuse());
/** @param {unknown} value @returns {Record<string, any>} */
const object = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : refuse();
/** @param {unknown} value @param {number} least @param {number} most */
const whole = (value, least, most) =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most ? Number(value) : refuse();
/** @param {unknown} value */
const truth = (value) => (typeof value === 'boolean' ? value : refuse());
/**
 * @template T
 * @param {readonly T[]} choices
 * @param {any} value
 * @returns {T}
 */
const one = (choices, value) => (choices.includes(value) ? value : refuse());

/**
 * @param {unknown} value
 * @param {string} text
 * @returns {Correction}
 */
function correction(value, text) {
  const c = object(value);
  const from = whole(c.from, 0, text.length);
  return {
    id: string(c.id, MOST.name),
    from,
    to: whole(c.to, from, text.length),
    quote: string(c.quote, MOST.text),
    before: string(c.before),
    after: string(c.after),
    origin: one(ORIGINS, c.origin),
    label: one(LABELS, c.label),
    severity: whole(c.severity, 1, 3),
    kind: one(KINDS, c.kind),
    trend: one(TRENDS, c.trend),
    themes: list(c.themes).map((theme) => string(theme, MOST.name)),
    dismissed: truth(c.dismissed),
    note: string(c.note),
    lost: truth(c.lost),
  };
}

/**
 * @param {unknown} value
 * @returns {DocumentRecord}
 */
export function checkRecord(value) {
  const record = object(value);
  if (record.version !== 1) throw new Refusal(Number(record.version) > 1 ? 'newer' : 'broken');
  if (typeof record.text === 'string' && record.text.length > MOST.text) throw new Refusal('huge');
  const text = string(record.text, MOST.text);
  const view = object(record.view);
  const own = record.ownFramework === null ? null : object(record.ownFramework);
  const corrections = list(record.corrections, MOST.corrections).map((c) => correction(c, text));
  if (new Set(corrections.map((c) => c.id)).size < corrections.length) refuse();
  if (record.framework === 'own' && !own) refuse();
  return {
    version: 1,
    text,
    title: string(record.title, MOST.name),
    framework: string(record.framework, MOST.name),
    ownFramework: own,
    corrections: corrections.sort((a, b) => a.from - b.from),
    view: {
      tab: one(TABS, view.tab),
      order: one(ORDER, view.order),
      filters: list(view.filters)
        .map((filter) => string(filter, MOST.name))
        .filter((filter) => FILTER.test(filter)),
      ticked: list(view.ticked).map((words) => string(words)),
    },
  };
}
