// Without the network: the page from its service worker, and the single file from the disk, with not one request.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import * as d from 'docx';
import { appendFileSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { at } from '../../scripts/run.mjs';
import { listen, siteServer } from '../../scripts/serve.mjs';
import { makeLink } from '../../web/src/share/link.js';
import { flow, makePdf } from '../import/pdfs.mjs';
import { EMPTY } from '../share/records.mjs';
import { NAME, launch, shut } from './browser.mjs';
import { dropBytes, saved } from './handing.mjs';
import { Reader } from './reader.mjs';
import { WebKit } from './webdriver.mjs';

const TEXT = 'The force is good at preventing crime. However, it fails to protect vulnerable children.';
const SINGLE = at('dist/candour.html');
const PDF = makePdf([
  flow('The service is inadequate and must improve at once.', { x: 60, y: 100, width: 400 }),
]);

async function word() {
  const children = [
    new d.Paragraph({ text: 'Findings', heading: d.HeadingLevel.HEADING_1 }),
    new d.Paragraph(TEXT),
  ];
  return new Uint8Array(await d.Packer.toBuffer(new d.Document({ sections: [{ children }] })));
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
  await dropBytes(reader, { 'report.pdf': PDF });
  await reader.until('the PDF', async () => (await reader.shown()).includes('The service is inadequate'));
  await dropBytes(reader, { 'report.docx': await word() });
  await reader.until('Word', async () => (await reader.shown()).includes('# Findings'));
  await reader.settled();
  for (const id of ['html', 'word', 'candour']) {
    const { data } = await saved(reader, id);
    assert.ok(data.length > 200, id);
    await reader.press('Escape');
  }
  await reader.click('#panel [data-do="compare"]');
  await reader.page.$eval('#compare-paste', (e, value) => Object.assign(e, { value }), address);
  await reader.click('#compare [data-do="compare-pasted"]');
  await reader.until('compared', () => reader.sees('#compare table'));
  await reader.press('Escape');
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
    after(() => shut(browser));

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

    test(
      'the single file asks nobody for anything: a proxy in its way sees not one connection',
      { skip: !existsSync(SINGLE) },
      async () => {
        /** @type {string[]} */
        const asked = [];
        const proxy = createServer(
          ({ url = '' }, response) => void response.writeHead(502).end(void asked.push(url)),
        );
        proxy.on('connection', (socket) => void socket.unref());
        proxy.on(
          'connect',
          ({ url = '' }, socket) => void socket.end('HTTP/1.1 502 No\r\n\r\n', () => asked.push(url)),
        );
        const port = await listen(proxy, 0, 0);
        proxy.unref();
        const context = await browser.createBrowserContext({
          proxyServer: `127.0.0.1:${port}`,
          proxyBypassList: [],
        });
        const page = await context.newPage();
        await page.setViewport({ width: 1280, height: 800 });
        // The proxy is in the way of whatever goes out.
        await page.goto('http://probe.example/').catch(() => {});
        assert.ok(asked.length > 0, 'the proxy is not in the way');
        const reader = new Reader(page, context);
        await page.goto(pathToFileURL(SINGLE).href);
        await reader.ready();
        await doEverything(reader, pathToFileURL(SINGLE).href);
        // Firefox asks for the probe's icon later.
        assert.deepEqual(
          asked.filter((url) => !url.includes('probe.example')),
          [],
        );
        await context.close();
        proxy.closeAllConnections();
        proxy.close();
      },
    );

    test(
      'links of the hosted page open in the single file, and ask there too',
      { skip: !existsSync(SINGLE) },
      async () => {
        const link = await makeLink({ ...EMPTY, text: TEXT, title: 'Linked' });
        const context = await browser.createBrowserContext();
        const page = await context.newPage();
        await page.setViewport({ width: 1280, height: 800 });
        const reader = new Reader(page, context);
        await page.goto(pathToFileURL(SINGLE).href + link);
        await reader.ready();
        await reader.until('the text', async () => (await reader.shown()).includes('preventing crime'));
        assert.equal(await page.$eval('#title', (e) => /** @type {HTMLInputElement} */ (e).value), 'Linked');
        const sealed = await makeLink({ ...EMPTY, text: 'It is inadequate.' }, { passphrase: 'open' });
        await page.evaluate((hash) => void (location.hash = hash), sealed);
        await reader.until('asked', () => reader.sees('#arrive-passphrase'));
        await page.type('#arrive-passphrase', 'open');
        await reader.click('#arrive [data-do="arrive-unlock"]');
        await reader.click('#arrive [data-do="arrive-take"]');
        await reader.until('opened', async () => (await reader.shown()).includes('It is inadequate'));
        await page.evaluate((hash) => void (location.hash = hash), link.slice(0, -9));
        await reader.until('refused', () => reader.sees('#arrive [role="alert"]'));
        assert.match(await reader.shown(), /It is inadequate/);
        assert.deepEqual(reader.faults, []);
        await context.close();
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
      await reader.paste('The force is good.');
      await reader.until('it asks', () => reader.sees('#notice [data-do="update"]'));
      assert.equal(await scripts(), 'activated,installed');
      // Who does not answer keeps the old one, however often the page is loaded.
      await reader.until('kept', async () => /Draft kept/.test(await reader.text('#foot')));
      await page.reload();
      await reader.ready();
      await reader.until('it asks again', () => reader.sees('#notice [data-do="update"]'));
      assert.equal(await scripts(), 'activated,installed');
      await reader.click('#notice [data-do="update"]');
      await reader.until('it took over', async () => (await scripts()) === 'activated,');
      await reader.until('the work is still there', async () =>
        (await reader.shown()).includes('The force is good'),
      );
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
      const number = (/** @type {string} */ selector) =>
        webkit.run((s) => document.querySelectorAll(s).length, selector);
      await webkit.until('the page', async () => (await number('#panel [data-do="sample"]')) === 1);
      await webkit.click('#panel [data-do="sample"]');
      await webkit.until('marks', async () => (await number('.cm-content .mark')) > 5);
      await webkit.click('nav [data-do="share"]');
      await webkit.until('the link', () =>
        webkit.run(() =>
          /#c2\./.test(/** @type {HTMLInputElement} */ (document.querySelector('#share-link')).value),
        ),
      );
      await webkit.run(() => /** @type {HTMLDialogElement} */ (document.querySelector('#share')).close());
      /** @param {string} name @param {Uint8Array} data */
      const drop = (name, data) =>
        webkit.run(
          (fileName, coded) => {
            const dataTransfer = new DataTransfer();
            dataTransfer.items.add(
              new File([Uint8Array.from(atob(coded), (c) => c.charCodeAt(0))], fileName),
            );
            const event = new DragEvent('drop', { bubbles: true, cancelable: true });
            Object.defineProperty(event, 'dataTransfer', { value: dataTransfer });
            document.body.dispatchEvent(event);
          },
          name,
          Buffer.from(data).toString('base64'),
        );
      const shows = (/** @type {RegExp} */ words) => async () => words.test(await webkit.text('.cm-content'));
      await drop('report.pdf', PDF);
      await webkit.until('the PDF', shows(/The service is inadequate and must improve at once\./));
      await drop('report.docx', await word());
      await webkit.until('Word', shows(/# Findings.*preventing crime/s));
      await drop('bad.pdf', Buffer.from('%PDF-1.7 nothing'));
      await webkit.until('said', async () => /“bad\.pdf” is damaged/.test(await webkit.text('#notice')));
      const link = await makeLink({ ...EMPTY, text: 'It is inadequate.' });
      await webkit.run((hash) => void (location.hash = hash), link);
      await webkit.until('the question', async () => (await number('#arrive [data-do="arrive-take"]')) === 1);
      await webkit.click('#arrive [data-do="arrive-take"]');
      await webkit.until('the link’s text', shows(/It is inadequate/));
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
