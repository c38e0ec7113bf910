// Puts the card beside its words: under them where there is room, else over them, and away while they are out of view.
// On narrow screens CSS makes it a sheet at the foot of the screen instead.

/** Pixels between words and card, and from card to the edge of the window. */
const GAP = 6;
const EDGE = 8;
/** From the edge of the transcript to its words. */
const INDENT = 40;

/**
 * @param {import('@codemirror/view').EditorView} view
 * @param {HTMLElement} card
 * @param {{ from: number, to: number } | null} about
 */
export function place(view, card, about) {
  card.hidden = !about;
  if (!about) return;
  view.requestMeasure({
    key: card,
    read() {
      const { from, to } = about;
      const { length } = view.state.doc;
      const start = from <= length ? view.coordsAtPos(from, 1) : null;
      const end = to <= length ? view.coordsAtPos(to, -1) : null;
      return { start, end, pane: view.scrollDOM.getBoundingClientRect(), card: card.getBoundingClientRect() };
    },
    write({ start, end, pane, card: box }) {
      const words = start ?? end;
      const away = !words || words.bottom < pane.top || words.top > pane.bottom;
      card.classList.toggle('away', away);
      if (!words) return;
      const bottom = Math.min(end?.bottom ?? words.bottom, pane.bottom);
      const below = bottom + GAP;
      const above = words.top - GAP - box.height;
      const lowest = window.innerHeight - EDGE - box.height;
      let left = Math.min(words.left, pane.right - box.width - EDGE);
      let top = below;
      if (end && end.left < words.left) left = Math.min(left, pane.left + INDENT);
      if (below > lowest) {
        top = above;
        const beside = pane.right + 2 * EDGE;
        const roomBeside = beside + box.width <= window.innerWidth - EDGE;
        // Neither under nor over the words: beside the transcript, rather than on top of them.
        if (above < EDGE) {
          top = Math.min(words.top, lowest);
          if (roomBeside) left = beside;
        }
      }
      card.style.setProperty('--top', `${Math.max(EDGE, top)}px`);
      card.style.setProperty('--left', `${Math.max(EDGE, left)}px`);
    },
  });
}
