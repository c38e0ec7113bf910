// Texts that tests run over: tests/samples, the labelled documents and transcripts of ../shared where that folder is
// beside the project, and texts that no one would write.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readGold } from '../scripts/gold.mjs';

/** @typedef {{ name: string, text: string }} Sample */

const root = fileURLToPath(new URL('..', import.meta.url));
export const samplesFolder = join(root, 'tests/samples');
const shared = join(root, '../shared');

/** Why a test that needs ../shared is skipped, or false. */
export const sharedIsMissing = existsSync(shared) ? false : '../shared is not here';

/**
 * @param {string} folder
 * @param {string} ending
 */
const filesIn = (folder, ending) =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((name) => name.endsWith(ending))
        .sort()
    : [];

/** @returns {Sample[]} */
export function samples() {
  return filesIn(samplesFolder, '.txt').map((name) => ({
    name,
    text: readFileSync(join(samplesFolder, name), 'utf8'),
  }));
}

/** Transcripts and labelled documents of ../shared; none where it is missing. @returns {Sample[]} */
export function sharedTexts() {
  const transcripts = join(shared, 'transcripts');
  const gold = join(shared, 'gold');
  const sets = existsSync(gold)
    ? readdirSync(gold, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    : [];
  return [
    ...filesIn(transcripts, '.txt').map((name) => ({
      name: `transcripts/${name}`,
      text: readFileSync(join(transcripts, name), 'utf8'),
    })),
    ...sets.flatMap((set) =>
      filesIn(join(gold, set.name), '.jsonl').map((name) => ({
        name: `gold/${set.name}/${name}`,
        text: readGold(join(gold, set.name, name)).text,
      })),
    ),
  ];
}

/** Valid text that is no prose. @type {Sample[]} */
export const oddTexts = [
  { name: 'nothing', text: '' },
  { name: 'spaces', text: ' \t \n\n\u00a0\u2003 ' },
  { name: 'a NUL', text: 'The force is \0 very good.\0' },
  { name: 'a byte order mark', text: '\ufeffThe force is very good.' },
  { name: 'emoji only', text: '🚒👩‍🚒🏴󠁧󠁢󠁷󠁬󠁳󠁿'.repeat(50) },
  { name: 'combining marks', text: `e${'\u0301'.repeat(500)} is very poor.` },
  { name: 'line ends of every kind', text: 'Good.\r\nPoor.\rGood.\u2028Poor.\u2029Good.\u0085Poor.' },
  { name: 'brackets', text: '('.repeat(3000) + 'The force is good.' + '"'.repeat(3000) },
  { name: 'stops', text: `${'. '.repeat(5000)}${'?!…'.repeat(2000)}` },
  { name: 'one long line', text: 'The force is not very good but it is improving '.repeat(4000) },
  { name: 'one long word', text: 'good'.repeat(20000) },
  {
    name: 'another language',
    text: 'Die Polizei hat ihre Arbeit sehr gut gemacht, aber die Opfer warten zu lange.',
  },
];
