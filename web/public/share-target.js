// Part of the service worker: what another app shares with the installed page is kept here, on the device, until the
// page takes it. It never goes to the server.
const SHARED = 'candour-shared';

/** The worker's own scope; the page's types know no service worker. @type {any} */
const scope = self;

scope.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event;
  if (request.method !== 'POST' || !new URL(request.url).pathname.endsWith('/share-target')) return;
  const home = new URL('./?shared', scope.registration.scope).href;
  event.respondWith(
    keep(request).then(
      () => Response.redirect(home, 303),
      () => Response.redirect(scope.registration.scope, 303),
    ),
  );
});

/** @param {Request} request */
async function keep(request) {
  const form = await request.formData();
  const cache = await caches.open(SHARED);
  const file = form.get('file');
  const words = ['title', 'text', 'url']
    .map((name) => form.get(name))
    .filter((value) => typeof value === 'string' && value);
  const shared =
    file instanceof File
      ? new Response(file, { headers: { 'x-name': encodeURIComponent(file.name) } })
      : new Response(words.join('\n\n'), { headers: { 'x-name': 'Shared.txt' } });
  await cache.put('./shared', shared);
}
