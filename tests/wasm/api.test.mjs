// The JavaScript package (wasm/): in place and in a worker, the same answers; cancelling, crashes, disposal.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, describe, test } from 'node:test';
import { CandourError, createAnalyser } from '../../wasm/index.js';
import { samples } from '../samples.mjs';
import { instantiate, wasmFile } from './module.mjs';

const TEXT = 'The force is very good 🚓 at this, but victims wait too long.';
const LONG = 'The force is very good at this, but victims wait far too long. '.repeat(60_000);

for (const worker of [false, true])
  describe(worker ? 'in a worker' : 'in place', async () => {
    const analyser = await createAnalyser({ worker });
    after(() => analyser.dispose());

    test('gives what the module gives', async () => {
      const { call } = await instantiate();
      call('candour_create');
      for (const { name, text } of samples()) {
        const expected = JSON.parse(
          call('candour_analyse', text, '{"framework":"auto","units":"utf16"}').json,
        );
        assert.deepEqual(await analyser.analyse(text), expected, name);
      }
    });

    test('counts offsets in UTF-16 units, as strings do', async () => {
      const { findings, length } = await analyser.analyse(TEXT);
      assert.equal(length, TEXT.length);
      assert.deepEqual(
        findings.map(({ label }) => label),
        ['strength', 'concern'],
      );
      assert.match(TEXT.slice(findings[1]?.start, findings[1]?.end), /victims wait too long/);
    });

    test('a lone surrogate keeps offsets true', async () => {
      const text = `\ud83d ${TEXT} \udc00`;
      const { findings } = await analyser.analyse(text);
      assert.match(text.slice(findings.at(-1)?.start, findings.at(-1)?.end), /victims wait too long/);
    });

    test('takes a framework by name, and refuses others with words', async () => {
      assert.equal((await analyser.analyse(TEXT, { framework: 'peel' })).framework, 'peel');
      await assert.rejects(analyser.analyse(TEXT, { framework: 'astrology' }), (error) => {
        assert.ok(error instanceof CandourError);
        assert.match(error.message, /astrology/);
        return true;
      });
      assert.equal((await analyser.analyse(TEXT)).findings.length, 2);
    });

    test('lists frameworks', async () => {
      const frameworks = await analyser.frameworks();
      assert.ok(frameworks.some(({ id, themes }) => id === 'peel' && themes.length > 0));
    });

    test('normalises documents', async () => {
      const bytes = readFileSync(new URL('../samples/captions.vtt', import.meta.url));
      const text = await analyser.normalise(bytes, 'vtt');
      assert.match(text, /Inspector Hale: /);
      assert.ok(!text.includes('-->'));
      await assert.rejects(analyser.normalise(Uint8Array.from([0xc3, 0x28]), 'txt'), { code: 'utf8', at: 0 });
    });

    test('empty text is an empty analysis', async () => {
      assert.deepEqual((await analyser.analyse('')).findings, []);
    });

    test('a signal given too late stops nothing from being right afterwards', async () => {
      const gone = AbortSignal.abort();
      await assert.rejects(analyser.analyse(TEXT, { signal: gone }), { name: 'AbortError' });
      assert.equal((await analyser.analyse(TEXT)).findings.length, 2);
    });

    test('tells how far it is', async () => {
      /** @type {{ done: number, total: number }[]} */
      const steps = [];
      await analyser.analyse(TEXT, { onProgress: (progress) => steps.push(progress) });
      assert.ok(steps.length > 0);
      for (const { done, total } of steps)
        assert.ok(done >= 0 && done <= total && total === Buffer.byteLength(TEXT));
    });

    test('tells in the middle of a long text, and never backwards', async () => {
      /** @type {number[]} */
      const steps = [];
      await analyser.analyse(LONG, { onProgress: ({ done }) => steps.push(done) });
      assert.ok(steps.some((done) => done > 0 && done < LONG.length));
      for (const [i, done] of steps.entries()) assert.ok(done >= (steps[i - 1] ?? 0));
    });

    test('says its version', () => assert.match(analyser.version, /^\d+\.\d+\.\d+$/));

    test('after dispose every call is refused', async () => {
      const short = await createAnalyser({ worker });
      short.dispose();
      await assert.rejects(short.analyse(TEXT), { code: 'disposed' });
    });
  });

test("in place, an error in onProgress is the caller's own and ends nothing", async () => {
  const analyser = await createAnalyser();
  const onProgress = () => {
    throw new RangeError('mine');
  };
  await assert.rejects(analyser.analyse(TEXT, { onProgress }), { name: 'RangeError', message: 'mine' });
  assert.equal((await analyser.analyse(TEXT)).findings.length, 2);
  analyser.dispose();
});

test('two analysers do not know of each other', async () => {
  const [one, two] = await Promise.all([createAnalyser(), createAnalyser({ worker: true })]);
  one.dispose();
  assert.equal((await two.analyse(TEXT)).findings.length, 2);
  two.dispose();
});

test('calls at the same time are each answered with their own', async () => {
  const analyser = await createAnalyser({ worker: true });
  const texts = ['It is good.', 'It is poor. It is bad.', '', TEXT];
  const answers = await Promise.all(texts.map((text) => analyser.analyse(text)));
  assert.deepEqual(
    answers.map(({ length }) => length),
    texts.map((text) => text.length),
  );
  analyser.dispose();
});

test('a running call is cancelled at once, and the next is answered by a fresh worker', async () => {
  const analyser = await createAnalyser({ worker: true });
  const controller = new AbortController();
  const running = analyser.analyse(LONG, { signal: controller.signal });
  const waiting = analyser.analyse(TEXT);
  setTimeout(() => controller.abort(), 30);
  await assert.rejects(running, { name: 'AbortError' });
  assert.equal((await waiting).findings.length, 2);
  analyser.dispose();
});

test('a long analysis arrives whole', async () => {
  const analyser = await createAnalyser({ worker: true });
  const { sentences, findings, summary } = await analyser.analyse(LONG.slice(0, LONG.length / 4));
  assert.equal(sentences.length, summary.sentences);
  assert.ok(findings.length > 10_000);
  analyser.dispose();
});

test('takes the module as bytes, as an address and compiled', async () => {
  const bytes = readFileSync(wasmFile);
  for (const wasm of [bytes, wasmFile, await WebAssembly.compile(bytes)]) {
    const analyser = await createAnalyser({ wasm });
    assert.equal((await analyser.analyse(TEXT)).findings.length, 2);
    analyser.dispose();
  }
});

test('what is no module is refused', async () => {
  await assert.rejects(createAnalyser({ wasm: new Uint8Array([1, 2, 3]) }));
});
