// Files of every kind, wrongly named, damaged and hostile ones too.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as d from 'docx';
import { zipSync } from 'fflate';
import fc from 'fast-check';
import { toHtml } from '../../web/src/export/html.js';
import { toCandourFile } from '../../web/src/export/json.js';
import { decodeReferences, htmlToText, titleOf } from '../../web/src/import/html-text.js';
import { kindOf } from '../../web/src/import/kinds.js';
import { readFile } from '../../web/src/import/read.js';
import { readWord } from '../../web/src/import/word.js';
import { HOSTILE, outlineWith } from '../export/outlines.mjs';
import { CORRECTED } from '../share/records.mjs';
import { makePdf } from './pdfs.mjs';

/** @param {string} text */
const bytes = (text) => new Uint8Array(Buffer.from(text));

/** @param {string} name @param {Uint8Array | string} content */
const file = (name, content) => {
  const data = typeof content === 'string' ? bytes(content) : content;
  return { name, size: data.length, arrayBuffer: async () => data.slice().buffer };
};

const options = {
  normalise: async (/** @type {Uint8Array} */ b, /** @type {string} */ type) =>
    `${type}:${new TextDecoder().decode(b)}`,
  startWorker: () => {
    throw new Error('no worker here');
  },
};

/** @param {string} name @param {Uint8Array | string} content */
const read = async (name, content) => /** @type {any} */ (await readFile(file(name, content), options));

/** @param {string} why */
const refusal = (why) => (/** @type {any} */ error) => error.name === 'Unreadable' && error.why === why;

test('the content tells the kind, whatever the name', () => {
  const pdf = makePdf([[{ text: 'x', x: 1, y: 1 }]]);
  assert.equal(kindOf('report.txt', pdf), 'pdf');
  assert.equal(kindOf('report', zipSync({ 'word/document.xml': bytes('<x/>') })), 'docx');
  assert.equal(kindOf('x.txt', bytes('WEBVTT\n\n00:01.000 --> 00:02.000\nHello')), 'vtt');
  assert.equal(kindOf('x.txt', bytes('1\n00:00:01,000 --> 00:00:02,000\nHello')), 'srt');
  assert.equal(kindOf('x.txt', bytes('<!DOCTYPE html><p>Hello')), 'html');
  assert.equal(kindOf('x.md', bytes('# Hello')), 'md');
  assert.equal(kindOf('transcript', bytes('The force is good.')), 'txt');
});

test('what it cannot read says what it is', () => {
  const zip = (/** @type {string} */ name) => zipSync({ [name]: bytes('x') });
  const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
  const locked = Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]);
  assert.throws(() => kindOf('a.docx', new Uint8Array(locked)), refusal('encrypted'));
  /** @type {[string, Uint8Array, RegExp][]} */
  const cases = [
    ['a.docx', new Uint8Array(ole), /old Office/],
    ['a.docx', zip('xl/workbook.xml'), /spreadsheet/],
    ['a.zip', zip('x.txt'), /zip/],
    ['a.txt', zip('ppt/presentation.xml'), /presentation/],
    ['a.rtf', bytes('{\\rtf1 hello}'), /RTF/],
    ['a.pdf', bytes('The force is good.'), /named \.pdf/],
    ['a.jpg', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0]), /picture/],
    ['a.bin', new Uint8Array([1, 0, 2, 0]), /no text/],
    ['a.json', bytes('[1, 2]'), /not a document/],
  ];
  for (const [name, data, words] of cases)
    assert.throws(
      () => kindOf(name, data),
      (/** @type {any} */ e) => e.why === 'foreign' && words.test(e.message),
      name,
    );
});

test('text files go through the analyser, in UTF-8 and in UTF-16', async () => {
  assert.deepEqual(await read('My_report.txt', 'It is good.'), {
    text: 'txt:It is good.',
    title: 'My report',
  });
  const utf16 = new Uint8Array(Buffer.from('\ufeffIt is good – “very”.', 'utf16le'));
  assert.equal((await read('a.txt', utf16)).text, 'txt:It is good – “very”.');
  assert.equal((await read('a.vtt', 'WEBVTT\n\n00:01.000 --> 00:02.000\nx')).text.slice(0, 4), 'vtt:');
});

test('its own files and reports open as what was saved', async () => {
  assert.deepEqual((await read('x.candour.json', toCandourFile(CORRECTED))).record, CORRECTED);
  assert.deepEqual((await read('x.txt', toCandourFile(CORRECTED))).record, CORRECTED);
  for (const words of HOSTILE) {
    const outline = outlineWith(words);
    const { record } = await read('report.html', await toHtml(outline));
    assert.deepEqual(record, outline.record.text.includes('\ud800') ? record : outline.record);
  }
  await assert.rejects(read('x.candour.json', toCandourFile(CORRECTED).slice(0, 300)), /not whole/);
});

test('empty and huge files say so', async () => {
  await assert.rejects(read('a.html', '<html><body><img></body></html>'), refusal('empty'));
  await assert.rejects(
    readFile({ name: 'a.pdf', size: 1e9, arrayBuffer: async () => new ArrayBuffer(0) }, options),
    refusal('huge'),
  );
});

test('HTML: words, headings, lists and tables; nothing else', () => {
  const html = `<!doctype html><html><head><title>The &amp; title</title><style>p{}</style></head><body>
    <script>alert("<p>no</p>")</script><!-- <p>no</p> --><h2>Findings</h2>
    <p>The force is <b>good</b> at this,<br>but &quot;slow&quot;<sup><a href="#n1">[1]</a></sup> there &ndash; 5 < 6.</p>
    <ul><li>One</li><li>Two<sup>nd</sup></li></ul><table><tr><td>a</td><td>b</td></tr></table>
    <svg><text>no</text></svg><template><p>no</p></template><p title="a>b">End</p></body></html>`;
  assert.equal(titleOf(html), 'The & title');
  assert.equal(
    htmlToText(html).replace(/\u2003/g, '|'),
    '## Findings\n\nThe force is good at this,\nbut "slow" there – 5 < 6.\n\n- One\n- Twond\n\na | b\n\nEnd',
  );
  assert.equal(decodeReferences('&#39;&#x2014;&#0;&unknown;&#99999999;'), "'—\ufffd&unknown;&#99999999;");
});

test('HTML: lists, tables and lines as they are meant, however they are written', () => {
  /** @type {[string, string][]} */
  const cases = [
    ['<ul><li><p>One</p></li><li><div>Two</div></li></ul>After', '- One\n- Two\n\nAfter'],
    ['<ul><li>One<ul><li>Inner</li></ul></li><li>Two</ul>', '- One\n- Inner\n- Two'],
    [
      '<table><tr><td><p>a</p></td><td></td><td><h3>b</h3></td></tr><tr><td></td><td>d</td></tr></table>e',
      'a \u2003 b\nd\n\ne',
    ],
    ['<div>a</div><div><br></div><div>b<br><br>c<br>d</div>', 'a\n\nb\n\nc\nd'],
    ['<pre>one\ntwo\n\nthree</pre>four\nfive', 'one\ntwo\n\nthree\n\nfour five'],
    [
      '<span style="white-space: pre-wrap">one <span>1</span>\ntwo</span> three\nfour',
      'one 1\ntwo three four',
    ],
    [
      '<h2><div>Findings</div></h2><div role="heading" aria-level="3">More</div>x',
      '## Findings\n\n### More\n\nx',
    ],
    ['<p title = "a>b" hidden-not>One<p>two<b>three</b>four', 'One\n\ntwothreefour'],
    ['One<p hidden>no<p>yes <b style="display: none">no</b>and yes', 'One\n\nyes and yes'],
  ];
  for (const [html, text] of cases) assert.equal(htmlToText(html), text, html);
});

test('HTML: nothing is lost behind a tag that is never closed', () => {
  assert.equal(htmlToText('<html><head><meta charset=x><title>No</title><body>The words.'), 'The words.');
  assert.equal(htmlToText('<b hidden>Open <svg>end.'), 'Open end.');
  // A letter that is longer in lower case moves no end tag.
  assert.equal(htmlToText(`${'İ'.repeat(30)}<SCRIPT>no</SCRIPT><p>Good.`), `${'İ'.repeat(30)}\n\nGood.`);
});

test('HTML and text in the encodings of older systems', async () => {
  const words = 'The force’s work – “good” – costs £5.';
  // Node's own windows-1252 is not the browsers': tests/web/files.test.mjs has that one.
  const page = Buffer.from(
    '<html><meta http-equiv=Content-Type content="text/html; charset=iso-8859-15"><p>5 ',
  );
  assert.equal((await read('a.htm', new Uint8Array([...page, 0xa4]))).text, '5 €');
  assert.equal((await read('a.html', `<meta charset="windows-1252"><p>${words}`)).text, words);
  // One damaged byte does not turn a text of today into one of yesterday.
  const damaged = Buffer.concat([bytes(words), Buffer.from([0xff])]);
  assert.equal((await read('a.txt', new Uint8Array(damaged))).text, `txt:${words}\ufffd`);
});

test('HTML: any text at all is read, quickly', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...HOSTILE, '<p', '>', '"', '<sup>', '</', '<!--', '&#', 'x ')),
      (parts) => {
        assert.equal(typeof htmlToText(parts.join('')), 'string');
      },
    ),
  );
  const pieces = [
    ...[
      '<sup>',
      '<',
      '<!',
      '<p "',
      '<p a="',
      '</sup',
      '&#x',
      '<b>',
      '</b>',
      '<svg>',
      '<b hidden>',
      '<p hidden>',
    ],
    ...[
      '<x hidden><y hidden></x></y>',
      '<td>',
      '<pre>',
      '<!--',
      '<script>',
      '<i style="vertical-align:super">',
    ],
  ];
  const pages = pieces.map((piece) => piece.repeat(200_000));
  pages.push(Array.from({ length: 100_000 }, (_, i) => `<x${i} hidden>`).join(''));
  for (const page of pages) {
    const start = performance.now();
    htmlToText(page);
    assert.ok(performance.now() - start < 5000, page.slice(0, 40));
  }
});

test('Word: headings, lists, footnotes', async () => {
  const paragraph = (/** @type {any} */ p) => new d.Paragraph(p);
  const document = new d.Document({
    footnotes: { 1: { children: [paragraph('From the survey.')] } },
    sections: [
      {
        headers: { default: new d.Header({ children: [paragraph('Running header')] }) },
        children: [
          paragraph({ text: 'Findings', heading: d.HeadingLevel.HEADING_1 }),
          paragraph({
            children: [
              new d.TextRun('The force is good'),
              new d.FootnoteReferenceRun(1),
              new d.TextRun(' at this.'),
            ],
          }),
          paragraph({ text: 'It fails to learn.', bullet: { level: 0 } }),
        ],
      },
    ],
  });
  const { text } = await readWord(new Uint8Array(await d.Packer.toBuffer(document)));
  assert.match(text, /^# Findings\n\nThe force is good at this\.\n\n- It fails to learn\./);
  assert.doesNotMatch(text, /Running header/);
});

test('Word: damaged files and bombs are refused', async () => {
  const whole = zipSync({ 'word/document.xml': bytes('<w:document/>') });
  for (const data of [whole.slice(0, 30), whole, bytes('PK\x03\x04 and nothing')])
    await assert.rejects(readWord(data), refusal('broken'));
  const bomb = zipSync({ 'word/document.xml': new Uint8Array(130_000_000) });
  await assert.rejects(readWord(bomb), refusal('huge'));
});
