// The words of an HTML page as plain text with its headings, lists and paragraphs. A reader of tags of its own: nothing
// is ever made into elements, so nothing in the page can run or load.

const SKIPPED = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'svg',
  'math',
  'iframe',
  'object',
  'head',
  'select',
]);
const BLOCKS =
  /^(?:p|div|section|article|header|footer|main|aside|nav|h[1-6]|ul|ol|li|dl|dt|dd|table|tr|caption|blockquote|pre|figure|figcaption|form|fieldset|address|hr|body|html)$/;
/** Character references by name that occur in prose; others stay as they are written. */
/** @type {Record<string, string>} */
const NAMED = {
  ...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0', shy: '', zwnj: '', zwj: '' },
  ...{ lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', laquo: '«', raquo: '»', sbquo: '‚', bdquo: '„' },
  ...{
    ndash: '–',
    mdash: '—',
    hellip: '…',
    bull: '•',
    middot: '·',
    pound: '£',
    euro: '€',
    copy: '©',
    reg: '®',
  },
  ...{ trade: '™', deg: '°', frac12: '½', times: '×', eacute: 'é', egrave: 'è', aacute: 'á', iacute: 'í' },
  ...{ oacute: 'ó', uacute: 'ú', ccedil: 'ç', ntilde: 'ñ', auml: 'ä', ouml: 'ö', uuml: 'ü', szlig: 'ß' },
  ...{ ensp: ' ', emsp: ' ', thinsp: ' ', sect: '§', para: '¶', percnt: '%', comma: ',', period: '.' },
};
/** A footnote's mark with the link that it is, in characters. */
const MARK_REACH = 200;
const LAST_CODE_POINT = 0x10ffff;

/** @param {string} text */
export function decodeReferences(text) {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,10}));/gi,
    (whole, decimal, hex, name) => {
      if (name) return NAMED[name] ?? NAMED[name.toLowerCase()] ?? whole;
      const code = decimal ? Number(decimal) : parseInt(hex, 16);
      return code === 0 || code > LAST_CODE_POINT ? '\ufffd' : String.fromCodePoint(code);
    },
  );
}

class Writer {
  /** @type {string[]} */ lines = [];
  line = '';
  prefix = '';

  /** @param {string} text */
  words(text) {
    this.line += text;
  }

  /** Ends the line. @param {boolean} [apart] with an empty line after it */
  end(apart = true) {
    const line = this.line.replace(/[ \t\r\n\f]+/g, ' ').trim();
    if (line) this.lines.push(this.prefix + line);
    if (apart && this.lines.at(-1)) this.lines.push('');
    this.line = '';
    this.prefix = '';
  }

  text() {
    this.end();
    return this.lines
      .join('\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim();
  }
}

/**
 * The end of a tag that begins at `from`: ">" outside of quotation marks.
 * @param {string} html
 * @param {number} from
 */
function endOfTag(html, from) {
  let quote = '';
  for (let at = from; at < html.length; at++) {
    const c = html[at];
    if (quote) {
      if (c === quote) quote = '';
    } else if (c === '>') return at;
    else if ((c === '"' || c === "'") && html[at - 1] === '=') quote = c;
  }
  return html.length;
}

/** @param {string} html */
export function titleOf(html) {
  const title = /<title[^>]*>([^<]{0,1000})<\/title/i.exec(html.slice(0, 100_000))?.[1] ?? '';
  return decodeReferences(title).replace(/\s+/g, ' ').trim();
}

/** @param {string} html */
export function htmlToText(html) {
  const out = new Writer();
  const lower = html.toLowerCase();
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      out.words(decodeReferences(html.slice(at)));
      break;
    }
    if (open > at) out.words(decodeReferences(html.slice(at, open)));
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const match = /^<(\/?)([a-z][a-z0-9:-]*)/i.exec(html.slice(open, open + 40));
    if (!match) {
      // "<" of prose, or a doctype.
      if (/^<[!?]/.test(html.slice(open, open + 2))) at = endOfTag(html, open) + 1;
      else {
        out.words('<');
        at = open + 1;
      }
      continue;
    }
    const closing = match[1] === '/';
    const name = match[2].toLowerCase();
    at = endOfTag(html, open) + 1;
    if (!closing && SKIPPED.has(name)) {
      const end = lower.indexOf(`</${name}`, at);
      at = end < 0 ? html.length : endOfTag(html, end) + 1;
      continue;
    }
    if (!closing && name === 'sup') {
      // A footnote's mark is no word of the sentence.
      const end = lower.slice(at, at + MARK_REACH).indexOf('</sup');
      const inside = end < 0 ? '' : decodeReferences(html.slice(at, at + end).replace(/<[^>]*>/g, '')).trim();
      if (/^\[?(?:\d{1,3}|[*†‡§a-z])\]?$/i.test(inside)) at = endOfTag(html, at + end) + 1;
      continue;
    }
    tag(out, name, closing);
  }
  return out.text();
}

/**
 * @param {Writer} out
 * @param {string} name
 * @param {boolean} closing
 */
function tag(out, name, closing) {
  if (name === 'br') return out.end(false);
  if ((name === 'td' || name === 'th') && closing) return out.words(' \u2003 ');
  if (!BLOCKS.test(name)) return;
  out.end(name !== 'li');
  if (closing) return;
  const level = /^h([1-6])$/.exec(name)?.[1];
  if (level) out.prefix = `${'#'.repeat(Number(level))} `;
  if (name === 'li') out.prefix = '- ';
}
