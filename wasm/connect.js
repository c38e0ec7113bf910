// Ways to a worker: a Web Worker in browsers, a worker thread in Node.
/** @typedef {import('./client.js').Connect} Connect */

const OWN_WORKER = new URL(/* @vite-ignore */ './worker.js', import.meta.url);

/**
 * @param {() => Worker} make
 * @returns {Connect}
 */
export function webWorker(make) {
  return (onMessage, onLost) =>
    new Promise((resolve, reject) => {
      const worker = make();
      worker.onmessage = ({ data }) =>
        data?.type === 'hello'
          ? resolve({ post: (m) => worker.postMessage(m), close: () => worker.terminate() })
          : onMessage(data);
      const lost = (/** @type {string} */ why) => {
        const cause = new Error(why || 'the worker could not run');
        reject(cause);
        onLost(cause);
      };
      worker.onerror = ({ message }) => lost(message);
      worker.onmessageerror = () => lost('a message could not be read');
    });
}

/**
 * @param {string | URL} address
 * @returns {Connect}
 */
export function nodeWorker(address) {
  return async (onMessage, onLost) => {
    const { Worker: Thread } = await import(/* @vite-ignore */ 'node:worker_threads');
    return new Promise((resolve, reject) => {
      const thread = new Thread(address);
      let closing = false;
      let unanswered = 0;
      const lost = (/** @type {unknown} */ cause) => {
        if (closing) return;
        reject(cause);
        onLost(cause);
      };
      thread.on('message', (data) => {
        // Node may end while the worker has nothing to do, and not while it has.
        if ((data.type === 'done' || data.type === 'failed') && --unanswered === 0) thread.unref();
        if (data.type !== 'hello') return onMessage(data);
        resolve({
          post: (m) => {
            if (unanswered++ === 0) thread.ref();
            thread.postMessage(m);
          },
          close: () => {
            closing = true;
            void thread.terminate();
          },
        });
      });
      thread.on('error', lost);
      thread.on('exit', (code) => lost(new Error(`the worker ended with ${code}`)));
    });
  };
}

/**
 * @param {NonNullable<import('./types.js').CreateOptions['worker']>} worker
 * @returns {Connect}
 */
export function connectTo(worker) {
  if (typeof worker === 'function') return webWorker(worker);
  const address = worker === true ? OWN_WORKER : /** @type {string | URL} */ (worker);
  if (typeof Worker === 'undefined') return nodeWorker(address);
  return webWorker(() => new Worker(address, { type: 'module' }));
}
