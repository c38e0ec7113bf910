// Where the parts lie that the page loads beside itself: workers and the module. In the single file another module
// stands in this one's place (single.js).
import analyserWorker from '../../../wasm/worker.js?worker&url';
import wasm from '../../../build/wasm/candour.wasm?url';
import readingWorker from '../import/worker.js?worker&url';
import { trusted } from './trusted.js';

/** @typedef {() => Worker} StartWorker */

/** @returns {Promise<{ startWorker: StartWorker, wasm: URL | BufferSource }>} */
export async function analyserParts() {
  // Kept as it is: a worker that is replaced, and a second one, ask the network for nothing.
  const script = await (await fetch(analyserWorker)).text();
  const address = trusted(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
  return {
    startWorker: () => new Worker(address, { type: 'module', name: 'candour' }),
    wasm: new URL(wasm, document.baseURI),
  };
}

/**
 * The worker that reads PDF and Word files. From a Blob it is under the page's own policy, whatever headers the host
 * sends with its script.
 * @returns {Promise<StartWorker>}
 */
export async function readingParts() {
  const script = `import ${JSON.stringify(new URL(readingWorker, document.baseURI).href)};`;
  const address = trusted(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
  return () => new Worker(address, { type: 'module', name: 'candour-reader' });
}

/** Where links lead to: this very page. */
export const linkBase = () => location.href.replace(/[?#].*$/s, '');

/** Whether this is the page of a site, with a service worker and the single file for download. */
export const hosted = true;
