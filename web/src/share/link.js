// Links that hold a whole document in their fragment, which never reaches a server:
//   #c2.<payload>.<check>   c: open, e: sealed with a passphrase; then the version
// The check is over all before it, so a link that was cut or altered is known before anything is read from it.
import { crc32, fromBase64, toBase64 } from './base64.js';
import { pack, unpack } from './pack.js';
import { Refusal } from './refusal.js';
import { seal, unseal } from './seal.js';
import { squeeze, unsqueeze } from './squeeze.js';

/** @typedef {import('../state/record.js').DocumentRecord} DocumentRecord */
/** @typedef {{ kind: string, sealed: boolean, version: number, payload: Uint8Array }} Link */

const KNOWN_VERSIONS = [1, 2];
const CHECK_LENGTH = 6;
/** No browser keeps a longer address. */
const LONGEST = 2 * 1024 * 1024;
/**
 * What mail and chat put into a long address: line ends, with the marks of quoted lines behind them, the soft line ends
 * of quoted-printable, and signs without width where it may be broken.
 */
const WOVEN_IN = /=?\r?\n[>|\s]*|[\s=\u00ad\u200b-\u200d\u2060\ufeff]+/g;
/** What mail, chat and prose put behind an address. */
const TRAILING = /[.,;:!?)>\]}"'”’»*]+$/u;

/** @param {string} body */
function checkOf(body) {
  const sum = crc32(body);
  return toBase64(Uint8Array.of(sum >>> 24, (sum >>> 16) & 255, (sum >>> 8) & 255, sum & 255));
}

/**
 * @param {DocumentRecord} record
 * @param {{ passphrase?: string, version?: 1 | 2, signal?: AbortSignal }} [options]
 * @returns {Promise<string>} the fragment, "#" included
 */
export async function makeLink(record, { passphrase = '', version, signal } = {}) {
  const squeezed = await squeeze(pack(record), { version, signal });
  const kind = `${passphrase ? 'e' : 'c'}${squeezed.version}`;
  const bytes = passphrase ? await seal(squeezed.bytes, passphrase, kind) : squeezed.bytes;
  const body = `${kind}.${toBase64(bytes)}`;
  return `#${body}.${checkOf(body)}`;
}

/**
 * The fragment in an address, freed of what was put around it on the way.
 * @param {string} address a whole address, or its fragment
 * @returns {string | null}
 */
function fragmentOf(address) {
  const start = address.search(/#|%23/i);
  const whole = /^https?:/i.test(address) ? '' : address;
  let fragment = start < 0 ? whole : address.slice(start + (address[start] === '#' ? 1 : 3));
  // An anchor of the page is a short word; anything else was once a link.
  if (/^[a-z-]{0,20}$/i.test(fragment)) return null;
  fragment = fragment.replace(/&.*$/s, '').replace(WOVEN_IN, '');
  if (fragment.includes('%')) {
    try {
      fragment = decodeURIComponent(fragment).replace(/&.*$/s, '').replace(WOVEN_IN, '');
    } catch {
      throw new Refusal('altered');
    }
  }
  return fragment.replace(TRAILING, '');
}

/** A text that is an address of ours and nothing else, as mail and chat write it: in brackets, over several lines. */
const ADDRESS =
  /^[<("'“‘\s]*(?:(?:https?|file):\S+?)?(?:#|%23)[ce][1-9]\d{0,3}\.[\w%-]+(?:\.[\w-]{0,6})?(?:[&%]\S*)?[.,;:!?)>\]}"'”’»*]*$/i;

/**
 * The link that a text is, or null where it is a text.
 * @param {string} text
 * @returns {string | null}
 */
export function linkIn(text) {
  if (text.length > LONGEST) return null;
  const whole = text.trim().replace(WOVEN_IN, '');
  return ADDRESS.test(whole) ? whole : null;
}

/**
 * Reads what stands in an address, as far as that goes without a passphrase.
 * @param {string} address a whole address, or its fragment
 * @returns {Link | null} null: it holds no document, and does not look as if it did
 */
export function readLink(address) {
  if (address.length > LONGEST) throw new Refusal('huge');
  const fragment = fragmentOf(address);
  if (fragment === null) return null;
  const parts = /^([ce])([1-9]\d{0,3})\.([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)$/.exec(fragment);
  if (!parts) throw new Refusal(/^[ce]\d+\.[A-Za-z0-9_-]*\.?$/.test(fragment) ? 'cut' : 'altered');
  const [, letter, number, payload, check] = parts;
  if (check.length < CHECK_LENGTH) throw new Refusal('cut');
  const kind = letter + number;
  if (checkOf(`${kind}.${payload}`) !== check) throw new Refusal('altered');
  const version = Number(number);
  if (!KNOWN_VERSIONS.includes(version)) throw new Refusal('newer');
  return { kind, sealed: letter === 'e', version, payload: fromBase64(payload) };
}

/**
 * @param {Link} link
 * @param {{ passphrase?: string, signal?: AbortSignal }} [options]
 * @returns {Promise<DocumentRecord>}
 */
export async function openLink({ kind, sealed, version, payload }, { passphrase = '', signal } = {}) {
  const bytes = sealed ? await unseal(payload, passphrase, kind) : payload;
  return unpack(await unsqueeze(version, bytes, { signal }));
}
