// The WebAssembly module by its C ABI alone, without wasm/*.js: what a call gives is given back byte for byte.
import { readFileSync } from 'node:fs';

export const wasmFile = new URL('../../build/wasm/candour.wasm', import.meta.url);
export const compiled = await WebAssembly.compile(readFileSync(wasmFile));

/** @typedef {{ failed: boolean, json: string }} Answer */

/**
 * An instance, its analyser not yet created.
 * @param {(done: number, total: number) => void} [onProgress]
 */
export async function instantiate(onProgress = () => {}) {
  /** @type {Record<string, Record<string, Function>>} */
  const imports = {};
  for (const { module, name } of WebAssembly.Module.imports(compiled))
    (imports[module] ??= {})[name] = name === 'candour_progress' ? onProgress : () => 0;
  const instance = await WebAssembly.instantiate(compiled, /** @type {WebAssembly.Imports} */ (imports));
  const abi = /** @type {Record<string, any>} */ (instance.exports);
  const memory = () => Buffer.from(abi.memory.buffer);

  /**
   * Calls a function with strings, each as address and length.
   * @param {string} name
   * @param {...(string | Uint8Array)} strings
   * @returns {Answer}
   */
  const call = (name, ...strings) => {
    const lent = strings.map((string) => {
      const bytes = Buffer.from(/** @type {string} */ (string));
      const address = abi.malloc(Math.max(1, bytes.length));
      memory().set(bytes, address);
      return { address, length: bytes.length };
    });
    const failed = abi[name](...lent.flatMap(({ address, length }) => [address, length])) !== 0;
    const at = abi.candour_result();
    const json = memory().toString('utf8', at, at + abi.candour_result_length());
    for (const { address } of lent) abi.free(address);
    return { failed, json };
  };

  abi._initialize();
  return { abi, memory, call };
}
