// Takes the picture of the page that README.md shows, from the built page: npm run screenshot
import { launch } from '../tests/web/browser.mjs';
import { build } from './build.mjs';
import { at, main, say } from './run.mjs';
import { listen, siteServer } from './serve.mjs';
import { setup } from './setup.mjs';

const PICTURE = at('web/screenshot.png');
const SIZE = { width: 1280, height: 800 };

await main(import.meta.url, async () => {
  await setup({ tests: true });
  await build();
  const server = siteServer(at('dist/site'));
  const port = await listen(server, 0);
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.setViewport(SIZE);
    await page.goto(`http://localhost:${port}/`);
    await page.locator('#panel [data-do="sample"]').click();
    await page.waitForSelector('body[data-phase="done"] .cm-content .mark');
    await page.screenshot({ path: PICTURE });
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
  say(`The picture is in ${PICTURE.slice(at('').length)}.`);
});
