// Access: axe in every state and look, a narrow screen, a low window, forced colours, names, focus.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { at } from '../../scripts/run.mjs';
import { NAME } from './browser.mjs';
import { forceColours } from './forced.mjs';
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

const GERMAN =
  'Die Polizei hat in den letzten Jahren große Fortschritte gemacht, aber die Ermittlungen dauern immer noch viel zu lange. ';

/** Presses what a narrow screen may have scrolled away. @param {import('./reader.mjs').Reader} reader @param {string} selector */
function press(reader, selector) {
  return reader.page.$eval(selector, (e) => /** @type {HTMLElement} */ (e).click());
}

/** Another text in place of what there is. @param {import('./reader.mjs').Reader} reader @param {string} text */
async function openInstead(reader, text) {
  if (await reader.sees('#tab-text')) await reader.tab('text');
  await reader.page.focus('.cm-content');
  await reader.press('Control', 'a');
  await reader.paste(text);
  await reader.settled();
  await press(reader, '#tab-summary');
}

if (NAME !== 'webkit')
  describe(`access, in ${NAME}`, () => {
    withBrowser();

    /** Ways of looking at the page; forced colours only where they can be had. */
    const LOOKS = [
      { look: 'light', options: { settings: { theme: 'light' } } },
      { look: 'dark', options: { settings: { theme: 'dark' } } },
      { look: '320 wide', options: { width: 320, height: 640 } },
      { look: '400 % zoom', options: { width: 320, height: 256 } },
      ...(NAME === 'chromium'
        ? [
            { look: 'forced colours, light', options: {}, forced: 'light' },
            { look: 'forced colours, dark', options: {}, forced: 'dark' },
          ]
        : []),
    ];

    for (const { look, options, forced } of LOOKS)
      test(`axe finds nothing in any state: ${look}`, async () => {
        const reader = await newReader({ ...options, slow: true });
        if (forced) await forceColours(reader, forced);
        await bringAxe(reader);
        /** @param {string} state @param {() => Promise<unknown>} come */
        const check = async (state, come) => {
          await reader.until(state, come);
          await axe(reader, state);
          const over = await reader.page.evaluate(
            () => document.documentElement.scrollWidth - window.innerWidth,
          );
          assert.ok(over <= 0, `${state}: ${over} px too wide`);
        };
        const panelSays = (/** @type {RegExp} */ words) => async () =>
          words.test(await reader.text('#panel'));
        await check('empty', () => reader.sees('.welcome'));
        await reader.hold(true);
        await press(reader, '.top [data-do="sample"]');
        await check('working, not known how far', () => reader.sees('#progress'));
        await reader.answer({ type: 'progress', progress: { done: 40, total: 100 } });
        await check('working', async () => /40 %/.test(await reader.text('#work')));
        await reader.click('[data-do="stop"]');
        await check('stopped', panelSays(/Stopped/));
        await reader.click('#panel [data-do="again"]');
        await reader.answer({ type: 'failed', error: { code: 'memory', message: 'Not enough memory.' } });
        await check('failed', panelSays(/did not work/));
        await reader.hold(false);
        await reader.click('#panel [data-do="again"]');
        await check('done', async () => (await reader.page.$$('#panel table.chart tbody tr')).length > 2);
        await reader.press('F8');
        await check('card', () => reader.sees('#card .why'));
        await reader.press('F9');
        await check('form', () => reader.sees('#card .form'));
        await reader.press('d');
        await reader.press('Escape');
        await press(reader, '#tab-findings');
        await check('findings', () => reader.sees('.chip.concern'));
        await reader.click('.chip.concern');
        await check('filtered', () => reader.sees('.chip.concern[aria-pressed="true"]'));
        await press(reader, '#tab-changes');
        await check('changes', panelSays(/dismissed 1 finding/));
        for (const name of ['settings', 'keys', 'promise']) {
          await press(reader, `.top [data-do="${name}"]`);
          await check(name, () => reader.sees(`#${name}`));
          await reader.press('Escape');
        }
        await openInstead(reader, 'We spoke to forty members of staff in May.');
        await press(reader, '#tab-changes');
        await check('words lost', panelSays(/Words not found/));
        await openInstead(reader, `${GERMAN.repeat(4)}`);
        await check('not English', panelSays(/does not look like English/));
        if (await reader.sees('#tab-text')) await reader.tab('text');
        await reader.paste('x', 25_000_000);
        await check('too big', async () => /too big/.test(await reader.text('#notice')));
        await press(reader, '.top [data-do="settings"]');
        await press(reader, '#settings [data-do="drafts"]');
        await check('drafts', () => reader.sees('#drafts li'));
        await press(reader, '#drafts [data-do="draft-begin"]');
        await check('empty, with older drafts', panelSays(/older draft/));
        await reader.paste('We spoke to forty members of staff in May.');
        await press(reader, '#tab-summary');
        await check('nothing found', panelSays(/Nothing found/));
        await openInstead(reader, ' \n ');
        await check('only blanks', panelSays(/Only blank/));
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

    test('what gets the focus at the end of a long summary is in view, on a phone too', async () => {
      const reader = await newReader({ width: 320, height: 640 });
      await reader.click('#panel [data-do="sample"]');
      await reader.settled();
      const place = await reader.page.$eval('#panel [data-do="compare"]', async (button) => {
        /** @type {HTMLElement} */ (button).focus();
        for (let i = 0; i < 5; i++) await new Promise(requestAnimationFrame);
        return { bottom: button.getBoundingClientRect().bottom, height: innerHeight };
      });
      assert.ok(place.bottom <= place.height, `${place.bottom} of ${place.height}`);
      await reader.close();
    });
  });
