// Reads two documents for a comparison: by the same framework, with the changes that each brings, beside the editor.
import { EditorState } from '@codemirror/state';
import { fields } from '../editor/editor.js';
import { outlineOf } from '../export/outline.js';
import { contextOf } from '../page.js';
import { adopt, setAnalysis } from '../state/analysis.js';
import { setCorrections } from '../state/corrections.js';
import { documentField, setDocument } from '../state/document.js';
import { setSettings, settingsField } from '../state/settings.js';

/** @typedef {import('../actions.js').App} App */
/** @typedef {import('./compare.js').Reading} Reading */
/** @typedef {Pick<import('../state/record.js').DocumentRecord, 'text' | 'title' | 'corrections'>} Source */

const UNTITLED = 'Text without a title';

/**
 * @param {App} app
 * @param {Source} source
 * @param {string} framework "auto", an id or "own": the framework of what is open
 * @param {AbortSignal} signal
 */
async function read({ view, analyser }, { text, title, corrections }, framework, signal) {
  const { own, frameworks } = view.state.field(documentField);
  const start = EditorState.create({ doc: text, extensions: fields });
  const ready = await analyser;
  const analysis = await ready.analyse(start.doc.toString(), {
    framework: framework === 'own' && own ? own : framework,
    signal,
  });
  const { state } = start.update({
    effects: [
      setSettings.of(view.state.field(settingsField)),
      setDocument.of({ title: title || UNTITLED, framework, own, frameworks }),
      setAnalysis.of({ ...adopt(analysis), phase: 'done' }),
      setCorrections.of([...corrections]),
    ],
  });
  return { state, used: framework === 'own' ? 'own' : analysis.framework };
}

/** @param {EditorState} state @returns {Reading} */
function readingOf(state) {
  return { outline: outlineOf(state), order: contextOf(state).framework.themes.map(({ id }) => id) };
}

/**
 * @param {App} app
 * @param {Source} then
 * @param {Source} now read first: what chooses its framework by itself chooses it for both
 * @param {AbortSignal} signal
 */
export async function readBoth(app, then, now, signal) {
  const { framework } = app.view.state.field(documentField);
  const first = await read(app, now, framework, signal);
  const second = await read(app, then, first.used ?? framework, signal);
  return { then: readingOf(second.state), now: readingOf(first.state) };
}
