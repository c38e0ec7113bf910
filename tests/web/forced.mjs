// Forced colours, as readers of high contrast have them, where a browser lets them be tried.
import assert from 'node:assert/strict';

/**
 * Colours as a reader of high contrast has them.
 * @param {import('./reader.mjs').Reader} reader
 * @param {string} scheme
 */
export async function forceColours(reader, scheme) {
  const session = await reader.page.createCDPSession();
  const features = [
    { name: 'forced-colors', value: 'active' },
    { name: 'prefers-color-scheme', value: scheme },
  ];
  await session.send('Emulation.setEmulatedMedia', { features });
  assert.ok(await reader.page.evaluate(() => matchMedia('(forced-colors: active)').matches));
}
