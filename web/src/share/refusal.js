// Why a link or a file is not opened, in words for the reader.

/** @typedef {'cut' | 'altered' | 'newer' | 'huge' | 'broken' | 'passphrase' | 'locked'} Why */

/** @type {Record<Why, string>} */
const WORDS = {
  cut: 'This link is not whole: its end was cut off on the way. Ask for it again, or for a file instead.',
  altered: 'This link was changed on the way, so what it holds cannot be trusted. Ask for it again.',
  newer: 'This was made by a newer Candour than this one. Load the page afresh and try again.',
  huge: 'This holds more than Candour opens from a link. Ask for a file instead.',
  broken: 'What this holds is not a document of Candour.',
  passphrase: 'The passphrase does not fit.',
  locked: 'This browser offers no encryption here, so it cannot open a link with a passphrase.',
};

export class Refusal extends Error {
  /**
   * @param {Why} why
   * @param {string} [words]
   */
  constructor(why, words = WORDS[why]) {
    super(words);
    this.name = 'Refusal';
    this.why = why;
  }
}
