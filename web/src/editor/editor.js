// The editor: CodeMirror with the page's whole state in its fields.
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import {
  EditorView,
  drawSelection,
  dropCursor,
  highlightSpecialChars,
  keymap,
  placeholder,
} from '@codemirror/view';
import { analysisField } from '../state/analysis.js';
import { correctionHistory, correctionsField } from '../state/corrections.js';
import { documentField, documentHistory } from '../state/document.js';
import { entriesField } from '../state/entries.js';
import { settingsField } from '../state/settings.js';
import { viewField } from '../state/view.js';
import { hover } from './hover.js';
import { limits } from './limits.js';
import { margin } from './margin.js';
import { marks } from './marks.js';
import { ruler } from './ruler.js';
import { clickSelects, cursorSelects } from './step.js';

export const fields = [
  settingsField,
  viewField,
  documentField,
  analysisField,
  correctionsField,
  entriesField,
];

const historyPart = new Compartment();

/** Nothing done so far can be undone any more: another document is open. @param {EditorView} view */
export function forgetHistory(view) {
  view.dispatch({ effects: historyPart.reconfigure([]) });
  view.dispatch({ effects: historyPart.reconfigure(history()) });
}

/**
 * @param {Element} parent
 * @param {import('@codemirror/state').Extension[]} more
 */
export function createEditor(parent, more) {
  const state = EditorState.create({
    extensions: [
      fields,
      limits,
      historyPart.of(history()),
      correctionHistory,
      documentHistory,
      drawSelection(),
      dropCursor(),
      highlightSpecialChars(),
      highlightSelectionMatches({ minSelectionLength: 4 }),
      search({ top: true }),
      EditorView.lineWrapping,
      EditorState.tabSize.of(4),
      EditorView.contentAttributes.of({
        'aria-label': 'Transcript',
        'aria-describedby': 'editor-help',
        spellcheck: 'true',
        lang: 'en-GB',
        // It can be focused as it is; this says so to those that look for a tabindex.
        tabindex: '0',
      }),
      placeholder('Paste a transcript, report or statement here, or drop a file'),
      ...more,
      keymap.of([
        ...searchKeymap.filter(({ key }) => key !== 'Mod-Alt-g'),
        ...historyKeymap,
        ...defaultKeymap,
      ]),
      marks,
      margin,
      ruler,
      hover,
      clickSelects,
      cursorSelects,
    ],
  });
  return new EditorView({ state, parent });
}
