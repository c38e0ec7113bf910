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
  const words = (/** @type {string} */ name) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
  const text = [words('text'), words('url')].filter(Boolean).join('\n\n');
  const files = form.getAll('file').filter((file) => file instanceof File && file.size > 0);
  // Words alone make a file named as they are titled.
  if (!files.length && text) files.push(new File([text], `${words('title') || 'Shared'}.txt`));
  if (!files.length && words('title')) files.push(new File([words('title')], 'Shared.txt'));
  await caches.delete(SHARED);
  const cache = await caches.open(SHARED);
  await Promise.all(
    files.map((file, i) =>
      file instanceof File
        ? cache.put(
            `./shared-${i}`,
            new Response(file, { headers: { 'x-name': encodeURIComponent(file.name) } }),
          )
        : undefined,
    ),
  );
}
