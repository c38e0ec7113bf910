// The hosted page as an app: everything cached on the device, the new version only when the reader says so.
import { VitePWA } from 'vite-plugin-pwa';

/** PDF and Word readers are big and belong to what works without the network. */
const LARGEST_CACHED = 12_000_000;

export function appPlugins() {
  return VitePWA({
    strategies: 'generateSW',
    registerType: 'prompt',
    injectRegister: false,
    manifestFilename: 'manifest.webmanifest',
    manifest: /** @type {any} */ ({
      id: './',
      name: 'Candour',
      short_name: 'Candour',
      description:
        'What an assessment says is good and what it says is wrong, clause by clause, on your own device.',
      lang: 'en-GB',
      start_url: './',
      scope: './',
      display: 'standalone',
      background_color: '#f6f5f1',
      theme_color: '#f6f5f1',
      categories: ['productivity', 'utilities'],
      icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      share_target: {
        action: './share-target',
        method: 'POST',
        enctype: 'multipart/form-data',
        params: {
          title: 'title',
          text: 'text',
          url: 'url',
          files: [
            {
              name: 'file',
              accept: [
                ...[
                  'text/*',
                  'application/pdf',
                  'application/json',
                  '.txt',
                  '.md',
                  '.vtt',
                  '.srt',
                  '.pdf',
                  '.docx',
                ],
                'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
              ],
            },
          ],
        },
      },
      file_handlers: [
        {
          action: './',
          accept: {
            'application/json': ['.candour.json'],
            'text/plain': ['.txt', '.md', '.srt'],
            'text/vtt': ['.vtt'],
            'text/html': ['.html', '.htm'],
            'application/pdf': ['.pdf'],
            'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['.docx'],
          },
        },
      ],
      launch_handler: { client_mode: ['navigate-new', 'auto'] },
    }),
    workbox: {
      globPatterns: ['**/*.{html,js,css,wasm,svg,txt,webmanifest}'],
      globIgnores: ['candour.html', 'share-target.js', 'sw.js'],
      maximumFileSizeToCacheInBytes: LARGEST_CACHED,
      navigateFallback: 'index.html',
      navigateFallbackDenylist: [/candour\.html$/],
      importScripts: ['share-target.js'],
      inlineWorkboxRuntime: true,
      cleanupOutdatedCaches: true,
      sourcemap: false,
    },
  });
}
