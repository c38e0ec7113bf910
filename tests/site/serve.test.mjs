// The server of npm start: files of the page with the headers that a host should send, and nothing else.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { listen, siteServer } from '../../scripts/serve.mjs';

const folder = mkdtempSync(join(tmpdir(), 'candour-'));
const POLICY = "default-src 'none'; script-src 'self'";
mkdirSync(join(folder, 'site/assets'), { recursive: true });
writeFileSync(join(folder, 'secret.txt'), 'secret');
writeFileSync(
  join(folder, 'site/index.html'),
  `<!doctype html><meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>x</title>`,
);
writeFileSync(join(folder, 'site/assets/candour-1.wasm'), Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));

const server = siteServer(join(folder, 'site'));
let port = 0;
before(async () => {
  port = await listen(server, 0);
});
after(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

/**
 * A request with the path as it is: fetch would tidy it up.
 * @param {string} path
 * @param {string} [method]
 * @returns {Promise<{ status: number | undefined, headers: import('node:http').IncomingHttpHeaders, body: string }>}
 */
const ask = (path, method = 'GET') =>
  new Promise((resolve, reject) => {
    request({ port, host: '127.0.0.1', path, method }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body }));
    })
      .on('error', reject)
      .end();
  });

test('the page comes with its own policy, and nobody may frame it', async () => {
  for (const path of ['/', '/index.html', '/?x=1']) {
    const { status, headers } = await ask(path);
    assert.equal(status, 200);
    assert.equal(headers['content-type'], 'text/html; charset=utf-8');
    assert.equal(headers['content-security-policy'], `${POLICY}; frame-ancestors 'none'`);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['cache-control'], 'no-cache');
  }
});

test('WebAssembly comes as WebAssembly, so that it is compiled while it arrives', async () => {
  const response = await fetch(`http://127.0.0.1:${port}/assets/candour-1.wasm`);
  assert.equal(response.headers.get('content-type'), 'application/wasm');
  assert.match(response.headers.get('cache-control') ?? '', /immutable/);
  assert.ok((await WebAssembly.compileStreaming(response)) instanceof WebAssembly.Module);
});

test('nothing outside the folder is served', async () => {
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/%00',
    '/%',
    '/assets',
  ])
    assert.equal((await ask(path)).status, 404, path);
});

test('only reading is allowed', async () => {
  assert.equal((await ask('/', 'POST')).status, 405);
  const head = await ask('/', 'HEAD');
  assert.equal(head.status, 200);
  assert.equal(head.body, '');
});

test('a port that is taken is passed over', async () => {
  const second = siteServer(folder);
  const next = await listen(second, port, port + 50);
  assert.ok(next > port);
  second.close();
});
