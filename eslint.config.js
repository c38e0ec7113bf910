import js from '@eslint/js';
import globals from 'globals';

export default [
  { ignores: ['build/', 'dist/', 'third_party/'] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: { ecmaVersion: 2023, sourceType: 'module', globals: globals['shared-node-browser'] },
    rules: {
      'array-callback-return': 'error',
      eqeqeq: 'error',
      'no-alert': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-promise-executor-return': 'off',
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
          property,
          message: 'Text goes into the page as text: textContent, or elements made one by one.',
        })),
      ],
      'no-self-compare': 'error',
      'no-throw-literal': 'error',
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }],
      'no-var': 'error',
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['scripts/**', 'cmake/**', 'tests/**', '**/*.config.js'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['web/**', 'wasm/**'],
    languageOptions: { globals: { ...globals.browser, ...globals.worker, process: 'readonly' } },
  },
  // Functions handed to a page run in the browser.
  { files: ['tests/web/**'], languageOptions: { globals: globals.browser } },
];
