// Makes sure that everything the project needs is there: programs (installed with apt where we may, otherwise named
// plainly) and the npm packages of package-lock.json.
import { readFileSync } from 'node:fs';
import { PlainError, at, main, must, onPath, run, say } from './run.mjs';

/** @typedef {'build' | 'test'} Purpose */
/**
 * @typedef {object} Tool
 * @property {string} name what a person calls it
 * @property {string[]} programs any of these on the PATH will do
 * @property {string} debian the Debian packages that bring it
 * @property {Purpose} purpose
 * @property {boolean} [optional] only makes things faster
 */

/** What the browsers are called in different systems. */
export const BROWSERS = {
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
  firefox: ['firefox-esr', 'firefox'],
};

/** @type {Tool[]} */
const TOOLS = [
  { name: 'CMake 3.22 or newer', programs: ['cmake'], debian: 'cmake', purpose: 'build' },
  { name: 'a C++20 compiler', programs: ['c++', 'g++', 'clang++'], debian: 'g++', purpose: 'build' },
  { name: 'Emscripten (em++)', programs: ['em++'], debian: 'emscripten', purpose: 'build' },
  { name: 'Ninja', programs: ['ninja'], debian: 'ninja-build', purpose: 'build', optional: true },
  // Without Ninja CMake writes makefiles.
  { name: 'make', programs: ['ninja', 'make', 'gmake'], debian: 'make', purpose: 'build' },
  { name: 'ccache', programs: ['ccache'], debian: 'ccache', purpose: 'build', optional: true },
  { name: 'clang-format', programs: ['clang-format'], debian: 'clang-format', purpose: 'test' },
  { name: 'clang-tidy', programs: ['clang-tidy'], debian: 'clang-tidy', purpose: 'test' },
  {
    name: 'Chromium',
    programs: BROWSERS.chromium,
    debian: 'chromium fonts-dejavu-core',
    purpose: 'test',
  },
  { name: 'Firefox', programs: BROWSERS.firefox, debian: 'firefox-esr', purpose: 'test' },
  {
    name: 'WebKitGTK with its WebDriver',
    programs: ['WebKitWebDriver'],
    debian: 'webkit2gtk-driver',
    purpose: 'test',
  },
  { name: 'Xvfb', programs: ['Xvfb'], debian: 'xvfb xauth', purpose: 'test' },
];

const OLDEST_NODE = [20, 19];

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor))
    throw new PlainError(
      `Candour needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`,
    );
}

/** @param {Tool} tool */
const isThere = (tool) => tool.programs.some(onPath);

/** @param {Tool[]} tools */
const packagesOf = (tools) => [...new Set(tools.flatMap((tool) => tool.debian.split(' ')))];

/** @param {Tool[]} tools */
async function installWithApt(tools) {
  const packages = packagesOf(tools);
  say(`Installing ${packages.join(' ')} (a minute or two) …`);
  const apt = ['-qq', '-o', 'Acquire::Retries=3', '-o', 'Dpkg::Use-Pty=0'];
  const options = { quiet: true, env: { DEBIAN_FRONTEND: 'noninteractive' } };
  const install = () =>
    run('apt-get', [...apt, 'install', '-y', '--no-install-recommends', ...packages], options);
  await run('apt-get', [...apt, 'update'], options);
  const { code, output } = await install();
  if (code !== 0) throw new PlainError(`${output}apt-get could not install ${packages.join(' ')}.`);
}

/**
 * Makes sure of the programs that are not there.
 * @param {Tool[]} missing
 */
async function programs(missing) {
  if (missing.length === 0) return;
  if (process.getuid?.() === 0 && onPath('apt-get')) await installWithApt(missing);
  const needed = missing.filter((tool) => !tool.optional && !isThere(tool));
  if (needed.length === 0) return;
  throw new PlainError(
    [
      'Please install, and make sure that it is on the PATH:',
      ...needed.map((tool) => `  - ${tool.name} (${tool.programs.join(' or ')})`),
      `On Debian or Ubuntu:  sudo apt-get install --no-install-recommends ${packagesOf(missing).join(' ')}`,
      ...(needed.some((tool) => tool.programs.includes('em++'))
        ? ['Elsewhere Emscripten comes from its own installer, emsdk (emscripten.org), or from Homebrew.']
        : []),
    ].join('\n'),
  );
}

/**
 * The packages of a lock file, but those that this machine may leave out.
 * @param {string} path
 * @returns {Map<string, { version: string, optional: boolean }> | undefined}
 */
function locked(path) {
  try {
    const { packages } = JSON.parse(readFileSync(path, 'utf8'));
    delete packages[''];
    return new Map(Object.entries(packages));
  } catch {
    return undefined;
  }
}

/** Whether node_modules holds what package-lock.json asks for. */
function npmPackagesAreThere() {
  const wanted = locked(at('package-lock.json'));
  const there = locked(at('node_modules/.package-lock.json'));
  if (!wanted || !there) return false;
  return (
    [...wanted].every(([path, { optional }]) => optional || there.has(path)) &&
    [...there].every(([path, { version }]) => wanted.get(path)?.version === version)
  );
}

async function npmPackages() {
  if (npmPackagesAreThere()) return;
  say('Installing npm packages …');
  // Run by npm, this script is told where npm is.
  const npm = process.env.npm_execpath;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  if (npm?.endsWith('.js')) await must(process.execPath, [npm, ...args], { quiet: true });
  else await must('npm', args, { quiet: true });
}

/** @param {{ tests?: boolean }} [options] */
export async function setup({ tests = false } = {}) {
  checkNode();
  const missing = TOOLS.filter((tool) => (tests || tool.purpose === 'build') && !isThere(tool));
  await programs(missing);
  await npmPackages();
}

await main(import.meta.url, async () => {
  await setup({ tests: process.argv.includes('--tests') });
  say('Everything that Candour needs is there.');
});
