// The compressor of links of version 2: it foretells each bit of the text from the bytes before it, by several models
// whose votes are weighed by how right each was so far, and writes down only the surprise (context mixing with an
// arithmetic coder). Before it starts it reads a text of the genre, so that even a short statement is not news to it.
//
// Frozen: a link of version 2 can only be read by exactly these steps. All arithmetic is of whole numbers within 32
// bits, so that every browser comes to the same. An improvement is a new version with a module of its own.

/** Probabilities have 16 bits; in the logistic domain values have 12 with 8 of them behind the point. */
export const ONE = 65536;
const LIMIT = 2047;

/** 1 / (1 + e^-x) at x = -8, -7.5 … 8, in 4096ths: the curve is drawn through these. */
const CURVE = [
  1, 2, 4, 6, 10, 16, 27, 45, 73, 120, 194, 310, 488, 747, 1101, 1546, 2047, 2549, 2994, 3348, 3607, 3785,
  3901, 3975, 4022, 4050, 4068, 4079, 4085, 4089, 4092, 4093, 4094,
];

/** From the logistic domain to a probability of 16 bits. @param {number} x */
function squash(x) {
  const held = x > LIMIT ? LIMIT : x < -LIMIT ? -LIMIT : x;
  const at = (held + 2048) >> 7;
  const part = (held + 2048) & 127;
  return (CURVE[at] * (128 - part) + CURVE[at + 1] * part) >> 3;
}

/** The inverse of `squash`, by the upper 12 bits of a probability. */
const STRETCH = new Int16Array(4096);
for (let x = -LIMIT, next = 0; x <= LIMIT; x++)
  for (const p = squash(x) >> 4; next <= p; next++) STRETCH[next] = x;
for (let i = 4095; i >= 0 && STRETCH[i] === 0 && i > 2048; i--) STRETCH[i] = LIMIT;

/** How far a probability moves at its n-th use: fast at first, then slower and slower. In 16384ths. */
const MOST_USES = 250;
const PACE = Int32Array.from({ length: MOST_USES + 1 }, (_, n) => Math.floor(32768 / (2 * n + 3)));

/** Models by the bytes before, by the word so far, by that and the one before it, and by the word before last. */
const ORDERS = [1, 2, 3, 4, 5];
const MODELS = ORDERS.length + 4;
const TABLE_BITS = 20;
const TABLE = 1 << TABLE_BITS;
/** The longest match with earlier text: its own model, chosen by its length. */
const MATCH_LEAST = 7;
const MATCH_BITS = 16;
const MATCH_MOST = 40;
const INPUTS = 2 * MODELS + 3;
/** Weights have 16 bits behind the point. */
const WEIGHT_ONE = 1 << 16;
const RATE = 10;

export class Model {
  history = new Uint8Array(1 << 16);
  length = 0;
  #partial = 1;
  #p = Array.from({ length: MODELS }, () => new Uint16Array(TABLE).fill(ONE / 2));
  #uses = Array.from({ length: MODELS }, () => new Uint8Array(TABLE));
  #hash = new Int32Array(MODELS);
  #slot = new Int32Array(MODELS);
  #zero = new Uint16Array(256).fill(ONE / 2);
  #word = 0;
  #lastWord = 0;
  #wordBefore = 0;
  #found = new Int32Array(1 << MATCH_BITS).fill(-1);
  #matchAt = -1;
  #matchLength = 0;
  #matchP = new Uint16Array(MATCH_MOST + 1).fill(ONE / 2 + ONE / 4);
  #foretold = -1;
  #input = new Int32Array(INPUTS);
  /** Two sets of weights, chosen by how much context is known and by the bits of the byte so far. */
  #weights = [new Int32Array(INPUTS * 256), new Int32Array(INPUTS * 256)];
  #from = [0, 0];
  #guess = [0, 0];
  /** Corrections of the last estimate, by the byte so far and the byte before; 33 points each. */
  #final = [new Uint16Array(256 * 33), new Uint16Array(65536 * 33)];
  #finalAt = [0, 0];

  constructor() {
    for (const weights of this.#weights) weights.fill(WEIGHT_ONE / 4);
    for (const table of this.#final)
      for (let i = 0; i < table.length; i++) table[i] = Math.min(ONE - 1, squash(((i % 33) - 16) * 128));
  }

  /** The probability that the next bit is 1, from 1 to 65535. */
  predict() {
    const input = this.#input;
    const partial = this.#partial;
    let known = 0;
    for (let m = 0; m < MODELS; m++) {
      let at = Math.imul(this.#hash[m] + Math.imul(partial, 0x2c1b3c6d), 0x297a2d39);
      at = (at ^ (at >>> 15)) & (TABLE - 1);
      this.#slot[m] = at;
      const p = this.#p[m][at];
      const uses = this.#uses[m][at];
      if (uses > 0 && m < ORDERS.length) known = m + 1;
      input[2 * m] = uses === 0 ? 0 : STRETCH[p >> 4];
      input[2 * m + 1] = uses === 0 ? 0 : (p - ONE / 2) >> (uses < 3 ? 6 : 5);
    }
    let long = 0;
    this.#foretold = -1;
    input[2 * MODELS] = 0;
    if (this.#matchLength > 0) {
      const byte = this.history[this.#matchAt] | 256;
      const bits = 32 - Math.clz32(partial);
      if (byte >> (9 - bits) === partial) {
        this.#foretold = (byte >> (8 - bits)) & 1;
        long = this.#matchLength;
        const sure = STRETCH[this.#matchP[long] >> 4];
        input[2 * MODELS] = this.#foretold ? sure : -sure;
      } else this.#matchLength = 0;
    }
    input[2 * MODELS + 1] = STRETCH[this.#zero[partial] >> 4];
    input[2 * MODELS + 2] = 256;
    this.#from[0] = (known * 4 + (long === 0 ? 0 : long < 12 ? 1 : long < 24 ? 2 : 3)) * INPUTS;
    this.#from[1] = partial * INPUTS;
    let sum = 0;
    for (let set = 0; set < 2; set++) {
      const weights = this.#weights[set];
      const from = this.#from[set];
      let dot = 0;
      for (let i = 0; i < INPUTS; i++) dot += Math.imul(input[i], weights[from + i] >> 4) >> 12;
      this.#guess[set] = squash(dot);
      sum += dot > LIMIT ? LIMIT : dot < -LIMIT ? -LIMIT : dot;
    }
    const mixed = sum >> 1;
    const place = mixed + 2048;
    const low = place >> 7;
    const part = place & 127;
    const contexts = [partial, this.#hash[0] & 0xff00 ? partial | (this.#hash[0] & 0xff00) : partial];
    let refined = squash(mixed) * 2;
    for (let f = 0; f < 2; f++) {
      const base = contexts[f] * 33 + low;
      this.#finalAt[f] = base + (part >= 64 ? 1 : 0);
      refined += (this.#final[f][base] * (128 - part) + this.#final[f][base + 1] * part) >> 7;
    }
    const p = refined >> 2;
    return p < 32 ? 32 : p > ONE - 32 ? ONE - 32 : p;
  }

  /** Learns what the bit was. @param {number} bit */
  update(bit) {
    const target = bit ? ONE - 1 : 0;
    for (let m = 0; m < MODELS; m++) {
      const at = this.#slot[m];
      const uses = this.#uses[m][at];
      const p = this.#p[m][at];
      this.#p[m][at] = p + (((target - p) * PACE[uses]) >> 14);
      if (uses < MOST_USES) this.#uses[m][at] = uses + 1;
    }
    const z = this.#zero[this.#partial];
    this.#zero[this.#partial] = z + ((target - z) >> 5);
    if (this.#foretold >= 0) {
      const right = this.#foretold === bit ? ONE - 1 : 0;
      const p = this.#matchP[this.#matchLength];
      this.#matchP[this.#matchLength] = p + ((right - p) >> 6);
      if (!right) this.#matchLength = 0;
    }
    for (let set = 0; set < 2; set++) {
      const error = ((target - this.#guess[set]) * RATE) >> 4;
      const weights = this.#weights[set];
      const from = this.#from[set];
      for (let i = 0; i < INPUTS; i++) weights[from + i] += (Math.imul(this.#input[i], error) + 0x2000) >> 14;
    }
    for (let f = 0; f < 2; f++) {
      const p = this.#final[f][this.#finalAt[f]];
      this.#final[f][this.#finalAt[f]] = p + ((target - p) >> 6);
    }
    this.#partial = (this.#partial << 1) | bit;
    if (this.#partial > 255) this.#byte(this.#partial & 255);
  }

  /** A byte is whole: the contexts of the next. @param {number} byte */
  #byte(byte) {
    this.#partial = 1;
    if (this.length === this.history.length) {
      const larger = new Uint8Array(this.history.length * 2);
      larger.set(this.history);
      this.history = larger;
    }
    this.history[this.length++] = byte;
    const lower = byte >= 65 && byte <= 90 ? byte + 32 : byte;
    if ((lower >= 97 && lower <= 122) || lower >= 128) {
      this.#word = Math.imul(this.#word + lower, 0x2f0b4c47);
    } else if (this.#word !== 0) {
      this.#wordBefore = this.#lastWord;
      this.#lastWord = this.#word;
      this.#word = 0;
    }
    let hash = 0;
    for (let order = 1; order <= ORDERS.length; order++) {
      const before = this.length >= order ? this.history[this.length - order] : 0;
      hash = order === 1 ? before << 8 : Math.imul(hash + before + 1, 0x3d4d51cb) + order;
      this.#hash[order - 1] = hash;
    }
    const m = ORDERS.length;
    this.#hash[m] = Math.imul(this.#word + byte, 0x1b873593) + 101;
    this.#hash[m + 1] =
      Math.imul(this.#word + byte + Math.imul(this.#lastWord, 0x7feb352d), 0x1b873593) + 211;
    this.#hash[m + 2] = Math.imul(this.#word + Math.imul(this.#wordBefore, 0x5bd1e995), 0x1b873593) + 307;
    this.#hash[m + 3] =
      Math.imul(
        this.#word + byte + Math.imul(this.#lastWord + Math.imul(this.#wordBefore, 0x85ebca6b), 0x7feb352d),
        0x1b873593,
      ) + 401;
    this.#match();
  }

  #match() {
    if (this.#matchLength > 0) {
      this.#matchAt++;
      if (this.#matchLength < MATCH_MOST) this.#matchLength++;
    }
    if (this.length < MATCH_LEAST) return;
    let key = 0;
    for (let i = 1; i <= MATCH_LEAST; i++)
      key = Math.imul(key + this.history[this.length - i] + 1, 0x2f0b4c47);
    key = (key ^ (key >>> 15)) & ((1 << MATCH_BITS) - 1);
    if (this.#matchLength === 0) {
      const at = this.#found[key];
      if (at > 0) {
        let same = 0;
        while (
          same < MATCH_MOST &&
          same < at &&
          this.history[at - 1 - same] === this.history[this.length - 1 - same]
        )
          same++;
        this.#matchLength = same;
        this.#matchAt = at;
      }
    }
    this.#found[key] = this.length;
  }

  /** @param {number} byte */
  learn(byte) {
    for (let i = 7; i >= 0; i--) {
      this.predict();
      this.update((byte >> i) & 1);
    }
  }
}
