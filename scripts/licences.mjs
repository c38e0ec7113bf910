// Gathers the licences of everything that the page ships into web/public/licences.txt: npm run licences
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { PlainError, at, main, say } from './run.mjs';

const OUTPUT = at('web/public/licences.txt');
const RULE = '='.repeat(100);

/** What is compiled into the WebAssembly module, and where its licence stands. */
const COMPILED = [
  { name: 'RE2', file: 'node_modules/re2/vendor/LICENSE' },
  { name: 'JSON for Modern C++ (nlohmann/json)', file: 'third_party/nlohmann_json/LICENSE' },
  { name: 'System libraries of Emscripten', file: 'third_party/emscripten/LICENSE' },
];

/**
 * The licence text that a package of npm brings, or what its package.json says of it.
 * @param {string} path
 */
function npmLicence(path) {
  const folder = at(path);
  const file = readdirSync(folder).find((name) => /^(licen[cs]e|copying)(\.|-|$)/i.test(name));
  if (file) return readFileSync(`${folder}/${file}`, 'utf8');
  const { license } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  if (!license) throw new PlainError(`${path} states no licence.`);
  return `Licence: ${license}`;
}

/** The packages of npm that the page may hold: the `dependencies` of package.json and theirs. */
function npmPackages() {
  /** @type {{ packages: Record<string, { version: string, dev?: boolean, optional?: boolean }> }} */
  const { packages } = JSON.parse(readFileSync(at('package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, entry]) => path && !entry.dev && !entry.optional && !path.includes('/@types/'))
    .map(([path, { version }]) => ({
      name: `${path.split('node_modules/').at(-1)} ${version}`,
      text: npmLicence(path),
    }));
}

export async function writeLicences() {
  const parts = [
    { name: 'Candour', text: readFileSync(at('LICENSE'), 'utf8') },
    ...COMPILED.map(({ name, file }) => ({ name, text: readFileSync(at(file), 'utf8') })),
    ...npmPackages(),
  ];
  mkdirSync(dirname(OUTPUT), { recursive: true });
  writeFileSync(
    OUTPUT,
    'Candour, and the work of others that its page and its WebAssembly module hold\n\n' +
      parts.map(({ name, text }) => `${RULE}\n${name}\n${RULE}\n\n${text.trim()}\n`).join('\n'),
  );
  return parts.length;
}

await main(import.meta.url, async () => say(`Wrote the licences of ${await writeLicences()} works.`));
