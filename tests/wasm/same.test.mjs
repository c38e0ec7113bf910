// The WebAssembly build says of every text, byte for byte, what the native build says.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { candour } from '../cli/candour.mjs';
import { oddTexts, samples, samplesFolder, sharedIsMissing, sharedTexts } from '../samples.mjs';
import { instantiate } from './module.mjs';

/** @type {Awaited<ReturnType<typeof instantiate>>} */
let module;
before(async () => {
  module = await instantiate();
  module.call('candour_create');
});

/** Compares long strings and shows no more of them than where they part. @param {string} native @param {string} wasm @param {string} name */
function sameText(native, wasm, name) {
  if (native === wasm) return;
  let i = 0;
  while (native[i] === wasm[i]) i++;
  const around = (/** @type {string} */ text) => text.slice(Math.max(0, i - 100), i + 100);
  assert.equal(around(native), around(wasm), `${name}, from character ${i} on`);
}

/**
 * @param {import('../samples.mjs').Sample} sample
 * @param {{ framework?: string, units?: string }} [options]
 */
function isSame({ name, text }, { framework = 'auto', units = 'utf16' } = {}) {
  const wasm = module.call('candour_analyse', text, JSON.stringify({ framework, units }));
  const args = ['-', '--format', 'json', '--framework', framework, '--units', units];
  const native = candour(args, { input: text });
  assert.equal(native.code, 0, native.err);
  sameText(native.out.trimEnd(), wasm.json, name);
}

test('both builds pack the same knowledge, byte for byte', () => {
  const packed = (/** @type {string} */ build) =>
    readFileSync(new URL(`../../build/${build}/generated/knowledge.cpp`, import.meta.url));
  assert.ok(packed('native').equals(packed('wasm')));
});

for (const sample of [...samples(), ...oddTexts]) test(`same: ${sample.name}`, () => isSame(sample));

test('same in every unit and framework', () => {
  const [sample] = samples();
  assert.ok(sample);
  for (const units of ['utf16', 'utf8', 'codepoint']) isSame(sample, { units });
  for (const framework of ['peel', 'fire', 'ofsted-school', 'cqc', 'prison', 'audit', 'generic'])
    isSame(sample, { framework });
});

test('same captions', () => {
  for (const name of readdirSync(samplesFolder).filter((file) => /\.(vtt|srt)$/.test(file))) {
    const bytes = readFileSync(join(samplesFolder, name));
    const { text } = JSON.parse(module.call('candour_normalise', bytes, name.slice(-3)).json);
    const wasm = module.call('candour_analyse', text, '');
    const native = candour([join(samplesFolder, name), '--format', 'json']);
    sameText(native.out.trimEnd(), wasm.json, name);
  }
});

test('same: every text of ../shared', { skip: sharedIsMissing }, () => {
  for (const sample of sharedTexts()) isSame(sample);
});
