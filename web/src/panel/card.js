// The card of a finding: what it is and why, and all that a reader can do about it. One card serves the pointer resting on
// a mark, the finding chosen by key or click, and a fresh selection.
import { h } from '../dom/patch.js';
import { selectedEntry, selectedWords } from '../state/correct.js';
import { sameVerdict } from '../state/entry.js';
import { LABEL, TREND, capital, nameOf, severityWord, sureness, whySentence } from '../words.js';
import { badgeOf, button, sign } from './parts.js';

/** @typedef {import('./parts.js').Context} Context */
/** @typedef {import('../state/entry.js').Entry} Entry */

/**
 * What the card is about: the pinned finding, else the one under the pointer, else the selection.
 * @param {import('@codemirror/state').EditorState} state
 * @param {import('../state/view.js').ViewState} view
 * @param {import('../state/entries.js').Entries} entries
 * @returns {{ kind: 'entry', entry: Entry, pinned: boolean, from: number, to: number } | { kind: 'selection', from: number, to: number } | null}
 */
export function cardOf(state, view, entries) {
  const pinned = view.card ? selectedEntry(state) : null;
  if (pinned) return { kind: 'entry', entry: pinned, pinned: true, from: pinned.from, to: pinned.to };
  const words = selectedWords(state);
  if (words) return { kind: 'selection', ...words };
  const peeked = view.peek && entries.at(view.peek.from);
  return peeked ? { kind: 'entry', entry: peeked, pinned: false, from: peeked.from, to: peeked.to } : null;
}

/** @param {Context} context */
export function card(context) {
  const about = cardOf(context.state, context.view, context.entries);
  if (!about) return null;
  if (about.kind === 'selection') return markCard();
  const { entry, pinned } = about;
  const { state, themeTitle, view } = context;
  const title = capital(
    nameOf(entry, themeTitle)
      .split(', ')
      .slice(0, entry.themes.length ? 3 : 2)
      .join(', '),
  );
  return h(
    'div',
    { class: `inner ${entry.label}`, key: 'entry' },
    h(
      'header',
      null,
      sign(entry),
      h('h2', { id: 'card-title' }, title),
      pinned ? button('×', 'card-close', { class: 'close', 'aria-label': 'Close' }) : null,
    ),
    h(
      'p',
      { class: 'why' },
      whySentence(entry, (from, to) => state.sliceDoc(Math.max(0, from), to)),
    ),
    h('p', { class: 'aside' }, facts(entry)),
    entry.note && !view.editing ? h('p', { class: 'note' }, entry.note) : null,
    view.editing && pinned ? form(context, entry) : null,
    h(
      'footer',
      null,
      view.editing && pinned
        ? button('Done', 'card-done', { class: 'primary' })
        : button('Change…', 'card-edit'),
      entry.dismissed
        ? button('Count it again', 'dismiss')
        : button(
            entry.origin === 'reader' ? 'Remove' : 'Dismiss',
            entry.origin === 'reader' ? 'revert' : 'dismiss',
            entry.correction ? { 'data-id': entry.correction.id } : {},
          ),
      view.editing && pinned ? null : button(entry.note ? 'Edit note' : 'Add a note', 'card-note'),
      pinned && !view.editing && !entry.dismissed
        ? button('Copy', 'copy-quote', { title: 'Copy as a quotation with its place' })
        : null,
    ),
    // Below what one clicks, so that nothing moves under the pointer when it comes.
    entry.correction ? machineView(entry, themeTitle) : null,
  );
}

/** @param {Entry} entry */
function facts(entry) {
  const parts = [];
  if (entry.kind === 'action') parts.push('to be done');
  if (entry.trend) parts.push(TREND[entry.trend]);
  if (entry.confidence !== null && !entry.correction)
    parts.push(`Candour is ${sureness(entry.confidence)} (${Math.round(100 * entry.confidence)}\u00a0%)`);
  return capital(parts.join(' · '));
}

/**
 * @param {Entry} entry
 * @param {(id: string) => string} themeTitle
 */
function machineView(entry, themeTitle) {
  const own = entry.machine[0];
  const id = entry.correction?.id ?? '';
  if (entry.origin === 'reader')
    return h(
      'p',
      { class: 'machine' },
      h('span', { class: 'badge' }, badgeOf(entry)),
      ' ',
      own ? `Candour read part of it as a ${own.label}.` : 'Candour had marked nothing here.',
    );
  if (!own)
    return h(
      'p',
      { class: 'machine' },
      h('span', { class: 'badge' }, badgeOf(entry)),
      ' Candour now marks nothing here.',
    );
  const theme = own.themes.length ? `, ${themeTitle(own.themes[0])}` : '';
  return h(
    'p',
    { class: 'machine' },
    h('span', { class: 'badge' }, badgeOf(entry)),
    sameVerdict(own, entry) && !entry.dismissed
      ? ' Candour sees it the same way. '
      : ` Candour read it as: ${LABEL[own.label]}, ${severityWord(own.label, own.severity)}${theme}. `,
    button('Use Candour’s view', 'revert', { class: 'link', 'data-id': id }),
  );
}

/**
 * @param {Context} context
 * @param {Entry} entry
 */
function form({ framework, themeTitle }, entry) {
  const choice = (
    /** @type {string} */ name,
    /** @type {string} */ value,
    /** @type {string} */ text,
    /** @type {boolean} */ on,
    /** @type {string} */ key,
  ) =>
    h(
      'label',
      { class: `choice ${value}` },
      h('input', { type: 'radio', name, value, checked: on, 'data-do': 'set', 'data-id': name }),
      h('span', null, text, h('kbd', { 'aria-hidden': 'true' }, key)),
    );
  return h(
    'div',
    { class: 'form' },
    h(
      'fieldset',
      null,
      h('legend', null, 'It is a'),
      choice('label', 'strength', 'strength', entry.label === 'strength', 's'),
      choice('label', 'concern', 'concern', entry.label === 'concern', 'c'),
    ),
    h(
      'fieldset',
      null,
      h('legend', null, 'How weighty'),
      [1, 2, 3].map((n) =>
        choice('severity', String(n), severityWord(entry.label, n), entry.severity === n, String(n)),
      ),
    ),
    h(
      'label',
      { class: 'field' },
      h('span', null, 'About'),
      h(
        'select',
        { 'data-do': 'set', 'data-id': 'theme', id: 'card-theme', value: entry.themes[0] ?? '' },
        themeOptions(framework, themeTitle, entry.themes[0] ?? ''),
      ),
    ),
    h(
      'label',
      { class: 'field' },
      h('span', null, 'Direction'),
      h(
        'select',
        { 'data-do': 'set', 'data-id': 'trend', value: entry.trend ?? '' },
        [['', 'says nothing of change'], ...Object.entries(TREND)].map(([id, name]) =>
          h('option', { value: id, selected: (entry.trend ?? '') === id }, name),
        ),
      ),
    ),
    entry.label === 'concern'
      ? h(
          'label',
          { class: 'check' },
          h('input', {
            type: 'checkbox',
            'data-do': 'set',
            'data-id': 'kind',
            checked: entry.kind === 'action',
          }),
          h('span', null, 'says what must be done'),
        )
      : null,
    h(
      'label',
      { class: 'field' },
      h('span', null, 'Note'),
      h('textarea', {
        id: 'card-note',
        rows: '2',
        maxlength: '2000',
        'data-do': 'note',
        value: entry.note,
        placeholder: 'Kept with the finding',
      }),
    ),
  );
}

/**
 * @param {import('../../../wasm/types.js').Framework} framework
 * @param {(id: string) => string} themeTitle
 * @param {string} chosen
 */
function themeOptions({ pillars, themes }, themeTitle, chosen) {
  const option = (/** @type {string} */ id, /** @type {string} */ name) =>
    h('option', { value: id, selected: id === chosen }, name);
  const known = themes.some((t) => t.id === chosen);
  const loose = themes.filter((t) => !pillars.some((p) => p.id === t.pillar));
  return [
    option('', 'no particular theme'),
    chosen && !known ? option(chosen, themeTitle(chosen)) : null,
    pillars.map((p) =>
      h(
        'optgroup',
        { label: p.title },
        themes.filter((t) => t.pillar === p.id).map((t) => option(t.id, t.title)),
      ),
    ),
    loose.map((t) => option(t.id, t.title)),
  ];
}

const markCard = () =>
  h(
    'div',
    { class: 'inner mini', key: 'selection' },
    h('h2', { id: 'card-title' }, 'Mark these words as a'),
    h(
      'footer',
      null,
      h(
        'button',
        { type: 'button', 'data-do': 'mark', 'data-id': 'strength' },
        h('span', { class: 'sign strength sev-2', 'aria-hidden': 'true' }, '+'),
        ' strength',
      ),
      h(
        'button',
        { type: 'button', 'data-do': 'mark', 'data-id': 'concern' },
        h('span', { class: 'sign concern sev-2', 'aria-hidden': 'true' }, '!'),
        ' concern',
      ),
    ),
  );
