// The summary tab: the whole in one sentence, then by theme, by direction, by weight, by speaker.
import { h } from '../dom/patch.js';
import { inOneSentence } from '../state/summary.js';
import { capital, count } from '../words.js';
import { button, legend, row } from './parts.js';

/** @typedef {import('./parts.js').Context} Context */
/** @typedef {import('../state/summary.js').Tally} Tally */

/** So many things to do are listed here; all of them are among the findings. */
const MOST_TODO = 40;
/** Quotations in the summary are shorter than in the list. */
const QUOTE = 170;

/** @param {Context} context */
export function summaryTab(context) {
  const { summary, entries } = context;
  return [
    h('p', { class: 'lede' }, inOneSentence(summary)),
    h('p', { class: 'aside' }, ...readBy(context)),
    entries.counted.length ? [byTheme(summary), travel(context)] : null,
    named(context, summary.total.grave ? 'Gravest concerns' : 'Main concerns', summary.gravest),
    named(context, summary.strong ? 'Strongest praise' : 'Main praise', summary.strongest),
    todo(context),
    bySpeaker(summary),
    h('p', null, button('Compare with another text…', 'compare')),
    legend(),
  ];
}

/** @param {Context} context */
function readBy({ framework, analysis, entries }) {
  const how = analysis.frameworkByText ? ', chosen by its words' : '';
  return [
    `${capital(count(analysis.sentences, 'sentence'))}, read as: ${framework.title}${how}. `,
    button('Change', 'settings', { class: 'link', 'aria-label': 'Change the framework' }),
    entries.unsure
      ? ` ${count(entries.unsure, 'less sure finding is', 'less sure findings are')} left out.`
      : null,
  ];
}

/** @param {import('../state/summary.js').Summary} summary */
function byTheme({ pillars, total }) {
  const most = Math.max(1, ...pillars.flatMap((p) => p.themes.flatMap((t) => [t.strengths, t.concerns])));
  const several = pillars.length > 1 || pillars[0]?.title !== 'Themes';
  return h(
    'section',
    { class: 'block' },
    h('h2', { id: 'by-theme' }, 'By theme'),
    h(
      'table',
      { class: 'chart', 'aria-labelledby': 'by-theme' },
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
      pillars.map((pillar) =>
        h(
          'tbody',
          null,
          several
            ? h(
                'tr',
                { class: 'pillar' },
                h('th', { scope: 'rowgroup' }, pillar.title),
                h('td', { class: 'concern' }, String(pillar.concerns)),
                h('td', { class: 'strength' }, String(pillar.strengths)),
              )
            : null,
          pillar.themes.map((theme) =>
            h(
              'tr',
              null,
              h(
                'th',
                { scope: 'row' },
                button(theme.title, 'filter-theme', {
                  class: 'link plain',
                  'data-id': theme.id,
                  title: 'Show these findings',
                }),
              ),
              bar('concern', theme, most),
              bar('strength', theme, most),
            ),
          ),
        ),
      ),
      h(
        'tfoot',
        null,
        h(
          'tr',
          null,
          h('th', { scope: 'row' }, 'All'),
          h('td', { class: 'concern' }, String(total.concerns)),
          h('td', { class: 'strength' }, String(total.strengths)),
        ),
      ),
    ),
  );
}

/**
 * @param {'concern' | 'strength'} label
 * @param {Tally} tally
 * @param {number} most
 */
function bar(label, { strengths, concerns, grave }, most) {
  const number = label === 'strength' ? strengths : concerns;
  const width = (/** @type {number} */ n) => ({ width: `${(100 * n) / most}%` });
  return h(
    'td',
    { class: `measure ${label}` },
    h(
      'span',
      { class: 'track' },
      h(
        'span',
        { class: 'fill', 'aria-hidden': 'true', style: width(number) },
        label === 'concern' && grave
          ? h('span', { class: 'grave', style: { width: `${(100 * grave) / number}%` } })
          : null,
      ),
      h('span', { class: number ? 'number' : 'number none' }, String(number)),
      label === 'concern' && grave ? h('span', { class: 'hidden' }, `, ${grave} grave`) : null,
    ),
  );
}

/** @param {Context} context */
function travel({ summary }) {
  const { improved, worse, unchanged } = summary.trend;
  if (!improved.length && !worse.length && !unchanged.length) return null;
  const item = (
    /** @type {string} */ id,
    /** @type {string} */ arrow,
    /** @type {string} */ name,
    /** @type {number} */ n,
  ) =>
    h(
      'li',
      { class: id },
      h(
        'button',
        { type: 'button', 'data-do': 'filter-only', 'data-id': id, disabled: n === 0 },
        h('span', { class: 'figure' }, h('span', { 'aria-hidden': 'true' }, `${arrow} `), String(n)),
        ` ${name}`,
      ),
    );
  return h(
    'section',
    { class: 'block' },
    h('h2', null, 'Direction of travel'),
    h(
      'ul',
      { class: 'travel' },
      item('improved', '↗', 'getting better', improved.length),
      item('unchanged', '→', 'no change', unchanged.length),
      item('worse', '↘', 'getting worse', worse.length),
    ),
  );
}

/**
 * @param {Context} context
 * @param {string} title
 * @param {import('../state/entry.js').Entry[]} entries
 */
function named(context, title, entries) {
  if (!entries.length) return null;
  return h(
    'section',
    { class: 'block' },
    h('h2', null, title),
    h(
      'ol',
      { class: 'rows' },
      entries.map((entry) => row(context, entry, { most: QUOTE })),
    ),
  );
}

/** @param {Context} context */
function todo(context) {
  const { state, view, summary } = context;
  const { actions } = summary;
  if (!actions.length) return null;
  return h(
    'section',
    { class: 'block' },
    h('h2', null, 'What must be done'),
    h(
      'ul',
      { class: 'rows todo' },
      actions.slice(0, MOST_TODO).map((entry, i) => {
        const quote = state.sliceDoc(entry.from, entry.to);
        const tick = h('input', {
          ...{ type: 'checkbox', class: 'tick', 'data-do': 'tick', 'data-id': quote },
          'aria-label': `Dealt with: action ${i + 1}`,
          checked: view.ticked.includes(quote),
        });
        return row(context, entry, { most: QUOTE, extra: tick });
      }),
    ),
    actions.length > MOST_TODO
      ? h(
          'p',
          { class: 'aside' },
          `The first ${MOST_TODO} of ${count(actions.length, 'thing')} to do. `,
          button('Show all', 'filter-only', { class: 'link', 'data-id': 'action' }),
        )
      : null,
  );
}

/** @param {import('../state/summary.js').Summary} summary */
function bySpeaker({ speakers }) {
  if (!speakers.length) return null;
  return h(
    'section',
    { class: 'block' },
    h('h2', { id: 'by-speaker' }, 'By speaker'),
    h(
      'table',
      { class: 'plain', 'aria-labelledby': 'by-speaker' },
      h(
        'thead',
        null,
        h(
          'tr',
          null,
          h('th', { scope: 'col' }, 'Speaker'),
          h('th', { scope: 'col' }, 'Concerns'),
          h('th', { scope: 'col' }, 'Strengths'),
        ),
      ),
      h(
        'tbody',
        null,
        speakers.map((s) =>
          h(
            'tr',
            null,
            h(
              'th',
              { scope: 'row' },
              button(s.name, 'filter-only', { class: 'link plain', 'data-id': `speaker:${s.speaker}` }),
            ),
            h('td', null, String(s.concerns)),
            h('td', null, String(s.strengths)),
          ),
        ),
      ),
    ),
  );
}
