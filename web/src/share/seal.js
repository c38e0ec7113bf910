// A passphrase for a link: AES-256-GCM, the key from the passphrase by PBKDF2 with SHA-256, both from WebCrypto. The
// sealed bytes begin with the salt and the number used once; the link's kind and version are sealed with them.
import { Refusal } from './refusal.js';

/** As OWASP advises for PBKDF2 with SHA-256. */
const ROUNDS = 600_000;
const SALT = 16;
const NONCE = 12;
const TAG = 16;

/**
 * @param {string} passphrase
 * @param {Uint8Array} salt
 */
async function keyOf(passphrase, salt) {
  const { subtle } = globalThis.crypto ?? {};
  if (!subtle) throw new Refusal('locked');
  // The same words, however they were typed.
  const words = new TextEncoder().encode(passphrase.normalize('NFKC').trim());
  const raw = await subtle.importKey('raw', words, 'PBKDF2', false, ['deriveKey']);
  const derivation = {
    name: 'PBKDF2',
    hash: 'SHA-256',
    salt: /** @type {BufferSource} */ (salt),
    iterations: ROUNDS,
  };
  return subtle.deriveKey(derivation, raw, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** @param {Uint8Array} nonce @param {string} kind */
const algorithm = (nonce, kind) => ({
  name: 'AES-GCM',
  iv: /** @type {BufferSource} */ (nonce),
  additionalData: new TextEncoder().encode(kind),
});

/**
 * @param {Uint8Array} bytes
 * @param {string} passphrase
 * @param {string} kind "e2"
 */
export async function seal(bytes, passphrase, kind) {
  const salt = crypto.getRandomValues(new Uint8Array(SALT));
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE));
  const key = await keyOf(passphrase, salt);
  const sealed = await crypto.subtle.encrypt(
    algorithm(nonce, kind),
    key,
    /** @type {BufferSource} */ (bytes),
  );
  const out = new Uint8Array(SALT + NONCE + sealed.byteLength);
  out.set(salt);
  out.set(nonce, SALT);
  out.set(new Uint8Array(sealed), SALT + NONCE);
  return out;
}

/**
 * @param {Uint8Array} bytes
 * @param {string} passphrase
 * @param {string} kind
 */
export async function unseal(bytes, passphrase, kind) {
  if (bytes.length < SALT + NONCE + TAG) throw new Refusal('broken');
  const key = await keyOf(passphrase, bytes.slice(0, SALT));
  try {
    const nonce = bytes.slice(SALT, SALT + NONCE);
    return new Uint8Array(
      await crypto.subtle.decrypt(algorithm(nonce, kind), key, bytes.slice(SALT + NONCE)),
    );
  } catch {
    throw new Refusal('passphrase');
  }
}
