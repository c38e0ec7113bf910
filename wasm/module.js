// One instance of build/wasm/candour.wasm: a standalone module whose few imports are WASI's. Candour needs nothing of
// the system, so they answer "no such thing"; what the module writes to its error stream, in the moment it dies, is
// kept for the message.

/**
 * @typedef {object} Exports
 * @property {WebAssembly.Memory} memory
 * @property {() => void} [_initialize]
 * @property {(bytes: number) => number} malloc
 * @property {(address: number) => void} free
 * @property {() => number} candour_create
 * @property {(text: number, length: number, options: number, optionsLength: number) => number} candour_analyse
 * @property {() => number} candour_frameworks
 * @property {(bytes: number, length: number, type: number, typeLength: number) => number} candour_normalise
 * @property {() => number} candour_result
 * @property {() => number} candour_result_length
 * @property {() => void} candour_clear
 * @property {() => number} candour_version
 * @property {() => void} candour_destroy
 */

/** WASI's error number for "function not supported". */
const NOT_SUPPORTED = 52;
const SUCCESS = 0;

export class Module {
  /** @type {Exports} */ exports;
  /** What the module wrote to its output streams. */
  complaint = '';
  /** @type {((done: number, total: number) => void) | undefined} */ onProgress;

  /** @param {WebAssembly.Module} compiled */
  static async instantiate(compiled) {
    const self = new Module();
    const instance = await WebAssembly.instantiate(compiled, self.#imports(compiled));
    self.exports = /** @type {any} */ (instance.exports);
    self.exports._initialize?.();
    return self;
  }

  /** @private */
  constructor() {
    this.exports = /** @type {any} */ (null);
  }

  /** The memory as it is now: it moves when it grows, so never keep this. */
  get bytes() {
    return new Uint8Array(this.exports.memory.buffer);
  }

  /**
   * @param {WebAssembly.Module} compiled
   * @returns {WebAssembly.Imports}
   */
  #imports(compiled) {
    /** @type {Record<string, Function>} */
    const known = {
      fd_write: this.#write.bind(this),
      proc_exit: (/** @type {number} */ code) => {
        throw new Error(this.complaint.trim() || `exit ${code}`);
      },
      clock_time_get: (
        /** @type {number} */ _clock,
        /** @type {bigint} */ _precision,
        /** @type {number} */ at,
      ) => {
        new DataView(this.exports.memory.buffer).setBigUint64(at, 0n, true);
        return SUCCESS;
      },
      environ_sizes_get: (/** @type {number} */ count, /** @type {number} */ size) => {
        const view = new DataView(this.exports.memory.buffer);
        view.setUint32(count, 0, true);
        view.setUint32(size, 0, true);
        return SUCCESS;
      },
      environ_get: () => SUCCESS,
      emscripten_notify_memory_growth: () => undefined,
      candour_progress: (/** @type {number} */ done, /** @type {number} */ total) =>
        this.onProgress?.(done >>> 0, total >>> 0),
    };
    /** @type {Record<string, Record<string, Function>>} */
    const imports = {};
    for (const { module, name } of WebAssembly.Module.imports(compiled))
      (imports[module] ??= {})[name] = known[name] ?? (() => NOT_SUPPORTED);
    return /** @type {WebAssembly.Imports} */ (imports);
  }

  /**
   * WASI's fd_write: `count` pairs of address and length from `pairs`.
   * @param {number} _fd
   * @param {number} pairs
   * @param {number} count
   * @param {number} written
   */
  #write(_fd, pairs, count, written) {
    const view = new DataView(this.exports.memory.buffer);
    let total = 0;
    for (let i = 0; i < count; i++) {
      const at = view.getUint32(pairs + 8 * i, true);
      const length = view.getUint32(pairs + 8 * i + 4, true);
      this.complaint += new TextDecoder().decode(this.bytes.slice(at, at + length));
      total += length;
    }
    view.setUint32(written, total, true);
    return SUCCESS;
  }
}
