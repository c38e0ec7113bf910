// PDFs: sentences come out whole, in reading order, without what stands on every page.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { join } from '../../web/src/import/pdf-text.js';
import { readPdf } from '../../web/src/import/pdf.js';
import { flow, makePdf } from './pdfs.mjs';

const LEFT =
  'The force is good at preventing crime. It understands the risks that its communities face and acts on them early. Officers are well trained in de-escalation. It fails to protect vulnerable children, because it does not have enough trained detectives to look into every case that it is told of in good time.';
const RIGHT =
  'Leaders know where the weaknesses are. They have begun to put them right, and there are signs of progress in the control room. Calls are answered faster than last year. The backlog of digital examinations has grown by a third, and victims of fraud wait for seven months until they hear anything at all.';
const THIRD =
  'The workforce is treated with fairness. Sickness is lower than in other forces. Even so, morale among detectives is poor and some of them told us that they would leave if they could find work elsewhere, which would be a loss for the public that they serve so well and so patiently.';

/** @param {string} text */
const flat = (text) => text.replace(/\s+/g, ' ');

/** @param {import('./pdfs.mjs').Placed[][]} pages @param {object} [options] */
const read = (pages, options) => readPdf(makePdf(pages, options), () => {});

test('one column: paragraphs are whole and apart', async () => {
  const { text, title } = await read([flow(`${LEFT}\n\n${RIGHT}`, { x: 60, y: 100, width: 450 })], {
    title: 'A statement',
  });
  assert.deepEqual(text.split('\n\n'), [LEFT, RIGHT]);
  assert.equal(title, 'A statement');
});

test('two columns are read one after the other', async () => {
  const { text } = await read([
    [
      { text: 'Annual assessment of Calderbrook Police by the inspectorate', x: 60, y: 70, size: 16 },
      ...flow(LEFT, { x: 60, y: 120, width: 220 }),
      ...flow(RIGHT, { x: 320, y: 126, width: 220 }),
    ],
  ]);
  assert.equal(text, `## Annual assessment of Calderbrook Police by the inspectorate\n\n${LEFT}\n\n${RIGHT}`);
});

test('three columns are read one after the other', async () => {
  const { text } = await read([
    [
      ...flow(LEFT, { x: 50, y: 100, width: 150 }),
      ...flow(RIGHT, { x: 225, y: 100, width: 150 }),
      ...flow(THIRD, { x: 400, y: 100, width: 150 }),
    ],
  ]);
  assert.equal(flat(text), `${LEFT} ${RIGHT} ${THIRD}`);
});

test('a sentence goes on over columns and pages, over headers, footers and page numbers', async () => {
  const words = `${LEFT} ${RIGHT} ${THIRD}`.split(' ');
  const part = Math.ceil(words.length / 6);
  const pages = [0, 1, 2].map((page) => [
    { text: 'Calderbrook Police: inspection report', x: 60, y: 40, size: 8 },
    ...flow(words.slice(2 * page * part, (2 * page + 1) * part).join(' '), { x: 60, y: 120, width: 200 }),
    ...flow(words.slice((2 * page + 1) * part, (2 * page + 2) * part).join(' '), {
      x: 320,
      y: 120,
      width: 200,
    }),
    { text: 'Published by the inspectorate, May 2027', x: 60, y: 800, size: 8 },
    { text: `Page ${page + 1} of 3`, x: 480, y: 800, size: 8 },
  ]);
  const { text } = await read(pages);
  assert.equal(flat(text), words.join(' '));
});

test('words hyphenated at line ends are whole again; those with a hyphen of their own keep it', async () => {
  const source =
    'The con|stabulary has made con|siderable progress in its neighbour|hood teams and in anti-|social behaviour. It is a well-|run force whose investi|gations are thorough, and its under|standing of demand is good. Super|vision is not con|sistent across the dis|tricts.';
  const { text } = await read([flow(source, { x: 60, y: 100, width: 130 })]);
  assert.equal(flat(text), source.replaceAll('|', ''));
  const known = new Set(['multi-agency', 'policing']);
  assert.equal(join('multi-', 'agency work', known), 'multi-agency work');
  assert.equal(join('polic-', 'ing', known), 'policing');
  assert.equal(join('risk assess\u00ad', 'ment', known), 'risk assessment');
  assert.equal(join('from 2019-', '2020', known), 'from 2019- 2020');
});

test('footnote marks are no words, and footnotes stand after the text', async () => {
  const { text } = await read([
    [
      { text: 'The force is good at this', x: 60, y: 100 },
      { text: '1', x: 176, y: 96, size: 6 },
      { text: ' and it', x: 180, y: 100 },
      { text: 'does not have enough staff to answer every', x: 60, y: 113 },
      { text: 'call that it receives, so that many', x: 60, y: 126 },
      { text: '1  A survey of victims in May 2026.', x: 60, y: 780, size: 7 },
    ],
    [
      { text: 'people wait for hours. This must change', x: 60, y: 100 },
      { text: 'at once, and the chief constable agrees.', x: 60, y: 113 },
    ],
  ]);
  assert.equal(
    text,
    'The force is good at this and it does not have enough staff to answer every call that it receives, so that many people wait for hours. This must change at once, and the chief constable agrees.\n\n1 A survey of victims in May 2026.',
  );
});

test('headings and bullets stand by themselves', async () => {
  const { text } = await read([
    [
      { text: 'Areas for improvement', x: 60, y: 100, size: 14 },
      ...flow('The force should act on the following without any delay at all.', {
        x: 60,
        y: 130,
        width: 400,
      }),
      { text: '• Record crime within a day.', x: 70, y: 160 },
      { text: '• Train supervisors.', x: 70, y: 173 },
    ],
  ]);
  assert.deepEqual(text.split('\n\n'), [
    '## Areas for improvement',
    'The force should act on the following without any delay at all.',
    '- Record crime within a day.',
    '- Train supervisors.',
  ]);
});

test('progress is told page by page', async () => {
  /** @type {number[][]} */
  const told = [];
  await readPdf(makePdf([1, 2, 3].map((n) => [{ text: `Text ${n}`, x: 60, y: 300 }])), (...p) =>
    told.push(p),
  );
  assert.deepEqual(told, [
    [1, 3],
    [2, 3],
    [3, 3],
  ]);
});

/** @param {string} why */
const refusal = (why) => (/** @type {any} */ error) => error.name === 'Unreadable' && error.why === why;

test('a scan, a protected and a broken PDF say what they are', async () => {
  await assert.rejects(read([[]]), refusal('scan'));
  const key = `<${'00'.repeat(32)}>`;
  const encrypt = `/Encrypt << /Filter /Standard /V 1 /R 2 /O ${key} /U ${key} /P -4 >> /ID [<00> <00>]`;
  await assert.rejects(
    readPdf(makePdf([[{ text: 'secret', x: 60, y: 100 }]], { extra: encrypt }), () => {}),
    refusal('encrypted'),
  );
  await assert.rejects(
    readPdf(new Uint8Array(Buffer.from('%PDF-1.7\nnothing of the kind')), () => {}),
    refusal('broken'),
  );
});
