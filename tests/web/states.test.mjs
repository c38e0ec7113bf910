// Each state of the page has words of its own, and no input breaks it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NAME } from './browser.mjs';
import { newReader, withBrowser } from './reader.mjs';

if (NAME !== 'webkit')
  describe(`states, in ${NAME}`, () => {
    withBrowser();

    /** @param {string} text */
    const readerOf = async (text) => {
      const reader = await newReader();
      await reader.paste(text);
      await reader.settled();
      return reader;
    };

    test('empty: says what to do and offers the sample', async () => {
      const reader = await newReader();
      assert.match(await reader.text('#panel'), /Paste what an inspector/);
      assert.ok(await reader.sees('#panel [data-do="sample"]'));
      await reader.close();
    });

    test('only blanks: says so', async () => {
      const reader = await readerOf('   \n \t \n');
      await reader.until('said', async () => /Only blank space/.test(await reader.text('#panel')));
      await reader.close();
    });

    test('nothing found: says so, kindly', async () => {
      const reader = await readerOf('We spoke to forty members of staff in May.');
      await reader.until('said', async () => /Nothing found/.test(await reader.text('#panel')));
      await reader.close();
    });

    test('not English: a gentle notice instead of a wrong analysis, and a way on', async () => {
      const german =
        'Die Polizei hat in den letzten Jahren große Fortschritte gemacht, aber die Ermittlungen dauern immer noch viel zu lange. Das ist nicht gut genug, und die Leitung muss dringend etwas ändern. ';
      const reader = await readerOf(german.repeat(4));
      await reader.until('said', async () => /does not look like English/.test(await reader.text('#panel')));
      assert.deepEqual(await reader.marks(), []);
      await reader.click('[data-do="any-language"]');
      await reader.until(
        'the notice is gone',
        async () => !/does not look like English/.test(await reader.text('#panel')),
      );
      await reader.close();
    });

    test('a lone surrogate, a NUL and a field of emoji are read like any other text', async () => {
      const reader = await readerOf(
        'a\ud800b \u0000 👩🏽‍🚒🧯👍\n\nThe force is inadequate. 👨‍👩‍👧‍👦 It is outstanding at training 🎉🎉.',
      );
      await reader.until('marks', async () => (await reader.marks()).length >= 2);
      const marks = await reader.marks();
      assert.ok(
        marks.some((m) => /inadequate/.test(m.words) && !/👩/u.test(m.words)),
        JSON.stringify(marks),
      );
      assert.deepEqual(reader.faults, []);
      await reader.close();
    });

    test('long work shows that it goes on and can be stopped', async () => {
      const reader = await newReader();
      await reader.paste('The force is good at this, but it does not have enough staff. ', 80_000);
      await reader.until('the progress', () => reader.sees('#progress'));
      await reader.click('[data-do="stop"]');
      await reader.until('stopped', async () => /Stopped/.test(await reader.text('#panel')));
      await reader.close();
    });

    test('after a quarter of a second a bar says how far it is, by bytes; stopped, it is taken up again', async () => {
      const reader = await newReader({ slow: true });
      await reader.hold(true);
      const pasted = Date.now();
      await reader.paste('The force is very effective.');
      assert.ok(Date.now() - pasted > 250 || !(await reader.sees('#progress')), 'not at once');
      await reader.until('the bar', () => reader.sees('#progress'));
      const bar = () =>
        reader.page.$eval('#progress', (e) => {
          const { position, value, max } = /** @type {any} */ (e);
          return { position, value, max };
        });
      assert.equal((await bar()).position, -1, 'how far is not known yet');
      await reader.answer({ type: 'progress', progress: { done: 2500, total: 10_000 } });
      await reader.until('a quarter', async () => (await bar()).position === 0.25);
      assert.match(await reader.text('#work'), /25 %/);
      await reader.answer({ type: 'progress', progress: { done: 7500, total: 10_000 } });
      await reader.until('three quarters', async () => (await bar()).position === 0.75);
      await reader.click('[data-do="stop"]');
      await reader.until('stopped', async () => /Stopped/.test(await reader.text('#panel')));
      assert.equal(await reader.sees('#progress'), false);
      await reader.hold(false);
      await reader.click('#panel [data-do="again"]');
      await reader.until('read', async () => (await reader.marks()).length === 1);
      assert.deepEqual(reader.faults, []);
      await reader.close();
    });

    test('an analyser that fails says why, the text is safe, and it can be tried again', async () => {
      const reader = await newReader({ slow: true });
      await reader.hold(true);
      await reader.paste('The force is very effective.');
      const error = { code: 'memory', message: 'There is not enough memory for a text of this length.' };
      await reader.answer({ type: 'failed', error });
      await reader.until('said', async () =>
        /did not work.*not enough memory/.test(await reader.text('#panel')),
      );
      assert.match(await reader.shown(), /very effective/);
      await reader.hold(false);
      await reader.click('#panel [data-do="again"]');
      await reader.until('read', async () => (await reader.marks()).length === 1);
      await reader.close();
    });

    test('on a narrow screen progress, Stop and what is refused are seen on every tab', async () => {
      const reader = await newReader({ width: 390, height: 844, slow: true });
      await reader.hold(true);
      await reader.paste('The force is very effective.');
      await reader.until('the bar', () => reader.sees('#progress'));
      for (const tab of /** @type {const} */ (['summary', 'text'])) {
        await reader.tab(tab);
        assert.ok((await reader.sees('#progress')) && (await reader.sees('[data-do="stop"]')), tab);
      }
      await reader.hold(false);
      await reader.click('[data-do="stop"]');
      await reader.drop('photo.heic', 'x');
      for (const tab of /** @type {const} */ (['summary', 'text'])) {
        await reader.tab(tab);
        await reader.until('said', () => reader.sees('#notice p'));
      }
      await reader.close();
    });

    test('ten megabytes of one line: read to the end, and still usable', async () => {
      const reader = await newReader();
      await reader.paste('The force is good at this, but it does not have enough staff. ', 165_000);
      await reader.until('reading', () => reader.sees('#progress'));
      await reader.page.waitForFunction(() => document.body.dataset.phase === 'done', { timeout: 60_000 });
      await reader.tab('findings');
      assert.ok((await reader.page.$$('#panel .go')).length > 50);
      assert.deepEqual(reader.faults, []);
      await reader.close();
    });

    test('too big: refused with a reason, what was there stays', async () => {
      const reader = await readerOf('The force is good.');
      await reader.paste('x', 25_000_000);
      await reader.until('refused', async () => /too big for this page/.test(await reader.text('#notice')));
      assert.match(await reader.shown(), /The force is good\./);
      await reader.close();
    });

    test('a file of a kind it cannot read: says so, nothing is lost', async () => {
      const reader = await readerOf('The force is good.');
      await reader.drop('photo.heic', 'x');
      await reader.until('said', async () => /photo\.heic.*cannot read/.test(await reader.text('#notice')));
      assert.match(await reader.shown(), /The force is good\./);
      await reader.close();
    });

    test('captions dropped on the page become plain text with their speakers; one step brings back what was there', async () => {
      const reader = await readerOf('The force is good.');
      await reader.drop(
        'hearing.vtt',
        'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>The force is outstanding.\n',
      );
      await reader.until('the text', async () => /Ann.*outstanding/s.test(await reader.shown()));
      await reader.click('#notice [data-do="undo"]');
      await reader.until('the former text', async () => /The force is good\./.test(await reader.shown()));
      await reader.close();
    });
  });
