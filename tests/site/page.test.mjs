// The built page as files: strict from the first day, complete, with the licences of what it ships.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { at } from '../../scripts/run.mjs';
import { filesUnder } from '../../scripts/stamps.mjs';

const html = () => readFileSync(at('dist/site/index.html'), 'utf8');

test('its policy lets nothing in and nothing out', () => {
  const policy = /http-equiv="Content-Security-Policy"\s+content="([^"]*)"/i.exec(html())?.[1] ?? '';
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /base-uri 'none'/);
  assert.match(policy, /form-action 'none'/);
  assert.doesNotMatch(policy, /'unsafe-inline'|'unsafe-eval'|https?:|\*/);
});

test('it names no other place to load from', () => {
  assert.doesNotMatch(html(), /(?:src|href)="(?:https?:)?\/\//);
});

test('it has no inline handlers', () => {
  assert.doesNotMatch(html(), /\son[a-z]+=/i);
});

test('it ships the module that was built', () => {
  const module = readFileSync(at('build/wasm/candour.wasm'));
  const shipped = filesUnder(at('dist/site')).filter((file) => file.endsWith('.wasm'));
  assert.equal(shipped.length, 1);
  assert.ok(module.equals(readFileSync(/** @type {string} */ (shipped[0]))));
});

test('it ships the licences of what it is made of', () => {
  assert.ok(existsSync(at('dist/site/licences.txt')));
  const licences = readFileSync(at('dist/site/licences.txt'), 'utf8');
  for (const name of ['RE2', 'nlohmann', '@codemirror/view', 'Emscripten', 'Apache License'])
    assert.ok(licences.includes(name), name);
});
