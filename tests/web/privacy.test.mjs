// Nothing leaves and nothing gets in: the policy is there, it holds, and text stays text.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makePdf } from '../import/pdfs.mjs';
import { NAME } from './browser.mjs';
import { dropBytes } from './handing.mjs';
import { newReader, withBrowser } from './reader.mjs';

if (NAME !== 'webkit')
  describe(`privacy, in ${NAME}`, () => {
    withBrowser();

    test('the policy stands first in the page and lets nothing out', async () => {
      const reader = await newReader();
      const policy = await reader.page.$eval(
        'head meta[http-equiv="Content-Security-Policy"]',
        (m) => m.getAttribute('content') ?? '',
      );
      assert.match(policy, /default-src 'none'/);
      assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:|\*/);
      const outcome = await reader.page.evaluate(async () => {
        const tries = [
          fetch('https://example.invalid/').then(
            () => 'sent',
            () => 'refused',
          ),
          new Promise((resolve) => {
            const image = new Image();
            image.onload = () => resolve('sent');
            image.onerror = () => resolve('refused');
            image.src = 'https://example.invalid/x.png';
          }),
        ];
        // In a task of the page's own: what a debugger evaluates is not under the policy.
        tries.push(
          new Promise((resolve) =>
            setTimeout(() => {
              try {
                // eslint-disable-next-line no-new-func
                resolve(new Function('return "run"')());
              } catch {
                resolve('refused');
              }
            }),
          ),
        );
        return Promise.all(tries);
      });
      assert.deepEqual(outcome, ['refused', 'refused', 'refused']);
      await reader.close();
    });

    test('markup in text, title and notes stays text', async () => {
      const reader = await newReader();
      const hostile =
        '<img src=x onerror="document.body.dataset.hit=1"> is very good. <script>document.body.dataset.hit=1</script> is inadequate.';
      await reader.paste(hostile);
      await reader.settled();
      await reader.page.focus('#title');
      await reader.page.keyboard.type('<b onclick=alert(1)>x</b>');
      await reader.tab('findings');
      assert.equal(await reader.page.$eval('body', (b) => b.dataset.hit ?? ''), '');
      assert.equal(
        (await reader.page.$$('#panel img, #panel script, .cm-content img, .cm-content script')).length,
        0,
      );
      await reader.close();
    });

    test('pasting, correcting and stepping ask for nothing at all, not even of the page’s own host', async () => {
      const reader = await newReader();
      await reader.paste('The force is good.');
      await reader.settled();
      await new Promise((resolve) => setTimeout(resolve, 500));
      const before = reader.requests.length;
      await reader.paste(' It is inadequate. '.repeat(50));
      await reader.settled();
      await reader.until('marks', async () => (await reader.marks()).length > 5);
      await reader.press('F8');
      await reader.click('#card [data-do="dismiss"]');
      for (const tab of /** @type {const} */ (['summary', 'findings', 'changes'])) await reader.tab(tab);
      assert.deepEqual(reader.requests.slice(before), []);
      await reader.close();
    });

    test('every worker is under the page’s own policy, whatever headers its host sends', async () => {
      const context = await newReader();
      await context.page.evaluateOnNewDocument(() => {
        const whole = /** @type {any} */ (window);
        whole.workers = [];
        whole.Worker = new Proxy(Worker, {
          construct(target, [address, options]) {
            whole.workers.push(String(address));
            return new target(address, options);
          },
        });
      });
      await context.reload();
      const pdf = makePdf([[{ text: 'The force is good at this.', x: 60, y: 100 }]]);
      await dropBytes(context, { 'a.pdf': pdf });
      await context.until('read', async () => (await context.shown()).includes('The force is good'));
      const workers = await context.page.evaluate(() => /** @type {any} */ (window).workers);
      assert.ok(workers.length >= 2);
      // A worker from a Blob has the policy of the page that made it; one from an address that of its own response.
      for (const address of workers) assert.match(address, /^blob:/);
      await context.close();
    });

    test('a plain page says what is promised and how to check it', async () => {
      const reader = await newReader();
      await reader.click('[data-do="promise"]');
      await reader.until('the dialog', () => reader.sees('#promise'));
      assert.match(await reader.text('#promise'), /Turn the network off/);
      await reader.close();
    });

    test('with the network off everything goes on working', async () => {
      const reader = await newReader();
      await reader.paste('The force is good.');
      await reader.until('marked', async () => (await reader.marks()).length === 1);
      if (NAME === 'chromium') await reader.page.setOfflineMode(true).catch(() => {});
      await reader.press('Control', 'End');
      await reader.page.keyboard.type(' It is inadequate.');
      await reader.until('marked', async () => (await reader.marks()).length === 2);
      await reader.close();
    });
  });
