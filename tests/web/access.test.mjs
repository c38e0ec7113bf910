// Access: axe in every state and look, a narrow screen, a low window, forced colours, names, print.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { at } from '../../scripts/run.mjs';
import { NAME } from './browser.mjs';
import { newReader, withBrowser } from './reader.mjs';

const AXE = readFileSync(at('node_modules/axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** @param {import('./reader.mjs').Reader} reader @param {string} state */
async function axe(reader, state) {
  const faults = await reader.page.evaluate(async (tags) => {
    const run = /** @type {any} */ (globalThis).axe.run;
    const { violations } = await run(document, { runOnly: tags, resultTypes: ['violations'] });
    return violations.map(
      (/** @type {any} */ v) =>
        `${v.id}: ${v.nodes
          .map((/** @type {any} */ n) => n.html)
          .slice(0, 3)
          .join(' | ')}`,
    );
  }, RULES);
  assert.deepEqual(faults, [], state);
}

/** Axe comes as script text, past the policy, as an extension would. @param {import('./reader.mjs').Reader} reader */
async function bringAxe(reader) {
  await reader.page.evaluate(AXE);
}

if (NAME !== 'webkit')
  describe(`access, in ${NAME}`, () => {
    withBrowser();

    for (const theme of ['light', 'dark'])
      test(`axe finds nothing in any state, ${theme}`, async () => {
        const reader = await newReader({ settings: { theme } });
        await bringAxe(reader);
        await axe(reader, 'empty');
        await reader.paste('We met on Monday.');
        await reader.settled();
        await axe(reader, 'nothing found');
        await reader.press('Control', 'a');
        await reader.press('Delete');
        await reader.openSample();
        await axe(reader, 'summary');
        await reader.press('F8');
        await reader.until('the card', () => reader.sees('#card .why'));
        await axe(reader, 'card');
        await reader.press('F9');
        await reader.until('the form', () => reader.sees('#card .form'));
        await axe(reader, 'form');
        await reader.press('d');
        await reader.tab('findings');
        await axe(reader, 'findings');
        await reader.click('.chip.concern');
        await axe(reader, 'filtered');
        await reader.tab('changes');
        await axe(reader, 'changes');
        for (const name of ['settings', 'keys', 'promise']) {
          await reader.click(`[data-do="${name}"]`);
          await reader.until(name, () => reader.sees(`#${name}`));
          await axe(reader, name);
          await reader.press('Escape');
        }
        await reader.close();
      });

    for (const [width, height] of [
      [320, 640],
      [390, 844],
      [320, 256],
    ])
      test(`at ${width} by ${height} nothing is cut off or needs scrolling sideways`, async () => {
        const reader = await newReader({ width, height });
        await bringAxe(reader);
        for (const step of ['empty', 'sample', 'findings', 'changes', 'text']) {
          if (step === 'sample') {
            await reader.click('#panel [data-do="sample"]');
            await reader.settled();
          } else if (step !== 'empty') await reader.tab(/** @type {'text'} */ (step));
          const over = await reader.page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          );
          assert.ok(over <= 0, `${step}: ${over} px too wide`);
          await axe(reader, step);
        }
        await reader.until('the transcript', () => reader.sees('.cm-content'));
        await reader.press('F8');
        await reader.until('the card', () => reader.sees('#card .why'));
        await axe(reader, 'card');
        await reader.close();
      });

    test('on a wide screen the page itself never scrolls, only its panes', async () => {
      const reader = await newReader();
      await reader.openSample();
      for (const tab of /** @type {const} */ (['summary', 'findings', 'changes'])) {
        await reader.tab(tab);
        const over = await reader.page.evaluate(
          () => document.documentElement.scrollHeight - window.innerHeight,
        );
        assert.ok(over <= 0, `${tab}: ${over} px too high`);
      }
      await reader.close();
    });

    test('a finding is named as a person would: concern, grave, investigating crime', async () => {
      const reader = await newReader();
      await reader.openSample();
      const names = (await reader.marks()).map((m) => m.says);
      assert.ok(
        names.every((n) => /^(strength|concern), (slight|clear|grave|strong)/.test(n)),
        names.join('; '),
      );
      await reader.tab('findings');
      const listed = await reader.texts('#panel .go');
      assert.ok(
        listed.every((n) => /(Strength|Concern), (slight|clear|grave|strong)[^:]*: /.test(n)),
        listed[0],
      );
      await reader.close();
    });

    test('results are told to a screen reader when they settle', async () => {
      const reader = await newReader();
      await reader.paste('The force is very effective.');
      await reader.until('told', async () => /1 strength and no concerns/i.test(await reader.text('#live')));
      await reader.close();
    });

    test('every control can be reached by Tab and shows that it has the focus', async () => {
      const reader = await newReader();
      await reader.openSample();
      await reader.page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
      const reached = new Set();
      for (let i = 0; i < 40; i++) {
        await reader.press('Tab');
        const now = await reader.page.evaluate(() => {
          const e = /** @type {HTMLElement} */ (document.activeElement);
          const { outlineStyle } = getComputedStyle(e);
          return {
            name: e.dataset?.do ?? e.id ?? e.tagName,
            shown: outlineStyle !== 'none' || e.matches('.cm-content, #title'),
          };
        });
        assert.ok(now.shown, `${now.name} shows no focus`);
        reached.add(now.name);
      }
      for (const name of ['sample', 'open', 'print', 'settings', 'keys', 'tab', 'undo', 'next', 'go'])
        assert.ok(reached.has(name), `${name} cannot be reached: ${[...reached].join()}`);
      await reader.close();
    });

    test('in forced colours lines and signs still tell strength from concern', async () => {
      const reader = await newReader();
      if (NAME === 'chromium') {
        const session = await reader.page.createCDPSession().catch(() => null);
        await session?.send('Emulation.setEmulatedMedia', {
          features: [{ name: 'forced-colors', value: 'active' }],
        });
      }
      await reader.openSample();
      const styles = await reader.page.evaluate(() =>
        ['strength', 'concern'].map((k) => {
          const mark = document.querySelector(`.cm-content .mark.${k}`);
          return mark && getComputedStyle(mark).textDecorationStyle;
        }),
      );
      assert.deepEqual(styles, ['solid', 'wavy']);
      await reader.close();
    });

    test('print gives a report: title, summary, chart, findings with reasons, the marked text', async () => {
      const reader = await newReader();
      await reader.openSample();
      await reader.page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
      const report = await reader.page.$eval('#report', (e) => e.textContent ?? '');
      for (const part of [
        'Calderbrook Police',
        'By theme',
        'Concerns (',
        'Strengths (',
        'speaks',
        'The text',
      ])
        assert.ok(report.includes(part), part);
      const pdf = await reader.page.pdf({ format: 'a4' });
      assert.ok(pdf.length > 5000);
      await reader.close();
    });
  });
