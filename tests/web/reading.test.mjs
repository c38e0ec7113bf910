// Reading: paste, see what is good and what is wrong, ask why, go from one to the next.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { NAME } from './browser.mjs';
import { newReader, withBrowser } from './reader.mjs';

const STATEMENT = `I am pleased with the way the force looks after victims. However, the force does not have enough trained detectives.

None of the teams was good enough at protecting vulnerable children. Although its response is very effective, it fails to learn from complaints.`;

if (NAME !== 'webkit')
  describe(`reading, in ${NAME}`, () => {
    withBrowser();

    test('a pasted statement is marked clause by clause', async () => {
      const reader = await newReader();
      await reader.paste(STATEMENT);
      await reader.settled();
      await reader.until('both kinds are marked', async () => {
        const labels = (await reader.marks()).map((m) => m.label);
        return labels.includes('strength') && labels.includes('concern');
      });
      const marks = await reader.marks();
      const pleased = marks.find((m) => m.words.includes('pleased'));
      const lacking = marks.find((m) => m.words.includes('enough trained detectives'));
      assert.equal(pleased?.label, 'strength');
      assert.equal(lacking?.label, 'concern');
      assert.deepEqual(reader.faults, []);
      await reader.close();
    });

    test('strengths and concerns differ in line as well as in colour, and have signs in the margin', async () => {
      const reader = await newReader();
      await reader.openSample();
      const look = (/** @type {string} */ selector) =>
        reader.page.$eval(selector, (e) => {
          const { textDecorationStyle, textDecorationColor } = getComputedStyle(e);
          return { textDecorationStyle, textDecorationColor };
        });
      const strength = await look('.cm-content .mark.strength');
      const concern = await look('.cm-content .mark.concern');
      assert.equal(strength.textDecorationStyle, 'solid');
      assert.equal(concern.textDecorationStyle, 'wavy');
      assert.notEqual(strength.textDecorationColor, concern.textDecorationColor);
      await reader.until('signs in the margin', async () => (await reader.texts('.signs .sign')).length > 3);
      const signs = await reader.texts('.signs .sign');
      assert.ok(signs.includes('+') && signs.includes('!'), signs.join());
      await reader.close();
    });

    test('the sample opens with one click and nothing is sent anywhere', async () => {
      const reader = await newReader();
      // The page is there before its analyser is, which a first text has waited for.
      await reader.paste(STATEMENT);
      await reader.settled();
      await reader.press('Control', 'a');
      await reader.press('Delete');
      const before = reader.requests.length;
      await reader.openSample();
      assert.match(await reader.shown(), /Calderbrook/);
      assert.equal(reader.requests.length, before, reader.requests.slice(before).join());
      assert.deepEqual(reader.faults, []);
      await reader.close();
    });

    test('a click on a mark opens its reason and shows it in the list', async () => {
      const reader = await newReader();
      await reader.openSample();
      await reader.tab('findings');
      await reader.click('.cm-content .mark.concern');
      await reader.until('the card', () => reader.sees('#card .why'));
      assert.match(await reader.text('#card h2'), /^Concern/);
      assert.ok((await reader.text('#card .why')).length > 10);
      const words = await reader.text('.cm-content .mark.selected');
      const listed = await reader.text('#panel [aria-current="true"] .quote');
      assert.ok(listed.includes(words.slice(0, 20)), `${listed} / ${words}`);
      await reader.close();
    });

    test('a click on a mark counts though the mark is drawn anew while the button is down', async () => {
      const reader = await newReader();
      await reader.openSample();
      const box = await reader.page.$eval('.cm-content .mark.concern', (e) => e.getClientRects()[0].toJSON());
      await reader.page.mouse.move(box.x + 12, box.y + box.height / 2);
      await reader.page.mouse.down();
      await reader.page.$eval('.cm-content .mark.concern', (e) => e.replaceWith(e.cloneNode(true)));
      await reader.page.mouse.up();
      await reader.until('the card', () => reader.sees('#card .why'));
      await reader.close();
    });

    test('a click in the list goes to the place in the text', async () => {
      const reader = await newReader();
      await reader.openSample();
      await reader.tab('findings');
      await reader.page.$$eval('#panel .go', (all) =>
        /** @type {HTMLElement} */ (all[all.length - 1]).click(),
      );
      await reader.until(
        'the last finding in view',
        async () => (await reader.page.$$('.mark.selected')).length > 0,
      );
      const listed = await reader.text('#panel [aria-current="true"] .quote');
      const words = (await reader.texts('.cm-content .mark.selected')).join(' ');
      assert.ok(listed.includes(words.slice(0, 15)), `${listed} / ${words}`);
      await reader.close();
    });

    test('the cursor in the text chooses in the list', async () => {
      const reader = await newReader();
      await reader.paste(STATEMENT);
      await reader.settled();
      await reader.tab('findings');
      await reader.page.focus('.cm-content');
      await reader.press('Control', 'Home');
      for (let i = 0; i < 6; i++) await reader.press('ArrowRight');
      await reader.until('the first is current', async () =>
        /pleased/.test(await reader.text('#panel [aria-current="true"] .quote')),
      );
      await reader.close();
    });

    test('in a long list the place under the cursor is turned to', async () => {
      const reader = await newReader();
      await reader.paste('The force is very effective. It does not have enough staff.\n\n', 160);
      await reader.settled();
      await reader.tab('findings');
      await reader.page.focus('.cm-content');
      await reader.press('Control', 'End');
      await reader.press('Shift', 'F8');
      await reader.until('the last page, and the finding in view', () =>
        reader.page.evaluate(() => {
          const current = document.querySelector('#panel [aria-current="true"]');
          const panel = document.getElementById('panel')?.getBoundingClientRect();
          const box = current?.getBoundingClientRect();
          return Boolean(box && panel && box.top >= panel.top && box.bottom <= panel.bottom + 1);
        }),
      );
      await reader.close();
    });

    test('on a phone a tap on a mark opens its reason, at the foot of the screen', async () => {
      const reader = await newReader({ width: 390, height: 844 });
      await reader.openSample();
      await reader.tab('text');
      // A mark that runs over several lines is not all of its box.
      const box = await reader.page.$eval('.cm-content .mark.concern', (e) => e.getClientRects()[0].toJSON());
      await reader.page.touchscreen.tap(box.x + 8, box.y + 8);
      await reader.until('the reason', () => reader.sees('#card .why'));
      assert.match(await reader.text('#card h2'), /^Concern/);
      const foot = await reader.page.$eval(
        '#card',
        (e) => window.innerHeight - e.getBoundingClientRect().bottom,
      );
      assert.ok(Math.abs(foot) <= 1, `${foot} px above the foot`);
      await reader.close();
    });

    test('resting the pointer on a mark says why, leaving it hides that', async () => {
      const reader = await newReader();
      await reader.openSample();
      await reader.page.hover('.cm-content .mark.strength');
      await reader.until('the reason', () => reader.sees('#card .why'));
      await reader.page.mouse.move(5, 5);
      await reader.until('no card', async () => !(await reader.sees('#card')));
      await reader.close();
    });

    test('F8 and Shift+F8 step through, and it is told', async () => {
      const reader = await newReader();
      await reader.openSample();
      await reader.press('F8');
      await reader.until('the first', () => reader.sees('#card .why'));
      const first = await reader.text('#live');
      assert.match(first, /^(Strength|Concern), (slight|clear|grave|strong)/);
      assert.match(first, /1 of \d+\./);
      await reader.press('F8');
      await reader.until('the second is told', async () => / 2 of \d+\./.test(await reader.text('#live')));
      await reader.press('Shift', 'F8');
      await reader.until('the first again', async () => (await reader.text('#live')) === first);
      await reader.press('Escape');
      await reader.until('no card', async () => !(await reader.sees('#card')));
      await reader.close();
    });

    test('typing is taken in at once and the marks follow', async () => {
      const reader = await newReader();
      await reader.paste('The force is very effective.');
      await reader.until('one strength', async () => (await reader.marks()).length === 1);
      await reader.press('Control', 'End');
      await reader.page.keyboard.type(' It fails to protect children.');
      await reader.until('a concern follows', async () =>
        (await reader.marks()).some((m) => m.label === 'concern'),
      );
      await reader.close();
    });

    test('the overview shows where concerns gather and takes a click', async () => {
      const reader = await newReader();
      await reader.paste('The force serves a county.\n', 300);
      await reader.paste('Its response is inadequate.\n');
      await reader.settled();
      await reader.until(
        'a concern in the overview',
        async () => (await reader.page.$$('.ruler .concern')).length > 0,
      );
      const box = await (await reader.page.$('.ruler .concern'))?.boundingBox();
      assert.ok(box);
      await reader.page.mouse.click(box.x + 2, box.y + 2);
      await reader.until('the place in view', async () => (await reader.marks()).length > 0);
      await reader.close();
    });
  });
