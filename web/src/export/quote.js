// One finding as a quotation with its place, for pasting into a report of one's own.

/**
 * @param {{ quote: string, title: string, line: number, speaker: string, what: string }} finding
 */
export function asQuotation({ quote, title, line, speaker, what }) {
  const place = [speaker, title, `line ${line}`].filter(Boolean).join(', ');
  return `“${quote.replace(/\s+/g, ' ').trim()}” (${place})\n${what}`;
}
