/** What went wrong, for a person (`message`) and for a program (`code`, `file`, `path`, `at`). */
export class CandourError extends Error {
  /** @param {{ code: string, message: string, file?: string, path?: string, at?: number }} fault */
  constructor({ code, message, file = '', path = '', at = 0 }) {
    super(message);
    this.name = 'CandourError';
    this.code = code;
    this.file = file;
    this.path = path;
    this.at = at;
  }

  /** As plain data, because a worker's messages lose a class's own fields. */
  toJSON() {
    return { code: this.code, message: this.message, file: this.file, path: this.path, at: this.at };
  }
}

/**
 * The module itself failed (ran out of memory, was aborted): the instance can't be trusted any more.
 * @param {unknown} cause
 */
export function crashed(cause) {
  const why = cause instanceof Error ? cause.message : String(cause);
  return new CandourError({ code: 'crashed', message: `The analyser stopped unexpectedly (${why}).` });
}

/** What an AbortSignal's reader expects. */
export function aborted() {
  return new DOMException('The analysis was stopped.', 'AbortError');
}

export function disposed() {
  return new CandourError({ code: 'disposed', message: 'This analyser has been disposed of.' });
}
