// The page's Content-Security-Policy: it may load what lies beside it and run its own script, and nothing else.
// Wasm needs its own leave; workers come from beside the page (or, in one file, from a Blob).
export const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self' blob:",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types candour',
].join('; ');

/**
 * The policy of the single file: its one script and one style by their hashes, workers from within, no address at all.
 * @param {string} script hash
 * @param {string} style hash
 */
export const singlePolicy = (script, style) =>
  [
    "default-src 'none'",
    `script-src ${script} 'wasm-unsafe-eval'`,
    'worker-src blob:',
    `style-src ${style}`,
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types candour',
  ].join('; ');

/**
 * Writes the policy into the built page, before everything else in its head.
 * @returns {import('vite').Plugin}
 */
export function contentSecurityPolicy() {
  return {
    name: 'content-security-policy',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) =>
        html.replace(
          '<meta charset="utf-8" />',
          (charset) => `${charset}\n    <meta http-equiv="Content-Security-Policy" content="${POLICY}" />`,
        ),
    },
  };
}
