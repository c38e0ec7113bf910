// The blind tenth of the labelled documents teaches nothing: tests/corpus/README.md.
import assert from 'node:assert/strict';
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { isBlind } from '../../scripts/gold.mjs';
import { corpora, gold, scratch, train } from './trainer.mjs';

/** Strengths become concerns and concerns strengths. @param {string} document */
const turned = (document) =>
  document.replaceAll(/"label": ?"(strength|concern)"/g, (_, label) =>
    label === 'strength' ? '"label": "concern"' : '"label": "strength"',
  );

/**
 * A copy of the corpora in which the chosen documents say the contrary.
 * @param {(file: string) => boolean} isTurned
 */
function corporaWith(isTurned) {
  const folder = scratch();
  for (const corpus of corpora) cpSync(corpus, join(folder, basename(corpus)), { recursive: true });
  const folders = corpora.map((corpus) => join(folder, basename(corpus)));
  for (const file of folders.flatMap((name) => readdirSync(name).map((entry) => join(name, entry)))) {
    if (!isTurned(file)) continue;
    const before = readFileSync(file, 'utf8');
    assert.notEqual(turned(before), before, file);
    writeFileSync(file, turned(before));
  }
  return folders;
}

/** The weights fitted to corpora, without the provenance, which holds figures. @param {string[]} folders */
async function weights(folders) {
  const file = join(scratch(), 'model.json');
  await train(...gold(folders), '--no-cv', '--iterations', '10', '--out', file);
  const { provenance, ...model } = JSON.parse(readFileSync(file, 'utf8'));
  return { provenance, model };
}

test('a document is blind when ten divides the CRC-32 of its name, and then its group teaches nothing', async () => {
  const { documents } = await train(...gold(corpora), '--mode', 'documents');
  const blind = documents.filter((/** @type {{ blind: boolean }} */ document) => document.blind);
  assert.equal(documents.length, 63);
  assert.equal(blind.length, 7);
  const groups = new Set(blind.map((/** @type {{ group: string }} */ document) => document.group));
  for (const { name, blind: said, group, teaches } of documents) {
    assert.equal(said, isBlind(name), name);
    assert.equal(teaches, !groups.has(group), name);
  }
});

test('what blind documents say changes no weight, and what others say does', async () => {
  const plain = await weights(corpora);
  const others = await weights(corporaWith(isBlind));
  assert.deepEqual(others.model, plain.model);
  assert.equal(plain.provenance.blind_documents, 7);
  assert.notEqual(others.provenance.blind_sentence_f1, plain.provenance.blind_sentence_f1);
  const seen = await weights(corporaWith((file) => basename(file).startsWith('police') && !isBlind(file)));
  assert.notDeepEqual(seen.model, plain.model);
});

test('no list of errors holds a blind document', async () => {
  const errors = join(scratch(), 'errors.txt');
  await train(...gold(corpora), '--mode', 'rules', '--errors', errors);
  const names = readFileSync(errors, 'utf8')
    .split('\n')
    .filter((line) => /^\S+ \S+ (missed|false)-/.test(line))
    .map((line) => line.split(' ')[1] ?? '');
  assert.ok(new Set(names).size > 40);
  assert.deepEqual(names.filter(isBlind), []);
});
