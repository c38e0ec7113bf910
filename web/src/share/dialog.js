// The Share dialogue: the link, how far it goes, a passphrase, a code for a phone; and files at the same rank.
import { button, drawDialog, h, openDialog } from '../dialog/dialog.js';
import { FORMATS } from '../export/formats.js';
import { linkBase } from '../run/site.js';
import { getRecord } from '../state/record.js';
import { copy } from './copy.js';
import { makeLink } from './link.js';
import { PLACES, fitsInCode, reach } from './places.js';

/** @typedef {import('../actions.js').App} App */

const ID = 'share';
const TITLE = 'Share';

/** What the dialogue shows. */
const state = { link: '', passphrase: '', said: '', failed: '', busy: false };
/** @type {AbortController | null} */
let making = null;

/** @param {App} app */
async function make(app) {
  making?.abort(new Error('superseded'));
  const controller = (making = new AbortController());
  Object.assign(state, { link: '', said: '', failed: '', busy: true });
  draw(app);
  try {
    const { passphrase } = state;
    const fragment = await makeLink(getRecord(app.view.state), { passphrase, signal: controller.signal });
    state.link = linkBase() + fragment;
  } catch (error) {
    if (controller.signal.aborted) return;
    state.failed = /** @type {Error} */ (error).message;
  }
  state.busy = false;
  draw(app);
}

/** @param {App} app */
function draw(app) {
  const dialog = drawDialog(ID, TITLE, ...content(app));
  const canvas = dialog.querySelector('canvas');
  if (canvas && state.link) void drawCode(canvas, state.link);
}

/** @param {HTMLCanvasElement} canvas @param {string} link */
async function drawCode(canvas, link) {
  const { generate } = await import('lean-qr');
  generate(link).toCanvas(canvas, { on: [0, 0, 0, 255], off: [255, 255, 255, 255], pad: 4 });
}

/** @param {App} app */
function content(app) {
  if (!app.view.state.doc.length)
    return [h('p', null, 'There is nothing to share yet: paste or open a text first.')];
  const { link, passphrase, said, failed, busy } = state;
  return [
    h(
      'p',
      null,
      passphrase
        ? 'The whole text is in the link, with your changes, locked with the passphrase. Tell it to the receiver by another way.'
        : 'The whole text is in the link, with your changes. Whoever has the link can read it; no server ever sees it.',
    ),
    h(
      'div',
      { class: 'share-link' },
      h(
        'label',
        { class: 'field' },
        h('span', null, 'Link'),
        h('input', { id: 'share-link', type: 'text', readonly: true, value: link }),
      ),
      button('Copy', 'share-copy', { disabled: !link }),
      'share' in navigator ? button('Send…', 'share-send', { disabled: !link }) : null,
    ),
    busy ? h('p', { class: 'aside', role: 'status' }, 'Making the link …') : null,
    failed ? h('p', { class: 'aside', role: 'alert' }, failed) : null,
    link ? meter(link.length) : null,
    said ? h('p', { role: 'status' }, said) : null,
    h(
      'form',
      { class: 'share-lock', 'data-form': 'share-lock' },
      h(
        'label',
        { class: 'field' },
        h('span', null, 'Passphrase, if only those who know it may read'),
        h('input', { id: 'share-passphrase', type: 'text', autocomplete: 'off', spellcheck: 'false' }),
      ),
      button(passphrase ? 'Change the lock' : 'Lock the link', 'share-lock'),
      passphrase ? button('Take it off', 'share-unlock') : null,
    ),
    link && fitsInCode(link)
      ? h(
          'details',
          null,
          h('summary', null, 'Code for a phone’s camera'),
          h('canvas', { class: 'code', role: 'img', 'aria-label': 'QR code of the link' }),
        )
      : null,
    h('h3', null, 'Or as a file'),
    h(
      'ul',
      { class: 'formats' },
      ['html', 'candour'].map((id) => format(id)),
    ),
  ];
}

/** @param {number} length */
function meter(length) {
  const most = PLACES[1].most;
  return h(
    'div',
    { class: 'meter' },
    h('meter', {
      ...{ min: '0', max: String(most), low: String(PLACES[0].most), high: String(most - 1), optimum: '0' },
      value: String(Math.min(length, most)),
      'aria-label': 'Length of the link',
    }),
    h('p', { class: 'aside' }, `${length.toLocaleString('en-GB')} characters. ${reach(length)}`),
  );
}

/** A kind of file with its button. @param {string} id */
export function format(id) {
  const { name, says, ending } = FORMATS[id];
  return h(
    'li',
    null,
    button(name, 'save', { 'data-id': id }),
    h('span', { class: 'aside' }, `.${ending} – ${says}`),
  );
}

/** @type {Record<string, import('../actions.js').Action>} */
export const shareActions = {
  share(app) {
    Object.assign(state, { link: '', passphrase: '', said: '', failed: '', busy: false });
    openDialog(ID, TITLE, ...content(app));
    if (app.view.state.doc.length) void make(app);
  },
  async 'share-copy'(app) {
    state.said = (await copy(state.link)) ? 'Copied.' : 'Select the link and copy it by hand.';
    draw(app);
  },
  async 'share-send'(app) {
    try {
      await navigator.share({ title: document.title, url: state.link });
    } catch (error) {
      if (/** @type {Error} */ (error).name !== 'AbortError')
        state.said = 'This device would not take it. Copy the link instead.';
      draw(app);
    }
  },
  'share-lock'(app) {
    const input = /** @type {HTMLInputElement} */ (document.getElementById('share-passphrase'));
    if (!input.value.trim()) return input.focus();
    state.passphrase = input.value;
    void make(app);
  },
  'share-unlock'(app) {
    state.passphrase = '';
    /** @type {HTMLInputElement} */ (document.getElementById('share-passphrase')).value = '';
    void make(app);
  },
};
