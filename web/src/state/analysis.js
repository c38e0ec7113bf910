// What the analyser said last, kept at its places while the text is edited until it has spoken again.
import { StateEffect, StateField } from '@codemirror/state';

/** @typedef {import('./entry.js').Machine} Machine */

/**
 * @typedef {object} AnalysisState
 * @property {'empty' | 'waiting' | 'working' | 'done' | 'stopped' | 'failed'} phase waiting: not for long enough to say so
 * @property {import('../../../wasm/types.js').Progress | null} progress
 * @property {Machine[]} findings
 * @property {{ from: number, speaker: number }[]} turns where another speaker begins
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
  findings: [],
  turns: [],
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
        findings: moved(next.findings, tr.changes),
        turns: next.turns.map((t) => ({ ...t, from: tr.changes.mapPos(t.from) })),
      };
    for (const effect of tr.effects) if (effect.is(setAnalysis)) next = { ...next, ...effect.value };
    return next;
  },
});

/**
 * Findings after an edit. Those before it stay the same objects; those whose words are gone go.
 * @param {Machine[]} findings
 * @param {import('@codemirror/state').ChangeDesc} changes
 */
function moved(findings, changes) {
  let firstChange = Infinity;
  changes.iterChangedRanges((from) => (firstChange = Math.min(firstChange, from)));
  const next = [];
  for (const finding of findings) {
    if (finding.to < firstChange) {
      next.push(finding);
      continue;
    }
    const from = changes.mapPos(finding.from, 1);
    const to = changes.mapPos(finding.to, -1);
    if (from < to) next.push({ ...finding, from, to });
  }
  return next;
}

/**
 * The analyser's answer in the page's terms.
 * @param {import('../../../wasm/types.js').Analysis} analysis
 * @returns {Partial<AnalysisState>}
 */
export function adopt(analysis) {
  const { sentences, findings, speakers, framework, language } = analysis;
  const speakerOf = (/** @type {number} */ sentence) => sentences[sentence]?.speaker ?? -1;
  const turns = [];
  let speaking = -1;
  for (const { start, speaker } of sentences)
    if ((speaker ?? -1) !== speaking) turns.push({ from: start, speaker: (speaking = speaker ?? -1) });
  return {
    progress: null,
    findings: findings.map((f) => ({
      from: f.start,
      to: f.end,
      label: f.label,
      severity: f.severity,
      kind: f.kind ?? 'judgement',
      trend: f.trend && /** @type {string} */ (f.trend) !== 'none' ? f.trend : null,
      themes: f.themes ?? [],
      confidence: f.confidence ?? 1,
      speaker: speakerOf(f.sentence),
      because: (f.because ?? []).map(({ start, end, role, effect, note = '' }) => {
        return { from: start - f.start, to: end - f.start, role, effect, note };
      }),
    })),
    turns,
    speakers: speakers ?? [],
    sentences: sentences.length,
    framework: framework ?? 'generic',
    frameworkByText: analysis.frameworkChosenByText ?? false,
    language: language ?? 'en',
    current: true,
    error: '',
  };
}

/**
 * Who speaks at a place; -1 for nobody in particular.
 * @param {AnalysisState} analysis
 * @param {number} pos
 */
export function speakerAt({ turns }, pos) {
  let speaker = -1;
  for (const turn of turns) {
    if (turn.from > pos) break;
    speaker = turn.speaker;
  }
  return speaker;
}
