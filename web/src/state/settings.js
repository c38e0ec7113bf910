// What the reader prefers, kept on the device.
import { StateEffect, StateField } from '@codemirror/state';

/**
 * @typedef {object} Settings
 * @property {'system' | 'light' | 'dark'} theme
 * @property {'normal' | 'large' | 'larger'} size
 * @property {number} confidence the machine's findings below this are left out
 * @property {string} framework for new documents: "auto" or an id
 * @property {boolean} keepDraft
 */

/** @type {Settings} */
export const DEFAULTS = {
  theme: 'system',
  size: 'normal',
  confidence: 0,
  framework: 'auto',
  keepDraft: true,
};

const KEY = 'candour-settings';

/** @type {import('@codemirror/state').StateEffectType<Partial<Settings>>} */
export const setSettings = StateEffect.define();

/** @type {StateField<Settings>} */
export const settingsField = StateField.define({
  create: () => DEFAULTS,
  update(value, tr) {
    for (const effect of tr.effects) if (effect.is(setSettings)) value = { ...value, ...effect.value };
    return value;
  },
});

/** @returns {Settings} */
export function loadSettings() {
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const settings = { ...DEFAULTS };
    if (['system', 'light', 'dark'].includes(stored.theme)) settings.theme = stored.theme;
    if (['normal', 'large', 'larger'].includes(stored.size)) settings.size = stored.size;
    if (stored.confidence >= 0 && stored.confidence <= 1) settings.confidence = stored.confidence;
    if (typeof stored.framework === 'string') settings.framework = stored.framework;
    if (typeof stored.keepDraft === 'boolean') settings.keepDraft = stored.keepDraft;
    return settings;
  } catch {
    return DEFAULTS; // Storage may be closed to us; the page works without.
  }
}

/** @param {Settings} settings */
export function saveSettings(settings) {
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // As above.
  }
}
