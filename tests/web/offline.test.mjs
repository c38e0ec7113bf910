// Without the network: the page from its service worker, and the single file from the disk, with not one request.
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { at } from '../../scripts/run.mjs';
import { listen, siteServer } from '../../scripts/serve.mjs';
import { flow, makePdf } from '../import/pdfs.mjs';
import { NAME, launch } from './browser.mjs';
import { Reader } from './reader.mjs';
import { WebKit } from './webdriver.mjs';

const TEXT = 'The force is good at preventing crime. However, it fails to protect vulnerable children.';
const SINGLE = at('dist/candour.html');

/** @param {Reader} reader @param {string} name @param {Uint8Array} data */
async function drop(reader, name, data) {
  await reader.page.evaluate(
    (fileName, coded) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(atob(coded), (c) => c.charCodeAt(0))], fileName));
      const event = new DragEvent('drop', { bubbles: true, cancelable: true });
      Object.defineProperty(event, 'dataTransfer', { value: dataTransfer });
      document.body.dispatchEvent(event);
    },
    name,
    Buffer.from(data).toString('base64'),
  );
}

/** Reads, shares, opens the link again and a PDF: all of it. @param {Reader} reader @param {string} home */
async function doEverything(reader, home) {
  await reader.paste(TEXT);
  await reader.settled();
  await reader.until('marks', async () => (await reader.marks()).length >= 2);
  await reader.click('nav [data-do="share"]');
  const link = () => reader.page.$eval('#share-link', (e) => /** @type {HTMLInputElement} */ (e).value);
  await reader.until('the link', async () => (await link()).startsWith(`${home}#c2.`));
  const address = await link();
  await reader.press('Escape');
  await drop(
    reader,
    'report.pdf',
    makePdf([flow('The service is inadequate and must improve at once.', { x: 60, y: 100, width: 400 })]),
  );
  await reader.until('the PDF', async () => (await reader.shown()).includes('The service is inadequate'));
  await reader.page.evaluate((hash) => void (location.hash = hash), new URL(address).hash);
  await reader.click('#arrive [data-do="arrive-take"]');
  await reader.until('the shared text', async () => (await reader.shown()).includes('preventing crime'));
}

if (NAME !== 'webkit')
  describe(`offline, in ${NAME}`, () => {
    /** @type {import('puppeteer-core').Browser} */
    let browser;
    before(async () => {
      browser = await launch();
    });
    after(() => browser?.close());

    test(
      'the single file works from the disk, and not one request leaves',
      { skip: !existsSync(SINGLE) },
      async () => {
        const page = await browser.newPage();
        await page.setViewport({ width: 1280, height: 800 });
        const reader = new Reader(page, page.browserContext());
        const home = pathToFileURL(SINGLE).href;
        await page.goto(home);
        await reader.ready();
        await doEverything(reader, home);
        const outside = reader.requests.filter((url) => !/^(?:file|blob|data):/.test(url));
        assert.deepEqual(outside, []);
        // Firefox does not report the file itself.
        assert.ok(reader.requests.filter((url) => url.startsWith('file:')).length <= 1);
        assert.deepEqual(reader.faults, []);
        await page.close();
      },
    );

    test('the page works with its server gone', async () => {
      const server = siteServer(at('dist/site'));
      const address = `http://localhost:${await listen(server, 0, 0)}/`;
      const page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 800 });
      const reader = new Reader(page, page.browserContext());
      await page.goto(address);
      await reader.ready();
      await reader.until('all is cached', () =>
        page.evaluate(
          async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated',
        ),
      );
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await page.goto(address);
      await reader.ready();
      await doEverything(reader, address);
      await page.close();
    });

    test('a newer version asks before it takes over', async () => {
      const folder = mkdtempSync(join(tmpdir(), 'candour-site-'));
      cpSync(at('dist/site'), folder, { recursive: true });
      const server = siteServer(folder);
      const address = `http://localhost:${await listen(server, 0, 0)}/`;
      const page = await browser.newPage();
      await page.setViewport({ width: 1280, height: 800 });
      const reader = new Reader(page, page.browserContext());
      const scripts = () =>
        page.evaluate(async () => {
          const registration = await navigator.serviceWorker.getRegistration();
          return [registration?.active?.state, registration?.waiting?.state].join();
        });
      await page.goto(address);
      await reader.until('the first is active', async () => (await scripts()) === 'activated,');
      appendFileSync(join(folder, 'sw.js'), '\n// a newer version\n');
      await page.reload();
      await reader.ready();
      await reader.until('it asks', () => reader.sees('#notice [data-do="update"]'));
      assert.equal(await scripts(), 'activated,installed');
      await reader.click('#notice [data-do="update"]');
      await reader.until('it took over', async () => (await scripts()) === 'activated,');
      await page.close();
      server.closeAllConnections();
      server.close();
      rmSync(folder, { recursive: true });
    });
  });

if (NAME === 'webkit')
  test('the single file works from the disk, in webkit', { skip: !existsSync(SINGLE) }, async () => {
    const webkit = await WebKit.open();
    try {
      await webkit.go(pathToFileURL(SINGLE).href);
      await webkit.click('#panel [data-do="sample"]');
      const number = (/** @type {string} */ selector) =>
        webkit.run((s) => document.querySelectorAll(s).length, selector);
      await webkit.until('marks', async () => (await number('.cm-content .mark')) > 5);
      await webkit.click('nav [data-do="share"]');
      await webkit.until('the link', () =>
        webkit.run(() =>
          /#c2\./.test(/** @type {HTMLInputElement} */ (document.querySelector('#share-link')).value),
        ),
      );
      const asked = await webkit.run(() =>
        performance.getEntriesByType('resource').map((entry) => entry.name),
      );
      assert.deepEqual(
        asked.filter((url) => !/^(?:file|blob|data):/.test(url)),
        [],
      );
    } finally {
      await webkit.close();
    }
  });
