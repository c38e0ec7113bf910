// Runs the command line of the native build.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const program = fileURLToPath(new URL('../../build/native/candour', import.meta.url));

/**
 * @param {string[]} args
 * @param {{ input?: string | Uint8Array, env?: Record<string, string>, cwd?: string }} [options]
 */
export function candour(args, { input = '', env = {}, cwd } = {}) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    input,
    cwd,
    env: { ...process.env, ...env },
    maxBuffer: 1 << 30,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

/**
 * The analysis of a text, as JSON.
 * @param {string | Uint8Array} input
 * @param {string[]} [args]
 */
export function analysisOf(input, args = []) {
  const { code, out, err } = candour(['-', '--format', 'json', ...args], { input });
  if (code !== 0) throw new Error(`candour ended with ${code}: ${err}`);
  return JSON.parse(out);
}
