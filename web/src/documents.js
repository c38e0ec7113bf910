// Getting a document in: the sample, and files chosen, dropped or pasted, which import/open.js reads.
import { ENDINGS } from './import/kinds.js';
import { filesOfClipboard } from './import/paste.js';
import { documentField } from './state/document.js';
import { setRecord } from './state/record.js';
import { setView } from './state/view.js';
import sample from './sample.txt?raw';

/** @typedef {import('./actions.js').App} App */
/** @typedef {{ text: string, title: string }} Read */

const SAMPLE_TITLE = 'Calderbrook Police: statement of the Chief Inspector';

/**
 * Puts a text in place of what there is, as a step that can be undone.
 * @param {App} app
 * @param {Read} read
 */
export function openText({ view }, { text, title }) {
  const { framework, own } = view.state.field(documentField);
  const had = view.state.doc.length > 0;
  setRecord(view, {
    ...{ version: 1, text, title, framework, ownFramework: own, corrections: [] },
    view: { tab: 'summary', order: 'text', filters: [], ticked: [] },
  });
  if (had)
    view.dispatch({
      effects: setView.of({
        notice: {
          kind: 'info',
          text: 'This took the place of what you had.',
          act: 'undo',
          actName: 'Bring it back',
        },
      }),
    });
}

/** @param {App} app */
export function openSample(app) {
  openText(app, { text: sample.trim(), title: SAMPLE_TITLE });
}

/**
 * Files dropped anywhere on the page, or pasted, or chosen.
 * @param {App} app
 * @param {(app: App, files: File[]) => unknown} open
 */
export function listenForFiles(app, open) {
  const input = /** @type {HTMLInputElement} */ (document.getElementById('file'));
  input.accept = ENDINGS.map((ending) => `.${ending}`).join(',');
  input.multiple = true;
  input.addEventListener('change', () => {
    open(app, [...(input.files ?? [])]);
    input.value = '';
  });
  const take = (/** @type {Event} */ event, /** @type {File[]} */ files) => {
    if (!files.length) return;
    event.preventDefault();
    event.stopPropagation();
    open(app, files);
  };
  document.addEventListener(
    'dragover',
    (event) => event.dataTransfer?.types.includes('Files') && event.preventDefault(),
  );
  // In the capturing phase: before the editor takes the file for text.
  document.addEventListener('drop', (event) => take(event, [...(event.dataTransfer?.files ?? [])]), true);
  document.addEventListener(
    'paste',
    (event) => event.clipboardData && take(event, filesOfClipboard(event.clipboardData)),
    true,
  );
}
