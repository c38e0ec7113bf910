// The report for Word, by the `docx` library, which is loaded only now.
import { about, weightiestFirst } from './telling.js';

/** @typedef {import('./telling.js').Outline} Outline */
/** @typedef {import('docx').Paragraph} Paragraph */

const COLOURS = { concern: 'AB4408', strength: '175CAD', soft: '555E67' };
/** Eighths of a point, and twentieths. */
const BAR = { concern: 24, strength: 18 };
const INDENT = 200;
const FULL_WIDTH = 100;

// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|\p{Surrogate}/gu;

/** Without the signs that XML cannot hold, halves of characters among them. @param {string} text */
export const forXml = (text) => text.replace(FORBIDDEN, '');

/**
 * @param {Outline} outline
 * @returns {Promise<Blob>}
 */
export async function toWord(outline) {
  const d = await import('docx');
  const { title, date, framework, sentence, themes } = outline;
  const run = (/** @type {string} */ text, /** @type {object} */ style = {}) =>
    new d.TextRun({ text: forXml(text), ...style });
  const paragraph = (/** @type {any[]} */ children, /** @type {object} */ style = {}) =>
    new d.Paragraph({ children, ...style });
  const heading = (/** @type {string} */ text) =>
    paragraph([run(text)], { heading: d.HeadingLevel.HEADING_1, keepNext: true });

  /** @type {(Paragraph | import('docx').Table)[]} */
  const body = [
    paragraph([run(title)], { heading: d.HeadingLevel.TITLE }),
    paragraph([run(`Read by Candour on ${date}, ${framework}`, { color: COLOURS.soft })]),
    paragraph([run(sentence, { size: 26 })], { spacing: { before: 200, after: 200 } }),
  ];
  if (themes.length) {
    const cell = (/** @type {string} */ text, /** @type {object} */ style = {}) =>
      new d.TableCell({ children: [paragraph([run(text, style)])] });
    body.push(
      heading('By theme'),
      new d.Table({
        width: { size: FULL_WIDTH, type: d.WidthType.PERCENTAGE },
        rows: [
          new d.TableRow({
            tableHeader: true,
            children: ['Theme', 'Concerns', 'Strengths'].map((name) => cell(name, { bold: true })),
          }),
          ...themes.map(
            (t) =>
              new d.TableRow({
                cantSplit: true,
                children: [
                  cell(t.title),
                  cell(String(t.concerns), { color: COLOURS.concern }),
                  cell(String(t.strengths), { color: COLOURS.strength }),
                ],
              }),
          ),
        ],
      }),
    );
  }
  for (const [name, label] of /** @type {const} */ ([
    ['Concerns', 'concern'],
    ['Strengths', 'strength'],
  ])) {
    const items = weightiestFirst(outline, label);
    if (items.length) body.push(heading(`${name} (${items.length})`));
    for (const item of items) {
      const border = {
        left: { style: d.BorderStyle.SINGLE, size: BAR[label], color: COLOURS[label], space: 8 },
      };
      const style = { border, indent: { left: INDENT } };
      body.push(
        paragraph([run(`“${item.quote}”`)], { ...style, keepNext: true, spacing: { before: 160 } }),
        paragraph(
          [
            run(about(item), { color: COLOURS[label], bold: true }),
            run(`. ${item.why}`, { color: COLOURS.soft }),
          ],
          style,
        ),
      );
      if (item.note) body.push(paragraph([run(item.note, { italics: true })], style));
    }
  }
  const file = new d.Document({
    creator: 'Candour',
    title: forXml(title),
    styles: { default: { document: { run: { font: 'Calibri', size: 22 } } } },
    sections: [{ children: body }],
  });
  return d.Packer.toBlob(file);
}
