// The worker: one engine behind messages, in browsers and in Node. See client.js for the other end.
import { Engine } from './engine.js';
import { CandourError, crashed } from './error.js';

/** Findings and sentences in one message: few enough that the page's thread takes it in within a frame. */
const ITEMS_A_MESSAGE = 250;
/** Milliseconds between two reports of progress. */
const PROGRESS_EVERY = 50;

/** @typedef {{ postMessage(message: unknown): void, listen(on: (message: any) => void): void }} Port */

/** @returns {Promise<Port>} */
async function openPort() {
  if (typeof process === 'object' && process.versions?.node) {
    const { parentPort } = await import(/* @vite-ignore */ 'node:worker_threads');
    if (!parentPort) throw new Error('worker.js runs in a worker only');
    return {
      postMessage: (m) => parentPort.postMessage(m),
      listen: (on) => void parentPort.on('message', on),
    };
  }
  return {
    postMessage: (m) => self.postMessage(m),
    listen: (on) => self.addEventListener('message', (event) => on(event.data)),
  };
}

/** @type {Promise<Engine> | null} */
let engine = null;

/**
 * Sends a long analysis in pieces, so that no single message keeps the other side busy for long.
 * @param {Port} port
 * @param {number} id
 * @param {import('./types.js').Analysis} analysis
 */
function sendAnalysis(port, id, { sentences, findings, ...rest }) {
  for (const [key, items] of /** @type {const} */ ([
    ['sentences', sentences],
    ['findings', findings],
  ]))
    for (let from = 0; from < items.length; from += ITEMS_A_MESSAGE)
      port.postMessage({ type: 'part', id, key, items: items.slice(from, from + ITEMS_A_MESSAGE) });
  port.postMessage({ type: 'done', id, value: { ...rest, sentences: [], findings: [] } });
}

/**
 * @param {Port} port
 * @param {{ type: string, id: number, method?: string, args?: any[], wasm?: WebAssembly.Module }} message
 */
async function answer(port, { type, id, method, args = [], wasm }) {
  try {
    if (type === 'open') {
      engine = Engine.open(/** @type {WebAssembly.Module} */ (wasm));
      return port.postMessage({ type: 'done', id, value: (await engine).version });
    }
    if (!engine) throw new Error('not open');
    const open = await engine;
    if (method === 'analyse') {
      let last = 0;
      const onProgress = (/** @type {import('./types.js').Progress} */ progress) => {
        const now = Date.now();
        if (now - last < PROGRESS_EVERY) return;
        last = now;
        port.postMessage({ type: 'progress', id, progress });
      };
      return sendAnalysis(port, id, open.analyse(args[0], { ...args[1], onProgress }));
    }
    const value = method === 'frameworks' ? open.frameworks() : open.normalise(args[0], args[1]);
    port.postMessage({ type: 'done', id, value });
  } catch (error) {
    const fault = error instanceof CandourError ? error : crashed(error);
    port.postMessage({ type: 'failed', id, error: fault.toJSON() });
  }
}

openPort().then((port) => {
  port.listen((message) => void answer(port, message));
  port.postMessage({ type: 'hello' });
});
