// What must not be in the project, whoever works on it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { ask, at, root } from '../../scripts/run.mjs';

const files = ask('git', ['ls-files'])?.split('\n').filter(Boolean) ?? [];

test('package-lock.json names no registry', () => {
  const { packages } = JSON.parse(readFileSync(at('package-lock.json'), 'utf8'));
  for (const [path, entry] of Object.entries(packages))
    assert.equal(/** @type {any} */ (entry).resolved, undefined, path);
});

test('every version is pinned', () => {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  for (const version of Object.values({ ...dependencies, ...devDependencies }))
    assert.match(String(version), /^\d+\.\d+\.\d+$/);
});

const here = root.replace(/\/$/, '');
/** A folder at the top of the machine has too plain a name to look for. */
const canTell = here.split('/').length > 2 && files.length > 0;

test(
  'no file names the path that the project lies in',
  { skip: !canTell && 'not a clone, or at the top' },
  () => {
    for (const file of files) assert.ok(!readFileSync(at(file), 'latin1').includes(`${here}/`), file);
  },
);
