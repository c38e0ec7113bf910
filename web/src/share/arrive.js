// Somebody's link was opened: it is looked at first, never puts itself in place of the reader's own work, and brings no
// rules of its own without being asked.
import { button, drawDialog, h } from '../dialog/dialog.js';
import { documentField } from '../state/document.js';
import { setRecord } from '../state/record.js';
import { setView } from '../state/view.js';
import { count } from '../words.js';
import { openLink, readLink } from './link.js';

/** @typedef {import('../actions.js').App} App */
/** @typedef {import('../state/record.js').DocumentRecord} DocumentRecord */

const ID = 'arrive';
const TITLE = { link: 'Somebody sent you this', file: 'Open this here?' };
/** Behind a link that this page itself opens in another tab. */
const BESIDE = '&beside';

/** @type {{ link: import('./link.js').Link | null, record: DocumentRecord | null, failed: string, busy: boolean }} */
const state = { link: null, record: null, failed: '', busy: false };

/** Where the tab's draft says which it is, as keep/draft.js has it. */
const TAB_KEY = 'candour-tab';

/** Before the draft is opened: a link that was opened beside other work begins with a draft of its own. */
export function prepareArrival() {
  if (!location.hash.endsWith(BESIDE)) return;
  try {
    sessionStorage.setItem(TAB_KEY, crypto.randomUUID());
  } catch {
    // Without storage there is no draft either.
  }
}

/** The address without the link, so that loading it anew does not ask again. */
function forget() {
  history.replaceState(null, '', location.pathname + location.search);
}

/** @param {App} app */
export async function arrive(app) {
  Object.assign(state, { link: null, record: null, failed: '', busy: false });
  try {
    state.link = readLink(location.hash);
    if (!state.link) return;
  } catch (error) {
    state.failed = /** @type {Error} */ (error).message;
    return show();
  }
  if (state.link.sealed) return show();
  await open(app);
}

/** @param {App} app @param {string} [passphrase] */
async function open(app, passphrase) {
  if (!state.link) return;
  Object.assign(state, { failed: '', busy: true });
  if (passphrase !== undefined) show();
  try {
    state.record = await openLink(state.link, { passphrase });
  } catch (error) {
    state.failed = /** @type {Error} */ (error).message;
  }
  state.busy = false;
  offer(app);
}

/** Takes a document that came from elsewhere, asking first where there is something to ask. @param {App} app @param {DocumentRecord} record */
export function offerRecord(app, record) {
  Object.assign(state, { link: null, record, failed: '', busy: false });
  offer(app);
}

/** Whether it brings a framework that the reader does not have already. @param {App} app @param {DocumentRecord} record */
const bringsRules = ({ view }, { ownFramework }) =>
  ownFramework !== null && ownFramework !== view.state.field(documentField).own;

/** @param {App} app */
function offer(app) {
  const { record } = state;
  if (!record) return show();
  if (app.view.state.doc.length || bringsRules(app, record)) return show(app);
  take(app, record);
}

/**
 * @param {App} app
 * @param {DocumentRecord} record
 */
function take(app, record) {
  const had = app.view.state.doc.length > 0;
  const { frameworks } = app.view.state.field(documentField);
  const known =
    record.framework === 'auto' ||
    record.framework === 'own' ||
    frameworks.some((f) => f.id === record.framework);
  setRecord(app.view, { ...record, framework: known || !frameworks.length ? record.framework : 'auto' });
  const notice = had
    ? {
        kind: /** @type {const} */ ('info'),
        text: 'This took the place of what you had.',
        act: 'undo',
        actName: 'Bring it back',
      }
    : null;
  app.view.dispatch({ effects: setView.of({ notice }) });
  done();
}

function done() {
  forget();
  /** @type {HTMLDialogElement | null} */ (document.getElementById(ID))?.close();
}

/** @param {App} [app] */
function show(app) {
  const dialog = drawDialog(ID, state.record && !state.link ? TITLE.file : TITLE.link, ...content(app));
  if (!dialog.open) {
    dialog.addEventListener('close', forget, { once: true });
    dialog.showModal();
  }
}

/** @param {App} [app] */
function content(app) {
  const { link, record, failed, busy } = state;
  if (link?.sealed && !record)
    return [
      h('p', null, 'It is locked with a passphrase. Whoever sent it can tell you.'),
      h(
        'label',
        { class: 'field' },
        h('span', null, 'Passphrase'),
        h('input', { id: 'arrive-passphrase', type: 'password', autocomplete: 'off' }),
      ),
      failed ? h('p', { role: 'alert' }, failed) : null,
      busy ? h('p', { class: 'aside', role: 'status' }, 'Opening …') : null,
      h(
        'div',
        { class: 'choices' },
        button('Open', 'arrive-unlock', { disabled: busy }),
        button('Go back', 'arrive-back'),
      ),
    ];
  if (!record)
    return [
      h('p', { role: 'alert' }, failed),
      h('div', { class: 'choices' }, button('Go back', 'arrive-back')),
    ];
  const had = Boolean(app?.view.state.doc.length);
  const own = record.ownFramework;
  const rules = app && bringsRules(app, record);
  const name = record.title ? `“${record.title}”` : 'A text without a title';
  const words = record.text.trim().split(/\s+/).length;
  return [
    h(
      'p',
      null,
      `${name}, ${count(words, 'word')}${record.corrections.length ? `, ${count(record.corrections.length, 'change')} by its sender` : ''}.`,
    ),
    had
      ? h(
          'p',
          null,
          'You have work of your own open here. It is not touched unless you say so, and one Undo brings it back.',
        )
      : null,
    rules && own
      ? h(
          'p',
          null,
          `It brings rules of its own, the framework “${own.title ?? own.id ?? 'unnamed'}”. They decide under which themes findings stand, and are used for this document only if you agree.`,
        )
      : null,
    h(
      'div',
      { class: 'choices' },
      button(had ? 'Replace mine' : 'Open', 'arrive-take', { 'data-id': own ? 'own' : '' }),
      rules
        ? button(had ? 'Replace mine, without its rules' : 'Open without its rules', 'arrive-take')
        : null,
      had && link ? button('Open in another tab', 'arrive-beside') : null,
      had ? button('Compare with mine', 'arrive-compare') : null,
      button('Go back', 'arrive-back'),
    ),
  ];
}

/** The document that was sent; the question about it is closed. */
export function arrived() {
  const { record } = state;
  done();
  return record;
}

/** @type {Record<string, import('../actions.js').Action>} */
export const arriveActions = {
  'arrive-unlock'(app) {
    const input = /** @type {HTMLInputElement} */ (document.getElementById('arrive-passphrase'));
    void open(app, input.value);
  },
  'arrive-take'(app, id) {
    const { record } = state;
    if (!record) return;
    const without = {
      ...record,
      ownFramework: null,
      framework: record.framework === 'own' ? 'auto' : record.framework,
    };
    take(app, id === 'own' ? record : without);
  },
  'arrive-beside'() {
    window.open(`${location.href.replace(/#.*$/s, '')}${location.hash}${BESIDE}`, '_blank', 'noopener');
    done();
  },
  'arrive-back': done,
};

/** @param {App} app */
export function listenForLinks(app) {
  window.addEventListener('hashchange', () => void arrive(app));
}
