// Work over tens of thousands of findings takes longer than a frame. It is written as a generator that yields now and
// then, and done either in slices, between which keys and scrolling are served, or at once where a caller needs the result.

/** Items between two yields: few enough for a millisecond. */
export const EVERY = 256;
/** Milliseconds of a slice: half of what a frame leaves. */
const SLICE = 6;

/** @template T */
export class Steps {
  /** @type {Generator<void, T>} */ #steps;
  /** @type {T | undefined} */ #value;
  done = false;

  /** @param {Generator<void, T>} steps */
  constructor(steps) {
    this.#steps = steps;
  }

  /** Goes on for a slice. @returns {boolean} whether all is done */
  advance() {
    const end = performance.now() + SLICE;
    while (!this.done && performance.now() < end) this.#step();
    return this.done;
  }

  /** The result; what is left to do is done at once. @returns {T} */
  get value() {
    while (!this.done) this.#step();
    return /** @type {T} */ (this.#value);
  }

  #step() {
    const { done, value } = this.#steps.next();
    if (!done) return;
    this.done = true;
    this.#value = value;
  }
}

/** Lets what waits have its turn: a key, a frame. */
export function breathe() {
  const { scheduler } = /** @type {any} */ (globalThis);
  return scheduler?.yield ? scheduler.yield() : new Promise((resolve) => setTimeout(resolve, 0));
}

/**
 * The result of work done in slices.
 * @template T
 * @param {Generator<void, T>} work
 * @param {() => boolean} [wanted] asked between slices
 * @returns {Promise<T | null>} null if it is not wanted any more
 */
export async function inSlices(work, wanted = () => true) {
  const steps = new Steps(work);
  while (!steps.advance()) {
    await breathe();
    if (!wanted()) return null;
  }
  return steps.value;
}
