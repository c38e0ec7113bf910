// The C ABI of the WebAssembly module: what it exports and needs, its errors, its memory.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { samples } from '../samples.mjs';
import { compiled, instantiate } from './module.mjs';

const budgets = JSON.parse(readFileSync(new URL('../budgets.json', import.meta.url), 'utf8'));

const ABI = [
  'candour_analyse',
  'candour_clear',
  'candour_create',
  'candour_destroy',
  'candour_frameworks',
  'candour_normalise',
  'candour_result',
  'candour_result_length',
  'candour_version',
];

const created = async () => {
  const module = await instantiate();
  assert.deepEqual(module.call('candour_create'), { failed: false, json: '' });
  return module;
};

/** @param {import('./module.mjs').Answer} answer */
const errorOf = ({ failed, json }) => {
  assert.ok(failed, json);
  return JSON.parse(json).error;
};

test('exports the functions of the ABI and no others of ours', () => {
  const names = WebAssembly.Module.exports(compiled).map(({ name }) => name);
  assert.deepEqual(names.filter((name) => name.startsWith('candour_')).sort(), ABI);
  for (const name of ['_initialize', 'memory', 'malloc', 'free']) assert.ok(names.includes(name), name);
});

test('needs nothing of the system: no files, no clock, no network, no streams', () => {
  const names = WebAssembly.Module.imports(compiled).map(({ name }) => name);
  for (const name of names)
    assert.ok(['candour_progress', 'emscripten_notify_memory_growth', 'proc_exit'].includes(name), name);
});

test('says its version', async () => {
  const { abi, memory } = await instantiate();
  const at = abi.candour_version();
  assert.match(memory().toString('utf8', at, memory().indexOf(0, at)), /^\d+\.\d+\.\d+$/);
});

test('a call before candour_create is refused with words', async () => {
  const { call } = await instantiate();
  assert.equal(errorOf(call('candour_analyse', 'The force is good.', '')).code, 'knowledge');
  assert.equal(errorOf(call('candour_frameworks')).code, 'knowledge');
});

test('says how far it is, from nothing to all', async () => {
  /** @type {[number, number][]} */
  const steps = [];
  const { call } = await instantiate((done, total) => steps.push([done, total]));
  call('candour_create');
  const text = 'The force is very good at this, but victims wait too long.\n\n'.repeat(8000);
  for (const input of [text, '']) {
    steps.length = 0;
    assert.equal(call('candour_analyse', input, '').failed, false);
    assert.deepEqual(steps[0], [0, input.length]);
    assert.deepEqual(steps.at(-1), [input.length, input.length]);
    for (const [i, [done, total]] of steps.entries())
      assert.ok(total === input.length && done >= (steps[i - 1]?.[0] ?? 0), `${done} of ${total}`);
  }
  call('candour_analyse', text, '');
  assert.ok(steps.length > 5);
});

test('a framework of its own is taken, changed and refused from call to call', async () => {
  const { call } = await created();
  const framework = (/** @type {string} */ theme, /** @type {number} */ weight) => ({
    id: 'own',
    title: 'Own',
    themes: [{ id: theme, title: theme, cues: { victims: weight } }],
  });
  const analyse = (/** @type {unknown} */ own) =>
    call('candour_analyse', 'Victims wait too long.', JSON.stringify({ framework: own }));
  const themes = (/** @type {unknown} */ own) => JSON.parse(analyse(own).json).findings[0].themes;
  assert.deepEqual(themes(framework('a', 3)), ['a']);
  assert.deepEqual(themes(framework('a', 3)), ['a']);
  assert.deepEqual(themes(framework('b', 3)), ['b']);
  assert.equal(errorOf(analyse(framework('b', 7))).code, 'framework');
  assert.deepEqual(themes(framework('b', 3)), ['b']);
  assert.equal(JSON.parse(analyse('peel').json).framework, 'peel');
});

test('analyses with and without options', async () => {
  const { call } = await created();
  const text = 'The force is very good 🚓 at this, but victims wait too long.';
  const plain = call('candour_analyse', text, '');
  assert.equal(plain.failed, false);
  assert.equal(plain.json, call('candour_analyse', text, '{}').json);
  assert.equal(JSON.parse(plain.json).length, text.length);
  const bytes = call('candour_analyse', text, '{"units":"utf8","framework":"peel"}');
  assert.equal(JSON.parse(bytes.json).length, Buffer.byteLength(text));
  assert.equal(JSON.parse(bytes.json).framework, 'peel');
});

test('options of every wrong kind are refused with words', async () => {
  const { call } = await created();
  for (const options of [
    'nonsense',
    '[]',
    '7',
    'null',
    '{"framework":7}',
    '{"framework":null}',
    '{"framework":"astrology"}',
    '{"framework":{}}',
    '{"framework":{"themes":7}}',
    '{"units":"furlongs"}',
    '{"units":7}',
    '{"unit":"utf8"}',
    '{"framework":{"a":'.repeat(2000) + '1' + '}}'.repeat(2000),
    '{"framework":"\ud800"}',
  ]) {
    const error = errorOf(call('candour_analyse', 'The force is good.', options));
    assert.ok(
      ['options', 'framework', 'knowledge'].includes(error.code),
      `${error.code} for ${options.slice(0, 60)}`,
    );
    assert.ok(error.message.length > 0);
  }
  assert.equal(call('candour_analyse', 'The force is good.', '').failed, false);
});

test('invalid UTF-8 is refused with the place of the first bad byte', async () => {
  const { call } = await created();
  const error = errorOf(call('candour_analyse', Uint8Array.from([0x47, 0xc3, 0x28]), ''));
  assert.equal(error.code, 'utf8');
  assert.equal(error.at, 1);
  assert.equal(errorOf(call('candour_normalise', Uint8Array.from([0xff]), 'txt')).code, 'utf8');
});

test('normalises captions', async () => {
  const { call } = await instantiate();
  const captions =
    'WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ann>It is very\n\n00:01.000 --> 00:02.000\n<v Ann>good.\n';
  const { text } = JSON.parse(call('candour_normalise', captions, 'vtt').json);
  assert.match(text, /Ann: It is very good\./);
});

test('lists the frameworks', async () => {
  const { call } = await created();
  const frameworks = JSON.parse(call('candour_frameworks').json);
  const ids = frameworks.map((/** @type {{ id: string }} */ { id }) => id);
  for (const id of ['peel', 'fire', 'ofsted-school', 'ofsted-children', 'cqc', 'prison', 'audit', 'generic'])
    assert.ok(ids.includes(id), id);
  for (const { pillars, themes } of frameworks) {
    const known = pillars.map((/** @type {{ id: string }} */ { id }) => id);
    assert.ok(themes.length > 0);
    for (const { id, title, pillar } of themes)
      assert.ok(id && title && known.includes(pillar), `${id} in ${pillar}`);
  }
});

test('memory does not grow with use', async () => {
  const { abi, call } = await created();
  const text = 'The force is very good at this, but victims wait too long. '.repeat(2000);
  const analyse = () => {
    call('candour_analyse', text, '');
    abi.candour_clear();
  };
  for (let i = 0; i < 3; i++) analyse();
  const before = abi.memory.buffer.byteLength;
  for (let i = 0; i < 30; i++) analyse();
  assert.equal(abi.memory.buffer.byteLength, before);
});

test('can be destroyed and created again', async () => {
  const { abi, call } = await created();
  const { json } = call('candour_analyse', 'The force is very good.', '');
  abi.candour_destroy();
  assert.equal(errorOf(call('candour_analyse', 'The force is very good.', '')).code, 'knowledge');
  call('candour_create');
  assert.equal(call('candour_analyse', 'The force is very good.', '').json, json);
});

test('a long text analysed again and again keeps to the memory budget', async () => {
  const { abi, call } = await created();
  const prose = samples()
    .map(({ text }) => text)
    .join('\n\n');
  const bytes = Buffer.from(prose.repeat(Math.ceil(4e6 / prose.length)));
  for (let round = 0; round < 3; round++) assert.ok(!call('candour_analyse', bytes, '').failed);
  const most = budgets.memory.base * 2 ** 20 + budgets.memory.timesText * bytes.length;
  assert.ok(abi.memory.buffer.byteLength <= most, `${abi.memory.buffer.byteLength} bytes, ${most} allowed`);
});
