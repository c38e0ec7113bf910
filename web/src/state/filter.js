// Which findings the list shows, and in what order.
import { entriesField } from './entries.js';
import { TREND, capital } from '../words.js';
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
 * @param {import('@codemirror/state').EditorState} state
 * @param {(id: string) => string} themeTitle
 * @param {string[]} speakers
 * @returns {Chip[]}
 */
export function chips(state, themeTitle, speakers) {
  const { filters } = state.field(viewField);
  const { all } = state.field(entriesField);
  /** @type {Chip[]} */
  const list = [];
  const push = (/** @type {string} */ id, /** @type {string} */ name, always = false) => {
    const { group, test } = filterOf(id);
    const on = filters.includes(id);
    const number = all.filter(test).length;
    if (number || on || always) list.push({ id, group, name, count: number, on });
  };
  for (const id of Object.keys(FIXED)) push(id, FIXED[id].name, ALWAYS.includes(id));
  const themes = new Set(all.map((e) => e.themes[0] ?? ''));
  for (const id of [...themes].sort((a, b) => themeTitle(a).localeCompare(themeTitle(b))))
    push(`theme:${id}`, id ? themeTitle(id) : 'No particular theme');
  const heard = new Set(all.map((e) => e.speaker).filter((s) => s >= 0));
  if (heard.size > 1) for (const s of heard) push(`speaker:${s}`, speakers[s] ?? '');
  return list;
}

/**
 * Within a group any filter will do, between groups all must.
 * @param {import('@codemirror/state').EditorState} state
 * @returns {Entry[]}
 */
export function listed(state) {
  const { filters, search, order } = state.field(viewField);
  const { all } = state.field(entriesField);
  /** @type {Map<string, ((e: Entry) => boolean)[]>} */
  const groups = new Map();
  for (const id of filters) {
    const { group, test } = filterOf(id);
    groups.set(group, [...(groups.get(group) ?? []), test]);
  }
  const words = search.toLowerCase().trim();
  const kept = all.filter(
    (e) =>
      (!e.dismissed || filters.includes('dismissed')) &&
      [...groups.values()].every((tests) => tests.some((test) => test(e))) &&
      (!words || `${state.sliceDoc(e.from, e.to)} ${e.note}`.toLowerCase().includes(words)),
  );
  return inOrder(kept, order);
}

/**
 * @param {Entry[]} entries in order of the text
 * @param {import('./view.js').Order} order
 */
function inOrder(entries, order) {
  if (order === 'text') return entries;
  const confidence = (/** @type {Entry} */ e) => e.confidence ?? 1;
  /** @type {Record<string, (a: Entry, b: Entry) => number>} */
  const by = {
    theme: (a, b) => (a.themes[0] ?? '\uffff').localeCompare(b.themes[0] ?? '\uffff'),
    severity: (a, b) => b.severity - a.severity || (a.label === b.label ? 0 : a.label === 'concern' ? -1 : 1),
    speaker: (a, b) => a.speaker - b.speaker,
    confidence: (a, b) => confidence(b) - confidence(a),
  };
  return [...entries].sort((a, b) => by[order](a, b) || a.from - b.from);
}
