// Formatting, static analysis and types: npm run lint; npm run format mends what can be mended by itself.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { buildCxx } from './build.mjs';
import { setup } from './setup.mjs';
import { ask, at, jobs, main, run, say } from './run.mjs';
import { filesUnder, hashOf } from './stamps.mjs';

/** @typedef {{ code: number, output: string }} Outcome */
/** @typedef {{ name: string, check: () => Promise<Outcome> }} Check */

const CXX_FOLDERS = ['core', 'wasm', 'tests'];

const cxxFiles = () =>
  CXX_FOLDERS.flatMap((folder) => filesUnder(at(folder))).filter((file) => /\.(cpp|h)$/.test(file));

/**
 * Runs a tool of node_modules.
 * @param {string} script
 * @param {string[]} args
 */
const tool = (script, args) =>
  run(process.execPath, [at('node_modules', script), ...args], { quiet: true, env: { NO_COLOR: '1' } });
const PRETTIER = 'prettier/bin/prettier.cjs';
const ESLINT = 'eslint/bin/eslint.js';

/** @type {Check[]} */
export const QUICK_CHECKS = [
  {
    name: 'clang-format',
    check: async () => {
      const { code, output } = await run('clang-format', ['--dry-run', '-Werror', ...cxxFiles()], {
        quiet: true,
      });
      // It complains of every single space: the names of the files say enough.
      const files = new Set([...output.matchAll(/^(\S+?):\d+:\d+: error/gm)].map(([, file]) => file));
      return {
        code,
        output: files.size ? `not formatted (npm run format):\n${[...files].join('\n')}\n` : output,
      };
    },
  },
  { name: 'prettier', check: () => tool(PRETTIER, ['--check', '--log-level=warn', '.']) },
  { name: 'eslint', check: () => tool(ESLINT, ['--max-warnings=0', '.']) },
  { name: 'tsc', check: () => tool('typescript/bin/tsc', ['--project', 'tsconfig.json']) },
];

/** The C++ that clang-tidy reads: what natively is compiled of our own. */
const tidySources = () =>
  filesUnder(at('core')).filter((file) => file.endsWith('.cpp') && existsSync(at('build/native')));

/**
 * clang-tidy as tasks that may run beside others, one for each source, and what they found when all are done. What
 * passed before is not read again: the hash is of the source, of all our headers, of the rules and of the tool.
 * @returns {{ tasks: (() => Promise<void>)[], check: Check }}
 */
export function tidy() {
  const headers = filesUnder(at('core')).filter((file) => file.endsWith('.h'));
  const rules = ['.clang-tidy', 'CMakeLists.txt', 'cmake'].map((path) => at(path));
  const common = hashOf([...headers, ...rules], [ask('clang-tidy', ['--version']) ?? '']);
  /** @type {Outcome} */
  const all = { code: 0, output: '' };
  const tasks = tidySources().map((source) => async () => {
    const stamp = at('build/tidy', hashOf([source], [common]));
    if (existsSync(stamp)) return;
    const args = ['--quiet', '--warnings-as-errors=*', '-p', at('build/native'), source];
    const { code, output } = await run('clang-tidy', args, { quiet: true });
    if (code === 0) {
      mkdirSync(at('build/tidy'), { recursive: true });
      writeFileSync(stamp, '');
    } else {
      all.code = code;
      all.output += output;
    }
  });
  return { tasks, check: { name: 'clang-tidy', check: async () => all } };
}

/**
 * Does tasks, so many at a time.
 * @param {(() => Promise<void>)[]} tasks
 * @param {number} [width]
 */
export async function inParallel(tasks, width = jobs) {
  const queue = [...tasks];
  const lane = async () => {
    for (let task = queue.shift(); task; task = queue.shift()) await task();
  };
  await Promise.all(Array.from({ length: width }, lane));
}

async function fix() {
  await run('clang-format', ['-i', ...cxxFiles()]);
  await tool(PRETTIER, ['--write', '--log-level=warn', '.']);
  await tool(ESLINT, ['--fix', '.']);
}

await main(import.meta.url, async () => {
  await setup({ tests: true });
  if (process.argv.includes('--fix')) return fix();
  await buildCxx('native');
  let failed = 0;
  const perform = async (/** @type {Check} */ { name, check }) => {
    const { code, output } = await check();
    say(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name}`);
    if (code === 0) return;
    failed++;
    say(output);
  };
  const { tasks, check } = tidy();
  await inParallel([...QUICK_CHECKS.map((quick) => () => perform(quick)), ...tasks]);
  await perform(check);
  return failed ? 1 : 0;
});
