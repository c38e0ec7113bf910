// The drafts on this device: each the whole record of a document, in IndexedDB. A tab holds a lock in the name of the draft
// that it writes to, so that no two tabs write to one; a new tab takes up the newest that nobody holds. A document that is
// opened in place of another gets a draft of its own: the other's stays, as an older one.
import { Transaction } from '@codemirror/state';
import { forgetHistory } from '../editor/editor.js';
import { getRecord, sameParts, setRecord } from '../state/record.js';
import { settingsField } from '../state/settings.js';
import { inSlices } from '../state/steps.js';
import { spelling } from '../state/text.js';
import { setView, viewField } from '../state/view.js';
import { NEW, OWN, heldDrafts, hold } from './lock.js';
import { draftIds, eraseAll, eraseDraft, listDrafts, readDraft, writeDraft } from './store.js';

/** @typedef {import('@codemirror/view').EditorView} EditorView */
/** @typedef {import('@codemirror/state').Text} Text */
/** @typedef {import('../state/record.js').DocumentRecord} DocumentRecord */

/**
 * @typedef {object} Listed a draft as it is listed
 * @property {string} id
 * @property {string} title
 * @property {string} begins the first words
 * @property {number} length of the text, in UTF-16 units
 * @property {number} changed when, in milliseconds
 * @property {'here' | 'elsewhere' | ''} open in which tab
 */

/** Milliseconds from the last change to a write. */
const WRITE_AFTER = 200;
/** A text of so many characters takes so long to write that it is written in longer pauses. */
const LONG = 1_000_000;
const WRITE_LONG_AFTER = 1500;
/** Characters of a text by which one knows it again. */
const BEGINS = 140;
const TAB_KEY = 'candour-tab';

export class Draft {
  /** @type {EditorView} */ #view;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #id = '';
  /** Lets go of the draft. */ #release = () => {};
  /** The one that another document took the place of. @type {{ id: string, doc: Text } | null} */
  #left = null;
  /** The document whose opening was undone. @type {Text | null} */ #undone = null;
  #ready = false;
  /** Whether another tab was open when this one opened. */ #others = false;

  /** @param {EditorView} view */
  constructor(view) {
    this.#view = view;
    // A closing page gets no second chance: what is not yet written is written now.
    window.addEventListener('pagehide', () => void this.#flush());
    document.addEventListener('visibilitychange', () => document.hidden && void this.#flush());
  }

  /** Finds this tab's draft, or a free one, and opens it. */
  async open() {
    try {
      const drafts = await listDrafts();
      const own = sessionStorage.getItem(TAB_KEY);
      const candidates = drafts.sort((a, b) => b.changed - a.changed).map((d) => d.id);
      if (own) candidates.unshift(own);
      for (const id of new Set(candidates)) if (await this.#take(id, id === own ? OWN : 0)) break;
      if (!this.#id) await this.#take(crypto.randomUUID(), NEW);
      this.#others = [...(await heldDrafts())].some((id) => id !== this.#id);
      const kept = await readDraft(this.#id);
      if (kept?.record.text && !this.#view.state.doc.length)
        setRecord(this.#view, kept.record, { undoable: false });
      this.#ready = true;
      // What was pasted meanwhile is not lost on a reader as quick as that.
      if (this.#view.state.doc.length) this.#later();
      this.#say(this.#wanted() ? (kept ? 'kept' : '') : 'off');
      await this.#count();
    } catch {
      this.#say('failed');
    }
  }

  /** @param {import('@codemirror/view').ViewUpdate} update */
  update({ startState, state, transactions, docChanged }) {
    if (this.#ready && docChanged) this.#follow(startState, state, transactions);
    if (startState.doc === state.doc && sameParts(startState, state)) return;
    this.#later();
  }

  /**
   * Whether another document has come in place of this one, or one that was left has come back.
   * @param {import('@codemirror/state').EditorState} before
   * @param {import('@codemirror/state').EditorState} now
   * @param {readonly Transaction[]} transactions
   */
  #follow(before, now, transactions) {
    const opened = transactions.some(
      (tr) => tr.isUserEvent('open') && tr.annotation(Transaction.addToHistory) !== false,
    );
    const is = (/** @type {Text | undefined} */ doc) => doc?.length === now.doc.length && doc.eq(now.doc);
    const redone = transactions.some((tr) => tr.isUserEvent('redo')) && is(this.#undone ?? undefined);
    if (redone || (opened && before.doc.length && now.doc.length && !before.doc.eq(now.doc)))
      return this.#leave(before);
    if (transactions.some((tr) => tr.isUserEvent('undo')) && is(this.#left?.doc)) this.#goBack(before);
  }

  /** All drafts on this device, the newest first. @returns {Promise<Listed[]>} */
  async list() {
    await this.#flush();
    const [drafts, held] = await Promise.all([listDrafts(), heldDrafts()]);
    return drafts
      .sort((a, b) => b.changed - a.changed)
      .map(({ id, changed, record }) => ({
        ...{ id, changed, title: record.title, length: record.text.length },
        begins: record.text.slice(0, BEGINS),
        open: id === this.#id ? 'here' : held.has(id) ? 'elsewhere' : '',
      }));
  }

  /**
   * Opens another draft in this tab; the one that is open is kept first.
   * @param {string} id
   * @returns {Promise<boolean>} false if it is gone, or open in another tab
   */
  async switchTo(id) {
    await this.#flush();
    const kept = await readDraft(id);
    if (!kept || !(await this.#take(id, 0))) return false;
    this.#show(kept.record);
    return true;
  }

  /** Begins an empty draft; the one that is open is kept first. */
  async begin() {
    await this.#flush();
    const { framework, ownFramework } = getRecord(this.#view.state);
    await this.#take(crypto.randomUUID(), NEW);
    this.#show({
      ...{ version: 1, text: '', title: '', framework, ownFramework, corrections: [] },
      view: { tab: 'summary', order: 'text', filters: [], ticked: [] },
    });
  }

  /** Erases this tab's draft from the device. */
  async erase() {
    this.#forget();
    if (this.#id) await eraseDraft(this.#id);
    this.#say('');
  }

  /** @param {string} id of a draft that is not open */
  async eraseOne(id) {
    await eraseDraft(id);
    await this.#count();
  }

  /** Erases every draft, those of other tabs too. */
  async eraseAll() {
    this.#forget();
    await eraseAll();
    this.#say('');
    await this.#count();
  }

  /** @param {DocumentRecord} record */
  #show(record) {
    this.#left = this.#undone = null;
    setRecord(this.#view, record, { undoable: false });
    // Undo must not bring words of the one into the other.
    forgetHistory(this.#view);
    this.#forget();
    void this.#count();
  }

  /** What has changed since the last write isn't written. */
  #forget() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** Another document took the place of this one, which stays as an older draft. @param {import('@codemirror/state').EditorState} before */
  #leave(before) {
    const [id, release] = [this.#id, this.#release];
    this.#left = { id, doc: before.doc };
    this.#id = crypto.randomUUID();
    sessionStorage.setItem(TAB_KEY, this.#id);
    const wanted = this.#wanted();
    hold(this.#id, NEW)
      .then(async (next) => {
        this.#release = next ?? (() => {});
        if (wanted) await writeDraft({ id, changed: Date.now(), record: getRecord(before) });
        release();
        await this.#count();
      })
      .catch(() => this.#say('failed'));
  }

  /** The opening was undone: what was brought back has its draft already. @param {import('@codemirror/state').EditorState} before */
  #goBack(before) {
    const left = /** @type {{ id: string }} */ (this.#left);
    this.#left = null;
    this.#undone = before.doc;
    const newer = this.#id;
    this.#take(left.id, 0)
      .then(async (taken) => {
        if (taken) await eraseDraft(newer);
        await this.#count();
      })
      .catch(() => this.#say('failed'));
  }

  /**
   * Makes a draft the one that this tab writes to.
   * @param {string} id
   * @param {number} wait see `hold`
   * @returns {Promise<boolean>} false if another tab has it
   */
  async #take(id, wait) {
    if (id === this.#id) return true;
    const release = await hold(id, wait);
    if (!release) return false;
    this.#release();
    this.#release = release;
    this.#id = id;
    sessionStorage.setItem(TAB_KEY, id);
    return true;
  }

  #later() {
    clearTimeout(this.#timer);
    const wait = this.#view.state.doc.length > LONG ? WRITE_LONG_AFTER : WRITE_AFTER;
    this.#timer = setTimeout(() => void this.#writeCalmly(), wait);
  }

  #wanted() {
    return this.#view.state.field(settingsField).keepDraft;
  }

  async #flush() {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    await this.#write();
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
        this.#say('kept');
      }
    } catch {
      this.#say('failed');
    }
  }

  /** How many drafts there are beside this one. */
  async #count() {
    const ids = await draftIds();
    const older = ids.filter((id) => id !== this.#id).length;
    if (this.#view.state.field(viewField).older !== older)
      this.#view.dispatch({ effects: setView.of({ older }) });
  }

  /** @param {string} how the draft stands */
  #say(how) {
    const draft = this.#others && (how === 'kept' || how === '') ? 'elsewhere' : how;
    if (this.#view.state.field(viewField).draft === draft) return;
    this.#view.dispatch({ effects: setView.of({ draft }) });
  }
}
