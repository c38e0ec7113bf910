// Files in and files out, in the page: what is saved opens again, PDFs and Word documents are read on the device.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as d from 'docx';
import { zipSync } from 'fflate';
import { toCandourFile } from '../../web/src/export/json.js';
import { makePdf, flow } from '../import/pdfs.mjs';
import { EMPTY } from '../share/records.mjs';
import { NAME } from './browser.mjs';
import { caught, dropBytes, saved } from './handing.mjs';
import { newReader, withBrowser } from './reader.mjs';

const TEXT = 'The force is good at preventing crime. However, it fails to protect vulnerable children.';

/** @param {import('./reader.mjs').Reader} reader @param {string} title */
const rowOf = async (reader, title) =>
  (await reader.texts('#several tbody tr')).find(
    (row) => row.startsWith(title) && /^\d/.test(row.slice(title.length)),
  );

if (NAME !== 'webkit')
  describe(`files, in ${NAME}`, () => {
    withBrowser();

    test('a PDF in two columns is read on the device', async () => {
      const reader = await newReader();
      await reader.paste('Mine.');
      const before = reader.requests.length;
      const host = new URL(reader.page.url()).host;
      const pdf = makePdf([
        [
          ...flow(`${TEXT} ${TEXT} ${TEXT}`, { x: 60, y: 100, width: 220 }),
          ...flow('Leaders know this. They act on it at once, and the results are very good. '.repeat(4), {
            ...{ x: 320, y: 100, width: 220 },
          }),
        ],
      ]);
      await dropBytes(reader, { 'report.pdf': pdf });
      await reader.until('the text', async () =>
        (await reader.shown()).replace(/\s+/g, ' ').includes(`${TEXT} ${TEXT}`),
      );
      await reader.settled();
      await reader.until('marks', async () => (await reader.marks()).length > 2);
      for (const url of reader.requests.slice(before).filter((u) => !u.startsWith('blob:')))
        assert.equal(new URL(url).host, host);
      assert.deepEqual(reader.faults, []);
      await reader.click('#notice [data-do="undo"]');
      await reader.until('mine again', async () => (await reader.shown()).includes('Mine.'));
      await reader.close();
    });

    test('a Word document is read on the device', async () => {
      const reader = await newReader();
      const children = [
        new d.Paragraph({ text: 'Findings', heading: d.HeadingLevel.HEADING_1 }),
        new d.Paragraph(TEXT),
      ];
      const file = await d.Packer.toBuffer(new d.Document({ sections: [{ children }] }));
      await dropBytes(reader, { 'report.docx': new Uint8Array(file) });
      await reader.until('the text', async () => /# Findings\s+The force is good/.test(await reader.shown()));
      assert.deepEqual(reader.faults, []);
      await reader.close();
    });

    test('a scan, a damaged and a foreign file say so; nothing is lost', async () => {
      const reader = await newReader();
      await reader.paste('Mine.');
      for (const [name, data, words] of /** @type {[string, Uint8Array | string, RegExp][]} */ ([
        ['scan.pdf', makePdf([[]]), /“scan\.pdf” holds pictures of pages and no text/],
        ['bad.pdf', '%PDF-1.7 nothing', /“bad\.pdf” is damaged/],
        ['sheet.docx', 'PK\u0003\u0004 xl/workbook.xml', /is a spreadsheet/],
        ['x.candour.json', '{"format":"candour-document"}', /could not be read/],
      ])) {
        await dropBytes(reader, { [name]: data });
        await reader.until(name, async () => words.test(await reader.text('#notice')));
        assert.match(await reader.text('#notice'), /What you had is untouched/);
      }
      assert.match(await reader.shown(), /Mine\./);
      await reader.close();
    });

    test('files that are locked, huge, empty or not what they are called say so; nothing is lost', async () => {
      const reader = await newReader();
      await reader.paste('Mine.');
      const key = `<${'00'.repeat(32)}>`;
      const lock = `/Encrypt << /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >> /ID [<00> <00>]`;
      const ole = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
      const docx = zipSync({ 'word/document.xml': new Uint8Array([60]) });
      for (const [name, data, words] of /** @type {[string, Uint8Array | string, RegExp][]} */ ([
        [
          'locked.pdf',
          makePdf([[{ text: 'x', x: 60, y: 100 }]], { extra: lock }),
          /protected with a password/,
        ],
        [
          'locked.docx',
          new Uint8Array(Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')])),
          /protected with a password/,
        ],
        ['old.doc', new Uint8Array(ole), /old Office format/],
        ['half.docx', docx.slice(0, docx.length - 30), /damaged/],
        ['hollow.docx', docx, /damaged/],
        ['text.pdf', 'The force is good.', /named \.pdf but is something else/],
        ['photo.txt', new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0]), /picture/],
        ['nothing.txt', '', /holds no words/],
        ['pictures.html', '<html><body><img alt="x"></body></html>', /holds no words/],
      ])) {
        await dropBytes(reader, { [name]: data });
        await reader.until(name, async () => (await reader.text('#notice')).startsWith(`“${name}” `));
        assert.match(await reader.text('#notice'), words);
        assert.match(await reader.text('#notice'), /What you had is untouched/);
        await reader.click('#notice [data-do="notice-close"]');
      }
      // A size that no test can bring: the page asks the file for it before it reads a byte.
      await reader.page.evaluate(() => {
        const file = new File(['x'], 'huge.pdf');
        Object.defineProperty(file, 'size', { value: 500_000_000 });
        Object.defineProperty(file, 'arrayBuffer', { value: () => Promise.reject(new Error('read')) });
        const event = new DragEvent('drop', { bubbles: true, cancelable: true });
        Object.defineProperty(event, 'dataTransfer', { value: { files: [file] } });
        document.body.dispatchEvent(event);
      });
      await reader.until('huge', async () => /“huge\.pdf” is too big/.test(await reader.text('#notice')));
      // A file that is gone by the time it is read.
      await reader.page.evaluate(() => {
        const file = new File(['x'], 'gone.txt');
        Object.defineProperty(file, 'arrayBuffer', {
          value: () => Promise.reject(new DOMException('gone', 'NotFoundError')),
        });
        const event = new DragEvent('drop', { bubbles: true, cancelable: true });
        Object.defineProperty(event, 'dataTransfer', { value: { files: [file] } });
        document.body.dispatchEvent(event);
      });
      await reader.until('gone', async () =>
        /“gone\.txt” could not be read/.test(await reader.text('#notice')),
      );
      assert.match(await reader.shown(), /Mine\./);
      assert.deepEqual(reader.faults, []);
      await reader.close();
    });

    test('text and pages of older systems are read in their own encoding', async () => {
      const reader = await newReader();
      const old = [...'The force’s “work” is good.'].map(
        (c) => ({ '’': 0x92, '“': 0x93, '”': 0x94 })[c] ?? c.charCodeAt(0),
      );
      await dropBytes(reader, { 'old.txt': new Uint8Array(old) });
      await reader.until('text', async () => (await reader.shown()).includes('The force’s “work” is good.'));
      const head = '<html><meta http-equiv=Content-Type content="text/html; charset=windows-1252"><p>Page: ';
      await dropBytes(reader, { 'old.htm': new Uint8Array([...Buffer.from(head), ...old]) });
      await reader.until('page', async () =>
        (await reader.shown()).includes('Page: The force’s “work” is good.'),
      );
      await reader.close();
    });

    test('a long PDF shows how far it is and can be stopped; nothing is lost', async () => {
      const reader = await newReader();
      await reader.paste('Mine.');
      const page = flow(`${TEXT} ${TEXT} ${TEXT}`, { x: 60, y: 100, width: 220 });
      await dropBytes(reader, { 'long.pdf': makePdf(Array.from({ length: 2500 }, () => page)) });
      await reader.until('progress', async () => /page \d+ of 2500/.test(await reader.text('#reading')));
      await reader.page.$eval('#reading [data-do="reading-stop"]', (e) =>
        /** @type {HTMLElement} */ (e).click(),
      );
      await reader.until('said', async () => /you stopped it/.test(await reader.text('#notice')));
      assert.match(await reader.shown(), /Mine\./);
      await reader.close();
    });

    for (const id of ['html', 'candour'])
      test(`what is saved as ${id} opens again, changes and all`, async () => {
        const reader = await newReader();
        await reader.paste(`${TEXT} <script>alert(1)</script>`);
        await reader.settled();
        await reader.page.type('#title', 'A <b>title</b>');
        await reader.press('F8');
        await reader.until('the card', () => reader.sees('#card [data-do="dismiss"]'));
        await reader.click('#card [data-do="dismiss"]');
        const { name, data } = await saved(reader, id);
        assert.match(name, /^A b title b\.(html|candour\.json)$/);
        assert.deepEqual(reader.faults, []);
        await reader.close();
        const other = await newReader();
        await dropBytes(other, { [name]: data });
        await other.until('the text', async () =>
          (await other.shown()).includes('<script>alert(1)</script>'),
        );
        await other.until('the change', async () => (await other.text('#tab-changes .number')) === '1');
        await other.close();
      });

    test('Word, Markdown, CSV and JSON are made', async () => {
      const reader = await newReader();
      await reader.paste(TEXT);
      await reader.settled();
      for (const [id, start] of /** @type {const} */ ([
        ['word', 'PK'],
        ['markdown', '# '],
        ['csv', '\u00ef\u00bb\u00bf"Number"'],
        ['json', '{'],
      ])) {
        const { data } = await saved(reader, id);
        assert.ok(Buffer.from(data).toString('latin1').startsWith(start), id);
        await reader.press('Escape');
      }
      assert.deepEqual(reader.faults, []);
      await reader.close();
    });

    test('several files at once: a table of every kind, that sorts, saves and opens any of them', async () => {
      const reader = await newReader();
      await reader.paste('Mine.');
      const key = `<${'00'.repeat(32)}>`;
      const lock = `/Encrypt << /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >> /ID [<00> <00>]`;
      const word = new d.Document({ sections: [{ children: [new d.Paragraph(TEXT)] }] });
      await dropBytes(reader, {
        '=cmd.txt': TEXT,
        'b.txt': 'Everything is excellent. It is a very good force. It is good at its work.',
        'c.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
        'd.pdf': makePdf([flow(TEXT, { x: 60, y: 100, width: 400 })]),
        'e.docx': new Uint8Array(await d.Packer.toBuffer(word)),
        'f.candour.json': toCandourFile({ ...EMPTY, text: TEXT, title: '<b>Kept</b>' }),
        'locked.pdf': makePdf([[{ text: 'x', x: 60, y: 100 }]], { extra: lock }),
        'bad.pdf': '%PDF-1.7 nothing',
        'captions.vtt': 'WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>The force is good.',
      });
      await reader.until('all read', () => reader.sees('#several [data-do="several-save"]'));
      const rows = await reader.texts('#several tbody tr');
      assert.equal(rows.length, 9);
      assert.match(rows[2], /picture/);
      assert.match(rows[5], /^<b>Kept<\/b>/);
      assert.match(rows[6], /protected with a password/);
      assert.match(rows[7], /damaged/);
      assert.ok(!rows.some((row) => /…/.test(row)), rows.join('\n'));
      assert.match(await reader.shown(), /Mine\./);
      await reader.click('#several [data-do="several-sort"][data-id="strengths"]');
      await reader.until('sorted', async () => /^b\d/.test((await reader.texts('#several tbody tr'))[0]));
      assert.equal(await reader.attribute('#several thead th:nth-child(2)', 'aria-sort'), 'descending');
      // By theme: the same columns, of that theme alone.
      await reader.choose('#several select', 'protecting-vulnerable');
      await reader.until('by theme', async () => /^b000/.test((await rowOf(reader, 'b')) ?? ''));
      assert.match((await rowOf(reader, '=cmd')) ?? '', /^=cmd01\d$/);
      const csv = await caught(reader, () => reader.click('#several [data-do="several-save"]'));
      const lines = Buffer.from(csv.data).toString('utf8').split('\r\n').filter(Boolean);
      assert.match(
        lines[0],
        /^\ufeff"Document","Strengths","Concerns","Grave concerns",".*"Protecting vulnerable people: strengths"/,
      );
      assert.equal(lines.length, 7);
      assert.match(lines[1], /^"'=cmd",1,1,/);
      await reader.click('#several tbody button[data-id="3"]');
      await reader.until('opened', async () => (await reader.shown()).includes('preventing crime'));
      await reader.click('#notice [data-do="undo"]');
      await reader.until('back', async () => /Mine\./.test(await reader.shown()));
      assert.deepEqual(reader.faults, []);
      await reader.close();
    });
  });
