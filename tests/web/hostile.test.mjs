// Script in every field that a link can bring: none of it runs, none becomes markup, in the page and in the print.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeLink } from '../../web/src/share/link.js';
import { HOSTILE } from '../export/outlines.mjs';
import { EMPTY, correctionAt } from '../share/records.mjs';
import { NAME } from './browser.mjs';
import { newReader, withBrowser } from './reader.mjs';

const ALL = HOSTILE.join(' ').replace(/[\0\t\r\ud800]/g, ' ');

if (NAME !== 'webkit')
  describe(`hostile links, in ${NAME}`, () => {
    withBrowser();

    test('a link with script in every field shows it as words', async () => {
      const text = `Chair: ${ALL} The force is good.\n\n${ALL}: It fails to protect children.`;
      const own = {
        ...{ id: ALL, title: ALL, about: ALL, pillars: [{ id: 'p', title: ALL }] },
        themes: [{ id: 't', title: ALL, pillar: 'p', cues: { force: 3 } }],
      };
      const record = {
        ...EMPTY,
        ...{ text, title: ALL, framework: 'own', ownFramework: own },
        corrections: [
          correctionAt(text, 7, 40, { note: ALL, themes: [ALL, 't'] }),
          {
            ...correctionAt(text, 60, 60, { lost: true, note: ALL }),
            id: ALL,
            quote: ALL,
            before: ALL,
            after: ALL,
          },
        ],
        view: {
          tab: /** @type {const} */ ('findings'),
          order: /** @type {const} */ ('text'),
          filters: [`theme:${ALL}`],
          ticked: [ALL],
        },
      };
      const link = await makeLink(record);
      const reader = await newReader();
      await reader.page.evaluate(() => {
        const whole = /** @type {any} */ (window);
        whole.ran = 0;
        whole.alert = () => whole.ran++;
      });
      await reader.page.evaluate((hash) => void (location.hash = hash), link);
      // It brings rules of its own: it asks.
      await reader.until('the question', () => reader.sees('#arrive [data-id="own"]'));
      await reader.click('#arrive [data-id="own"]');
      await reader.until('the text', async () => (await reader.shown()).includes('The force is good'));
      for (const tab of /** @type {const} */ (['summary', 'findings', 'changes'])) await reader.tab(tab);
      await reader.page.evaluate(() => void window.dispatchEvent(new Event('beforeprint')));
      const odd = await reader.page.evaluate(() => ({
        ran: /** @type {any} */ (window).ran,
        elements: document.querySelectorAll(
          'body script, iframe, img, object, embed, svg, style:not([data-own]) + img',
        ).length,
        handlers: [...document.querySelectorAll('*')].filter((e) =>
          [...e.attributes].some((a) => a.name.startsWith('on')),
        ).length,
        links: [...document.querySelectorAll('a[href]')].filter((a) =>
          /^javascript:/i.test(a.getAttribute('href') ?? ''),
        ).length,
      }));
      assert.deepEqual(odd, { ran: 0, elements: 0, handlers: 0, links: 0 });
      await reader.close();
    });
  });
