// Which tab writes to which draft: a tab holds a lock in the draft's name while it does.

const LOCK = 'candour-draft-';
/** Milliseconds that a tab which is being loaded anew may have to wait for its former self to let go. */
export const OWN = 1500;
/** For a draft that is new, and so nobody else's: however busy the machine is. */
export const NEW = Infinity;

/**
 * Takes the lock of a draft until it is released or the page is gone.
 * @param {string} id
 * @param {number} wait milliseconds to wait for it; 0 takes it only if it is free
 * @returns {Promise<(() => void) | null>} what releases it; null if another tab has it
 */
export async function hold(id, wait) {
  if (!navigator.locks) return wait ? () => {} : null;
  return new Promise((resolve) => {
    const controller = new AbortController();
    const options = wait ? { signal: controller.signal } : { ifAvailable: true };
    if (wait && wait !== NEW) setTimeout(() => controller.abort(), wait);
    navigator.locks
      .request(LOCK + id, options, (lock) => {
        if (!lock) return resolve(null);
        return new Promise((release) => resolve(() => release(undefined)));
      })
      .catch(() => resolve(null));
  });
}

/** The ids of drafts that are open in some tab. */
export async function heldDrafts() {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  const names = held.map(({ name = '' }) => name).filter((name) => name.startsWith(LOCK));
  return new Set(names.map((name) => name.slice(LOCK.length)));
}
