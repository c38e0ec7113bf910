// The report to hand round: drawn for printing, from the same state and the same words as the page.
import { h, patch } from '../dom/patch.js';
import { contextOf } from '../page.js';
import { badgeOf, sign } from '../panel/parts.js';
import { documentField } from '../state/document.js';
import { inOneSentence } from '../state/summary.js';
import { capital, nameOf, shorten, whySentence } from '../words.js';

/** @typedef {import('../panel/parts.js').Context} Context */
/** @typedef {import('../state/entry.js').Entry} Entry */

/**
 * @param {import('@codemirror/state').EditorState} state
 * @param {Element} into
 */
export function drawReport(state, into) {
  const context = contextOf(state);
  const { title } = state.field(documentField);
  const date = new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  patch(
    into,
    h(
      'header',
      null,
      h('h1', null, title || 'What it says is good, and what it says is wrong'),
      h('p', { class: 'aside' }, `Read by Candour on ${date}, ${context.framework.title}`),
    ),
    h('p', { class: 'lede' }, inOneSentence(context.summary)),
    chart(context),
    group(context, 'Concerns', 'concern'),
    group(context, 'Strengths', 'strength'),
    h('section', { class: 'text' }, h('h2', null, 'The text'), marked(context)),
  );
}

/** @param {Context} context */
function chart({ summary }) {
  const themes = summary.pillars.flatMap((p) => p.themes);
  if (!themes.length) return null;
  const most = Math.max(...themes.flatMap((t) => [t.concerns, t.strengths]));
  const bar = (/** @type {string} */ label, /** @type {number} */ n) =>
    h(
      'td',
      { class: `measure ${label}` },
      h(
        'span',
        { class: 'track' },
        h('span', { class: 'fill', 'aria-hidden': 'true', style: { width: `${(100 * n) / most}%` } }),
        h('span', { class: 'number' }, String(n)),
      ),
    );
  return h(
    'section',
    null,
    h('h2', null, 'By theme'),
    h(
      'table',
      { class: 'chart' },
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          h('th', { scope: 'col' }, 'Theme'),
          h('th', { scope: 'col', class: 'concern' }, 'Concerns'),
          h('th', { scope: 'col', class: 'strength' }, 'Strengths'),
        ),
      ),
      h(
        'tbody',
        null,
        themes.map((t) =>
          h(
            'tr',
            null,
            h('th', { scope: 'row' }, t.title),
            bar('concern', t.concerns),
            bar('strength', t.strengths),
          ),
        ),
      ),
    ),
  );
}

/**
 * @param {Context} context
 * @param {string} title
 * @param {'strength' | 'concern'} label
 */
function group({ state, entries, themeTitle }, title, label) {
  const own = entries.counted
    .filter((e) => e.label === label)
    .sort((a, b) => b.severity - a.severity || a.from - b.from);
  if (!own.length) return null;
  return h(
    'section',
    null,
    h('h2', null, `${title} (${own.length})`),
    h(
      'ol',
      { class: 'items' },
      own.map((entry) =>
        h(
          'li',
          null,
          sign(entry),
          h('q', null, state.sliceDoc(entry.from, entry.to).replace(/\s+/g, ' ')),
          h(
            'p',
            { class: 'meta' },
            capital(nameOf(entry, themeTitle)),
            '. ',
            entry.origin === 'machine'
              ? whySentence(entry, (from, to) => state.sliceDoc(Math.max(0, from), to))
              : badgeOf(entry),
          ),
          entry.note ? h('p', { class: 'note' }, entry.note) : null,
        ),
      ),
    ),
  );
}

/** Longer texts are not printed whole. */
const MOST_PRINTED = 400_000;

/** @param {Context} context */
function marked({ state, entries }) {
  const text = state.sliceDoc(0, MOST_PRINTED);
  /** @type {import('../dom/patch.js').Loose[][]} */
  const paragraphs = [[]];
  const add = (/** @type {string} */ piece, /** @type {Entry | null} */ entry) => {
    piece.split(/\n+/).forEach((line, i) => {
      if (i) paragraphs.push([]);
      if (line)
        paragraphs[paragraphs.length - 1].push(
          entry ? h('span', { class: `mark ${entry.label} sev-${entry.severity}` }, line) : line,
        );
    });
  };
  let at = 0;
  for (const entry of entries.counted) {
    if (entry.from < at || entry.to > text.length) continue;
    add(text.slice(at, entry.from), null);
    paragraphs[paragraphs.length - 1].push(sign(entry));
    add(text.slice(entry.from, entry.to), entry);
    at = entry.to;
  }
  add(text.slice(at), null);
  return [
    paragraphs.filter((p) => p.length).map((p) => h('p', null, p)),
    state.doc.length > MOST_PRINTED
      ? h('p', { class: 'aside' }, `… ${shorten('The text goes on; only its beginning is printed.', 80)}`)
      : null,
  ];
}
