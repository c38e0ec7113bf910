// The findings as Markdown. Nothing in the document can become a link, an image or markup.
import { about, weightiestFirst } from './telling.js';

/** @typedef {import('./telling.js').Outline} Outline */

/** @param {string} text */
export function plain(text) {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\\`*_{}[\]#|~@]/g, '\\$&')
    .replace(/^([-+=]|\d+(?=[.)]))/, '\\$1')
    .replace(/^\\(\d+)/, '$1\\')
    .replace(/\b(https?|ftp|mailto|www)([:.])/gi, '$1\\$2');
}

/** @param {Outline} outline */
export function toMarkdown(outline) {
  const { title, date, framework, sentence, themes } = outline;
  const parts = [
    `# ${plain(title)}`,
    `Read by Candour on ${plain(date)}, ${plain(framework)}.`,
    plain(sentence),
  ];
  if (themes.length)
    parts.push(
      '## By theme',
      [
        '| Theme | Concerns | Strengths |',
        '| --- | ---: | ---: |',
        ...themes.map((t) => `| ${plain(t.title)} | ${t.concerns} | ${t.strengths} |`),
      ].join('\n'),
    );
  for (const [heading, label] of /** @type {const} */ ([
    ['Concerns', 'concern'],
    ['Strengths', 'strength'],
  ])) {
    const items = weightiestFirst(outline, label);
    if (!items.length) continue;
    parts.push(`## ${heading} (${items.length})`);
    for (const item of items) {
      const lines = [`> ${plain(item.quote)}`, '>', `> ${plain(`${about(item)}. ${item.why}`)}`];
      if (item.note) lines.push('>', `> Note: ${plain(item.note)}`);
      parts.push(lines.join('\n'));
    }
  }
  return `${parts.join('\n\n')}\n`;
}
