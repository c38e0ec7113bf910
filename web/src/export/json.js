// The findings as JSON, for programs; and the document itself as a .candour.json file, for Candour.
import { checkRecord } from '../share/check-record.js';
import { Refusal } from '../share/refusal.js';

/** @typedef {import('./telling.js').Outline} Outline */
/** @typedef {import('../state/record.js').DocumentRecord} DocumentRecord */

/** What a .candour.json says of itself. */
const FORMAT = 'candour-document';

/** @param {Outline} outline */
export function toJson({ title, framework, sentence, themes, items }) {
  return `${JSON.stringify({ schema: 'candour-findings/1', units: 'utf16', title, framework, sentence, themes, findings: items }, null, 2)}\n`;
}

/** @param {DocumentRecord} record */
export function toCandourFile(record) {
  return `${JSON.stringify({ format: FORMAT, ...record }, null, 1)}\n`;
}

/**
 * @param {string} json
 * @returns {DocumentRecord}
 */
export function fromCandourFile(json) {
  let value;
  try {
    value = JSON.parse(json);
  } catch {
    throw new Refusal('broken', 'It is cut off or damaged: it is not whole JSON.');
  }
  if (value?.format !== FORMAT) throw new Refusal('broken', 'It is JSON, but not a document of Candour.');
  return checkRecord(value);
}
