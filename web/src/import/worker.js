// The reading worker: files that take long to read are read here, one a worker, so that Stop can end it at once.

/**
 * @param {string} kind
 * @param {Uint8Array} bytes
 * @param {(done: number, total: number) => void} onProgress
 */
async function read(kind, bytes, onProgress) {
  if (kind === 'pdf') return (await import('./pdf.js')).readPdf(bytes, onProgress);
  return (await import('./word.js')).readWord(bytes);
}

/**
 * pdf.js takes this thread for a worker of its own and posts its greetings too: ours bear a name.
 * @param {object} message
 */
const post = (message) => self.postMessage({ from: 'candour', ...message });

self.addEventListener('message', async ({ data }) => {
  if (data?.to !== 'candour') return;
  const { kind, bytes } = data;
  try {
    const value = await read(kind, bytes, (done, total) => post({ progress: { done, total } }));
    post({ value });
  } catch (error) {
    const { name, message, why } = /** @type {any} */ (error);
    post({ error: { why: name === 'Unreadable' ? why : 'broken', message } });
  }
});
