// The drafts on this device: to take up again, or to erase.
import { count, shorten } from '../words.js';
import { setView } from '../state/view.js';
import { button, drawDialog, h, openDialog } from './dialog.js';

/** @typedef {import('../actions.js').App} App */
/** @typedef {import('../keep/draft.js').Draft} Draft */
/** @typedef {import('../keep/draft.js').Listed} Listed */

const ID = 'drafts';
const TITLE = 'Drafts on this device';
/** Characters of a text's beginning that are shown. */
const BEGINS = 90;

/** @param {number} time */
const when = (time) =>
  new Date(time).toLocaleString('en-GB', {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
  });

/** @param {Listed} draft */
function nameOf({ title, begins }) {
  return title || `“${shorten(begins, 40)}”`;
}

/** @param {Listed} draft */
function item(draft) {
  const { id, title, begins, length, changed, open } = draft;
  const where = { here: 'Open here', elsewhere: 'Open in another tab', '': '' }[open];
  return h(
    'li',
    { key: id },
    h(
      'div',
      null,
      h('h3', null, nameOf(draft)),
      title ? h('p', { class: 'begins' }, shorten(begins, BEGINS)) : null,
      h(
        'p',
        { class: 'aside' },
        [where, when(changed), count(length, 'character')].filter(Boolean).join(' · '),
      ),
    ),
    open
      ? null
      : h(
          'div',
          { class: 'choices' },
          button('Open', 'draft-open', { 'data-id': id, 'aria-label': `Open ${nameOf(draft)}` }),
          button('Erase', 'draft-erase', { 'data-id': id, 'aria-label': `Erase ${nameOf(draft)}` }),
        ),
  );
}

/** @param {Listed[]} drafts */
function content(drafts) {
  return [
    h(
      'p',
      null,
      'They are kept in this browser, on this device, and nowhere else. When you open another text, the one that you have stays here, with your changes.',
    ),
    drafts.length
      ? h('ul', { class: 'drafts' }, drafts.map(item))
      : h('p', { class: 'aside' }, 'There are none.'),
    h(
      'p',
      { class: 'choices' },
      button('Begin an empty one', 'draft-begin'),
      drafts.length ? button('Erase every draft', 'erase-all') : null,
    ),
    drafts.length
      ? h(
          'p',
          { class: 'aside' },
          'A text that is open, here or in another tab, stays on the screen, and is kept again as soon as it is changed.',
        )
      : null,
  ];
}

/**
 * @param {() => Draft | null} draft
 * @returns {Record<string, import('../actions.js').Action>}
 */
export function draftActions(draft) {
  const listed = async () => content((await draft()?.list()) ?? []);
  const refresh = async () => {
    if (document.querySelector(`#${ID}[open]`)) drawDialog(ID, TITLE, ...(await listed()));
  };
  const close = () => /** @type {HTMLDialogElement | null} */ (document.getElementById(ID))?.close();
  const fail = (/** @type {App} */ { view }) =>
    view.dispatch({
      effects: setView.of({
        notice: { kind: 'error', text: 'This browser does not let the drafts be read.' },
      }),
    });
  /** @param {(app: App, id: string) => Promise<unknown>} act @returns {import('../actions.js').Action} */
  const guarded = (act) => (app, id) => void act(app, id).catch(() => fail(app));
  return {
    drafts: guarded(async () => {
      const sheet = await listed();
      document.querySelector(/** @type {'dialog'} */ ('dialog[open]'))?.close();
      openDialog(ID, TITLE, ...sheet);
    }),
    'draft-open': guarded(async ({ view }, id) => {
      if (!(await draft()?.switchTo(id))) return refresh();
      close();
      view.focus();
    }),
    'draft-erase': guarded(async (_app, id) => {
      await draft()?.eraseOne(id);
      await refresh();
    }),
    'draft-begin': guarded(async ({ view }) => {
      await draft()?.begin();
      close();
      view.focus();
    }),
    'erase-all': guarded(async () => {
      await draft()?.eraseAll();
      await refresh();
    }),
  };
}
