// What the clipboard brings, with its formatting: of HTML (from Word, a browser, an e-mail) the structure that counts is
// kept, by the same reader of tags as for .html files. "Paste as plain text" stays what it is.
import { htmlToText } from './html-text.js';

/** HTML longer than this, in UTF-16 units, would keep the reader waiting: its plain text comes instead. */
const LONGEST = 4_000_000;
/** What Word, Excel and browsers put on the clipboard beside the words: a picture of them. */
const PICTURE = /^image\//;

/** @param {string} text */
const flat = (text) => text.replace(/\s+/g, ' ').trim();

/**
 * The text to put in, or null where the editor's own way with plain text is the better one.
 * @param {string} html
 * @param {string} plain
 */
export function textOfClipboard(html, plain) {
  if (!html.trim() || (plain.trim() && html.length > LONGEST)) return null;
  const text = htmlToText(html);
  if (!text) return null;
  // A few words out of a line, or lines that the HTML has only by its styles.
  if (plain.trim() && !text.includes('\n') && (flat(text) === flat(plain) || plain.trim().includes('\n')))
    return null;
  return text;
}

/**
 * The files of a clipboard that are to be opened: none where they only show the words that lie beside them.
 * @param {DataTransfer} data
 */
export function filesOfClipboard(data) {
  const files = [...data.files];
  const words = data.types.includes('text/plain') || data.types.includes('text/html');
  return words && files.every((file) => PICTURE.test(file.type)) ? [] : files;
}

/**
 * Puts formatted text in at the cursor of the transcript.
 * @param {import('@codemirror/view').EditorView} view
 */
export function listenForPastes(view) {
  let plainly = false;
  const content = view.contentDOM;
  // Most browsers then offer plain text alone; this makes sure of the others.
  content.addEventListener('keydown', ({ key, shiftKey, ctrlKey, metaKey }) => {
    plainly = shiftKey && (ctrlKey || metaKey) && key.toLowerCase() === 'v';
  });
  content.addEventListener('keyup', () => (plainly = false));
  content.addEventListener(
    'paste',
    (event) => {
      const data = event.clipboardData;
      if (!data || plainly || view.state.readOnly) return;
      const text = textOfClipboard(data.getData('text/html'), data.getData('text/plain'));
      if (text === null) return;
      event.preventDefault();
      event.stopPropagation();
      view.dispatch(view.state.replaceSelection(view.state.toText(text)), {
        userEvent: 'input.paste',
        scrollIntoView: true,
      });
    },
    true,
  );
}
