// A comparison as a table: a row a theme, what was said then and what is said now side by side.
import { h } from '../dom/patch.js';
import { SIGN, capital, shorten } from '../words.js';
import { CHANGE, HOW, figures } from './compare.js';

/** @typedef {import('./compare.js').Side} Side */

/** Quotations of a theme on either side, of concerns and of strengths, and the longest, in characters. */
const MOST_QUOTED = 3;
const QUOTE = 180;

/** @param {Side} side */
function cell(side) {
  const { items } = side;
  const quoted = /** @type {const} */ (['concern', 'strength']).flatMap((label) =>
    items.filter((item) => item.label === label).slice(0, MOST_QUOTED),
  );
  const more = items.length - quoted.length;
  return h(
    'td',
    null,
    h('p', { class: 'figures' }, figures(side)),
    items.length
      ? h(
          'ul',
          null,
          items
            .slice(0, MOST_QUOTED)
            .map(({ label, severity, weight, quote }) =>
              h(
                'li',
                null,
                h('span', { class: `sign ${label} sev-${severity}`, 'aria-hidden': 'true' }, SIGN[label]),
                h('span', { class: 'hidden' }, `${capital(weight)} ${label}: `),
                h('q', null, shorten(quote, QUOTE)),
              ),
            ),
        )
      : null,
    more > 0 ? h('p', { class: 'aside' }, `and ${more} more`) : null,
  );
}

/** @param {import('./compare.js').Comparison} comparison */
export function comparisonTable({ then, now, rows, sentence }) {
  const column = (/** @type {string} */ when, /** @type {string} */ title) =>
    h('th', { scope: 'col' }, `${when}: `, h('span', { class: 'title' }, title));
  return [
    h('p', { class: 'lede' }, sentence),
    h(
      'div',
      { class: 'scrolls', role: 'region', 'aria-label': 'Theme by theme', tabindex: '0' },
      h(
        'table',
        { class: 'compare' },
        h('caption', { class: 'hidden' }, 'What was said then and what is said now, theme by theme'),
        h(
          'thead',
          null,
          h(
            'tr',
            null,
            h('th', { scope: 'col' }, 'Theme'),
            column('Then', then.title),
            column('Now', now.title),
            h('th', { scope: 'col' }, 'Change'),
          ),
        ),
        h(
          'tbody',
          null,
          rows.map((row) =>
            h(
              'tr',
              null,
              h('th', { scope: 'row' }, row.title),
              cell(row.then),
              cell(row.now),
              h('td', { class: `change ${row.change}` }, capital(CHANGE[row.change])),
            ),
          ),
        ),
      ),
    ),
    h('p', { class: 'aside' }, HOW),
  ];
}
