// Documents for tests: some by hand, and fast-check's of every kind.
import fc from 'fast-check';

/** @typedef {import('../../web/src/state/record.js').DocumentRecord} DocumentRecord */
/** @typedef {import('../../web/src/state/entry.js').Correction} Correction */

/** Units of context that a correction keeps, as state/anchors.js has it. */
const CONTEXT = 48;

/** @type {DocumentRecord} */
export const EMPTY = {
  version: 1,
  text: '',
  title: '',
  framework: 'auto',
  ownFramework: null,
  corrections: [],
  view: { tab: 'summary', order: 'text', filters: [], ticked: [] },
};

/**
 * A correction of words of the text, as the page makes it.
 * @param {string} text
 * @param {number} from
 * @param {number} to
 * @param {Partial<Correction>} [rest]
 * @returns {Correction}
 */
export function correctionAt(text, from, to, rest = {}) {
  return {
    ...{ id: `x${from}`, from, to, quote: text.slice(from, to) },
    before: text.slice(Math.max(0, from - CONTEXT), from),
    after: text.slice(to, to + CONTEXT),
    ...{ origin: 'reader', label: 'concern', severity: 2, kind: 'judgement', trend: null, themes: [] },
    ...{ dismissed: false, note: '', lost: false },
    ...rest,
  };
}

const POLICE =
  'I am pleased with the force’s response to emergencies. But it fails to protect vulnerable children, and that has to change at once.\n\nMorale – “low”, they said – is getting worse. 👮🏽‍♀️';

/** @type {DocumentRecord} */
export const CORRECTED = {
  ...EMPTY,
  text: POLICE,
  title: 'Calderbrook & <b>others</b>',
  framework: 'peel',
  corrections: [
    correctionAt(POLICE, 5, 52, {
      origin: 'machine',
      label: 'strength',
      severity: 3,
      note: 'quoted by the mayor',
    }),
    correctionAt(POLICE, 58, 97, {
      kind: 'action',
      trend: 'worse',
      themes: ['protecting-vulnerable', 'crime'],
    }),
    correctionAt(POLICE, 134, 140, { dismissed: true, origin: 'machine' }),
    { ...correctionAt(POLICE, 160, 160), quote: 'words that are gone', before: 'x', after: 'y', lost: true },
  ],
  view: {
    tab: 'findings',
    order: 'severity',
    filters: ['concern', 'theme:workforce'],
    ticked: ['that has to change'],
  },
};

/** Ids only tell corrections apart, so a link gives them new ones. @param {DocumentRecord} record */
export const withoutIds = (record) => ({
  ...record,
  corrections: record.corrections.map(({ id: _, ...c }) => c),
});

/** Any string of UTF-16 units, halves of characters included. */
const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((units) => String.fromCharCode(...units)),
  fc
    .array(fc.constantFrom('the force ', 'is good. ', 'However, ', '\n\n', 'it fails ', '\ufeff', '\0'), {
      maxLength: 60,
    })
    .map((words) => words.join('')),
);
const word = fc.string({ unit: 'grapheme', maxLength: 30 });

/** @param {string} text */
const anyCorrection = (text) =>
  fc
    .record({
      place: fc
        .tuple(fc.nat(text.length), fc.nat(text.length))
        .map(([a, b]) => [Math.min(a, b), Math.max(a, b)]),
      rest: fc.record({
        origin: fc.constantFrom('machine', 'reader'),
        label: fc.constantFrom('strength', 'concern'),
        severity: fc.integer({ min: 1, max: 3 }),
        kind: fc.constantFrom('judgement', 'action'),
        trend: fc.constantFrom(null, 'improved', 'worse', 'unchanged'),
        themes: fc.array(word, { maxLength: 3 }),
        dismissed: fc.boolean(),
        note: fc.oneof(fc.constant(''), anyText),
        lost: fc.boolean(),
      }),
      stale: fc.option(fc.record({ quote: word, before: word, after: word }), { nil: {} }),
    })
    .map(({ place: [from, to], rest, stale }) =>
      correctionAt(text, from, to, /** @type {any} */ ({ ...rest, ...stale })),
    );

/** @type {fc.Arbitrary<DocumentRecord>} */
export const anyRecord = anyText.chain((text) =>
  fc
    .record({
      title: word,
      framework: fc.constantFrom('auto', 'peel', 'own'),
      ownFramework: fc.option(
        fc.dictionary(word, fc.jsonValue()).map((own) => JSON.parse(JSON.stringify(own))),
      ),
      corrections: fc.array(anyCorrection(text), { maxLength: 6 }),
      view: fc.record({
        tab: fc.constantFrom('summary', 'text', 'findings', 'changes'),
        order: fc.constantFrom('text', 'theme', 'severity', 'speaker', 'confidence'),
        filters: fc.uniqueArray(
          fc.oneof(
            fc.constantFrom('concern', 'dismissed'),
            word.map((w) => `theme:${w}`),
          ),
          {
            maxLength: 4,
          },
        ),
        ticked: fc.array(word, { maxLength: 3 }),
      }),
    })
    .map((rest) => {
      const record = /** @type {DocumentRecord} */ ({ version: 1, text, ...rest, view: { ...rest.view } });
      if (record.framework === 'own') record.ownFramework ??= {};
      record.corrections.sort((a, b) => a.from - b.from).forEach((c, i) => (c.id = `n${i}`));
      return record;
    }),
);
