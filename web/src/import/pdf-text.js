// From the lines of all pages to running text: without running headers, footers and page numbers; words that were
// hyphenated whole again; sentences going on over columns and pages; footnotes after the text.

/** @typedef {import('./pdf-lines.js').Line} Line */
/** @typedef {{ lines: Line[], height: number }} Page */

/** The parts of a page's height where headers and footers stand. */
const MARGIN = 0.13;
/** A line in a margin that stands on this part of the pages is furniture. */
const REPEATED = 0.4;
const PAGE_NUMBER = /^(?:page\s+)?[–—-]?\s*(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|\/)\s*\d{1,4})?\s*[–—-]?$/i;
/** Sizes against the body's: a heading from, a footnote up to. */
const HEADING_SIZE = 1.15;
const NOTE_SIZE = 0.87;
const NOTE_START = /^(?:\[?\d{1,3}\]?|[*†‡§])[\s.)]*\S/;
/** A gap between lines this much wider than usual begins a paragraph. */
const PARAGRAPH_GAP = 1.3;
/** A last line ends this far before the right edge, in parts of the width. */
const SHORT = 0.12;
const BULLET = /^(?:[•▪◦●■–—-]|\(?[a-z\d]{1,2}[.)])\s+\S/;
const SENTENCE_END = /[.!?:;]["”’')\]]*$/;
/** First parts of words that keep their hyphen. */
const KEEPS_HYPHEN =
  /(?:^|\W)(?:well|self|non|multi|cross|counter|anti|long|short|high|low|part|full|half|co|ex|pre|post|inter|front|back|follow|year|risk|evidence|decision|problem|county|force|region|nation|value|child|user|people|data|intelligence|first|second|third|two|three|four|five|six|one)$/i;

/** @param {number[]} values */
function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** The size that most characters have. @param {Page[]} pages */
function bodySize(pages) {
  /** @type {Map<number, number>} */
  const characters = new Map();
  for (const { lines } of pages)
    for (const { size, text } of lines) {
      const rounded = Math.round(size * 2) / 2;
      characters.set(rounded, (characters.get(rounded) ?? 0) + text.length);
    }
  return [...characters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 1;
}

const pattern = (/** @type {string} */ text) => text.replace(/\d+/g, '#').replace(/\s+/g, ' ').toLowerCase();
const inMargin = (/** @type {Line} */ { y }, /** @type {number} */ height) =>
  y > height * (1 - MARGIN) || y < height * MARGIN;

/** @param {Page[]} pages */
function withoutFurniture(pages) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  for (const { lines, height } of pages) {
    const here = new Set(lines.filter((l) => inMargin(l, height)).map((l) => pattern(l.text)));
    for (const text of here) seen.set(text, (seen.get(text) ?? 0) + 1);
  }
  const often = Math.max(2, Math.ceil(pages.length * REPEATED));
  return pages.map(({ lines, height }) => ({
    height,
    lines: lines.filter(
      (l) => !inMargin(l, height) || (!PAGE_NUMBER.test(l.text) && (seen.get(pattern(l.text)) ?? 0) < often),
    ),
  }));
}

/**
 * The footnotes at the foot of a page: small lines to its end, the first with its mark.
 * @param {Line[]} lines
 * @param {number} body
 */
function footnotes(lines, body) {
  let from = lines.length;
  while (from > 0 && lines[from - 1].size < NOTE_SIZE * body) from--;
  while (from < lines.length && !NOTE_START.test(lines[from].text)) from++;
  return { text: lines.slice(0, from), notes: lines.slice(from) };
}

/** @param {string} text */
function vocabulary(text) {
  return new Set(text.toLowerCase().match(/[\p{L}][\p{L}’'-]*/gu) ?? []);
}

/**
 * Puts a line behind what there is of the paragraph.
 * @param {string} paragraph
 * @param {string} line
 * @param {Set<string>} known
 */
export function join(paragraph, line, known) {
  if (!paragraph) return line;
  const hyphened = /([\p{L}’']+)[-\u00ad\u2010]$/u.exec(paragraph);
  const rest = /^\p{Ll}[\p{L}’']*/u.exec(line);
  if (!hyphened || !rest) return `${paragraph} ${line}`;
  if (paragraph.endsWith('\u00ad')) return paragraph.slice(0, -1) + line;
  const first = hyphened[1].toLowerCase();
  const whole = known.has(first + rest[0]);
  const keeps = !whole && (known.has(`${first}-${rest[0]}`) || KEEPS_HYPHEN.test(first));
  return (keeps ? paragraph : paragraph.slice(0, -1)) + line;
}

/** @param {Page[]} pages */
export function textOf(pages) {
  const body = bodySize(pages);
  const cleaned = withoutFurniture(pages);
  const known = vocabulary(cleaned.flatMap((p) => p.lines.map((l) => l.text)).join('\n'));
  const gaps = cleaned.flatMap(({ lines }) =>
    lines
      .slice(1)
      .flatMap((line, i) =>
        lines[i].y > line.y && line.size < HEADING_SIZE * body ? [lines[i].y - line.y] : [],
      ),
  );
  const leading = median(gaps) || body * 1.2;
  /** @type {string[]} */
  const paragraphs = [];
  /** @type {string[]} */
  const notes = [];
  let open = '';
  /** @type {Line | null} */
  let last = null;
  const close = () => {
    if (open) paragraphs.push(open);
    open = '';
  };
  for (const { lines } of cleaned) {
    const { text, notes: own } = footnotes(lines, body);
    let note = '';
    for (const line of own) {
      if (note && NOTE_START.test(line.text)) notes.push(note);
      note = note && !NOTE_START.test(line.text) ? join(note, line.text, known) : line.text;
    }
    if (note) notes.push(note);
    const edge = Math.max(...text.map((l) => l.right), 0);
    for (const line of text) {
      const heading = line.size >= HEADING_SIZE * body;
      if (begins(line, last, { heading, body, leading, open })) close();
      if (heading && !open) open = `## ${line.text}`;
      else
        open = join(
          open,
          BULLET.test(line.text) && !open ? line.text.replace(/^[•▪◦●■]\s*/, '- ') : line.text,
          known,
        );
      last = { ...line, right: edge - line.right > SHORT * edge ? -1 : line.right };
    }
  }
  close();
  return [...paragraphs, ...notes].join('\n\n');
}

/**
 * Whether a line begins a paragraph.
 * @param {Line} line
 * @param {Line | null} last with `right` -1 where it ended early
 * @param {{ heading: boolean, body: number, leading: number, open: string }} about
 */
function begins(line, last, { heading, body, leading, open }) {
  if (!last) return true;
  const wasHeading = last.size >= HEADING_SIZE * body;
  if (heading !== wasHeading) return true;
  const gap = last.y - line.y;
  const below = gap > 0 && Math.abs(line.x - last.x) < line.right - line.x + 1;
  if (heading) return !below || gap > 1.6 * line.size;
  if (BULLET.test(line.text) && SENTENCE_END.test(open)) return true;
  if (/^[•▪◦●■]/.test(line.text)) return true;
  // Another column or page: the sentence goes on, or a paragraph begins.
  if (!below || gap > 6 * leading) return SENTENCE_END.test(open);
  if (gap > PARAGRAPH_GAP * leading) return true;
  return last.right === -1 && SENTENCE_END.test(open) && /^[\p{Lu}“"‘(]/u.test(line.text);
}
