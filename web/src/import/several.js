// Several files at once: a table of them with what each says, that sorts, saves as CSV, and opens any of them.
import { button, drawDialog, h } from '../dialog/dialog.js';
import { openText } from '../documents.js';
import { cell } from '../export/csv.js';
import { save } from '../export/save.js';
import { offerRecord } from '../share/arrive.js';
import { documentField } from '../state/document.js';
import { readOne, whyNot } from './open.js';

/** @typedef {import('../actions.js').App} App */
/** @typedef {import('./read.js').Read} Read */

/**
 * @typedef {object} Row
 * @property {File} file
 * @property {string} title
 * @property {Read | null} read
 * @property {number} strengths
 * @property {number} concerns
 * @property {number} grave
 * @property {Map<string, { strengths: number, concerns: number, grave: number }>} themes
 * @property {string} failed
 */

const ID = 'several';
const COLUMNS = /** @type {const} */ (['title', 'strengths', 'concerns', 'grave']);
const NAMES = { title: 'Document', strengths: 'Strengths', concerns: 'Concerns', grave: 'Grave' };

/** What stands for all themes together, in the list of themes. */
const ALL = 'all';

/** @type {{ rows: Row[], by: 'order' | typeof COLUMNS[number], theme: string, titles: Map<string, string>, controller: AbortController | null, busy: string }} */
const state = { rows: [], by: 'order', theme: ALL, titles: new Map(), controller: null, busy: '' };

/**
 * @param {App} app
 * @param {File[]} files
 */
export async function openSeveral(app, files) {
  state.controller?.abort();
  const controller = (state.controller = new AbortController());
  const { signal } = controller;
  state.by = 'order';
  state.theme = ALL;
  state.rows = files.map((file) => ({
    ...{
      file,
      title: file.name,
      read: null,
      strengths: 0,
      concerns: 0,
      grave: 0,
      themes: new Map(),
      failed: '',
    },
  }));
  for (const row of state.rows) {
    state.busy = row.file.name;
    draw();
    try {
      await fill(app, row, signal);
    } catch (error) {
      row.failed = signal.aborted ? 'Stopped.' : whyNot(row.file.name, error);
    }
    if (signal.aborted) break;
  }
  if (state.controller !== controller) return;
  state.busy = '';
  // By now the page knows its frameworks, however early the files came.
  state.titles = titlesOf(app);
  draw();
}

/** Titles of the themes of every framework that the page knows. @param {App} app @returns {Map<string, string>} */
function titlesOf({ view }) {
  const { frameworks, own } = view.state.field(documentField);
  /** @type {{ id: string, title: string }[]} */
  const themes = [...frameworks, own].flatMap((framework) => framework?.themes ?? []);
  return new Map(themes.map(({ id, title }) => [id, title]));
}

/** @param {string} id */
const titleOf = (id) => state.titles.get(id) ?? (id || 'No particular theme');

/** The themes that the documents speak of. @param {Row[]} rows */
const themesOf = (rows) =>
  [...new Set(rows.flatMap((row) => [...row.themes.keys()]))].sort((a, b) =>
    a && b ? titleOf(a).localeCompare(titleOf(b)) : b.length - a.length,
  );

/** A row's figures: of all it says, or of the theme that was chosen. @param {Row} row */
function figuresOf({ themes, strengths, concerns, grave }) {
  if (state.theme === ALL) return { strengths, concerns, grave };
  return themes.get(state.theme) ?? { strengths: 0, concerns: 0, grave: 0 };
}

/** @param {App} app @param {Row} row @param {AbortSignal} signal */
async function fill(app, row, signal) {
  const read = (row.read = await readOne(app, row.file, undefined, signal));
  const { text, title } = 'record' in read ? read.record : read;
  row.title = title || row.file.name;
  const { framework, own } = app.view.state.field(documentField);
  const analyser = await app.analyser;
  const { findings } = await analyser.analyse(text, {
    framework: framework === 'own' && own ? own : framework,
    signal,
  });
  for (const { label, severity, themes } of findings) {
    const theme = themes?.[0] ?? '';
    const tally = row.themes.get(theme) ?? { strengths: 0, concerns: 0, grave: 0 };
    row.themes.set(theme, tally);
    if (label === 'strength') {
      row.strengths++;
      tally.strengths++;
    } else {
      row.concerns++;
      tally.concerns++;
      if (severity === 3) {
        row.grave++;
        tally.grave++;
      }
    }
  }
}

/** @returns {Row[]} */
function sorted() {
  const { by, rows } = state;
  if (by === 'order') return rows;
  if (by === 'title') return [...rows].sort((a, b) => a.title.localeCompare(b.title));
  return [...rows].sort((a, b) => figuresOf(b)[by] - figuresOf(a)[by]);
}

function draw() {
  const dialog = drawDialog(ID, 'Several documents', ...content());
  if (dialog.open) return;
  dialog.addEventListener('close', () => state.controller?.abort(), { once: true });
  dialog.showModal();
}

function content() {
  const { rows, busy, by } = state;
  const head = COLUMNS.map((id) =>
    h(
      'th',
      { scope: 'col', 'aria-sort': by === id ? (id === 'title' ? 'ascending' : 'descending') : 'none' },
      button(NAMES[id], 'several-sort', { class: 'link', 'data-id': id }),
    ),
  );
  const body = sorted().map((row) => {
    const name = row.read
      ? button(row.title, 'several-open', { class: 'link', 'data-id': String(rows.indexOf(row)) })
      : row.title;
    const numbers = row.failed
      ? [h('td', { colspan: '3' }, row.failed)]
      : Object.values(figuresOf(row)).map((n) => h('td', { class: 'figure' }, row.read ? String(n) : '…'));
    return h('tr', null, h('th', { scope: 'row' }, name), numbers);
  });
  return [
    busy ? null : themeChoice(),
    h('p', { role: 'status' }, busy ? `Reading “${busy}” …` : 'Choose one to open it here.'),
    h('table', { class: 'documents' }, h('thead', null, h('tr', null, head)), h('tbody', null, body)),
    h(
      'div',
      { class: 'choices' },
      busy ? button('Stop', 'several-stop') : button('Save as CSV, by theme', 'several-save'),
      !busy && severalRead().length === 2 ? button('Compare the two', 'several-compare') : null,
    ),
  ];
}

/** Which theme the figures are of. */
function themeChoice() {
  const option = (/** @type {string} */ id, /** @type {string} */ title) =>
    h('option', { value: id, selected: state.theme === id }, title);
  return h(
    'label',
    { class: 'field' },
    h('span', null, 'What is counted'),
    h(
      'select',
      { 'data-do': 'several-theme', value: state.theme },
      option(ALL, 'All themes'),
      themesOf(state.rows).map((id) => option(id, titleOf(id))),
    ),
  );
}

/** The documents that could be read, in their order. @returns {{ text: string, title: string }[]} */
export function severalRead() {
  return state.rows.flatMap(({ read }) => (read ? ['record' in read ? read.record : read] : []));
}

/** @param {Row[]} rows */
export function severalCsv(rows) {
  const themes = themesOf(rows);
  const head = [
    ...['Document', 'Strengths', 'Concerns', 'Grave concerns'],
    ...themes.flatMap((theme) => [`${titleOf(theme)}: strengths`, `${titleOf(theme)}: concerns`]),
  ];
  const lines = rows.map((row) => [
    ...[row.title, row.strengths, row.concerns, row.grave],
    ...themes.flatMap((theme) => {
      const { strengths, concerns } = row.themes.get(theme) ?? { strengths: 0, concerns: 0 };
      return [strengths, concerns];
    }),
  ]);
  return `\ufeff${[head, ...lines].map((line) => `${line.map(cell).join(',')}\r\n`).join('')}`;
}

/** @type {Record<string, import('../actions.js').Action>} */
export const severalActions = {
  'several-sort'(_app, id) {
    state.by = /** @type {'title'} */ (id);
    draw();
  },
  'several-theme'(_app, _id, element) {
    state.theme = /** @type {HTMLSelectElement} */ (element).value;
    draw();
  },
  'several-stop': () => state.controller?.abort(),
  'several-save'() {
    const csv = severalCsv(state.rows.filter((row) => row.read));
    save(new Blob([csv], { type: 'text/csv;charset=utf-8' }), 'Documents.csv');
  },
  'several-open'(app, id) {
    const read = state.rows[Number(id)]?.read;
    /** @type {HTMLDialogElement | null} */ (document.getElementById(ID))?.close();
    if (!read) return;
    if ('record' in read) offerRecord(app, read.record);
    else openText(app, read);
  },
};
