// Dialogs: the platform's own <dialog>, drawn when opened.
import { h, patch } from '../dom/patch.js';
import { button } from '../panel/parts.js';

/**
 * @param {string} id
 * @param {string} title
 * @param {...import('../dom/patch.js').Loose} content
 */
export function openDialog(id, title, ...content) {
  const dialog = drawDialog(id, title, ...content);
  if (!dialog.open) dialog.showModal();
}

/**
 * @param {string} id
 * @param {string} title
 * @param {...import('../dom/patch.js').Loose} content
 */
export function drawDialog(id, title, ...content) {
  let dialog = /** @type {HTMLDialogElement | null} */ (document.getElementById(id));
  if (!dialog) {
    dialog = document.createElement('dialog');
    dialog.id = id;
    dialog.setAttribute('aria-labelledby', `${id}-title`);
    // A click beside the dialog closes it.
    dialog.addEventListener('click', (event) => event.target === event.currentTarget && dialog?.close());
    document.body.append(dialog);
  }
  const closer = h('form', { method: 'dialog' }, h('button', { class: 'close', 'aria-label': 'Close' }, '×'));
  patch(
    dialog,
    h(
      'div',
      { class: 'sheet' },
      h('header', null, h('h2', { id: `${id}-title` }, title), closer),
      ...content,
    ),
  );
  return dialog;
}

export { button, h };
