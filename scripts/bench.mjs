// How fast and how large: npm run bench
//
// Megabytes of text a second, natively and in WebAssembly, over one megabyte and over ten; the time to build the
// knowledge; memory; sizes; and how many times as fast as general sentiment tools it is, which read the same text in the
// same run. Beside each figure stands its budget from tests/budgets.json.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { samples, sharedTexts } from '../tests/samples.mjs';
import { instantiate } from '../tests/wasm/module.mjs';
import { build } from './build.mjs';
import { PEERS } from './peers.mjs';
import { at, main, say } from './run.mjs';
import { setup } from './setup.mjs';

const MEGABYTE = 1e6;
const ROUNDS = 5;

/**
 * So many bytes of prose.
 * @param {number} bytes
 */
function prose(bytes) {
  const texts = sharedTexts().filter(({ name }) => name.startsWith('transcripts/'));
  const all = Buffer.from((texts.length ? texts : samples()).map(({ text }) => text).join('\n\n') + '\n\n');
  const whole = Buffer.concat(Array.from({ length: Math.ceil(bytes / all.length) }, () => all));
  // never cut within a character
  let end = bytes;
  while (/** @type {number} */ (whole[end] & 0xc0) === 0x80) end--;
  return whole.subarray(0, end);
}

/** The shortest of some runs, in seconds: what the machine can do when nothing else disturbs it. @param {() => void} task */
function best(task) {
  let least = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    task();
    least = Math.min(least, performance.now() - start);
  }
  return least / 1000;
}

/** @param {Buffer} text */
function native(text) {
  const run = (/** @type {Buffer} */ input) => {
    const args = ['-', '--format', 'json'];
    const { status } = spawnSync(at('build/native/candour'), args, { input, maxBuffer: 1 << 30 });
    if (status !== 0) throw new Error(`candour ended with ${status}`);
  };
  // without the time that the program takes to start
  return best(() => run(text)) - best(() => run(Buffer.from('')));
}

/** Text for the peers, some of which take seconds for a megabyte. */
const PEER_BYTES = 200_000;

/**
 * Megabytes a second of a sentiment tool, which gets the sentences one by one, as it is made for.
 * @param {import('./peers.mjs').Peer} peer
 */
function peerSpeed({ scorer }) {
  const score = scorer();
  const text = prose(PEER_BYTES);
  const sentences = text.toString().split(/(?<=[.?!])\s+/);
  return text.length / MEGABYTE / best(() => sentences.forEach((sentence) => score(sentence)));
}

/** @param {string} what @param {string} figure @param {string} [budget] */
const row = (what, figure, budget = '') => say(`${what.padEnd(46)}${figure.padStart(14)}   ${budget}`);
const speed = (/** @type {number} */ bytes, /** @type {number} */ seconds) =>
  `${(bytes / MEGABYTE / seconds).toFixed(1)} MB/s`;

await main(import.meta.url, async () => {
  await setup();
  await build(['native', 'wasm']);
  const budgets = JSON.parse(readFileSync(at('tests/budgets.json'), 'utf8'));
  const one = prose(MEGABYTE);
  const ten = prose(10 * MEGABYTE);

  const nativeOne = native(one);
  const nativeTen = native(ten);
  row('native, 1 MB', speed(one.length, nativeOne));
  row('native, 10 MB', speed(ten.length, nativeTen));

  const { abi, call, memory } = await instantiate();
  const create = best(() => void call('candour_create')) * 1000;
  const wasm = (/** @type {Buffer} */ text) => best(() => void call('candour_analyse', text, ''));
  const before = memory().length;
  const wasmOne = wasm(one);
  const wasmTen = wasm(ten);
  row('WebAssembly, 1 MB', speed(one.length, wasmOne));
  row('WebAssembly, 10 MB', speed(ten.length, wasmTen));
  const { wasmToNative, tenfold } = budgets.speed;
  for (const peer of PEERS) {
    const theirs = peerSpeed(peer);
    const times = one.length / MEGABYTE / wasmOne / theirs;
    const { least, aim } = budgets.speed.peers[peer.name];
    row(`${peer.name}, ${PEER_BYTES / 1000} KB`, `${theirs.toFixed(2)} MB/s`);
    row(`WebAssembly against ${peer.name}`, times.toFixed(1), `at least ${least}, aim ${aim}`);
  }
  row('WebAssembly against native', (nativeOne / wasmOne).toFixed(2), `at least ${wasmToNative.least}`);
  row('10 MB against 1 MB', (wasmTen / wasmOne).toFixed(1), `at most ${tenfold.most}`);
  row(
    'building the knowledge, WebAssembly',
    `${create.toFixed(0)} ms`,
    `at most ${budgets.speed.create.most} ms`,
  );
  const megabytes = (/** @type {number} */ bytes) => `${(bytes / 2 ** 20).toFixed(0)} MB`;
  row('memory, knowledge only', megabytes(before));
  const budget = `at most ${budgets.memory.base + (budgets.memory.timesText * ten.length) / 2 ** 20} MB`;
  row('memory after 10 MB', megabytes(abi.memory.buffer.byteLength), budget);

  const module = readFileSync(at('build/wasm/candour.wasm'));
  row('size of the module', `${module.length}`);
  row(
    'size of the module, brotli',
    `${brotliCompressSync(module).length}`,
    `at most ${budgets.sizes.wasm.bytes}`,
  );
});
