// The words the page uses for what the analyser finds. Everything a reader reads about a finding is composed here,
// so that the card, the list, the report and a screen reader all say the same.

/** @typedef {import('./state/entry.js').Entry} Entry */
/** @typedef {import('../../wasm/types.js').Label} Label */

/** @type {Record<Label, Record<number, string>>} */
const SEVERITY = {
  concern: { 1: 'slight', 2: 'clear', 3: 'grave' },
  strength: { 1: 'slight', 2: 'clear', 3: 'strong' },
};

/** @type {Record<Label, string>} */
export const LABEL = { strength: 'strength', concern: 'concern' };

/** @type {Record<string, string>} */
export const TREND = { improved: 'getting better', worse: 'getting worse', unchanged: 'no change' };

/** Signs for the margin and lists: legible in grey and without colour vision. @type {Record<Label, string>} */
export const SIGN = { strength: '+', concern: '!' };

/**
 * @param {Label} label
 * @param {number} severity
 */
export function severityWord(label, severity) {
  return SEVERITY[label][severity];
}

/** @param {string} text */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * "1 concern", "2 concerns", "no concerns".
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function count(count, one, many = `${one}s`) {
  return count === 0 ? `no ${many}` : `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
}

/**
 * "a, b and c"
 * @param {string[]} items
 */
export function listOf(items) {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items[items.length - 1]}`;
}

/**
 * What a screen reader says of a finding: "concern, grave, investigating crime".
 * @param {Entry} entry
 * @param {(id: string) => string} themeTitle
 */
export function nameOf(entry, themeTitle) {
  const parts = [LABEL[entry.label], severityWord(entry.label, entry.severity)];
  if (entry.themes.length) parts.push(themeTitle(entry.themes[0]).toLowerCase());
  if (entry.kind === 'action') parts.push('to be done');
  if (entry.trend) parts.push(TREND[entry.trend]);
  if (entry.dismissed) parts.push('dismissed by you');
  else if (entry.correction) parts.push(entry.origin === 'reader' ? 'marked by you' : 'changed by you');
  return parts.join(', ');
}

/** What words do, by role and effect, or where the role says it all, by role; else by effect. @type {Record<string, string>} */
const DOES = {
  'word strength': 'leans towards praise',
  'word concern': 'leans towards criticism',
  'grade strength': 'is a pass on its scale',
  'grade concern': 'is a fail on its scale',
  'frame strength': 'is praise for what follows',
  'frame concern': 'is worry about what follows',
  'comparison strength': 'compares well',
  'comparison concern': 'compares badly',
  contrast: 'sets it against what stands beside it',
  strength: 'speaks for it',
  concern: 'speaks against it',
  turns: 'turns it round',
  softens: 'softens it',
  strengthens: 'makes it stronger',
  sets: 'sets how to take it',
};

/** More reasons than this are noise: the weightiest come first. */
const MOST_REASONS = 4;

/** The longest words quoted in a reason, in characters. */
const MOST_QUOTED = 60;

/** The analyser's own note: words in quotation marks, then what they do. */
const NOTE = /^‘.*’ (.+)$/su;

/**
 * "speaks for it" of several: "speak for it".
 * @param {string} does
 */
function plural(does) {
  return does.replace(/^is /, 'are ').replace(/^(\w+)s /, '$1 ');
}

/**
 * Why, in a sentence a person would say.
 * @param {Entry} entry
 * @param {(from: number, to: number) => string} words the text between two places
 */
export function whySentence(entry, words) {
  if (entry.origin === 'reader') return 'You marked this passage yourself.';
  /** @type {Map<string, string[]>} */
  const reasons = new Map();
  for (const { from, to, role, effect, note } of entry.because.slice(0, MOST_REASONS)) {
    const does = NOTE.exec(note)?.[1] ?? DOES[`${role} ${effect}`] ?? DOES[role] ?? DOES[effect];
    const quoted = `“${shorten(words(entry.from + from, entry.from + to), MOST_QUOTED)}”`;
    const same = reasons.get(does) ?? [];
    if (does && !same.includes(quoted)) reasons.set(does, [...same, quoted]);
  }
  if (!reasons.size)
    return entry.label === 'strength'
      ? 'The clause as a whole reads as something that goes well.'
      : 'The clause as a whole reads as something that is wrong.';
  const said = [...reasons].map(
    ([does, quoted]) => `${listOf(quoted)} ${quoted.length > 1 ? plural(does) : does}`,
  );
  return `${capital(said.join('; '))}.`;
}

/** @param {number} confidence */
export function sureness(confidence) {
  if (confidence >= 0.9) return 'very sure';
  if (confidence >= 0.75) return 'sure';
  if (confidence >= 0.6) return 'fairly sure';
  return 'not sure';
}

/**
 * Cuts at a word, with an ellipsis.
 * @param {string} text
 * @param {number} most
 */
export function shorten(text, most) {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= most) return flat;
  const cut = flat.slice(0, most);
  const space = cut.lastIndexOf(' ');
  // Never between the halves of a character.
  return `${space > most / 2 ? cut.slice(0, space) : cut.replace(/[\ud800-\udbff]$/, '')}…`;
}
