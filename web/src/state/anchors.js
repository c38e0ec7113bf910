// How a correction holds on to its words. An edit elsewhere moves it; an edit inside it stretches it; when its words
// are gone it looks for them again: the exact quote first (the one in the best context), then the context around it.
import { MapMode } from '@codemirror/state';

/** @typedef {{ from: number, to: number, quote: string, before: string, after: string, lost: boolean }} Anchor */
/** @typedef {import('@codemirror/state').Text} Text */

/** UTF-16 units of context kept on either side. */
const CONTEXT = 48;
/** With the quote itself changed, the words between the contexts may be this many times as long as it. */
const STRETCH = 2;
/** Context shorter than this says too little to go by. */
const LEAST_CONTEXT = 12;

/**
 * The anchor for a stretch of the document as it is now.
 * @param {Text} doc
 * @param {number} from
 * @param {number} to
 * @returns {Anchor}
 */
export function anchorAt(doc, from, to) {
  return {
    from,
    to,
    quote: doc.sliceString(from, to),
    before: doc.sliceString(Math.max(0, from - CONTEXT), from),
    after: doc.sliceString(to, Math.min(doc.length, to + CONTEXT)),
    lost: false,
  };
}

/**
 * The same correction after a change of the document.
 * @template {Anchor} T
 * @param {T} anchor
 * @param {import('@codemirror/state').ChangeDesc} changes
 * @param {Text} doc the document after the change
 * @returns {T}
 */
export function carry(anchor, changes, doc) {
  if (!anchor.lost) {
    const from = changes.mapPos(anchor.from, 1);
    const to = changes.mapPos(anchor.to, -1);
    const whole = changes.touchesRange(anchor.from, anchor.to) === 'cover';
    if (from < to && !whole) {
      if (from === anchor.from && to === anchor.to && !changes.touchesRange(from, to)) return anchor;
      if (!changes.touchesRange(anchor.from, anchor.to)) return { ...anchor, from, to };
      return { ...anchor, ...anchorAt(doc, from, to) };
    }
  }
  if (anchor.lost && !mayBeBack(anchor, changes, doc)) return anchor;
  const near = anchor.lost ? anchor.from : (changes.mapPos(anchor.from, 1, MapMode.Simple) ?? 0);
  const found = findAgain(anchor, doc.toString(), near);
  if (found) return { ...anchor, ...anchorAt(doc, found.from, found.to) };
  return { ...anchor, from: near, to: near, lost: true };
}

/**
 * Whether an edit can have brought lost words back: they, or both their contexts, would stand where it was.
 * @param {Anchor} anchor
 * @param {import('@codemirror/state').ChangeDesc} changes
 * @param {Text} doc the document after the change
 */
function mayBeBack({ quote, before, after }, changes, doc) {
  const reach = STRETCH * quote.length + before.length + after.length;
  let found = false;
  changes.iterChangedRanges((_a, _b, from, to) => {
    const around = doc.sliceString(Math.max(0, from - reach), Math.min(doc.length, to + reach));
    found ||= around.includes(quote) || (before.length > 0 && around.includes(before));
  });
  return found;
}

/**
 * @param {Anchor} anchor
 * @param {string} text
 * @param {number} near where the words used to be
 * @returns {{ from: number, to: number } | null}
 */
export function findAgain({ quote, before, after }, text, near) {
  return byQuote(quote, before, after, text, near) ?? byContext(quote, before, after, text);
}

/**
 * @param {string} quote
 * @param {string} before
 * @param {string} after
 * @param {string} text
 * @param {number} near
 */
function byQuote(quote, before, after, text, near) {
  let best = null;
  let bestScore = -Infinity;
  for (let at = text.indexOf(quote); quote && at >= 0; at = text.indexOf(quote, at + 1)) {
    const context =
      sharedEnd(before, text.slice(Math.max(0, at - before.length), at)) +
      sharedStart(after, text.slice(at + quote.length, at + quote.length + after.length));
    const score = context - Math.abs(at - near) / (text.length + 1);
    if (score > bestScore) [best, bestScore] = [{ from: at, to: at + quote.length }, score];
  }
  return best;
}

/**
 * @param {string} quote
 * @param {string} before
 * @param {string} after
 * @param {string} text
 */
function byContext(quote, before, after, text) {
  if (before.length < LEAST_CONTEXT || after.length < LEAST_CONTEXT) return null;
  const start = text.indexOf(before);
  if (start < 0 || text.indexOf(before, start + 1) >= 0) return null;
  const from = start + before.length;
  const to = text.indexOf(after, from);
  if (to <= from || to - from > quote.length * STRETCH) return null;
  return { from, to };
}

/** @param {string} a @param {string} b */
function sharedStart(a, b) {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n;
}

/** @param {string} a @param {string} b */
function sharedEnd(a, b) {
  let n = 0;
  while (n < a.length && n < b.length && a[a.length - 1 - n] === b[b.length - 1 - n]) n++;
  return n;
}
