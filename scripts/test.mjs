// Builds everything and runs every suite: npm test, or npm test -- core web to run those whose names begin so.
// With --update, npm test -- accuracy takes figures and snapshots of judgement anew instead of holding them to the old.
// The last line says how many tests passed and failed, over all suites; a lint check counts as a test.
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { build } from './build.mjs';
import { QUICK_CHECKS, inParallel, tidy } from './lint.mjs';
import { PlainError, at, main, onPath, run, say } from './run.mjs';
import { BROWSERS, setup } from './setup.mjs';
import { filesUnder } from './stamps.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {Counts & { output: string }} Result */
/** @typedef {{ name: string, needs: string[], run: () => Promise<Result> }} Suite */

/** No suite takes this long unless it hangs: a browser's takes about ten minutes on two busy cores. */
const LONGEST_MS = 20 * 60 * 1000;

/** Characters of a line of output that are shown. */
const LONGEST_LINE = 400;

/** How long the fuzzer runs as part of the tests; `npm run fuzz` runs it for as long as one likes. */
const FUZZ_SECONDS = 5;

/** Whether what was found before is to be replaced by what is found now. */
const isUpdate = process.argv.includes('--update');

/** The builds that the page in its two forms takes. */
const PAGE = ['wasm', 'page', 'single'];

/**
 * A program that failed without a word of counts has failed one test.
 * @param {Counts | undefined} counts
 * @param {{ code: number, output: string }} outcome
 * @returns {Result}
 */
function result(counts, { code, output }) {
  const { passed, failed, skipped } = counts ?? { passed: code === 0 ? 1 : 0, failed: 0, skipped: 0 };
  return { passed, skipped, failed: code !== 0 && failed === 0 ? 1 : failed, output };
}

/**
 * A doctest program. It runs in the project's root, where it finds core/data and tests.
 * @param {string} command
 * @param {string[]} args
 */
async function doctest(command, args) {
  const env = { ASAN_OPTIONS: 'detect_stack_use_after_return=1', UBSAN_OPTIONS: 'print_stacktrace=1' };
  const outcome = await run(command, [...args, '--no-colors'], { quiet: true, env, timeout: LONGEST_MS });
  const line = /test cases: *\d+ *\| *(\d+) passed *\| *(\d+) failed *\| *(\d+) skipped/.exec(outcome.output);
  const counts = line && { passed: Number(line[1]), failed: Number(line[2]), skipped: Number(line[3]) };
  // A suite that does not come to its summary died.
  return result(counts ?? { passed: 0, failed: 1, skipped: 0 }, outcome);
}

/**
 * The tests of a folder under node:test.
 * @param {string} name
 * @param {string} folder
 * @param {{ env?: Record<string, string>, under?: string[] }} [options] `under`: a program to run Node under
 */
async function nodeTests(name, folder, { env = {}, under = [] } = {}) {
  const files = filesUnder(at('tests', folder)).filter((file) => file.endsWith('.test.mjs'));
  if (files.length === 0)
    return result(undefined, { code: 1, output: `There are no tests in tests/${folder}.\n` });
  const tap = at('build/test-results', `${name.replace(/\W+/g, '-')}.tap`);
  mkdirSync(at('build/test-results'), { recursive: true });
  const reporters = ['spec', 'stdout', 'tap', tap].map((value, i) =>
    i % 2 ? `--test-reporter-destination=${value}` : `--test-reporter=${value}`,
  );
  const [command = '', ...args] = [...under, process.execPath, '--test', ...reporters, ...files];
  /** @type {Record<string, string>} */
  const update = isUpdate ? { CANDOUR_UPDATE: '1' } : {};
  const outcome = await run(command, args, { quiet: true, env: { ...env, ...update }, timeout: LONGEST_MS });
  const summary = existsSync(tap) ? readFileSync(tap, 'utf8') : '';
  const count = (/** @type {string} */ what) =>
    Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(summary)?.[1] ?? 0);
  const failed = count('fail') + count('cancelled');
  return result({ passed: count('pass'), failed, skipped: count('skipped') + count('todo') }, outcome);
}

/** Where a browser is, by whichever of its names this system has. @param {'chromium' | 'firefox'} browser */
function program(browser) {
  return BROWSERS[browser].map(onPath).find(Boolean) ?? browser;
}

/**
 * The browser suite in one browser. WebKitGTK has no headless mode, so it gets a display of its own.
 * @param {'chromium' | 'firefox' | 'webkit'} browser
 * @returns {Suite}
 */
function inBrowser(browser) {
  const under = browser === 'webkit' && !process.env.DISPLAY ? [onPath('xvfb-run') ?? 'xvfb-run', '-a'] : [];
  const name = `web in ${browser}`;
  const env = {
    CANDOUR_BROWSER: browser,
    CANDOUR_CHROMIUM: program('chromium'),
    CANDOUR_FIREFOX: program('firefox'),
  };
  return { name, needs: PAGE, run: () => nodeTests(name, 'web', { env, under }) };
}

/** The folders of tests that run under Node alone: all with tests in them but those for browsers. */
const nodeFolders = () =>
  readdirSync(at('tests'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== 'web')
    .map(({ name }) => name)
    .filter((name) => readdirSync(at('tests', name)).some((file) => file.endsWith('.test.mjs')));

/** @param {import('./lint.mjs').Check} check @returns {Suite} */
const lint = ({ name, check }) => ({
  name: `lint: ${name}`,
  needs: [],
  run: async () => result(undefined, await check()),
});

/** Suites that may run beside each other. @type {Suite[]} */
const SUITES = [
  { name: 'core, debug build', needs: ['debug'], run: () => doctest(at('build/debug/candour_tests'), []) },
  {
    name: 'core, release build',
    needs: ['native'],
    run: () => doctest(at('build/native/candour_tests'), []),
  },
  {
    name: 'core, WebAssembly',
    needs: ['wasm'],
    run: () => doctest(process.execPath, ['--no-experimental-fetch', at('build/wasm/candour_tests.js')]),
  },
  ...nodeFolders().map((folder) => ({
    name: folder,
    needs: folder === 'accuracy' ? ['native'] : ['native', ...PAGE],
    run: () => nodeTests(folder, folder),
  })),
  {
    name: 'fuzz',
    needs: ['debug'],
    run: async () => {
      const args = ['--seconds', String(FUZZ_SECONDS)];
      return result(undefined, await run(at('build/debug/candour_fuzz'), args, { quiet: true }));
    },
  },
];

/** Suites that drive a screen: after the others, two at a time. What they wait for may take long on a busy machine. */
const BROWSER_SUITES = [inBrowser('chromium'), inBrowser('firefox'), inBrowser('webkit')];

/** The output of a suite that failed, without lines that no one can read. @param {string} output */
const readable = (output) =>
  output
    .split('\n')
    .map((line) => (line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)} …` : line))
    .join('\n');

/** @param {string[]} wanted */
async function test(wanted) {
  const isWanted = (/** @type {{ name: string }} */ suite) =>
    wanted.length === 0 || wanted.some((name) => suite.name.startsWith(name));
  /** @type {Counts} */
  const total = { passed: 0, failed: 0, skipped: 0 };

  const perform = async (/** @type {Suite} */ suite) => {
    const start = performance.now();
    const { passed, failed, skipped, output } = await suite.run();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const skips = skipped ? `, ${skipped} skipped` : '';
    say(
      `${failed ? 'FAILED' : 'ok    '}  ${suite.name}: ${passed} passed, ${failed} failed${skips} (${seconds} s)`,
    );
    if (failed) say(readable(output));
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  };

  const suites = SUITES.filter(isWanted);
  const inBrowsers = BROWSER_SUITES.filter(isWanted);
  const wantsTidy = isWanted({ name: 'lint: clang-tidy' });
  const needed = new Set(
    [...suites, ...inBrowsers].flatMap((suite) => suite.needs).concat(wantsTidy ? 'native' : []),
  );
  try {
    await setup({ tests: true });
    const builds = ['native', 'wasm', 'page', 'single', 'debug'].filter((name) => needed.has(name));
    await Promise.all([
      build(builds, { tests: true }),
      inParallel(
        QUICK_CHECKS.map(lint)
          .filter(isWanted)
          .map((suite) => () => perform(suite)),
        1,
      ),
    ]);
    const { tasks, check } = wantsTidy ? tidy() : { tasks: [], check: undefined };
    await inParallel([...suites.map((suite) => () => perform(suite)), ...tasks]);
    if (check) await perform(lint(check));
    await inParallel(inBrowsers.map((suite) => () => perform(suite)));
  } catch (error) {
    if (!(error instanceof PlainError)) throw error;
    say(error.message);
    total.failed++;
  }
  say(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`);
  return total.failed || !total.passed ? 1 : 0;
}

await main(import.meta.url, () => test(process.argv.slice(2).filter((name) => name !== '--update')));
