// Drafts in IndexedDB, by id.

/** @typedef {{ id: string, changed: number, record: import('../state/record.js').DocumentRecord }} Kept */

const NAME = 'candour';
const VERSION = 1;
const STORE = 'drafts';

/** One connection for the page's life: a page that closes has time to begin a write, and none to connect first. */
/** @type {Promise<IDBDatabase> | null} */
let connection = null;

/** @returns {Promise<IDBDatabase>} */
function connect() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'id' });
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      request.result.onclose = () => (connection = null);
      resolve(request.result);
    };
    request.onerror = () => reject(request.error);
  });
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} use
 * @returns {Promise<T>}
 */
async function inStore(mode, use) {
  connection ??= connect().catch((error) => {
    connection = null;
    throw error;
  });
  const database = await connection;
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(STORE, mode);
    const request = use(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request.result);
    // Sent off at once: a page that closes would not see to it.
    if (mode === 'readwrite') transaction.commit();
    transaction.onabort = transaction.onerror = () => reject(transaction.error);
  });
}

/** @returns {Promise<Kept[]>} */
export const listDrafts = () => inStore('readonly', (store) => store.getAll());
/** @returns {Promise<string[]>} */
export const draftIds = () =>
  inStore('readonly', (store) => /** @type {IDBRequest<string[]>} */ (store.getAllKeys()));
/** @param {string} id @returns {Promise<Kept | undefined>} */
export const readDraft = (id) => inStore('readonly', (store) => store.get(id));
/** @param {Kept} kept */
export const writeDraft = (kept) => inStore('readwrite', (store) => store.put(kept));
/** @param {string} id */
export const eraseDraft = (id) => inStore('readwrite', (store) => store.delete(id));
export const eraseAll = () => inStore('readwrite', (store) => store.clear());
