// What the page's controls do. A control names its action in `data-do` and what it is about in `data-id`; three
// listeners on the document serve them all.
import { redo, undo } from '@codemirror/commands';
import { goTo, step } from './editor/step.js';
import { anchorAt } from './state/anchors.js';
import { change, markSelection, revert, selectedEntry, selectedWords } from './state/correct.js';
import { correct, correctionsField, ownStep } from './state/corrections.js';
import { setDocument } from './state/document.js';
import { entriesField } from './state/entries.js';
import { setView, viewField } from './state/view.js';

/** @typedef {import('@codemirror/view').EditorView} EditorView */

/**
 * @typedef {object} App what the actions act on
 * @property {EditorView} view
 * @property {import('./run/runner.js').Runner} runner
 * @property {Promise<import('../../wasm/types.js').Analyser>} analyser
 * @property {Record<string, Action>} more actions of other modules: dialogs, draft, documents, sharing
 */

/** @typedef {(app: App, id: string, element: HTMLElement) => void} Action */

/** @param {App} app @param {Partial<import('./state/view.js').ViewState>} value */
const show = ({ view }, value) => view.dispatch({ effects: setView.of(value) });

/** The finding that the card is about: the chosen one or the one under the pointer. @param {EditorView} view */
function cardEntry(view) {
  const { card, peek } = view.state.field(viewField);
  if (card || !peek) return selectedEntry(view.state);
  return view.state.field(entriesField).at(peek.from);
}

/** Does something when what was changed has been drawn. @param {() => void} work */
const whenDrawn = (work) => requestAnimationFrame(() => requestAnimationFrame(work));

/**
 * Does what draws the card anew. A focus that was in it stays in it, where letters are decisions and not typing.
 * @param {() => void} work
 */
function keepingFocus(work) {
  const card = document.getElementById('card');
  const inside = card?.contains(document.activeElement);
  work();
  if (inside)
    whenDrawn(() => {
      if (card?.contains(document.activeElement)) return;
      /** @type {HTMLElement | null} */ (card?.querySelector('footer button'))?.focus();
    });
}

/** Opens the card's form and, once it is drawn, puts the focus into it. @param {App} app @param {string} selector */
export function openForm(app, selector = '#card .form input:checked') {
  const entry = cardEntry(app.view);
  if (!entry) return;
  goTo(app.view, entry, { editing: true });
  whenDrawn(() => /** @type {HTMLElement | null} */ (document.querySelector(selector))?.focus());
}

/** @param {App} app @param {string} what @param {string} value @param {boolean} checked */
function set({ view }, what, value, checked) {
  const entry = selectedEntry(view.state);
  if (!entry) return;
  if (what === 'label') change(view, entry, { label: /** @type {'strength'} */ (value) });
  if (what === 'severity') change(view, entry, { severity: Number(value) });
  if (what === 'kind') change(view, entry, { kind: checked ? 'action' : 'judgement' });
  if (what === 'trend') change(view, entry, { trend: /** @type {'worse'} */ (value) || null });
  if (what === 'theme')
    change(view, entry, {
      themes: value ? [value, ...entry.themes.slice(1).filter((t) => t !== value)] : [],
    });
}

/** @type {Record<string, Action>} */
const ACTIONS = {
  undo: ({ view }) => void undo(view),
  redo: ({ view }) => void redo(view),
  next: ({ view }) => keepingFocus(() => step(view, 1)),
  previous: ({ view }) => keepingFocus(() => step(view, -1)),
  stop: ({ runner }) => runner.stop(),
  again: ({ runner }) => runner.changed(),
  tab(app, id) {
    show(app, { tab: /** @type {'summary'} */ (id) });
  },
  go: ({ view }, _id, { dataset }) => goTo(view, { from: Number(dataset.from), to: Number(dataset.to) }),
  filter(app, id) {
    const { filters } = app.view.state.field(viewField);
    show(app, {
      filters: filters.includes(id) ? filters.filter((f) => f !== id) : [...filters, id],
      page: 0,
    });
  },
  'filter-only': (app, id) => show(app, { tab: 'findings', filters: [id], search: '', page: 0 }),
  'filter-theme': (app, id) => show(app, { tab: 'findings', filters: [`theme:${id}`], search: '', page: 0 }),
  'filters-clear': (app) => show(app, { filters: [], search: '', page: 0 }),
  search: (app, _id, element) =>
    show(app, { search: /** @type {HTMLInputElement} */ (element).value, page: 0 }),
  order: (app, _id, element) => show(app, { order: /** @type {any} */ (element).value, page: 0 }),
  page(app, id) {
    show(app, { page: Number(id) });
    document.getElementById('panel')?.scrollTo({ top: 0 });
  },
  tick(app, id) {
    const { ticked } = app.view.state.field(viewField);
    show(app, { ticked: ticked.includes(id) ? ticked.filter((t) => t !== id) : [...ticked, id] });
  },
  mark: ({ view }, id) => keepingFocus(() => markSelection(view, /** @type {'strength'} */ (id))),
  set(app, id, element) {
    const { value, checked } = /** @type {HTMLInputElement} */ (element);
    set(app, id, value, checked);
  },
  note({ view }, _id, element) {
    const entry = selectedEntry(view.state);
    const { value } = /** @type {HTMLTextAreaElement} */ (element);
    if (entry && value !== entry.note) change(view, entry, { note: value });
  },
  dismiss({ view }) {
    const entry = cardEntry(view);
    if (entry) change(view, entry, { dismissed: !entry.dismissed });
  },
  revert: ({ view }, id) => revert(view, id),
  'replace-lost'({ view }, id) {
    const words = selectedWords(view.state);
    const lost = view.state.field(correctionsField).find((c) => c.id === id);
    if (!words || !lost)
      return view.dispatch({
        effects: setView.of({ notice: { kind: 'info', text: 'Select the words in the transcript first.' } }),
      });
    const to = { ...lost, ...anchorAt(view.state.doc, words.from, words.to) };
    view.dispatch({ effects: correct.of({ id, to }), annotations: ownStep });
  },
  'card-edit': (app) => openForm(app),
  'card-note': (app) => openForm(app, '#card-note'),
  'card-done': (app) => keepingFocus(() => show(app, { editing: false })),
  'card-close'(app) {
    const inside = document.getElementById('card')?.contains(document.activeElement);
    show(app, { card: false, editing: false, peek: null });
    if (inside) app.view.focus();
  },
  'notice-close': (app) => show(app, { notice: null }),
  'any-language': (app) => show(app, { anyLanguage: true }),
};

/** Controls whose value is taken in when it changes, not when they are clicked. */
const TAKES_VALUE = 'select, textarea, input:not([type="button"])';

/** Takes in a note that is being typed, before something else is done with its finding. @param {App} app */
function keepNote(app) {
  const note = document.getElementById('card-note');
  if (note) ACTIONS.note?.(app, '', note);
}

/** @param {App} app */
export function listen(app) {
  const act = (/** @type {Event} */ event, /** @type {boolean} */ value) => {
    const element = event.target instanceof Element ? event.target.closest('[data-do]') : null;
    if (!(element instanceof HTMLElement) || element.matches(TAKES_VALUE) !== value) return;
    const { do: name = '', id = '' } = element.dataset;
    if (!value && element.closest('#card')) keepNote(app);
    (app.more[name] ?? ACTIONS[name])?.(app, id, element);
  };
  // The press on a button of the card takes the focus from nothing: a note that is left changes the card, and the
  // button would be gone from under the pointer before it is let go.
  document.addEventListener('mousedown', (event) => {
    const button = event.target instanceof Element && event.target.closest('#card button');
    if (button && document.activeElement?.id === 'card-note') event.preventDefault();
  });
  document.addEventListener('click', (event) => act(event, false));
  document.addEventListener('change', (event) => act(event, true));
  document.addEventListener('input', (event) => {
    if (event.target instanceof HTMLInputElement && event.target.type === 'search') act(event, true);
  });
  document.addEventListener('input', (event) => {
    const { target } = event;
    if (target instanceof HTMLInputElement && target.id === 'title')
      app.view.dispatch({ effects: setDocument.of({ title: target.value }) });
  });
}

/**
 * Runs an action by name, for keys.
 * @param {App} app
 * @param {string} name
 * @param {string} [id]
 */
export function run(app, name, id = '') {
  (app.more[name] ?? ACTIONS[name])?.(app, id, document.body);
}
