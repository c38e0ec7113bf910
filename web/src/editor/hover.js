// Resting the pointer on a mark shows why; leaving it, and the card, hides that again.
import { ViewPlugin } from '@codemirror/view';
import { entriesField } from '../state/entries.js';
import { setView, viewField } from '../state/view.js';

/** Milliseconds of rest before the card comes, and of absence before it goes. */
const COMES_AFTER = 200;
const GOES_AFTER = 250;

export const hover = ViewPlugin.fromClass(
  class {
    /** @param {import('@codemirror/view').EditorView} view */
    constructor(view) {
      this.view = view;
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      this.timer = undefined;
    }

    /** @param {{ from: number, to: number } | null} peek */
    later(peek) {
      clearTimeout(this.timer);
      const now = this.view.state.field(viewField).peek;
      if (now?.from === peek?.from && now?.to === peek?.to) return;
      this.timer = setTimeout(
        () => this.view.dispatch({ effects: setView.of({ peek }) }),
        peek ? COMES_AFTER : GOES_AFTER,
      );
    }

    destroy() {
      clearTimeout(this.timer);
    }
  },
  {
    eventHandlers: {
      pointermove({ target, clientX, clientY, pointerType, buttons }, view) {
        if (pointerType === 'touch' || buttons) return;
        const mark = target instanceof Element && target.closest('.mark');
        const entry = mark
          ? view.state.field(entriesField).at(view.posAtCoords({ x: clientX, y: clientY }, false))
          : null;
        this.later(entry && { from: entry.from, to: entry.to });
      },
      pointerleave() {
        this.later(null);
      },
    },
  },
);
