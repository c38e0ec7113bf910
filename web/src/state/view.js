// What the reader is looking at: tab, selected passage, filters, order, notices. None of it is in the history.
import { StateEffect, StateField } from '@codemirror/state';

/** @typedef {'text' | 'summary' | 'findings' | 'changes'} Tab */
/** @typedef {'text' | 'theme' | 'severity' | 'speaker' | 'confidence'} Order */

/**
 * @typedef {object} ViewState
 * @property {Tab} tab
 * @property {{ from: number, to: number } | null} selected the passage of the selected finding
 * @property {{ from: number, to: number } | null} peek the passage under the pointer
 * @property {boolean} card whether the card of the selected finding is open
 * @property {boolean} editing whether the card shows its form
 * @property {string[]} filters
 * @property {string} search
 * @property {Order} order
 * @property {number} page of the list of findings
 * @property {string[]} ticked actions that the reader has ticked off, by their words
 * @property {boolean} anyLanguage show what was found though the text isn't English
 * @property {Notice | null} notice
 * @property {number} older drafts beside the one that is open
 * @property {string} draft what is said about the draft: "", "kept", "off", "elsewhere", "failed"
 */

/** @typedef {{ kind: 'info' | 'error', text: string, act?: string, actName?: string }} Notice */

/** @type {ViewState} */
const FIRST = {
  tab: 'summary',
  selected: null,
  peek: null,
  card: false,
  editing: false,
  filters: [],
  search: '',
  order: 'text',
  page: 0,
  ticked: [],
  anyLanguage: false,
  notice: null,
  older: 0,
  draft: '',
};

/** @type {import('@codemirror/state').StateEffectType<Partial<ViewState>>} */
export const setView = StateEffect.define();

/** @type {StateField<ViewState>} */
export const viewField = StateField.define({
  create: () => FIRST,
  update(value, tr) {
    let next = value;
    if (tr.docChanged) {
      next = { ...next, peek: null, selected: carried(next.selected, tr.changes) };
      // Typing is reading no longer: the card would stand in the way.
      if (tr.isUserEvent('input') || tr.isUserEvent('delete'))
        next = { ...next, card: false, editing: false };
      if (!next.selected) next = { ...next, card: false, editing: false };
    }
    for (const effect of tr.effects) if (effect.is(setView)) next = { ...next, ...effect.value };
    return next;
  },
});

/**
 * @param {{ from: number, to: number } | null} range
 * @param {import('@codemirror/state').ChangeDesc} changes
 */
function carried(range, changes) {
  if (!range) return null;
  const from = changes.mapPos(range.from, 1);
  const to = changes.mapPos(range.to, -1);
  return from < to ? { from, to } : null;
}
