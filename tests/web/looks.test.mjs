// How the page looks where that does not depend on what the analyser finds, against pictures that were looked at and
// found good: tests/web/looks/*.png. After a change that is meant: CANDOUR_LOOKS=update, look, and keep them.
// Pictures are compared only where the fonts are those they were taken with.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { at } from '../../scripts/run.mjs';
import { NAME } from './browser.mjs';
import { newReader, withBrowser } from './reader.mjs';

const FOLDER = at('tests/web/looks');
const UPDATE = process.env.CANDOUR_LOOKS === 'update';
/** A pixel differs if a channel does by more than this, of 255. */
const CHANNEL = 40;
/** So many of the pixels may differ: carets, and edges of letters. */
const SHARE = 0.003;

/** The widths of some text: other fonts, other widths. @param {import('./reader.mjs').Reader} reader */
function fonts(reader) {
  return reader.page.evaluate(() => {
    const context = document.createElement('canvas').getContext('2d');
    return ['system-ui', 'serif', 'sans-serif'].map((family) => {
      if (!context) return 0;
      context.font = `40px ${family}`;
      return Math.round(context.measureText('Hamburgefonstiv, strengths & concerns').width);
    });
  });
}

/**
 * The share of pixels in which two pictures differ, or 1 if their sizes do.
 * @param {import('./reader.mjs').Reader} reader
 * @param {string} before
 * @param {string} now in base64
 */
function difference(reader, before, now) {
  return reader.page.evaluate(
    async (a, b, channel) => {
      const pixels = async (/** @type {string} */ base64) => {
        const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d');
        context?.drawImage(image, 0, 0);
        return context?.getImageData(0, 0, image.width, image.height);
      };
      const [first, second] = [await pixels(a), await pixels(b)];
      if (!first || !second || first.width !== second.width || first.height !== second.height) return 1;
      let differing = 0;
      for (let i = 0; i < first.data.length; i += 4)
        if ([0, 1, 2].some((c) => Math.abs(first.data[i + c] - second.data[i + c]) > channel)) differing++;
      return differing / (first.data.length / 4);
    },
    before,
    now,
    CHANNEL,
  );
}

if (NAME === 'chromium')
  describe('looks', () => {
    withBrowser();

    for (const theme of ['light', 'dark'])
      for (const [width, height] of [
        [390, 844],
        [820, 1180],
        [1440, 900],
      ])
        for (const dialog of width === 1440 || width === 390 ? ['', 'settings'] : [''])
          test(`${dialog || 'empty'}, ${theme}, ${width} wide`, async (t) => {
            const reader = await newReader({ width, height, settings: { theme } });
            const file = `${FOLDER}/${dialog || 'empty'}-${theme}-${width}.png`;
            const marker = `${FOLDER}/fonts.json`;
            const here = `[${(await fonts(reader)).join(', ')}]\n`;
            if (!UPDATE && (!existsSync(marker) || readFileSync(marker, 'utf8') !== here))
              t.skip('other fonts than in the pictures');
            else {
              if (dialog) {
                await reader.click(`[data-do="${dialog}"]`);
                await reader.until(dialog, () => reader.sees(`#${dialog}`));
                await reader.until(
                  'the frameworks',
                  async () => (await reader.page.$$(`#${dialog} option`)).length > 2,
                );
              }
              await reader.page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
              const now = await reader.page.screenshot({ encoding: 'base64' });
              if (UPDATE) {
                mkdirSync(FOLDER, { recursive: true });
                writeFileSync(file, Buffer.from(now, 'base64'));
                writeFileSync(marker, here);
              } else {
                const share = await difference(reader, readFileSync(file, 'base64'), now);
                assert.ok(share <= SHARE, `${(100 * share).toFixed(2)} % of ${file} differ`);
              }
            }
            await reader.close();
          });
  });
