// The formats of the command line: what each promises to the program or the person that reads it.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { samplesFolder } from '../samples.mjs';
import { analysisOf, candour } from './candour.mjs';

const folder = mkdtempSync(join(tmpdir(), 'candour-formats-'));
after(() => rmSync(folder, { recursive: true }));

const police = join(samplesFolder, 'police.txt');
const HOSTILE = 'It is said that <script>alert("1")</script> & \u202e=HYPERLINK("x") is very good.';

/**
 * What a run prints; it has to end well.
 * @param {string[]} args
 * @param {string} [input]
 */
function printed(args, input) {
  const { code, out, err } = candour(args, input === undefined ? {} : { input });
  assert.equal(code, 0, err);
  return out;
}

/**
 * Whether a text holds control characters other than line ends, or turns the direction of writing.
 * @param {string} text
 */
function steers(text) {
  return [...text].some((character) => {
    const code = character.codePointAt(0) ?? 0;
    return (code < 0x20 && character !== '\n') || (code >= 0x7f && code < 0xa0) || code === 0x202e;
  });
}

/**
 * Rows of CSV by RFC 4180.
 * @param {string} csv
 */
function rowsOf(csv) {
  assert.ok(csv.endsWith('\r\n'));
  /** @type {string[][]} */
  const rows = [];
  /** @type {string[]} */
  let row = [];
  for (const [, quoted, plain, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

test('csv has a row for each finding, under its head', () => {
  const [head, ...rows] = rowsOf(printed([police, '--format', 'csv']));
  const { findings } = JSON.parse(printed([police, '--format', 'json']));
  assert.equal(rows.length, findings.length);
  for (const [i, row] of rows.entries()) {
    const cells = Object.fromEntries((head ?? []).map((name, k) => [name, row[k]]));
    assert.equal(cells.label, findings[i].label);
    assert.equal(Number(cells.start), findings[i].start);
    assert.equal(cells.document, police);
  }
});

test('no cell of csv is a formula', () => {
  for (const start of ['=', '+', '-', '@', '\t=', '＝', ' =']) {
    const lines = `${JSON.stringify({ id: `${start}1+1`, text: 'The food is very poor.' })}\n`;
    const path = join(folder, 'formula.ndjson');
    writeFileSync(path, lines);
    const [, row] = rowsOf(printed([path, '--format', 'csv']));
    assert.equal(row?.[0], `'${start}1+1`);
  }
});

test('html shows text as text and runs nothing', () => {
  const html = printed(['-', '--format', 'html'], HOSTILE);
  assert.match(html, /^<!doctype html>/);
  assert.ok(!html.includes('<script'));
  const unmarked = html.replace(/<\/?mark[^>]*>/g, '');
  assert.ok(unmarked.includes('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;'));
  assert.match(html, /Content-Security-Policy" content="default-src 'none'/);
  const broken = printed(['-', '--format', 'html'], 'It is \u0000\u001b[31m very good.');
  assert.ok(!steers(broken));
});

test('html marks each finding in its place', () => {
  const html = printed([police, '--format', 'html']);
  const { findings } = JSON.parse(printed([police, '--format', 'json']));
  assert.equal((html.match(/<mark /g) ?? []).length, findings.length);
  for (let i = 1; i <= findings.length; i++)
    assert.ok(html.includes(`id="d1f${i}"`) && html.includes(`#d1f${i}"`));
});

test('markdown holds no markup from the text', () => {
  const markdown = printed(
    ['-', '--format', 'markdown'],
    '*Staff* are `very` good [at](http://x) <b>work</b> | it.',
  );
  assert.ok(!markdown.includes('<b>'));
  assert.ok(markdown.includes('\\`very\\` good \\[at\\]'));
});

test('sarif is SARIF 2.1.0, with places that hold', () => {
  const log = JSON.parse(printed([police, '--format', 'sarif']));
  const text = readFileSync(police, 'utf8');
  const { findings } = JSON.parse(printed([police, '--format', 'json']));
  assert.equal(log.version, '2.1.0');
  const [run] = log.runs;
  assert.equal(run.tool.driver.name, 'Candour');
  assert.equal(run.results.length, findings.length);
  assert.deepEqual(run.invocations, [{ executionSuccessful: true }]);
  const lines = text.split('\n');
  for (const [i, result] of run.results.entries()) {
    assert.equal(run.tool.driver.rules[result.ruleIndex].id, result.ruleId);
    assert.equal(result.kind === 'pass', findings[i].label === 'strength');
    assert.equal(result.level === 'none', result.kind === 'pass');
    const { region } = result.locations[0].physicalLocation;
    const words = text.slice(findings[i].start, findings[i].end);
    assert.equal(region.snippet.text, words);
    assert.equal(text.substr(region.charOffset, region.charLength), words);
    const line = lines[region.startLine - 1] ?? '';
    assert.ok(line.slice(region.startColumn - 1).startsWith(words.split('\n')[0] ?? ''));
  }
});

test('sarif says when an input failed', () => {
  const { code, out } = candour([join(folder, 'nowhere.txt'), police, '--format', 'sarif']);
  assert.equal(code, 1);
  assert.deepEqual(JSON.parse(out).runs[0].invocations, [{ executionSuccessful: false }]);
});

test('json of several documents is a list of analyses with ids', () => {
  const path = join(folder, 'list.json');
  writeFileSync(path, JSON.stringify([{ id: 'a', text: 'It is good.' }, { text: 'It is poor.' }]));
  const list = JSON.parse(printed([path, police, '--format', 'json']));
  assert.deepEqual(
    list.map((/** @type {any} */ analysis) => analysis.id),
    ['a', `${path}:2`, police],
  );
});

test('a saved .candour.json is read as its text', () => {
  const path = join(folder, 'saved.candour.json');
  writeFileSync(
    path,
    JSON.stringify({ version: 1, title: 'A title', text: 'The food is poor.', corrections: [] }),
  );
  const [analysis] = JSON.parse(printed([path, '--format', 'json']));
  assert.equal(analysis.length, 'The food is poor.'.length);
});

test('what is not documents is refused, and said of which', () => {
  for (const [name, content] of /** @type {[string, string][]} */ ([
    ['broken.json', '{"text":'],
    ['number.json', '7'],
    ['no-text.json', '{"id":1}'],
    ['wrong-text.json', '{"text":1}'],
    ['wrong-id.ndjson', '{"id":[],"text":"x"}'],
    ['surrogate.ndjson', '{"text":"\\ud800"}'],
  ])) {
    const path = join(folder, name);
    writeFileSync(path, content);
    const { code, err } = candour([path]);
    assert.equal(code, 1, name);
    assert.ok(err.includes(name), err);
  }
});

test('--min-confidence leaves out what is less sure, in the counts too', () => {
  const all = JSON.parse(printed([police, '--format', 'json']));
  const limit = 0.7;
  const some = JSON.parse(printed([police, '--format', 'json', '--min-confidence', String(limit)]));
  assert.ok(some.findings.length < all.findings.length);
  assert.ok(some.findings.every((/** @type {any} */ finding) => finding.confidence >= limit));
  assert.equal(some.summary.strengths + some.summary.concerns, some.findings.length);
  const labelled = some.sentences.filter(
    (/** @type {any} */ sentence) => sentence.label !== 'context',
  ).length;
  assert.equal(labelled, new Set(some.findings.map((/** @type {any} */ finding) => finding.sentence)).size);
  for (const wrong of ['2', '-1', 'x', '', 'nan'])
    assert.equal(candour([police, '--min-confidence', wrong]).code, 2, wrong);
});

test('a framework of one’s own is read from a file, and a broken one named', () => {
  const path = join(folder, 'own.json');
  const theme = { id: 'food', title: 'The food', cues: { food: 3 } };
  writeFileSync(path, JSON.stringify({ id: 'own', title: 'Our own', themes: [theme] }));
  const analysis = analysisOf('The food is very poor.', ['--framework', path]);
  assert.deepEqual(analysis.findings[0].themes, ['food']);
  assert.match(printed(['-', '--framework', path], 'The food is very poor.'), /The food +0 +1/);
  writeFileSync(
    path,
    JSON.stringify({ id: 'own', title: 'Our own', themes: [{ ...theme, cues: { food: 9 } }] }),
  );
  const { code, err } = candour([police, '--framework', path]);
  assert.equal(code, 2);
  assert.ok(err.includes('own.json') && err.includes('/themes/0/cues/food'), err);
});

test('frameworks and explain are JSON too', () => {
  const frameworks = JSON.parse(printed(['frameworks', '--format', 'json']));
  assert.ok(frameworks.every((/** @type {any} */ framework) => framework.themes.length > 0));
  assert.equal(JSON.parse(printed(['explain', '--format', 'json', 'It', 'is', 'poor.'])).findings.length, 1);
});

test('nothing in a text steers the terminal', () => {
  const out = printed(['-'], 'The \u001b[2J\u009b31m\u202efood\u0007 is very poor.');
  assert.ok(!steers(out));
  const { err } = candour(['\u001b[2Jnowhere.txt']);
  assert.ok(!steers(err));
});

test('after -- everything is a file', () => {
  const path = join(folder, '--version');
  writeFileSync(path, 'It is poor.');
  assert.equal(candour(['--', '--version'], { cwd: folder }).code, 0);
});
