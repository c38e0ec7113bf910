// The page as an app: the service worker that makes it work offline, its updates, and what other apps hand over.
import { hosted } from '../run/site.js';
import { trusted } from '../run/trusted.js';
import { setView } from '../state/view.js';
import { linkIn } from './link.js';

/** @typedef {import('../actions.js').App} App */

/** Where public/share-target.js leaves what another app shared. */
const SHARED = 'candour-shared';

/** @type {ServiceWorker | null} */
let waiting = null;

/** @param {App} app */
export function startApp(app) {
  if (!hosted || !('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  const { serviceWorker } = navigator;
  const offer = (/** @type {ServiceWorker} */ worker) => {
    waiting = worker;
    app.view.dispatch({
      effects: setView.of({
        notice: {
          kind: 'info',
          text: 'A newer Candour is ready. Your work stays as it is.',
          act: 'update',
          actName: 'Take it',
        },
      }),
    });
  };
  void serviceWorker
    .register(/** @type {string} */ (trusted('./sw.js')))
    .then((registration) => {
      if (registration.waiting && serviceWorker.controller) offer(registration.waiting);
      registration.addEventListener('updatefound', () => {
        const { installing } = registration;
        installing?.addEventListener('statechange', () => {
          if (installing.state === 'installed' && serviceWorker.controller) offer(installing);
        });
      });
    })
    .catch(() => {}); // Private windows may refuse; the page works without.
  serviceWorker.addEventListener('controllerchange', () => waiting && location.reload());
}

/** @type {Record<string, import('../actions.js').Action>} */
export const appActions = {
  update: () => waiting?.postMessage({ type: 'SKIP_WAITING' }),
};

/** @returns {Promise<File[]>} what another app shared, once */
async function sharedFiles() {
  if (!hosted || !new URLSearchParams(location.search).has('shared')) return [];
  history.replaceState(null, '', location.pathname + location.hash);
  if (!(await caches.has(SHARED))) return [];
  const cache = await caches.open(SHARED);
  const files = [];
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    if (!response) continue;
    const name = decodeURIComponent(response.headers.get('x-name') ?? 'Shared.txt');
    files.push(new File([await response.blob()], name));
  }
  await caches.delete(SHARED);
  return files;
}

/** As long as a link may be, in bytes. */
const LONGEST_LINK = 4_000_000;

/**
 * Files that the system opens with Candour, and what other apps share with it: files, words, or somebody's link.
 * @param {(files: File[]) => void} open
 */
export async function takeHandedOver(open) {
  const { launchQueue } = /** @type {any} */ (window);
  launchQueue?.setConsumer(
    async (/** @type {{ files?: { getFile(): Promise<File> }[] }} */ { files = [] }) => {
      if (files.length) open(await Promise.all(files.map((handle) => handle.getFile())));
    },
  );
  const files = await sharedFiles();
  const link = files.length === 1 && files[0].size < LONGEST_LINK ? linkIn(await files[0].text()) : null;
  // As if it had been opened here: it is looked at, and asks.
  if (link) location.hash = link.slice(link.search(/#|%23/i)).replace(/^(?:#|%23)/i, '');
  else if (files.length) open(files);
}
