// Runs the trainer over the committed documents.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at, must } from '../../scripts/run.mjs';

export const corpora = ['dev', 'train'].map((name) => at('tests/corpus', name));

/** A folder of its own for what a test writes. */
export const scratch = () => mkdtempSync(join(tmpdir(), 'candour-'));

/**
 * The JSON that candour-train writes.
 * @param {string[]} options
 */
export async function train(...options) {
  const file = join(scratch(), 'figures.json');
  await must(at('build/native/candour-train'), [...options, '--json', file], { quiet: true });
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** @param {string[]} folders */
export const gold = (folders) => folders.flatMap((folder) => ['--gold', folder]);

/** Whether figures and snapshots are to be taken anew: npm test -- accuracy --update. */
export const isUpdate = process.env.CANDOUR_UPDATE === '1';
