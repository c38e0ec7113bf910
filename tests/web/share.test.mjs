// Sharing: a link brings the whole document to another reader, and never takes anything from them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { generate } from 'lean-qr';
import { at } from '../../scripts/run.mjs';
import { NAME } from './browser.mjs';
import { Reader, newReader, withBrowser } from './reader.mjs';

const TEXT = 'The force is good at preventing crime. However, it fails to protect vulnerable children.';

/** @param {import('./reader.mjs').Reader} reader */
async function linkOf(reader) {
  await reader.click('nav [data-do="share"]');
  await reader.until('the link', async () => /#c2\./.test(await value(reader, '#share-link')));
  return value(reader, '#share-link');
}

/** @param {import('./reader.mjs').Reader} reader @param {string} selector */
const value = (reader, selector) =>
  reader.page.$eval(selector, (e) => /** @type {HTMLInputElement} */ (e).value);

/** Opens an address as from a mail: the page is loaded. @param {import('./reader.mjs').Reader} reader @param {string} link */
async function follow(reader, link) {
  await reader.page.goto('about:blank');
  await reader.page.goto(link);
  await reader.ready();
}

if (NAME !== 'webkit')
  describe(`sharing, in ${NAME}`, () => {
    withBrowser();

    test('text, title and changes arrive with another reader, and nothing was sent', async () => {
      const sender = await newReader();
      await sender.paste(TEXT);
      await sender.settled();
      await sender.page.type('#title', 'Statement');
      await sender.press('F8');
      await sender.until('the card', () => sender.sees('#card [data-do="dismiss"]'));
      await sender.click('#card [data-do="dismiss"]');
      const before = sender.requests.length;
      const link = await linkOf(sender);
      assert.match(await sender.text('#share .meter'), /characters\. Short enough for every place/);
      const own = new URL(link).host;
      const outside = sender.requests
        .slice(before)
        .filter((url) => /^[a-z]+:\/\//.test(url) && new URL(url).host !== own);
      assert.deepEqual(outside, []);
      assert.deepEqual(sender.faults, []);
      await sender.close();

      const receiver = await newReader();
      await follow(receiver, link);
      await receiver.until('the text', async () => (await receiver.shown()).includes('preventing crime'));
      assert.equal(await value(receiver, '#title'), 'Statement');
      await receiver.until('the change', async () => (await receiver.text('#tab-changes .number')) === '1');
      assert.equal(new URL(receiver.page.url()).hash, '');
      assert.deepEqual(receiver.faults, []);
      await receiver.close();
    });

    test('a link asks before it replaces one’s own work, and one step brings that back', async () => {
      const sender = await newReader();
      await sender.paste(TEXT);
      await sender.settled();
      const link = await linkOf(sender);
      await sender.close();

      const receiver = await newReader();
      await receiver.paste('My own work, which is good.');
      await receiver.settled();
      await receiver.page.evaluate((hash) => void (location.hash = hash), new URL(link).hash);
      await receiver.until('the question', () => receiver.sees('#arrive [data-do="arrive-take"]'));
      assert.match(await receiver.shown(), /My own work/);
      assert.ok(await receiver.sees('#arrive [data-do="arrive-beside"]'));
      await receiver.click('#arrive [data-do="arrive-back"]');
      await receiver.until('closed', async () => !(await receiver.sees('#arrive')));
      assert.match(await receiver.shown(), /My own work/);

      await receiver.page.evaluate((hash) => void (location.hash = hash), new URL(link).hash);
      await receiver.click('#arrive [data-do="arrive-take"]');
      await receiver.until('replaced', async () => (await receiver.shown()).includes('preventing crime'));
      await receiver.click('#notice [data-do="undo"]');
      await receiver.until('back', async () => (await receiver.shown()).includes('My own work'));
      await receiver.close();
    });

    test('a link opened in another tab leaves one’s own work where it is, in both', async () => {
      const sender = await newReader();
      await sender.paste(TEXT);
      await sender.settled();
      const link = await linkOf(sender);
      await sender.close();

      const receiver = await newReader();
      await receiver.paste('My own work, which is good.');
      await receiver.until('kept', async () => /Draft kept/.test(await receiver.text('#foot')));
      await receiver.page.evaluate((hash) => void (location.hash = hash), new URL(link).hash);
      await receiver.click('#arrive [data-do="arrive-beside"]');
      await receiver.until('another tab', async () => (await receiver.context.pages()).length === 2);
      const other = new Reader(
        (await receiver.context.pages()).find((page) => page !== receiver.page) ?? receiver.page,
        receiver.context,
      );
      await other.ready();
      await other.until('the text', async () => (await other.shown()).includes('preventing crime'));
      assert.equal(await other.page.evaluate(() => window.opener), null);
      assert.equal(new URL(other.page.url()).hash, '');
      // No question was asked: there is nothing of one's own in the new tab.
      assert.equal(await other.sees('#arrive'), false);
      assert.match(await receiver.shown(), /My own work/);
      assert.equal(new URL(receiver.page.url()).hash, '');
      await receiver.reload();
      await receiver.until('still there', async () => /My own work/.test(await receiver.shown()));
      await other.reload();
      await other.until('still there', async () => /preventing crime/.test(await other.shown()));
      await receiver.close();
    });

    test('one finding is copied as a quotation with its place', async () => {
      const reader = await newReader();
      await reader.paste(`A line before it.\n\n${TEXT}`);
      await reader.page.type('#title', 'Statement');
      await reader.settled();
      await reader.until('marks', async () => (await reader.marks()).length >= 2);
      await reader.press('F8');
      await reader.click('#card [data-do="copy-quote"]');
      await reader.until('said', async () => /Copied as a quotation/.test(await reader.text('#notice')));
      const other = await reader.context.newPage();
      await other.setContent('<textarea></textarea>');
      await other.focus('textarea');
      await other.keyboard.down('Control');
      await other.keyboard.press('v');
      await other.keyboard.up('Control');
      const pasted = await other.$eval('textarea', (e) => e.value);
      assert.match(
        pasted.replaceAll('\r', ''),
        /^“The force is good at preventing crime” \(Statement, line 3\)\n\w+ strength, [^\n]+$/,
      );
      await reader.close();
    });

    test('where the device can send, it is offered, and gets title and link', async () => {
      const reader = await newReader();
      await reader.page.evaluate(() =>
        Object.defineProperty(navigator, 'share', {
          configurable: true,
          value: async (/** @type {unknown} */ what) => {
            /** @type {any} */ (window).sent = what;
          },
        }),
      );
      await reader.paste(TEXT);
      await reader.page.type('#title', 'Statement');
      await reader.settled();
      const link = await linkOf(reader);
      await reader.click('#share [data-do="share-send"]');
      await reader.until('sent', () => reader.page.evaluate(() => 'sent' in window));
      assert.deepEqual(await reader.page.evaluate(() => /** @type {any} */ (window).sent), {
        title: 'Statement – Candour',
        url: link,
      });
      await reader.page.evaluate(() =>
        Object.defineProperty(navigator, 'share', { value: () => Promise.reject(new Error('no')) }),
      );
      await reader.click('#share [data-do="share-send"]');
      await reader.until('said', async () => /Copy the link instead/.test(await reader.text('#share')));
      assert.deepEqual(reader.faults, []);
      await reader.close();
    });

    test('a cut or altered link says so and shows nothing else', async () => {
      const sender = await newReader();
      await sender.paste(TEXT);
      await sender.settled();
      const link = await linkOf(sender);
      await sender.close();
      for (const [broken, words] of /** @type {const} */ ([
        [link.slice(0, -20), /not whole|changed on the way/],
        [link.replace(/.(.{30})$/, (_, end) => `~${end}`), /changed on the way/],
      ])) {
        const receiver = await newReader();
        await follow(receiver, broken);
        await receiver.until('said', () => receiver.sees('#arrive [role="alert"]'));
        assert.match(await receiver.text('#arrive [role="alert"]'), words);
        await receiver.click('#arrive [data-do="arrive-back"]');
        assert.equal((await receiver.page.$$('.cm-content .mark')).length, 0);
        assert.doesNotMatch(await receiver.shown(), /force/);
        await receiver.close();
      }
    });

    test('a link that mail and chat have dressed up opens', async () => {
      const sender = await newReader();
      await sender.paste(TEXT);
      await sender.settled();
      const link = await linkOf(sender);
      await sender.close();
      const { hash } = new URL(link);
      for (const dressed of [
        `${link}.`,
        `${link}&utm_source=x`,
        link.replace(hash, `#${encodeURIComponent(hash.slice(1))}%2E`),
        `${link}%3E`,
      ]) {
        const receiver = await newReader();
        await follow(receiver, dressed);
        await receiver.until('the text', async () => (await receiver.shown()).includes('preventing crime'));
        await receiver.close();
      }
    });

    test('a passphrase locks a link', async () => {
      const sender = await newReader();
      await sender.paste(TEXT);
      await sender.settled();
      await linkOf(sender);
      await sender.page.type('#share-passphrase', 'correct horse');
      await sender.click('#share [data-do="share-lock"]');
      await sender.until('locked', async () => /#e2\./.test(await value(sender, '#share-link')));
      const link = await value(sender, '#share-link');
      await sender.close();

      const receiver = await newReader();
      await follow(receiver, link);
      await receiver.until('asked', () => receiver.sees('#arrive-passphrase'));
      await receiver.page.type('#arrive-passphrase', 'wrong');
      await receiver.click('#arrive [data-do="arrive-unlock"]');
      await receiver.until('refused', async () => /does not fit/.test(await receiver.text('#arrive')));
      await receiver.page.$eval('#arrive-passphrase', (e) => Object.assign(e, { value: '' }));
      await receiver.page.type('#arrive-passphrase', 'correct horse');
      await receiver.click('#arrive [data-do="arrive-unlock"]');
      await receiver.until('open', async () => (await receiver.shown()).includes('preventing crime'));
      await receiver.close();
    });

    test('axe finds nothing in the dialogues', async () => {
      const reader = await newReader();
      await reader.paste(TEXT);
      await reader.settled();
      await reader.page.evaluate(readFileSync(at('node_modules/axe-core/axe.min.js'), 'utf8'));
      const violations = () =>
        reader.page.evaluate(async () =>
          (await /** @type {any} */ (globalThis).axe.run()).violations.map((/** @type {any} */ v) => v.id),
        );
      const link = await linkOf(reader);
      assert.deepEqual(await violations(), []);
      await reader.press('Escape');
      await reader.click('nav [data-do="export"]');
      await reader.until('the formats', () => reader.sees('#save'));
      assert.deepEqual(await violations(), []);
      await reader.press('Escape');
      await reader.page.evaluate((hash) => void (location.hash = hash), new URL(link).hash);
      await reader.until('the question', () => reader.sees('#arrive'));
      assert.deepEqual(await violations(), []);
      await reader.close();
    });

    test('a short link has a code for a phone', async () => {
      const sender = await newReader();
      await sender.paste(TEXT);
      await sender.settled();
      await linkOf(sender);
      await sender.click('#share summary');
      await sender.until('the code', () =>
        sender.page.$eval('#share canvas', (e) => /** @type {HTMLCanvasElement} */ (e).width > 40),
      );
      // It is of this very link: the same squares as the library makes of it.
      const link = await value(sender, '#share-link');
      const wanted = generate(link);
      const { size, dark } = await sender.page.$eval('#share canvas', (e) => {
        const canvas = /** @type {HTMLCanvasElement} */ (e);
        const { data, width } = /** @type {CanvasRenderingContext2D} */ (
          canvas.getContext('2d')
        ).getImageData(...[0, 0, canvas.width, canvas.height]);
        return { size: width, dark: Array.from({ length: data.length / 4 }, (_, i) => data[4 * i] < 128) };
      });
      const quiet = (size - wanted.size) / 2;
      assert.ok(quiet >= 4);
      for (let y = 0; y < wanted.size; y++)
        for (let x = 0; x < wanted.size; x++)
          assert.equal(dark[(y + quiet) * size + x + quiet], wanted.get(x, y), `${x}, ${y}`);
      // A long one has none, and says that it is for files.
      await sender.press('Escape');
      await sender.press('Control', 'End');
      await sender.paste(
        Array.from({ length: 900 }, (_, i) => `Item ${i * 7919} of ${i ** 3} is odd. `).join(''),
      );
      await sender.settled();
      const long = await linkOf(sender);
      assert.ok(long.length > 2000);
      assert.equal((await sender.page.$$('#share canvas')).length, 0);
      assert.match(await sender.text('#share .meter'), /mail|file/);
      await sender.close();
    });
  });
