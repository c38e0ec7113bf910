// The document beyond its words: its title and the framework it is read by.
import { invertedEffects } from '@codemirror/commands';
import { StateEffect, StateField } from '@codemirror/state';

/** @typedef {import('../../../wasm/types.js').Framework} Framework */

/**
 * @typedef {object} DocumentState
 * @property {string} title
 * @property {string} framework "auto", the id of a built-in framework, or "own"
 * @property {Record<string, any> | null} own a framework of the reader's own, as loaded
 * @property {Framework[]} frameworks those built in
 */

/** @type {import('@codemirror/state').StateEffectType<Partial<DocumentState>>} */
export const setDocument = StateEffect.define();

/** @type {StateField<DocumentState>} */
export const documentField = StateField.define({
  create: () => /** @type {DocumentState} */ ({ title: '', framework: 'auto', own: null, frameworks: [] }),
  update(value, tr) {
    for (const effect of tr.effects) if (effect.is(setDocument)) value = { ...value, ...effect.value };
    return value;
  },
});

/** Undoing the opening of another document brings back the title and framework, too; setting them is no step. */
export const documentHistory = invertedEffects.of((tr) => {
  if (!tr.isUserEvent('open')) return [];
  const { title, framework, own } = tr.startState.field(documentField);
  return [setDocument.of({ title, framework, own })];
});

/**
 * The framework in use, as far as it is known.
 * @param {DocumentState} document
 * @param {string} id what the analysis says it used
 * @returns {Framework}
 */
export function frameworkInUse({ frameworks, framework, own }, id) {
  const found = framework === 'own' && own ? own : frameworks.find((f) => f.id === id);
  const { title = id, about = '', pillars = [], themes = [] } = found ?? {};
  return { id, title, about, pillars, themes };
}

/**
 * Titles of themes by id; an id without one is made readable.
 * @param {Framework} framework
 * @returns {(id: string) => string}
 */
export function themeTitles(framework) {
  const titles = new Map(framework.themes.map((t) => [t.id, t.title]));
  return (id) => titles.get(id) ?? id.charAt(0).toUpperCase() + id.slice(1).replaceAll('-', ' ');
}
