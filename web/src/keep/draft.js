// The draft on this device: the whole record of the document, in IndexedDB, one a tab. A tab holds a lock in its draft's
// name while it lives, so that no two tabs write to one draft; a new tab takes up the newest draft that nobody holds.
import { correctionsField } from '../state/corrections.js';
import { documentField } from '../state/document.js';
import { getRecord, setRecord } from '../state/record.js';
import { settingsField } from '../state/settings.js';
import { inSlices } from '../state/steps.js';
import { spelling } from '../state/text.js';
import { setView, viewField } from '../state/view.js';
import { eraseAll, eraseDraft, listDrafts, readDraft, writeDraft } from './store.js';

/** @typedef {import('@codemirror/view').EditorView} EditorView */

/** Milliseconds from the last change to a write. */
const WRITE_AFTER = 200;
/** A text of so many characters takes so long to write that it is written in longer pauses. */
const LONG = 1_000_000;
const WRITE_LONG_AFTER = 1500;
const TAB_KEY = 'candour-tab';
const lockOf = (/** @type {string} */ id) => `candour-draft-${id}`;

export class Draft {
  /** @type {EditorView} */ #view;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #id = '';
  #ready = false;

  /** @param {EditorView} view */
  constructor(view) {
    this.#view = view;
    // A closing page gets no second chance: what is not yet written is written now.
    window.addEventListener('pagehide', () => this.#flush());
    document.addEventListener('visibilitychange', () => document.hidden && this.#flush());
  }

  /** Finds this tab's draft, or a free one, and opens it. */
  async open() {
    try {
      const drafts = await listDrafts();
      const own = sessionStorage.getItem(TAB_KEY);
      const candidates = drafts.sort((a, b) => b.changed - a.changed).map((d) => d.id);
      if (own) candidates.unshift(own);
      let others = false;
      for (const id of new Set(candidates)) {
        if (await hold(id, id === own)) {
          this.#id = id;
          break;
        }
        others = true;
      }
      if (!this.#id) {
        this.#id = crypto.randomUUID();
        await hold(this.#id, false);
      }
      sessionStorage.setItem(TAB_KEY, this.#id);
      const kept = await readDraft(this.#id);
      if (kept?.record.text && !this.#view.state.doc.length)
        setRecord(this.#view, kept.record, { undoable: false });
      this.#ready = true;
      // What was pasted meanwhile is not lost on a reader as quick as that.
      if (this.#view.state.doc.length) this.#later();
      this.#say(others ? 'elsewhere' : this.#wanted() ? (kept ? 'kept' : '') : 'off');
    } catch {
      this.#say('failed');
    }
  }

  /** @param {import('@codemirror/view').ViewUpdate} update */
  update({ startState, state }) {
    if (startState.doc === state.doc && sameParts(startState, state)) return;
    this.#later();
  }

  #later() {
    clearTimeout(this.#timer);
    const wait = this.#view.state.doc.length > LONG ? WRITE_LONG_AFTER : WRITE_AFTER;
    this.#timer = setTimeout(() => void this.#writeCalmly(), wait);
  }

  /** Erases this tab's draft from the device. */
  async erase() {
    clearTimeout(this.#timer);
    if (this.#id) await eraseDraft(this.#id);
    this.#say('');
  }

  /** Erases every draft, those of other tabs too. */
  async eraseAll() {
    clearTimeout(this.#timer);
    await eraseAll();
    this.#say('');
  }

  #wanted() {
    return this.#view.state.field(settingsField).keepDraft;
  }

  #flush() {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    void this.#write();
  }

  /** Writes when the text has been put together, in slices; if it goes on meanwhile, the next write has it. */
  async #writeCalmly() {
    const { doc } = this.#view.state;
    const text = await inSlices(spelling(doc), () => this.#view.state.doc === doc);
    if (text !== null && this.#timer !== undefined && this.#view.state.doc === doc) await this.#write();
  }

  async #write() {
    this.#timer = undefined;
    if (!this.#ready) return;
    const record = getRecord(this.#view.state);
    const empty = !record.text && !record.title && !record.corrections.length;
    try {
      if (!this.#wanted() || empty) {
        await eraseDraft(this.#id);
        this.#say(this.#wanted() ? '' : 'off');
      } else {
        await writeDraft({ id: this.#id, changed: Date.now(), record });
        if (this.#view.state.field(viewField).draft !== 'elsewhere') this.#say('kept');
      }
    } catch {
      this.#say('failed');
    }
  }

  /** @param {string} draft */
  #say(draft) {
    if (this.#view.state.field(viewField).draft === draft) return;
    this.#view.dispatch({ effects: setView.of({ draft }) });
  }
}

/**
 * Whether what a record holds beside the text is the same in two states.
 * @param {import('@codemirror/state').EditorState} a
 * @param {import('@codemirror/state').EditorState} b
 */
function sameParts(a, b) {
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

/** A tab that is being loaded anew may have to wait for its former self to let go. */
const WAIT_FOR_OWN = 600;

/**
 * Takes the lock of a draft for as long as this page lives.
 * @param {string} id
 * @param {boolean} patient
 * @returns {Promise<boolean>}
 */
async function hold(id, patient) {
  if (!navigator.locks) return patient;
  return new Promise((resolve) => {
    const forever = () => new Promise(() => {});
    const controller = new AbortController();
    const options = patient ? { signal: controller.signal } : { ifAvailable: true };
    if (patient) setTimeout(() => controller.abort(), WAIT_FOR_OWN);
    navigator.locks
      .request(lockOf(id), options, (lock) => {
        resolve(lock !== null);
        return lock ? forever() : undefined;
      })
      .catch(() => resolve(false));
  });
}
