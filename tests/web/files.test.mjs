// Files in and files out, in the page: what is saved opens again, PDFs and Word documents are read on the device.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import * as d from 'docx';
import { makePdf, flow } from '../import/pdfs.mjs';
import { NAME } from './browser.mjs';
import { dropBytes, saved } from './handing.mjs';
import { newReader, withBrowser } from './reader.mjs';

const TEXT = 'The force is good at preventing crime. However, it fails to protect vulnerable children.';

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
        assert.equal(await other.text('#tab-changes .number'), '1');
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

    test('several files at once: a table of them, from which one is opened', async () => {
      const reader = await newReader();
      await dropBytes(reader, {
        'a.txt': TEXT,
        'b.txt': 'Everything is excellent. It is a very good force.',
        'c.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
      });
      await reader.until('both read', async () => !/…/.test(await reader.text('#several')));
      const rows = await reader.texts('#several tbody tr');
      assert.equal(rows.length, 3);
      assert.match(rows[2], /picture/);
      await reader.page.$$eval('#several tbody button', (all) => /** @type {HTMLElement} */ (all[0]).click());
      await reader.until('opened', async () => (await reader.shown()).includes('preventing crime'));
      await reader.close();
    });
  });
