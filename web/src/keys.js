// The keyboard: what each key does, and the list of them that `?` shows.
import { openForm, run } from './actions.js';
import { change, selectedEntry, selectedWords } from './state/correct.js';
import { entriesField } from './state/entries.js';
import { setView, viewField } from './state/view.js';

/** @typedef {import('./actions.js').App} App */

/** @type {[keys: string, what: string][]} for people */
export const LIST = [
  ['F8', 'next finding'],
  ['Shift F8', 'previous finding'],
  ['F9', 'change the finding at the cursor, or mark the selected words'],
  ['Esc', 'close the card, back to the transcript'],
  ['s', 'strength'],
  ['c', 'concern'],
  ['1 2 3', 'slight, clear, grave or strong'],
  ['t', 'choose the theme'],
  ['n', 'write a note'],
  ['d', 'dismiss, or count again'],
  ['j k', 'next, previous'],
  ['Ctrl Z', 'undo, for text and decisions alike'],
  ['Ctrl Y', 'redo'],
  ['Ctrl F', 'find in the transcript'],
  ['Ctrl P', 'print the report'],
  ['?', 'this list'],
];

/** @param {EventTarget | null} target */
function takesText(target) {
  return (
    target instanceof HTMLElement &&
    target.matches(
      'textarea, select, [contenteditable] *, [contenteditable], input:not([type="radio"], [type="checkbox"])',
    )
  );
}

/** @param {App} app @param {Parameters<typeof change>[2]} patch */
function decide({ view }, patch) {
  const entry = selectedEntry(view.state);
  if (entry) change(view, entry, patch);
}

/** Letters: outside of text fields only, so that typing is typing. @type {Record<string, (app: App) => void>} */
const LETTERS = {
  s: (app) =>
    app.view.state.selection.main.empty ? decide(app, { label: 'strength' }) : run(app, 'mark', 'strength'),
  c: (app) =>
    app.view.state.selection.main.empty ? decide(app, { label: 'concern' }) : run(app, 'mark', 'concern'),
  1: (app) => decide(app, { severity: 1 }),
  2: (app) => decide(app, { severity: 2 }),
  3: (app) => decide(app, { severity: 3 }),
  t: (app) => openForm(app, '#card-theme'),
  n: (app) => openForm(app, '#card-note'),
  d: (app) => run(app, 'dismiss'),
  j: (app) => run(app, 'next'),
  k: (app) => run(app, 'previous'),
  '?': (app) => run(app, 'keys'),
};

/** F9: to the card of the finding at the cursor, or to the marking of the selection. @param {App} app */
function toCard(app) {
  const { state } = app.view;
  if (selectedWords(state) && !state.field(viewField).card)
    return /** @type {HTMLElement | null} */ (document.querySelector('#card button'))?.focus();
  const entry = selectedEntry(state) ?? state.field(entriesField).at(state.selection.main.head);
  if (!entry) return;
  app.view.dispatch({ effects: setView.of({ selected: { from: entry.from, to: entry.to }, card: true }) });
  openForm(app);
}

/** @param {App} app @param {KeyboardEvent} event */
function press(app, event) {
  const { key, target, shiftKey, ctrlKey, metaKey, altKey, isComposing } = event;
  if (isComposing || document.querySelector('dialog[open]')) return false;
  const mod = ctrlKey || metaKey;
  if (key === 'F8') return (run(app, shiftKey ? 'previous' : 'next'), true);
  if (key === 'F9') return (toCard(app), true);
  if (key === 'Escape' && !document.getElementById('card')?.hidden) return (run(app, 'card-close'), true);
  if (mod && key.toLowerCase() === 'p' && !shiftKey) return (run(app, 'print'), true);
  if (takesText(target)) return false;
  if (mod && key.toLowerCase() === 'z') return (run(app, shiftKey ? 'redo' : 'undo'), true);
  if (mod && key.toLowerCase() === 'y') return (run(app, 'redo'), true);
  if (mod || altKey || !Object.hasOwn(LETTERS, key)) return false;
  LETTERS[key](app);
  return true;
}

/** @param {App} app */
export function listenToKeys(app) {
  window.addEventListener('keydown', (event) => {
    if (!event.defaultPrevented && press(app, event)) event.preventDefault();
  });
  // Tabs by arrow keys, as the pattern for tabs has it.
  document.getElementById('tabs')?.addEventListener('keydown', (event) => {
    const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const tabs = [.../** @type {HTMLElement} */ (event.currentTarget).children].filter(
      (t) => t.getClientRects().length,
    );
    const at = tabs.indexOf(/** @type {Element} */ (document.activeElement));
    if (!move || at < 0) return;
    const next = /** @type {HTMLElement} */ (tabs[(at + move + tabs.length) % tabs.length]);
    next.focus();
    next.click();
    event.preventDefault();
  });
}
