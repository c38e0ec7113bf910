// The JSON that the command line gives is what core/include/candour/analysis.schema.json says, and hangs together.
import { Ajv2020 } from 'ajv/dist/2020.js';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { oddTexts, samples, sharedIsMissing, sharedTexts } from '../samples.mjs';
import { analysisOf } from './candour.mjs';

const schema = JSON.parse(
  readFileSync(new URL('../../core/include/candour/analysis.schema.json', import.meta.url), 'utf8'),
);
const validate = new Ajv2020({ allErrors: true, strict: true }).compile(schema);

/** @type {('utf16' | 'utf8' | 'codepoint')[]} */
const UNITS = ['utf16', 'utf8', 'codepoint'];

/** How long a text is in each unit. */
const LENGTH = {
  utf16: (/** @type {string} */ text) => text.length,
  utf8: (/** @type {string} */ text) => Buffer.byteLength(text),
  codepoint: (/** @type {string} */ text) => [...text].length,
};

/** A part of a text by offsets in each unit. @type {Record<string, (text: string) => (start: number, end: number) => string>} */
const SLICE = {
  utf16: (text) => (start, end) => text.slice(start, end),
  utf8: (text) => {
    const bytes = Buffer.from(text);
    return (start, end) => bytes.subarray(start, end).toString();
  },
  codepoint: (text) => {
    const points = [...text];
    return (start, end) => points.slice(start, end).join('');
  },
};

/** @typedef {{ start: number, end: number }} Span */

/**
 * What the schema cannot say: order, and what refers to what.
 * @param {any} analysis
 */
function hangsTogether(analysis) {
  /** @param {Span[]} spans */
  const inOrder = (spans) => {
    let end = 0;
    for (const span of spans) {
      assert.ok(span.start >= end && span.start < span.end && span.end <= analysis.length);
      end = span.end;
    }
  };
  inOrder(analysis.sentences);
  inOrder(analysis.findings);
  for (const [i, finding] of analysis.findings.entries()) {
    assert.equal(finding.id, `f${i + 1}`);
    const sentence = analysis.sentences[finding.sentence];
    assert.ok(sentence.start <= finding.start && finding.start < sentence.end);
    assert.ok(finding.because.length > 0, 'a finding has a reason');
    for (const because of finding.because) assert.ok(because.end <= analysis.length);
  }
  for (const { speaker } of analysis.sentences)
    assert.ok(speaker === undefined || speaker < analysis.speakers.length);
  const count = (/** @type {(f: any) => boolean} */ which) => analysis.findings.filter(which).length;
  const { summary } = analysis;
  assert.equal(summary.sentences, analysis.sentences.length);
  assert.equal(
    summary.strengths,
    count((f) => f.label === 'strength'),
  );
  assert.equal(
    summary.concerns,
    count((f) => f.label === 'concern'),
  );
  assert.equal(
    summary.actions,
    count((f) => f.kind === 'action'),
  );
  for (const trend of ['improved', 'worse', 'unchanged'])
    assert.equal(
      summary.trend[trend],
      count((f) => f.trend === trend),
    );
  for (const severity of ['1', '2', '3'])
    assert.equal(
      summary.bySeverity[severity].strengths + summary.bySeverity[severity].concerns,
      count((f) => f.severity === Number(severity)),
    );
}

/** @param {import('../samples.mjs').Sample} sample */
function keepsContract({ text }, allUnits = UNITS) {
  /** @type {string[] | undefined} */
  let words;
  for (const units of allUnits) {
    const analysis = analysisOf(text, ['--units', units]);
    const valid = validate(/** @type {unknown} */ (analysis));
    assert.ok(valid, JSON.stringify(validate.errors, null, 2));
    assert.equal(analysis.units, units);
    assert.equal(analysis.length, LENGTH[units](text));
    hangsTogether(analysis);
    const slice = /** @type {(typeof SLICE)[string]} */ (SLICE[units])(text);
    const found = analysis.findings.flatMap((/** @type {any} */ f) =>
      [f, ...f.because].map(({ start, end }) => slice(start, end)),
    );
    assert.deepEqual(found, (words ??= found), 'every unit points at the same words');
  }
}

test('the schema itself refuses what it should', () => {
  const analysis = analysisOf('The force is very good.');
  for (const broken of [
    { ...analysis, units: 'bytes' },
    { ...analysis, surplus: 1 },
    { ...analysis, findings: [{ ...analysis.findings[0], severity: 4 }] },
    { ...analysis, summary: {} },
  ])
    assert.equal(validate(broken), false);
});

for (const sample of samples())
  test(`keeps the contract: ${sample.name}`, () => {
    keepsContract(sample);
    assert.ok(analysisOf(sample.text).findings.length > 0);
  });

for (const sample of oddTexts) test(`keeps the contract: ${sample.name}`, () => keepsContract(sample));

test('keeps the contract: every text of ../shared', { skip: sharedIsMissing }, () => {
  for (const sample of sharedTexts()) keepsContract(sample, ['utf16']);
});
