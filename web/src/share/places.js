// What places carry, and how far a link goes by its length.

/**
 * From the narrowest to the widest. Characters of a whole address.
 * @type {{ most: number, says: string }[]}
 */
export const PLACES = [
  { most: 2000, says: 'Short enough for every place: mail, chat, documents, shortcuts.' },
  { most: 8000, says: 'Fits into most mail and chat. Old mail programs and some chats cut it.' },
  { most: 65_000, says: 'Only for pasting into a browser. For mail and chat, send a file.' },
  { most: 2_000_000, says: 'Too long for most places, and for the history of some browsers. Send a file.' },
];

/** @param {number} length */
export function reach(length) {
  const place = PLACES.find(({ most }) => length <= most);
  return place?.says ?? 'Longer than browsers take. Send a file.';
}

/** A code that a phone's camera still reads from a screen. */
const MOST_IN_CODE = 1800;

/** @param {string} address */
export const fitsInCode = (address) => address.length <= MOST_IN_CODE;
