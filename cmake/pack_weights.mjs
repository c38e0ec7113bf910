// The weights of the model in compact form: core/src/packed_weights.h says what the bytes mean and reads them.

const SCALE = 2 ** 12;
/** The coder's state lies between this and its square. */
const LOWEST = 2 ** 16;
const DETAILS = 6;
/** In a strength's place, as a byte: all of the row is 0. */
const EMPTY = 0x80;
const CONCERN = 1;
const WHICH = 6;
const DETAIL = 10;
const TABLES = 16;

/** @typedef {Map<number, { start: number, frequency: number }>} Table */

/** @param {number} byte */
const signed = (byte) => (byte << 24) >> 24;

/** @param {number} weight */
const signedSize = (weight) => (weight === 0 ? 0 : weight > 0 ? (weight < 4 ? 1 : 2) : weight > -4 ? 3 : 4);

/** @param {number} strength @param {number} concern */
function sizeOf(strength, concern) {
  const most = Math.max(Math.abs(strength), Math.abs(concern));
  return most === 0 ? 0 : Math.min(3, 1 + Math.floor(most / 4));
}

/**
 * All that is told, in order: the table and the symbol of each.
 * @param {Buffer} labels
 * @param {Buffer} details
 */
function told(labels, details) {
  /** @type {number[]} */
  const tables = [];
  /** @type {number[]} */
  const symbols = [];
  const tell = (/** @type {number} */ table, /** @type {number} */ symbol) => {
    tables.push(table);
    symbols.push(symbol);
  };
  for (let row = 0; row * 2 < labels.length; row++) {
    const strength = /** @type {number} */ (labels[row * 2]);
    const concern = /** @type {number} */ (labels[row * 2 + 1]);
    const heads = [...details.subarray(row * DETAILS, (row + 1) * DETAILS)];
    if (strength === 0 && concern === 0 && heads.every((weight) => weight === 0)) {
      tell(0, EMPTY);
      continue;
    }
    if (strength === EMPTY) throw new Error('a weight of -128');
    tell(0, strength);
    tell(CONCERN + signedSize(signed(strength)), concern);
    tell(
      WHICH + sizeOf(signed(strength), signed(concern)),
      heads.reduce((which, weight, head) => which | (weight === 0 ? 0 : 1 << head), 0),
    );
    heads.forEach((weight, head) => {
      if (weight !== 0) tell(DETAIL + head, weight);
    });
  }
  return { tables, symbols };
}

/**
 * A table of frequencies that come to SCALE, none of them 0.
 * @param {Map<number, number>} counts
 * @returns {Table}
 */
function tableOf(counts) {
  const ordered = [...counts].sort(([a], [b]) => a - b);
  const all = ordered.reduce((sum, [, count]) => sum + count, 0);
  const frequencies = ordered.map(([, count]) => Math.max(1, Math.round((count / all) * SCALE)));
  // What rounding gave too much or too little is made up where it costs least: by the most frequent.
  let off = SCALE - frequencies.reduce((sum, f) => sum + f, 0);
  while (off !== 0) {
    const most = frequencies.indexOf(Math.max(...frequencies));
    const step = off > 0 ? off : -Math.min(-off, Math.floor(/** @type {number} */ (frequencies[most]) / 2));
    frequencies[most] = /** @type {number} */ (frequencies[most]) + step;
    off -= step;
  }
  let start = 0;
  return new Map(
    ordered.map(([symbol], i) => {
      const frequency = /** @type {number} */ (frequencies[i]);
      start += frequency;
      return [symbol, { start: start - frequency, frequency }];
    }),
  );
}

/**
 * The coder takes the last symbol first, so that its reader gets the first one first.
 * @param {Table[]} tables
 * @param {{ tables: number[], symbols: number[] }} things
 */
function encode(tables, things) {
  /** @type {number[]} */
  const reversed = [];
  let state = LOWEST;
  for (let i = things.symbols.length - 1; i >= 0; i--) {
    const table = tables[/** @type {number} */ (things.tables[i])];
    const symbol = table?.get(/** @type {number} */ (things.symbols[i]));
    if (!symbol) throw new Error('a weight without a frequency');
    const { start, frequency } = symbol;
    if (state >= (LOWEST / SCALE) * LOWEST * frequency) {
      reversed.push(state % 256, Math.floor(state / 256) % 256);
      state = Math.floor(state / LOWEST);
    }
    state = Math.floor(state / frequency) * SCALE + (state % frequency) + start;
  }
  const head = Buffer.alloc(4);
  head.writeUInt32BE(state);
  return Buffer.concat([head, Buffer.from(reversed.reverse())]);
}

/**
 * @param {Buffer} labels two weights a row
 * @param {Buffer} details six weights a row, as many rows
 * @param {(value: number) => number[]} varint
 */
export function packWeights(labels, details, varint) {
  const rows = labels.length / 2;
  if (details.length !== rows * DETAILS) throw new Error('labels and details need as many rows');
  const things = told(labels, details);
  /** @type {Map<number, number>[]} */
  const counts = Array.from({ length: TABLES }, () => new Map());
  things.symbols.forEach((symbol, i) => {
    const of = /** @type {Map<number, number>} */ (counts[/** @type {number} */ (things.tables[i])]);
    of.set(symbol, (of.get(symbol) ?? 0) + 1);
  });
  // A table that nothing is told by must still be one.
  const tables = counts.map((of) => tableOf(of.size === 0 ? new Map([[0, 1]]) : of));
  const written = tables.map((table) => [
    ...varint(table.size),
    ...[...table].flatMap(([symbol, { frequency }]) => [symbol, ...varint(frequency)]),
  ]);
  return [Buffer.from([...varint(rows), ...written.flat()]), encode(tables, things)];
}
