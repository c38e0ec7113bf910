// What an export tells, and how it orders and words it.

/**
 * @typedef {object} Item a finding
 * @property {number} number in order of the text, from 1
 * @property {'strength' | 'concern'} label
 * @property {number} severity 1 to 3
 * @property {string} weight the word for it
 * @property {'judgement' | 'action'} kind
 * @property {string | null} trend
 * @property {string} trendWords
 * @property {string[]} themes titles
 * @property {string[]} themeIds
 * @property {string} speaker
 * @property {number} from
 * @property {number} to
 * @property {number} line from 1
 * @property {number | null} confidence
 * @property {string} quote
 * @property {string} why
 * @property {string} note
 * @property {string} by "", "Changed by you", "Marked by you"
 */

/**
 * @typedef {object} Outline
 * @property {string} title
 * @property {string} date
 * @property {string} framework title
 * @property {string} sentence
 * @property {{ title: string, strengths: number, concerns: number }[]} themes
 * @property {Item[]} items
 * @property {string} text
 * @property {import('../state/record.js').DocumentRecord} record
 */

/** Gravest first, then in order of the text. @param {Outline} outline @param {'strength' | 'concern'} label */
export function weightiestFirst({ items }, label) {
  return items
    .filter((item) => item.label === label)
    .sort((a, b) => b.severity - a.severity || a.from - b.from);
}

/** What is said of a finding beside its quotation. @param {Item} item */
export function about({ weight, label, themes, kind, trendWords, speaker, by }) {
  const parts = [
    `${weight} ${label}`,
    themes[0],
    kind === 'action' ? 'to be done' : '',
    trendWords,
    speaker,
    by.toLowerCase(),
  ];
  const said = parts.filter(Boolean).join(', ');
  return said.charAt(0).toUpperCase() + said.slice(1);
}
