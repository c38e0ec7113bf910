// The clipboard as Word, Outlook, Google Docs, Gmail, Excel and browsers fill it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filesOfClipboard, textOfClipboard } from '../../web/src/import/paste.js';

/** @param {string} body */
const word = (body) =>
  `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-family:"Calibri",sans-serif;} @list l0 {mso-list-id:1;} --></style></head>
<body lang=EN-GB style='word-wrap:break-word'><!--StartFragment-->${body}<!--EndFragment--></body></html>`;

/** @param {string} text */
const bullet = (text) =>
  `<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-bidi-font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>${text}<o:p></o:p></p>`;

test('Word: title, headings, paragraphs, its own lists, tables, footnotes; no run-together words', () => {
  const html = word(
    `<p class=MsoTitle>Calderbrook</p><h2>What we\nfound<o:p></o:p></h2>
<p class=MsoNormal><b>Leaders</b> know\nthis.<a style='mso-footnote-id:ftn1' href="#_ftn1"><span class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]>[1]<![endif]></span></span></a> They act.<o:p></o:p></p>
${bullet('It fails to record crime.')}${bullet('It trains supervisors.')}
<table class=MsoTableGrid border=1><tr><td width=100 valign=top><p class=MsoNormal>Investigating crime<o:p></o:p></p></td><td><p class=MsoNormal>Inadequate<o:p></o:p></p></td></tr><tr><td><p class=MsoNormal>Leadership</p></td><td><p class=MsoNormal>Good</p></td></tr></table>
<p class=MsoNormal><span style='mso-hide:all'>hidden</span>End.</p>`,
  );
  assert.equal(
    textOfClipboard(html, 'Calderbrook\r\nWhat we found\r\n…'),
    '# Calderbrook\n\n## What we found\n\nLeaders know this. They act.\n\n- It fails to record crime.\n\n- It trains supervisors.\n\nInvestigating crime \u2003 Inadequate\nLeadership \u2003 Good\n\nEnd.',
  );
});

test('Google Docs: the text within its <b>, lists of paragraphs, marks raised by style', () => {
  const span = (/** @type {string} */ text, more = '') =>
    `<span style="font-size:11pt;font-family:Arial;color:#000000;white-space:pre;white-space:pre-wrap;${more}">${text}</span>`;
  const html = `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1"><h1 dir="ltr">${span('Findings')}</h1><p dir="ltr">${span('The force is good')}${span('1', 'vertical-align:super;')}${span(' at this.')}</p><ul><li dir="ltr" aria-level="1"><p dir="ltr" role="presentation">${span('It fails.')}</p></li><li dir="ltr"><p dir="ltr">${span('It learns.')}</p></li></ul></b><br class="Apple-interchange-newline">`;
  assert.equal(
    textOfClipboard(html, 'Findings\nThe force is good1 at this.\nIt fails.\nIt learns.'),
    '# Findings\n\nThe force is good at this.\n\n- It fails.\n- It learns.',
  );
});

test('an e-mail: lines of their own, quoted ones too, without what it hides', () => {
  const html = `<div dir="ltr"><div style="display:none;max-height:0">Preview of the letter</div><div>Dear Ann,</div><div><br></div><div>The force is good.</div><blockquote class="gmail_quote"><p>It is slow.</p></blockquote><table role="presentation"><tbody><tr><td><table><tbody><tr><td>Kind regards</td></tr></tbody></table></td></tr></tbody></table></div>`;
  assert.equal(
    textOfClipboard(html, 'Dear Ann,\n\nThe force is good.'),
    'Dear Ann,\n\nThe force is good.\n\nIt is slow.\n\nKind regards',
  );
});

test('cells of a spreadsheet stand apart', () => {
  const html =
    '<html><body><table><col width=64><tr height=20><td>Theme</td><td>Grade</td></tr><tr><td>Crime</td><td>Good</td></tr></table></body></html>';
  assert.equal(
    textOfClipboard(html, 'Theme\tGrade\r\nCrime\tGood\r\n'),
    'Theme \u2003 Grade\nCrime \u2003 Good',
  );
});

test('a browser’s page: reference marks with all their styles, and no text of scripts or pictures', () => {
  const style = 'color: rgb(32, 33, 34); font-family: sans-serif; '.repeat(8);
  const html = `<meta charset='utf-8'><p style="${style}">The force is good<sup style="${style}"><a style="${style}" href="https://site.example/#note"><span style="${style}">[</span>12<span style="${style}">]</span></a></sup> and kind.</p><script>no</script><img alt="no" src=x onerror="no"><svg><text>no</text></svg><iframe>no</iframe><p>End.</p>`;
  assert.equal(
    textOfClipboard(html, 'The force is good[12] and kind.\n\nEnd.'),
    'The force is good and kind.\n\nEnd.',
  );
});

test('where the HTML says no more than the plain text, the plain text is taken as it is', () => {
  assert.equal(textOfClipboard('<span>fails to</span>', ' fails to'), null);
  assert.equal(textOfClipboard('', 'x'), null);
  assert.equal(textOfClipboard('<img src=x>', 'x'), null);
  assert.equal(textOfClipboard('<span class=line>one</span><span class=line>two</span>', 'one\ntwo'), null);
  assert.equal(textOfClipboard(`<p>a</p><p>b</p>${' '.repeat(4_000_000)}`, 'a\nb'), null);
  assert.equal(textOfClipboard('<p>Only HTML.</p>', ''), 'Only HTML.');
});

test('a picture of the words beside the words is no file to open', () => {
  const png = new File(['x'], 'image.png', { type: 'image/png' });
  const pdf = new File(['x'], 'report.pdf', { type: 'application/pdf' });
  const clipboard = (/** @type {File[]} */ files, /** @type {string[]} */ types) =>
    filesOfClipboard(/** @type {any} */ ({ files, types }));
  assert.deepEqual(clipboard([png], ['text/html', 'text/plain', 'Files']), []);
  assert.deepEqual(clipboard([png], ['Files']), [png]);
  assert.deepEqual(clipboard([pdf], ['text/plain', 'Files']), [pdf]);
});
