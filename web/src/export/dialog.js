// The Save dialogue, and copying one finding as a quotation.
import { h, openDialog } from '../dialog/dialog.js';
import { copy } from '../share/copy.js';
import { format } from '../share/dialog.js';
import { selectedEntry } from '../state/correct.js';
import { entriesField } from '../state/entries.js';
import { setView } from '../state/view.js';
import { FORMATS } from './formats.js';
import { outlineOf } from './outline.js';
import { asQuotation } from './quote.js';
import { fileName, save } from './save.js';
import { about } from './telling.js';

/** @typedef {import('../actions.js').App} App */

/** @param {App} app @param {'info' | 'error'} kind @param {string} text */
const say = ({ view }, kind, text) => view.dispatch({ effects: setView.of({ notice: { kind, text } }) });

/** @type {Record<string, import('../actions.js').Action>} */
export const exportActions = {
  export(app) {
    const body = app.view.state.doc.length
      ? [
          h('p', null, 'Made on this device, with your changes.'),
          h('ul', { class: 'formats' }, Object.keys(FORMATS).map(format)),
        ]
      : [h('p', null, 'There is nothing to save yet: paste or open a text first.')];
    openDialog('save', 'Save', ...body);
  },
  async save(app, id) {
    const { make, ending, name } = FORMATS[id];
    try {
      const outline = outlineOf(app.view.state);
      const { title } = outline.record;
      save(await make(outline), fileName(title || 'Candour report', ending));
    } catch (error) {
      say(app, 'error', `${name} could not be made: ${/** @type {Error} */ (error).message}`);
    }
  },
  async 'copy-quote'(app) {
    const { state } = app.view;
    const entry = selectedEntry(state);
    if (!entry) return;
    const outline = outlineOf(state);
    const item = outline.items[state.field(entriesField).counted.indexOf(entry)];
    if (!item) return;
    const { quote, line, speaker } = item;
    const said = asQuotation({ quote, line, speaker, title: outline.record.title, what: about(item) });
    const done = await copy(said);
    say(app, done ? 'info' : 'error', done ? 'Copied as a quotation.' : 'This browser would not copy it.');
  },
};
