// The analyser in a worker: one call at a time; a call that is cancelled while it runs takes its worker with it,
// and so does a call that crashes; the next call finds a fresh one.
import { CandourError, aborted, crashed, disposed } from './error.js';

/**
 * @typedef {object} Call
 * @property {number} id
 * @property {Record<string, unknown>} message
 * @property {(value: any) => void} resolve
 * @property {(error: unknown) => void} reject
 * @property {((progress: import('./types.js').Progress) => void) | undefined} onProgress
 * @property {{ sentences: unknown[], findings: unknown[] }} parts
 */

/** @typedef {{ post(message: unknown): void, close(): void }} Link */
/** @typedef {(onMessage: (m: any) => void, onLost: (e: unknown) => void) => Promise<Link> | Link} Connect */

export class WorkerAnalyser {
  /** @type {Connect} */ #connect;
  /** @type {WebAssembly.Module} */ #wasm;
  /** @type {(error: Error) => void} */ #onWorkerLost;
  /** @type {Promise<Link> | null} */ #link = null;
  /** @type {Call[]} */ #queue = [];
  /** @type {Call | null} */ #running = null;
  #lastId = 0;
  #generation = 0;
  #disposed = false;
  version = '';

  /**
   * @param {Connect} connect
   * @param {WebAssembly.Module} wasm
   * @param {(error: Error) => void} onWorkerLost
   */
  constructor(connect, wasm, onWorkerLost) {
    this.#connect = connect;
    this.#wasm = wasm;
    this.#onWorkerLost = onWorkerLost;
  }

  /** Starts the worker and builds the knowledge in it. */
  async open() {
    this.version = /** @type {string} */ (await this.#call({ type: 'open', wasm: this.#wasm }));
    return this;
  }

  /**
   * @param {string} text
   * @param {import('./types.js').AnalyseOptions} [options]
   * @returns {Promise<import('./types.js').Analysis>}
   */
  analyse(text, { framework = 'auto', signal, onProgress } = {}) {
    return this.#call(
      { type: 'call', method: 'analyse', args: [text, { framework }] },
      { signal, onProgress },
    );
  }

  /** @returns {Promise<import('./types.js').Framework[]>} */
  frameworks() {
    return this.#call({ type: 'call', method: 'frameworks' });
  }

  /**
   * @param {Uint8Array} bytes
   * @param {string} type
   * @returns {Promise<string>}
   */
  normalise(bytes, type) {
    return this.#call({ type: 'call', method: 'normalise', args: [bytes, type] });
  }

  dispose() {
    this.#disposed = true;
    const gone = [this.#running, ...this.#queue];
    this.#drop();
    this.#queue = [];
    for (const call of gone) call?.reject(disposed());
  }

  /**
   * @param {Record<string, unknown>} message
   * @param {{ signal?: AbortSignal, onProgress?: Call['onProgress'] }} [options]
   * @returns {Promise<any>}
   */
  #call(message, { signal, onProgress } = {}) {
    if (this.#disposed) return Promise.reject(disposed());
    if (signal?.aborted) return Promise.reject(aborted());
    return new Promise((resolve, reject) => {
      const id = ++this.#lastId;
      const cancel = () => this.#cancel(id);
      const settled = () => signal?.removeEventListener('abort', cancel);
      signal?.addEventListener('abort', cancel);
      this.#queue.push({
        id,
        message: { ...message, id },
        resolve: (value) => (settled(), resolve(value)),
        reject: (error) => (settled(), reject(error)),
        onProgress,
        parts: { sentences: [], findings: [] },
      });
      this.#next();
    });
  }

  async #next() {
    if (this.#running) return;
    const call = this.#queue.shift();
    if (!call) return;
    this.#running = call;
    this.#link ??= this.#start(call.message.type === 'open');
    const generation = this.#generation;
    try {
      const link = await this.#link;
      if (generation === this.#generation) link.post(call.message);
    } catch (error) {
      this.#lost(generation, error);
    }
  }

  /**
   * @param {boolean} bare whether the caller itself is the call that opens it
   * @returns {Promise<Link>}
   */
  async #start(bare) {
    const generation = ++this.#generation;
    const link = await this.#connect(
      (message) => generation === this.#generation && this.#receive(message),
      (error) => generation === this.#generation && this.#lost(generation, error),
    );
    if (!bare) link.post({ type: 'open', id: 0, wasm: this.#wasm });
    return link;
  }

  /** @param {any} message */
  #receive({ type, id, key, items, value, error, progress }) {
    const call = this.#running;
    if (type === 'failed' && id === 0) return this.#lost(this.#generation, new CandourError(error));
    if (!call || call.id !== id) return;
    if (type === 'progress') return call.onProgress?.(progress);
    if (type === 'part') return void call.parts[/** @type {'findings'} */ (key)].push(...items);
    this.#running = null;
    if (type === 'done') {
      if (value?.findings) Object.assign(value, call.parts);
      call.resolve(value);
    } else {
      const fault = new CandourError(error);
      if (fault.code === 'crashed') {
        this.#drop();
        this.#onWorkerLost(fault);
      }
      call.reject(fault);
    }
    this.#next();
  }

  /**
   * @param {number} generation
   * @param {unknown} cause
   */
  #lost(generation, cause) {
    if (generation !== this.#generation) return;
    const call = this.#running;
    const fault = cause instanceof CandourError ? cause : crashed(cause);
    this.#drop();
    this.#onWorkerLost(fault);
    call?.reject(fault);
    this.#next();
  }

  /** @param {number} id */
  #cancel(id) {
    if (this.#running?.id === id) {
      const call = this.#running;
      this.#drop();
      call.reject(aborted());
      this.#next();
      return;
    }
    const at = this.#queue.findIndex((call) => call.id === id);
    if (at >= 0) this.#queue.splice(at, 1)[0].reject(aborted());
  }

  /** Ends the worker; the next call starts another. */
  #drop() {
    this.#generation++;
    this.#running = null;
    this.#link?.then((link) => link.close()).catch(() => {});
    this.#link = null;
  }
}
