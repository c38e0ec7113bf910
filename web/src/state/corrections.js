// The reader's decisions, in one history with the text: a decision is an effect that `history()` knows how to turn
// round, so one Undo takes back whichever came last, words or verdict.
import { invertedEffects, isolateHistory } from '@codemirror/commands';
import { StateEffect, StateField } from '@codemirror/state';
import { carry } from './anchors.js';

/** @typedef {import('./entry.js').Correction} Correction */

/** Sets the correction with this id, or with null takes it away. @typedef {{ id: string, to: Correction | null }} Step */

/** @type {import('@codemirror/state').StateEffectType<Step>} */
export const correct = StateEffect.define();

/** Puts all corrections in place of those there are: a draft, a link or a file is opened. */
/** @type {import('@codemirror/state').StateEffectType<Correction[]>} */
export const setCorrections = StateEffect.define();

/** @type {StateField<readonly Correction[]>} */
export const correctionsField = StateField.define({
  create: () => /** @type {readonly Correction[]} */ ([]),
  update(corrections, tr) {
    /** @type {readonly Correction[]} */
    let next = corrections;
    if (tr.docChanged && next.length) {
      const carried = next.map((c) => carry(c, tr.changes, tr.newDoc));
      if (carried.some((c, i) => c !== next[i])) next = carried;
    }
    for (const effect of tr.effects) {
      if (effect.is(setCorrections)) next = effect.value;
      if (effect.is(correct)) next = step(next, effect.value);
    }
    return next;
  },
});

/**
 * @param {readonly Correction[]} corrections
 * @param {Step} step
 */
function step(corrections, { id, to }) {
  const rest = corrections.filter((c) => c.id !== id);
  if (!to) return rest;
  return [...rest, to].sort((a, b) => a.from - b.from);
}

/** What undoes a transaction, as far as corrections go. */
export const correctionHistory = invertedEffects.of((tr) => {
  const before = tr.startState.field(correctionsField);
  const effects = [];
  for (const effect of tr.effects) {
    if (effect.is(setCorrections)) return [setCorrections.of([...before])];
    if (effect.is(correct)) {
      const { id } = effect.value;
      effects.push(correct.of({ id, to: before.find((c) => c.id === id) ?? null }));
    }
  }
  if (tr.docChanged) {
    // Words that were changed under a correction come back with the very anchor they had.
    const after = new Map(tr.state.field(correctionsField).map((c) => [c.id, c]));
    for (const correction of before) {
      const now = after.get(correction.id);
      if (now && (now.lost !== correction.lost || now.quote !== correction.quote))
        effects.push(correct.of({ id: correction.id, to: correction }));
    }
  }
  return effects;
});

/** A decision is one step of the history, never joined with the typing before it. */
export const ownStep = isolateHistory.of('full');

let made = 0;
/** @returns {string} an id that no other correction of this session has */
export function newId() {
  return `c${Date.now().toString(36)}${(made++).toString(36)}`;
}
