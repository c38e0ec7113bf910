// From bytes to fewer bytes and back, by version. Every version ever published stays readable: golden links in
// tests/share see to that.
//   1  raw deflate (RFC 1951)
//   2  the length, then the coder of coder.js and model.js with the prime of prime.js: about a third shorter
import { Inflate, deflateSync } from 'fflate';
import { Refusal } from './refusal.js';

/** Version 2 takes its time for each byte, so long texts stay with version 1. */
const MOST_MODELLED = 300_000;
/** What a link may hold, inflated: more than fits into any link but a bomb. */
const MOST_INFLATED = 16_000_000;
/** Deflate makes at most 1032 bytes of one, so a piece this small cannot run far past the limit. */
const PIECE = 1024;
/** Milliseconds of work between two breaths. */
const BREATH_MS = 8;

/** @param {AbortSignal} [signal] */
function breather(signal) {
  let since = performance.now();
  return () => {
    if (performance.now() - since < BREATH_MS) return undefined;
    return new Promise((resolve, reject) =>
      setTimeout(() => {
        since = performance.now();
        if (signal?.aborted) reject(signal.reason);
        else resolve(undefined);
      }),
    );
  };
}

async function model() {
  const [{ compress, expand }, { PRIME }] = await Promise.all([import('./coder.js'), import('./prime.js')]);
  return { compress, expand, prime: new TextEncoder().encode(PRIME) };
}

/** Seven bits a byte, the lowest first. @param {number} value */
function varint(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128);
  return [...bytes, value];
}

/** @param {Uint8Array} bytes */
function inflate(bytes) {
  /** @type {Uint8Array[]} */
  const pieces = [];
  let total = 0;
  const stream = new Inflate((piece) => {
    total += piece.length;
    pieces.push(piece.slice());
  });
  try {
    for (let at = 0; at < bytes.length; at += PIECE) {
      stream.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
      if (total > MOST_INFLATED) throw new Refusal('huge');
    }
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('broken');
  }
  const whole = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/**
 * @param {Uint8Array} bytes
 * @param {{ version?: 1 | 2, signal?: AbortSignal }} [options] without a version the one that suits
 */
export async function squeeze(bytes, { version = bytes.length <= MOST_MODELLED ? 2 : 1, signal } = {}) {
  if (version === 1) return { version, bytes: deflateSync(bytes, { level: 9 }) };
  const { compress, prime } = await model();
  const packed = await compress(bytes, prime, breather(signal));
  return { version, bytes: Uint8Array.from([...varint(bytes.length), ...packed]) };
}

/**
 * @param {number} version
 * @param {Uint8Array} bytes
 * @param {{ signal?: AbortSignal }} [options]
 */
export async function unsqueeze(version, bytes, { signal } = {}) {
  if (version === 1) return inflate(bytes);
  if (version !== 2) throw new Refusal('newer');
  let length = 0;
  let at = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = bytes[at++];
    if (byte === undefined || at > 4) throw new Refusal('broken');
    length += (byte & 127) * scale;
    if (byte < 128) break;
  }
  if (length > MOST_MODELLED) throw new Refusal('huge');
  const { expand, prime } = await model();
  return expand(bytes.subarray(at), length, prime, breather(signal));
}
