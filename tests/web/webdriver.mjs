// WebKitGTK, Safari's family, by plain W3C WebDriver over HTTP: Debian's WebKitWebDriver and its MiniBrowser.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:net';

/** Milliseconds for the driver to answer at all, and for anything in the page to come about. */
const PATIENCE = 30_000;
/** The key under which WebDriver names an element. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';
/** WebDriver's code points for keys without a character. */
export const KEYS = { F8: '\ue038', F9: '\ue039', Control: '\ue009', Null: '\ue000' };

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** MiniBrowser of webkit2gtk-4.1, wherever this architecture keeps it. */
function miniBrowser() {
  const library = '/usr/lib';
  for (const folder of readdirSync(library)) {
    const path = `${library}/${folder}/webkit2gtk-4.1/MiniBrowser`;
    try {
      readdirSync(`${library}/${folder}/webkit2gtk-4.1`);
      return path;
    } catch {
      continue;
    }
  }
  throw new Error('There is no MiniBrowser: install webkit2gtk-driver.');
}

export class WebKit {
  #driver;
  #base;
  #session = '';

  /**
   * @param {import('node:child_process').ChildProcess} driver
   * @param {string} base
   */
  constructor(driver, base) {
    this.#driver = driver;
    this.#base = base;
  }

  static async open() {
    const port = await freePort();
    const env = { ...process.env, WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', LIBGL_ALWAYS_SOFTWARE: '1' };
    const driver = spawn('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], { env, stdio: 'ignore' });
    const self = new WebKit(driver, `http://127.0.0.1:${port}`);
    await self.until('the driver answers', () => self.#send('GET', '/status').then(() => true));
    const browserOptions = { binary: miniBrowser(), args: ['--automation'] };
    const { sessionId } = await self.#send('POST', '/session', {
      capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': browserOptions } },
    });
    self.#session = `/session/${sessionId}`;
    return self;
  }

  async close() {
    await this.#send('DELETE', this.#session).catch(() => {});
    this.#driver.kill();
  }

  /** @param {string} address */
  go(address) {
    return this.#send('POST', `${this.#session}/url`, { url: address });
  }

  /**
   * Runs a function in the page.
   * @template {any[]} A
   * @template R
   * @param {(...args: A) => R} work
   * @param {A} args
   * @returns {Promise<R>}
   */
  run(work, ...args) {
    return this.#send('POST', `${this.#session}/execute/sync`, {
      script: `return (${work})(...arguments)`,
      args,
    });
  }

  /** @param {string} selector */
  async click(selector) {
    await this.#send('POST', `${this.#session}/element/${await this.#find(selector)}/click`, {});
  }

  /** @param {string} selector @param {string} keys */
  async type(selector, keys) {
    await this.#send('POST', `${this.#session}/element/${await this.#find(selector)}/value`, { text: keys });
  }

  /** @param {string} selector */
  async text(selector) {
    return this.run((s) => document.querySelector(s)?.textContent ?? '', selector);
  }

  /**
   * @param {string} what
   * @param {() => Promise<unknown>} test
   */
  async until(what, test) {
    const start = Date.now();
    for (;;) {
      let last;
      try {
        if (await test()) return;
      } catch (error) {
        last = error;
      }
      if (Date.now() - start > PATIENCE) throw new Error(`It never came to this: ${what}`, { cause: last });
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  /** Waits for it, as a reader would. @param {string} selector */
  async #find(selector) {
    /** @type {any} */
    let found;
    await this.until(selector, async () => {
      found = await this.#send('POST', `${this.#session}/element`, {
        using: 'css selector',
        value: selector,
      });
      return true;
    });
    return found[ELEMENT];
  }

  /**
   * @param {string} method
   * @param {string} path
   * @param {object} [body]
   * @returns {Promise<any>}
   */
  async #send(method, path, body) {
    const response = await fetch(this.#base + path, { method, body: body && JSON.stringify(body) });
    const { value } = /** @type {any} */ (await response.json());
    if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
    return value;
  }
}
