// In a long text a key pressed needn't wait for all of it: the paragraph it fell in is read by itself, at once, by an
// analyser of its own. What that finds stands until the whole has been read again, which has the last word.
import { RangeSet } from '@codemirror/state';
import { Found, adopt, analysisField, setAnalysis, speakerAt } from '../state/analysis.js';
import { documentField } from '../state/document.js';

/** @typedef {import('@codemirror/view').EditorView} EditorView */
/** @typedef {import('../../../wasm/types.js').Analyser} Analyser */
/** @typedef {{ from: number, to: number }} Range */

/** A paragraph longer than this, in UTF-16 units, takes no less time than the whole may. */
const LONGEST = 40_000;

export class Quick {
  /** @type {EditorView} */ #view;
  /** @type {() => Promise<Analyser>} */ #start;
  /** @type {Promise<Analyser> | null} */ #analyser = null;
  /** What has changed since the whole was last read. @type {Range | null} */ #changed = null;
  #busy = false;

  /**
   * @param {EditorView} view
   * @param {() => Promise<Analyser>} start
   */
  constructor(view, start) {
    this.#view = view;
    this.#start = start;
  }

  /** @param {import('@codemirror/state').ChangeDesc} changes */
  touch(changes) {
    let range = this.#changed && {
      from: changes.mapPos(this.#changed.from, -1),
      to: changes.mapPos(this.#changed.to, 1),
    };
    changes.iterChangedRanges((_a, _b, from, to) => {
      range = range ? { from: Math.min(range.from, from), to: Math.max(range.to, to) } : { from, to };
    });
    this.#changed = range;
  }

  /** The text has turned out to be long: the next key should find everything ready. */
  prepare() {
    this.#analyser ??= this.#start();
    this.#analyser.catch(() => (this.#analyser = null));
  }

  /** The whole has been read. */
  settle() {
    this.#changed = null;
  }

  /** Reads what has changed, if that is little enough. */
  async read() {
    const { state } = this.#view;
    if (this.#busy || !this.#changed) return;
    const { from, to } = paragraphs(state.doc, this.#changed);
    const before = paragraphs(state.doc, { from: Math.max(0, from - 2), to: Math.max(0, from - 2) }).from;
    if (to - before > LONGEST) return;
    this.#busy = true;
    try {
      const { framework, own } = state.field(documentField);
      const inUse = framework === 'own' && own ? own : state.field(analysisField).framework;
      const analyser = await (this.#analyser ??= this.#start());
      // The paragraph before comes along: what "it" or "these shortcomings" mean may stand there.
      const part = adopt(await analyser.analyse(state.sliceDoc(before, to), { framework: inUse }));
      if (this.#view.state.doc === state.doc) this.#splice(part.findings ?? RangeSet.empty, before, from, to);
    } catch {
      // The whole is on its way and will say what is the matter.
    } finally {
      this.#busy = false;
    }
    if (this.#view.state.doc !== state.doc) void this.read();
  }

  /**
   * @param {import('../state/analysis.js').AnalysisState['findings']} found places count from `offset`
   * @param {number} offset
   * @param {number} from
   * @param {number} to
   */
  #splice(found, offset, from, to) {
    const analysis = this.#view.state.field(analysisField);
    /** @type {import('../state/analysis.js').FoundRange[]} */
    const add = [];
    for (const cursor = found.iter(from - offset); cursor.value; cursor.next()) {
      const at = cursor.from + offset;
      if (at < from) continue;
      const again = new Found({ ...cursor.value.judged, speaker: speakerAt(analysis, at) });
      add.push(again.range(at, cursor.to + offset));
    }
    const findings = analysis.findings.update({
      ...{ add, filterFrom: from, filterTo: to },
      filter: (at) => at < from || at >= to,
    });
    this.#view.dispatch({ effects: setAnalysis.of({ findings }) });
  }
}

/**
 * A range widened to whole paragraphs: to the blank lines around it.
 * @param {import('@codemirror/state').Text} doc
 * @param {Range} range
 * @returns {Range}
 */
function paragraphs(doc, { from, to }) {
  let first = doc.lineAt(from);
  while (first.number > 1 && first.length && doc.line(first.number - 1).length) {
    first = doc.line(first.number - 1);
    if (to - first.from > LONGEST) break;
  }
  let last = doc.lineAt(to);
  while (last.number < doc.lines && last.length && doc.line(last.number + 1).length) {
    last = doc.line(last.number + 1);
    if (last.to - from > LONGEST) break;
  }
  return { from: first.from, to: last.to };
}
