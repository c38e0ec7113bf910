// Correcting: the reader has the last word, can take it back, and it stays with its words.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NAME } from './browser.mjs';
import { newReader, withBrowser } from './reader.mjs';

const TEXT = `The force is very effective at investigating crime.

The meeting was on Monday at four o’clock in March.

Supervisors do not review cases often enough.`;

if (NAME !== 'webkit')
  describe(`correcting, in ${NAME}`, () => {
    withBrowser();

    const readerOfText = async () => {
      const reader = await newReader();
      await reader.paste(TEXT);
      await reader.until('two findings', async () => {
        const [strengths, concerns] = await counts(reader);
        return strengths + concerns >= 2;
      });
      return reader;
    };

    // What the analyser finds may get better; what counts here is by how much a decision changes the count.
    /** @param {import('./reader.mjs').Reader} reader @param {RegExp} what */
    const count = async (reader, what) => Number(what.exec(await reader.text('#foot .balance'))?.[1] ?? 0);
    /** @param {import('./reader.mjs').Reader} reader */
    const counts = async (reader) => [
      await count(reader, /(\d+) strength/),
      await count(reader, /(\d+) concern/),
    ];
    /**
     * Says how the balance has changed since now.
     * @param {import('./reader.mjs').Reader} reader
     */
    const changes = async (reader) => {
      const [strengths, concerns] = await counts(reader);
      return async () => {
        const now = await counts(reader);
        return `${now[0] - strengths} ${now[1] - concerns}`;
      };
    };

    test('words that were passed over can be marked, and the summary counts them', async () => {
      const reader = await readerOfText();
      const changed = await changes(reader);
      await reader.select('The meeting was on Monday at four');
      await reader.click('#card [data-id="concern"]');
      await reader.until('counted', async () => (await changed()) === '0 1');
      assert.ok((await reader.text('#panel .lede')).includes(`${(await counts(reader))[1]} concern`));
      const mark = (await reader.marks()).find((m) => m.words.startsWith('The meeting'));
      assert.equal(mark?.label, 'concern');
      assert.match(mark?.says ?? '', /marked by you/);
      await reader.close();
    });

    test('a finding can be made the opposite, graver, about something else; it looks corrected and the machine’s view is a click away', async () => {
      const reader = await readerOfText();
      const changed = await changes(reader);
      await reader.click('.cm-content .mark.strength');
      await reader.click('#card [data-do="card-edit"]');
      await reader.click('#card input[name="label"][value="concern"]');
      await reader.until('changed', async () => (await changed()) === '-1 1');
      await reader.click('#card input[name="severity"][value="3"]');
      await reader.until('grave', async () => /^Concern, grave/.test(await reader.text('#card h2')));
      const themes = await reader.page.$$eval('#card-theme option', (all) =>
        all.map((o) => /** @type {any} */ (o).value),
      );
      if (themes.length > 2) {
        await reader.choose('#card-theme', themes[themes.length - 1]);
        await reader.until(
          'the theme',
          async () => (await reader.attribute('#card-theme option:last-of-type', 'value')) !== null,
        );
      }
      assert.ok(await reader.sees('.cm-content .mark.corrected'));
      assert.match(await reader.text('#card .machine'), /Changed by you.*Candour read it as: strength/);
      await reader.click('#card .machine [data-do="revert"]');
      await reader.until('as it was', async () => (await changed()) === '0 0');
      await reader.close();
    });

    test('a finding can be dismissed and counted again', async () => {
      const reader = await readerOfText();
      const changed = await changes(reader);
      await reader.click('.cm-content .mark.concern');
      await reader.click('#card [data-do="dismiss"]');
      await reader.until('dismissed', async () => (await changed()) === '0 -1');
      await reader.click('#card [data-do="dismiss"]');
      await reader.until('again', async () => (await changed()) === '0 0');
      await reader.close();
    });

    /** @param {import('./reader.mjs').Reader} reader */
    const typeNote = async (reader) => {
      await reader.click('.cm-content .mark.concern');
      await reader.click('#card [data-do="card-note"]');
      await reader.until('the form', () => reader.sees('#card-note'));
      await reader.page.focus('#card-note');
      await reader.page.keyboard.type('Ask the chief about this.');
    };

    test('a note is kept with its finding', async () => {
      const reader = await readerOfText();
      await typeNote(reader);
      await reader.click('#card [data-do="card-done"]');
      await reader.until('the note', async () => /Ask the chief/.test(await reader.text('#card p.note')));
      await reader.tab('changes');
      assert.match(await reader.text('#panel'), /Ask the chief about this\./);
      await reader.close();
    });

    test('Done is done however slowly it is pressed, though the card changes with the note', async () => {
      const reader = await readerOfText();
      await typeNote(reader);
      const done = await reader.page.waitForSelector('#card [data-do="card-done"]');
      assert.ok(done);
      const { x, y } = await done.clickablePoint();
      await reader.page.mouse.move(x, y);
      await reader.page.mouse.down();
      await new Promise((resolve) => setTimeout(resolve, 300));
      await reader.page.mouse.up();
      await reader.until('the note', async () => /Ask the chief/.test(await reader.text('#card p.note')));
      await reader.close();
    });

    test('undo and redo take back words and decisions in the order they were made', async () => {
      const reader = await readerOfText();
      const changed = await changes(reader);
      await reader.click('.cm-content .mark.concern');
      await reader.click('#card [data-do="dismiss"]');
      await reader.until('dismissed', async () => (await changed()) === '0 -1');
      await reader.page.focus('.cm-content');
      await reader.press('Control', 'End');
      await reader.page.keyboard.type(' So be it.');
      await reader.until('typed', async () => /So be it\./.test(await reader.shown()));
      await reader.click('[data-do="undo"]');
      await reader.until('words back', async () => !/So be it\./.test(await reader.shown()));
      assert.equal(await changed(), '0 -1');
      await reader.click('[data-do="undo"]');
      await reader.until('decision back', async () => (await changed()) === '0 0');
      await reader.click('[data-do="redo"]');
      await reader.until('decision again', async () => (await changed()) === '0 -1');
      await reader.close();
    });

    test('a decision stays with its words when the text around them is edited', async () => {
      const reader = await readerOfText();
      await reader.select('The meeting was on Monday');
      await reader.click('#card [data-id="strength"]');
      await reader.page.focus('.cm-content');
      await reader.press('Control', 'Home');
      await reader.page.keyboard.type('A heading of mine. ');
      await reader.until('still there', async () =>
        (await reader.marks()).some((m) => m.words === 'The meeting was on Monday' && m.label === 'strength'),
      );
      await reader.close();
    });

    test('a decision finds its words again when the text is replaced, and says so when it cannot', async () => {
      const reader = await readerOfText();
      await reader.select('The meeting was on Monday');
      await reader.click('#card [data-id="strength"]');
      await reader.page.focus('.cm-content');
      await reader.press('Control', 'a');
      await reader.paste('Quite another beginning. The meeting was on Monday at four o’clock in March.');
      await reader.until('found again', async () =>
        (await reader.marks()).some((m) => m.words === 'The meeting was on Monday' && m.label === 'strength'),
      );
      await reader.press('Control', 'a');
      await reader.paste('Nothing of the kind is in here.');
      await reader.tab('changes');
      await reader.until('said', async () => /Words not found any more/.test(await reader.text('#panel')));
      assert.match(await reader.text('#panel'), /The meeting was on Monday/);
      await reader.press('Control', 'a');
      await reader.paste('In spring the meeting, no: The meeting was on Monday.');
      await reader.until('found again', async () => !/Words not found/.test(await reader.text('#panel')));
      await reader.close();
    });

    test('a decision that lost its words can be put on others, or taken away', async () => {
      const reader = await readerOfText();
      await reader.select('The meeting was on Monday');
      await reader.click('#card [data-id="strength"]');
      await reader.page.focus('.cm-content');
      await reader.press('Control', 'a');
      await reader.paste('We met once, and spoke of the roads.');
      await reader.tab('changes');
      await reader.until('said', async () => /Words not found any more/.test(await reader.text('#panel')));
      await reader.select('We met once');
      await reader.click('#panel [data-do="replace-lost"]');
      await reader.until('put there', async () =>
        (await reader.marks()).some((m) => m.words === 'We met once' && m.label === 'strength'),
      );
      await reader.until('lost no more', async () => !/Words not found/.test(await reader.text('#panel')));
      await reader.click('#panel [data-do="revert"]');
      await reader.until('taken away', async () => (await reader.marks()).length === 0);
      await reader.close();
    });

    test('by keyboard alone: from paste to a corrected finding to the next', async () => {
      const reader = await readerOfText();
      const changed = await changes(reader);
      await reader.press('Control', 'Home');
      await reader.press('F8');
      await reader.until('the card', () => reader.sees('#card .why'));
      await reader.press('F9');
      await reader.until('the form has the focus', () =>
        reader.page.evaluate(() => document.activeElement?.matches('#card input') ?? false),
      );
      await reader.press('c');
      await reader.until('a concern', async () => (await changed()) === '-1 1');
      await reader.press('3');
      await reader.until('grave', async () => /^Concern, grave/.test(await reader.text('#card h2')));
      await reader.press('F8');
      await reader.until('the next', async () => /review cases/.test(await reader.text('.mark.selected')));
      await reader.until('the focus stays in the card', () =>
        reader.page.evaluate(() => document.activeElement?.matches('#card footer button') ?? false),
      );
      await reader.press('d');
      await reader.until('dismissed', async () => (await changed()) === '-1 0');
      await reader.press('Control', 'z');
      await reader.until('undone', async () => (await changed()) === '-1 1');
      await reader.close();
    });

    test('a selection can be marked by keyboard', async () => {
      const reader = await readerOfText();
      const changed = await changes(reader);
      await reader.press('Control', 'Home');
      await reader.press('ArrowDown');
      await reader.press('ArrowDown');
      await reader.press('Shift', 'End');
      await reader.until('offered', () => reader.sees('#card .mini'));
      await reader.press('F9');
      await reader.until('focus', () =>
        reader.page.evaluate(() => document.activeElement?.matches('#card button') ?? false),
      );
      await reader.press('s');
      await reader.until('marked', async () => (await changed()) === '1 0');
      await reader.until('the focus stays in the card', () =>
        reader.page.evaluate(() => document.activeElement?.matches('#card footer button') ?? false),
      );
      await reader.press('3');
      await reader.until('strong', async () => /^Strength, strong/.test(await reader.text('#card h2')));
      await reader.press('Escape');
      await reader.until('back in the transcript', () =>
        reader.page.evaluate(() => document.activeElement?.matches('.cm-content') ?? false),
      );
      await reader.close();
    });
  });
