// What general sentiment tools make of the labelled sentences: each gives a sentence one number, good above, bad below.
import { createRequire } from 'node:module';

/** Most of the tools bring no types. @type {(name: string) => any} */
const load = createRequire(import.meta.url);

/** @typedef {(sentence: string) => number} Scorer */
/** @typedef {{ strength: number, concern: number }} Thresholds At least this is a strength, at most that a concern. */
/** @typedef {{ name: string, stock: Thresholds, scorer: () => Scorer }} Peer */
/** @typedef {{ text: string, strength: boolean, concern: boolean, corpus: string, domain: string, fold: number, blind: boolean }} Sentence */
/** @typedef {{ sentences: number, stock: number, tuned: number }} Figures Sentence F1, as the guidelines count it. */

/** Any number above 0, which is where AFINN and wink-nlp begin to say something. */
const ANY = Number.MIN_VALUE;

/** @type {Peer[]} */
export const PEERS = [
  {
    name: 'VADER',
    stock: { strength: 0.05, concern: -0.05 }, // its authors' own
    scorer: () => {
      const { SentimentIntensityAnalyzer } = load('vader-sentiment');
      return (sentence) => SentimentIntensityAnalyzer.polarity_scores(sentence).compound;
    },
  },
  {
    name: 'AFINN',
    stock: { strength: ANY, concern: -ANY },
    scorer: () => {
      const Sentiment = load('sentiment');
      const sentiment = new Sentiment();
      return (sentence) => sentiment.analyze(sentence).score;
    },
  },
  {
    name: 'wink-nlp',
    stock: { strength: ANY, concern: -ANY },
    scorer: () => {
      const nlp = load('wink-nlp')(load('wink-eng-lite-web-model'));
      return (sentence) => Number(nlp.readDoc(sentence).out(nlp.its.sentiment));
    },
  },
];

/** @param {{ gold: boolean, said: boolean }[]} pairs */
function f1(pairs) {
  const hits = pairs.filter(({ gold, said }) => gold && said).length;
  const marks = pairs.filter(({ gold }) => gold).length + pairs.filter(({ said }) => said).length;
  return marks ? (2 * hits) / marks : 0;
}

/**
 * The threshold that gives the best F1; the many numbers that a tool gives are tried at fifty of them.
 * @param {{ score: number, gold: boolean }[]} sentences
 * @param {1 | -1} sign 1 for strengths, which score above it
 */
function bestThreshold(sentences, sign) {
  const tries = 50;
  const scores = [...new Set(sentences.map(({ score }) => score * sign))].sort((a, b) => a - b);
  const step = Math.max(1, Math.floor(scores.length / tries));
  let best = { threshold: 0, f1: -1 };
  for (const threshold of scores.filter((_, i) => i % step === 0)) {
    const figure = f1(sentences.map(({ score, gold }) => ({ gold, said: score * sign >= threshold })));
    if (figure > best.f1) best = { threshold, f1: figure };
  }
  return best.threshold * sign;
}

/** @typedef {Sentence & { score: number, tuned: Thresholds }} Scored */

/**
 * Sentence F1 of sentences, at stock thresholds and at those found on other folds.
 * @param {Scored[]} sentences
 * @param {Thresholds} stock
 * @returns {Figures}
 */
function figures(sentences, stock) {
  const headline = (/** @type {(sentence: Scored) => Thresholds} */ thresholds) =>
    (f1(sentences.map((s) => ({ gold: s.strength, said: s.score >= thresholds(s).strength }))) +
      f1(sentences.map((s) => ({ gold: s.concern, said: s.score <= thresholds(s).concern })))) /
    2;
  return { sentences: sentences.length, stock: headline(() => stock), tuned: headline((s) => s.tuned) };
}

/**
 * Thresholds for a sentence are sought on sentences of its corpus in other folds that are not blind.
 * @param {Omit<Scored, 'tuned'>[]} sentences
 * @returns {Scored[]}
 */
function tune(sentences) {
  /** @type {Map<string, Thresholds>} */
  const found = new Map();
  const seek = (/** @type {Omit<Scored, 'tuned'>} */ { corpus, fold, blind }) => {
    const own = corpus === 'met-2016' ? 'dev+train' : corpus;
    const others = sentences.filter((s) => s.corpus === own && !s.blind && (blind || s.fold !== fold));
    const best = (/** @type {'strength' | 'concern'} */ label, /** @type {1 | -1} */ sign) =>
      bestThreshold(
        others.map((s) => ({ score: s.score, gold: s[label] })),
        sign,
      );
    return { strength: best('strength', 1), concern: best('concern', -1) };
  };
  const thresholds = (/** @type {Omit<Scored, 'tuned'>} */ sentence) => {
    const key = `${sentence.corpus} ${sentence.blind ? 'blind' : sentence.fold}`;
    const chosen = found.get(key) ?? seek(sentence);
    found.set(key, chosen);
    return chosen;
  };
  return sentences.map((sentence) => ({ ...sentence, tuned: thresholds(sentence) }));
}

/**
 * The figures of one peer by corpus and by domain, the blind tenth apart.
 * @param {Peer} peer
 * @param {Sentence[]} sentences
 */
export function measurePeer({ stock, scorer }, sentences) {
  const score = scorer();
  const scored = tune(sentences.map((sentence) => ({ ...sentence, score: score(sentence.text) })));
  const by = (/** @type {Scored[]} */ all, /** @type {'corpus' | 'domain'} */ key) =>
    Object.fromEntries(
      [...new Set(all.map((s) => s[key]))].map((name) => [
        name,
        figures(
          all.filter((s) => s[key] === name),
          stock,
        ),
      ]),
    );
  const part = (/** @type {Scored[]} */ all) => {
    const gold = all.filter(({ corpus }) => corpus !== 'met-2016');
    return { corpora: by(all, 'corpus'), domains: by(gold, 'domain'), together: figures(gold, stock) };
  };
  return {
    crossValidated: part(scored.filter(({ blind }) => !blind)),
    blind: part(scored.filter(({ blind }) => blind)),
  };
}
