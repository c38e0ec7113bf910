// The findings as a table for spreadsheets: RFC 4180, with a mark that tells Excel that it is UTF-8.

/** @typedef {import('./telling.js').Outline} Outline */

const BOM = '\ufeff';
const LINE_END = '\r\n';
/** A spreadsheet takes what begins so for a formula and runs it. */
const FORMULA = /^[\s\u200b\ufeff]*[=+\-@|%＝＋－＠]|^[\t\r\n]/u;

/** @param {string | number} value */
export function cell(value) {
  if (typeof value === 'number') return String(value);
  const text = value.replaceAll('\0', '');
  return `"${(FORMULA.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

const HEAD = [
  ...[
    'Number',
    'Label',
    'Severity',
    'Kind',
    'Trend',
    'Theme',
    'Further themes',
    'Speaker',
    'Line',
    'From',
    'To',
  ],
  ...['Words', 'Why', 'Note', 'Changed'],
];

/** @param {Outline} outline */
export function toCsv({ items }) {
  const rows = items.map((i) => [
    ...[
      i.number,
      i.label,
      i.severity,
      i.kind,
      i.trend ?? '',
      i.themes[0] ?? '',
      i.themes.slice(1).join('; '),
    ],
    ...[i.speaker, i.line, i.from, i.to, i.quote, i.why, i.note, i.by],
  ]);
  return BOM + [HEAD, ...rows].map((row) => row.map(cell).join(',') + LINE_END).join('');
}
