// Settings and the draft: kept on this device, said plainly, erased by one click.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NAME } from './browser.mjs';
import { newReader, withBrowser } from './reader.mjs';

const OWN = {
  id: 'garden',
  title: 'Garden inspection',
  about: 'For a test.',
  pillars: [{ id: 'beds', title: 'Beds' }],
  themes: [{ id: 'roses', title: 'Roses', pillar: 'beds', cues: { roses: 3, 'rose bushes': 2 } }],
};

if (NAME !== 'webkit')
  describe(`settings and draft, in ${NAME}`, () => {
    withBrowser();

    /** @param {import('./reader.mjs').Reader} reader */
    const openSettings = async (reader) => {
      await reader.click('[data-do="settings"]');
      await reader.until('the dialog', () => reader.sees('#settings'));
    };

    /** Chooses a file in the settings. @param {import('./reader.mjs').Reader} reader @param {string} content */
    const chooseFramework = (reader, content) =>
      reader.page.$eval(
        '#settings input[type="file"]',
        (input, text) => {
          const transfer = new DataTransfer();
          transfer.items.add(new File([text], 'own.json', { type: 'application/json' }));
          /** @type {HTMLInputElement} */ (input).files = transfer.files;
          input.dispatchEvent(new Event('change', { bubbles: true }));
        },
        content,
      );

    test('the framework can be chosen, and the themes follow', async () => {
      const reader = await newReader();
      await reader.openSample();
      await openSettings(reader);
      await reader.until(
        'the frameworks',
        async () => (await reader.page.$$('#settings select option')).length > 2,
      );
      const ids = await reader.page.$$eval('#settings select option', (all) =>
        all.map((o) => /** @type {any} */ (o).value),
      );
      assert.ok(ids.includes('auto'));
      const other = ids.find((id) => id === 'audit') ?? ids[ids.length - 1];
      await reader.choose('#settings select', other);
      await reader.press('Escape');
      await reader.settled();
      await reader.until('said', async () => /read as: /.test(await reader.text('#panel .aside')));
      await reader.reload();
      await openSettings(reader);
      await reader.until(
        'remembered',
        async () =>
          (await reader.page.$eval('#settings select', (s) => /** @type {any} */ (s).value)) === other,
      );
      await reader.close();
    });

    test('a framework file of one’s own is taken', async () => {
      const reader = await newReader();
      await reader.paste('The roses are excellent.');
      await openSettings(reader);
      await chooseFramework(reader, JSON.stringify(OWN, null, 2));
      await reader.until('taken', async () =>
        /Your own: Garden inspection/.test(await reader.text('#settings select')),
      );
      await reader.press('Escape');
      await reader.until('used', async () => /Garden inspection/.test(await reader.text('#panel')));
      await reader.close();
    });

    test('a faulty framework file is refused, with the line', async () => {
      const reader = await newReader();
      await openSettings(reader);
      await chooseFramework(reader, '{\n  "id": "x",\n  "title": "X",\n  "themes": [,]\n}');
      await reader.until('said', async () => /own\.json, line 4/.test(await reader.text('#settings')));
      await chooseFramework(reader, '{\n  "id": "x",\n  "title": "X",\n  "themes": 7\n}');
      await reader.until('said', async () => /own\.json, line 4/.test(await reader.text('#settings')));
      assert.match(await reader.text('#settings [role="alert"]'), /themes/);
      const faulty = { ...OWN, themes: [{ id: 'roses', title: 'Roses', pillar: 'beds', cues: ['roses'] }] };
      await chooseFramework(reader, JSON.stringify(faulty, null, 1));
      await reader.until('said', async () =>
        /own\.json, line 1[0-9]: .*pattern/.test(await reader.text('#settings')),
      );
      await reader.close();
    });

    test('less sure findings can be left out', async () => {
      const reader = await newReader();
      await reader.openSample();
      const all = await reader.text('#foot .balance');
      await openSettings(reader);
      await reader.page.$eval('#settings input[type="range"]', (input) => {
        /** @type {HTMLInputElement} */ (input).value = '0.95';
        input.dispatchEvent(new Event('change', { bubbles: true }));
      });
      await reader.press('Escape');
      await reader.until('fewer', async () => (await reader.text('#foot .balance')) !== all);
      await reader.close();
    });

    test('light, dark and the size of the text are remembered', async () => {
      const reader = await newReader({ settings: { theme: 'light' } });
      const paper = () => reader.page.$eval('html', (e) => getComputedStyle(e).backgroundColor);
      const light = await paper();
      const size = () => reader.page.$eval('.cm-content', (e) => parseFloat(getComputedStyle(e).fontSize));
      const normal = await size();
      await openSettings(reader);
      await reader.click('#settings input[name="theme"][value="dark"]');
      await reader.click('#settings input[name="size"][value="larger"]');
      await reader.until('dark', async () => (await paper()) !== light);
      await reader.reload();
      assert.notEqual(await paper(), light);
      assert.ok((await size()) > normal);
      await reader.close();
    });

    test('the draft is kept and said to be, with the corrections, until it is erased', async () => {
      const reader = await newReader();
      await reader.paste('The force is very effective.');
      await reader.until('a finding', async () => (await reader.marks()).length === 1);
      await reader.settled();
      await reader.click('.cm-content .mark');
      await reader.click('#card [data-do="dismiss"]');
      await reader.until('kept', async () => /Draft kept on this device/.test(await reader.text('#foot')));
      await new Promise((resolve) => setTimeout(resolve, 800));
      await reader.reload();
      await reader.until('the text', async () => /very effective/.test(await reader.shown()));
      await reader.until('the correction', async () =>
        (await reader.marks()).some((m) => m.classes.includes('dismissed')),
      );
      await reader.click('[data-do="erase"]');
      await reader.until('erased', async () => !/very effective/.test(await reader.shown()));
      const left = () =>
        reader.page.evaluate(
          () =>
            new Promise((resolve) => {
              const request = indexedDB.open('candour');
              request.onsuccess = () => {
                const all = request.result.transaction('drafts').objectStore('drafts').getAll();
                all.onsuccess = () => (request.result.close(), resolve(all.result.length));
              };
            }),
        );
      await reader.until('nothing left', async () => (await left()) === 0);
      await reader.reload();
      assert.doesNotMatch(await reader.shown(), /very effective/);
      await reader.close();
    });

    test('two tabs do not overwrite each other', async () => {
      const first = await newReader();
      await first.paste('The first tab is good.');
      await first.until('kept', async () => /Draft kept/.test(await first.text('#foot')));
      const second = await first.newTab();
      await second.until('said', async () => /Another tab is open too/.test(await second.text('#foot')));
      assert.doesNotMatch(await second.shown(), /first tab/);
      await second.paste('The second tab is poor.');
      await new Promise((resolve) => setTimeout(resolve, 900));
      await first.page.bringToFront();
      await first.reload();
      await first.until('its own text', async () => /first tab is good/.test(await first.shown()));
      await second.page.bringToFront();
      await second.reload();
      await second.until('its own text', async () => /second tab is poor/.test(await second.shown()));
      await first.close();
    });
  });
