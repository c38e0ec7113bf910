// Draws the page around the editor from the editor's state, at most once a frame.
import { redoDepth, undoDepth } from '@codemirror/commands';
import { h, patch } from './dom/patch.js';
import { place } from './panel/place.js';
import { card, cardOf } from './panel/card.js';
import { changesTab } from './panel/changes.js';
import { PAGE, findingsTab } from './panel/findings.js';
import { button } from './panel/parts.js';
import { instead } from './panel/states.js';
import { summaryTab } from './panel/summary.js';
import { analysisField } from './state/analysis.js';
import { listed, listing } from './state/filter.js';
import { documentField, frameworkInUse, themeTitles } from './state/document.js';
import { entriesField } from './state/entries.js';
import { Steps } from './state/steps.js';
import { summing as summary } from './state/summary.js';
import { setView, viewField } from './state/view.js';
import { capital, count } from './words.js';

/** @typedef {import('@codemirror/view').EditorView} EditorView */
/** @typedef {import('./panel/parts.js').Context} Context */

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));

/** @typedef {import('./state/steps.js').Steps<any>} AnySteps */

/** @type {WeakMap<object, import('./state/steps.js').Steps<import('./state/summary.js').Summary>>} */
const summaries = new WeakMap();

/** @param {import('@codemirror/state').EditorState} state @returns {Context} */
export function contextOf(state) {
  const analysis = state.field(analysisField);
  const entries = state.field(entriesField);
  const framework = frameworkInUse(state.field(documentField), analysis.framework);
  const themeTitle = themeTitles(framework);
  return {
    ...{ state, view: state.field(viewField), analysis, entries, framework, themeTitle },
    get summary() {
      return summing(this).value;
    },
  };
}

/** @param {Context} context */
function summing({ entries, framework, analysis, themeTitle }) {
  let steps = summaries.get(entries);
  if (!steps)
    summaries.set(
      entries,
      (steps = new Steps(summary(entries.counted, framework, analysis.speakers, themeTitle))),
    );
  return steps;
}

const TABS = /** @type {const} */ ([
  ['text', 'Transcript'],
  ['summary', 'Summary'],
  ['findings', 'Findings'],
  ['changes', 'Changes'],
]);

/** @param {Context} context */
function tabs({ view, entries }) {
  const numbers = {
    text: 0,
    summary: 0,
    findings: entries.counted.length,
    changes: entries.decided + entries.lost.length,
  };
  return TABS.map(([id, name]) =>
    h(
      'button',
      {
        ...{ type: 'button', role: 'tab', id: `tab-${id}`, class: 'tab', 'data-do': 'tab', 'data-id': id },
        'aria-selected': String(view.tab === id),
        'aria-controls': id === 'text' ? 'text' : 'panel',
        tabindex: view.tab === id ? '0' : '-1',
      },
      name,
      numbers[id] ? [' ', h('span', { class: 'number' }, String(numbers[id]))] : null,
    ),
  );
}

/** @param {Context} context */
function panel(context) {
  const state = instead(context);
  const { tab } = context.view;
  const empty = context.state.doc.length === 0;
  if (state && (tab !== 'changes' || empty)) return state;
  if (tab === 'findings') return h('div', { class: 'findings', key: 'findings' }, findingsTab(context));
  if (tab === 'changes') return h('div', { class: 'changes', key: 'changes' }, changesTab(context));
  return h('div', { class: 'summary', key: 'summary' }, summaryTab(context));
}

/** @param {Context} context */
function bar({ state, entries }) {
  const none = !entries.most;
  return [
    h(
      'div',
      { class: 'group' },
      button('Undo', 'undo', { disabled: !undoDepth(state) }),
      button('Redo', 'redo', { disabled: !redoDepth(state) }),
    ),
    h(
      'div',
      { class: 'group' },
      button('Previous', 'previous', {
        disabled: none,
        'aria-label': 'Previous finding',
        'aria-keyshortcuts': 'Shift+F8',
        title: 'Previous finding (Shift+F8)',
      }),
      button('Next', 'next', {
        disabled: none,
        'aria-label': 'Next finding',
        'aria-keyshortcuts': 'F8',
        title: 'Next finding (F8)',
      }),
    ),
  ];
}

/** @param {Context} context */
function work({ analysis }) {
  if (analysis.phase !== 'working') return null;
  const { done = 0, total = 1 } = analysis.progress ?? {};
  return h(
    'div',
    { class: 'work' },
    h('label', { for: 'progress' }, 'Reading'),
    h('progress', done ? { id: 'progress', max: String(total), value: done } : { id: 'progress' }),
    done
      ? h('span', { class: 'figure', 'aria-hidden': 'true' }, `${Math.floor((100 * done) / total)}\u00a0%`)
      : null,
    button('Stop', 'stop'),
  );
}

/** @param {Context} context */
function notice({ view }) {
  const { notice: said } = view;
  if (!said) return null;
  return h(
    'div',
    { class: `notice ${said.kind}` },
    h('p', null, said.text),
    said.act ? button(said.actName ?? '', said.act) : null,
    button('×', 'notice-close', { class: 'close', 'aria-label': 'Close this message' }),
  );
}

/** @param {Context} context */
function foot({ state, analysis, view, summary: { total } }) {
  const { length } = state.doc;
  const balance =
    analysis.phase === 'done' && length
      ? `${count(total.strengths, 'strength')}, ${count(total.concerns, 'concern')}`
      : '';
  const kept = {
    kept: 'Draft kept on this device. ',
    off: 'Draft not kept. ',
    elsewhere: 'Another tab is open too: each keeps a draft of its own. ',
    failed: 'This browser does not let the draft be kept. ',
  };
  return [
    h('span', { class: 'balance' }, capital(balance)),
    h(
      'span',
      { class: 'draft' },
      kept[/** @type {'kept'} */ (view.draft)] ?? '',
      view.older ? [button(count(view.older, 'other draft'), 'drafts', { class: 'link' }), ' '] : null,
      length || view.draft === 'kept'
        ? button('Erase', 'erase', {
            class: 'link',
            title: 'Erase the text, your changes and the draft from this device',
          })
        : null,
    ),
  ];
}

/** Many findings are listed and counted anew when nothing was typed for so many milliseconds. */
const REST = 200;
let typedAt = -Infinity;
/** @type {ReturnType<typeof setTimeout> | undefined} */
let later;

/** Something was typed. */
export function typed() {
  typedAt = performance.now();
}

/** @param {EditorView} view */
export function draw(view) {
  const context = contextOf(view.state);
  document.body.dataset.tab = context.view.tab;
  document.body.dataset.phase = context.analysis.phase;
  document.body.dataset.empty = String(view.state.doc.length === 0);
  const title = /** @type {HTMLInputElement} */ (byId('title'));
  const { title: name } = view.state.field(documentField);
  if (title.value !== name && document.activeElement !== title) title.value = name;
  const pageTitle = name ? `${name} – Candour` : 'Candour';
  if (document.title !== pageTitle) document.title = pageTitle;
  patch(byId('bar'), bar(context));
  patch(byId('work'), work(context));
  patch(byId('notice'), notice(context));
  patch(byId('card'), card(context));
  placeCard(view);
  clearTimeout(later);
  if (context.entries.many) drawListsLater(view);
  else drawLists(view, context);
}

/** What has to be reckoned before the lists can be drawn. @param {Context} context @returns {AnySteps[]} */
function reckoning(context) {
  /** @type {AnySteps[]} */
  const steps = [context.entries.whole];
  if (!context.entries.whole.done) return steps;
  steps.push(summing(context));
  if (context.view.tab === 'findings') steps.push(listing(context.state));
  return steps;
}

/** In slices, and only while nobody types: keys and scrolling come first. @param {EditorView} view */
function drawListsLater(view) {
  const context = contextOf(view.state);
  const wait = typedAt + REST - performance.now();
  const left = wait > 0 ? null : reckoning(context).find((steps) => !steps.done);
  if (left === undefined) return drawLists(view, context);
  left?.advance();
  later = setTimeout(() => drawListsLater(view), Math.max(0, wait));
}

/** What the lists were last drawn from. @type {unknown[]} */
let drawnFrom = [];

/** @param {EditorView} view @param {Context} context */
function drawLists(view, context) {
  const { state, entries, view: looking, analysis } = context;
  const from = [
    entries,
    looking,
    state.field(documentField),
    ...Object.values({ ...analysis, progress: null }),
  ];
  if (from.every((part, i) => part === drawnFrom[i])) return;
  drawnFrom = from;
  patch(byId('tabs'), tabs(context));
  patch(byId('foot'), foot(context));
  const panelElement = byId('panel');
  panelElement.setAttribute(
    'aria-labelledby',
    `tab-${context.view.tab === 'text' ? 'summary' : context.view.tab}`,
  );
  patch(panelElement, panel(context));
  follow(view);
}

let chosen = false;

/** Another finding was chosen: the list shall show it when it is drawn. */
export function choose() {
  chosen = true;
}

/**
 * Keeps the list in step with the text: turns to the page of a newly chosen finding and scrolls it into view.
 * @param {EditorView} view
 */
function follow(view) {
  const { selected, tab, page } = view.state.field(viewField);
  if (!chosen) return;
  chosen = false;
  if (!selected || tab === 'text') return;
  const at =
    tab === 'findings'
      ? listed(view.state).findIndex((e) => e.to > selected.from && e.from < selected.to)
      : -1;
  const wanted = Math.floor(at / PAGE);
  if (at >= 0 && wanted !== page) {
    chosen = true;
    view.dispatch({ effects: setView.of({ page: wanted }) });
    return;
  }
  // Rows out of view have their true height only when they have come into it: once more, then.
  const show = () =>
    byId('panel').querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' });
  show();
  requestAnimationFrame(() => requestAnimationFrame(show));
}

/** Moves the card with its words: the editor was scrolled or the window changed. @param {EditorView} view */
export function placeCard(view) {
  const { state } = view;
  place(view, byId('card'), cardOf(state, state.field(viewField), state.field(entriesField)));
}
