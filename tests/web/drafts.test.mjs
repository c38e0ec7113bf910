// Drafts: what one had stays, can be taken up again, and is erased when one says so. Tabs keep out of each other's way.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NAME } from './browser.mjs';
import { newReader, withBrowser } from './reader.mjs';

/** @typedef {import('./reader.mjs').Reader} Reader */

if (NAME !== 'webkit')
  describe(`drafts, in ${NAME}`, () => {
    withBrowser();

    /** @param {Reader} reader */
    const kept = (reader) =>
      reader.until('kept', async () => /Draft kept on this device/.test(await reader.text('#foot')));

    /** @param {Reader} reader */
    const openDrafts = async (reader) => {
      await reader.click('[data-do="settings"]');
      await reader.click('#settings [data-do="drafts"]');
      await reader.until('the list', () => reader.sees('#drafts'));
    };

    /** @param {Reader} reader @param {number} number */
    const listed = (reader, number) =>
      reader.until(`${number} drafts`, async () => (await reader.page.$$('#drafts li')).length === number);

    /** A reader who wrote one text, dismissed what was found in it, and then opened the sample. */
    const readerOfTwo = async () => {
      const reader = await newReader();
      await reader.paste('The force is very effective.');
      await reader.until('a finding', async () => (await reader.marks()).length === 1);
      await reader.settled();
      await reader.click('.cm-content .mark');
      await reader.click('#card [data-do="dismiss"]');
      await kept(reader);
      await reader.page.click('[data-do="sample"]');
      await reader.until('the sample', async () => /Calderbrook/.test(await reader.shown()));
      await reader.until('said', async () => /1 other draft/.test(await reader.text('#foot')));
      return reader;
    };

    test('opening another text keeps the one there was; it is taken up again with its changes, and the other kept', async () => {
      const reader = await readerOfTwo();
      await reader.click('#foot [data-do="drafts"]');
      await listed(reader, 2);
      assert.match(await reader.text('#drafts li:nth-child(1)'), /Calderbrook.*Open here/);
      assert.match(
        await reader.text('#drafts li:nth-child(2)'),
        /The force is very effective\..*28 characters/,
      );
      await reader.click('#drafts [data-do="draft-open"]');
      await reader.until('the former text', async () => /very effective/.test(await reader.shown()));
      await reader.until('its change', async () =>
        (await reader.marks()).some((m) => m.classes.includes('dismissed')),
      );
      assert.equal(
        await reader.attribute('[data-do="undo"]', 'disabled'),
        '',
        'nothing of the other to undo',
      );
      await reader.page.keyboard.type('Indeed. ');
      await new Promise((resolve) => setTimeout(resolve, 600));
      await reader.reload();
      await reader.until('still this one', async () => /Indeed.*very effective/.test(await reader.shown()));
      await openDrafts(reader);
      await listed(reader, 2);
      assert.match(await reader.text('#drafts'), /Calderbrook/);
      assert.deepEqual(reader.faults, []);
      await reader.close();
    });

    test('when the opening is undone, the draft is the one it was, once', async () => {
      const reader = await readerOfTwo();
      await reader.click('#notice [data-do="undo"]');
      await reader.until('back', async () => /very effective/.test(await reader.shown()));
      await reader.until('no other', async () => !/other draft/.test(await reader.text('#foot')));
      await openDrafts(reader);
      await listed(reader, 1);
      assert.match(await reader.text('#drafts li'), /very effective.*Open here/);
      await reader.press('Escape');
      await reader.click('[data-do="redo"]');
      await reader.until('the sample again', async () => /Calderbrook/.test(await reader.shown()));
      await openDrafts(reader);
      await listed(reader, 2);
      await reader.close();
    });

    test('an empty one can be begun, and an older one taken up from there', async () => {
      const reader = await readerOfTwo();
      await openDrafts(reader);
      await reader.click('#drafts [data-do="draft-begin"]');
      await reader.until('welcome', () => reader.sees('#panel .welcome'));
      await reader.until('offered', async () => /one of 2 older drafts/.test(await reader.text('#panel')));
      await reader.click('#panel [data-do="drafts"]');
      await listed(reader, 2);
      await reader.click('#drafts [data-do="draft-open"]');
      await reader.until('the sample', async () => /Calderbrook/.test(await reader.shown()));
      await reader.close();
    });

    test('drafts are erased one at a time, or all', async () => {
      const reader = await readerOfTwo();
      await openDrafts(reader);
      await reader.click('#drafts [data-do="draft-erase"]');
      await listed(reader, 1);
      assert.doesNotMatch(await reader.text('#drafts'), /very effective/);
      await reader.click('#drafts [data-do="erase-all"]');
      await listed(reader, 0);
      assert.match(await reader.text('#drafts'), /There are none/);
      await reader.press('Escape');
      assert.match(await reader.shown(), /Calderbrook/, 'what is open stays on the screen');
      await reader.reload();
      await reader.until('nothing', () => reader.sees('#panel .welcome'));
      await reader.close();
    });

    test('on a machine so busy that a lock takes a second, two tabs still keep a draft each', async () => {
      const first = await newReader();
      await first.page.evaluateOnNewDocument(() => {
        // Answers come late, unless the page gives up before.
        const { request } = LockManager.prototype;
        LockManager.prototype.request = function (/** @type {any[]} */ ...given) {
          return new Promise((resolve, reject) => {
            given[1].signal?.addEventListener('abort', () => reject(given[1].signal.reason));
            setTimeout(() => Reflect.apply(request, this, given).then(resolve, reject), 2000);
          });
        };
        sessionStorage.clear();
      });
      await first.reload();
      await first.paste('The first tab is good.');
      await kept(first);
      const second = await first.newTab();
      await second.paste('The second tab is poor.');
      await second.until('the draft', async () => /1 other draft/.test(await second.text('#foot')));
      await second.until('the tab', async () => /Another tab is open too/.test(await second.text('#foot')));
      await first.close();
    });

    test('a draft that is open in another tab can be neither opened nor erased here', async () => {
      const first = await newReader();
      await first.paste('The first tab is good.');
      await kept(first);
      const second = await first.newTab();
      // Going to another list is kept too, with no text yet.
      await second.tab('findings');
      await new Promise((resolve) => setTimeout(resolve, 400));
      await second.paste('The second tab is poor.');
      await second.until('said', async () => /Another tab is open too/.test(await second.text('#foot')));
      await second.until('both', async () => /1 other draft/.test(await second.text('#foot')));
      await openDrafts(second);
      await listed(second, 2);
      assert.match(await second.text('#drafts'), /The first tab is good\..*Open in another tab/);
      assert.equal((await second.page.$$('#drafts [data-do="draft-open"]')).length, 0);
      assert.equal((await second.page.$$('#drafts li [data-do="draft-erase"]')).length, 0);
      await first.close();
    });
  });
