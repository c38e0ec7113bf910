// Script in every field that a link, a file, a framework or the reader can bring: none of it runs, none becomes markup,
// in the page, in the print and in the saved report.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { makeLink } from '../../web/src/share/link.js';
import { HOSTILE } from '../export/outlines.mjs';
import { EMPTY, correctionAt } from '../share/records.mjs';
import { flow, makePdf } from '../import/pdfs.mjs';
import { toCandourFile } from '../../web/src/export/json.js';
import { NAME } from './browser.mjs';
import { dropBytes, saved } from './handing.mjs';
import { newReader, withBrowser } from './reader.mjs';

/** @param {string} text */
const ascii = (text) => text.replace(/[^ -~]/g, ' ');
/** So much English that the rest does not make a foreign text of it. */
const ENGLISH =
  '\n\nThe force is good. It fails to protect vulnerable children, and that has to change. Leaders know where the weaknesses are, and they have begun to put them right. Calls are answered faster than they were last year, but the backlog of cases has grown. We will return in the spring to see whether the changes that were promised to us have been made.'.repeat(
    4,
  );
/** @param {string} text */
const html = (text) => text.replaceAll('"', ' ');
const ALL = HOSTILE.join(' ').replace(/[\0\t\r\ud800]/g, ' ');

/** Counts whatever runs that should not. @param {import('./reader.mjs').Reader} reader */
const trap = (reader) =>
  reader.page.evaluate(() => {
    const whole = /** @type {any} */ (window);
    whole.ran = 0;
    whole.alert = () => whole.ran++;
  });

const NOTHING = { ran: 0, elements: 0, handlers: 0, links: 0 };

/** What has got in: in the page, and in the report that is printed. @param {import('./reader.mjs').Reader} reader */
async function caughtIn(reader) {
  await reader.page.evaluate(() => void window.dispatchEvent(new Event('beforeprint')));
  return reader.page.evaluate(() => ({
    ran: /** @type {any} */ (window).ran,
    elements: document.querySelectorAll(
      'body script, iframe, img:not(.cm-widgetBuffer), object, embed, svg, math, body style, body link, base, body meta',
    ).length,
    handlers: [...document.querySelectorAll('*')].filter((e) =>
      [...e.attributes].some((a) => a.name.startsWith('on')),
    ).length,
    links: [...document.querySelectorAll('a[href]')].filter((a) =>
      /^javascript:|evil/i.test(a.getAttribute('href') ?? ''),
    ).length,
  }));
}

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
      await trap(reader);
      await reader.page.evaluate((hash) => void (location.hash = hash), link);
      // It brings rules of its own: it asks.
      await reader.until('the question', () => reader.sees('#arrive [data-id="own"]'));
      await reader.click('#arrive [data-id="own"]');
      await reader.until('the text', async () => (await reader.shown()).includes('The force is good'));
      for (const tab of /** @type {const} */ (['summary', 'findings', 'changes'])) await reader.tab(tab);
      assert.deepEqual(await caughtIn(reader), NOTHING);
      await reader.close();
    });

    test('files of every kind with script in name, title, words and speakers show it as words', async () => {
      const reader = await newReader();
      await trap(reader);
      const coded = ALL.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      const title = ascii(ALL);
      const page = [
        { text: 'In pdf.', x: 10, y: 40 },
        { text: title, x: 10, y: 60 },
        ...flow(ENGLISH.trim(), { x: 10, y: 100, width: 500 }),
      ];
      const voice = ALL.replaceAll('>', '');
      for (const [ending, content] of /** @type {[string, string | Uint8Array][]} */ ([
        ['txt', `In txt.\n\n${ALL}: It is slow.${ENGLISH}`],
        ['md', `# In md. ${ALL}\n\n- ${ALL}${ENGLISH}`],
        ['html', `<title>${coded}</title><p>In html. ${coded}</p><p>${ENGLISH}</p>${ALL}`],
        ['vtt', `WEBVTT\n\n00:01.000 --> 00:02.000\n<v ${voice}>In vtt. ${ENGLISH.replace(/\s+/g, ' ')}`],
        ['candour.json', toCandourFile({ ...EMPTY, title: ALL, text: `In candour.json. ${ALL}${ENGLISH}` })],
        ['pdf', makePdf([page], { title })],
      ])) {
        await dropBytes(reader, { [`${ALL.replaceAll('/', ' ')}.${ending}`]: content });
        if (ending === 'candour.json') await reader.click('#arrive [data-do="arrive-take"]');
        await reader.until(ending, async () => (await reader.shown()).includes(`In ${ending}.`));
        await reader.settled();
        await reader.until('findings', async () => Number(await reader.text('#tab-findings .number')) > 0);
        for (const tab of /** @type {const} */ (['summary', 'findings', 'changes'])) await reader.tab(tab);
        assert.deepEqual(await caughtIn(reader), NOTHING, ending);
      }
      // What cannot be read is named, and several are listed.
      await dropBytes(reader, { [`${ALL.replaceAll('/', ' ')}.png`]: '\u0089PNG' });
      await reader.until('named', async () => (await reader.text('#notice')).includes('<script>'));
      assert.deepEqual(await caughtIn(reader), NOTHING);
      await dropBytes(reader, {
        [`${ALL.replaceAll('/', ' ')}.txt`]: `${ALL} It is good.`,
        [`${ALL.replaceAll('/', ' ')}.png`]: 'x',
      });
      await reader.until('listed', () => reader.sees('#several [data-do="several-save"]'));
      assert.deepEqual(await caughtIn(reader), NOTHING);
      assert.deepEqual(reader.faults, []);
      await reader.close();
    });

    test('a framework file with script in every field', async () => {
      const reader = await newReader();
      await trap(reader);
      await reader.paste('The force is good at preventing crime. It fails to protect children.');
      const framework = {
        ...{ id: 'own', title: ALL, about: ALL, pillars: [{ id: 'p', title: ALL }] },
        themes: [
          { id: 't', title: ALL, pillar: 'p', cues: { force: 3 } },
          { id: '<img src=x onerror=alert(1)>', title: ALL, pillar: 'p', cues: { crime: 3 } },
        ],
      };
      for (const json of [
        JSON.stringify(framework),
        `{"title": ${JSON.stringify(ALL)}, "themes": [${ALL}`,
        `["${html(ALL)}"]`,
      ]) {
        await reader.click('[data-do="settings"]');
        await reader.until('settings', () => reader.sees('#settings [data-do="framework-file"]'));
        await reader.page.$eval(
          '#settings [data-do="framework-file"]',
          (input, content, name) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([content], name));
            /** @type {HTMLInputElement} */ (input).files = transfer.files;
            input.dispatchEvent(new Event('change', { bubbles: true }));
          },
          json,
          `${ALL}.json`,
        );
        await reader.until('taken or refused', async () =>
          json.startsWith('{"id"')
            ? /Your own: </.test(await reader.text('#settings'))
            : reader.sees('#settings [role="alert"]'),
        );
        assert.deepEqual(await caughtIn(reader), NOTHING);
        await reader.press('Escape');
        await reader.settled();
      }
      for (const tab of /** @type {const} */ (['summary', 'findings', 'changes'])) await reader.tab(tab);
      assert.deepEqual(await caughtIn(reader), NOTHING);
      await reader.close();
    });

    test('a note and a title typed with script in them; the saved report runs nothing and asks for nothing', async () => {
      const reader = await newReader();
      await trap(reader);
      await reader.paste(
        `${ALL}: The force is good at preventing crime. ${ALL} It fails to protect children.${ENGLISH}`,
      );
      await reader.settled();
      await reader.page.type('#title', '<script>alert(1)</script>');
      await reader.until('findings', async () => Number(await reader.text('#tab-findings .number')) > 0);
      await reader.press('F8');
      await reader.click('#card [data-do="card-note"]');
      await reader.until('the form', () => reader.sees('#card-note'));
      await reader.page.type('#card-note', '</textarea><img src=x onerror=alert(1)>');
      await reader.click('#card [data-do="card-done"]');
      await reader.until('the note', async () => /onerror/.test(await reader.text('#card p.note')));
      assert.deepEqual(await caughtIn(reader), NOTHING);
      const { data } = await saved(reader, 'html');
      const report = Buffer.from(data).toString('utf8');
      await reader.close();

      // Opened like any other page, from a folder.
      const folder = mkdtempSync(join(tmpdir(), 'candour-report-'));
      const file = join(folder, 'report.html');
      writeFileSync(file, report);
      const other = await newReader();
      const page = await other.context.newPage();
      /** @type {string[]} */
      const seen = [];
      page.on('request', (request) => seen.push(request.url()));
      page.on('pageerror', (error) => seen.push(String(error)));
      page.on('dialog', (dialog) => {
        seen.push(dialog.message());
        void dialog.dismiss();
      });
      await page.goto(pathToFileURL(file).href);
      assert.deepEqual(
        seen.filter((url) => url !== pathToFileURL(file).href),
        [],
      );
      const within = await page.evaluate(() => ({
        elements: document.querySelectorAll(
          'body script:not(#candour-document), iframe, img, object, body style',
        ).length,
        handlers: [...document.querySelectorAll('*')].filter((e) =>
          [...e.attributes].some((a) => a.name.startsWith('on')),
        ).length,
        title: document.querySelector('h1')?.textContent,
        styled: getComputedStyle(/** @type {Element} */ (document.querySelector('mark'))).textDecorationLine,
      }));
      assert.deepEqual(within, {
        ...{ elements: 0, handlers: 0, title: '<script>alert(1)</script>', styled: 'underline' },
      });
      rmSync(folder, { recursive: true });
      await other.close();
    });
  });
