// Two documents side by side, theme by theme, in the page.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { at } from '../../scripts/run.mjs';
import { makeLink } from '../../web/src/share/link.js';
import { EMPTY, correctionAt } from '../share/records.mjs';
import { NAME } from './browser.mjs';
import { newReader, withBrowser } from './reader.mjs';

const NOW =
  'The force is very good at investigating crime. However, it fails to protect vulnerable children, which is a serious concern.';
const THEN =
  'The force is inadequate at investigating crime and fails victims. It is good at protecting vulnerable children.';

/** @param {import('./reader.mjs').Reader} reader */
async function ask(reader) {
  await reader.paste(NOW);
  await reader.settled();
  await reader.page.type('#title', 'This year');
  await reader.click('#panel [data-do="compare"]');
  await reader.until('the question', () => reader.sees('#compare #compare-paste'));
}

/** The rows of the table as their cells' texts. @param {import('./reader.mjs').Reader} reader */
async function rows(reader) {
  await reader.until('the table', () => reader.sees('#compare table'));
  return reader.page.$$eval('#compare tbody tr', (all) =>
    all.map((row) => [...row.children].map((cell) => (cell.textContent ?? '').replace(/\s+/g, ' ').trim())),
  );
}

/** @param {import('./reader.mjs').Reader} reader @param {string} text */
async function comparePasted(reader, text) {
  await reader.page.$eval('#compare-paste', (area, value) => Object.assign(area, { value }), text);
  await reader.click('#compare [data-do="compare-pasted"]');
}

/** @param {string[][]} table @param {RegExp} theme */
const changeOf = (table, theme) => table.find(([name = '']) => theme.test(name))?.at(-1);

if (NAME !== 'webkit')
  describe(`comparing, in ${NAME}`, () => {
    withBrowser();

    test('a pasted text stands beside the open one: what was said, and what got better or worse', async () => {
      const reader = await newReader();
      await ask(reader);
      await comparePasted(reader, THEN);
      const table = await rows(reader);
      assert.equal(changeOf(table, /investigating/i), 'Better');
      assert.equal(changeOf(table, /vulnerable/i), 'Worse');
      const crime = table.find(([name = '']) => /investigating/i.test(name)) ?? [];
      assert.match(crime[1] ?? '', /concern.*: .*fails victims/);
      assert.match(crime[2] ?? '', /strength.*very good/);
      assert.match(await reader.text('#compare .lede'), /then, .* now\. Better: /);
      // The table is one: heads name columns and rows.
      assert.deepEqual(
        await reader.page.$$eval('#compare table :is(thead th, tbody tr:first-child th)', (all) =>
          all.map((th) => th.getAttribute('scope')),
        ),
        ['col', 'col', 'col', 'col', 'row'],
      );
      assert.equal(await reader.page.evaluate(() => document.activeElement?.id), 'compare-result');
      await reader.click('#compare [data-do="compare-swap"]');
      await reader.until('turned', async () => changeOf(await rows(reader), /investigating/i) === 'Worse');
      await reader.press('Escape');
      assert.match(await reader.shown(), /very good at investigating/);
      assert.deepEqual(reader.faults, []);
      await reader.close();
    });

    test('a file, chosen or dropped, is compared and does not take the place of what is open', async () => {
      const reader = await newReader();
      await ask(reader);
      await reader.drop('Last_year.html', `<title>Last year</title><p>${THEN}</p>`);
      assert.equal(changeOf(await rows(reader), /investigating/i), 'Better');
      assert.match(await reader.text('#compare thead'), /Then: Last year.*Now: This year/);
      await reader.click('#compare [data-do="compare"]');
      await reader.until('asked again', () => reader.sees('#compare #compare-paste'));
      await reader.drop('sheet.docx', 'PK\u0003\u0004 xl/workbook.xml');
      await reader.until('said', async () =>
        /spreadsheet/.test(await reader.text('#compare [role="alert"]')),
      );
      await reader.press('Escape');
      assert.match(await reader.shown(), /very good at investigating/);
      await reader.close();
    });

    test('a link brings its sender’s changes along; a locked one asks for its passphrase; a cut one says so', async () => {
      const corrected = {
        ...EMPTY,
        ...{ text: THEN, title: 'Last year' },
        corrections: [correctionAt(THEN, 0, 44, { label: 'strength', severity: 3 })],
      };
      const reader = await newReader();
      await ask(reader);
      const address = `https://candour.example/${await makeLink(corrected, { passphrase: 'open' })}`;
      await comparePasted(reader, address.slice(0, -8));
      await reader.until('cut', () => reader.sees('#compare [role="alert"]'));
      await comparePasted(reader, address);
      await reader.until('asked', () => reader.sees('#compare-passphrase'));
      await reader.page.type('#compare-passphrase', 'open');
      await reader.click('#compare [data-do="compare-pasted"]');
      const table = await rows(reader);
      const [, then] = table.find(([name = '']) => /No particular theme/.test(name)) ?? [];
      assert.match(then ?? '', /strength: The force is inadequate at investigating/);
      await reader.close();
    });

    test('another draft on this device is offered', async () => {
      const reader = await newReader();
      await reader.paste(THEN);
      await reader.page.type('#title', 'Last year');
      await reader.until('kept', async () => /Draft kept/.test(await reader.text('#foot')));
      const other = await reader.newTab();
      await ask(other);
      await other.until('offered', () => other.sees('#compare [data-do="compare-draft"]'));
      await other.click('#compare [data-do="compare-draft"]');
      assert.equal(changeOf(await rows(other), /investigating/i), 'Better');
      await reader.close();
    });

    test('two files at once, and a link that arrives, can be compared straight away', async () => {
      const reader = await newReader();
      await reader.page.evaluate(
        (texts) => {
          const dataTransfer = new DataTransfer();
          for (const [name, text] of texts) dataTransfer.items.add(new File([text ?? ''], name ?? ''));
          const event = new DragEvent('drop', { bubbles: true, cancelable: true });
          Object.defineProperty(event, 'dataTransfer', { value: dataTransfer });
          document.body.dispatchEvent(event);
        },
        [
          ['Last year.txt', THEN],
          ['This year.txt', NOW],
        ],
      );
      await reader.click('#several [data-do="several-compare"]');
      assert.equal(changeOf(await rows(reader), /investigating/i), 'Better');
      await reader.press('Escape');
      await reader.paste(NOW);
      await reader.settled();
      const link = await makeLink({ ...EMPTY, text: THEN });
      await reader.page.evaluate((hash) => void (location.hash = hash), link);
      await reader.click('#arrive [data-do="arrive-compare"]');
      assert.equal(changeOf(await rows(reader), /investigating/i), 'Better');
      await reader.press('Escape');
      assert.match(await reader.shown(), /very good at investigating/);
      await reader.close();
    });

    test('it prints, saves as Markdown, and axe finds nothing, on a narrow screen too', async () => {
      const reader = await newReader({ width: 320, height: 640 });
      await reader.page.evaluate(readFileSync(at('node_modules/axe-core/axe.min.js'), 'utf8'));
      const violations = () =>
        reader.page.evaluate(async () =>
          (await /** @type {any} */ (globalThis).axe.run()).violations.map((/** @type {any} */ v) => v.id),
        );
      await reader.click('#panel [data-do="sample"]');
      await reader.settled();
      await reader.click('#panel [data-do="compare"]');
      await reader.until('the question', () => reader.sees('#compare-paste'));
      assert.deepEqual(await violations(), []);
      await comparePasted(reader, THEN);
      await rows(reader);
      assert.deepEqual(await violations(), []);
      assert.ok(
        (await reader.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)) <= 0,
      );
      await reader.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
      assert.match(await reader.text('#report h1'), /compared$/);
      assert.ok((await reader.page.$$('#report table.compare tbody tr')).length > 1);
      await reader.page.evaluate(() => {
        const whole = /** @type {any} */ (window);
        HTMLAnchorElement.prototype.click = function () {
          whole.caught = this.download;
        };
        const make = URL.createObjectURL.bind(URL);
        URL.createObjectURL = (/** @type {Blob} */ blob) => {
          whole.blob = blob;
          return make(blob);
        };
      });
      await reader.click('#compare [data-do="compare-save"]');
      const [name, text] = await reader.page.evaluate(async () => {
        const { caught, blob } = /** @type {any} */ (window);
        return [caught, await blob.text()];
      });
      assert.match(name, /\.md$/);
      assert.match(text, /^\| Theme \| Then \| Now \| Change \|$/m);
      await reader.press('Escape');
      await reader.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
      assert.doesNotMatch(await reader.text('#report h1'), /compared$/);
      await reader.close();
    });
  });
