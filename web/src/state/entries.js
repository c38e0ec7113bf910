// The entries: the machine's findings and the reader's corrections made one list, in order of the text.
import { StateField } from '@codemirror/state';
import { analysisField, speakerAt } from './analysis.js';
import { correctionsField } from './corrections.js';
import { entryOfCorrection, entryOfMachine } from './entry.js';
import { settingsField } from './settings.js';
import { viewField } from './view.js';

/** @typedef {import('./entry.js').Entry} Entry */

/**
 * @typedef {object} Entries
 * @property {Entry[]} all everything with a place in the text, dismissed ones too
 * @property {Entry[]} counted what the summary counts: without those dismissed
 * @property {import('./entry.js').Correction[]} lost corrections whose words are gone
 * @property {number} unsure findings left out because the machine was less sure than the reader asks
 */

/** @type {StateField<Entries>} */
export const entriesField = StateField.define({
  create: (state) => merge(state),
  update(value, tr) {
    const same =
      tr.startState.field(analysisField) === tr.state.field(analysisField) &&
      tr.startState.field(correctionsField) === tr.state.field(correctionsField) &&
      tr.startState.field(settingsField).confidence === tr.state.field(settingsField).confidence &&
      tr.startState.field(viewField).anyLanguage === tr.state.field(viewField).anyLanguage;
    return same ? value : merge(tr.state);
  },
});

/**
 * @param {import('@codemirror/state').EditorState} state
 * @returns {Entries}
 */
function merge(state) {
  const analysis = state.field(analysisField);
  const corrections = state.field(correctionsField);
  const { confidence } = state.field(settingsField);
  const foreign = analysis.language !== 'en' && !state.field(viewField).anyLanguage;
  const machine = foreign ? [] : analysis.findings;
  const placed = corrections.filter((c) => !c.lost);
  /** @type {Entry[]} */
  const all = [];
  let unsure = 0;
  let next = 0;
  /** @type {import('./entry.js').Machine[][]} */
  const under = placed.map(() => []);
  for (const finding of machine) {
    while (next < placed.length && placed[next].to <= finding.from) next++;
    const covering = placed.findIndex((c, i) => i >= next && c.from < finding.to && c.to > finding.from);
    if (covering >= 0) under[covering].push(finding);
    else if (finding.confidence < confidence) unsure++;
    else all.push(entryOfMachine(finding));
  }
  placed.forEach((c, i) => all.push(entryOfCorrection(c, under[i], speakerAt(analysis, c.from))));
  if (placed.length) all.sort((a, b) => a.from - b.from || a.to - b.to);
  return { all, counted: all.filter((e) => !e.dismissed), lost: corrections.filter((c) => c.lost), unsure };
}

/**
 * The index of the first entry that ends after `pos`, by halving.
 * @param {Entry[]} entries
 * @param {number} pos
 */
export function firstEndingAfter(entries, pos) {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (entries[middle].to <= pos) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The entry at a place, or null.
 * @param {Entry[]} entries
 * @param {number} pos
 */
export function entryAt(entries, pos) {
  const at = firstEndingAfter(entries, pos);
  const entry = entries[at];
  if (entry && entry.from <= pos) return entry;
  const before = entries[at - 1];
  return before && before.to === pos ? before : null;
}
