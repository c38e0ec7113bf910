// Pasting with formatting, by the browser's own clipboard: structure comes along, script does not.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { HOSTILE } from '../export/outlines.mjs';
import { NAME } from './browser.mjs';
import { newReader, withBrowser } from './reader.mjs';

/**
 * Fills the clipboard as another program would, and pastes it by keys.
 * @param {import('./reader.mjs').Reader} reader
 * @param {{ html: string, plain: string, times?: number }} clipboard
 * @param {import('puppeteer-core').KeyInput[]} keys
 */
async function pasteFormatted(reader, { html, plain, times = 1 }, keys = ['Control', 'v']) {
  const other = await reader.context.newPage();
  await other.setContent('<p contenteditable>x</p>');
  await other.evaluate(
    (rich, text, number) =>
      document.addEventListener('copy', (event) => {
        event.clipboardData?.setData('text/html', rich.repeat(number));
        event.clipboardData?.setData('text/plain', text);
        event.preventDefault();
      }),
    html,
    plain,
    times,
  );
  await other.click('p');
  await other.keyboard.down('Control');
  await other.keyboard.press('a');
  await other.keyboard.press('c');
  await other.keyboard.up('Control');
  await other.close();
  await reader.page.bringToFront();
  await reader.page.focus('.cm-content');
  await reader.press(...keys);
}

/**
 * Pastes as an event: no browser has cleaned its HTML, as some do on the clipboard.
 * @param {import('./reader.mjs').Reader} reader
 * @param {{ html: string, plain: string }} clipboard
 */
async function pasteRaw(reader, { html, plain }) {
  await reader.page.focus('.cm-content');
  await reader.page.evaluate(
    (rich, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/html', rich);
      clipboardData.setData('text/plain', text);
      clipboardData.items.add(new File(['x'], 'image.png', { type: 'image/png' }));
      const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
      Object.defineProperty(event, 'clipboardData', { value: clipboardData });
      document.activeElement?.dispatchEvent(event);
    },
    html,
    plain,
  );
}

/** The whole text. @param {import('./reader.mjs').Reader} reader */
const textOf = (reader) =>
  reader.page.$$eval('.cm-line', (lines) => lines.map((line) => line.textContent).join('\n'));

const RICH =
  '<html><body><h2>Findings</h2><p>Leaders <b>know</b> this.</p><ul><li>It fails to record crime.</li><li>It trains staff.</li></ul><table><tr><td>Crime</td><td>Inadequate</td></tr></table></body></html>';
const PLAIN = 'Findings\nLeaders know this.\nIt fails to record crime.\nIt trains staff.\nCrime\tInadequate';

if (NAME !== 'webkit')
  describe(`pasting, in ${NAME}`, () => {
    withBrowser();

    test('headings, list items, paragraphs and cells come along; one step takes them back', async () => {
      const reader = await newReader();
      await reader.paste('Mine. ');
      await reader.press('Control', 'End');
      await pasteFormatted(reader, { html: RICH, plain: PLAIN });
      await reader.until('pasted', async () => /staff/.test(await textOf(reader)));
      assert.equal(
        await textOf(reader),
        'Mine. ## Findings\n\nLeaders know this.\n\n- It fails to record crime.\n- It trains staff.\n\nCrime \u2003 Inadequate',
      );
      await reader.settled();
      await reader.press('Control', 'z');
      await reader.until('taken back', async () => (await textOf(reader)) === 'Mine. ');
      assert.deepEqual(reader.faults, []);
      await reader.close();
    });

    test('“paste as plain text” brings the plain text', async () => {
      const reader = await newReader();
      await pasteFormatted(reader, { html: RICH, plain: PLAIN }, ['Control', 'Shift', 'v']);
      await reader.until('pasted', async () => /staff/.test(await textOf(reader)));
      assert.equal(await textOf(reader), PLAIN);
      await reader.close();
    });

    for (const paste of [pasteFormatted, pasteRaw])
      test(`hostile HTML becomes words or nothing: nothing runs, nothing is asked for (${paste.name})`, async () => {
        const reader = await newReader();
        await reader.page.evaluate(() => {
          const whole = /** @type {any} */ (window);
          whole.ran = 0;
          whole.alert = () => whole.ran++;
        });
        const before = reader.requests.length;
        const bad = 'window.alert(1)';
        const tricks = [
          `<script>${bad}</script><script src="https://evil.example/x.js"></script>`,
          `<img src="https://evil.example/x.png" onerror="${bad}" onload="${bad}">`,
          `<style>@import url(https://evil.example/x.css); body{background:url(https://evil.example/y)}</style>`,
          `<link rel=stylesheet href="https://evil.example/z.css"><base href="https://evil.example/">`,
          `<svg onload="${bad}"><script>${bad}</script><use href="https://evil.example/#x"/></svg>`,
          `<math><mtext><table><mglyph><style><img src=x onerror="${bad}"></style></mglyph></table></mtext></math>`,
          `<iframe src="javascript:${bad}"></iframe><iframe srcdoc="<script>parent.alert(1)</script>"></iframe>`,
          `<object data="https://evil.example/o"></object><embed src="https://evil.example/e">`,
          `<a href="javascript:${bad}">a link</a><a href="https://evil.example/" ping="https://evil.example/ping">b</a>`,
          `<form action="https://evil.example/"><button autofocus onfocus="${bad}">c</button></form>`,
          `<video src="https://evil.example/v" autoplay onerror="${bad}"></video><details open ontoggle="${bad}">d</details>`,
          `<meta http-equiv=refresh content="0;url=https://evil.example/"><template><script>${bad}</script></template>`,
          `<p style="background:url(https://evil.example/s)" onclick="${bad}">e</p><x-y contenteditable autofocus onfocus="${bad}">f`,
        ];
        const html = `<html><body><p>The force is good.</p>${tricks.join('')}${HOSTILE.join('<p>')}<p>The end of it.</p>`;
        await paste(reader, {
          html: html.replaceAll('\ud800', ''),
          plain: 'The force is good.\nThe end of it.',
        });
        await reader.until('pasted', async () => /The end of it/.test(await textOf(reader)));
        await reader.settled();
        for (const tab of /** @type {const} */ (['summary', 'findings', 'changes'])) await reader.tab(tab);
        const found = await reader.page.evaluate(() => ({
          ran: /** @type {any} */ (window).ran,
          elements: document.querySelectorAll(
            'body script, iframe, img:not(.cm-widgetBuffer), object, embed, svg, math, video, body style, body link, base, [http-equiv="refresh"], #editor a, #panel a',
          ).length,
          handlers: [...document.querySelectorAll('*')].filter((e) =>
            [...e.attributes].some((a) => a.name.startsWith('on')),
          ).length,
        }));
        assert.deepEqual(found, { ran: 0, elements: 0, handlers: 0 });
        assert.deepEqual(
          reader.requests.slice(before).filter((url) => url.includes('evil')),
          [],
        );
        assert.deepEqual(reader.faults, []);
        await reader.close();
      });

    test('nesting without end is only words', async () => {
      const reader = await newReader();
      for (const piece of ['<div>', '<b>', '<table><tr><td>', '<ul><li>', '<svg>', '<b hidden>']) {
        await reader.press('Control', 'a');
        await reader.press('Delete');
        const start = Date.now();
        const html = `${piece.repeat(20_000)}<p>Deep inside.</p>`;
        await pasteFormatted(reader, { html, plain: 'x\nDeep inside.' });
        await reader.until(piece, async () => /Deep inside\./.test(await textOf(reader)));
        assert.ok(Date.now() - start < 20_000, piece);
      }
      assert.deepEqual(reader.faults, []);
      await reader.close();
    });

    test('Word’s picture of the words is not opened instead of them', async () => {
      const reader = await newReader();
      await pasteRaw(reader, { html: RICH, plain: 'x' });
      await reader.until('pasted', async () => /## Findings/.test(await textOf(reader)));
      assert.equal(await reader.text('#notice'), '');
      await reader.close();
    });
  });
