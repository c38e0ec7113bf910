// A PDF's words, by pdf.js; this runs in the reading worker and is loaded only there.
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import * as pdfWorker from 'pdfjs-dist/legacy/build/pdf.worker.mjs';
import { linesOf } from './pdf-lines.js';
import { textOf } from './pdf-text.js';
import { broken, encrypted, huge, scan } from './refuse.js';

/** pdf.js in this thread: it looks here for its other half before it would start a worker of its own. */
Object.assign(globalThis, { pdfjsWorker: pdfWorker });

const MOST_PAGES = 5000;
const MOST_CHARACTERS = 24_000_000;

/**
 * @param {any} item of pdf.js
 * @returns {import('./pdf-lines.js').Piece | null}
 */
function pieceOf({ str, transform, width, height }) {
  if (!str || !transform) return null;
  const [a, b, , d, x, y] = transform;
  // Text along the edge or across the page is a stamp.
  if (Math.abs(b) > Math.abs(a)) return null;
  return { str, x, y, width, size: height || Math.abs(d) || 1 };
}

/**
 * @param {Uint8Array} bytes
 * @param {(done: number, total: number) => void} onProgress
 */
export async function readPdf(bytes, onProgress) {
  const task = getDocument({
    data: bytes,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    stopAtErrors: false,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    if (document.numPages > MOST_PAGES) throw huge();
    const pages = [];
    let characters = 0;
    for (let number = 1; number <= document.numPages; number++) {
      const page = await document.getPage(number);
      const { items } = await page.getTextContent();
      const [, bottom, , top] = page.view;
      /** @type {import('./pdf-lines.js').Piece[]} */
      const pieces = [];
      for (const item of items) {
        const piece = pieceOf(item);
        if (piece) pieces.push({ ...piece, y: piece.y - bottom });
      }
      characters += pieces.reduce((sum, p) => sum + p.str.trim().length, 0);
      if (characters > MOST_CHARACTERS) throw huge();
      pages.push({ lines: linesOf(pieces), height: top - bottom });
      page.cleanup();
      onProgress(number, document.numPages);
    }
    if (characters === 0) throw scan();
    const { info } = /** @type {{ info: any }} */ (await document.getMetadata().catch(() => ({ info: {} })));
    return { text: textOf(pages), title: typeof info?.Title === 'string' ? info.Title.trim() : '' };
  } catch (error) {
    const { name } = /** @type {Error} */ (error);
    if (name === 'PasswordException') throw encrypted();
    if (name === 'Unreadable') throw error;
    throw broken('PDF');
  } finally {
    void task.destroy();
  }
}
