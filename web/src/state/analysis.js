// What the analyser said last, kept at its places while the text is edited until it has spoken again. The places are
// CodeMirror's to keep: in its range sets an edit costs as little in ten megabytes as in a page.
import { RangeSet, RangeSetBuilder, RangeValue, StateEffect, StateField } from '@codemirror/state';
import { EVERY, Steps } from './steps.js';

/** @typedef {import('./entry.js').Judged} Judged */
/** @typedef {import('@codemirror/state').Range<Found>} FoundRange */

/** What was found at a place. What is typed at its edges is no part of it; when its words are gone, so is it. */
export class Found extends RangeValue {
  /** @param {Judged} judged */
  constructor(judged) {
    super();
    this.judged = judged;
  }
}
Found.prototype.startSide = 1;
Found.prototype.endSide = -1;

/** A stretch in which one speaker speaks. */
export class Turn extends RangeValue {
  /** @param {number} speaker */
  constructor(speaker) {
    super();
    this.speaker = speaker;
  }
}
Turn.prototype.startSide = 1;
Turn.prototype.endSide = 1;

/**
 * @typedef {object} AnalysisState
 * @property {'empty' | 'waiting' | 'working' | 'done' | 'stopped' | 'failed'} phase waiting: not for long enough to say so
 * @property {import('../../../wasm/types.js').Progress | null} progress
 * @property {RangeSet<Found>} findings
 * @property {RangeSet<Turn>} turns
 * @property {string[]} speakers
 * @property {number} sentences
 * @property {string} framework id in use
 * @property {boolean} frameworkByText
 * @property {string} language
 * @property {boolean} current whether it is of the text as it stands
 * @property {string} error
 */

/** @type {AnalysisState} */
export const NOTHING = {
  phase: 'empty',
  progress: null,
  findings: RangeSet.empty,
  turns: RangeSet.empty,
  speakers: [],
  sentences: 0,
  framework: 'generic',
  frameworkByText: false,
  language: 'en',
  current: true,
  error: '',
};

/** @type {import('@codemirror/state').StateEffectType<Partial<AnalysisState>>} */
export const setAnalysis = StateEffect.define();

/** @type {StateField<AnalysisState>} */
export const analysisField = StateField.define({
  create: () => NOTHING,
  update(value, tr) {
    let next = value;
    if (tr.docChanged)
      next = {
        ...next,
        current: false,
        findings: next.findings.map(tr.changes),
        turns: next.turns.map(tr.changes),
      };
    for (const effect of tr.effects) if (effect.is(setAnalysis)) next = { ...next, ...effect.value };
    return next;
  },
});

/**
 * The analyser's answer in the page's terms.
 * @param {import('../../../wasm/types.js').Analysis} analysis
 * @returns {Generator<void, Partial<AnalysisState>>}
 */
export function* adopting(analysis) {
  const { sentences, findings, speakers, framework, language } = analysis;
  /** @type {RangeSetBuilder<Found>} */
  const found = new RangeSetBuilder();
  for (let i = 0; i < findings.length; i++) {
    const { start, end, sentence } = findings[i];
    found.add(start, end, new Found(judged(findings[i], sentences[sentence]?.speaker ?? -1)));
    if (i % EVERY === 0) yield;
  }
  return {
    progress: null,
    findings: found.finish(),
    turns: yield* turnsOf(sentences),
    speakers: speakers ?? [],
    sentences: sentences.length,
    framework: framework ?? 'generic',
    frameworkByText: analysis.frameworkChosenByText ?? false,
    language: language ?? 'en',
    current: true,
    error: '',
  };
}

/** @param {import('../../../wasm/types.js').Analysis} analysis */
export const adopt = (analysis) => new Steps(adopting(analysis)).value;

/**
 * @param {import('../../../wasm/types.js').Finding} finding
 * @param {number} speaker
 * @returns {Judged}
 */
function judged({ start, label, severity, kind, trend, themes, confidence, because }, speaker) {
  return {
    label,
    severity,
    kind: kind ?? 'judgement',
    trend: trend && /** @type {string} */ (trend) !== 'none' ? trend : null,
    themes: themes ?? [],
    confidence: confidence ?? 1,
    speaker,
    because: (because ?? []).map(({ start: from, end: to, role, effect, note = '' }) => {
      return { from: from - start, to: to - start, role, effect, note };
    }),
  };
}

/**
 * @param {import('../../../wasm/types.js').Analysis['sentences']} sentences
 * @returns {Generator<void, RangeSet<Turn>>}
 */
function* turnsOf(sentences) {
  /** @type {RangeSetBuilder<Turn>} */
  const turns = new RangeSetBuilder();
  let began = 0;
  for (let i = 0; i < sentences.length; i++) {
    const speaker = sentences[i].speaker ?? -1;
    const next = sentences[i + 1];
    if (!next || (next.speaker ?? -1) !== speaker) {
      // To where the next begins: what is typed behind the last words is said by the same.
      const end = next?.start ?? sentences[i].end;
      if (speaker >= 0) turns.add(sentences[began].start, end, new Turn(speaker));
      began = i + 1;
    }
    if (i % EVERY === 0) yield;
  }
  return turns.finish();
}

/**
 * Who speaks at a place; -1 for nobody in particular.
 * @param {AnalysisState} analysis
 * @param {number} pos
 */
export function speakerAt({ turns }, pos) {
  let speaker = -1;
  turns.between(pos, pos, (_from, _to, turn) => {
    speaker = turn.speaker;
  });
  return speaker;
}
