// PDFs that the tests make themselves: text at places, in sizes, on pages of A4.
import { deflateSync } from 'node:zlib';

/** @typedef {{ text: string, x: number, y: number, size?: number }} Placed y from the top */

export const A4 = { width: 595, height: 842 };

/** WinAnsi bytes of what these tests write. @param {string} text */
const winAnsi = (text) =>
  [...text]
    .map((c) => ({ '’': '\x92', '“': '\x93', '”': '\x94', '–': '\x96', '•': '\x95', '†': '\x86' })[c] ?? c)
    .join('')
    .replace(/[\\()]/g, '\\$&');

/**
 * @param {Placed[][]} pages
 * @param {{ title?: string, extra?: string }} [options] `extra`: further entries of the trailer
 */
export function makePdf(pages, { title = '', extra = '' } = {}) {
  /** @type {(string | Buffer)[]} */
  const objects = [];
  const add = (/** @type {string | Buffer} */ body) => objects.push(body);
  add('<< /Type /Catalog /Pages 2 0 R >>');
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ');
  add(`<< /Type /Pages /Count ${pages.length} /Kids [${kids}] >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  pages.forEach((placed, i) => {
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${A4.width} ${A4.height}] /Contents ${5 + 2 * i} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    );
    const content = placed
      .map(
        ({ text, x, y, size = 10 }) =>
          `BT /F1 ${size} Tf 1 0 0 1 ${x} ${A4.height - y} Tm (${winAnsi(text)}) Tj ET`,
      )
      .join('\n');
    const stream = deflateSync(Buffer.from(content, 'latin1'));
    add(
      Buffer.concat([
        Buffer.from(`<< /Length ${stream.length} /Filter /FlateDecode >>\nstream\n`),
        stream,
        Buffer.from('\nendstream'),
      ]),
    );
  });
  add(`<< /Title (${winAnsi(title)}) >>`);
  const parts = [Buffer.from('%PDF-1.4\n')];
  /** @type {number[]} */
  const places = [];
  let at = parts[0].length;
  objects.forEach((body, i) => {
    places.push(at);
    const part = Buffer.concat([
      Buffer.from(`${i + 1} 0 obj\n`),
      Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1'),
      Buffer.from('\nendobj\n'),
    ]);
    parts.push(part);
    at += part.length;
  });
  const table = places.map((p) => `${String(p).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${objects.length} 0 R ${extra} >>\nstartxref\n${at}\n%%EOF\n`,
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

/** About so wide is a character of Helvetica, in sizes. */
const WIDTH = 0.5;

/**
 * Lines of text below each other, broken at a width.
 * @param {string} text paragraphs parted by an empty line
 * @param {{ x: number, y: number, width: number, size?: number, leading?: number }} box
 */
export function flow(text, { x, y, width, size = 10, leading = 13 }) {
  /** @type {Placed[]} */
  const placed = [];
  const most = Math.floor(width / (size * WIDTH));
  for (const paragraph of text.split('\n\n')) {
    let line = '';
    for (const word of paragraph.split(/\s+/)) {
      // A bar stands for a place where the line may break with a hyphen.
      const [head, tail] = word.split('|');
      const whole = head + (tail ?? '');
      if (`${line} ${whole}`.trim().length <= most) line = `${line} ${whole}`.trim();
      else if (tail !== undefined && `${line} ${head}-`.length <= most + 2) {
        placed.push({ text: `${line} ${head.replace(/-$/, '')}-`.trim(), x, y, size });
        y += leading;
        line = tail;
      } else {
        placed.push({ text: line, x, y, size });
        y += leading;
        line = whole;
      }
    }
    placed.push({ text: line, x, y, size });
    y += 2 * leading;
  }
  return placed;
}
