// A worker that dies by itself is replaced, and the caller told.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAnalyser } from '../../wasm/index.js';

test('a worker that dies is replaced, the caller is told, and other calls are still answered', async () => {
  /** @type {string[]} */
  const told = [];
  const analyser = await createAnalyser({
    worker: new URL('./dying-worker.mjs', import.meta.url),
    onWorkerLost: (error) => told.push(error.message),
  });
  const [first, second] = await Promise.allSettled([
    analyser.analyse('die'),
    analyser.analyse('The force is outstanding.'),
  ]);
  assert.equal(first.status === 'rejected' && first.reason.code, 'crashed');
  assert.ok(second.status === 'fulfilled' && second.value.findings.length === 1);
  assert.equal(told.length, 1);
  assert.match(told[0], /stopped unexpectedly/);
  analyser.dispose();
});

test('a worker that cannot be started is told as such, at once', async () => {
  await assert.rejects(
    createAnalyser({ worker: new URL('./no-such-worker.mjs', import.meta.url) }),
    /stopped unexpectedly/,
  );
});
