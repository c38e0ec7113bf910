// Marks in the text: one decoration a finding, made only for what is in view. Look and weight are CSS's business.
import { RangeSetBuilder } from '@codemirror/state';
import { Decoration, ViewPlugin } from '@codemirror/view';
import { nameOf } from '../words.js';
import { analysisField } from '../state/analysis.js';
import { documentField, frameworkInUse, themeTitles } from '../state/document.js';
import { entriesField } from '../state/entries.js';
import { viewField } from '../state/view.js';

/** @typedef {import('../state/entry.js').Entry} Entry */

/**
 * @param {Entry} entry
 * @param {boolean} selected
 */
function classOf(entry, selected) {
  const classes = ['mark', entry.label, `sev-${entry.severity}`];
  if (entry.kind === 'action') classes.push('action');
  if (entry.correction) classes.push('corrected');
  if (entry.dismissed) classes.push('dismissed');
  if (selected) classes.push('selected');
  return classes.join(' ');
}

const reason = Decoration.mark({ class: 'reason' });

/**
 * The words that decided a finding, shown while its card is.
 * @param {Entry | null} entry
 * @param {number} length of the document
 */
function reasons(entry, length) {
  if (!entry) return [];
  return entry.because
    .map((b) => ({ from: Math.max(0, entry.from + b.from), to: Math.min(length, entry.from + b.to) }))
    .filter((b) => b.from < b.to)
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

/** @param {import('@codemirror/view').EditorView} view */
function build(view) {
  const { state } = view;
  const entries = state.field(entriesField);
  const { selected, peek, card } = state.field(viewField);
  const titles = themeTitles(
    frameworkInUse(state.field(documentField), state.field(analysisField).framework),
  );
  const open = (card && selected) || peek;
  const openEntry = open && entries.at(open.from);
  const why = reasons(openEntry, state.doc.length);
  /** @type {{ from: number, to: number, value: Decoration }[]} */
  const ranges = [];
  for (const { from, to } of view.visibleRanges)
    for (const entry of entries.between(from, to)) {
      const isSelected = selected !== null && entry.from < selected.to && entry.to > selected.from;
      ranges.push({
        ...{ from: Math.max(entry.from, from), to: Math.min(entry.to, to) },
        value: Decoration.mark({
          class: classOf(entry, isSelected),
          attributes: { 'aria-description': nameOf(entry, titles) },
        }),
      });
    }
  for (const { from, to } of why) ranges.push({ from, to, value: reason });
  ranges.sort((a, b) => a.from - b.from || b.to - a.to);
  /** @type {RangeSetBuilder<Decoration>} */
  const builder = new RangeSetBuilder();
  for (const { from, to, value } of ranges) builder.add(from, to, value);
  return builder.finish();
}

export const marks = ViewPlugin.fromClass(
  class {
    /** @param {import('@codemirror/view').EditorView} view */
    constructor(view) {
      this.decorations = build(view);
    }

    /** @param {import('@codemirror/view').ViewUpdate} update */
    update({ view, startState, state, viewportChanged, docChanged }) {
      const before = startState.field(viewField);
      const now = state.field(viewField);
      if (
        viewportChanged ||
        docChanged ||
        startState.field(entriesField) !== state.field(entriesField) ||
        before.selected !== now.selected ||
        before.peek !== now.peek ||
        before.card !== now.card
      )
        this.decorations = build(view);
    }
  },
  { decorations: (plugin) => plugin.decorations },
);
