// One way to drive Debian's Chromium and Firefox: puppeteer-core over WebDriver BiDi, on the built page.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import puppeteer from 'puppeteer-core';

/** The browser this run is for: chromium, firefox or webkit. */
export const NAME = process.env.CANDOUR_BROWSER ?? 'chromium';

/** How long a browser may take to close, in milliseconds. */
const PATIENCE = 10_000;

const EXECUTABLE = {
  chromium: process.env.CANDOUR_CHROMIUM ?? '/usr/bin/chromium',
  firefox: process.env.CANDOUR_FIREFOX ?? '/usr/bin/firefox-esr',
};

/** Chromium runs as root and without the network here, and should not try to reach anyone. */
const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * @param {{ flags?: string[] }} [options]
 * @returns {Promise<import('puppeteer-core').Browser>}
 */
export async function launch({ flags = [] } = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'candour-profile-'));
  const common = /** @type {const} */ ({ headless: true, protocol: 'webDriverBiDi', userDataDir: profile });
  const browser =
    NAME === 'firefox'
      ? await puppeteer.launch({
          ...common,
          browser: 'firefox',
          executablePath: EXECUTABLE.firefox,
          args: flags,
        })
      : await puppeteer.launch({
          ...common,
          executablePath: EXECUTABLE.chromium,
          args: [...CHROMIUM_FLAGS, ...flags],
        });
  browser.once('disconnected', () => rmSync(profile, { recursive: true, force: true, maxRetries: 5 }));
  return browser;
}

/**
 * Closes a browser; one that does not answer is killed, so that a suite whose tests are done does not hang on it.
 * @param {import('puppeteer-core').Browser | undefined} browser
 */
export async function shut(browser) {
  if (!browser) return;
  const child = browser.process();
  await Promise.race([browser.close().catch(() => {}), sleep(PATIENCE, undefined, { ref: false })]);
  if (child && child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
}
