// Where things are, and running programs.
import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * A path in the project.
 * @param {...string} parts
 */
export const at = (...parts) => join(root, ...parts);

export const jobs = availableParallelism();

/** A failure whose message is all there is to say: no stack is shown. */
export class PlainError extends Error {}

/** @param {string} text */
export function say(text) {
  console.log(text);
}

/**
 * The full path of a program, or undefined where the PATH has none.
 * @param {string} name
 */
export function onPath(name) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      if (statSync(path).isFile()) return path;
    } catch {
      // not here
    }
  }
  return undefined;
}

/**
 * What every program is run with besides our own environment.
 * @returns {NodeJS.ProcessEnv}
 */
export function environment() {
  return {
    ...process.env,
    // ccache finds what another clone of the project has compiled
    CCACHE_BASEDIR: process.env.CCACHE_BASEDIR ?? root,
    CCACHE_NOHASHDIR: '1',
    // Debian's Emscripten looks here for its JavaScript libraries, whichever Node runs it
    NODE_PATH: [process.env.NODE_PATH, '/usr/share/nodejs'].filter(Boolean).join(delimiter),
  };
}

/** @typedef {{ env?: Record<string, string>, cwd?: string, quiet?: boolean, input?: string, timeout?: number }} RunOptions */

/**
 * Runs a program to its end. With `quiet`, its output is kept and given back; otherwise it is shown as it comes.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { env = {}, cwd = root, quiet = false, input = '', timeout } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...environment(), ...env },
      timeout,
      killSignal: 'SIGKILL',
      stdio: ['pipe', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    /** @type {Buffer[]} */
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => resolve({ code: 127, output: `${command}: ${error.message}\n` }));
    child.on('close', (code, signal) => {
      const output = Buffer.concat(chunks).toString('utf8');
      resolve({ code: code ?? 1, output: signal ? `${output}${command}: ended by ${signal}\n` : output });
    });
    child.stdin?.on('error', () => {}); // a program may end without reading what it is given
    child.stdin?.end(input);
  });
}

/**
 * Runs a program that has to succeed.
 * @param {string} command
 * @param {string[]} args
 * @param {RunOptions} [options]
 */
export async function must(command, args, options = {}) {
  const { code, output } = await run(command, args, options);
  if (code !== 0) throw new PlainError(`${output}'${command} ${args.join(' ')}' failed.`);
  return output;
}

/**
 * The output of a program, or undefined where it fails.
 * @param {string} command
 * @param {string[]} args
 */
export function ask(command, args) {
  const { status, stdout } = spawnSync(command, args, { cwd: root, encoding: 'utf8', env: environment() });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * Runs the task of a script, unless the script was imported by another, and ends with its exit code.
 * @param {string} url import.meta.url of the script
 * @param {() => Promise<number | void>} task
 */
export async function main(url, task) {
  if (process.argv[1] !== fileURLToPath(url)) return;
  mkdirSync(at('build'), { recursive: true });
  try {
    process.exitCode = (await task()) ?? 0;
  } catch (error) {
    console.error(error instanceof PlainError ? error.message : error);
    process.exitCode = 1;
  }
}
