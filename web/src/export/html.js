// The report in one HTML file: it opens anywhere, needs no script and no network, and holds the document itself, so
// that it can be dropped back into Candour. Everything from the document is escaped; the file's own policy forbids
// script and every request.
import { toCandourFile } from './json.js';
import { about, weightiestFirst } from './telling.js';
import { STYLE } from './html-style.js';

/** @typedef {import('./telling.js').Outline} Outline */
/** @typedef {import('./telling.js').Item} Item */

/** Where the document lies in the file. */
const STATE_OPENS = '<script type="application/json" id="candour-document">';
const STATE_CLOSES = '</script>';

/** @param {string | number} text */
export function escape(text) {
  return String(text)
    .replaceAll('\0', '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** @param {string} text */
async function hashOf(text) {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}

/** Longest bar, in pixels. */
const BAR = 160;

/** @param {Outline} outline */
function chart({ themes }) {
  if (!themes.length) return '';
  const most = Math.max(...themes.flatMap((t) => [t.concerns, t.strengths]), 1);
  const bar = (/** @type {string} */ label, /** @type {number} */ n) =>
    `<td class="${label}"><svg aria-hidden="true" width="${BAR}" height="12"><rect width="${Math.round((BAR * n) / most)}" height="12" rx="2"/></svg> ${n}</td>`;
  const rows = themes.map(
    (t) =>
      `<tr><th scope="row">${escape(t.title)}</th>${bar('concern', t.concerns)}${bar('strength', t.strengths)}</tr>`,
  );
  return `<section><h2>By theme</h2><table><thead><tr><th scope="col">Theme</th><th scope="col">Concerns</th><th scope="col">Strengths</th></tr></thead><tbody>${rows.join('\n')}</tbody></table></section>`;
}

/** @param {Item} item */
function row(item) {
  const note = item.note ? `<p class="note">${escape(item.note)}</p>` : '';
  return `<li class="${item.label} sev-${item.severity}"><q>${escape(item.quote)}</q><p class="meta">${escape(`${about(item)}. ${item.why}`)}</p>${note}</li>`;
}

/** @param {Outline} outline @param {string} heading @param {'strength' | 'concern'} label */
function group(outline, heading, label) {
  const items = weightiestFirst(outline, label);
  if (!items.length) return '';
  return `<section><h2>${heading} (${items.length})</h2><ol>${items.map(row).join('\n')}</ol></section>`;
}

/** @param {Outline} outline */
function markedText({ text, items }) {
  let html = '';
  let at = 0;
  for (const { from, to, label, severity, weight } of items) {
    if (from < at) continue;
    html += escape(text.slice(at, from));
    html += `<mark class="${label} sev-${severity}" title="${weight} ${label}">${escape(text.slice(from, to))}</mark>`;
    at = to;
  }
  return html + escape(text.slice(at));
}

/** @param {Outline} outline */
export async function toHtml(outline) {
  const { title, date, framework, sentence, record } = outline;
  const policy = `default-src 'none'; style-src 'sha256-${await hashOf(STYLE)}'; base-uri 'none'; form-action 'none'`;
  // In a data block "<" is the one sign that could end it.
  const state = toCandourFile(record).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="Candour">
<title>${escape(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<header><h1>${escape(title)}</h1><p class="aside">Read by Candour on ${escape(date)}, ${escape(framework)}</p></header>
<p class="lede">${escape(sentence)}</p>
${chart(outline)}
${group(outline, 'Concerns', 'concern')}
${group(outline, 'Strengths', 'strength')}
<section><h2>The text</h2><div class="text">${markedText(outline)}</div></section>
<footer>This file holds the whole text, the findings and the reader’s changes. Opened in Candour, it can be worked on.</footer>
</main>
${STATE_OPENS}${state}${STATE_CLOSES}
</body>
</html>
`;
}

/**
 * The document that a report holds, as JSON, or null.
 * @param {string} html
 */
export function stateOf(html) {
  const start = html.lastIndexOf(STATE_OPENS);
  if (start < 0) return null;
  const end = html.indexOf(STATE_CLOSES, start);
  return end < 0 ? null : html.slice(start + STATE_OPENS.length, end);
}
