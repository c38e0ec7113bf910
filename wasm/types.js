// The shapes that cross the boundary: what the analyser takes and gives. The JSON contract itself is
// core/include/candour/analysis.schema.json; this is the same in JSDoc, for editors and for `tsc --checkJs`.

/** @typedef {'strength' | 'concern'} Label */
/** @typedef {'judgement' | 'action'} Kind */
/** @typedef {'improved' | 'worse' | 'unchanged'} Trend */
/** @typedef {'cue'|'negation'|'hedge'|'intensifier'|'frame'|'contrast'|'grade'|'comparison'|'word'} Role */
/** @typedef {'strength'|'concern'|'turns'|'softens'|'strengthens'|'sets'} Effect */

/**
 * Words that carried a decision, and what they do there.
 * @typedef {object} Because
 * @property {number} start
 * @property {number} end
 * @property {Role} role
 * @property {Effect} effect
 * @property {string} note
 */

/**
 * One clause that says what is good, or what is wrong or has to change. Offsets are UTF-16 code units.
 * @typedef {object} Finding
 * @property {string} id
 * @property {number} start
 * @property {number} end
 * @property {number} sentence index into `sentences`
 * @property {Label} label
 * @property {1 | 2 | 3} severity
 * @property {Kind} kind
 * @property {Trend | null} [trend]
 * @property {string[]} themes ids of the framework in use, most fitting first
 * @property {number} confidence 0 to 1
 * @property {Because[]} because weightiest first
 */

/**
 * @typedef {object} Sentence
 * @property {number} start
 * @property {number} end
 * @property {Label | 'mixed' | 'context'} label
 * @property {number | null} [speaker] index into `speakers`
 */

/**
 * @typedef {object} Analysis
 * @property {string} schema
 * @property {string} version
 * @property {string} units
 * @property {number} length
 * @property {string} framework id of the framework in use
 * @property {boolean} [frameworkChosenByText]
 * @property {string} language "en" or "other"
 * @property {string[]} speakers
 * @property {Sentence[]} sentences
 * @property {Finding[]} findings in order of the text, never overlapping
 * @property {Record<string, unknown>} summary
 */

/** @typedef {{ id: string, title: string }} Pillar */
/** @typedef {{ id: string, title: string, pillar: string }} Theme */

/**
 * @typedef {object} Framework
 * @property {string} id
 * @property {string} title
 * @property {string} about
 * @property {Pillar[]} pillars
 * @property {Theme[]} themes
 */

/** @typedef {{ done: number, total: number }} Progress bytes of UTF-8 */

/**
 * @typedef {object} AnalyseOptions
 * @property {string | object} [framework] "auto" (the default), the id of a built-in one, or a framework of one's own
 * @property {AbortSignal} [signal] cancels; a worker that is busy with the call is replaced
 * @property {(progress: Progress) => void} [onProgress]
 */

/**
 * Where the WebAssembly comes from: its address, its bytes, or compiled already. Without it the file beside the
 * glue is taken.
 * @typedef {string | URL | BufferSource | WebAssembly.Module} WasmSource
 */

/**
 * @typedef {object} CreateOptions
 * @property {boolean | string | URL | (() => Worker)} [worker] run in a worker: true (this package's own), its
 *   address, or a function that makes one. Without it the analyser runs in place.
 * @property {WasmSource} [wasm]
 * @property {(error: Error) => void} [onWorkerLost] told when a worker died by itself and was replaced
 */

/**
 * @typedef {object} Analyser
 * @property {string} version
 * @property {(text: string, options?: AnalyseOptions) => Promise<Analysis>} analyse
 * @property {() => Promise<Framework[]>} frameworks
 * @property {(bytes: Uint8Array, type: string) => Promise<string>} normalise "txt", "md", "vtt" or "srt" to plain text
 * @property {() => void} dispose
 */

export {};
