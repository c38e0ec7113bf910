// The workflows cannot be run here; what must hold of them can be read.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { at } from '../../scripts/run.mjs';

const FOLDER = '.github/workflows';
const workflows = readdirSync(at(FOLDER)).map((name) => ({
  name,
  text: readFileSync(at(FOLDER, name), 'utf8'),
}));

test('every action is of a version that is named, and of GitHub’s own', () => {
  for (const { name, text } of workflows)
    for (const [, action = ''] of text.matchAll(/uses: (\S+)/g)) {
      if (action.startsWith('./')) assert.ok(existsSync(at(action)), `${name}: ${action}`);
      else assert.match(action, /^actions\/[a-z-]+@(?:v\d+|[0-9a-f]{40})$/, name);
    }
});

test('they may only read, but for the one job that needs more; they know no secrets and end by themselves', () => {
  for (const { name, text } of workflows) {
    assert.match(text, /^permissions:\n {2}contents: read$/m, name);
    assert.match(text, /^concurrency:$/m, name);
    assert.doesNotMatch(text, /secrets\./, name);
    // What comes from outside is handed over in variables, never written into a script.
    for (const [line] of text.matchAll(/^ +(?:- )?run: .*$/gm)) assert.doesNotMatch(line, /\$\{\{/, name);
    const [, jobs = ''] = text.split(/^jobs:$/m);
    for (const job of jobs.split(/^ {2}(?=\w+:$)/m).slice(1))
      assert.match(job, /timeout-minutes: \d+|uses: \.\//, `${name}: ${job.slice(0, 20)}`);
  }
  const writes = workflows.flatMap(({ text }) =>
    [...text.matchAll(/^ +([\w-]+): write$/gm)].map(([, what]) => what),
  );
  assert.deepEqual(writes.sort(), ['contents', 'id-token', 'pages']);
});

test('they run what people run, and publish nothing untested', () => {
  const { scripts } = JSON.parse(readFileSync(at('package.json'), 'utf8'));
  for (const { name, text } of workflows)
    for (const [, script = ''] of text.matchAll(/npm (?:run )?(\w+)(?= |$)/gm))
      assert.ok(script === 'ci' || script in scripts, `${name}: ${script}`);
  const text = (/** @type {string} */ name) => workflows.find((w) => w.name === name)?.text ?? '';
  assert.match(text('check.yml'), /run: \.ci\/run$/m);
  assert.match(text('publish.yml'), /build:\n {4}needs: test/);
  for (const job of ['pages', 'release'])
    assert.match(text('publish.yml'), new RegExp(`^ {2}${job}:\\n(?: {4}.*\\n)*? {4}needs: build$`, 'm'));
});
