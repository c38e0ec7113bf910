// The words of HTML as plain text with its headings, list items, paragraphs and rows of tables. A reader of tags of its
// own, in one pass and without a tree: nothing is ever made into elements, so nothing in the HTML can run or load, no
// policy of the page has to allow it, and nesting of any depth costs no more than its length.

/** What holds no words of the page, whether or not it is ever closed: its content is no markup either. */
const RAW = /^(?:script|style|title|iframe|noscript|noembed|noframes)$/;
/** What holds no words of the page, up to its end tag. */
const ASIDE = /^(?:template|svg|math|object|select|audio|video|canvas|datalist|xml)$/;
const BLOCKS =
  /^(?:p|div|section|article|header|footer|main|aside|nav|h[1-6]|ul|ol|li|dl|dt|dd|table|thead|tbody|tfoot|tr|caption|blockquote|pre|figure|figcaption|form|fieldset|legend|details|summary|dialog|center|address|hr|body|html)$/;
const LIST = /^[uo]l$/;
/** Elements without content. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)$/;

/** What lies between one piece of text and the next, the weaker first. */
const GAP = { none: '', cell: ' \u2003 ', line: '\n', paragraph: '\n\n' };
/** @typedef {keyof typeof GAP} Gap */
const STRENGTH = /** @type {Gap[]} */ (Object.keys(GAP));

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

/** A footnote's mark with the links and styles around it, in characters. */
const MARK_REACH = 3000;
const MARK = /^\[?(?:\d{1,3}|[*†‡§a-z])\]?$/i;
/** As much of a tag as is looked at for its attributes. */
const TAG_REACH = 4000;
/** So often an end tag is looked for in vain: then the page is too odd to tell what it hides. */
const MOST_UNCLOSED = 20;
const LAST_CODE_POINT = 0x10ffff;
const SURROGATES = [0xd800, 0xdfff];

/** @param {string} text */
export function decodeReferences(text) {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z][a-z0-9]{1,10}));/gi,
    (whole, decimal, hex, name) => {
      if (name) {
        const known = Object.hasOwn(NAMED, name) ? name : name.toLowerCase();
        return Object.hasOwn(NAMED, known) ? NAMED[known] : whole;
      }
      const code = decimal ? Number(decimal) : parseInt(hex, 16);
      const half = code >= SURROGATES[0] && code <= SURROGATES[1];
      return code === 0 || half || code > LAST_CODE_POINT ? '\ufffd' : String.fromCodePoint(code);
    },
  );
}

/** Pieces of text with the gaps between them. A gap is only written once there are words behind it. */
class Writer {
  #text = '';
  #line = '';
  /** @type {Gap} */ #gap = 'none';
  /** What the next words are: "## ", "- ". */
  prefix = '';
  /** The element that the prefix belongs to. */
  prefixOf = '';
  /** At the start of a cell or list item: paragraphs inside begin no new one. */
  #fresh = false;
  #rowHasWords = false;
  #broken = false;

  /** @param {string} text */
  words(text) {
    this.#line += text;
  }

  /** @param {Gap} gap */
  apart(gap) {
    this.#flush();
    if (this.#fresh) return;
    if (STRENGTH.indexOf(gap) > STRENGTH.indexOf(this.#gap)) this.#gap = gap;
  }

  /** A second one without words between leaves a line empty. */
  lineBreak() {
    this.#flush();
    this.apart(this.#broken ? 'paragraph' : 'line');
    this.#broken = true;
  }

  /** A list item begins or ends; its paragraphs lie no further apart than it does from others. @param {boolean} begins */
  item(begins) {
    this.apart('line');
    if (!begins && this.#gap === 'paragraph') this.#gap = 'line';
    this.#fresh = begins;
  }

  row() {
    this.#flush();
    this.#fresh = false;
    this.#rowHasWords = false;
    if (this.#gap === 'cell') this.#gap = 'line';
    this.apart('line');
  }

  cell() {
    this.#flush();
    if (this.#rowHasWords) this.#gap = 'cell';
    this.#fresh = true;
  }

  /** What comes now stands by itself, whatever it stands in. */
  free() {
    this.#flush();
    this.#fresh = false;
    if (this.#gap === 'cell') this.#gap = 'line';
    this.apart('paragraph');
  }

  #flush() {
    const line = this.#line.replace(/[ \t\r\n\f]+/g, ' ').trim();
    this.#line = '';
    if (!line) return;
    const prefix = this.#gap === 'cell' ? '' : this.prefix;
    this.#text += (this.#text ? GAP[this.#gap] : '') + prefix + line;
    this.#gap = 'none';
    this.prefix = '';
    this.#fresh = false;
    this.#broken = false;
    this.#rowHasWords = true;
  }

  text() {
    this.#flush();
    return this.#text;
  }
}

/**
 * The end of a tag that begins at `from`: ">" outside of a value in quotation marks.
 * @param {string} html
 * @param {number} from
 */
function endOfTag(html, from) {
  let quote = '';
  let value = false;
  for (let at = from; at < html.length; at++) {
    const c = html[at];
    if (quote) {
      if (c === quote) quote = '';
      continue;
    }
    if (c === '>') return at;
    if (value && (c === '"' || c === "'")) quote = c;
    value = c === '=' || (value && /\s/.test(c));
  }
  return html.length;
}

/** @param {string} html */
export function titleOf(html) {
  const title = /<title[^>]*>([^<]{0,1000})<\/title/i.exec(html.slice(0, 100_000))?.[1] ?? '';
  return decodeReferences(title).replace(/\s+/g, ' ').trim();
}

/** Not shown by whoever made it. */
const HIDDEN = /\shidden(?=[\s=/>])|display\s*:\s*none|mso-hide\s*:\s*all/i;
/** Word's own bullet or number, which it writes as text, and its marks of footnotes. */
const WORD_MARK = /mso-list\s*:\s*ignore|class\s*=\s*["']?Mso(?:Foot|End)noteReference/i;
const WORD_ITEM = /mso-list\s*:\s*l\d/i;
const PRE = /white-space\s*:\s*(?:pre|break-spaces)/i;
const RAISED = /vertical-align\s*:\s*super/i;

class Reader {
  #html;
  #at = 0;
  #out = new Writer();
  /** The outermost element whose line ends count, and how many of its name are open within. */
  #pre = { name: '', depth: 0 };
  #unclosed = 0;
  /** How many lists are open: one within another goes on with its lines. */
  #lists = 0;

  /** @param {string} html */
  constructor(html) {
    this.#html = html;
  }

  read() {
    const html = this.#html;
    while (this.#at < html.length) {
      const open = html.indexOf('<', this.#at);
      if (open !== this.#at) this.#words(html.slice(this.#at, open < 0 ? html.length : open));
      if (open < 0) break;
      this.#at = open;
      this.#markup();
    }
    return this.#out.text();
  }

  /** @param {string} text */
  #words(text) {
    const words = decodeReferences(text);
    if (!this.#pre.depth) return this.#out.words(words);
    words.split(/\r\n?|\n/).forEach((line, i) => {
      if (i) this.#out.lineBreak();
      this.#out.words(line);
    });
  }

  /** At "<". */
  #markup() {
    const html = this.#html;
    const open = this.#at;
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      this.#at = end < 0 ? html.length : end + 3;
      return;
    }
    const match = /^<(\/?)([a-z][a-z0-9:-]*)/i.exec(html.slice(open, open + 40));
    if (!match) {
      // "<" of prose, or a doctype, or one of Word's conditions.
      if (/^<[!?]/.test(html.slice(open, open + 2))) this.#at = endOfTag(html, open) + 1;
      else {
        this.#out.words('<');
        this.#at = open + 1;
      }
      return;
    }
    const name = match[2].toLowerCase();
    this.#at = endOfTag(html, open + match[0].length) + 1;
    const tag = html.slice(open, Math.min(this.#at, open + TAG_REACH));
    if (!match[1] && this.#skips(name, tag)) return;
    this.#keepsLines(name, tag, Boolean(match[1]));
    if (match[1]) this.#closes(name);
    else this.#opens(name, tag);
  }

  /** @param {string} name @param {string} tag @param {boolean} closes */
  #keepsLines(name, tag, closes) {
    const pre = this.#pre;
    if (pre.depth) {
      if (name === pre.name) pre.depth += closes ? -1 : 1;
    } else if (!closes && (name === 'pre' || (PRE.test(tag) && !VOID.test(name)))) {
      this.#pre = { name, depth: 1 };
    }
  }

  /**
   * Goes past an element that holds no words of the page.
   * @param {string} name
   * @param {string} tag
   */
  #skips(name, tag) {
    if (VOID.test(name)) return false;
    if (RAW.test(name)) {
      const end = new RegExp(`</${name}(?=[\\s/>])`, 'gi');
      end.lastIndex = this.#at;
      const found = end.exec(this.#html);
      this.#at = found ? endOfTag(this.#html, end.lastIndex) + 1 : this.#html.length;
      return true;
    }
    if ((name === 'sup' || RAISED.test(tag)) && this.#skipsMark(name)) return true;
    if (ASIDE.test(name) || HIDDEN.test(tag) || WORD_MARK.test(tag)) return this.#skipsElement(name);
    return false;
  }

  /** A footnote's mark is no word of the sentence. @param {string} name */
  #skipsMark(name) {
    const near = this.#html.slice(this.#at, this.#at + MARK_REACH);
    const end = near.search(new RegExp(`</${name}[\\s>]`, 'i'));
    if (end < 0) return false;
    const inside = decodeReferences(near.slice(0, end).replace(/<[^>]*>/g, '')).trim();
    if (!MARK.test(inside)) return false;
    this.#at = endOfTag(this.#html, this.#at + end) + 1;
    return true;
  }

  /** To the end of an element, unless it has none: then its words are read rather than lost. @param {string} name */
  #skipsElement(name) {
    if (this.#unclosed > MOST_UNCLOSED) return false;
    const tags = new RegExp(`<(/?)${name}(?=[\\s/>])`, 'gi');
    tags.lastIndex = this.#at;
    // A paragraph holds no other.
    let depth = 1;
    for (let match = tags.exec(this.#html); match; match = tags.exec(this.#html)) {
      if (name === 'p' && !match[1]) {
        this.#at = match.index;
        return true;
      }
      depth += match[1] ? -1 : 1;
      if (depth > 0) continue;
      this.#at = endOfTag(this.#html, tags.lastIndex) + 1;
      return true;
    }
    this.#unclosed++;
    return false;
  }

  /** @param {string} name @param {string} tag */
  #opens(name, tag) {
    const out = this.#out;
    if (name === 'br') return out.lineBreak();
    if (name === 'td' || name === 'th') return out.cell();
    if (!BLOCKS.test(name)) return;
    if (name === 'tr') return out.row();
    if (LIST.test(name)) return out.apart(this.#lists++ ? 'line' : 'paragraph');
    const level = levelOf(name, tag);
    const item = name === 'li' || WORD_ITEM.test(tag);
    if (item) out.item(true);
    else if (name === 'table') out.free();
    else out.apart('paragraph');
    if (level) [out.prefix, out.prefixOf] = [`${'#'.repeat(level)} `, name];
    else if (item) [out.prefix, out.prefixOf] = ['- ', name];
  }

  /** @param {string} name */
  #closes(name) {
    const out = this.#out;
    if (name === 'td' || name === 'th') return out.cell();
    if (!BLOCKS.test(name)) return;
    if (LIST.test(name) && this.#lists) this.#lists--;
    if (name === 'tr') out.row();
    else if (LIST.test(name)) out.apart(this.#lists ? 'line' : 'paragraph');
    else if (name === 'li') out.item(false);
    else if (name === 'table') out.free();
    else out.apart('paragraph');
    if (name === out.prefixOf) [out.prefix, out.prefixOf] = ['', ''];
  }
}

/**
 * The level of a heading, or 0.
 * @param {string} name
 * @param {string} tag
 */
function levelOf(name, tag) {
  const level = /^h([1-6])$/.exec(name)?.[1];
  if (level) return Number(level);
  if (/class\s*=\s*["']?MsoTitle/i.test(tag)) return 1;
  if (!/\srole\s*=\s*["']?heading/i.test(tag)) return 0;
  return Number(/aria-level\s*=\s*["']?([1-6])/i.exec(tag)?.[1] ?? 2);
}

/** @param {string} html */
export function htmlToText(html) {
  return new Reader(html).read();
}
