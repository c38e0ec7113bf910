// A framework of the reader's own: read, checked by the analyser itself, and where it is wrong, the line that is.
import { parsePlaced } from './json-place.js';

/** @typedef {{ file: string, line: number, message: string, excerpt: string }} Fault */

/** A framework is a page of JSON; a file this big is something else. */
const MOST_BYTES = 2_000_000;

/**
 * @param {File} file
 * @param {Promise<import('../../../wasm/types.js').Analyser>} analyser
 * @returns {Promise<{ framework: Record<string, any> } | { fault: Fault }>}
 */
export async function readFramework(file, analyser) {
  const failed = (/** @type {number} */ line, /** @type {string} */ message, text = '') => ({
    fault: {
      file: file.name,
      line,
      message,
      excerpt: (text.split('\n')[line - 1] ?? '').trim().slice(0, 120),
    },
  });
  if (file.size > MOST_BYTES) return failed(1, 'This file is too big to be a framework.');
  const text = await file.text();
  const parsed = parsePlaced(text);
  if ('fault' in parsed) return failed(parsed.line, `${parsed.fault}.`, text);
  const { value, lineOf } = parsed;
  if (typeof value !== 'object' || value === null || Array.isArray(value) || !Array.isArray(value.themes))
    return failed(lineOf('/themes'), 'A framework is an object with a list of “themes”.', text);
  try {
    await (await analyser).analyse('The force is good.', { framework: value });
  } catch (error) {
    const { path = '', message } = /** @type {import('../../../wasm/error.js').CandourError} */ (error);
    return failed(lineOf(path), message, text);
  }
  return { framework: value };
}
