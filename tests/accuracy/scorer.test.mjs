// The trainer's figures are those of the labelled corpora's own scorer.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isBlind, readGold } from '../../scripts/gold.mjs';
import { at } from '../../scripts/run.mjs';
import { analysisOf } from '../cli/candour.mjs';
import { sharedIsMissing } from '../samples.mjs';
import { corpora, gold, train } from './trainer.mjs';

test('the trainer counts as the scorer of the labelled corpora does', { skip: sharedIsMissing }, async () => {
  const { Score } = await import(at('../shared/gold/score.mjs'));
  const score = new Score();
  for (const folder of corpora) {
    for (const name of readdirSync(folder).filter(isBlind)) {
      const document = readGold(join(folder, name));
      const framework = document.domain === 'police' ? ['--framework', 'peel'] : [];
      score.add(document, analysisOf(document.text, framework).findings);
    }
  }
  const { sentences, sentenceF1, sentenceExact, span, severityKappa, action, trend, theme } = score.report();
  const { shipped } = await train(...gold(corpora), '--mode', 'shipped');
  const ours = shipped.together;
  assert.equal(ours.sentences, sentences);
  const pairs = [
    [ours.sentenceF1, sentenceF1],
    [ours.exact, sentenceExact],
    [ours.span, span.f1],
    [ours.severityKappa, severityKappa],
    [ours.action, action.f1],
    [ours.trend, trend.f1],
    [ours.theme, theme.f1],
  ];
  for (const [own, other] of pairs) assert.ok(Math.abs(own - other) < 0.001, `${own} and ${other}`);
});
