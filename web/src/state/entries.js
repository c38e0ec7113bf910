// The entries: the machine's findings and the reader's corrections made one list, in order of the text. Of a long document
// only what is asked for is made: what is in view at once, the whole list in slices while nobody types.
import { StateField } from '@codemirror/state';
import { NOTHING, analysisField, speakerAt } from './analysis.js';
import { correctionsField } from './corrections.js';
import { entryOfCorrection, entryOfMachine } from './entry.js';
import { settingsField } from './settings.js';
import { EVERY, Steps } from './steps.js';
import { viewField } from './view.js';

/** @typedef {import('./entry.js').Entry} Entry */
/** @typedef {import('./entry.js').Correction} Correction */
/** @typedef {import('./analysis.js').Found} Found */

/**
 * @typedef {object} Whole
 * @property {Entry[]} all everything with a place in the text, dismissed ones too
 * @property {Entry[]} counted what the summary counts: without those dismissed
 * @property {number} unsure findings left out because the machine was less sure than the reader asks
 */

/** From here on lists and counts are made in slices, when the typing pauses. */
const MANY = 300;
/** Characters that a search for the next entry looks at first. */
const NEAR = 4000;

export class Entries {
  /** @type {import('./analysis.js').AnalysisState} */ #analysis;
  /** @type {import('./analysis.js').AnalysisState['findings']} */ #findings;
  /** @type {Correction[]} */ #placed;
  #confidence;
  #length;
  /** Each is made once. @type {Map<Found | Correction, Entry>} */ #made = new Map();

  /** @param {import('@codemirror/state').EditorState} state */
  constructor(state) {
    const corrections = state.field(correctionsField);
    this.#analysis = state.field(analysisField);
    const foreign = this.#analysis.language !== 'en' && !state.field(viewField).anyLanguage;
    this.#findings = foreign ? NOTHING.findings : this.#analysis.findings;
    this.#confidence = state.field(settingsField).confidence;
    this.#placed = corrections.filter((c) => !c.lost);
    this.#length = state.doc.length;
    /** Corrections whose words are gone. */
    this.lost = corrections.filter((c) => c.lost);
    /** The reader's decisions that have a place. */
    this.decided = this.#placed.length;
    /** At least as many as there are. */
    this.most = this.#findings.size + this.#placed.length;
    /** @type {Steps<Whole>} */
    this.whole = new Steps(this.#everything());
  }

  /** Too many to list them at each key. */
  get many() {
    return this.most > MANY;
  }

  get all() {
    return this.whole.value.all;
  }

  get counted() {
    return this.whole.value.counted;
  }

  get unsure() {
    return this.whole.value.unsure;
  }

  /**
   * Those that a stretch of the text touches, in order.
   * @param {number} from
   * @param {number} to
   */
  between(from, to) {
    /** @type {Entry[]} */
    const list = [];
    this.#findings.between(from, to, (start, end, found) => {
      if (start >= to || end <= from || this.#decidedOn(start, end)) return;
      if (found.judged.confidence >= this.#confidence) list.push(this.#entryOf(found, start, end));
    });
    const corrected = this.#placed.filter((c) => c.from < to && c.to > from);
    if (!corrected.length) return list;
    list.push(...corrected.map((c) => this.#entryOfCorrection(c)));
    return list.sort(inOrder);
  }

  /** The entry at a place, or the one that ends there, or null. @param {number} pos */
  at(pos) {
    const near = this.between(pos - 1, pos + 1);
    return near.find((e) => e.from <= pos && e.to > pos) ?? near.find((e) => e.to === pos) ?? null;
  }

  /** The first that counts and begins after a place, or null. @param {number} pos */
  after(pos) {
    for (let reach = NEAR; ; reach *= 4) {
      const next = this.between(pos, pos + reach).find((e) => e.from > pos && !e.dismissed);
      if (next || pos + reach > this.#length) return next ?? null;
    }
  }

  /** The last that counts and begins before a place, or null. @param {number} pos */
  before(pos) {
    for (let reach = NEAR; ; reach *= 4) {
      const last = this.between(pos - reach, pos).findLast((e) => e.from < pos && !e.dismissed);
      if (last || pos - reach < 0) return last ?? null;
    }
  }

  /**
   * Where those that count begin, in no particular order, without making entries of them.
   * @param {(from: number, what: import('./entry.js').Verdict) => void} tell
   */
  eachPlace(tell) {
    this.#findings.between(0, this.#length, (from, to, { judged }) => {
      if (judged.confidence >= this.#confidence && !this.#decidedOn(from, to)) tell(from, judged);
    });
    for (const c of this.#placed) if (!c.dismissed) tell(c.from, c);
  }

  /** @returns {Generator<void, Whole>} */
  *#everything() {
    /** @type {Entry[]} */
    const all = [];
    let unsure = 0;
    let done = 0;
    for (const cursor = this.#findings.iter(); cursor.value; cursor.next()) {
      const { from, to, value } = cursor;
      if (!this.#decidedOn(from, to)) {
        if (value.judged.confidence < this.#confidence) unsure++;
        else all.push(this.#entryOf(value, from, to));
      }
      if (++done % EVERY === 0) yield;
    }
    for (const c of this.#placed) all.push(this.#entryOfCorrection(c));
    if (this.#placed.length) all.sort(inOrder);
    yield;
    return { all, counted: all.filter((e) => !e.dismissed), unsure };
  }

  /** The first correction that a stretch touches: it has the say there. @param {number} from @param {number} to */
  #decidedOn(from, to) {
    return this.#placed.find((c) => c.from < to && c.to > from);
  }

  /** @param {Found} found @param {number} from @param {number} to */
  #entryOf(found, from, to) {
    const made = this.#made.get(found) ?? entryOfMachine({ ...found.judged, from, to });
    this.#made.set(found, made);
    return made;
  }

  /** @param {Correction} correction */
  #entryOfCorrection(correction) {
    const before = this.#made.get(correction);
    if (before) return before;
    /** @type {import('./entry.js').Machine[]} */
    const under = [];
    this.#findings.between(correction.from, correction.to, (from, to, { judged }) => {
      if (this.#decidedOn(from, to) === correction) under.push({ ...judged, from, to });
    });
    const made = entryOfCorrection(correction, under, speakerAt(this.#analysis, correction.from));
    this.#made.set(correction, made);
    return made;
  }
}

/** @type {StateField<Entries>} */
export const entriesField = StateField.define({
  create: (state) => new Entries(state),
  update(value, tr) {
    const before = tr.startState.field(analysisField);
    const now = tr.state.field(analysisField);
    const same =
      !tr.docChanged &&
      before.findings === now.findings &&
      before.turns === now.turns &&
      before.language === now.language &&
      tr.startState.field(correctionsField) === tr.state.field(correctionsField) &&
      tr.startState.field(settingsField).confidence === tr.state.field(settingsField).confidence &&
      tr.startState.field(viewField).anyLanguage === tr.state.field(viewField).anyLanguage;
    return same ? value : new Entries(tr.state);
  },
});

/** @param {Entry} a @param {Entry} b */
const inOrder = (a, b) => a.from - b.from || a.to - b.to;
