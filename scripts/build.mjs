// Builds: npm run build [native] [wasm] [page] [single] [debug]; without names all but debug.
// What has not changed is not built again.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { writeLicences } from './licences.mjs';
import { PlainError, at, jobs, main, must, onPath, root, run, say } from './run.mjs';
import { setup } from './setup.mjs';
import { hashOf, isDone, setDone } from './stamps.mjs';

/** @typedef {'native' | 'debug' | 'wasm'} Cxx */

/** The CMake preset of each build; each leaves its things in build/<name>. */
const PRESETS = { native: 'release', debug: 'debug', wasm: 'wasm' };

/** What is made of each build for use, and what for tests. */
const TARGETS = {
  native: { use: ['candour'], training: ['candour', 'candour-train'], tests: ['all'] },
  debug: { use: ['candour'], tests: ['candour_tests', 'candour_fuzz'] },
  wasm: { use: ['candour_wasm'], tests: ['all'] },
};

/** What the page is made of. */
const PAGE_INPUTS = [
  'web',
  'wasm',
  'build/wasm/candour.wasm',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

/**
 * Whether a build folder has to be configured before it can be built. CMake itself looks after changes to the
 * CMakeLists.txt files and to the lists of sources.
 * @param {Cxx} build
 */
function needsConfiguring(build) {
  const folder = at('build', build);
  const cache = `${folder}/CMakeCache.txt`;
  if (!existsSync(cache)) return true;
  // A folder copied or moved from elsewhere cannot be used.
  if (!readFileSync(cache, 'utf8').includes(`CMAKE_HOME_DIRECTORY:INTERNAL=${root.replace(/\/$/, '')}\n`)) {
    rmSync(folder, { recursive: true });
    return true;
  }
  const made = ['build.ninja', 'Makefile'].find((file) => existsSync(`${folder}/${file}`));
  return !made || statSync(`${folder}/${made}`).mtimeMs < statSync(at('CMakePresets.json')).mtimeMs;
}

/** @param {Cxx} build */
async function configure(build) {
  const preset = PRESETS[build];
  const fresh = !existsSync(at('build', build, 'CMakeCache.txt'));
  const generator = fresh && !process.env.CMAKE_GENERATOR && onPath('ninja') ? ['-G', 'Ninja'] : [];
  await must('cmake', ['--preset', preset, ...generator], { quiet: true });
}

/**
 * Builds C++: what is for use, or what the tests take.
 * @param {Cxx} build
 * @param {{ tests?: boolean }} [options]
 */
export const buildCxx = (build, { tests = false } = {}) =>
  buildTargets(build, TARGETS[build][tests ? 'tests' : 'use']);

/** Builds the trainer, and the analyser with what the trainer may have written. */
export const buildTrainer = () => buildTargets('native', TARGETS.native.training);

/**
 * @param {Cxx} build
 * @param {string[]} targets
 */
async function buildTargets(build, targets) {
  if (needsConfiguring(build)) await configure(build);
  const command = ['--build', '--preset', PRESETS[build], '--parallel', String(jobs)];
  const { code, output } = await run('cmake', [...command, '--target', ...targets], { quiet: true });
  if (code !== 0) throw new PlainError(`${output}The ${build} build failed.`);
}

/** Builds the page, dist/site, from web/ and the WebAssembly module. */
export async function buildPage() {
  const hash = hashOf(PAGE_INPUTS.map((path) => at(path)));
  if (isDone('page', hash) && existsSync(at('dist/site/index.html'))) return;
  await writeLicences();
  const vite = at('node_modules/vite/bin/vite.js');
  await must(process.execPath, [vite, 'build', '--config', at('web/vite.config.js')], { quiet: true });
  setDone('page', hash);
}

/** Builds dist/candour.html, the whole tool in one file, from the same sources. */
export async function buildOneFile() {
  const hash = hashOf(
    [...PAGE_INPUTS, 'scripts/single.mjs'].map((path) => at(path)),
    [process.env.CANDOUR_SITE ?? ''],
  );
  if (
    isDone('single', hash) &&
    existsSync(at('dist/candour.html')) &&
    existsSync(at('dist/site/candour.html'))
  )
    return;
  // a program of its own: it needs Vite, which this one may just have installed
  await must(process.execPath, [at('scripts/single.mjs')], { quiet: true });
  setDone('single', hash);
}

/**
 * Does a step and says how long it took, if it took any time to speak of.
 * @param {string} name
 * @param {() => Promise<void>} step
 */
async function timed(name, step) {
  const start = performance.now();
  say(`Building ${name} …`);
  await step();
  const seconds = (performance.now() - start) / 1000;
  if (seconds > 1) say(`  done in ${seconds.toFixed(0)} s`);
}

/** What there is besides C++. @type {Record<string, { name: string, step: () => Promise<void> }>} */
const PAGES = {
  page: { name: 'the page', step: buildPage },
  single: { name: 'the page in one file', step: buildOneFile },
};

/**
 * @param {string[]} [names]
 * @param {{ tests?: boolean }} [options] `tests`: for running the tests
 */
export async function build(names = ['native', 'wasm', 'page', 'single'], options = {}) {
  mkdirSync(at('build'), { recursive: true });
  for (const name of names) {
    const page = PAGES[name];
    if (page) await timed(page.name, page.step);
    else if (name in PRESETS) await timed(name, () => buildCxx(/** @type {Cxx} */ (name), options));
    else throw new PlainError(`There is no build '${name}'. There are native, wasm, page, single and debug.`);
  }
}

await main(import.meta.url, async () => {
  await setup();
  const names = process.argv.slice(2);
  await build(names.length ? names : undefined);
});
