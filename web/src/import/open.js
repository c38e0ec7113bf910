// Files that the reader drops, pastes or chooses: read with progress and Stop, then opened; nothing is lost on the way.
import { drawDialog, button, h } from '../dialog/dialog.js';
import { openText } from '../documents.js';
import { readingParts } from '../run/site.js';
import { offerRecord } from '../share/arrive.js';
import { documentField } from '../state/document.js';
import { setView } from '../state/view.js';
import { openSeveral } from './several.js';
import { readFile } from './read.js';

/** @typedef {import('../actions.js').App} App */

/** Reading that ends sooner shows no dialogue. */
const SAY_AFTER = 250;
const ID = 'reading';

/** @type {AbortController | null} */
let reading = null;

/** @param {string} name @param {{ done: number, total: number } | null} progress */
function content(name, progress) {
  return [
    h(
      'label',
      { for: 'reading-progress' },
      progress ? `${name}: page ${progress.done} of ${progress.total}` : name,
    ),
    h(
      'progress',
      progress
        ? { id: 'reading-progress', max: String(progress.total), value: progress.done }
        : { id: 'reading-progress' },
    ),
    h('div', { class: 'choices' }, button('Stop', 'reading-stop')),
  ];
}

/**
 * @param {App} app
 * @param {File} file
 * @param {(done: number, total: number) => void} [onProgress]
 * @param {AbortSignal} [signal]
 */
export async function readOne(app, file, onProgress, signal) {
  const [analyser, startWorker] = await Promise.all([app.analyser, readingParts()]);
  return readFile(file, {
    normalise: (bytes, type) => analyser.normalise(bytes, type),
    startWorker,
    signal,
    onProgress,
  });
}

/**
 * What to say of a file that was not opened.
 * @param {string} name
 * @param {unknown} error
 */
export function whyNot(name, error) {
  const { name: kind, message } = /** @type {Error} */ (error);
  if (kind === 'Unreadable') return `“${name}” ${message}`;
  return `“${name}” could not be read: ${message}`;
}

/** A text that came by itself, as the document that it would be. @param {App} app @param {import('../documents.js').Read} read */
function recordOf({ view }, { text, title }) {
  const { framework, own } = view.state.field(documentField);
  return {
    ...{ version: /** @type {const} */ (1), text, title, framework, ownFramework: own, corrections: [] },
    view: {
      ...{ tab: /** @type {const} */ ('summary'), order: /** @type {const} */ ('text') },
      ...{ filters: [], ticked: [] },
    },
  };
}

/**
 * @param {App} app
 * @param {File} file
 * @param {{ ask?: boolean }} [options] `ask`: before it takes the place of the reader's own work
 */
export async function openFile(app, file, { ask = false } = {}) {
  reading?.abort();
  const controller = (reading = new AbortController());
  /** @type {{ done: number, total: number } | null} */
  let progress = null;
  const draw = () => {
    if (controller.signal.aborted) return;
    const dialog = drawDialog(ID, 'Reading', ...content(file.name, progress));
    if (!dialog.open) {
      dialog.addEventListener('close', () => controller.abort(), { once: true });
      dialog.showModal();
    }
  };
  const slow = setTimeout(draw, SAY_AFTER);
  const end = () => {
    clearTimeout(slow);
    if (reading === controller) reading = null;
    /** @type {HTMLDialogElement | null} */ (document.getElementById(ID))?.close();
  };
  try {
    const read = await readOne(
      app,
      file,
      (done, total) => {
        progress = { done, total };
        if (document.getElementById(ID)?.hasAttribute('open')) draw();
      },
      controller.signal,
    );
    end();
    if (controller.signal.aborted && !('text' in read)) return;
    if ('record' in read) offerRecord(app, read.record);
    else if (ask && app.view.state.doc.length) offerRecord(app, recordOf(app, read));
    else openText(app, read);
  } catch (error) {
    end();
    const stopped = /** @type {any} */ (error).why === 'stopped';
    const text = `${whyNot(file.name, error)} What you had is untouched.`;
    app.view.dispatch({ effects: setView.of({ notice: { kind: stopped ? 'info' : 'error', text } }) });
  }
}

/** @param {App} app @param {File[]} files @param {{ ask?: boolean }} [options] */
export function openFiles(app, files, options) {
  if (files.length > 1) return openSeveral(app, files);
  return files[0] ? openFile(app, files[0], options) : undefined;
}

/** @type {Record<string, import('../actions.js').Action>} */
export const importActions = {
  'reading-stop': () => reading?.abort(),
};
