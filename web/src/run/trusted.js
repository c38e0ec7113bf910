// A worker's address is a place where script comes from. Where the browser has Trusted Types only the page's one policy
// may name such an address, and it knows those that the build gave it and no others.

/** @type {Set<string>} */
const known = new Set();

/** @type {{ createScriptURL(address: string): string } | undefined} */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy('candour', {
  createScriptURL(/** @type {string} */ address) {
    if (!known.has(address)) throw new TypeError('not an address of this page');
    return address;
  },
});

/**
 * For addresses that the build wrote into the page, never for one that came from outside.
 * @param {string} address
 */
export function trusted(address) {
  known.add(address);
  return policy ? policy.createScriptURL(address) : address;
}
