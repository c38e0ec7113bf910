// Signs in the margin: at the line on the screen where a finding begins, a + or a !, in a ring that gets bolder with its
// weight. They say without colour what the marks say with it.
import { layer } from '@codemirror/view';
import { SIGN } from '../words.js';
import { entriesField } from '../state/entries.js';
import { viewField } from '../state/view.js';

/** Pixels from one sign to the next where several findings begin on one line. */
const STEP = 15;
/** More signs than this on one line would run into the text. */
const MOST_ON_A_LINE = 2;

class Sign {
  /**
   * @param {string} className
   * @param {string} text
   * @param {number} top
   * @param {number} left
   */
  constructor(className, text, top, left) {
    this.className = className;
    this.text = text;
    this.top = top;
    this.left = left;
  }

  draw() {
    const sign = document.createElement('span');
    this.#place(sign);
    return sign;
  }

  /**
   * @param {HTMLElement} sign
   * @param {Sign} before
   */
  update(sign, before) {
    if (!(before instanceof Sign)) return false;
    this.#place(sign);
    return true;
  }

  /** @param {Sign} other */
  eq(other) {
    return (
      this.className === other.className &&
      this.text === other.text &&
      this.top === other.top &&
      this.left === other.left
    );
  }

  /** @param {HTMLElement} sign */
  #place(sign) {
    sign.className = this.className;
    sign.textContent = this.text;
    sign.style.top = `${this.top}px`;
    sign.style.left = `${this.left}px`;
  }
}

export const margin = layer({
  above: true,
  class: 'signs',
  update: ({ docChanged, viewportChanged, geometryChanged, startState, state }) =>
    docChanged ||
    viewportChanged ||
    geometryChanged ||
    startState.field(entriesField) !== state.field(entriesField) ||
    startState.field(viewField).selected !== state.field(viewField).selected,
  markers(view) {
    const entries = view.state.field(entriesField);
    const base = view.scrollDOM.getBoundingClientRect();
    const scrollTop = view.scrollDOM.scrollTop * view.scaleY;
    /** @type {Sign[]} */
    const signs = [];
    let lastTop = -1;
    let onLine = 0;
    for (const { from, to } of view.visibleRanges)
      for (const entry of entries.between(from, to)) {
        if (entry.from < from || entry.dismissed) continue;
        const place = view.coordsAtPos(entry.from, 1);
        if (!place) continue;
        const top = Math.round(place.top - base.top + scrollTop);
        onLine = top === lastTop ? onLine + 1 : 0;
        lastTop = top;
        if (onLine >= MOST_ON_A_LINE) continue;
        const classes = ['sign', entry.label, `sev-${entry.severity}`, entry.correction ? 'corrected' : ''];
        signs.push(new Sign(classes.join(' '), SIGN[entry.label], top, 6 + onLine * STEP));
      }
    return signs;
  },
});
