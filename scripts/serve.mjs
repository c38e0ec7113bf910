// Serves dist/site on this machine only, with the headers that a host should send: npm run serve
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { PlainError, at, main, say } from './run.mjs';

const HOST = '127.0.0.1';
const FIRST_PORT = 8080;
const LAST_PORT = 8179;

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
};

/** A worker runs under the policy that its own script came with: code and data from this server, nothing else. */
const SCRIPT_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";

/**
 * The policy that a page states in its own <meta>, and that no one may frame it, which only a header can say.
 * @param {string} file
 */
function pagePolicy(file) {
  const tag =
    /<meta[^>]+http-equiv="Content-Security-Policy"[^>]*>/i.exec(readFileSync(file, 'utf8'))?.[0] ?? '';
  const own = /content="([^"]*)"/i.exec(tag)?.[1] ?? "default-src 'none'";
  return `${own.replace(/;\s*$/, '')}; frame-ancestors 'none'`;
}

/**
 * The file that an address names, or undefined.
 * @param {string} folder
 * @param {string} url
 */
function fileFor(folder, url) {
  let path;
  try {
    path = decodeURIComponent(new URL(url, 'http://localhost').pathname);
  } catch {
    return undefined;
  }
  if (path.includes('\0')) return undefined;
  const file = join(folder, normalize(path.endsWith('/') ? `${path}index.html` : path));
  if (!file.startsWith(folder + sep)) return undefined;
  return statSync(file, { throwIfNoEntry: false })?.isFile() ? file : undefined;
}

/**
 * @param {string} file
 * @param {string} folder
 */
function headersFor(file, folder) {
  const type = extname(file);
  // Vite puts what carries a hash in its name in assets/.
  const hashed = file.startsWith(join(folder, 'assets') + sep);
  return {
    'Content-Type': TYPES[type] ?? 'application/octet-stream',
    'Content-Length': statSync(file).size,
    'Cache-Control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    'Content-Security-Policy': type === '.html' ? pagePolicy(file) : SCRIPT_POLICY,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}

/**
 * A server of the files in a folder; it does not listen yet.
 * @param {string} folder
 */
export function siteServer(folder) {
  return createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const file = fileFor(folder, request.url ?? '/');
    if (!file) {
      response
        .writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' })
        .end('There is nothing here.\n');
      return;
    }
    response.writeHead(200, headersFor(file, folder));
    if (request.method === 'HEAD') response.end();
    else
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
  });
}

/**
 * Listens on the first free port from `port` to `last`.
 * @param {import('node:http').Server} server
 * @param {number} [port]
 * @param {number} [last]
 * @returns {Promise<number>}
 */
export function listen(server, port = FIRST_PORT, last = LAST_PORT) {
  return new Promise((resolve, reject) => {
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      if (taken && port < last) resolve(listen(server, port + 1, last));
      else reject(error);
    });
    server.listen(port, HOST, () => {
      server.removeAllListeners('error');
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}

/** Serves the built page until the process ends. */
export async function serve() {
  const folder = at('dist/site');
  if (!statSync(folder, { throwIfNoEntry: false }))
    throw new PlainError("Nothing is built yet: run 'npm start'.");
  const port = await listen(siteServer(folder));
  say(`\nCandour is at http://localhost:${port}/\nOnly this machine can reach it. Ctrl+C ends it.`);
}

await main(import.meta.url, serve);
