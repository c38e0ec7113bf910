// From an address, bytes or a compiled module to a compiled module: by streaming where the platform can.

/** @param {URL} url */
async function readFileInNode(url) {
  const fs = await import(/* @vite-ignore */ 'node:fs/promises');
  return fs.readFile(url);
}

/** @param {string | URL} address */
async function compileFrom(address) {
  if (address instanceof URL && address.protocol === 'file:' && typeof process === 'object')
    return WebAssembly.compile(await readFileInNode(address));
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} for ${address}`);
  // A server that doesn't know application/wasm makes streaming fail: then the bytes are compiled whole.
  if (response.headers.get('content-type')?.startsWith('application/wasm'))
    return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/**
 * @param {import('./types.js').WasmSource} source
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compile(source) {
  if (source instanceof WebAssembly.Module) return source;
  if (typeof source === 'string' || source instanceof URL) return compileFrom(source);
  return WebAssembly.compile(source);
}
