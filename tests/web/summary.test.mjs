// The summary and the list of findings: what a reader briefs from.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NAME } from './browser.mjs';
import { newReader, withBrowser } from './reader.mjs';

if (NAME !== 'webkit')
  describe(`summary and findings, in ${NAME}`, () => {
    withBrowser();

    const readerOfSample = async () => {
      const reader = await newReader();
      await reader.openSample();
      return reader;
    };

    test('the whole in one plain sentence, with the numbers that the list has', async () => {
      const reader = await readerOfSample();
      const [, strengths, concerns] =
        /(\d+) strengths?, (\d+) concerns?/.exec(await reader.text('#foot .balance')) ?? [];
      const sentence = await reader.text('#panel .lede');
      assert.ok(
        sentence.includes(`${strengths} strength`) && sentence.includes(`${concerns} concern`),
        sentence,
      );
      assert.ok(sentence.endsWith('.'));
      await reader.tab('findings');
      assert.equal((await reader.page.$$('#panel .go')).length, Number(strengths) + Number(concerns));
      await reader.close();
    });

    test('the bars by theme are a real table whose numbers add up', async () => {
      const reader = await readerOfSample();
      const table = await reader.page.$eval('#panel table.chart', (t) => ({
        name: document.getElementById(t.getAttribute('aria-labelledby') ?? '')?.textContent,
        heads: [...t.querySelectorAll('thead th')].map((c) => c.textContent),
        rows: [...t.querySelectorAll('tbody tr:not(.pillar)')].map((r) =>
          [...r.querySelectorAll('.number')].map((n) => Number(n.textContent)),
        ),
        all: [...t.querySelectorAll('tfoot td')].map((c) => Number(c.textContent)),
      }));
      assert.equal(table.name, 'By theme');
      assert.deepEqual(table.heads, ['Theme', 'Concerns', 'Strengths']);
      const sum = (/** @type {number} */ i) => table.rows.reduce((total, row) => total + row[i], 0);
      assert.deepEqual([sum(0), sum(1)], table.all);
      await reader.close();
    });

    test('a theme leads to its findings', async () => {
      const reader = await readerOfSample();
      const theme = await reader.text('#panel table.chart tbody tr:not(.pillar) th');
      await reader.click('#panel table.chart tbody tr:not(.pillar) th button');
      await reader.until('the filter', () => reader.sees('#panel .chips'));
      assert.equal(await reader.attribute('#tab-findings', 'aria-selected'), 'true');
      const pressed = await reader.texts('#panel .chip[aria-pressed="true"]');
      assert.ok(pressed.length === 0 || pressed[0].startsWith(theme), pressed.join());
      await reader.close();
    });

    test('what must be done is a list to tick off', async () => {
      const reader = await readerOfSample();
      assert.ok((await reader.page.$$('.todo .tick')).length > 1);
      await reader.click('.todo .tick');
      await reader.until('ticked', () =>
        reader.page.$eval('.todo .tick', (e) => /** @type {any} */ (e).checked),
      );
      await reader.close();
    });

    test('what is worst and what is best is named', async () => {
      const reader = await readerOfSample();
      const heads = await reader.texts('#panel h2');
      assert.ok(heads.some((h) => /concerns$/.test(h)) && heads.some((h) => /praise$/.test(h)), heads.join());
      await reader.close();
    });

    test('speakers have a table of their own and can be told apart in the list', async () => {
      const reader = await newReader();
      await reader.paste(
        'Chair: The response of the service was inadequate.\n\nMs Patel: We have improved our training, and it is now outstanding.\n\nChair: The delays are unacceptable.\n',
      );
      await reader.settled();
      await reader.until(
        'speakers',
        async () => (await reader.page.$$('[aria-labelledby="by-speaker"] tbody tr')).length === 2,
      );
      await reader.click('[aria-labelledby="by-speaker"] tbody tr button');
      await reader.until('filtered', async () => (await reader.page.$$('#panel .go')).length === 2);
      await reader.close();
    });

    test('filters with counts, together and cleared', async () => {
      const reader = await readerOfSample();
      await reader.tab('findings');
      const all = (await reader.page.$$('#panel .go')).length;
      const count = Number(await reader.text('.chip.concern .number'));
      await reader.click('.chip.concern');
      await reader.until('only concerns', async () => (await reader.page.$$('#panel .go')).length === count);
      await reader.click('.chip.action');
      const actions = Number(await reader.text('.chip.action .number'));
      await reader.until('only actions', async () => (await reader.page.$$('#panel .go')).length === actions);
      await reader.click('[data-do="filters-clear"]');
      await reader.until('all', async () => (await reader.page.$$('#panel .go')).length === all);
      await reader.close();
    });

    test('search finds words in findings', async () => {
      const reader = await readerOfSample();
      await reader.tab('findings');
      await reader.page.focus('#panel input[type="search"]');
      await reader.page.keyboard.type('morale');
      await reader.until('one', async () => (await reader.page.$$('#panel .go')).length === 1);
      assert.match(await reader.text('#panel .quote'), /morale among detectives/);
      await reader.close();
    });

    test('the list can be put in other orders', async () => {
      const reader = await readerOfSample();
      await reader.tab('findings');
      const before = await reader.texts('#panel .quote');
      await reader.choose('#panel [data-do="order"]', 'severity');
      const weight = { Grave: 3, Strong: 3, Clear: 2, Slight: 1 };
      await reader.until('by weight', async () => {
        const words = await reader.texts('#panel .meta span:first-child');
        const weights = words.map((w) => weight[/** @type {'Clear'} */ (w)]);
        return weights.every((w, i) => i === 0 || w <= weights[i - 1]);
      });
      assert.deepEqual((await reader.texts('#panel .quote')).sort(), before.sort());
      await reader.close();
    });

    test('ordered by theme, by speaker or by sureness, like comes to like under a heading', async () => {
      const reader = await newReader();
      await reader.paste(
        'Chair: The response of the service was inadequate.\n\nMs Patel: Our training is outstanding.\n\nChair: The delays in investigations are unacceptable.\n',
      );
      await reader.settled();
      await reader.tab('findings');
      await reader.choose('#panel [data-do="order"]', 'speaker');
      await reader.until('by speaker', async () => (await reader.texts('#panel h2.group')).length === 2);
      assert.deepEqual(await reader.texts('#panel h2.group'), ['Chair', 'Ms Patel']);
      assert.deepEqual(
        await reader.page.$$eval('#panel .rows', (all) => all.map((rows) => rows.children.length)),
        [2, 1],
      );
      await reader.choose('#panel [data-do="order"]', 'theme');
      await reader.until('by theme', async () => !(await reader.texts('#panel h2.group')).includes('Chair'));
      const themes = await reader.texts('#panel h2.group');
      assert.ok(themes.length > 0 && new Set(themes).size === themes.length, themes.join());
      await reader.choose('#panel [data-do="order"]', 'confidence');
      await reader.until('no headings', async () => (await reader.texts('#panel h2.group')).length === 0);
      await reader.close();
    });

    test('the direction of travel is counted, and leads to what is getting better', async () => {
      const reader = await readerOfSample();
      const better = Number(/\d+/.exec(await reader.text('.travel .improved'))?.[0]);
      assert.ok(better > 0);
      await reader.click('.travel .improved button');
      await reader.until('those only', async () => (await reader.page.$$('#panel .go')).length === better);
      assert.ok((await reader.texts('#panel .meta')).every((meta) => /Getting better/.test(meta)));
      await reader.close();
    });

    test('what was ticked off stays ticked off', async () => {
      const reader = await readerOfSample();
      await reader.click('.todo .tick');
      await reader.until('kept', async () => /Draft kept/.test(await reader.text('#foot')));
      await new Promise((resolve) => setTimeout(resolve, 600));
      await reader.reload();
      await reader.until('ticked', () =>
        reader.page.$eval('.todo .tick', (e) => /** @type {any} */ (e).checked),
      );
      await reader.close();
    });

    test('a dismissed finding leaves the summary and has a chip of its own', async () => {
      const reader = await readerOfSample();
      const concerns = async () => Number(await reader.text('#panel tfoot .concern'));
      const before = await concerns();
      await reader.click('.cm-content .mark.concern');
      await reader.click('#card [data-do="dismiss"]');
      await reader.until('one less', async () => (await concerns()) === before - 1);
      await reader.tab('findings');
      await reader.click('.chip.dismissed');
      await reader.until('it alone', async () => (await reader.page.$$('#panel .go')).length === 1);
      assert.match(await reader.text('#panel .meta'), /Dismissed/);
      await reader.close();
    });

    test('? lists the keys', async () => {
      const reader = await readerOfSample();
      await reader.click('#tab-findings');
      await reader.press('?');
      await reader.until('the list', () => reader.sees('#keys'));
      assert.match(await reader.text('#keys'), /F8 ?next finding/);
      await reader.press('Escape');
      await reader.until('closed', async () => !(await reader.sees('#keys')));
      await reader.close();
    });
  });
