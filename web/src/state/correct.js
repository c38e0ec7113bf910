// What a reader can decide about a passage, as transactions.
import { anchorAt } from './anchors.js';
import { correct, newId, ownStep } from './corrections.js';
import { entriesField } from './entries.js';
import { sameVerdict, verdictOf } from './entry.js';
import { setView, viewField } from './view.js';

/** @typedef {import('./entry.js').Entry} Entry */
/** @typedef {import('./entry.js').Correction} Correction */
/** @typedef {import('@codemirror/view').EditorView} EditorView */

/**
 * The entry that the reader has selected, or null.
 * @param {import('@codemirror/state').EditorState} state
 * @returns {Entry | null}
 */
export function selectedEntry(state) {
  const { selected } = state.field(viewField);
  return selected && state.field(entriesField).at(selected.from);
}

/**
 * Changes something about an entry. If that leaves the machine's own view, the correction goes.
 * @param {EditorView} view
 * @param {Entry} entry
 * @param {Partial<Pick<Correction, 'label' | 'severity' | 'kind' | 'trend' | 'themes' | 'dismissed' | 'note'>>} patch
 */
export function change(view, entry, patch) {
  const { state } = view;
  const verdict = { ...verdictOf(entry), dismissed: entry.dismissed, note: entry.note, ...patch };
  if (verdict.label === 'strength') verdict.kind = 'judgement';
  const own = entry.machine[0];
  const untouched =
    entry.origin === 'machine' && own && sameVerdict(verdict, own) && !verdict.dismissed && !verdict.note;
  const id = entry.correction?.id ?? newId();
  const to = untouched
    ? null
    : { ...anchorAt(state.doc, entry.from, entry.to), origin: entry.origin, ...verdict, id };
  view.dispatch({
    effects: [
      correct.of({ id, to }),
      setView.of({ selected: { from: entry.from, to: entry.to }, card: true }),
    ],
    annotations: ownStep,
  });
}

/**
 * Takes the reader's decision back: the machine's view counts again; a passage of the reader's own is gone.
 * @param {EditorView} view
 * @param {string} id
 */
export function revert(view, id) {
  view.dispatch({ effects: correct.of({ id, to: null }), annotations: ownStep });
}

/**
 * The selection without blanks at its ends, or null if there are no words in it.
 * @param {import('@codemirror/state').EditorState} state
 */
export function selectedWords(state) {
  const { from, to } = state.selection.main;
  const text = state.sliceDoc(from, to);
  const start = from + (text.length - text.trimStart().length);
  const end = to - (text.length - text.trimEnd().length);
  return start < end ? { from: start, to: end } : null;
}

/**
 * Marks the selected words. Findings they touch give way: theirs is the reader's verdict now.
 * @param {EditorView} view
 * @param {import('./entry.js').Label} label
 */
export function markSelection(view, label) {
  const { state } = view;
  const range = selectedWords(state);
  if (!range) return false;
  const touched = state.field(entriesField).between(range.from, range.to);
  const same = touched.find((e) => e.from === range.from && e.to === range.to);
  if (same) {
    change(view, same, { label, dismissed: false });
    return true;
  }
  const id = newId();
  /** @type {Correction} */
  const correction = {
    ...anchorAt(state.doc, range.from, range.to),
    ...{
      id,
      origin: 'reader',
      label,
      severity: 2,
      kind: 'judgement',
      trend: null,
      dismissed: false,
      note: '',
    },
    themes: touched[0]?.themes ?? [],
  };
  const replaced = touched.flatMap((e) =>
    e.correction ? [correct.of({ id: e.correction.id, to: null })] : [],
  );
  view.dispatch({
    selection: { anchor: range.to },
    effects: [
      ...replaced,
      correct.of({ id, to: correction }),
      setView.of({ selected: range, card: true, editing: false }),
    ],
    annotations: ownStep,
  });
  return true;
}
