// The whole of a document as plain data: what a draft, a link, a report or a .candour.json holds. Everything that
// keeps or passes on a document goes through these two functions.
import { isolateHistory } from '@codemirror/commands';
import { Transaction } from '@codemirror/state';
import { correctionsField, setCorrections } from './corrections.js';
import { documentField, setDocument } from './document.js';
import { settingsField } from './settings.js';
import { textOf } from './text.js';
import { setView, viewField } from './view.js';

/**
 * @typedef {object} DocumentRecord
 * @property {1} version
 * @property {string} text
 * @property {string} title
 * @property {string} framework "auto", an id, or "own"
 * @property {Record<string, any> | null} ownFramework
 * @property {import('./entry.js').Correction[]} corrections
 * @property {{ tab: import('./view.js').Tab, order: import('./view.js').Order, filters: string[], ticked: string[] }} view
 */

/**
 * @param {import('@codemirror/state').EditorState} state
 * @returns {DocumentRecord}
 */
export function getRecord(state) {
  const { title, framework, own } = state.field(documentField);
  const { tab, order, filters, ticked } = state.field(viewField);
  return {
    version: 1,
    text: textOf(state.doc),
    title,
    framework,
    ownFramework: own,
    corrections: [...state.field(correctionsField)],
    view: { tab, order, filters, ticked },
  };
}

/**
 * Puts a record in place of what the editor holds. As one step of the history when `undoable`, so that the reader's
 * own work can be had back.
 * @param {import('@codemirror/view').EditorView} view
 * @param {DocumentRecord} record
 * @param {{ undoable?: boolean }} [options]
 */
export function setRecord(view, record, { undoable = true } = {}) {
  const { text, title, framework, ownFramework, corrections } = record;
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    selection: { anchor: 0 },
    effects: [
      setCorrections.of(corrections),
      setDocument.of({ title, framework, own: ownFramework }),
      setView.of({
        ...record.view,
        selected: null,
        peek: null,
        card: false,
        editing: false,
        notice: null,
        page: 0,
      }),
    ],
    annotations: [
      Transaction.userEvent.of('open'),
      Transaction.addToHistory.of(undoable),
      isolateHistory.of('full'),
    ],
    scrollIntoView: true,
  });
}

/**
 * Whether what a record holds beside the text is the same in two states.
 * @param {import('@codemirror/state').EditorState} a
 * @param {import('@codemirror/state').EditorState} b
 */
export function sameParts(a, b) {
  const before = a.field(viewField);
  const now = b.field(viewField);
  return (
    a.field(correctionsField) === b.field(correctionsField) &&
    a.field(documentField) === b.field(documentField) &&
    a.field(settingsField).keepDraft === b.field(settingsField).keepDraft &&
    before.tab === now.tab &&
    before.order === now.order &&
    before.filters === now.filters &&
    before.ticked === now.ticked
  );
}
