// Writes the C++ source that holds core/data in compact form: node pack_knowledge.mjs DATA_FOLDER LIST OUTPUT
// LIST names the files, one a line, relative to the folder; they are packed in that order. The same files give the
// same bytes. core/src/knowledge_pack.h says what the bytes mean and reads them; tests hold both to core/data.
//
// What travels to every reader inside the WebAssembly module is made small, and quick to read. What only people and
// tests read is left out: examples, provenance, and the `about` of files other than frameworks, whose `about` is shown.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packWeights } from './pack_weights.mjs';

const MAGIC = 'candour-pack 2\n';
/** Members that hold patterns and their values. */
const PATTERNS = new Set(['entries', 'cues', 'signature']);
/** Most words of a pattern: their number has half a byte. */
const MOST_WORDS = 15;
/** Classes of how often a word stands in patterns; each half as frequent again as the next. */
const CLASSES = 16;
const CLASS_RATIO = 1.5;
const MOST_SHARED = 31;
/** Characters in one piece of a string literal, so that no line of the source is absurdly long. */
const CHUNK = 4000;

const [folder, listFile, output] = process.argv.slice(2);
if (!folder || !listFile || !output) {
  console.error('usage: node pack_knowledge.mjs DATA_FOLDER LIST OUTPUT');
  process.exit(2);
}

/** @param {string} message @returns {never} */
function fail(message) {
  console.error(message);
  process.exit(1);
}

/** @typedef {[string, number][]} List patterns and their values */

/** Order by bytes, whatever the language of the machine. @param {Buffer} a @param {Buffer} b */
const byBytes = (a, b) => Buffer.compare(a, b);

/** @param {string} pattern */
const wordsOf = (pattern) => pattern.split(' ').filter(Boolean);

/** @param {number} value */
function signedByte(value) {
  if (!Number.isInteger(value) || value < -128 || value > 127)
    fail(`core/data: the value ${value} fits no byte`);
  return value & 0xff;
}

/** @param {number} value */
function varint(value) {
  const out = [];
  for (; value > 0x7f; value = Math.floor(value / 128)) out.push((value & 0x7f) | 0x80);
  return [...out, value];
}

/**
 * The files without their patterns and weights, in whose place stand the numbers of lists, and null.
 * @param {string[]} names
 */
function read(names) {
  /** @type {List[]} */
  const lists = [];
  let weights = [Buffer.alloc(0), Buffer.alloc(0)];
  const files = names.map((name) => {
    const keepsAbout = name.startsWith('frameworks/');
    /** @param {string} key @param {any} value */
    const strip = (key, value) => {
      const object = typeof value === 'object' && value !== null;
      if (key === 'examples' && object) return undefined;
      if (key === 'provenance' && object) return undefined;
      if (key === 'about' && typeof value === 'string' && !keepsAbout) return undefined;
      if (PATTERNS.has(key) && object) return lists.push(Object.entries(value)) - 1;
      return value;
    };
    try {
      const json = JSON.parse(readFileSync(join(/** @type {string} */ (folder), name), 'utf8'), strip);
      if (name === 'model.json') {
        const rows = [byRow(json.labels, json.rows, name), byRow(json.details, json.detail_rows, name)];
        weights = packWeights(rows[0], rows[1], varint);
        Object.assign(json, { labels: null, details: null });
      }
      return [name, json];
    } catch (error) {
      return fail(`core/data/${name}: not valid JSON: ${/** @type {Error} */ (error).message}`);
    }
  });
  return { files, lists, weights };
}

/**
 * Weights as the model's file has them, a head behind the other and zeros counted, put a row behind the other.
 * @param {string} base64
 * @param {number} rows
 * @param {string} name
 */
function byRow(base64, rows, name) {
  const bytes = Buffer.from(base64, 'base64');
  /** @type {number[]} */
  const planar = [];
  for (let i = 0; i < bytes.length; i++) {
    const weight = /** @type {number} */ (bytes[i]);
    planar.push(weight);
    if (weight === 0) for (let zeros = bytes[++i] ?? 0; zeros > 0; zeros--) planar.push(0);
  }
  const heads = planar.length / rows;
  if (!Number.isInteger(heads) || heads === 0) fail(`core/data/${name}: the weights are cut off or damaged`);
  const out = Buffer.alloc(planar.length);
  for (let row = 0; row < rows; row++) {
    for (let head = 0; head < heads; head++)
      out[row * heads + head] = /** @type {number} */ (planar[head * rows + row]);
  }
  return out;
}

/**
 * All words in the order of bytes, each with its class of frequency. Words are numbered by class, then in that order:
 * frequent words get small numbers, and the words themselves can stand in the order that packs best.
 * @param {List[]} lists
 */
function numberWords(lists) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const [pattern] of lists.flat()) {
    for (const word of wordsOf(pattern)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const most = Math.max(1, ...counts.values());
  const words = [...counts.keys()]
    .map((word) => ({ word, bytes: Buffer.from(word) }))
    .sort((a, b) => byBytes(a.bytes, b.bytes))
    .map(({ word, bytes }) => {
      const rarity = Math.log(most / /** @type {number} */ (counts.get(word))) / Math.log(CLASS_RATIO);
      return { word, bytes, frequency: Math.min(CLASSES - 1, Math.floor(rarity)) };
    });
  /** @type {Map<string, number>} */
  const numbers = new Map();
  for (let frequency = 0; frequency < CLASSES; frequency++) {
    for (const { word } of words.filter((w) => w.frequency === frequency)) numbers.set(word, numbers.size);
  }
  return { words, numbers };
}

/** How far two sequences agree. @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
function shared(a, b) {
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  return i;
}

/** @param {{ bytes: Buffer }[]} words */
function packWords(words) {
  /** @type {Buffer[]} */
  const out = [];
  /** @type {Buffer} */
  let before = Buffer.alloc(0);
  for (const { bytes } of words) {
    if (bytes.some((byte) => byte <= MOST_SHARED)) fail('core/data: a control character in a pattern');
    const same = Math.min(MOST_SHARED, shared(before, bytes));
    out.push(Buffer.from([same]), bytes.subarray(same));
    before = bytes;
  }
  return Buffer.concat(out);
}

/** Sequences in the order of their numbers. @param {number[]} a @param {number[]} b */
function byNumbers(a, b) {
  const at = shared(a, b);
  return (a[at] ?? -1) - (b[at] ?? -1);
}

/**
 * @param {List[]} lists
 * @param {Map<string, number>} numbers
 */
function packLists(lists, numbers) {
  const streams = { values: [], leads: [], firstHigh: [], firstLow: [], restHigh: [], restLow: [] };
  /** @type {Record<keyof typeof streams, number[]>} */
  const { values, leads, firstHigh, firstLow, restHigh, restLow } = streams;
  for (const list of lists) {
    const groups = [...new Set(list.map(([, value]) => value))].sort((a, b) => a - b);
    values.push(...varint(groups.length), ...groups.map(signedByte));
    for (const group of groups) {
      const sequences = list
        .filter(([, value]) => value === group)
        .map(([pattern]) => wordsOf(pattern).map((word) => /** @type {number} */ (numbers.get(word))))
        .sort(byNumbers);
      /** @type {number[]} */
      let before = [];
      for (const sequence of sequences) {
        const same = shared(before, sequence);
        if (sequence.length === 0 || sequence.length === same)
          fail('core/data: a pattern is empty or stands twice');
        if (sequence.length > MOST_WORDS) fail(`core/data: a pattern has more than ${MOST_WORDS} words`);
        leads.push((same << 4) | (sequence.length - same));
        const [first, ...rest] = /** @type {[number, ...number[]]} */ (sequence.slice(same));
        const step = first - (before[same] ?? 0);
        firstHigh.push(step >> 8);
        firstLow.push(step & 0xff);
        for (const number of rest) {
          restHigh.push(number >> 8);
          restLow.push(number & 0xff);
        }
        before = sequence;
      }
      leads.push(0);
    }
  }
  return [values, leads, firstHigh, firstLow, restHigh, restLow].map((bytes) => Buffer.from(bytes));
}

/** @param {string[]} names */
function pack(names) {
  const { files, lists, weights } = read(names);
  const { words, numbers } = numberWords(lists);
  if (numbers.size > 0xffff) fail('core/data: more than 65,536 words in patterns');
  const sections = [
    Buffer.from(JSON.stringify(files)),
    packWords(words),
    Buffer.from(words.map(({ frequency }) => frequency)),
    ...packLists(lists, numbers),
    ...weights,
  ];
  const parts = sections.flatMap((section) => {
    const length = Buffer.alloc(4);
    length.writeUInt32LE(section.length);
    return [length, section];
  });
  return Buffer.concat([Buffer.from(MAGIC), ...parts]);
}

/**
 * A C++ string literal, cut into pieces that the compiler joins.
 * @param {Buffer} bytes
 */
function literal(bytes) {
  const pieces = [];
  for (let at = 0; at < bytes.length; at += CHUNK) {
    let piece = '';
    for (const byte of bytes.subarray(at, at + CHUNK)) {
      if (byte === 0x22 || byte === 0x5c) piece += `\\${String.fromCharCode(byte)}`;
      else if (byte >= 0x20 && byte < 0x7f && byte !== 0x3f) piece += String.fromCharCode(byte);
      else piece += `\\${byte.toString(8).padStart(3, '0')}`;
    }
    pieces.push(`    "${piece}"`);
  }
  return pieces.join('\n');
}

const packed = pack(readFileSync(listFile, 'utf8').split('\n').filter(Boolean));
mkdirSync(dirname(output), { recursive: true });
writeFileSync(
  output,
  `// Generated from core/data by cmake/pack_knowledge.mjs. Do not edit.
#include "knowledge_pack.h"

namespace candour::detail {

std::string_view built_in_pack() noexcept {
  static constexpr char kPack[] =
${literal(packed)};
  return {kPack, ${packed.length}};
}

}  // namespace candour::detail
`,
);
