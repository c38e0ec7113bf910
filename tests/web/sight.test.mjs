// What eyes make of the page: colour-blind ones, in grey, in colours that are forced, on paper, and without motion.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NAME } from './browser.mjs';
import { forceColours } from './forced.mjs';
import { newReader, withBrowser } from './reader.mjs';

/** Strengths and concerns, slight, clear and grave. */
const OF_EVERY_WEIGHT = `The force regularly asks residents for their views, and its plans are mostly up to date. It works
with partners. Managers make good use of what they learn. The leadership of the force is outstanding and exceptional.

Supervision is not always timely. Some plans lack detail. A few officers were not sure what to do. Supervision could be
more regular. Its response to victims is poor. The state of the cells is appalling, and wholly unacceptable.`;

/**
 * The share of the first line of a mark that one row of pixels of its underline takes, of those that stand out from the
 * ground as WCAG has it, 3 to 1: all of a straight line, part of one that waves.
 * @param {import('./reader.mjs').Reader} reader
 * @param {string} selector
 * @param {string} type of colour-blindness
 */
async function lineUnder(reader, selector, type) {
  const box = await reader.page.$eval(selector, (e) => {
    const { left, bottom, width } = e.getClientRects()[0];
    return { left, bottom, width };
  });
  const [above, below] = [5, 8];
  const clip = { x: box.left + 2, y: box.bottom - above, width: box.width - 4, height: above + below };
  const picture = await reader.page.screenshot({ encoding: 'base64', clip });
  const { share, grey } = await reader.page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
    const { width, height } = image;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(image, 0, 0);
    const data = context?.getImageData(0, 0, width, height).data ?? [];
    const channel = (/** @type {number} */ c) => (c <= 10 ? c / 3294.6 : ((c / 255 + 0.055) / 1.055) ** 2.4);
    const light = (/** @type {number} */ i) =>
      0.2126 * channel(data[i]) + 0.7152 * channel(data[i + 1]) + 0.0722 * channel(data[i + 2]);
    const lights = Array.from({ length: width * height }, (_, i) => light(4 * i));
    const ground = lights[width * (height - 1)];
    const stands = (/** @type {number} */ l) =>
      (Math.max(l, ground) + 0.05) / (Math.min(l, ground) + 0.05) >= 3;
    const rows = Array.from({ length: height }, (_, y) => {
      const row = lights.slice(y * width, (y + 1) * width);
      return row.filter(stands).length / width;
    });
    const coloured = lights.some((_, i) => Math.abs(data[4 * i] - data[4 * i + 2]) > 6);
    return { share: Math.max(...rows), grey: !coloured };
  }, picture);
  if (type === 'achromatopsia') assert.ok(grey, 'the picture is in grey');
  return share;
}

const ONLY_CHROMIUM = NAME === 'chromium' ? false : 'only Chromium can simulate it';

if (NAME !== 'webkit')
  describe(`sight, in ${NAME}`, () => {
    withBrowser();

    test('in forced colours lines and signs still tell strength from concern', async () => {
      const reader = await newReader();
      if (NAME === 'chromium') await forceColours(reader, 'dark');
      await reader.openSample();
      const styles = await reader.page.evaluate(() =>
        ['strength', 'concern'].map((k) => {
          const mark = document.querySelector(`.cm-content .mark.${k}`);
          return mark && getComputedStyle(mark).textDecorationStyle;
        }),
      );
      assert.deepEqual(styles, ['solid', 'wavy']);
      await reader.close();
    });

    test(
      'in grey, and to every kind of colour-blindness, a strength’s line runs straight, a concern’s waves, and both stand out',
      { skip: ONLY_CHROMIUM },
      async () => {
        for (const theme of ['light', 'dark']) {
          const reader = await newReader({ settings: { theme } });
          await reader.openSample();
          await reader.page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
          const session = await reader.page.createCDPSession();
          for (const type of /** @type {const} */ ([
            'achromatopsia',
            'protanopia',
            'deuteranopia',
            'tritanopia',
          ])) {
            await session.send('Emulation.setEmulatedVisionDeficiency', { type });
            const straight = await lineUnder(reader, '.cm-content .mark.strength.sev-2', type);
            const waves = await lineUnder(reader, '.cm-content .mark.concern.sev-2', type);
            assert.ok(straight > 0.95, `${theme}, ${type}: of a strength's line ${straight} is in one row`);
            assert.ok(waves > 0.1 && waves < 0.8, `${theme}, ${type}: of a concern's line ${waves}`);
          }
          await reader.close();
        }
      },
    );

    test('graver is heavier, and the legend says what the signs and lines mean', async () => {
      const reader = await newReader();
      await reader.paste(OF_EVERY_WEIGHT);
      await reader.settled();
      const weight = (/** @type {string} */ selector) =>
        reader.page.$eval(selector, (e) => parseFloat(getComputedStyle(e).textDecorationThickness));
      for (const label of ['strength', 'concern']) {
        const [slight, clear, grave] = await Promise.all(
          [1, 2, 3].map((n) => weight(`.cm-content .mark.${label}.sev-${n}`)),
        );
        assert.ok(slight < clear && clear < grave, `${label}: ${slight}, ${clear}, ${grave}`);
      }
      assert.match(await reader.text('#panel .legend'), /^\+ strength ?! concern ?slight grave$/);
      await reader.close();
    });

    test('nothing moves by itself for those who asked for less motion', { skip: ONLY_CHROMIUM }, async () => {
      const reader = await newReader();
      await reader.page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }]);
      await reader.openSample();
      await reader.press('F8');
      await reader.until('the card', () => reader.sees('#card .why'));
      const moving = await reader.page.evaluate(
        () => document.getAnimations().filter((a) => !(a.effect?.getTiming().duration === 0)).length,
      );
      assert.equal(moving, 0);
      await reader.close();
    });

    test('print gives a report: title, summary, chart, findings with reasons, the marked text', async () => {
      const reader = await newReader();
      await reader.openSample();
      await reader.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
      const report = await reader.page.$eval('#report', (e) => e.textContent ?? '');
      for (const part of [
        'Calderbrook Police',
        'By theme',
        'Concerns (',
        'Strengths (',
        'speaks',
        'The text',
      ])
        assert.ok(report.includes(part), part);
      const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
      const pdf = await getDocument({ data: await reader.page.pdf({ format: 'a4' }) }).promise;
      assert.ok(pdf.numPages >= 3, `${pdf.numPages} pages`);
      const [, , width, height] = (await pdf.getPage(1)).view;
      assert.deepEqual([Math.round(width / 10), Math.round(height / 10)], [60, 84], 'A4, in tens of points');
      if (NAME === 'chromium') {
        await reader.page.emulateMediaType('print');
        const cut = await reader.page.$$eval('#report .items li, #report tr', (all) =>
          all.filter((e) => getComputedStyle(e).breakInside !== 'avoid').map((e) => e.textContent),
        );
        assert.deepEqual(cut, [], 'what a page may not cut');
        assert.equal(await reader.sees('.top'), false, 'only the report is printed');
      }
      await reader.close();
    });
  });
