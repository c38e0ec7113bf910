// How well the analyser judges may not fall: the figures of tests/accuracy.json. A full cross-validation takes minutes
// (npm run accuracy holds it to the same file); what runs here is quick and needs, but for one test, nothing outside
// the project:
// - a cross-validation over tests/corpus/dev and train alone: many sentences, none of them seen by the model that
//   judges them; it falls when features, lexicon or learner get worse, whatever weights ship;
// - the analyser as it ships, on the blind tenth of these documents and, where ../shared is, of all: few sentences, but
//   the very thing that people use.
// After a change that is meant: npm test -- accuracy --update.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fallen, keep, kept } from '../../scripts/figures.mjs';
import { at } from '../../scripts/run.mjs';
import { sharedIsMissing } from '../samples.mjs';
import { corpora, gold, isUpdate, train } from './trainer.mjs';

/** @typedef {import('../../scripts/figures.mjs').Kept} Kept */
/** @typedef {import('../../scripts/figures.mjs').Figures} Figures */

/**
 * @param {import('node:test').TestContext} t
 * @param {string} name
 * @param {Kept} now
 */
function gate(t, name, now) {
  for (const [part, { sentenceF1, span }] of Object.entries(now))
    t.diagnostic(`${part}: sentence F1 ${sentenceF1}, span F1 ${span}`);
  if (isUpdate) {
    keep(name, now);
    return;
  }
  const before = kept(name);
  assert.ok(Object.keys(before).length, `tests/accuracy.json holds no figures of '${name}'`);
  assert.deepEqual(fallen(before, now), []);
}

test('cross-validated over the committed documents', async (t) => {
  const { crossValidated, blind } = await train(...gold(corpora));
  gate(t, 'committed documents', {
    'cross-validated': crossValidated.together,
    'blind tenth': blind.together,
  });
});

test('the analyser as it ships, on the blind tenth of the committed documents', async (t) => {
  const { shipped } = await train(...gold(corpora), '--mode', 'shipped');
  gate(t, 'shipped, committed documents', { 'blind tenth': shipped.together });
});

test(
  'the analyser as it ships, on the blind tenth of all documents',
  { skip: sharedIsMissing },
  async (t) => {
    const { shipped } = await train('--shared', at('../shared'), '--mode', 'shipped');
    gate(t, 'shipped, all documents', { 'blind tenth': shipped.together });
  },
);

/** @param {number} value @returns {Figures} */
const figures = (value) => {
  const counts = { f1: value, precision: value, recall: value };
  const scores = { sentenceF1: value, exact: value, span: value, severityKappa: value };
  const details = { action: value, trend: value, theme: value, calibrationError: 1 - value };
  return { sentences: 10, strength: counts, concern: counts, ...scores, ...details };
};

test('a fall of more than 0.01 is told, in any figure, and so is one that is no longer measured', () => {
  assert.deepEqual(fallen({ a: { sentenceF1: 0.8 } }, { a: figures(0.79) }), []);
  assert.deepEqual(fallen({ a: { sentenceF1: 0.8 } }, { a: figures(0.9) }), []);
  assert.deepEqual(fallen({ a: { sentenceF1: 0.8, span: 0.7 } }, { a: figures(0.78) }), [
    'a, sentenceF1: 0.78 after 0.8',
  ]);
  assert.equal(fallen({ a: { calibrationError: 0.1 } }, { a: figures(0.8) }).length, 1);
  assert.equal(fallen({ a: { calibrationError: 0.2 } }, { a: figures(0.9) }).length, 0);
  assert.equal(fallen({ b: { sentenceF1: 0.8 } }, { a: figures(0.9) }).length, 1);
});
