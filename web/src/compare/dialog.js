// The Compare dialogue: a second text, from a file, a link, another draft or the clipboard, beside the one that is open.
import { button, drawDialog, h, openDialog } from '../dialog/dialog.js';
import { fileName, save } from '../export/save.js';
import { ENDINGS } from '../import/kinds.js';
import { readOne, whyNot } from '../import/open.js';
import { severalRead } from '../import/several.js';
import { listDrafts } from '../keep/store.js';
import { patch } from '../dom/patch.js';
import { arrived } from '../share/arrive.js';
import { linkIn, openLink, readLink } from '../share/link.js';
import { getRecord } from '../state/record.js';
import { shorten } from '../words.js';
import { compare } from './compare.js';
import { comparisonToMarkdown } from './markdown.js';
import { readBoth } from './read.js';
import { comparisonTable } from './table.js';

/** @typedef {import('../actions.js').App} App */
/** @typedef {import('./read.js').Source} Source */

const ID = 'compare';
const TITLE = 'Compare';
/** Where the tab's draft says which it is, as keep/draft.js has it. */
const TAB_KEY = 'candour-tab';
/** As much of a draft without a title as names it, in characters. */
const NAME = 60;

/**
 * @typedef {object} State
 * @property {import('../keep/store.js').Kept[]} drafts
 * @property {import('../share/link.js').Link | null} locked a link that waits for its passphrase
 * @property {import('./compare.js').Comparison | null} comparison
 * @property {boolean} busy
 * @property {string} failed
 */

/** @returns {State} */
const fresh = () => ({ drafts: [], locked: null, comparison: null, busy: false, failed: '' });
let state = fresh();
let controller = new AbortController();

const isOpen = () => document.querySelector(`#${ID}[open]`) !== null;

function draw() {
  if (isOpen()) drawDialog(ID, TITLE, ...content());
}

/** @param {App} app */
async function open(app) {
  controller.abort();
  controller = new AbortController();
  state = fresh();
  openDialog(ID, TITLE, ...content());
  document.getElementById(ID)?.addEventListener('close', () => controller.abort(), { once: true });
  if (!app.view.state.doc.length) return;
  const drafts = await listDrafts().catch(() => []);
  const own = sessionStorage.getItem(TAB_KEY);
  state.drafts = drafts.filter(({ id, record }) => id !== own && record.text);
  draw();
}

/**
 * Does what takes a while, and says how it ends.
 * @param {App} app
 * @param {(signal: AbortSignal) => Promise<{ then: Source, now: Source } | null>} find null: more is to be asked
 */
async function work(app, find) {
  const { signal } = controller;
  Object.assign(state, { busy: true, failed: '' });
  draw();
  try {
    const pair = await find(signal);
    if (pair) {
      const { then, now } = await readBoth(app, pair.then, pair.now, signal);
      state.comparison = compare(then, now);
    }
  } catch (error) {
    state.failed = /** @type {Error} */ (error).message;
  }
  if (signal.aborted) return;
  state.busy = false;
  draw();
  if (state.comparison) document.getElementById('compare-result')?.focus();
}

/** What is open is the later of the two, until the reader says otherwise. @param {App} app @param {Source} then */
const withOpen = (app, then) => ({ then, now: getRecord(app.view.state) });

/** @param {App} app @param {File} file */
const compareFile = (app, file) =>
  work(app, async (signal) => {
    const read = await readOne(app, file, undefined, signal).catch((error) => {
      throw new Error(whyNot(file.name, error));
    });
    return withOpen(app, 'record' in read ? read.record : { ...read, corrections: [] });
  });

/** @param {App} app @param {string} pasted */
const comparePasted = (app, pasted) =>
  work(app, async () => {
    const address = linkIn(pasted);
    const link = address ? readLink(address) : null;
    if (!link) return withOpen(app, { text: pasted, title: '', corrections: [] });
    if (!link.sealed) return withOpen(app, await openLink(link));
    state.locked = link;
    return null;
  });

/**
 * Files dropped or pasted while a second text is asked for.
 * @param {App} app
 * @param {File[]} files
 */
export function takesFiles(app, files) {
  if (!isOpen() || state.comparison || !files[0]) return false;
  void compareFile(app, files[0]);
  return true;
}

/** Draws the comparison for printing, if one is on the screen. @param {Element} into */
export function drawComparison(into) {
  const { comparison } = state;
  if (!isOpen() || !comparison) return false;
  const { then, now } = comparison;
  patch(
    into,
    h(
      'header',
      null,
      h('h1', null, `${then.title} and ${now.title} compared`),
      h('p', { class: 'aside' }, `Read by Candour on ${now.date}, ${now.framework}`),
    ),
    comparisonTable(comparison),
  );
  return true;
}

function content() {
  const { comparison, failed, busy } = state;
  return [
    comparison ? result(comparison) : question(),
    failed ? h('p', { class: 'notice error', role: 'alert' }, failed) : null,
    busy ? h('p', { class: 'aside', role: 'status' }, 'Reading both …') : null,
  ];
}

/** @param {import('./compare.js').Comparison} comparison */
function result(comparison) {
  return h(
    'div',
    { class: 'comparison', key: 'result' },
    h(
      'h3',
      { id: 'compare-result', tabindex: '-1' },
      `${comparison.then.title}, then ${comparison.now.title}`,
    ),
    h('p', { class: 'aside' }, `Both read as: ${comparison.now.framework}`),
    comparisonTable(comparison),
    h(
      'div',
      { class: 'choices' },
      button('The other way round', 'compare-swap'),
      button('Save as Markdown', 'compare-save'),
      button('Print', 'print'),
      button('Compare another', 'compare'),
    ),
  );
}

function question() {
  const { locked, drafts, busy } = state;
  const accept = ENDINGS.map((ending) => `.${ending}`).join(',');
  return h(
    'div',
    { class: 'comparison', key: 'question' },
    h(
      'p',
      null,
      'What you have open stands beside a second text, theme by theme: last year and this year, one force and another. Both are read on this device, and nothing that you have open changes.',
    ),
    h(
      'label',
      { class: 'field' },
      h('span', null, 'A file, chosen or dropped here'),
      h('input', { type: 'file', accept, 'data-do': 'compare-file', disabled: busy }),
    ),
    h(
      'label',
      { class: 'field' },
      h('span', null, 'Or a link that you were sent, or the text itself'),
      h('textarea', { id: 'compare-paste', rows: '4' }),
    ),
    locked
      ? h(
          'label',
          { class: 'field' },
          h('span', null, 'Passphrase of this link'),
          h('input', { id: 'compare-passphrase', type: 'password', autocomplete: 'off' }),
        )
      : null,
    h('div', { class: 'choices' }, button('Compare', 'compare-pasted', { disabled: busy })),
    drafts.length
      ? [
          h('h3', null, 'Or another draft on this device'),
          h(
            'ul',
            { class: 'formats' },
            drafts.map(({ id, changed, record }) =>
              h(
                'li',
                null,
                button(record.title || shorten(record.text.slice(0, 4 * NAME), NAME), 'compare-draft', {
                  'data-id': id,
                  disabled: busy,
                }),
                h('span', { class: 'aside' }, new Date(changed).toLocaleString('en-GB')),
              ),
            ),
          ),
        ]
      : null,
  );
}

/** @type {Record<string, import('../actions.js').Action>} */
export const compareActions = {
  compare: (app) => void open(app),
  'compare-file'(app, _id, element) {
    const [file] = /** @type {HTMLInputElement} */ (element).files ?? [];
    if (file) void compareFile(app, file);
  },
  'compare-pasted'(app) {
    const pasted = /** @type {HTMLTextAreaElement} */ (document.getElementById('compare-paste'));
    const passphrase = /** @type {HTMLInputElement | null} */ (document.getElementById('compare-passphrase'));
    const { locked } = state;
    if (locked && passphrase)
      return void work(app, async () =>
        withOpen(app, await openLink(locked, { passphrase: passphrase.value })),
      );
    if (!pasted.value.trim()) return pasted.focus();
    return void comparePasted(app, pasted.value.trim());
  },
  'compare-draft'(app, id) {
    const draft = state.drafts.find((d) => d.id === id);
    if (draft) void work(app, async () => withOpen(app, draft.record));
  },
  'compare-swap'() {
    const { comparison } = state;
    if (comparison) state.comparison = comparison.swapped();
    draw();
  },
  'compare-save'() {
    const { comparison } = state;
    if (!comparison) return;
    const blob = new Blob([comparisonToMarkdown(comparison)], { type: 'text/markdown;charset=utf-8' });
    save(blob, fileName(`${comparison.then.title} and ${comparison.now.title}`, 'md'));
  },
  async 'arrive-compare'(app) {
    const record = arrived();
    if (!record) return;
    await open(app);
    await work(app, async () => withOpen(app, record));
  },
  async 'several-compare'(app) {
    const [then, now] = severalRead().map((read) => ({ corrections: [], ...read }));
    /** @type {HTMLDialogElement | null} */ (document.getElementById('several'))?.close();
    if (!then || !now) return;
    await open(app);
    await work(app, async () => ({ then, now }));
  },
};
