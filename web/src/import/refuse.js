// Why a file is not opened, in words for the reader. The page says them behind the file's name.

/** @typedef {'encrypted' | 'scan' | 'broken' | 'huge' | 'foreign' | 'empty' | 'stopped'} Why */

export class Unreadable extends Error {
  /**
   * @param {Why} why
   * @param {string} words a sentence that goes on after "“name” "
   */
  constructor(why, words) {
    super(words);
    this.name = 'Unreadable';
    this.why = why;
  }
}

export const encrypted = () =>
  new Unreadable(
    'encrypted',
    'is protected with a password. Open it where it was made, save it without one, and try again.',
  );
export const scan = () =>
  new Unreadable(
    'scan',
    'holds pictures of pages and no text. It has to go through text recognition (OCR) first.',
  );
/** @param {string} kind "PDF" */
export const broken = (kind) => new Unreadable('broken', `is damaged: it cannot be read as ${kind}.`);
export const huge = () => new Unreadable('huge', 'is too big for this page. Try it in parts.');
/** @param {string} what "is a spreadsheet" */
export const foreign = (what) =>
  new Unreadable(
    'foreign',
    `${what}, which this page cannot read. It reads PDF, Word (.docx), HTML, text, Markdown and captions (.vtt, .srt).`,
  );
export const empty = () => new Unreadable('empty', 'holds no words.');
