// A document too big for the page is refused at the door; what the editor holds stays as it is.
import { EditorState } from '@codemirror/state';
import { setView } from '../state/view.js';

/** UTF-16 units: about ten thousand pages. The analyser could take more, but no editor stays smooth. */
export const MOST_TEXT = 24_000_000;

export const limits = EditorState.transactionFilter.of((tr) => {
  if (!tr.docChanged || tr.newDoc.length <= MOST_TEXT || tr.newDoc.length <= tr.startState.doc.length)
    return tr;
  return { effects: setView.of({ notice: { kind: 'error', text: tooBig(tr.newDoc.length) } }) };
});

/** @param {number} length */
export function tooBig(length) {
  const millions = (/** @type {number} */ n) => Math.ceil(n / 1e6).toLocaleString('en-GB');
  return `That is too big for this page: ${millions(length)} million characters, and it takes ${millions(MOST_TEXT)} million. Nothing was changed. Try it in parts, or use the command line, which has no such limit.`;
}
