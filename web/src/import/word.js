// A Word document's words, by mammoth; this runs in the reading worker and is loaded only there.
import { unzipSync } from 'fflate';
import mammoth from 'mammoth/mammoth.browser.js';
import { htmlToText } from './html-text.js';
import { broken, huge } from './refuse.js';

/** A document that unpacks to more is a bomb, or a book of pictures that nobody reads as a transcript. */
const MOST_UNPACKED = 400_000_000;
const MOST_XML = 120_000_000;

/** @param {Uint8Array} bytes */
function checkSize(bytes) {
  let total = 0;
  let xml = 0;
  try {
    // Asked for each file before it is unpacked; none is.
    unzipSync(bytes, {
      filter({ name, originalSize }) {
        total += originalSize;
        if (/\.(?:xml|rels)$/i.test(name)) xml += originalSize;
        return false;
      },
    });
  } catch {
    throw broken('a Word document');
  }
  if (total > MOST_UNPACKED || xml > MOST_XML) throw huge();
}

/** @param {Uint8Array} bytes */
export async function readWord(bytes) {
  checkSize(bytes);
  try {
    const arrayBuffer = /** @type {ArrayBuffer} */ (
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
    );
    const { value } = await mammoth.convertToHtml(
      { arrayBuffer },
      {
        // Pictures have no words.
        convertImage: mammoth.images.imgElement(async () => ({ src: '' })),
        ignoreEmptyParagraphs: true,
        externalFileAccess: false,
      },
    );
    return { text: htmlToText(value), title: '' };
  } catch {
    throw broken('a Word document');
  }
}
