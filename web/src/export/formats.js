// The kinds of file that a document can be saved as.
import { toCsv } from './csv.js';
import { toHtml } from './html.js';
import { toCandourFile, toJson } from './json.js';
import { toMarkdown } from './markdown.js';

/** @typedef {import('./telling.js').Outline} Outline */
/** @typedef {{ name: string, says: string, ending: string, make: (outline: Outline) => Promise<Blob> }} Format */

/** @param {string} type @param {(outline: Outline) => string | Promise<string>} write */
const text = (type, write) => async (/** @type {Outline} */ outline) =>
  new Blob([await write(outline)], { type: `${type};charset=utf-8` });

/** @type {Record<string, Format>} */
export const FORMATS = {
  html: {
    name: 'HTML report',
    says: 'Opens anywhere, and again in Candour.',
    ending: 'html',
    make: text('text/html', toHtml),
  },
  candour: {
    name: 'Candour file',
    says: 'Text, findings and changes, to go on with.',
    ending: 'candour.json',
    make: text('application/json', ({ record }) => toCandourFile(record)),
  },
  word: {
    name: 'Word',
    says: 'Headings, table and quotations.',
    ending: 'docx',
    make: async (outline) => (await import('./word.js')).toWord(outline),
  },
  markdown: {
    name: 'Markdown',
    says: 'For wikis and notes.',
    ending: 'md',
    make: text('text/markdown', toMarkdown),
  },
  csv: { name: 'CSV', says: 'For spreadsheets.', ending: 'csv', make: text('text/csv', toCsv) },
  json: { name: 'JSON', says: 'For programs.', ending: 'json', make: text('application/json', toJson) },
};
