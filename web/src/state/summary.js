// The summary counts what the reader decided: it is made from the entries, not from the machine's findings.
import { capital, count, listOf } from '../words.js';
import { EVERY } from './steps.js';

/** @typedef {import('./entry.js').Entry} Entry */

/** @typedef {{ strengths: number, concerns: number, grave: number }} Tally */
/** @typedef {Tally & { id: string, title: string }} ThemeTally */
/** @typedef {Tally & { id: string, title: string, themes: ThemeTally[] }} PillarTally */

/**
 * @typedef {object} Summary
 * @property {Tally} total
 * @property {number} strong strengths of the highest rank
 * @property {Entry[]} actions what must be done
 * @property {PillarTally[]} pillars with their themes, only those that occur
 * @property {{ improved: Entry[], worse: Entry[], unchanged: Entry[] }} trend
 * @property {Entry[]} gravest
 * @property {Entry[]} strongest
 * @property {(Tally & { speaker: number, name: string })[]} speakers
 */

/** How many of the gravest concerns and of the strongest praise are named. */
const NAMED = 5;
const NO_THEME = '';

const tally = () => ({ strengths: 0, concerns: 0, grave: 0 });

/**
 * @param {Tally} into
 * @param {Entry} entry
 */
function add(into, entry) {
  if (entry.label === 'strength') into.strengths++;
  else {
    into.concerns++;
    if (entry.severity === 3) into.grave++;
  }
}

/**
 * @param {Entry[]} entries those that count
 * @param {import('../../../wasm/types.js').Framework} framework
 * @param {string[]} speakers
 * @param {(id: string) => string} themeTitle
 * @returns {Generator<void, Summary>}
 */
export function* summing(entries, framework, speakers, themeTitle) {
  const total = tally();
  /** @type {Map<string, Tally>} */
  const themes = new Map();
  /** @type {Map<number, Tally>} */
  const bySpeaker = new Map();
  /** @type {Summary['trend']} */
  const trend = { improved: [], worse: [], unchanged: [] };
  /** @type {Record<import('./entry.js').Label, Entry[]>} */
  const weightiest = { concern: [], strength: [] };
  /** @type {Entry[]} */
  const actions = [];
  let strong = 0;
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i];
    add(total, entry);
    add(at(themes, entry.themes[0] ?? NO_THEME), entry);
    if (entry.speaker >= 0) add(at(bySpeaker, entry.speaker), entry);
    if (entry.trend) trend[entry.trend].push(entry);
    if (entry.label === 'concern' && entry.kind === 'action') actions.push(entry);
    if (entry.label === 'strength' && entry.severity === 3) strong++;
    keepWeightiest(weightiest[entry.label], entry);
    if (i % EVERY === 0) yield;
  }
  return {
    ...{ total, strong, actions, trend },
    pillars: pillarsOf(themes, framework, themeTitle),
    gravest: named(weightiest.concern),
    strongest: named(weightiest.strength),
    speakers: [...bySpeaker].map(([speaker, t]) => ({ ...t, speaker, name: speakers[speaker] ?? '' })),
  };
}

/**
 * @template K
 * @param {Map<K, Tally>} map
 * @param {K} key
 */
function at(map, key) {
  let value = map.get(key);
  if (!value) map.set(key, (value = tally()));
  return value;
}

/**
 * @param {Map<string, Tally>} themes
 * @param {import('../../../wasm/types.js').Framework} framework
 * @param {(id: string) => string} themeTitle
 */
function pillarsOf(themes, framework, themeTitle) {
  /** @type {Map<string, PillarTally>} */
  const pillars = new Map();
  const pillarTitle = new Map(framework.pillars.map((p) => [p.id, p.title]));
  const order = new Map(framework.themes.map((t, i) => [t.id, i]));
  const known = [...themes].sort(([a], [b]) => place(order, a) - place(order, b));
  for (const [id, t] of known) {
    const pillar =
      id === NO_THEME ? 'overall' : (framework.themes.find((x) => x.id === id)?.pillar ?? 'other');
    const title =
      pillar === 'overall' ? 'Overall' : (pillarTitle.get(pillar) ?? capital(pillar.replaceAll('-', ' ')));
    const group = pillars.get(pillar) ?? { ...tally(), id: pillar, title, themes: [] };
    pillars.set(pillar, group);
    group.themes.push({ ...t, id, title: id === NO_THEME ? 'No particular theme' : themeTitle(id) });
    group.strengths += t.strengths;
    group.concerns += t.concerns;
    group.grave += t.grave;
  }
  return [...pillars.values()];
}

/** Themes in the framework's order, unknown ones after them, none at all last. @param {Map<string, number>} order @param {string} id */
function place(order, id) {
  return id === NO_THEME ? Infinity : (order.get(id) ?? Number.MAX_SAFE_INTEGER);
}

/**
 * Puts an entry among the few weightiest if it belongs there.
 * @param {Entry[]} few the weightiest first
 * @param {Entry} entry
 */
function keepWeightiest(few, entry) {
  const lighter = few.findIndex(
    (e) =>
      e.severity < entry.severity ||
      (e.severity === entry.severity && (e.confidence ?? 1) < (entry.confidence ?? 1)),
  );
  if (lighter < 0 && few.length >= NAMED) return;
  few.splice(lighter < 0 ? few.length : lighter, 0, entry);
  few.length = Math.min(few.length, NAMED);
}

/** @param {Entry[]} weightiest */
function named(weightiest) {
  return weightiest
    .filter((e, _, all) => e.severity === all[0].severity || e.severity > 1)
    .sort((a, b) => b.severity - a.severity || a.from - b.from);
}

/**
 * The whole in one plain sentence.
 * @param {Summary} summary
 */
export function inOneSentence({ total, strong, actions, pillars, trend }) {
  const { strengths, concerns, grave } = total;
  if (!strengths && !concerns) return 'Nothing here is said to be good, and nothing to be wrong.';
  const about = heaviestThemes(pillars, strengths >= concerns ? 'concerns' : 'strengths');
  const good = `${count(strengths, 'strength')}${strong && strengths > 1 ? ` (${strong} strong)` : ''}`;
  const bad = `${count(concerns, 'concern')}${grave && concerns > 1 ? ` (${grave} grave)` : ''}`;
  let sentence;
  if (!concerns) sentence = `All praise: ${good} and no concerns`;
  else if (!strengths) sentence = `All criticism: ${bad} and no strengths`;
  else if (strengths >= 1.5 * concerns) sentence = `More praise than criticism: ${good} against ${bad}`;
  else if (concerns >= 1.5 * strengths) sentence = `More criticism than praise: ${bad} against ${good}`;
  else sentence = `Praise and criticism about in balance: ${good}, ${bad}`;
  if (concerns && strengths && about.length)
    sentence +=
      strengths >= concerns
        ? `; most concerns are about ${listOf(about)}`
        : `; most praise is for ${listOf(about)}`;
  if (actions.length)
    sentence += `; ${actions.length === 1 ? 'one thing has' : `${actions.length} things have`} to be done`;
  if (trend.worse.length > trend.improved.length) sentence += ', and more is getting worse than better';
  return `${sentence}.`;
}

/**
 * The one or two themes that stand out, by name; none if it is spread evenly.
 * @param {PillarTally[]} pillars
 * @param {'strengths' | 'concerns'} of
 */
function heaviestThemes(pillars, of) {
  const themes = pillars.flatMap((p) => p.themes).filter((t) => t.id !== NO_THEME && t[of] > 0);
  const all = themes.reduce((sum, t) => sum + t[of], 0);
  const [first, second] = themes.sort((a, b) => b[of] - a[of]);
  if (!first || first[of] < 2) return [];
  if (first[of] > all / 2) return [first.title.toLowerCase()];
  if (second && first[of] + second[of] > all / 2)
    return [first.title.toLowerCase(), second.title.toLowerCase()];
  return [];
}
