// The overview beside the scroll bar: where in the document strengths (left) and concerns (right) gather, and how much of
// it is in view. It takes a click or a drag. Keyboards have F8, so it is hidden from assistive technology.
import { ViewPlugin } from '@codemirror/view';
import { entriesField } from '../state/entries.js';

/** Height of one cell of the overview, in pixels. */
const CELL = 5;
/** Of so many findings places are reckoned by characters instead of by measured lines, and when all has come to rest. */
const REST = 150;

export const ruler = ViewPlugin.fromClass(
  class {
    /** @param {import('@codemirror/view').EditorView} view */
    constructor(view) {
      this.view = view;
      this.dom = document.createElement('div');
      this.dom.className = 'ruler';
      this.dom.setAttribute('aria-hidden', 'true');
      this.cells = document.createElement('div');
      this.cells.className = 'cells';
      this.window = document.createElement('div');
      this.window.className = 'window';
      this.dom.append(this.cells, this.window);
      view.dom.append(this.dom);
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      this.timer = undefined;
      this.onScroll = () => this.#measure(false);
      view.scrollDOM.addEventListener('scroll', this.onScroll, { passive: true });
      this.dom.addEventListener('pointerdown', (event) => this.#grab(event));
      this.#measure(true);
    }

    /** @param {import('@codemirror/view').ViewUpdate} update */
    update({ startState, state, docChanged, geometryChanged }) {
      const entries = state.field(entriesField);
      if (!docChanged && !geometryChanged && startState.field(entriesField) === entries) return;
      this.#measure(!entries.many);
      clearTimeout(this.timer);
      if (entries.many) this.timer = setTimeout(() => this.#measure(true), REST);
    }

    destroy() {
      clearTimeout(this.timer);
      this.view.scrollDOM.removeEventListener('scroll', this.onScroll);
      this.dom.remove();
    }

    /** @param {boolean} cells whether the findings may have moved, too */
    #measure(cells) {
      this.view.requestMeasure({
        key: cells ? this : this.onScroll,
        read: (view) => {
          const height = this.dom.clientHeight;
          const { scrollTop, scrollHeight, clientHeight } = view.scrollDOM;
          return { height, scrollTop, scrollHeight, clientHeight, cells: cells ? this.#count(height) : null };
        },
        write: ({ height, scrollTop, scrollHeight, clientHeight, cells: counted }) => {
          const all = scrollHeight <= clientHeight + 1;
          this.window.hidden = all;
          this.window.style.top = `${(scrollTop / scrollHeight) * height}px`;
          this.window.style.height = `${(clientHeight / scrollHeight) * height}px`;
          if (counted) this.#draw(counted);
        },
      });
    }

    /**
     * Weight of strengths and concerns a cell.
     * @param {number} height
     */
    #count(height) {
      const { view } = this;
      const entries = view.state.field(entriesField);
      const cells = Math.max(1, Math.floor(height / CELL));
      const weights = Array.from({ length: cells }, () => ({ strength: 0, concern: 0 }));
      const total = Math.max(view.contentHeight, view.scrollDOM.clientHeight);
      const share = entries.many
        ? (/** @type {number} */ pos) => pos / view.state.doc.length
        : (/** @type {number} */ pos) => this.#top(pos) / total;
      entries.eachPlace((from, { label, severity }) => {
        weights[Math.min(cells - 1, Math.floor(share(from) * cells))][label] += severity;
      });
      return weights;
    }

    /** How far down a place is; inside a paragraph that wraps, by its share of the characters. @param {number} pos */
    #top(pos) {
      const block = this.view.lineBlockAt(pos);
      return block.top + (block.height * (pos - block.from)) / Math.max(1, block.length);
    }

    /** @param {{ strength: number, concern: number }[]} weights */
    #draw(weights) {
      const wanted = [];
      for (const [row, weight] of weights.entries())
        for (const label of /** @type {const} */ (['strength', 'concern']))
          if (weight[label]) wanted.push({ row, label, level: Math.min(3, Math.ceil(weight[label] / 2)) });
      while (this.cells.childElementCount > wanted.length) this.cells.lastElementChild?.remove();
      while (this.cells.childElementCount < wanted.length) this.cells.append(document.createElement('i'));
      wanted.forEach(({ row, label, level }, i) => {
        const cell = /** @type {HTMLElement} */ (this.cells.children[i]);
        cell.className = `${label} level-${level}`;
        cell.style.top = `${row * CELL}px`;
      });
    }

    /** @param {PointerEvent} event */
    #grab(event) {
      event.preventDefault();
      const go = (/** @type {PointerEvent} */ { clientY }) => {
        const { top, height } = this.dom.getBoundingClientRect();
        const { scrollDOM } = this.view;
        scrollDOM.scrollTop =
          ((clientY - top) / height) * scrollDOM.scrollHeight - scrollDOM.clientHeight / 2;
      };
      go(event);
      this.dom.setPointerCapture(event.pointerId);
      this.dom.onpointermove = go;
      this.dom.onpointerup = this.dom.onpointercancel = () => (this.dom.onpointermove = null);
    }
  },
);
