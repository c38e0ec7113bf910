// Fuzzes the debug build (ASan, UBSan): npm run fuzz [-- --seconds N --seed N --iteration N]
import { buildCxx } from './build.mjs';
import { at, main, run } from './run.mjs';
import { setup } from './setup.mjs';

await main(import.meta.url, async () => {
  await setup();
  await buildCxx('debug', { tests: true });
  return (await run(at('build/debug/candour_fuzz'), process.argv.slice(2))).code;
});
