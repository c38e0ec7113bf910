// How well the analyser judges: npm run accuracy [-- OPTION…], options as those of candour-train.
//
// Cross-validates over documents, all that is fitted being fitted inside each fold, so that no figure comes from a
// document the model had seen. The documents are those of ../shared and tests/corpus. Last comes the shipped model on
// the one document that is never trained on.
import { existsSync } from 'node:fs';
import { buildCxx } from './build.mjs';
import { PlainError, at, main, must, say } from './run.mjs';
import { setup } from './setup.mjs';

const SHARED = at('../shared');
const APART = at('../shared/gold/dev/police-met-2016.jsonl');

await main(import.meta.url, async () => {
  if (!existsSync(SHARED)) throw new PlainError(`There are no labelled documents in ${SHARED}.`);
  await setup();
  await buildCxx('native');
  const options = ['--shared', SHARED, '--corpus', at('tests/corpus/written'), ...process.argv.slice(2)];
  await must(at('build/native/candour-train'), options);
  say('\nThe shipped model on the document that is never trained on:');
  await must('node', [
    at('../shared/gold/score.mjs'),
    APART,
    '--',
    at('build/native/candour'),
    '-',
    '--format',
    'json',
  ]);
});
