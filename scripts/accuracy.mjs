// How well the analyser judges: npm run accuracy [-- --verbose] [SET…]
//
// Scores the native build on labelled documents by the rules of their guidelines: those of ../shared/gold and of
// tests/corpus, where they are. The scorer is the one that came with the labels.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buildCxx } from './build.mjs';
import { PlainError, at, main, must, say } from './run.mjs';
import { setup } from './setup.mjs';

/** Where labelled documents may be; each folder in them is a set. */
const PLACES = ['../shared/gold', 'tests/corpus'].map((place) => at(place));
/** The document that everything started with: it is never trained on, and is reported apart. */
const APART = 'dev/police-met-2016.jsonl';

/** @returns {{ name: string, path: string }[]} */
function sets() {
  const folders = PLACES.filter(existsSync).flatMap((place) =>
    readdirSync(place, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => ({ name, path: join(place, name) })),
  );
  const apart = PLACES.map((place) => join(place, APART)).find(existsSync);
  return [...folders, ...(apart ? [{ name: 'police-met-2016', path: apart }] : [])];
}

/** @param {number} figure */
const cell = (figure) => (Number.isFinite(figure) ? figure.toFixed(3) : '-').padStart(9);

await main(import.meta.url, async () => {
  const flags = process.argv.slice(2).filter((word) => word.startsWith('--'));
  const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
  const scorer = PLACES.map((place) => join(place, 'score.mjs')).find(existsSync);
  if (!scorer) throw new PlainError(`There are no labelled documents in ${PLACES.join(' or ')}.`);
  await setup();
  await buildCxx('native');
  const columns = ['sentence', 'strength', 'concern', 'span', 'theme', 'action', 'trend', 'severity'];
  say(`${'F1, severity as kappa'.padEnd(24)}${columns.map((name) => name.padStart(9)).join('')}`);
  for (const { name, path } of sets().filter((set) => !wanted.length || wanted.includes(set.name))) {
    const program = ['--', at('build/native/candour'), '-', '--format', 'json'];
    const output = await must(process.execPath, [scorer, '--json', ...flags, path, ...program], {
      quiet: true,
    });
    const lines = output.trim().split('\n');
    const score = JSON.parse(lines.pop() ?? '');
    for (const line of lines) say(line);
    const figures = columns.slice(1, -1).map((what) => score[what].f1);
    say(`${name.padEnd(24)}${[score.sentenceF1, ...figures, score.severityKappa].map(cell).join('')}`);
  }
});
