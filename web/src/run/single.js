// The single file's site.js: everything lies in the page itself, deflated, as blocks of data.
import { trusted } from './trusted.js';

/** @typedef {import('./site.js').StartWorker} StartWorker */

/** @param {string} id */
async function block(id) {
  const text = document.getElementById(id)?.textContent ?? '';
  const packed = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).arrayBuffer();
}

/** @param {string} id @param {string} name @returns {Promise<StartWorker>} */
async function workerOf(id, name) {
  const address = URL.createObjectURL(new Blob([await block(id)], { type: 'text/javascript' }));
  const script = trusted(address);
  return () => new Worker(script, { name });
}

/** @returns {ReturnType<typeof import('./site.js').analyserParts>} */
export async function analyserParts() {
  const [startWorker, wasm] = await Promise.all([workerOf('part-analyser', 'candour'), block('part-wasm')]);
  return { startWorker, wasm };
}

/** @type {Promise<StartWorker> | undefined} */
let reading;
export const readingParts = () => (reading ??= workerOf('part-reading', 'candour-reader'));

/** The hosted page if the build was told of one, or else this file where it lies. */
export const linkBase = () =>
  document.querySelector('meta[name="candour-site"]')?.getAttribute('content') ||
  location.href.replace(/[?#].*$/s, '');

export const hosted = false;
