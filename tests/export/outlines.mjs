// An outline for tests, with whatever is put into its fields.
import { CORRECTED, correctionAt, EMPTY } from '../share/records.mjs';

/** @typedef {import('../../web/src/export/telling.js').Outline} Outline */
/** @typedef {import('../../web/src/export/telling.js').Item} Item */

/** @param {string} words the one thing that stands in every field @returns {Outline} */
export function outlineWith(words) {
  const text = `${words} and ${words}`;
  const item = (/** @type {Partial<Item>} */ rest) => ({
    ...{ number: 1, label: /** @type {const} */ ('concern'), severity: 3, weight: 'grave', confidence: 0.9 },
    ...{
      kind: /** @type {const} */ ('action'),
      trend: 'worse',
      trendWords: 'getting worse',
      by: 'Changed by you',
    },
    ...{
      themes: [words, words],
      themeIds: [words],
      speaker: words,
      line: 1,
      quote: words,
      why: words,
      note: words,
    },
    ...{ from: 0, to: words.length },
    ...rest,
  });
  return {
    ...{ title: words, date: '1 May 2027', framework: words, sentence: words, text },
    themes: [{ title: words, strengths: 1, concerns: 1 }],
    items: [
      item({}),
      item({ number: 2, label: 'strength', severity: 1, from: words.length + 5, to: text.length }),
    ],
    record: {
      ...EMPTY,
      text,
      title: words,
      corrections: [correctionAt(text, 0, words.length, { note: words, themes: [words] })],
    },
  };
}

/** What tries to become script, markup, a formula or a link. */
export const HOSTILE = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '</style><svg onload=alert(1)>',
  '</mark></div><iframe src="javascript:alert(1)">',
  '&lt;b&gt; &#60;script&#62;',
  ']]>-->',
  '=HYPERLINK("http://evil.example","click")',
  '+1+cmd|’/c calc’!A0',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  ' =1+1',
  '＝1+1',
  '[click](javascript:alert(1))',
  '![x](http://evil.example/x.png)',
  '`code` **bold** | cell | http://evil.example',
  'a\u0000b\ud800c\ufffe',
  '${alert(1)} {{constructor.constructor("alert(1)")()}}',
];

export { CORRECTED };
