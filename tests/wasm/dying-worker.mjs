// The analyser's worker, except that it dies of the text "die", as one does that runs out of memory.
import { parentPort } from 'node:worker_threads';

parentPort?.on('message', ({ args }) => {
  if (args?.[0] === 'die') process.exit(3);
});
await import('../../wasm/worker.js');
