// How long links are, against plain deflate of the JSON and against brotli: the reason for version 2.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { brotliCompressSync, deflateRawSync } from 'node:zlib';
import { makeLink } from '../../web/src/share/link.js';
import { EMPTY } from './records.mjs';

/** Texts that the prime does not hold. */
const SAMPLES = ['police.txt', 'school.txt', 'hearing.txt'];

for (const name of SAMPLES)
  test(`a link of ${name} is shorter than deflate and than brotli at their best`, async (t) => {
    const text = readFileSync(new URL(`../samples/${name}`, import.meta.url), 'utf8');
    const record = { ...EMPTY, text, title: 'Statement' };
    const link = (await makeLink(record)).length;
    const json = Buffer.from(JSON.stringify(record));
    const characters = (/** @type {Buffer} */ bytes) => Math.ceil((bytes.length * 4) / 3);
    const deflate = characters(deflateRawSync(json, { level: 9 }));
    const brotli = characters(brotliCompressSync(json));
    t.diagnostic(`${text.length} characters: link ${link}, deflate ${deflate}, brotli ${brotli}`);
    assert.ok(link < 0.75 * deflate, `${link} of ${deflate}`);
    assert.ok(link < 0.95 * brotli, `${link} of ${brotli}`);
  });
