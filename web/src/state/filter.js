// Which findings the list shows, and in what order.
import { TREND, capital } from '../words.js';
import { entriesField } from './entries.js';
import { EVERY, Steps } from './steps.js';
import { viewField } from './view.js';

/** @typedef {import('./entry.js').Entry} Entry */
/** @typedef {{ id: string, group: string, name: string, count: number, on: boolean }} Chip */

/** @type {Record<string, { group: string, name: string, test: (e: Entry) => boolean }>} */
const FIXED = {
  strength: { group: 'label', name: 'Strengths', test: (e) => e.label === 'strength' && !e.dismissed },
  concern: { group: 'label', name: 'Concerns', test: (e) => e.label === 'concern' && !e.dismissed },
  weighty: { group: 'severity', name: 'Grave or strong', test: (e) => e.severity === 3 && !e.dismissed },
  action: { group: 'kind', name: 'To be done', test: (e) => e.kind === 'action' && !e.dismissed },
  improved: {
    group: 'trend',
    name: capital(TREND.improved),
    test: (e) => e.trend === 'improved' && !e.dismissed,
  },
  worse: { group: 'trend', name: capital(TREND.worse), test: (e) => e.trend === 'worse' && !e.dismissed },
  unchanged: {
    group: 'trend',
    name: capital(TREND.unchanged),
    test: (e) => e.trend === 'unchanged' && !e.dismissed,
  },
  changed: { group: 'by', name: 'Changed by you', test: (e) => e.correction !== null && !e.dismissed },
  dismissed: { group: 'by', name: 'Dismissed', test: (e) => e.dismissed },
};

const THEME = 'theme:';
const SPEAKER = 'speaker:';

/** Chips that are worth a place even when nothing bears them. */
const ALWAYS = ['strength', 'concern'];

/**
 * @param {string} id a fixed filter, "theme:ID" or "speaker:N"
 * @returns {{ group: string, test: (e: Entry) => boolean }}
 */
function filterOf(id) {
  if (FIXED[id]) return FIXED[id];
  const [group, value] = [id.slice(0, id.indexOf(':')), id.slice(id.indexOf(':') + 1)];
  if (group === 'speaker') return { group, test: (e) => String(e.speaker) === value };
  return { group: 'theme', test: (e) => (e.themes[0] ?? '') === value };
}

/**
 * @typedef {object} Listing
 * @property {Entry[]} list those that the filters let through, in order
 * @property {Map<string, number>} counts how many bear a filter, by its id
 */

/** @type {WeakMap<import('./entries.js').Entries, { asked: unknown[], steps: Steps<Listing> }>} */
const listings = new WeakMap();

/**
 * What the list shows: made once for what is asked for.
 * @param {import('@codemirror/state').EditorState} state
 * @returns {Steps<Listing>}
 */
export function listing(state) {
  const { filters, search, order } = state.field(viewField);
  const entries = state.field(entriesField);
  const asked = [filters, search, order];
  const last = listings.get(entries);
  if (last?.asked.every((a, i) => a === asked[i])) return last.steps;
  const steps = new Steps(listingOf(state));
  listings.set(entries, { asked, steps });
  return steps;
}

/** @param {import('@codemirror/state').EditorState} state */
export const listed = (state) => listing(state).value.list;

/**
 * @param {import('@codemirror/state').EditorState} state
 * @param {(id: string) => string} themeTitle
 * @param {string[]} speakers
 * @returns {Chip[]}
 */
export function chips(state, themeTitle, speakers) {
  const { filters } = state.field(viewField);
  const { counts } = listing(state).value;
  /** @type {Chip[]} */
  const list = [];
  const push = (/** @type {string} */ id, /** @type {string} */ name, always = false) => {
    const on = filters.includes(id);
    const number = counts.get(id) ?? 0;
    if (number || on || always) list.push({ id, group: filterOf(id).group, name, count: number, on });
  };
  for (const id of Object.keys(FIXED)) push(id, FIXED[id].name, ALWAYS.includes(id));
  const borne = (/** @type {string} */ group) =>
    [...counts.keys()].filter((id) => id.startsWith(group)).map((id) => id.slice(group.length));
  for (const id of borne(THEME).sort((a, b) => themeTitle(a).localeCompare(themeTitle(b))))
    push(THEME + id, id ? themeTitle(id) : 'No particular theme');
  const heard = borne(SPEAKER);
  if (heard.length > 1) for (const s of heard) push(SPEAKER + s, speakers[Number(s)] ?? '');
  return list;
}

/**
 * Within a group any filter will do, between groups all must.
 * @param {import('@codemirror/state').EditorState} state
 * @returns {Generator<void, Listing>}
 */
function* listingOf(state) {
  const { filters, search, order } = state.field(viewField);
  const { all } = state.field(entriesField);
  /** @type {Map<string, ((e: Entry) => boolean)[]>} */
  const groups = new Map();
  for (const id of filters) {
    const { group, test } = filterOf(id);
    groups.set(group, [...(groups.get(group) ?? []), test]);
  }
  const wanted = [...groups.values()];
  const words = search.toLowerCase().trim();
  /** @type {Entry[]} */
  const list = [];
  /** @type {Listing['counts']} */
  const counts = new Map();
  for (let i = 0; i < all.length; i++) {
    const e = all[i];
    tally(counts, e);
    if (
      (!e.dismissed || filters.includes('dismissed')) &&
      wanted.every((tests) => tests.some((test) => test(e))) &&
      (!words || `${state.sliceDoc(e.from, e.to)} ${e.note}`.toLowerCase().includes(words))
    )
      list.push(e);
    if (i % EVERY === 0) yield;
  }
  return { list: yield* inOrder(list, order), counts };
}

/** @param {Map<string, number>} counts @param {Entry} entry */
function tally(counts, entry) {
  const add = (/** @type {string} */ id) => counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const id of Object.keys(FIXED)) if (FIXED[id].test(entry)) add(id);
  add(THEME + (entry.themes[0] ?? ''));
  if (entry.speaker >= 0) add(SPEAKER + entry.speaker);
}

/**
 * By heaps of what is alike, which takes many entries no longer than to look at each.
 * @param {Entry[]} entries in order of the text
 * @param {import('./view.js').Order} order
 * @returns {Generator<void, Entry[]>}
 */
function* inOrder(entries, order) {
  if (order === 'text') return entries;
  /** @type {Record<string, (e: Entry) => string | number>} */
  const alike = {
    theme: (e) => e.themes[0] ?? '\uffff',
    severity: (e) => -2 * e.severity + (e.label === 'concern' ? 0 : 1),
    speaker: (e) => e.speaker,
    confidence: (e) => -(e.confidence ?? 1),
  };
  /** @type {Map<string | number, Entry[]>} */
  const heaps = new Map();
  for (let i = 0; i < entries.length; i++) {
    const key = alike[order](entries[i]);
    const heap = heaps.get(key);
    if (heap) heap.push(entries[i]);
    else heaps.set(key, [entries[i]]);
    if (i % EVERY === 0) yield;
  }
  const keys = [...heaps.keys()].sort((a, b) =>
    typeof a === 'number' ? a - Number(b) : a.localeCompare(String(b)),
  );
  return keys.flatMap((key) => heaps.get(key) ?? []);
}
