// What the analyser makes of whole documents, kept as text in judgement/, so that a change of judgement is seen where
// it is made. After a change that is meant: npm test -- accuracy --update, and read the difference.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { isBlind, readGold } from '../../scripts/gold.mjs';
import { at } from '../../scripts/run.mjs';
import { analysisOf } from '../cli/candour.mjs';
import { isUpdate } from './trainer.mjs';

/** One or more of each domain; none is blind. */
const DOCUMENTS = [
  'dev/audit-fleet-charging',
  'dev/council-westmarch',
  'dev/health-marlpit',
  'dev/hearing-saltby',
  'dev/police-eastmere',
  'dev/police-harrowdale-video',
  'dev/prison-hallowmere',
  'dev/school-brackwater',
  'train/care-t2-beechcroft',
  'train/company-t3-castell',
  'train/fire-t3-pellowquay',
  'train/hearing-t3-repairspanel',
];

/** @typedef {{ start: number, end: number, sentence: number, label: string, severity: number, kind: string, trend?: string, themes: string[] }} Finding */

/** @param {string} document */
const snapshotOf = (document) => at('tests/accuracy/judgement', `${document.replace('/', '-')}.txt`);

/**
 * Each sentence, and below it what was found there: label, severity, kind if an action, trend, themes, the words.
 * @param {string} text
 */
function judged(text) {
  /** @type {{ sentences: { start: number, end: number }[], findings: Finding[] }} */
  const { sentences, findings } = analysisOf(text);
  return sentences
    .map(({ start, end }, i) => {
      const lines = findings
        .filter(({ sentence }) => sentence === i)
        .map(({ label, severity, kind, trend, themes, ...span }) => {
          const marks = [kind === 'action' ? kind : '', trend ?? '', themes.join(' ')].filter(Boolean);
          const head = [`${label} ${severity}`, ...marks].join(', ');
          return `  ${head}: ‘${text.slice(span.start, span.end)}’`;
        });
      return [text.slice(start, end), ...lines, ''].join('\n');
    })
    .join('\n');
}

for (const document of DOCUMENTS) {
  test(`judgement of ${document}`, () => {
    assert.ok(!isBlind(document));
    const now = judged(readGold(at('tests/corpus', `${document}.jsonl`)).text);
    const file = snapshotOf(document);
    if (isUpdate) writeFileSync(file, now);
    else assert.equal(now, existsSync(file) ? readFileSync(file, 'utf8') : '');
  });
}

test('no snapshot is left of a document that is no longer judged', () => {
  const files = readdirSync(at('tests/accuracy/judgement')).map((name) =>
    at('tests/accuracy/judgement', name),
  );
  assert.deepEqual(files.sort(), DOCUMENTS.map(snapshotOf).sort());
});
