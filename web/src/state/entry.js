// An entry is a finding as the reader sees it: what the machine found, as the reader has corrected it.

/** @typedef {import('../../../wasm/types.js').Label} Label */
/** @typedef {import('../../../wasm/types.js').Kind} Kind */
/** @typedef {import('../../../wasm/types.js').Trend} Trend */

/**
 * What one can decide about a passage.
 * @typedef {object} Verdict
 * @property {Label} label
 * @property {number} severity 1 to 3
 * @property {Kind} kind
 * @property {Trend | null} trend
 * @property {string[]} themes
 */

/**
 * Words that carried a decision; offsets count from the finding's own start, so they move with it.
 * @typedef {object} Reason
 * @property {number} from
 * @property {number} to
 * @property {import('../../../wasm/types.js').Role} role
 * @property {import('../../../wasm/types.js').Effect} effect
 * @property {string} note
 */

/**
 * What the analyser says of some words, wherever they stand.
 * @typedef {Verdict & { confidence: number, speaker: number, because: Reason[] }} Judged
 */

/**
 * A finding of the analyser at its present place in the editor.
 * @typedef {Judged & { from: number, to: number }} Machine
 */

/**
 * A decision of the reader's, tied to its words.
 * @typedef {Verdict & {
 *   id: string,
 *   from: number,
 *   to: number,
 *   quote: string,
 *   before: string,
 *   after: string,
 *   origin: 'machine' | 'reader',
 *   dismissed: boolean,
 *   note: string,
 *   lost: boolean,
 * }} Correction
 */

/**
 * @typedef {Verdict & {
 *   from: number,
 *   to: number,
 *   confidence: number | null,
 *   speaker: number,
 *   because: Reason[],
 *   origin: 'machine' | 'reader',
 *   dismissed: boolean,
 *   note: string,
 *   correction: Correction | null,
 *   machine: Machine[],
 * }} Entry
 */

/** @param {Machine} machine @returns {Entry} */
export function entryOfMachine(machine) {
  return { ...machine, origin: 'machine', dismissed: false, note: '', correction: null, machine: [machine] };
}

/**
 * @param {Correction} correction
 * @param {Machine[]} machine what the analyser says of the same words
 * @param {number} speaker
 * @returns {Entry}
 */
export function entryOfCorrection(correction, machine, speaker) {
  const { from, to, label, severity, kind, trend, themes, origin, dismissed, note } = correction;
  const own = machine[0];
  return {
    ...{ from, to, label, severity, kind, trend, themes, origin, dismissed, note, correction, machine },
    confidence: origin === 'machine' && own ? own.confidence : null,
    because: own
      ? own.because.map((b) => ({ ...b, from: b.from + own.from - from, to: b.to + own.from - from }))
      : [],
    speaker: own ? own.speaker : speaker,
  };
}

/** @param {Verdict} v @returns {Verdict} */
export function verdictOf({ label, severity, kind, trend, themes }) {
  return { label, severity, kind, trend: trend ?? null, themes };
}

/**
 * @param {Verdict} a
 * @param {Verdict} b
 */
export function sameVerdict(a, b) {
  return (
    a.label === b.label &&
    a.severity === b.severity &&
    a.kind === b.kind &&
    (a.trend ?? null) === (b.trend ?? null) &&
    a.themes.join() === b.themes.join()
  );
}
