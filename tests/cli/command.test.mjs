// The command line as a person or a script meets it: arguments, files, formats, exit codes.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { samplesFolder } from '../samples.mjs';
import { analysisOf, candour } from './candour.mjs';

const folder = mkdtempSync(join(tmpdir(), 'candour-'));
after(() => rmSync(folder, { recursive: true }));

/**
 * A file for a test.
 * @param {string} name
 * @param {string | Uint8Array} content
 */
function file(name, content) {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const DONE = 0;
const INPUT_FAILED = 1;
const WRONG_USAGE = 2;
const COLOUR = '\u001b[';
const police = join(samplesFolder, 'police.txt');

test('--version says the version of package.json', () => {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const { code, out } = candour(['--version']);
  assert.equal(code, DONE);
  assert.match(out, new RegExp(`\\b${version.replaceAll('.', '\\.')}\\b`));
});

test('--help tells how to use it, on standard output', () => {
  const { code, out } = candour(['--help']);
  assert.equal(code, DONE);
  for (const word of ['--format', '--framework', '--units', 'frameworks', 'explain'])
    assert.ok(out.includes(word), word);
});

test('findings in a file are printed for a person to read', () => {
  const { code, out } = candour([police]);
  assert.equal(code, DONE);
  assert.match(out, /strength/i);
  assert.match(out, /concern/i);
  assert.ok(out.includes('serious concerns about the quality of investigations'));
});

test("'analyse' may be said or left out", () => {
  assert.equal(candour(['analyse', police]).out, candour([police]).out);
});

test('there is no colour in a pipe, nor with NO_COLOR', () => {
  assert.ok(!candour([police]).out.includes(COLOUR));
  assert.ok(!candour([police], { env: { NO_COLOR: '1' } }).out.includes(COLOUR));
});

test('standard input is read for - and without files', () => {
  const input = 'The force is very good at this.';
  const named = candour(['-', '--format', 'json'], { input });
  assert.equal(named.code, DONE);
  assert.equal(candour(['--format', 'json'], { input }).out, named.out);
  assert.equal(JSON.parse(named.out).findings.length, 1);
});

test('a finding has its reasons', () => {
  const text = 'The force is very effective, but victims are not always told.';
  const { findings } = analysisOf(text);
  assert.deepEqual(
    findings.map((/** @type {any} */ f) => f.label),
    ['strength', 'concern'],
  );
  const words = findings[0].because.map((/** @type {any} */ b) => text.slice(b.start, b.end)).join(' ');
  assert.match(words, /effective/);
});

test('captions are read by their extension', () => {
  for (const name of ['captions.vtt', 'captions.srt']) {
    const { code, out } = candour([join(samplesFolder, name)]);
    assert.equal(code, DONE);
    assert.ok(!out.includes('-->'), name);
  }
});

test('lines of {"id", "text"} give an analysis a line', () => {
  const lines = [
    { id: 'a', text: 'The force is very good.' },
    { id: 7, text: 'The trust is failing patients.' },
    { id: 'c', text: '' },
  ];
  const input = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const { code, out, err } = candour(['-', '--format', 'ndjson'], { input });
  assert.equal(code, DONE, err);
  const answers = out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    answers.map(({ id }) => id),
    ['a', 7, 'c'],
  );
  assert.deepEqual(
    answers.map(({ findings }) => findings.length),
    [1, 1, 0],
  );
});

test('a line that cannot be read is named, the others are done', () => {
  const input = '{"id":1,"text":"The force is very good."}\n{"id":2,"text":\n{"id":3,"text":"It is poor."}\n';
  const { code, out, err } = candour(['-', '--format', 'ndjson'], { input });
  assert.equal(code, INPUT_FAILED);
  assert.match(err, /\b2\b/);
  assert.ok(out.includes('"id":1') && out.includes('"id":3'));
});

test('a file that is not there is named, the others are done', () => {
  const missing = join(folder, 'nowhere.txt');
  const { code, out, err } = candour([missing, police]);
  assert.equal(code, INPUT_FAILED);
  assert.ok(err.includes('nowhere.txt'));
  assert.ok(out.includes('serious concerns'));
});

test('invalid UTF-8 is refused with the place of the first bad byte', () => {
  for (const [name, bytes, at] of /** @type {[string, number[], number][]} */ ([
    ['a stray byte', [0x47, 0x6f, 0x6f, 0x64, 0xff], 4],
    ['a lone surrogate', [0x41, 0xed, 0xa0, 0x80], 1],
    ['an overlong NUL', [0xc0, 0x80], 0],
    ['a cut character', [0x41, 0x42, 0xe2, 0x82], 2],
  ])) {
    const { code, err, out } = candour([file('bad.txt', Uint8Array.from(bytes))]);
    assert.equal(code, INPUT_FAILED, name);
    assert.ok(err.includes('bad.txt'), name);
    assert.match(err, new RegExp(`\\b${at}\\b`), name);
    assert.equal(out, '', name);
  }
});

test('empty text and only spaces are no errors', () => {
  for (const text of ['', '  \n\t ']) assert.deepEqual(analysisOf(text).findings, []);
});

test('ten megabytes of one line are analysed', () => {
  const sentence = 'The force is very good but victims wait far too long and it knows it ';
  const text = sentence.repeat(Math.ceil(1e7 / sentence.length));
  const { length } = analysisOf(text);
  assert.equal(length, text.length);
});

test('wrong usage is told from wrong input', () => {
  for (const args of [
    ['--nonsense'],
    ['--format'],
    ['--format', 'papyrus', police],
    ['--units', 'furlongs', police],
    ['explain'],
  ]) {
    const { code, err } = candour(args);
    assert.equal(code, WRONG_USAGE, args.join(' '));
    assert.ok(err.trim().length > 0);
  }
});

test('frameworks lists what --framework takes', () => {
  const { code, out } = candour(['frameworks']);
  assert.equal(code, DONE);
  for (const id of ['peel', 'fire', 'ofsted-school', 'cqc', 'prison', 'audit', 'generic']) {
    assert.match(out, new RegExp(`\\b${id}\\b`));
    assert.equal(analysisOf('The force is very good.', ['--framework', id]).framework, id);
  }
});

test('a framework that does not exist is refused by name', () => {
  const { code, err } = candour(['--framework', 'astrology', police]);
  assert.notEqual(code, DONE);
  assert.ok(err.includes('astrology'));
});

test('explain says why', () => {
  const { code, out } = candour(['explain', 'The force is very effective at investigating crime.']);
  assert.equal(code, DONE);
  assert.match(out, /strength/i);
  assert.match(out, /effective/);
});

test('a framework from a file is compiled once for a whole stream', () => {
  const cues = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`word${i}/v word${i + 1}/n`, 1]));
  const themes = [{ id: 'a', title: 'A', cues: { ...cues, 'wait/v': 3 } }];
  const own = file('large.json', JSON.stringify({ id: 'large', title: 'Large', themes }));
  const line = `${JSON.stringify({ text: 'Victims wait too long.' })}\n`;
  const run = (/** @type {number} */ lines) => {
    const start = performance.now();
    const args = ['-', '--format', 'ndjson', '--framework', own];
    const { code, out } = candour(args, { input: line.repeat(lines) });
    assert.equal(code, DONE);
    const themesOf = out
      .trim()
      .split('\n')
      .map((row) => JSON.parse(row).findings[0].themes);
    assert.deepEqual(themesOf, Array(lines).fill(['a']));
    return performance.now() - start;
  };
  const one = Math.min(run(1), run(1), run(1));
  assert.ok(run(60) < 10 * one, 'sixty documents take as long as many frameworks');
});
