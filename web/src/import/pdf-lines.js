// From the pieces of text that a PDF page holds to its lines in reading order: columns one after the other.

/** @typedef {{ str: string, x: number, y: number, width: number, size: number }} Piece y counts from the bottom */
/** @typedef {{ text: string, x: number, right: number, y: number, size: number }} Line */

/** Between columns there is at least so much room, in units of the page (1/72 inch). */
const GUTTER = 9;
/** Where columns are looked for, in parts of the width that is written on. */
const [INNER_FROM, INNER_TO] = [0.15, 0.85];
/** Lines on either side that make a column, and the part of all that may run across (headings, tables). */
const COLUMN_LINES = 4;
const MOST_ACROSS = 0.25;
const MOST_COLUMNS_DEEP = 3;
/** Pieces whose baselines lie this close, in sizes, are on one line. */
const SAME_LINE = 0.35;
/** A gap this wide, in sizes, is a space. */
const SPACE = 0.18;
/** A mark this much smaller than its line, and raised, belongs to a footnote. */
const MARK_SIZE = 0.8;
const MARK_RAISE = 0.15;
const MARK = /^[\s,]*\[?(?:\d{1,3}|[*†‡§])\]?[\s,]*$/;

/** @param {Piece[]} pieces @returns {Piece[][]} by baseline, from the top */
function rows(pieces) {
  const sorted = [...pieces].sort((a, b) => b.y - a.y || a.x - b.x);
  /** @type {Piece[][]} */
  const all = [];
  let base = { y: Infinity, size: 0 };
  for (const piece of sorted) {
    const current = all.at(-1);
    const raised = base.y - piece.y <= SAME_LINE * Math.max(base.size, piece.size);
    if (current && raised) {
      current.push(piece);
      // A raised mark does not lead the line that it comes before.
      if (piece.size > base.size) base = piece;
    } else {
      all.push([piece]);
      base = piece;
    }
  }
  return all;
}

/** @param {Piece[]} row @returns {Line} */
function lineOf(row) {
  const size = Math.max(...row.map((p) => p.size));
  const base = row.find((p) => p.size === size) ?? row[0];
  let text = '';
  let right = -Infinity;
  for (const piece of row.sort((a, b) => a.x - b.x)) {
    const isMark =
      piece.size < MARK_SIZE * size &&
      piece.y > base.y + MARK_RAISE * size * (1 - piece.size / size) &&
      MARK.test(piece.str);
    if (!(isMark && text)) {
      if (text && piece.x - right > SPACE * size && !/\s$/.test(text) && !/^\s/.test(piece.str)) text += ' ';
      text += piece.str;
    }
    right = Math.max(right, piece.x + piece.width);
  }
  return { text: text.replace(/\s+/g, ' ').trim(), x: row[0].x, right, y: base.y, size };
}

/**
 * The longest run of the lowest values that is as long as a gutter is wide.
 * @param {number[]} values
 * @param {number} most
 */
function longestRun(values, most) {
  for (let level = Math.min(...values); level <= most; level++) {
    let best = { at: 0, length: 0 };
    let length = 0;
    values.forEach((value, i) => {
      length = value <= level ? length + 1 : 0;
      if (length > best.length) best = { at: i - length + 1, length };
    });
    if (best.length >= GUTTER) return best;
  }
  return null;
}

/**
 * Where a gutter runs, or null.
 * @param {Piece[]} pieces
 */
function gutterOf(pieces) {
  const left = Math.min(...pieces.map((p) => p.x));
  const right = Math.max(...pieces.map((p) => p.x + p.width));
  const lines = rows(pieces).length;
  /** How many pieces run across each place. */
  const from = left + (right - left) * INNER_FROM;
  const across = Array.from(
    { length: Math.ceil((right - left) * (INNER_TO - INNER_FROM)) },
    (_, i) => pieces.filter((p) => p.x < from + i && p.x + p.width > from + i).length,
  );
  const best = longestRun(across, MOST_ACROSS * lines);
  if (!best) return null;
  const x = from + best.at + best.length / 2;
  const leftLines = rows(pieces.filter((p) => p.x + p.width <= x));
  const rightLines = rows(pieces.filter((p) => p.x >= x));
  if (leftLines.length < COLUMN_LINES || rightLines.length < COLUMN_LINES) return null;
  // Side by side, not one below the other.
  const beside = rightLines.filter(
    ([p]) => p.y <= leftLines[0][0].y + p.size && p.y >= (leftLines.at(-1)?.[0].y ?? 0) - p.size,
  );
  return beside.length >= COLUMN_LINES ? x : null;
}

/**
 * @param {Piece[]} pieces of one page
 * @param {number} [depth]
 * @returns {Line[]} in reading order
 */
export function linesOf(pieces, depth = 0) {
  const written = pieces.filter((p) => p.str.trim());
  if (!written.length) return [];
  const x = depth < MOST_COLUMNS_DEEP ? gutterOf(written) : null;
  if (x === null)
    return rows(written)
      .map(lineOf)
      .filter((line) => line.text);
  /** @type {Line[]} */
  const lines = [];
  /** @type {Piece[]} */
  let left = [];
  /** @type {Piece[]} */
  let right = [];
  const flush = () => {
    lines.push(...linesOf(left, depth + 1), ...linesOf(right, depth + 1));
    left = [];
    right = [];
  };
  for (const row of rows(written)) {
    const across = row.some((p) => p.x < x && p.x + p.width > x);
    if (across) {
      flush();
      const line = lineOf(row);
      if (line.text) lines.push(line);
    } else for (const piece of row) (piece.x < x ? left : right).push(piece);
  }
  flush();
  return lines;
}
