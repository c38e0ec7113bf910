// npm start: sets up what is missing, builds what has changed, and serves the page.
import { build } from './build.mjs';
import { main } from './run.mjs';
import { serve } from './serve.mjs';
import { setup } from './setup.mjs';

await main(import.meta.url, async () => {
  await setup();
  await build();
  await serve();
});
