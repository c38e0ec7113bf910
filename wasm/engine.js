// The analyser in place: one instance of the WebAssembly module and the calls of its C ABI (candour_wasm.cpp).
// Everything here is synchronous once it is open; worker.js puts it in a worker.
import { CandourError, crashed, disposed } from './error.js';
import { Module } from './module.js';

/** @typedef {import('./module.js').Exports} Exports */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export class Engine {
  /** @type {Module} */ #module;
  #alive = true;

  /** @param {Module} module */
  constructor(module) {
    this.#module = module;
    this.#call((exports) => exports.candour_create());
    this.version = this.#cString(module.exports.candour_version());
  }

  /** @param {WebAssembly.Module} compiled */
  static async open(compiled) {
    return new Engine(await Module.instantiate(compiled));
  }

  /**
   * @param {string} text
   * @param {import('./types.js').AnalyseOptions} [options]
   * @returns {import('./types.js').Analysis}
   */
  analyse(text, { framework = 'auto', onProgress } = {}) {
    // A lone surrogate becomes U+FFFD here, which is one UTF-16 unit as well: offsets stay true.
    const bytes = encoder.encode(text);
    const options = encoder.encode(JSON.stringify({ framework, units: 'utf16' }));
    /** @type {{ error: unknown }[]} */
    const thrown = [];
    this.#module.onProgress = (done, total) => {
      try {
        if (!thrown.length) onProgress?.({ done, total });
      } catch (error) {
        thrown.push({ error }); // nothing may be thrown through the module's own frames
      }
    };
    const analysis = this.#call((exports) =>
      this.#lend(bytes, (at) =>
        this.#lend(options, (o) => exports.candour_analyse(at, bytes.length, o, options.length)),
      ),
    );
    if (thrown[0]) throw thrown[0].error;
    return /** @type {import('./types.js').Analysis} */ (analysis);
  }

  /** @returns {import('./types.js').Framework[]} */
  frameworks() {
    const result = /** @type {any} */ (this.#call((exports) => exports.candour_frameworks()));
    return Array.isArray(result) ? result : result.frameworks;
  }

  /**
   * @param {Uint8Array} bytes
   * @param {string} type
   * @returns {string}
   */
  normalise(bytes, type) {
    const name = encoder.encode(type);
    const result = this.#call((exports) =>
      this.#lend(bytes, (at) =>
        this.#lend(name, (n) => exports.candour_normalise(at, bytes.length, n, name.length)),
      ),
    );
    return /** @type {{ text: string }} */ (result).text;
  }

  dispose() {
    if (this.#alive) this.#module.exports.candour_destroy();
    this.#alive = false;
  }

  /**
   * Makes a call, takes its JSON out and frees it. The module's own error becomes a CandourError; a trap ends the
   * engine, because its memory can't be trusted afterwards.
   * @param {(exports: Exports) => number} call
   * @returns {unknown}
   */
  #call(call) {
    if (!this.#alive) throw disposed();
    const { exports } = this.#module;
    let failed, json;
    try {
      failed = call(exports);
      const at = exports.candour_result() >>> 0;
      json = decoder.decode(this.#module.bytes.subarray(at, at + exports.candour_result_length()));
      exports.candour_clear();
    } catch (error) {
      this.#alive = false;
      throw crashed(this.#module.complaint.trim() || error);
    }
    const result = json ? JSON.parse(json) : null;
    if (failed) throw new CandourError(result?.error ?? { code: 'unknown', message: 'The analyser failed.' });
    return result;
  }

  /**
   * Copies bytes into the module's memory for the time of a call.
   * @param {Uint8Array} bytes
   * @param {(address: number) => number} use
   */
  #lend(bytes, use) {
    const { exports } = this.#module;
    const address = exports.malloc(Math.max(1, bytes.length)) >>> 0;
    if (!address) throw new Error('out of memory');
    this.#module.bytes.set(bytes, address);
    const result = use(address);
    exports.free(address);
    return result;
  }

  /** @param {number} address */
  #cString(address) {
    const { bytes } = this.#module;
    return decoder.decode(bytes.subarray(address, bytes.indexOf(0, address)));
  }
}
