// A reader at the page: what they do and what they see, in their terms. Each gets a fresh profile of their own.
import { after, before } from 'node:test';
import { listen, siteServer } from '../../scripts/serve.mjs';
import { at } from '../../scripts/run.mjs';
import { launch, shut } from './browser.mjs';

/** @typedef {import('puppeteer-core').Page} Page */

/** Milliseconds that anything a reader waits for may take on a slow machine. */
const PATIENCE = 45_000;

/** @type {import('puppeteer-core').Browser} */
let browser;
/** @type {import('node:http').Server} */
let server;
let address = '';

/** Call once a file: opens the browser and the site around its tests. */
export function withBrowser() {
  before(async () => {
    server = siteServer(at('dist/site'));
    address = `http://localhost:${await listen(server, 0, 0)}/`;
    browser = await launch();
  });
  after(async () => {
    await shut(browser);
    server?.closeAllConnections();
    server?.close();
  });
}

/**
 * @param {{ width?: number, height?: number, settings?: object, slow?: boolean }} [options] slow: the analyser can be held
 *   back (see `hold`), because how long it takes is no matter of a test
 */
export async function newReader({ width = 1280, height = 800, settings, slow = false } = {}) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport({ width, height });
  const reader = new Reader(page, context);
  if (slow) await page.evaluateOnNewDocument(makeSlow);
  await page.goto(address);
  if (settings) {
    await page.evaluate((s) => localStorage.setItem('candour-settings', JSON.stringify(s)), settings);
    await page.reload();
  }
  await reader.ready();
  return reader;
}

/** In the page: a worker that can be held back, and whose answers a test can give. */
function makeSlow() {
  const real = globalThis.Worker;
  const held = { on: false, worker: /** @type {any} */ (null), id: 0 };
  globalThis.Worker = class extends real {
    /** @param {any} message @param {any} [rest] */
    postMessage(message, rest) {
      if (held.on && message?.method === 'analyse') Object.assign(held, { worker: this, id: message.id });
      else super.postMessage(message, rest);
    }

    terminate() {
      if (held.worker === this) held.worker = null;
      super.terminate();
    }
  };
  Object.assign(globalThis, { held });
}

export class Reader {
  /**
   * @param {Page} page
   * @param {import('puppeteer-core').BrowserContext} context
   */
  constructor(page, context) {
    this.page = page;
    this.context = context;
    /** What went wrong in the page: no test may leave anything here. @type {string[]} */
    this.faults = [];
    page.on('pageerror', (error) => this.faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') this.faults.push(message.text());
    });
    /** @type {string[]} */
    this.requests = [];
    page.on('request', (request) => {
      // A Blob of the page's own is no network.
      if (!request.url().startsWith('blob:')) this.requests.push(request.url());
    });
  }

  async ready() {
    await this.page.waitForSelector('.cm-content', { timeout: PATIENCE });
  }

  /** Another tab of the same reader. */
  async newTab() {
    const page = await this.context.newPage();
    await page.setViewport({ width: 1280, height: 800 });
    const reader = new Reader(page, this.context);
    await page.goto(address);
    await reader.ready();
    return reader;
  }

  async reload() {
    await this.page.reload();
    await this.ready();
  }

  close() {
    return this.context.close();
  }

  /**
   * Waits until something is so.
   * @param {string} what for the message
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
      await new Promise((resolve) => setTimeout(resolve, 40));
    }
  }

  /** @param {string} selector */
  click(selector) {
    return this.page.locator(selector).setTimeout(PATIENCE).click();
  }

  /** @param {...import('puppeteer-core').KeyInput} keys held together, "Shift", "F8" */
  async press(...keys) {
    const last = /** @type {import('puppeteer-core').KeyInput} */ (keys.pop());
    for (const key of keys) await this.page.keyboard.down(key);
    await this.page.keyboard.press(last);
    for (const key of keys.reverse()) await this.page.keyboard.up(key);
  }

  /**
   * Pastes as the clipboard would, at the cursor in the transcript.
   * @param {string} text
   * @param {number} [times] the text so many times over, made in the page
   */
  async paste(text, times = 1) {
    await this.page.focus('.cm-content');
    await this.page.evaluate(
      (piece, number) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', piece.repeat(number));
        const event = new ClipboardEvent('paste', { bubbles: true, cancelable: true });
        // Firefox's constructor takes no data.
        Object.defineProperty(event, 'clipboardData', { value: clipboardData });
        document.activeElement?.dispatchEvent(event);
      },
      text,
      times,
    );
  }

  /** Holds the analyser back from the next text on, or lets it go; for a `slow` reader. @param {boolean} on */
  hold(on) {
    return this.page.evaluate((to) => {
      const page = /** @type {any} */ (globalThis);
      page.held.on = to;
    }, on);
  }

  /** What the analyser is made to say while it is held back. @param {Record<string, unknown>} message */
  async answer(message) {
    await this.until('the analyser is asked', () =>
      this.page.evaluate((m) => {
        const { worker, id } = /** @type {any} */ (globalThis).held;
        worker?.onmessage({ data: { ...m, id } });
        return worker !== null;
      }, message),
    );
  }

  /** Drops a file on the page. @param {string} name @param {string} content */
  async drop(name, content) {
    await this.page.evaluate(
      (fileName, text) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([text], fileName));
        const event = new DragEvent('drop', { bubbles: true, cancelable: true });
        Object.defineProperty(event, 'dataTransfer', { value: dataTransfer });
        document.body.dispatchEvent(event);
      },
      name,
      content,
    );
  }

  async openSample() {
    await this.click('#panel [data-do="sample"]');
    await this.settled();
    await this.until('the sample is marked', async () => (await this.marks()).length > 5);
    await this.until('its findings are listed', () => this.page.$('#tab-findings .number'));
  }

  /** Waits until the text has been read to the end. */
  settled() {
    return this.until('the text is read', async () =>
      ['done', 'failed'].includes(await this.page.$eval('body', (b) => b.dataset.phase ?? '')),
    );
  }

  /** @param {string} selector */
  text(selector) {
    return this.page.$eval(selector, (e) => (e.textContent ?? '').replace(/\s+/g, ' ').trim());
  }

  /** @param {string} selector */
  texts(selector) {
    return this.page.$$eval(selector, (all) =>
      all.map((e) => (e.textContent ?? '').replace(/\s+/g, ' ').trim()),
    );
  }

  /** @param {string} selector */
  async sees(selector) {
    return this.page.$$eval(selector, (all) =>
      all.some((e) => /** @type {any} */ (e).checkVisibility({ visibilityProperty: true })),
    );
  }

  /** The marks in view: the words, and how a screen reader describes them. */
  marks() {
    return this.page.$$eval('.cm-content .mark', (all) =>
      all.map((e) => ({
        words: e.textContent ?? '',
        label: e.classList.contains('strength') ? 'strength' : 'concern',
        says: e.getAttribute('aria-description') ?? '',
        classes: e.className,
      })),
    );
  }

  /** The text as the editor shows it (what is in view, for long ones). */
  shown() {
    return this.page.$eval('.cm-content', (e) => /** @type {HTMLElement} */ (e).innerText);
  }

  /** @param {'text' | 'summary' | 'findings' | 'changes'} tab */
  async tab(tab) {
    await this.click(`#tab-${tab}`);
    await this.until(
      `the tab ${tab}`,
      async () => (await this.attribute(`#tab-${tab}`, 'aria-selected')) === 'true',
    );
  }

  /** @param {string} selector @param {string} name */
  attribute(selector, name) {
    return this.page.$eval(selector, (e, n) => e.getAttribute(n), name);
  }

  /** Chosen in a list. @param {string} selector @param {string} value */
  async choose(selector, value) {
    await this.page.select(selector, value);
  }

  /** Selects words in the transcript. @param {string} words */
  async select(words) {
    await this.page.evaluate((wanted) => {
      const content = /** @type {HTMLElement} */ (document.querySelector('.cm-content'));
      content.focus();
      const walker = document.createTreeWalker(content, NodeFilter.SHOW_TEXT);
      /** @type {{ node: Node, at: number }[]} */
      const nodes = [];
      let text = '';
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        nodes.push({ node, at: text.length });
        text += node.nodeValue;
      }
      const start = text.indexOf(wanted);
      if (start < 0) throw new Error(`Not in view: ${wanted}`);
      const place = (/** @type {number} */ at, /** @type {boolean} */ end) => {
        const i = nodes.findLastIndex((n) => (end ? n.at < at : n.at <= at));
        return /** @type {const} */ ([nodes[i].node, at - nodes[i].at]);
      };
      const [from, fromAt] = place(start, false);
      const [to, toAt] = place(start + wanted.length, true);
      document.getSelection()?.setBaseAndExtent(from, fromAt, to, toAt);
    }, words);
    await this.until('the selection is offered for marking', () => this.sees('#card .mini'));
  }
}
