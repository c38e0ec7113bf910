// What a screen reader is told without being asked: results when they settle, and each step from finding to finding.
import { selectedEntry } from './state/correct.js';
import { entriesField } from './state/entries.js';
import { viewField } from './state/view.js';
import { capital, count, nameOf, shorten, whySentence } from './words.js';
import { contextOf } from './page.js';

/** Results are told once the text has rested for so many milliseconds. */
const REST = 900;

export class Live {
  /** @type {HTMLElement} */ #region;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #told = '';

  /** @param {HTMLElement} region */
  constructor(region) {
    this.#region = region;
  }

  /** @param {import('@codemirror/view').ViewUpdate} update */
  update({ startState, state }) {
    const before = startState.field(viewField);
    const now = state.field(viewField);
    if (
      now.selected &&
      now.card &&
      (before.selected?.from !== now.selected.from ||
        startState.field(entriesField) !== state.field(entriesField))
    )
      this.#tellEntry(state);
    if (startState.field(entriesField) !== state.field(entriesField)) {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#tellResult(state), REST);
    }
  }

  /** @param {import('@codemirror/state').EditorState} state */
  #tellEntry(state) {
    const entry = selectedEntry(state);
    if (!entry) return;
    // The reader has gone on: the result they will have seen by now would talk over this.
    clearTimeout(this.#timer);
    const { entries, themeTitle } = contextOf(state);
    // How many there are is not reckoned for this alone.
    const counted = entries.many && !entries.whole.done ? [] : entries.counted;
    const at = counted.indexOf(entry);
    const place = at < 0 ? '' : ` ${at + 1} of ${counted.length}.`;
    const why = whySentence(entry, (from, to) => state.sliceDoc(Math.max(0, from), to));
    this.#say(
      `${capital(nameOf(entry, themeTitle))}: ${shorten(state.sliceDoc(entry.from, entry.to), 300)}. ${why}${place}`,
    );
  }

  /** @param {import('@codemirror/state').EditorState} state */
  #tellResult(state) {
    const context = contextOf(state);
    const { analysis, entries } = context;
    if (analysis.phase !== 'done' || !state.doc.length) return;
    if (entries.many && !entries.whole.done) {
      this.#timer = setTimeout(() => this.#tellResult(state), REST);
      return;
    }
    const { summary } = context;
    const result =
      analysis.language !== 'en'
        ? 'This does not look like English.'
        : `${capital(count(summary.total.strengths, 'strength'))} and ${count(summary.total.concerns, 'concern')}.`;
    if (result === this.#told) return;
    this.#told = result;
    this.#say(result);
  }

  /** @param {string} text */
  #say(text) {
    this.#region.textContent = text;
  }
}
