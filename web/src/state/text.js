// The text as one string. Of megabytes that takes longer than a frame, so it can be had in slices, and is kept for the
// next who asks for the same text.

/** Characters that are joined at once. */
const PIECE = 100_000;

/** @typedef {import('@codemirror/state').Text} Text */

/** @type {WeakMap<Text, string>} */
const spelt = new WeakMap();

/** @param {Text} doc @returns {Generator<void, string>} */
export function* spelling(doc) {
  const before = spelt.get(doc);
  if (before !== undefined) return before;
  /** @type {string[]} */
  const pieces = [];
  /** @type {string[]} */
  let lines = [];
  let length = 0;
  for (const cursor = doc.iter(); !cursor.next().done;) {
    lines.push(cursor.value);
    length += cursor.value.length;
    if (length < PIECE) continue;
    pieces.push(lines.join(''));
    [lines, length] = [[], 0];
    yield;
  }
  pieces.push(lines.join(''));
  const text = pieces.join('');
  spelt.set(doc, text);
  if (pieces.length > 1) yield;
  return text;
}

/** The same at once. @param {Text} doc */
export const textOf = (doc) => spelt.get(doc) ?? doc.toString();
