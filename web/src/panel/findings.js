// The findings tab: search, order, filters, list.
import { h } from '../dom/patch.js';
import { chips, listed } from '../state/filter.js';
import { capital, count, severityWord } from '../words.js';
import { button, row } from './parts.js';

/** @typedef {import('./parts.js').Context} Context */

/** Rows at a time: more would be slow to draw, and nobody reads more at once. */
export const PAGE = 100;

const ORDERS = {
  text: 'Order of the text',
  theme: 'Theme',
  severity: 'Weight',
  speaker: 'Speaker',
  confidence: 'Sureness',
};

/** @param {Context} context */
export function findingsTab(context) {
  const { state, view, analysis, themeTitle } = context;
  const list = listed(state);
  const pages = Math.max(1, Math.ceil(list.length / PAGE));
  const page = Math.min(view.page, pages - 1);
  const shown = list.slice(page * PAGE, (page + 1) * PAGE);
  return [
    h(
      'div',
      { class: 'tools', role: 'search' },
      h(
        'label',
        { class: 'field grow' },
        h('span', null, 'Search'),
        h('input', {
          type: 'search',
          'data-do': 'search',
          value: view.search,
          placeholder: 'Words in a finding',
        }),
      ),
      h(
        'label',
        { class: 'field' },
        h('span', null, 'Sort by'),
        h(
          'select',
          { 'data-do': 'order', value: view.order },
          Object.entries(ORDERS).map(([id, name]) =>
            h('option', { value: id, selected: view.order === id }, name),
          ),
        ),
      ),
    ),
    filterBar(chips(state, themeTitle, analysis.speakers), view.filters),
    h(
      'p',
      { class: 'aside' },
      list.length
        ? `${count(list.length, 'finding')}${pages > 1 ? `, ${page * PAGE + 1} to ${page * PAGE + shown.length} shown` : ''}.`
        : 'No finding fits. ',
      !list.length && (view.filters.length || view.search)
        ? button('Show all', 'filters-clear', { class: 'link' })
        : null,
    ),
    page > 0
      ? button(`Show the ${PAGE} before`, 'page', { 'data-id': String(page - 1), class: 'wide' })
      : null,
    groups(context, shown).map(({ name, entries }) => [
      name ? h('h2', { class: 'group' }, name) : null,
      h(
        'ol',
        { class: 'rows' },
        entries.map((entry) => row(context, entry)),
      ),
    ]),
    page < pages - 1 ? button('Show more', 'page', { 'data-id': String(page + 1), class: 'wide' }) : null,
  ];
}

/**
 * The rows under the headings that their order gives them.
 * @param {Context} context
 * @param {import('../state/entry.js').Entry[]} shown
 */
function groups({ view, analysis, themeTitle }, shown) {
  /** @type {Record<string, (e: import('../state/entry.js').Entry) => string>} */
  const names = {
    theme: (e) => (e.themes.length ? themeTitle(e.themes[0]) : 'No particular theme'),
    severity: (e) => `${capital(severityWord(e.label, e.severity))} ${e.label}s`,
    speaker: (e) => analysis.speakers[e.speaker] ?? 'Nobody in particular',
  };
  const nameOf = names[view.order] ?? (() => '');
  /** @type {{ name: string, entries: import('../state/entry.js').Entry[] }[]} */
  const list = [];
  for (const entry of shown) {
    const name = nameOf(entry);
    const last = list[list.length - 1];
    if (last?.name === name) last.entries.push(entry);
    else list.push({ name, entries: [entry] });
  }
  return list;
}

/**
 * @param {import('../state/filter.js').Chip[]} all
 * @param {string[]} filters
 */
function filterBar(all, filters) {
  const chip = (/** @type {import('../state/filter.js').Chip} */ { id, name, count: n, on }) =>
    h(
      'button',
      { type: 'button', class: `chip ${id}`, 'data-do': 'filter', 'data-id': id, 'aria-pressed': String(on) },
      h('span', null, name),
      ' ',
      h('span', { class: 'number' }, String(n)),
    );
  const first = all.filter((c) => c.group !== 'theme' && c.group !== 'speaker');
  const themes = all.filter((c) => c.group === 'theme');
  const speakers = all.filter((c) => c.group === 'speaker');
  const more = (/** @type {string} */ name, /** @type {import('../state/filter.js').Chip[]} */ group) =>
    group.length > 1
      ? h(
          'details',
          { class: 'more', key: name },
          h('summary', null, name, on(group)),
          h('div', { class: 'chips' }, group.map(chip)),
        )
      : null;
  return h(
    'div',
    { class: 'filters', role: 'group', 'aria-label': 'Filters' },
    h(
      'div',
      { class: 'chips' },
      first.map(chip),
      filters.length ? button('Clear', 'filters-clear', { class: 'link' }) : null,
    ),
    more('Themes', themes),
    more('Speakers', speakers),
  );
}

/** @param {import('../state/filter.js').Chip[]} group */
function on(group) {
  const number = group.filter((c) => c.on).length;
  return number ? ` (${number} chosen)` : '';
}
