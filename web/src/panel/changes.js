// The tab of the reader's own decisions, those apart whose words are gone.
import { h } from '../dom/patch.js';
import { capital, count, listOf, severityWord, shorten } from '../words.js';
import { button, row } from './parts.js';

/** @typedef {import('./parts.js').Context} Context */

/** @param {Context} context */
export function changesTab(context) {
  const { entries } = context;
  const mine = entries.all.filter((e) => e.correction);
  if (!mine.length && !entries.lost.length)
    return [
      h('p', { class: 'lede' }, 'You have changed nothing yet.'),
      h(
        'p',
        null,
        'Select words in the transcript to mark them as a strength or a concern. Open a finding to change what it is, how weighty, or what it is about, to dismiss it, or to add a note. All of it can be undone, and the summary counts what you decide.',
      ),
    ];
  return [
    h('p', { class: 'lede' }, tell(mine)),
    h(
      'ol',
      { class: 'rows' },
      mine.map((entry) =>
        row(context, entry, {
          extra: button(entry.origin === 'reader' ? 'Remove' : 'Take back', 'revert', {
            class: 'link',
            'data-id': entry.correction?.id ?? '',
          }),
        }),
      ),
    ),
    lost(context),
  ];
}

/** @param {import('../state/entry.js').Entry[]} mine */
function tell(mine) {
  const dismissed = mine.filter((e) => e.dismissed).length;
  const marked = mine.filter((e) => e.origin === 'reader' && !e.dismissed).length;
  const changed = mine.length - dismissed - marked;
  const parts = [];
  if (changed) parts.push(`changed ${count(changed, 'finding')}`);
  if (dismissed) parts.push(`dismissed ${changed ? dismissed : count(dismissed, 'finding')}`);
  if (marked) parts.push(`marked ${count(marked, 'passage')} yourself`);
  return parts.length ? `You ${listOf(parts)}.` : 'Your decisions have lost their words.';
}

/** @param {Context} context */
function lost({ entries, themeTitle }) {
  if (!entries.lost.length) return null;
  return h(
    'section',
    { class: 'block lost' },
    h('h2', null, 'Words not found any more'),
    h(
      'p',
      null,
      'These decisions were about words that the text no longer has. They count for nothing until the words come back, or until you put them on other words: select those in the transcript first.',
    ),
    h(
      'ul',
      { class: 'rows' },
      entries.lost.map((c) =>
        h(
          'li',
          { class: `row ${c.label}` },
          h(
            'div',
            { class: 'go' },
            h('q', { class: 'quote' }, shorten(c.quote, 200)),
            h(
              'span',
              { class: 'meta' },
              h(
                'span',
                null,
                c.dismissed ? 'Dismissed' : `${capital(c.label)}, ${severityWord(c.label, c.severity)}`,
              ),
              c.themes.length ? h('span', null, themeTitle(c.themes[0])) : null,
            ),
          ),
          button('Put on the selected words', 'replace-lost', { class: 'link', 'data-id': c.id }),
          button('Remove', 'revert', { class: 'link', 'data-id': c.id }),
        ),
      ),
    ),
  );
}
