// What travels to the reader stays small: the sizes of tests/budgets.json.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { at } from '../../scripts/run.mjs';
import { filesUnder } from '../../scripts/stamps.mjs';

const { sizes } = JSON.parse(readFileSync(at('tests/budgets.json'), 'utf8'));

/** @param {string} file */
const brotli = (file) => {
  const bytes = readFileSync(file);
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
};

/**
 * @param {{ what: string, bytes: number }} budget
 * @param {number} bytes
 */
function fits({ what, bytes: most }, bytes) {
  assert.ok(bytes <= most, `${what}: ${bytes} bytes are more than ${most}`);
}

/**
 * The files that a page and the scripts and styles it names load before anything is done: what stands in `src` and
 * `href`, and what scripts import statically, and the module.
 */
function firstLoad() {
  const site = at('dist/site');
  const all = filesUnder(site);
  const html = readFileSync(`${site}/index.html`, 'utf8');
  const named = new Set([`${site}/index.html`, ...all.filter((file) => file.endsWith('.wasm'))]);
  /** @param {string} text @param {RegExp} pattern */
  const follow = (text, pattern) => {
    for (const [, address = ''] of text.matchAll(pattern)) {
      const file = all.find((path) => path.endsWith(`/${address.split('/').at(-1)}`));
      if (!file || named.has(file)) continue;
      named.add(file);
      if (file.endsWith('.js')) follow(readFileSync(file, 'utf8'), /(?:from|import)\s*["']([^"']+\.js)["']/g);
    }
  };
  follow(html, /(?:src|href)="([^"]+\.(?:js|css))"/g);
  // The worker starts with the page.
  for (const file of all) if (/worker[^/]*\.js$/.test(file) && !/workbox|sw\.js/.test(file)) named.add(file);
  return [...named];
}

test('the WebAssembly module is within its budget', (t) => {
  const bytes = brotli(at('build/wasm/candour.wasm'));
  t.diagnostic(`${bytes} bytes`);
  fits(sizes.wasm, bytes);
});

test('the first load is within its budget', (t) => {
  const bytes = firstLoad().reduce((sum, file) => sum + brotli(file), 0);
  t.diagnostic(`${bytes} bytes`);
  fits(sizes.firstLoad, bytes);
});

test(
  'the single file is within its budget',
  { skip: !existsSync(at('dist/candour.html')) && 'not built yet' },
  () => {
    fits(sizes.singleFile, readFileSync(at('dist/candour.html')).length);
  },
);
