// Keeps the analysis up with the text: soon after each change, one run at a time, the newest text wins.
import { ViewPlugin } from '@codemirror/view';
import { NOTHING, adopting, setAnalysis } from '../state/analysis.js';
import { documentField } from '../state/document.js';
import { inSlices } from '../state/steps.js';
import { spelling } from '../state/text.js';

/** @typedef {import('@codemirror/view').EditorView} EditorView */
/** @typedef {import('../../../wasm/types.js').Analyser} Analyser */

/** Milliseconds from the last change to a run; long texts wait as long as their last run took. */
const SHORTEST_WAIT = 12;
const LONGEST_WAIT = 1200;
/** The whole is read at each key while that takes no longer than this; else in pauses, and a paragraph meanwhile. */
const SOON = 35;
const PAUSE = 300;
/** After so many milliseconds the reader sees that work goes on and can stop it. */
const SAY_WORKING_AFTER = 250;
/** A run this long gives way to a newer text; a shorter one is quicker to wait for than to replace. */
const REPLACE_AFTER = 800;

export class Runner {
  /** @type {EditorView} */ #view;
  /** @type {Promise<Analyser>} */ #analyser;
  /** @type {import('./quick.js').Quick} */ #quick;
  /** @type {AbortController | null} */ #running = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */ #timer;
  #started = 0;
  #lastRun = 0;
  #again = false;

  /**
   * @param {EditorView} view
   * @param {Promise<Analyser>} analyser
   * @param {import('./quick.js').Quick} quick
   */
  constructor(view, analyser, quick) {
    this.#view = view;
    this.#analyser = analyser;
    this.#quick = quick;
  }

  /**
   * The text or the framework changed.
   * @param {import('@codemirror/state').ChangeDesc} [changes] of the text
   */
  changed(changes) {
    clearTimeout(this.#timer);
    const long = this.#lastRun > SOON;
    if (changes) this.#quick.touch(changes);
    if (changes && long) void this.#quick.read();
    if (!this.#view.state.doc.length) return this.#empty();
    if (this.#running && performance.now() - this.#started < REPLACE_AFTER) {
      this.#again = true;
      return;
    }
    const wait = long ? Math.min(LONGEST_WAIT, Math.max(PAUSE, this.#lastRun)) : SHORTEST_WAIT;
    this.#timer = setTimeout(() => void this.#run(), wait);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#again = false;
    this.#running?.abort();
    this.#set({ phase: 'stopped', progress: null });
  }

  #empty() {
    this.#again = false;
    this.#running?.abort();
    this.#set(NOTHING);
  }

  async #run() {
    this.#running?.abort();
    const controller = (this.#running = new AbortController());
    const { signal } = controller;
    const { doc } = this.#view.state;
    this.#again = false;
    this.#started = performance.now();
    const total = doc.length;
    let began = this.#started;
    const slow = setTimeout(
      () => this.#set({ phase: 'working', progress: { done: 0, total } }),
      SAY_WORKING_AFTER,
    );
    try {
      const fits = () => this.#view.state.doc === doc && !signal.aborted;
      const text = await inSlices(spelling(doc), fits);
      if (text === null) {
        this.#again = !signal.aborted;
      } else if (!/\S/.test(text)) {
        this.#set({ ...NOTHING, phase: 'done' });
      } else {
        const onProgress = (/** @type {import('../../../wasm/types.js').Progress} */ progress) => {
          if (performance.now() - this.#started > SAY_WORKING_AFTER && !signal.aborted)
            this.#set({ progress });
        };
        const analyser = await this.#analyser;
        began = performance.now();
        const analysis = await analyser.analyse(text, { framework: this.#framework(), signal, onProgress });
        // Findings of a text that has gone on would stand at the wrong words.
        const adopted = await inSlices(adopting(analysis), fits);
        if (adopted && fits()) {
          this.#quick.settle();
          this.#set({ ...adopted, phase: 'done' });
        } else if (!signal.aborted) this.#again = true;
      }
    } catch (error) {
      if (!signal.aborted)
        this.#set({ phase: 'failed', progress: null, error: /** @type {Error} */ (error).message });
    } finally {
      clearTimeout(slow);
      if (this.#running === controller) {
        this.#running = null;
        this.#lastRun = performance.now() - began;
        if (this.#lastRun > SOON) this.#quick.prepare();
        if (this.#again) this.changed();
      }
    }
  }

  #framework() {
    const { framework, own } = this.#view.state.field(documentField);
    return framework === 'own' && own ? own : framework;
  }

  /** @param {Partial<import('../state/analysis.js').AnalysisState>} value */
  #set(value) {
    this.#view.dispatch({ effects: setAnalysis.of(value) });
  }
}

/**
 * Tells a runner of changes.
 * @param {() => Runner | null} runner
 */
export function runs(runner) {
  return ViewPlugin.define(() => ({
    update({ docChanged, changes, startState, state }) {
      const before = startState.field(documentField);
      const now = state.field(documentField);
      if (docChanged || before.framework !== now.framework || before.own !== now.own)
        // Not within the update: a state may not be changed while it is taken in.
        queueMicrotask(() => runner()?.changed(docChanged ? changes : undefined));
    },
  }));
}
