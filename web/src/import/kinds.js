// What a file is, by what stands in it; its name only decides where the content leaves a choice.
import { encrypted, foreign } from './refuse.js';

/** @typedef {'pdf' | 'docx' | 'html' | 'vtt' | 'srt' | 'md' | 'txt' | 'json'} Kind */

export const ENDINGS = ['txt', 'md', 'html', 'htm', 'vtt', 'srt', 'docx', 'pdf', 'json'];
/** Names of what certainly is no text, whatever it may hold. */
const MEDIA = /^(?:heic|heif|avif|jpe?g|png|gif|webp|bmp|tiff?|svg|mp[34]|m4[av]|mov|avi|wav|ogg|flac|webm)$/;
/** Bytes at the beginning that are looked at. */
const HEAD = 4096;

/** @param {Uint8Array} bytes */
const latin = (bytes) => {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
};

/** @param {Uint8Array} bytes @param {string} words in the names of an OLE or zip file */
function holds(bytes, words) {
  const first = words.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    let n = 1;
    while (n < words.length && bytes[at + n] === words.charCodeAt(n)) n++;
    if (n === words.length) return true;
  }
  return false;
}

/** @param {string} name */
export function endingOf(name) {
  return /\.([a-z0-9]{1,8})$/i.exec(name)?.[1].toLowerCase() ?? '';
}

/** UTF-16 as UTF-8; anything else as it is. @param {Uint8Array} bytes */
export function asUtf8(bytes) {
  const [a, b] = bytes;
  const encoding = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : '';
  return encoding ? new TextEncoder().encode(new TextDecoder(encoding).decode(bytes)) : bytes;
}

/**
 * Text from bytes: UTF-8, or what an older Windows wrote. A few damaged bytes do not make it that.
 * @param {Uint8Array} bytes
 */
export function textOfBytes(bytes) {
  const text = new TextDecoder().decode(bytes);
  const damaged = text.match(/\ufffd/g)?.length ?? 0;
  if (!damaged) return text;
  const others = text.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0;
  return damaged > others ? new TextDecoder('windows-1252').decode(bytes) : text;
}

/** As far into a page as browsers look for its encoding. */
const ENCODING_REACH = 1024;

/**
 * The text of a page: UTF-8 where it can be that, whatever it says of itself, or else in the encoding that it names.
 * @param {Uint8Array} bytes
 */
export function htmlOfBytes(bytes) {
  const named = /<meta[^>]+charset\s*=\s*["']?([\w:-]+)/i.exec(latin(bytes.subarray(0, ENCODING_REACH)))?.[1];
  for (const encoding of ['utf-8', named ?? '']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      continue; // An encoding that nobody knows, or not the one that it is.
    }
  }
  return textOfBytes(bytes);
}

/**
 * @param {string} name
 * @param {Uint8Array} bytes text in UTF-8
 * @returns {Kind}
 */
export function kindOf(name, bytes) {
  const head = latin(bytes.subarray(0, HEAD));
  const ending = endingOf(name);
  if (head.slice(0, 1024).includes('%PDF-')) return 'pdf';
  if (head.startsWith('PK\x03\x04')) {
    if (holds(bytes, 'word/document')) return 'docx';
    if (holds(bytes, 'xl/workbook')) throw foreign('is a spreadsheet');
    if (holds(bytes, 'ppt/presentation')) throw foreign('is a presentation');
    if (head.includes('opendocument')) throw foreign('is an OpenDocument file');
    throw foreign('is a zip archive');
  }
  if (head.startsWith('\xd0\xcf\x11\xe0')) {
    if (holds(bytes, [...'EncryptedPackage'].join('\0'))) throw encrypted();
    throw foreign('is of an old Office format (save it as .docx)');
  }
  if (head.startsWith('{\\rtf')) throw foreign('is RTF (save it as .docx)');
  if (/^(?:\x89PNG|\xff\xd8\xff|GIF8|RIFF|II\*\0|MM\0\*)|^.{4}ftyp/s.test(head))
    throw foreign('is a picture or a recording');
  if (head.includes('\0')) throw foreign('is no text');
  const start = head.replace(/^\xef\xbb\xbf/, '').trimStart();
  if (/^WEBVTT(?:\s|$)/.test(start)) return 'vtt';
  if (/^\d+\r?\n\d{1,2}:\d{2}:\d{2},\d{3} -->/.test(start)) return 'srt';
  if (/^(?:<!doctype html|<html|<\?xml[^>]*>\s*<(?:!doctype )?html)/i.test(start)) return 'html';
  if (start.startsWith('{') && (ending === 'json' || start.includes('"candour-document"'))) return 'json';
  if (ending === 'json') throw foreign('is JSON, but not a document of Candour');
  if (ending === 'html' || ending === 'htm') return 'html';
  if (ending === 'md' || ending === 'vtt' || ending === 'srt') return ending;
  if (MEDIA.test(ending)) throw foreign('is a picture or a recording');
  if (ending === 'pdf' || ending === 'docx') throw foreign(`is named .${ending} but is something else`);
  return 'txt';
}
