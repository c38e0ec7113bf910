// The main path in WebKitGTK, for Safari's sake: open, read, ask why, step, correct, undo, keep.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { at } from '../../scripts/run.mjs';
import { listen, siteServer } from '../../scripts/serve.mjs';
import { NAME } from './browser.mjs';
import { KEYS, WebKit } from './webdriver.mjs';

if (NAME === 'webkit')
  describe('the main path, in webkit', () => {
    const server = siteServer(at('dist/site'));
    /** @type {WebKit} */
    let webkit;
    before(async () => {
      const address = `http://localhost:${await listen(server, 0, 0)}/`;
      webkit = await WebKit.open();
      await webkit.go(address);
    });
    after(async () => {
      await webkit?.close();
      server.closeAllConnections();
      server.close();
    });

    /** @param {string} selector */
    const number = (selector) => webkit.run((s) => document.querySelectorAll(s).length, selector);

    test('the sample is marked, in two kinds of line', async () => {
      await webkit.click('#panel [data-do="sample"]');
      await webkit.until('marks', async () => (await number('.cm-content .mark')) > 5);
      const styles = await webkit.run(() =>
        ['strength', 'concern'].map((kind) => {
          const mark = document.querySelector(`.cm-content .mark.${kind}`);
          return mark && getComputedStyle(mark).textDecorationStyle;
        }),
      );
      assert.deepEqual(styles, ['solid', 'wavy']);
    });

    test('the summary says it in a sentence and a table', async () => {
      await webkit.until('the sentence', async () =>
        /strengths?.*concerns?|concerns?.*strengths?/.test(await webkit.text('#panel .lede')),
      );
      assert.ok((await number('#panel table.chart tbody tr')) > 0);
    });

    test('the list of findings leads to the place and to its reason', async () => {
      await webkit.click('#tab-findings');
      await webkit.until('the list', async () => (await number('#panel .go')) > 5);
      await webkit.click('#panel li:nth-child(3) .go');
      await webkit.until('the reason', async () => (await webkit.text('#card .why')).length > 10);
      await webkit.until('its mark', async () => (await number('.cm-content .mark.selected')) > 0);
    });

    test('F8 goes on to the next', async () => {
      const before = await webkit.text('#card .why');
      await webkit.type('.cm-content', KEYS.F8);
      await webkit.until('another reason', async () => (await webkit.text('#card .why')) !== before);
      // The card has moved to it when it has been drawn twice.
      await new Promise((resolve) => setTimeout(resolve, 200));
    });

    test('a finding is dismissed, and that is undone', async () => {
      const concerns = () => webkit.text('#foot .balance');
      const all = await concerns();
      await webkit.click('#card [data-do="dismiss"]');
      await webkit.until('one less', async () => (await concerns()) !== all);
      await webkit.click('[data-do="undo"]');
      await webkit.until('all again', async () => (await concerns()) === all);
    });

    test('the draft is there after a reload', async () => {
      await webkit.until('kept', async () => /Draft kept/.test(await webkit.text('#foot')));
      await webkit.run(() => location.reload());
      await webkit.until('the text', async () => /Calderbrook/.test(await webkit.text('.cm-content')));
    });
  });
