// Long texts stay smooth: the page holds no more for 10 MB than for 200 KB. How long its main thread works on a task is
// told beside (from Chromium's own trace) and not held to a figure, since that is the machine's as much as ours.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { samples } from '../samples.mjs';
import { NAME } from './browser.mjs';
import { newReader, withBrowser } from './reader.mjs';

/** @typedef {import('./reader.mjs').Reader} Reader */
/** @typedef {{ name: string, ph: string, pid: number, tid: number, ts: number, dur: number, tdur?: number, args: any }} TraceEvent */

/** By how much more the page may hold for a text fifty times as long: the figures in it have more digits. */
const MOST_GROWTH = 1.2;
const PROSE = samples()
  .map(({ text }) => text.trim())
  .join('\n\n');

/**
 * The longest work of the page's main thread, in milliseconds, while something is done; collecting garbage, which comes
 * when it comes, is not counted.
 * @param {Reader} reader
 * @param {() => Promise<unknown>} act
 */
async function longestTask(reader, act) {
  const session = await reader.page.createCDPSession();
  /** @type {TraceEvent[]} */
  const events = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(.../** @type {any[]} */ (value)));
  const traceConfig = {
    includedCategories: ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'v8'],
  };
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig });
  await act();
  const ended = new Promise((resolve) => session.once('Tracing.tracingComplete', () => resolve(null)));
  await session.send('Tracing.end');
  await ended;
  const mains = new Set(
    events
      .filter((e) => e.name === 'thread_name' && e.args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  );
  const own = events.filter((e) => e.ph === 'X' && mains.has(`${e.pid}/${e.tid}`));
  const tasks = own.filter((e) => e.name === 'RunTask');
  const garbage = own.filter((e) => /^(Minor|Major)GC$/.test(e.name));
  assert.ok(tasks.length > 20, 'a trace of the page');
  const work = tasks.map((task) => {
    const within = garbage.filter(
      (g) => g.tid === task.tid && g.pid === task.pid && g.ts >= task.ts && g.ts < task.ts + task.dur,
    );
    return ((task.tdur ?? task.dur) - within.reduce((sum, g) => sum + (g.tdur ?? g.dur), 0)) / 1000;
  });
  return Math.max(...work);
}

/** @param {number} milliseconds */
const rest = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Keys at the pace of a quick typist. @param {Reader} reader @param {string} text */
async function type(reader, text) {
  for (const key of text) {
    await reader.page.keyboard.type(key);
    await rest(70);
  }
}

if (NAME === 'chromium')
  describe('smoothness', () => {
    withBrowser();

    /** @type {number[]} */
    const held = [];

    for (const [name, characters] of /** @type {const} */ ([
      ['200 KB', 200_000],
      ['10 MB', 10_000_000],
    ]))
      test(`${name} is typed in, scrolled and stepped through`, async (t) => {
        const reader = await newReader();
        await reader.paste(`${PROSE}\n\n`, Math.round(characters / PROSE.length));
        await reader.page.waitForFunction(() => document.body.dataset.phase === 'done', { timeout: 120_000 });
        await reader.until('the summary', () => reader.sees('#panel table.chart'));
        await rest(1500);
        await reader.press('Control', 'Home');
        await rest(500);
        /** @type {Record<string, number>} */
        const longest = {};
        longest['the first key'] = await longestTask(reader, () => type(reader, 'x'));
        longest.typing = await longestTask(reader, () => type(reader, 'The force is not good. '));
        await reader.page.mouse.move(300, 400);
        longest.scrolling = await longestTask(reader, async () => {
          for (let i = 0; i < 20; i++) {
            await reader.page.mouse.wheel({ deltaY: 200 });
            await rest(40);
          }
        });
        longest.stepping = await longestTask(reader, async () => {
          for (let i = 0; i < 6; i++) {
            await reader.press('F8');
            await rest(100);
          }
        });
        for (const [what, milliseconds] of Object.entries(longest))
          t.diagnostic(`${name}, ${what}: longest task ${milliseconds.toFixed(1)} ms`);
        held.push(await reader.page.evaluate(() => document.querySelectorAll('*').length));
        assert.deepEqual(reader.faults, []);
        await reader.close();
      });

    test('the page holds as much for a long text as for a short one', () => {
      const [short = 0, long = Infinity] = held;
      assert.ok(short > 500 && long <= short * MOST_GROWTH, `${short} elements, then ${long}`);
    });
  });
