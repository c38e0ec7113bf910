// The arithmetic coder of version 2: a range that each bit narrows by how likely the model held it; what is written down
// is a number within the last range. Frozen together with model.js.
import { Model, ONE } from './model.js';

/** Called after every so many bytes, so that a page can draw and its reader can stop the work. */
const BYTES_A_BREATH = 256;
/** @typedef {() => Promise<void> | void} Breathe */

/**
 * A model that has read the prime.
 * @param {Uint8Array} prime
 * @param {Breathe} breathe
 */
async function schooled(prime, breathe) {
  const model = new Model();
  for (let n = 0; n < prime.length; n++) {
    if (n % BYTES_A_BREATH === 0) await breathe();
    model.learn(prime[n]);
  }
  return model;
}

/**
 * @param {Uint8Array} bytes
 * @param {Uint8Array} prime what the model has read before
 * @param {Breathe} [breathe]
 */
export async function compress(bytes, prime, breathe = () => {}) {
  const model = await schooled(prime, breathe);
  /** @type {number[]} */
  const out = [];
  let low = 0;
  let high = 0xffffffff;
  for (let n = 0; n < bytes.length; n++) {
    if (n % BYTES_A_BREATH === 0) await breathe();
    for (let i = 7; i >= 0; i--) {
      const bit = (bytes[n] >> i) & 1;
      const middle = split(low, high, model.predict());
      if (bit) high = middle;
      else low = middle + 1;
      model.update(bit);
      while (((low ^ high) & 0xff000000) === 0) {
        out.push(high >>> 24);
        low = (low << 8) >>> 0;
        high = ((high << 8) | 255) >>> 0;
      }
    }
  }
  // The shortest ending that lies between the two; what follows it reads as nought.
  for (let bits = 24; low > 0 && bits >= 0; bits -= 8) {
    const ending = Math.ceil(low / 2 ** bits) * 2 ** bits;
    if (ending > high) continue;
    for (let b = 24; b >= bits; b -= 8) out.push((ending >>> b) & 255);
    break;
  }
  return Uint8Array.from(out);
}

/**
 * @param {Uint8Array} packed
 * @param {number} length of what was packed
 * @param {Uint8Array} prime
 * @param {Breathe} [breathe]
 */
export async function expand(packed, length, prime, breathe = () => {}) {
  const model = await schooled(prime, breathe);
  const bytes = new Uint8Array(length);
  let low = 0;
  let high = 0xffffffff;
  let at = 0;
  let code = 0;
  for (let i = 0; i < 4; i++) code = ((code << 8) | (packed[at++] ?? 0)) >>> 0;
  for (let n = 0; n < length; n++) {
    if (n % BYTES_A_BREATH === 0) await breathe();
    let byte = 0;
    for (let i = 0; i < 8; i++) {
      const middle = split(low, high, model.predict());
      const bit = code <= middle ? 1 : 0;
      if (bit) high = middle;
      else low = middle + 1;
      model.update(bit);
      byte = (byte << 1) | bit;
      while (((low ^ high) & 0xff000000) === 0) {
        low = (low << 8) >>> 0;
        high = ((high << 8) | 255) >>> 0;
        code = ((code << 8) | (packed[at++] ?? 0)) >>> 0;
      }
    }
    bytes[n] = byte;
  }
  return bytes;
}

/** Where a range is cut for a probability. @param {number} low @param {number} high @param {number} p */
function split(low, high, p) {
  const range = high - low;
  return low + Math.floor(range / ONE) * p + (((range % ONE) * p) >>> 16);
}
