// The document as every export tells it: plain data, in the words of the page.
import { contextOf } from '../page.js';
import { badgeOf } from '../panel/parts.js';
import { documentField } from '../state/document.js';
import { getRecord } from '../state/record.js';
import { inOneSentence } from '../state/summary.js';
import { TREND, severityWord, whySentence } from '../words.js';

/** @typedef {import('../state/entry.js').Entry} Entry */

/** @typedef {import('./telling.js').Item} Item */
/** @typedef {import('./telling.js').Outline} Outline */

/**
 * @param {import('@codemirror/state').EditorState} state
 * @returns {Outline}
 */
export function outlineOf(state) {
  const context = contextOf(state);
  const { entries, themeTitle, framework, summary } = context;
  return {
    title: state.field(documentField).title || 'What it says is good, and what it says is wrong',
    date: new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }),
    framework: framework.title,
    sentence: inOneSentence(summary),
    themes: summary.pillars
      .flatMap((pillar) => pillar.themes)
      .map(({ title, strengths, concerns }) => ({ title, strengths, concerns })),
    items: entries.counted.map((entry, index) => itemOf(context, entry, index + 1, themeTitle)),
    text: state.doc.toString(),
    record: getRecord(state),
  };
}

/**
 * @param {import('../panel/parts.js').Context} context
 * @param {Entry} entry
 * @param {number} number
 * @param {(id: string) => string} themeTitle
 * @returns {Item}
 */
function itemOf({ state, analysis }, entry, number, themeTitle) {
  const { label, severity, kind, trend, themes, from, to, confidence, note } = entry;
  return {
    ...{ number, label, severity, kind, from, to, confidence, note },
    weight: severityWord(label, severity),
    trend: trend ?? null,
    trendWords: trend ? TREND[trend] : '',
    themes: themes.map(themeTitle),
    themeIds: themes,
    speaker: entry.speaker >= 0 ? (analysis.speakers[entry.speaker] ?? '') : '',
    line: state.doc.lineAt(from).number,
    quote: state.sliceDoc(from, to).replace(/\s+/g, ' ').trim(),
    why: whySentence(entry, (start, end) => state.sliceDoc(Math.max(0, start), end)),
    by: entry.correction ? badgeOf(entry) : '',
  };
}
