// Settings: how the text is read and how the page looks. They are kept on this device.
import { documentField, setDocument } from '../state/document.js';
import { setSettings, settingsField } from '../state/settings.js';
import { viewField } from '../state/view.js';
import { button, drawDialog, h, openDialog } from './dialog.js';
import { readFramework } from './framework.js';

/** @typedef {import('../actions.js').App} App */

const ID = 'settings';
const TITLE = 'Settings';

/** What is wrong with the framework file last chosen. @type {import('./framework.js').Fault | null} */
let fault = null;

/** @param {App} app */
function content({ view }) {
  const settings = view.state.field(settingsField);
  const { framework, own, frameworks } = view.state.field(documentField);
  const { draft } = view.state.field(viewField);
  const radio = (
    /** @type {string} */ name,
    /** @type {string} */ value,
    /** @type {string} */ text,
    /** @type {string} */ chosen,
  ) =>
    h(
      'label',
      { class: 'choice' },
      h('input', {
        type: 'radio',
        name,
        value,
        checked: chosen === value,
        'data-do': 'setting',
        'data-id': name,
      }),
      h('span', null, text),
    );
  const about =
    frameworks.find((f) => f.id === framework)?.about ??
    (framework === 'auto' ? 'Chosen by the words of the text, and said above the summary.' : '');
  return [
    h('h3', null, 'Reading'),
    h(
      'label',
      { class: 'field' },
      h('span', null, 'Framework: the themes to sort findings by'),
      h(
        'select',
        { 'data-do': 'setting', 'data-id': 'framework', value: framework },
        h('option', { value: 'auto', selected: framework === 'auto' }, 'Chosen by the text'),
        frameworks.map((f) => h('option', { value: f.id, selected: framework === f.id }, f.title)),
        own
          ? h('option', { value: 'own', selected: framework === 'own' }, `Your own: ${own.title ?? own.id}`)
          : null,
      ),
    ),
    about ? h('p', { class: 'aside' }, about) : null,
    h(
      'label',
      { class: 'field' },
      h('span', null, 'Or a framework file of your own (.json)'),
      h('input', { type: 'file', accept: '.json,application/json', 'data-do': 'framework-file' }),
    ),
    fault
      ? h(
          'div',
          { class: 'notice error', role: 'alert' },
          h('p', null, `${fault.file}, line ${fault.line}: ${fault.message}`),
          fault.excerpt ? h('pre', null, fault.excerpt) : null,
        )
      : null,
    h(
      'label',
      { class: 'field' },
      h(
        'span',
        null,
        'Leave out findings that Candour is less sure of than ',
        h('output', null, `${Math.round(100 * settings.confidence)}\u00a0%`),
      ),
      h('input', {
        type: 'range',
        min: '0',
        max: '0.95',
        step: '0.05',
        value: String(settings.confidence),
        'data-do': 'setting',
        'data-id': 'confidence',
      }),
    ),
    h('h3', null, 'Looks'),
    h(
      'fieldset',
      null,
      h('legend', null, 'Colours'),
      radio('theme', 'system', 'as the device', settings.theme),
      radio('theme', 'light', 'light', settings.theme),
      radio('theme', 'dark', 'dark', settings.theme),
    ),
    h(
      'fieldset',
      null,
      h('legend', null, 'Text size'),
      radio('size', 'normal', 'normal', settings.size),
      radio('size', 'large', 'large', settings.size),
      radio('size', 'larger', 'larger', settings.size),
    ),
    h('h3', null, 'On this device'),
    h(
      'label',
      { class: 'check' },
      h('input', {
        type: 'checkbox',
        checked: settings.keepDraft,
        'data-do': 'setting',
        'data-id': 'keepDraft',
      }),
      h('span', null, 'Keep a draft, so that a closed tab loses nothing'),
    ),
    h(
      'p',
      { class: 'aside' },
      draft === 'failed'
        ? 'This browser does not let the page keep anything.'
        : 'Drafts and these settings stay in this browser. ',
    ),
    h('p', null, button('Drafts on this device…', 'drafts')),
  ];
}

/** @param {App} app */
export function openSettings(app) {
  fault = null;
  openDialog(ID, TITLE, ...content(app));
}

/** Draws it anew if it is open. @param {App} app */
export function refreshSettings(app) {
  if (document.querySelector(`#${ID}[open]`)) drawDialog(ID, TITLE, ...content(app));
}

/** @type {Record<string, import('../actions.js').Action>} */
export const settingsActions = {
  settings: openSettings,
  setting(app, id, element) {
    const { value, checked } = /** @type {HTMLInputElement} */ (element);
    const effects = [];
    if (id === 'framework') effects.push(setDocument.of({ framework: value }));
    if (id === 'framework' && value !== 'own') effects.push(setSettings.of({ framework: value }));
    if (id === 'confidence') effects.push(setSettings.of({ confidence: Number(value) }));
    if (id === 'theme' || id === 'size') effects.push(setSettings.of({ [id]: value }));
    if (id === 'keepDraft') effects.push(setSettings.of({ keepDraft: checked }));
    app.view.dispatch({ effects });
    refreshSettings(app);
  },
  async 'framework-file'(app, _id, element) {
    const file = /** @type {HTMLInputElement} */ (element).files?.[0];
    if (!file) return;
    const read = await readFramework(file, app.analyser);
    fault = 'fault' in read ? read.fault : null;
    if ('framework' in read)
      app.view.dispatch({ effects: setDocument.of({ framework: 'own', own: read.framework }) });
    refreshSettings(app);
  },
};
