// How well the analyser judges: npm run accuracy [-- --update] [OPTION…], options as those of candour-train.
//
// Cross-validates over documents, all that is fitted being fitted inside each fold, so that no figure comes from a
// document the model had seen; then measures the model of all documents on the blind tenth (tests/corpus/README.md),
// and the analyser as it ships on what its model was not trained on. General sentiment tools judge the same sentences.
// The documents are those of ../shared and tests/corpus. Prints tables, writes build/accuracy.json, and fails where a
// figure has fallen behind those in tests/accuracy.json; --update takes the new ones.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { buildTrainer } from './build.mjs';
import { fallen, keep, kept } from './figures.mjs';
import { readGold } from './gold.mjs';
import { PEERS, measurePeer } from './peers.mjs';
import { PlainError, at, main, must, say } from './run.mjs';
import { setup } from './setup.mjs';

const SHARED = at('../shared');
const OUTPUT = at('build/accuracy.json');

/** @typedef {import('./figures.mjs').Figures} Figures */
/** @typedef {{ corpora: Record<string, Figures>, domains: Record<string, Figures>, together: Figures, headed?: Record<string, { accuracy: number, n: number }>, coverage: Record<string, Record<string, number>> }} Part */
/** @typedef {{ name: string, part: string, domain: string, fold: number, blind: boolean }} Listed */
/** @typedef {Record<'crossValidated' | 'blind', Pick<ReturnType<typeof measurePeer>['blind'], 'corpora' | 'domains' | 'together'>>} PeerFigures */
/** @typedef {{ documents: Listed[], crossValidated?: Part, blind: Part, shipped: Part, peers: Record<string, PeerFigures>, shippedKnowsBlind: boolean }} Report */

/**
 * Runs the trainer and gives what it writes.
 * @param {string} name
 * @param {string[]} options
 */
async function train(name, options) {
  const json = at('build', `${name}.json`);
  const corpora = ['--shared', SHARED, '--corpus', at('tests/corpus')];
  await must(at('build/native/candour-train'), [...corpora, '--json', json, ...options], { quiet: true });
  return JSON.parse(readFileSync(json, 'utf8'));
}

/** The labelled sentences of all documents but the written ones. @param {Listed[]} documents */
const sentencesOf = (documents) =>
  documents.flatMap(({ name, part, domain, fold, blind }) => {
    const { text, sentences } = readGold(`${SHARED}/gold/${part}/${name}.jsonl`);
    const written = part === 'dev' || part === 'train' ? 'dev+train' : part;
    const corpus = name === 'police-met-2016' ? 'met-2016' : written;
    return sentences.map(({ start, end, findings }) => ({
      text: text.slice(start, end),
      strength: findings.some(({ label }) => label === 'strength'),
      concern: findings.some(({ label }) => label === 'concern'),
      corpus,
      domain,
      fold,
      blind,
    }));
  });

const shown = (/** @type {number | undefined} */ value) => (value === undefined ? '–' : value.toFixed(3));

/** @param {string[][]} rows the first is the header, the first column names */
function table(rows) {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  const line = (/** @type {string[]} */ row) =>
    row
      .map((cell, i) => (i ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
      .join('  ')
      .trimEnd();
  say(rows.map(line).join('\n'));
}

/**
 * Our own figures, a row a corpus or domain.
 * @param {string} title
 * @param {Part} part
 */
function ownTable(title, { corpora, domains, together }) {
  const row = (/** @type {[string, Figures]} */ [name, f]) => [
    name,
    ...[f.sentenceF1, f.exact, f.strength.f1, f.concern.f1, f.span, f.severityKappa, f.action, f.trend].map(
      shown,
    ),
    f.theme ? shown(f.theme) : '–', // themes are labelled in police documents only
    shown(f.calibrationError),
    String(f.sentences),
  ];
  say(`\n${title}`);
  table([
    // prettier-ignore
    ['', 'sentence F1', 'all right', 'strength', 'concern', 'span F1', 'severity', 'action', 'trend', 'theme', 'calib. error', 'sentences'],
    ...Object.entries(corpora).map(row),
    row(['together', together]),
    ...Object.entries(domains).map(([name, f]) => row([`  ${name}`, f])),
  ]);
}

/**
 * Sentence F1 beside that of other tools.
 * @param {Report} report
 * @param {'crossValidated' | 'blind'} which
 */
function peerTable(report, which) {
  const own = report[which];
  const peers = Object.values(report.peers).map((figures) => figures[which]);
  const row = (
    /** @type {string} */ name,
    /** @type {(part: Pick<Part, 'corpora' | 'domains'> | PeerFigures['blind']) => any} */ pick,
  ) => [
    name,
    shown(own && pick(own)?.sentenceF1),
    ...peers.flatMap((peer) => [shown(pick(peer)?.stock), shown(pick(peer)?.tuned)]),
  ];
  const names = (/** @type {'corpora' | 'domains'} */ key) => Object.keys(peers[0]?.[key] ?? {}).sort();
  table([
    ['', 'Candour', ...Object.keys(report.peers).flatMap((name) => [`${name} stock`, 'tuned'])],
    ...names('corpora').map((name) => row(name, (part) => part.corpora[name])),
    row('together', (/** @type {any} */ part) => part.together),
    ...names('domains').map((name) => row(`  ${name}`, (part) => part.domains[name])),
  ]);
}

/** What is wanted of the cross-validated figures: a name, where it stands, at least, and the aim. */
const goals = (/** @type {Part} */ { corpora, together, headed }) => {
  const right = Object.values(headed ?? {});
  const all = right.reduce((sum, { n }) => sum + n, 0);
  const accuracy = right.reduce((sum, { accuracy: share, n }) => sum + share * n, 0) / all;
  const met = corpora['met-2016'];
  /** @type {[string, number | undefined, number, number][]} */
  const wanted = [
    ['sentence F1, dev+train', corpora['dev+train']?.sentenceF1, 0.84, 0.92],
    ['sentence F1, real-dev', corpora['real-dev']?.sentenceF1, 0.9, 0.95],
    ['sentence F1, mix-dev', corpora['mix-dev']?.sentenceF1, 0.82, 0.9],
    ['sentence F1, spoken-dev', corpora['spoken-dev']?.sentenceF1, 0.72, 0.85],
    ['stronger label, headed sentences', all ? accuracy : undefined, 0.87, 0.91],
    ['span F1, together', together.span, 0.75, 0.87],
    ['first theme F1, police', together.theme, 0.7, 0.85],
    ['severity kappa, together', together.severityKappa, 0.45, 0.7],
    ['action F1, together', together.action, 0.8, 0.92],
    ['trend F1, together', together.trend, 0.65, 0.88],
    ['all right, met-2016', met?.exact, 0.964, 1], // 27 of its 28 sentences
  ];
  return wanted;
};

/** @param {Record<string, Record<string, number>>} coverage */
function coverageTable(coverage) {
  const rows = Object.entries(coverage).map(([name, { findings, bareFindings, contexts, cuedContexts }]) => ({
    name,
    counts: [findings, bareFindings, contexts, cuedContexts].map(Number),
  }));
  const together = [0, 1, 2, 3].map((i) => rows.reduce((sum, { counts }) => sum + (counts[i] ?? 0), 0));
  say('\nHow far the lexicon covers the blind tenth');
  table([
    ['', 'findings', 'without a cue in force', 'context clauses', 'with a cue in force'],
    ...[...rows, { name: 'together', counts: together }].map(({ name, counts }) => [
      name,
      ...counts.map(String),
    ]),
  ]);
}

/** @param {Report} report */
function print(report) {
  const { crossValidated, blind, shipped } = report;
  if (crossValidated) {
    ownTable('Cross-validated over documents, without the blind tenth', crossValidated);
    say(
      '\nBeside general sentiment tools: sentence F1, the same sentences (tuned: thresholds from other folds)',
    );
    peerTable(report, 'crossValidated');
    say('\nWhat is wanted of the cross-validated figures');
    table([
      ['', 'now', 'at least', 'aim'],
      ...goals(crossValidated).map(([name, now, least, aim]) => [name, shown(now), shown(least), shown(aim)]),
    ]);
  }
  ownTable('The blind tenth, by the model of all the others', blind);
  say(
    '\nThe blind tenth beside general sentiment tools: sentence F1 (tuned: on documents that are not blind)',
  );
  peerTable(report, 'blind');
  coverageTable(blind.coverage);
  ownTable('The analyser as it ships, on what its model was not trained on', shipped);
  if (report.shippedKnowsBlind)
    say('But the model that ships was trained before the blind tenth was set apart: fit it anew.');
}

/** @param {string[]} options */
async function accuracy(options) {
  if (!existsSync(SHARED)) throw new PlainError(`There are no labelled documents in ${SHARED}.`);
  await setup();
  await buildTrainer();
  mkdirSync(at('build'), { recursive: true });
  say('Training and measuring takes a few minutes.');
  const fitted = await train('accuracy-fitted', options);
  await buildTrainer(); // with --out core/data/model.json there is a new model to ship
  const { shipped } = await train('accuracy-shipped', ['--mode', 'shipped']);
  const sentences = sentencesOf(fitted.documents);
  const peers = Object.fromEntries(PEERS.map((peer) => [peer.name, measurePeer(peer, sentences)]));
  const { provenance } = JSON.parse(readFileSync(at('core/data/model.json'), 'utf8'));
  /** @type {Report} */
  const report = { ...fitted, shipped, peers, shippedKnowsBlind: !provenance.blind_documents };
  writeFileSync(OUTPUT, `${JSON.stringify(report, null, 1)}\n`);
  print(report);
  return report;
}

await main(import.meta.url, async () => {
  const options = process.argv.slice(2);
  const isUpdate = options.includes('--update');
  const { crossValidated, blind } = await accuracy(options.filter((option) => option !== '--update'));
  if (!crossValidated) return 0;
  const now = { ...crossValidated.corpora, together: crossValidated.together, 'blind tenth': blind.together };
  if (isUpdate) {
    keep('accuracy', now);
    return 0;
  }
  const worse = fallen(kept('accuracy'), now);
  for (const line of worse) say(`FALLEN  ${line}`);
  return worse.length ? 1 : 0;
});
