// Sharing: a link brings the whole document to another reader, and never takes anything from them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { at } from '../../scripts/run.mjs';
import { NAME } from './browser.mjs';
import { newReader, withBrowser } from './reader.mjs';

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
      assert.equal(await receiver.text('#tab-changes .number'), '1');
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
      await sender.close();
    });
  });
