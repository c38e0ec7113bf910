// A comparison as Markdown: the figures as a table, then what was said, theme by theme.
import { plain } from '../export/markdown.js';
import { capital } from '../words.js';
import { CHANGE, HOW, figures } from './compare.js';

/** @typedef {import('./compare.js').Side} Side */

/** @param {string} heading @param {Side} side */
function said(heading, side) {
  const items = side.items.map(
    ({ weight, label, quote }) => `- ${capital(weight)} ${label}: “${plain(quote)}”`,
  );
  return [`### ${heading}`, ...(items.length ? [items.join('\n')] : ['Nothing said.'])];
}

/** @param {import('./compare.js').Comparison} comparison */
export function comparisonToMarkdown({ then, now, rows, sentence }) {
  const parts = [
    `# ${plain(then.title)} and ${plain(now.title)} compared`,
    `Then: ${plain(then.title)}. Now: ${plain(now.title)}. Read by Candour on ${plain(now.date)}, ${plain(now.framework)}.`,
    plain(sentence),
    plain(HOW),
    [
      '| Theme | Then | Now | Change |',
      '| --- | --- | --- | --- |',
      ...rows.map((row) =>
        ['', plain(row.title), figures(row.then), figures(row.now), CHANGE[row.change], '']
          .join(' | ')
          .trim(),
      ),
    ].join('\n'),
  ];
  for (const row of rows)
    parts.push(
      `## ${plain(row.title)}: ${CHANGE[row.change]}`,
      ...said(`Then: ${plain(then.title)}`, row.then),
      ...said(`Now: ${plain(now.title)}`, row.now),
    );
  return `${parts.join('\n\n')}\n`;
}
