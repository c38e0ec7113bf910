// Two documents theme by theme: what was said then, what is said now, and whether that is better or worse.
import { weightiestFirst } from '../export/telling.js';
import { capital, count, listOf } from '../words.js';

/** @typedef {import('../export/telling.js').Item} Item */
/** @typedef {import('../export/telling.js').Outline} Outline */
/** @typedef {{ outline: Outline, order: string[] }} Reading a document as it was read; ids of themes in their order */
/** @typedef {'better' | 'worse' | 'same' | 'new' | 'gone'} Change */

/**
 * @typedef {object} Side what one document says of a theme
 * @property {number} strengths
 * @property {number} concerns
 * @property {number} grave
 * @property {Item[]} items concerns first, each the weightiest first
 */

/** @typedef {{ id: string, title: string, then: Side, now: Side, change: Change }} Row */
/** @typedef {{ then: Outline, now: Outline, rows: Row[], sentence: string, swapped: () => Comparison }} Comparison */

/**
 * The balance of a theme lies between -1, all criticism, and 1, all praise, each finding counting by its severity. By
 * so much it must move to be called better or worse: less is within what a few sentences more or less would do.
 */
const STEP = 0.25;

/** @type {Record<Change, string>} */
export const CHANGE = {
  better: 'better',
  worse: 'worse',
  same: 'about the same',
  new: 'only now',
  gone: 'only then',
};

/** How better and worse are told, for the reader. */
export const HOW =
  'Better or worse goes by the balance of praise and criticism, graver and stronger words counting for more. A text may also just say more, or less, about a theme.';

const NO_THEME = 'No particular theme';

/** @param {Outline} outline @param {string} theme @returns {Side} */
function sideOf(outline, theme) {
  const of = (/** @type {'strength' | 'concern'} */ label) =>
    weightiestFirst(outline, label).filter(({ themeIds }) => (themeIds[0] ?? '') === theme);
  const concerns = of('concern');
  const strengths = of('strength');
  return {
    strengths: strengths.length,
    concerns: concerns.length,
    grave: concerns.filter(({ severity }) => severity === 3).length,
    items: [...concerns, ...strengths],
  };
}

/** @param {Side} side */
function balance({ items }) {
  let praise = 0;
  let all = 0;
  for (const { label, severity } of items) {
    praise += label === 'strength' ? severity : -severity;
    all += severity;
  }
  return praise / all;
}

/** @param {Side} then @param {Side} now @returns {Change} */
function changeOf(then, now) {
  if (!then.items.length) return 'new';
  if (!now.items.length) return 'gone';
  const moved = balance(now) - balance(then);
  if (Math.abs(moved) < STEP) return 'same';
  return moved > 0 ? 'better' : 'worse';
}

/**
 * @param {Reading} then
 * @param {Reading} now
 * @returns {Comparison}
 */
export function compare(then, now) {
  /** @type {Map<string, string>} */
  const titles = new Map();
  for (const { themeIds, themes } of [...now.outline.items, ...then.outline.items])
    titles.set(themeIds[0] ?? '', themeIds.length ? themes[0] : NO_THEME);
  const order = [...now.order, ...then.order];
  const place = (/** @type {string} */ id) => {
    const at = order.indexOf(id);
    return id === '' ? Infinity : at < 0 ? order.length : at;
  };
  const rows = [...titles]
    .sort(([a], [b]) => (place(a) === place(b) ? 0 : place(a) - place(b)))
    .map(([id, title]) => {
      const sides = { then: sideOf(then.outline, id), now: sideOf(now.outline, id) };
      return { id, title, ...sides, change: changeOf(sides.then, sides.now) };
    });
  const sentence = sentenceOf(then.outline, now.outline, rows);
  return { then: then.outline, now: now.outline, rows, sentence, swapped: () => compare(now, then) };
}

/** @param {Outline} outline */
function totals({ items }) {
  const strengths = items.filter(({ label }) => label === 'strength').length;
  return `${count(strengths, 'strength')} and ${count(items.length - strengths, 'concern')}`;
}

/** @param {Outline} then @param {Outline} now @param {Row[]} rows */
function sentenceOf(then, now, rows) {
  const named = (/** @type {Change} */ change) => {
    const titles = rows.filter((row) => row.change === change).map(({ title }) => title.toLowerCase());
    return titles.length ? ` ${capital(CHANGE[change])}: ${listOf(titles)}.` : '';
  };
  return `${capital(totals(then))} then, ${totals(now)} now.${named('better')}${named('worse')}`;
}

/** "2 concerns (1 grave), 1 strength", or that nothing is said. @param {Side} side */
export function figures({ strengths, concerns, grave, items }) {
  if (!items.length) return 'Nothing said.';
  const bad = `${count(concerns, 'concern')}${grave ? ` (${grave} grave)` : ''}`;
  return capital(`${bad}, ${count(strengths, 'strength')}`);
}
