// Which tab writes to which draft: a tab holds a lock in the draft's name while it does.

const LOCK = 'candour-draft-';
/** A tab that is being loaded anew may have to wait for its former self to let go. */
const WAIT_FOR_OWN = 600;

/**
 * Takes the lock of a draft until it is released or the page is gone.
 * @param {string} id
 * @param {boolean} patient
 * @returns {Promise<(() => void) | null>} what releases it; null if another tab has it
 */
export async function hold(id, patient) {
  if (!navigator.locks) return patient ? () => {} : null;
  return new Promise((resolve) => {
    const controller = new AbortController();
    const options = patient ? { signal: controller.signal } : { ifAvailable: true };
    if (patient) setTimeout(() => controller.abort(), WAIT_FOR_OWN);
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
  return new Set(held.map(({ name = '' }) => name.slice(LOCK.length)));
}
