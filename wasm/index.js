// Candour for JavaScript: the analyser of core/ compiled to WebAssembly, for browsers and Node.
//
//   const analyser = await createAnalyser({ worker: true });
//   const analysis = await analyser.analyse(text, { framework: 'auto', signal, onProgress });
//   analyser.dispose();
//
// There is no global state: every analyser owns its instance of the module, in a worker of its own or in place.
import { compile } from './compile.js';
import { connectTo } from './connect.js';
import { WorkerAnalyser } from './client.js';
import { CandourError, aborted } from './error.js';

export { CandourError };

/**
 * @param {import('./types.js').CreateOptions} [options]
 * @returns {Promise<import('./types.js').Analyser>}
 */
export async function createAnalyser({ worker = false, wasm, onWorkerLost = () => {} } = {}) {
  const compiled = await compile(
    wasm ?? new URL(/* @vite-ignore */ '../build/wasm/candour.wasm', import.meta.url),
  );
  if (worker) return new WorkerAnalyser(connectTo(worker), compiled, onWorkerLost).open();
  const { Engine } = await import('./engine.js');
  const engine = await Engine.open(compiled);
  return {
    version: engine.version,
    analyse: async (text, { signal, ...options } = {}) => {
      if (signal?.aborted) throw aborted();
      return engine.analyse(text, options);
    },
    frameworks: async () => engine.frameworks(),
    normalise: async (bytes, type) => engine.normalise(bytes, type),
    dispose: () => engine.dispose(),
  };
}
