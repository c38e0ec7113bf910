// The page as an app: what other apps share with it, files that the system opens with it, its updates, the one file.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { at } from '../../scripts/run.mjs';
import { listen, siteServer } from '../../scripts/serve.mjs';
import { makeLink } from '../../web/src/share/link.js';
import { EMPTY } from '../share/records.mjs';
import { NAME, launch, shut } from './browser.mjs';
import { Reader } from './reader.mjs';

const TEXT = 'The force is good at preventing crime. However, it fails to protect vulnerable children.';

if (NAME !== 'webkit')
  describe(`the app, in ${NAME}`, () => {
    const server = siteServer(at('dist/site'));
    let address = '';
    /** @type {import('puppeteer-core').Browser} */
    let browser;
    before(async () => {
      address = `http://localhost:${await listen(server, 0, 0)}/`;
      browser = await launch();
    });
    after(async () => {
      await shut(browser);
      server.closeAllConnections();
      server.close();
    });

    /** A reader whose page the service worker looks after. @param {(page: any) => Promise<unknown>} [first] */
    async function installed(first) {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.setViewport({ width: 1280, height: 800 });
      await first?.(page);
      const reader = new Reader(page, context);
      await page.goto(address);
      await reader.ready();
      await reader.until('the worker is there', () =>
        page.evaluate(
          async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated',
        ),
      );
      return reader;
    }

    /**
     * Another app shares with the installed one: the system sends a form to the address that the manifest names.
     * @param {Reader} reader
     * @param {{ title?: string, text?: string, url?: string, files?: [name: string, content: string][] }} what
     */
    async function share(reader, { files = [], ...fields }) {
      await reader.page.goto('about:blank');
      await reader.page.evaluate(
        (action, words, list) => {
          const form = Object.assign(document.createElement('form'), {
            ...{ action, method: 'post', enctype: 'multipart/form-data' },
          });
          for (const [name, value] of Object.entries(words)) {
            const input = Object.assign(document.createElement('input'), { name, value });
            form.append(input);
          }
          const input = Object.assign(document.createElement('input'), {
            type: 'file',
            name: 'file',
            multiple: true,
          });
          const transfer = new DataTransfer();
          for (const [name, content] of list) transfer.items.add(new File([content], name));
          input.files = transfer.files;
          form.append(input);
          document.body.append(form);
          form.submit();
        },
        `${address}share-target`,
        fields,
        files,
      );
      await reader.ready();
      await reader.until('home', async () => new URL(reader.page.url()).search === '');
    }

    test('words and a title that another app shares are opened, and never reach the server', async () => {
      /** @type {string[]} */
      const posts = [];
      const note = (/** @type {import('node:http').IncomingMessage} */ request) => {
        if (request.method !== 'GET') posts.push(request.url ?? '');
      };
      server.on('request', note);
      const reader = await installed();
      await share(reader, { title: 'A statement', text: TEXT, url: 'https://news.example/1' });
      await reader.until('the text', async () => (await reader.shown()).includes('preventing crime'));
      assert.equal(
        await reader.page.$eval('#title', (e) => /** @type {HTMLInputElement} */ (e).value),
        'A statement',
      );
      assert.deepEqual(posts, []);
      // It is taken once.
      assert.equal(await reader.page.evaluate(() => caches.has('candour-shared')), false);
      server.off('request', note);
      await reader.close();
    });

    test('a shared file asks before it takes the place of one’s own work; several make a table', async () => {
      const reader = await installed();
      await reader.paste('My own work, which is good.');
      await reader.until('kept', async () => /Draft kept/.test(await reader.text('#foot')));
      await share(reader, { files: [['report.html', `<title>Report</title><p>${TEXT}</p>`]] });
      await reader.until('the question', () => reader.sees('#arrive [data-do="arrive-take"]'));
      assert.match(await reader.shown(), /My own work/);
      await reader.click('#arrive [data-do="arrive-take"]');
      await reader.until('the text', async () => (await reader.shown()).includes('preventing crime'));
      await reader.click('#notice [data-do="undo"]');
      await reader.until('back', async () => (await reader.shown()).includes('My own work'));
      await share(reader, {
        files: [
          ['a.txt', TEXT],
          ['b.txt', TEXT],
        ],
      });
      await reader.until('both', async () => (await reader.texts('#several tbody tr')).length === 2);
      await reader.close();
    });

    test('somebody’s link that another app shares is opened as a link', async () => {
      const reader = await installed();
      const link = await makeLink({ ...EMPTY, text: TEXT, title: 'Linked' });
      await share(reader, { text: `${address}${link}` });
      await reader.until('the text', async () => (await reader.shown()).includes('preventing crime'));
      assert.equal(
        await reader.page.$eval('#title', (e) => /** @type {HTMLInputElement} */ (e).value),
        'Linked',
      );
      assert.equal(new URL(reader.page.url()).hash, '');
      await reader.close();
    });

    test('nothing shared, or an address made up by somebody, changes nothing', async () => {
      const reader = await installed();
      await reader.paste('My own work, which is good.');
      await reader.until('kept', async () => /Draft kept/.test(await reader.text('#foot')));
      await share(reader, {});
      assert.match(await reader.shown(), /My own work/);
      await reader.page.goto(`${address}?shared&title=x&text=y`);
      await reader.ready();
      await reader.until('the draft', async () => /My own work/.test(await reader.shown()));
      assert.equal(await reader.sees('dialog'), false);
      await reader.close();
    });

    test('a file that the system opens with the app is read; over one’s own work it asks', async () => {
      const reader = await installed((page) =>
        page.evaluateOnNewDocument(() => {
          const whole = /** @type {any} */ (window);
          const launchQueue = {
            setConsumer: (/** @type {unknown} */ consumer) => (whole.handOver = consumer),
          };
          Object.defineProperty(window, 'launchQueue', { value: launchQueue, configurable: true });
        }),
      );
      const open = (/** @type {string} */ name, /** @type {string} */ content) =>
        reader.page.evaluate(
          (n, c) =>
            /** @type {any} */ (window).handOver({ files: [{ getFile: async () => new File([c], n) }] }),
          name,
          content,
        );
      await reader.until('it listens', () => reader.page.evaluate(() => 'handOver' in window));
      await open('First.txt', TEXT);
      await reader.until('the text', async () => (await reader.shown()).includes('preventing crime'));
      await open('Second.md', '# Second\n\nIt is excellent.');
      await reader.until('the question', () => reader.sees('#arrive [data-do="arrive-take"]'));
      assert.match(await reader.text('#arrive'), /“Second”/);
      await reader.click('#arrive [data-do="arrive-back"]');
      assert.match(await reader.shown(), /preventing crime/);
      await reader.page.evaluate(() => /** @type {any} */ (window).handOver({}));
      assert.deepEqual(reader.faults, []);
      await reader.close();
    });

    test('the manifest names what the page can take, and only that', async () => {
      const reader = await installed();
      const {
        share_target: target,
        file_handlers: handlers,
        icons,
        start_url: start,
      } = await reader.page.evaluate(async () => (await fetch('./manifest.webmanifest')).json());
      assert.equal(new URL(target.action, address).href, `${address}share-target`);
      assert.deepEqual([target.method, target.enctype], ['POST', 'multipart/form-data']);
      assert.equal(start, './');
      assert.ok(icons.length > 0);
      const offered = await reader.attribute('#file', 'accept');
      for (const ending of Object.values(handlers[0].accept).flat())
        assert.ok(offered?.split(',').includes(`.${String(ending).split('.').at(-1)}`), String(ending));
      await reader.close();
    });

    test('the page offers the tool in one file, and it is there', async () => {
      const reader = await installed();
      await reader.click('[data-do="promise"]');
      const link = '#promise a[download]';
      await reader.until('offered', () => reader.sees(link));
      const [href, name] = await reader.page.$eval(link, (a) => [
        /** @type {HTMLAnchorElement} */ (a).href,
        /** @type {HTMLAnchorElement} */ (a).download,
      ]);
      assert.equal(name, 'candour.html');
      const whole = await (await fetch(href)).text();
      assert.match(whole, /connect-src 'none'/);
      assert.match(whole, /id="part-wasm"/);
      await reader.close();
    });
  });
