// A document as few bytes as will do: a line of JSON for all but the words, then the words themselves. What has its
// usual value is left out, places count from the place before, and the words of a correction stand in the text already.
import { KINDS, LABELS, ORDER, ORIGINS, TABS, TRENDS, checkRecord } from './check-record.js';
import { Refusal } from './refusal.js';

/** @typedef {import('../state/record.js').DocumentRecord} DocumentRecord */
/** @typedef {import('../state/entry.js').Correction} Correction */

/** UTF-16 units of context that a correction keeps on either side; as in state/anchors.js when links were frozen. */
const CONTEXT = 48;

const fallback = {
  framework: 'auto',
  view: { tab: TABS[0], order: ORDER[0], filters: [], ticked: [] },
};

/**
 * Without the zeros at its end.
 * @param {any[]} list
 */
function trimmed(list) {
  let length = list.length;
  while (length > 0 && list[length - 1] === 0) length--;
  return list.slice(0, length);
}

/**
 * Where a correction's words and their surroundings stand in a text.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 */
function anchor(text, from, to) {
  return {
    quote: text.slice(from, to),
    before: text.slice(Math.max(0, from - CONTEXT), from),
    after: text.slice(to, to + CONTEXT),
  };
}

/**
 * [distance, length, verdict, themes, note, anchor of its own]
 * @param {Correction} c
 * @param {number} last end of the correction before
 * @param {string} text
 */
function packCorrection(c, last, text) {
  const { quote, before, after } = anchor(text, c.from, c.to);
  const usual = c.quote === quote && c.before === before && c.after === after;
  // One number of mixed base: small ones are short.
  let verdict = Number(c.lost);
  verdict = verdict * 2 + Number(c.dismissed);
  verdict = verdict * TRENDS.length + TRENDS.indexOf(c.trend);
  verdict = verdict * KINDS.length + KINDS.indexOf(c.kind);
  verdict = verdict * 3 + (c.severity - 1);
  verdict = verdict * LABELS.length + LABELS.indexOf(c.label);
  verdict = verdict * ORIGINS.length + ORIGINS.indexOf(c.origin);
  return trimmed([
    c.from - last,
    c.to - c.from,
    verdict,
    c.themes.length ? c.themes : 0,
    c.note || 0,
    usual ? 0 : [c.quote, c.before, c.after],
  ]);
}

/**
 * @param {any} packed
 * @param {number} last
 * @param {string} text
 * @param {number} index
 * @returns {Correction}
 */
function unpackCorrection(packed, last, text, index) {
  if (!Array.isArray(packed)) throw new Refusal('broken');
  const [distance = 0, length = 0, code = 0, themes = 0, note = 0, own = 0] = packed;
  if (![distance, length, code].every(Number.isSafeInteger)) throw new Refusal('broken');
  let rest = code;
  const digit = (/** @type {number} */ base) => {
    const value = rest % base;
    rest = Math.floor(rest / base);
    return value;
  };
  const from = last + distance;
  const to = from + length;
  const [quote, before, after] = Array.isArray(own)
    ? own
    : Object.values(anchor(text, Math.max(0, from), Math.max(0, to)));
  const correction = /** @type {Correction} */ ({
    ...{ id: `l${index}`, from, to, quote, before, after },
    origin: ORIGINS[digit(ORIGINS.length)],
    label: LABELS[digit(LABELS.length)],
    severity: digit(3) + 1,
    kind: KINDS[digit(KINDS.length)],
    trend: TRENDS[digit(TRENDS.length)],
    dismissed: digit(2) === 1,
    lost: digit(2) === 1,
    themes: themes || [],
    note: note || '',
  });
  if (rest !== 0) throw new Refusal('broken');
  return correction;
}

/**
 * The ids of corrections are not kept: they only tell them apart.
 * @param {DocumentRecord} record
 */
export function pack({ text, title, framework, ownFramework, corrections, view }) {
  let last = 0;
  const packed = corrections.map((c) => {
    const one = packCorrection(c, last, text);
    last = c.to;
    return one;
  });
  const { tab, order, filters, ticked } = view;
  const look = trimmed([
    TABS.indexOf(tab),
    ORDER.indexOf(order),
    filters.length ? filters : 0,
    ticked.length ? ticked : 0,
  ]);
  const encoder = new TextEncoder();
  const bytes = encoder.encode(text);
  // Halves of a character cannot be said in UTF-8; such a text goes as JSON.
  const odd = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) !== text;
  const head = trimmed([
    title || 0,
    packed.length ? packed : 0,
    look.length ? look : 0,
    framework === fallback.framework ? 0 : framework,
    ownFramework ?? 0,
    odd ? 1 : 0,
  ]);
  return encoder.encode(`${JSON.stringify(head)}\n${odd ? JSON.stringify(text) : text}`);
}

/**
 * @param {Uint8Array} bytes
 * @returns {DocumentRecord}
 */
export function unpack(bytes) {
  let head, text;
  try {
    const whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const end = whole.indexOf('\n');
    if (end < 0) throw new SyntaxError('no head');
    head = JSON.parse(whole.slice(0, end));
    text = whole.slice(end + 1);
    if (!Array.isArray(head)) throw new SyntaxError('no list');
    if (head[5]) text = JSON.parse(text);
  } catch {
    throw new Refusal('broken');
  }
  if (typeof text !== 'string') throw new Refusal('broken');
  const [title = 0, packed = 0, look = 0, framework = 0, own = 0] = head;
  if ((packed && !Array.isArray(packed)) || (look && !Array.isArray(look))) throw new Refusal('broken');
  let last = 0;
  const corrections = (packed || []).map((/** @type {any} */ one, /** @type {number} */ index) => {
    const c = unpackCorrection(one, last, text, index);
    last = c.to;
    return c;
  });
  const [tab = 0, order = 0, filters = 0, ticked = 0] = look || [];
  return checkRecord({
    version: 1,
    text,
    title: title || '',
    framework: framework || fallback.framework,
    ownFramework: own || null,
    corrections,
    view: { tab: TABS[tab], order: ORDER[order], filters: filters || [], ticked: ticked || [] },
  });
}
