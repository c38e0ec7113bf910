// The page's analyser: in a worker, its parts where the build put them.
import { compile } from '../../../wasm/compile.js';
import { createAnalyser } from '../../../wasm/index.js';
import { analyserParts } from './site.js';

/**
 * Loaded and compiled once, however many analysers there are.
 * @type {Promise<{ startWorker: () => Worker, wasm: WebAssembly.Module }> | undefined}
 */
let parts;

async function loadParts() {
  const { startWorker, wasm } = await analyserParts();
  return { startWorker, wasm: await compile(wasm) };
}

/** @param {(error: Error) => void} onWorkerLost */
export async function startAnalyser(onWorkerLost) {
  parts ??= loadParts();
  const { startWorker, wasm } = await parts;
  return createAnalyser({ worker: startWorker, wasm, onWorkerLost });
}
