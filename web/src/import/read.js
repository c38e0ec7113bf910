// A file becomes a document, or a sentence that says why not.
import { stateOf } from '../export/html.js';
import { fromCandourFile } from '../export/json.js';
import { htmlToText, titleOf } from './html-text.js';
import { asUtf8, htmlOfBytes, kindOf, textOfBytes } from './kinds.js';
import { Unreadable, empty, huge } from './refuse.js';

/** @typedef {import('../state/record.js').DocumentRecord} DocumentRecord */
/** @typedef {{ text: string, title: string } | { record: DocumentRecord }} Read */

/**
 * @typedef {object} ReadOptions
 * @property {(bytes: Uint8Array, type: string) => Promise<string>} normalise of the analyser
 * @property {() => Worker} startWorker
 * @property {AbortSignal} [signal] stops: the worker ends
 * @property {(done: number, total: number) => void} [onProgress] in pages
 */

/** Pictures make PDF and Word files big; text of this size would be a library. */
const MOST_BYTES = { text: 96_000_000, any: 400_000_000 };
const MOST_TEXT = 24_000_000;

/** @param {string} name */
const titleFrom = (name) =>
  name
    .replace(/\.candour\.json$|\.[^.]+$/i, '')
    .replace(/[_]+/g, ' ')
    .trim();

/**
 * @param {{ name: string, size: number, arrayBuffer: () => Promise<ArrayBuffer> }} file
 * @param {ReadOptions} options
 * @returns {Promise<Read>}
 */
export async function readFile(file, options) {
  if (file.size > MOST_BYTES.any) throw huge();
  const bytes = asUtf8(new Uint8Array(await file.arrayBuffer()));
  const kind = kindOf(file.name, bytes);
  if (kind === 'pdf' || kind === 'docx') {
    const { text, title } = await inWorker(kind, bytes, options);
    return checked(text, title || titleFrom(file.name));
  }
  if (bytes.length > MOST_BYTES.text) throw huge();
  if (kind === 'json') return { record: fromCandourFile(new TextDecoder().decode(bytes)) };
  if (kind === 'html') {
    const html = htmlOfBytes(bytes);
    const state = stateOf(html);
    if (state) return { record: fromCandourFile(state) };
    return checked(htmlToText(html), titleOf(html) || titleFrom(file.name));
  }
  const text = new TextEncoder().encode(textOfBytes(bytes));
  return checked(await options.normalise(text, kind), titleFrom(file.name));
}

/**
 * @param {string} text
 * @param {string} title
 */
function checked(text, title) {
  if (text.length > MOST_TEXT) throw huge();
  if (!text.trim()) throw empty();
  return { text, title };
}

/**
 * @param {'pdf' | 'docx'} kind
 * @param {Uint8Array} bytes
 * @param {ReadOptions} options
 * @returns {Promise<{ text: string, title: string }>}
 */
function inWorker(kind, bytes, { startWorker, signal, onProgress }) {
  return new Promise((resolve, reject) => {
    const worker = startWorker();
    const end = (/** @type {() => void} */ settle) => {
      worker.terminate();
      signal?.removeEventListener('abort', stop);
      settle();
    };
    const stop = () => end(() => reject(new Unreadable('stopped', 'was not read: you stopped it.')));
    if (signal?.aborted) return stop();
    signal?.addEventListener('abort', stop);
    worker.onmessage = ({ data }) => {
      if (data?.from !== 'candour') return;
      if (data.progress) return onProgress?.(data.progress.done, data.progress.total);
      if (data.error) return end(() => reject(new Unreadable(data.error.why, data.error.message)));
      return end(() => resolve(data.value));
    };
    worker.onerror = () => end(() => reject(new Unreadable('broken', 'could not be read.')));
    worker.postMessage({ to: 'candour', kind, bytes }, [bytes.buffer]);
  });
}
