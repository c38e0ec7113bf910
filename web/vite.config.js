// Builds the page: web/ → dist/site/.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { contentSecurityPolicy } from './csp.js';
import { appPlugins } from './pwa.js';

const here = (/** @type {string} */ path) => fileURLToPath(new URL(path, import.meta.url));

/** The single file (scripts/single.mjs) has its parts within itself. */
const inOneFile = [{ find: /^(\.\.?\/(?:run\/)?)site\.js$/, replacement: '$1single.js' }];

export default defineConfig(({ mode }) => ({
  root: here('.'),
  base: './',
  clearScreen: false,
  plugins: mode === 'single' ? [] : [contentSecurityPolicy(), appPlugins()],
  resolve: {
    alias: [
      ...(mode === 'single' ? inOneFile : []),
      // CodeMirror's style sheets, in a way that the Content-Security-Policy allows.
      { find: /^style-mod$/, replacement: here('src/editor/style-mod.js') },
      { find: /^style-mod-original$/, replacement: here('../node_modules/style-mod/src/style-mod.js') },
    ],
  },
  build: {
    outDir: here('../dist/site'),
    emptyOutDir: true,
    target: ['chrome111', 'firefox115', 'safari16.4'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  worker: { format: 'es' },
  server: { fs: { allow: [here('..')] } },
}));
