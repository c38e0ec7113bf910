// The words shown for a finding are those that carried the decision: without them the analyser is less sure of it, in
// whole documents, each paragraph judged again for each of its findings.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { corpora, gold, train } from './trainer.mjs';

/**
 * Of all findings, those that must lose confidence. The rest are clauses that without the words fall apart into
 * something else, and such as say the same twice.
 */
const LEAST_SHARE = 0.92;

/** The same of the words, each left out alone: where two say the same, one is not missed. */
const LEAST_SHARE_OF_WORDS = 0.9;

/** How many of the others a failing test tells. */
const MOST_TOLD = 20;

/** @typedef {{ document: string, finding: string, words: string, before: number, after: number }} Unmoved */

test('without the words shown for it a finding is less sure', async (t) => {
  const { explanations } = await train(...gold(corpora), '--mode', 'explanations');
  /** @type {{ findings: number, weaker: number, weakerWithoutFirst: number, words: number, weakerWithoutWord: number, gone: number, unmoved: Unmoved[] }} */
  const { findings, weaker, weakerWithoutFirst, words, weakerWithoutWord, gone, unmoved } = explanations;
  const share = weaker / findings;
  t.diagnostic(
    `${findings} findings; without the words shown ${gone} are gone and ${weaker - gone} less sure`,
  );
  t.diagnostic(
    `share ${share.toFixed(3)}; without the first of them ${(weakerWithoutFirst / findings).toFixed(3)}`,
  );
  t.diagnostic(`share of the words, each alone: ${(weakerWithoutWord / words).toFixed(3)}`);
  const told = unmoved
    .slice(0, MOST_TOLD)
    .map(
      ({ document, finding, words, before, after }) =>
        `${document}: ${before.toFixed(2)} → ${after.toFixed(2)} without [${words}]: ${finding}`,
    );
  assert.ok(findings > 1000);
  assert.ok(share >= LEAST_SHARE, `${share} of findings fall\n${told.join('\n')}`);
  assert.ok(
    weakerWithoutFirst / findings >= LEAST_SHARE,
    `${weakerWithoutFirst} of ${findings} without the first`,
  );
  assert.ok(weakerWithoutWord / words >= LEAST_SHARE_OF_WORDS, `${weakerWithoutWord} of ${words} words`);
});
