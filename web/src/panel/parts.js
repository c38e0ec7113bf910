// Small parts that several panels share.
import { h } from '../dom/patch.js';
import { SIGN, TREND, capital, nameOf, severityWord, shorten } from '../words.js';

/** @typedef {import('../state/entry.js').Entry} Entry */

/**
 * What the panels need to know, gathered once a drawing.
 * @typedef {object} Context
 * @property {import('@codemirror/state').EditorState} state
 * @property {import('../state/view.js').ViewState} view
 * @property {import('../state/analysis.js').AnalysisState} analysis
 * @property {import('../state/entries.js').Entries} entries
 * @property {import('../../../wasm/types.js').Framework} framework
 * @property {(id: string) => string} themeTitle
 * @property {import('../state/summary.js').Summary} summary
 */

/** The longest quotation in a list, in characters. */
const QUOTE = 260;

/** @param {Entry} entry */
export function sign(entry) {
  const classes = ['sign', entry.label, `sev-${entry.severity}`];
  if (entry.dismissed) classes.push('dismissed');
  return h('span', { class: classes.join(' '), 'aria-hidden': 'true' }, SIGN[entry.label]);
}

/**
 * A finding as a row: what it says, and about what; it leads to its place.
 * @param {Context} context
 * @param {Entry} entry
 * @param {{ extra?: import('../dom/patch.js').Loose, most?: number }} [options]
 */
export function row({ state, view, themeTitle, analysis }, entry, { extra = null, most = QUOTE } = {}) {
  const { selected } = view;
  const current = selected !== null && entry.from < selected.to && entry.to > selected.from;
  const quote = shorten(state.sliceDoc(entry.from, Math.min(entry.to, entry.from + 2 * most)), most);
  const meta = [
    capital(severityWord(entry.label, entry.severity)),
    entry.themes.length ? themeTitle(entry.themes[0]) : null,
    entry.kind === 'action' ? 'To be done' : null,
    entry.trend ? capital(TREND[entry.trend]) : null,
    entry.speaker >= 0 ? analysis.speakers[entry.speaker] : null,
  ].filter(Boolean);
  const classes = ['row', entry.label, entry.dismissed && 'dismissed', entry.correction && 'corrected'];
  return h(
    'li',
    { class: classes.filter(Boolean).join(' ') },
    h(
      'button',
      {
        ...{ type: 'button', class: 'go', 'data-do': 'go', 'data-from': entry.from, 'data-to': entry.to },
        'aria-current': current ? 'true' : null,
      },
      sign(entry),
      h('span', { class: 'hidden' }, `${capital(nameOf(entry, themeTitle))}: `),
      h('q', { class: 'quote' }, quote),
      h(
        'span',
        { class: 'meta', 'aria-hidden': 'true' },
        meta.map((m) => h('span', null, m)),
        entry.correction ? h('span', { class: 'badge' }, badgeOf(entry)) : null,
      ),
      entry.note ? h('span', { class: 'note' }, entry.note) : null,
    ),
    extra,
  );
}

/** @param {Entry} entry */
export function badgeOf(entry) {
  if (entry.dismissed) return 'Dismissed';
  return entry.origin === 'reader' ? 'Marked by you' : 'Changed by you';
}

/**
 * @param {string} name
 * @param {string} action
 * @param {Record<string, import('../dom/patch.js').Prop>} [props]
 */
export function button(name, action, props = {}) {
  return h('button', { type: 'button', 'data-do': action, ...props }, name);
}

/** What the signs and lines mean. */
export function legend() {
  return h(
    'p',
    { class: 'legend' },
    h(
      'span',
      null,
      h('span', { class: 'sign strength sev-2', 'aria-hidden': 'true' }, '+'),
      ' ',
      h('span', { class: 'mark strength sev-2' }, 'strength'),
    ),
    h(
      'span',
      null,
      h('span', { class: 'sign concern sev-2', 'aria-hidden': 'true' }, '!'),
      ' ',
      h('span', { class: 'mark concern sev-2' }, 'concern'),
    ),
    h(
      'span',
      null,
      h('span', { class: 'mark concern sev-1' }, 'slight'),
      ' ',
      h('span', { class: 'mark concern sev-3' }, 'grave'),
    ),
  );
}
