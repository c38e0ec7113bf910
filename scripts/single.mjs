// Builds dist/candour.html, the whole tool in one file: npm run build single
// Its links lead to the hosted page where CANDOUR_SITE names one, or else to the file itself.
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { build } from 'vite';
import { singlePolicy } from '../web/csp.js';
import { PlainError, at, main, say } from './run.mjs';

/** @typedef {{ type: 'chunk', code: string } | { type: 'asset', fileName: string, source: string | Uint8Array }} Output */

/**
 * What Vite makes of one entry, without writing it.
 * @param {string} entry
 * @param {'es' | 'iife'} [format] workers from a Blob of a file:// page run as classic scripts only
 */
async function outputsOf(entry, format = 'es') {
  const outputs = await build({
    configFile: at('web/vite.config.js'),
    root: at('web'),
    logLevel: 'error',
    mode: 'single',
    define: format === 'iife' ? { 'import.meta.url': 'self.location.href' } : {},
    build: {
      write: false,
      // As a library: without Vite's helper for preloading, which needs a document.
      ...(format === 'iife' && { lib: { entry: at(entry), formats: [format], name: 'worker' } }),
      rollupOptions: { input: at(entry), output: { format, inlineDynamicImports: true } },
    },
  });
  return /** @type {Output[]} */ ([outputs].flat().flatMap((o) => ('output' in o ? o.output : [])));
}

/**
 * A script with all that it imports.
 * @param {string} entry
 * @param {'es' | 'iife'} [format]
 */
async function scriptOf(entry, format) {
  const chunks = (await outputsOf(entry, format)).flatMap((f) => (f.type === 'chunk' ? [f.code] : []));
  if (chunks.length !== 1) throw new PlainError(`${entry} became ${chunks.length} scripts.`);
  return chunks[0] ?? '';
}

/** A style sheet with all that it imports. @param {string} entry */
async function styleOf(entry) {
  const sheets = (await outputsOf(entry)).flatMap((f) =>
    f.type === 'asset' && f.fileName.endsWith('.css') ? [String(f.source)] : [],
  );
  if (sheets.length !== 1) throw new PlainError(`${entry} became ${sheets.length} style sheets.`);
  return sheets[0] ?? '';
}

/** @param {string | Uint8Array} data */
const packed = (data) => deflateRawSync(data, { level: 9 }).toString('base64');

/** @param {string} text */
const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What would end a script's element, written so that it does not; in strings and patterns both mean the same. @param {string} script */
const inline = (script) => script.replace(/<(\/script|!--)/gi, '\\x3c$1');

/** @param {string} text */
const attribute = (text) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

export async function buildSingle() {
  const script = inline(await scriptOf('web/src/main.js'));
  const style = (await styleOf('web/src/style/page.css')).replaceAll('</style', '<\\/style');
  const analyser = await scriptOf('wasm/worker.js', 'iife');
  const reading = await scriptOf('web/src/import/worker.js', 'iife');
  const site = process.env.CANDOUR_SITE ?? '';
  if (site && !/^https:\/\/[^\s"'<>?#]+$/.test(site))
    throw new PlainError(`CANDOUR_SITE is no address: ${site}`);
  const policy = singlePolicy(hashOf(script), hashOf(style));
  const data = (/** @type {string} */ id, /** @type {string} */ text) =>
    `<script type="text/plain" id="${id}">${text}</script>`;
  const licences = readFileSync(at('web/public/licences.txt'), 'utf8');
  const source = readFileSync(at('web/index.html'), 'utf8');
  const html = source
    .replace(/^\s*<(?:link|script)\b[^>]*(?:\/>|><\/script>)\n/gm, '')
    .replace(
      '<meta charset="utf-8" />',
      () => `<meta charset="utf-8" />\n    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    ${site ? `<meta name="candour-site" content="${attribute(site)}" />` : ''}`,
    )
    .replace('</head>', () => `  <style>${style}</style>\n  </head>`)
    .replace(
      '</body>',
      () =>
        `${[
          data('part-wasm', packed(readFileSync(at('build/wasm/candour.wasm')))),
          data('part-analyser', packed(analyser)),
          data('part-reading', packed(reading)),
          data('licences', inline(licences)),
          `<script type="module">${script}</script>`,
        ].join('\n')}\n  </body>`,
    );
  if (/(?:src|href)="(?!#|data:|https?:)/.test(html.slice(0, html.indexOf('<script type="text/plain"'))))
    throw new PlainError('The single file still names a file beside it.');
  writeFileSync(at('dist/candour.html'), html);
  // The hosted page offers it for download.
  copyFileSync(at('dist/candour.html'), at('dist/site/candour.html'));
  return html.length;
}

await main(import.meta.url, async () => {
  const bytes = await buildSingle();
  say(`dist/candour.html: ${(bytes / 1e6).toFixed(2)} MB`);
});
