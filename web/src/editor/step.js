// Going to findings: by key from one to the next, from the list, and by a click in the text.
import { EditorView } from '@codemirror/view';
import { entriesField } from '../state/entries.js';
import { setView, viewField } from '../state/view.js';

/** @typedef {import('../state/entry.js').Entry} Entry */

/** On a narrow screen transcript and lists are not seen together (style/page.css has the same width). */
const oneAtATime = window.matchMedia('(max-width: 52rem)');

/**
 * Shows an entry: scrolls to it, selects it and opens its card.
 * @param {EditorView} view
 * @param {{ from: number, to: number }} place
 * @param {{ card?: boolean, focus?: boolean, editing?: boolean }} [options]
 */
export function goTo(view, { from, to }, { card = true, focus = false, editing = false } = {}) {
  const tab = oneAtATime.matches ? 'text' : view.state.field(viewField).tab;
  view.dispatch({
    selection: { anchor: from },
    effects: [
      setView.of({ selected: { from, to }, peek: null, card, editing, tab }),
      // On a narrow screen the card takes the lower part.
      EditorView.scrollIntoView(from, oneAtATime.matches ? { y: 'start', yMargin: 16 } : { y: 'center' }),
    ],
  });
  if (focus) view.focus();
}

/**
 * @param {EditorView} view
 * @param {1 | -1} direction
 */
export function step(view, direction) {
  const entries = view.state.field(entriesField);
  const { selected, card } = view.state.field(viewField);
  // The cursor stands in one whose card isn't open: that one is the next to be read.
  const under = !card && selected ? entries.at(selected.from) : null;
  if (under && !under.dismissed) {
    goTo(view, under);
    return true;
  }
  const at = selected?.from ?? view.state.selection.main.head - (direction === 1 ? 1 : 0);
  const next =
    direction === 1
      ? (entries.after(at) ?? entries.after(-1))
      : (entries.before(at) ?? entries.before(view.state.doc.length + 1));
  if (next) goTo(view, next);
  return true;
}

/**
 * A click into a mark selects its finding; a click elsewhere lets go. Browsers send no `click` where the mark was drawn
 * anew while the button was down, as it is when a result arrives just then: the button's going up is what counts.
 */
export const clickSelects = EditorView.domEventHandlers({
  mouseup({ target, button, clientX, clientY }, view) {
    if (button !== 0) return false;
    const onMark = target instanceof Element && target.closest('.mark') !== null;
    // The editor settles its own selection first.
    setTimeout(() => pick(view, onMark ? view.posAtCoords({ x: clientX, y: clientY }, false) : null));
    return false;
  },
});

/** @param {EditorView} view @param {number | null} pos */
function pick(view, pos) {
  if (!view.state.selection.main.empty) return;
  const entry = pos === null ? null : view.state.field(entriesField).at(pos);
  view.dispatch({
    effects: setView.of({
      selected: entry && { from: entry.from, to: entry.to },
      peek: null,
      card: entry !== null,
      editing: false,
    }),
  });
}

/** The place under the cursor is the selected one in the list, without its card getting in the way. */
export const cursorSelects = EditorView.updateListener.of(({ view, state, selectionSet, transactions }) => {
  if (!selectionSet || !transactions.some((tr) => tr.isUserEvent('select'))) return;
  const entry = state.field(entriesField).at(state.selection.main.head);
  const { selected, card } = state.field(viewField);
  if (entry?.from === selected?.from && entry?.to === selected?.to) return;
  const now = entry && { from: entry.from, to: entry.to };
  queueMicrotask(() =>
    view.dispatch({ effects: setView.of({ selected: now, card: card && now !== null, editing: false }) }),
  );
});
