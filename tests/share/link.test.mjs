// Links: what goes in comes out, every version ever published opens, and nothing that was cut or altered does.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { crc32, fromBase64, toBase64 } from '../../web/src/share/base64.js';
import { linkIn, makeLink, openLink, readLink } from '../../web/src/share/link.js';
import { PRIME } from '../../web/src/share/prime.js';
import { Refusal } from '../../web/src/share/refusal.js';
import { CORRECTED, EMPTY, anyRecord, withoutIds } from './records.mjs';

/** @type {{ name: string, version: 1 | 2, passphrase?: string, link: string, record: any }[]} */
const GOLDEN = JSON.parse(readFileSync(new URL('golden.json', import.meta.url), 'utf8'));

/** @param {string} link @param {string} [passphrase] */
async function open(link, passphrase) {
  const read = readLink(link);
  assert.ok(read, link);
  return withoutIds(await openLink(read, { passphrase }));
}

/** @param {string} link @param {string} [why] */
function refused(link, why) {
  assert.throws(
    () => readLink(link),
    (error) => error instanceof Refusal && (!why || error.why === why),
    link.slice(0, 80),
  );
}

/** A link around any payload, with a right check. @param {string} kind @param {Uint8Array} payload */
function forge(kind, payload) {
  const body = `${kind}.${toBase64(payload)}`;
  const sum = new DataView(new ArrayBuffer(4));
  sum.setUint32(0, crc32(body));
  return `#${body}.${toBase64(new Uint8Array(sum.buffer))}`;
}

for (const { name, version, passphrase, link, record } of GOLDEN) {
  const kind = `${passphrase ? 'e' : 'c'}${version}`;

  test(`golden link ${kind}, ${name}: opens for ever`, async () => {
    assert.ok(link.startsWith(`#${kind}.`));
    assert.deepEqual(await open(link, passphrase), withoutIds(record));
  });

  test(`golden link ${kind}, ${name}: every truncation is refused`, () => {
    for (let end = 3; end < link.length; end++) refused(link.slice(0, end));
  });

  test(`golden link ${kind}, ${name}: any changed character is refused`, () => {
    const others = 'AZaz09-_.,&%) #~é\u0000=>|\n\u200b';
    for (let at = 1; at < link.length; at++) {
      const next = String.fromCharCode(link.charCodeAt(at) ^ 1);
      for (const other of new Set([...others, next])) {
        if (other === link[at]) continue;
        refused(link.slice(0, at) + other + link.slice(at + 1));
      }
    }
  });

  if (!passphrase)
    test(`golden link ${kind}, ${name}: the encoder still makes it`, async () => {
      assert.equal(await makeLink(record, { version }), link);
    });
}

test('the prime of version 2 is frozen', () => {
  const hash = createHash('sha256').update(PRIME).digest('hex');
  assert.equal(hash, '2063e9e0d69c50346abdb2ea964825f2b5f64e9694779dfa8186c5c8059fba9b');
});

test('any text, title, framework, corrections and view survive version 1', () =>
  fc.assert(
    fc.asyncProperty(anyRecord, async (record) => {
      assert.deepEqual(await open(await makeLink(record, { version: 1 })), withoutIds(record));
    }),
    { numRuns: 300 },
  ));

test('any text, title, framework, corrections and view survive version 2', () =>
  fc.assert(
    fc.asyncProperty(anyRecord, async (record) => {
      assert.deepEqual(await open(await makeLink(record, { version: 2 })), withoutIds(record));
    }),
    { numRuns: 12 },
  ));

test('a long text survives', async () => {
  const record = { ...EMPTY, text: 'The force is good. It fails to learn, says Ann (2).\n'.repeat(400) };
  assert.deepEqual(await open(await makeLink(record)), withoutIds(record));
  const longer = { ...EMPTY, text: 'The force is good. '.repeat(20_000) };
  const link = await makeLink(longer);
  assert.ok(link.startsWith('#c1.'));
  assert.deepEqual(await open(link), withoutIds(longer));
});

test('what mail and chat put around a link does no harm', async () => {
  const link = await makeLink(CORRECTED, { version: 1 });
  const wanted = withoutIds(CORRECTED);
  const half = Math.floor(link.length / 2);
  for (const around of [
    `https://candour.example/app/${link}`,
    `${link}&utm_source=mail&x=%zz`,
    `${link}.`,
    `${link},`,
    `${link})`,
    `${link}>`,
    `${link}>).`,
    `${link}%2E`,
    `${link}%26fbclid=1`,
    `https://candour.example/${encodeURIComponent(link)}`,
    `  ${link}\n`,
    `${link.slice(0, half)}\r\n${link.slice(half)}`,
    // Soft line ends of quoted-printable, quoted replies, places to break that no one sees, brackets.
    link.replace(/.{76}/g, '$&=\r\n'),
    link.replace(/.{60}/g, '$&\n> > '),
    link.replace(/.{60}/g, '$&\n| '),
    link.replace(/.{30}/g, '$&\u200b'),
    `${link}%E2%80%8B`,
    `<https://candour.example/app/${link}>`,
    `(https://candour.example/app/${link}).`,
    `“https://candour.example/app/${link}”`,
    `https://nam02.safelinks.example/?url=${encodeURIComponent(`https://candour.example/app/${link}`)}&data=05%7C02&reserved=0`,
  ])
    assert.deepEqual(await open(around), wanted, around.slice(-30));
});

test('a text that is only a link is told from a text', async () => {
  const link = await makeLink(CORRECTED, { version: 1 });
  const address = `https://candour.example/app/${link}`;
  for (const text of [
    address,
    `  <${address}>\n`,
    `file:///home/ann/candour.html${link}`,
    link,
    address.replace(/.{60}/g, '$&\n'),
    address.replace('#', '%23'),
  ]) {
    const found = linkIn(text);
    assert.ok(found, text.slice(0, 60));
    assert.deepEqual(await open(found), withoutIds(CORRECTED));
  }
  for (const text of [
    '',
    'The force is good.',
    `Look at this: ${address}`,
    `${address} It is from Ann.`,
    'https://candour.example/',
    'Item #c1 is open. See https://candour.example/#c1.',
    `#c1.${'a'.repeat(3_000_000)}`,
  ])
    assert.equal(linkIn(text)?.slice(0, 60) ?? null, null, text.slice(0, 60));
  const start = performance.now();
  for (const piece of ['#c1.a', 'http:#', '%', '<', '#c1.a.b ']) linkIn(`https:${piece.repeat(100_000)} !`);
  assert.ok(performance.now() - start < 3000);
});

test('anchors of the page and empty fragments are not links', () => {
  for (const fragment of ['', '#', '#panel', 'https://candour.example/', 'https://candour.example/#editor'])
    assert.equal(readLink(fragment), null, fragment);
});

test('each refusal says what is wrong', async () => {
  const link = await makeLink(CORRECTED, { version: 1 });
  refused(link.slice(0, 40), 'cut');
  refused(link.slice(0, -3), 'cut');
  refused(link.replace('c1', 'c2'), 'altered');
  refused(forge('c3', Uint8Array.of(1)), 'newer');
  refused(forge('e9', Uint8Array.of(1)), 'newer');
  refused(`#c1.${'A'.repeat(3 << 20)}.AAAAAA`, 'huge');
});

test('a passphrase: opens with it, however it was typed, and with no other', async () => {
  const sealed = await makeLink(CORRECTED, { passphrase: 'Zwölf Boxkämpfer' });
  const read = readLink(sealed);
  assert.equal(read?.sealed, true);
  assert.ok(!sealed.includes((await makeLink(CORRECTED)).slice(6, 40)));
  const again = await makeLink(CORRECTED, { passphrase: 'Zwölf Boxkämpfer' });
  assert.notEqual(sealed, again);
  assert.deepEqual(await open(sealed, ' Zwo\u0308lf Boxka\u0308mpfer '), withoutIds(CORRECTED));
  for (const passphrase of ['', 'zwölf boxkämpfer'])
    await assert.rejects(
      open(sealed, passphrase),
      (error) => error instanceof Refusal && error.why === 'passphrase',
    );
});

test('a bomb is refused before it is inflated', async () => {
  const { deflateRawSync } = await import('node:zlib');
  const bomb = deflateRawSync(Buffer.alloc(200_000_000), { level: 9 });
  const before = process.memoryUsage().rss;
  await assert.rejects(open(forge('c1', bomb)), (error) => error instanceof Refusal && error.why === 'huge');
  assert.ok(process.memoryUsage().rss - before < 150_000_000);
  // Version 2 states its length.
  const claim = Uint8Array.of(0xff, 0xff, 0xff, 0x7f, 1, 2, 3);
  await assert.rejects(open(forge('c2', claim)), (error) => error instanceof Refusal && error.why === 'huge');
});

test('whatever a forged link holds, it is a document or a refusal', () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom('c1', 'e1'),
      fc.uint8Array({ maxLength: 200 }),
      async (kind, payload) => {
        try {
          const read = readLink(forge(kind, payload));
          assert.ok(read);
          await openLink(read, { passphrase: 'x' });
        } catch (error) {
          assert.ok(error instanceof Refusal, String(error));
        }
      },
    ),
    { numRuns: 40 },
  ));

test('records with a field of the wrong kind are refused', async () => {
  const { deflateRawSync } = await import('node:zlib');
  const heads = [
    ...[`{}`, `null`, `5`, `"x"`, `[1]`, `["t",{}]`, `["t",[[0]],[9]]`, `["t",[5]]`, `["t",[[0,99]]]`],
    ...[`["t",[[-1,1]]]`, `["t",[[0,1,99999]]]`, `["t",[[0,1,0,"x"]]]`, `["t",[[0,1,0,[5]]]]`],
    ...[`["t",[[0,1,0,0,5]]]`, `["t",0,[0,0,[5]]]`, `["t",0,[0,0,0,"x"]]`, `["t",0,0,5]`, `["t",0,0,"own"]`],
    ...[`["t",0,0,0,"x"]`, `["t",0,0,0,[1]]`, `["t",0,0,0,0,1]`, `["t",[[0,1,0,0,0,["q"]]]]`, `[`, ``],
    `["${'t'.repeat(2000)}"]`,
  ];
  for (const head of heads)
    await assert.rejects(
      open(forge('c1', deflateRawSync(`${head}\nThe text`))),
      (error) => error instanceof Refusal,
      head,
    );
});

test('base64url and CRC-32 are the usual ones', () => {
  for (const text of ['', 'f', 'fo', 'foo', 'foob', '\u00ff\u00fe\u00fb\u00ef'])
    assert.equal(toBase64(Buffer.from(text, 'latin1')), Buffer.from(text, 'latin1').toString('base64url'));
  fc.assert(fc.property(fc.uint8Array(), (bytes) => assert.deepEqual(fromBase64(toBase64(bytes)), bytes)));
  assert.equal(crc32('123456789'), 0xcbf43926);
});

test('stopped work ends at once', async () => {
  const text = 'The force is good at this and not so good at that. '.repeat(4000);
  const controller = new AbortController();
  const working = makeLink({ ...EMPTY, text }, { signal: controller.signal });
  controller.abort(new Error('stopped'));
  await assert.rejects(working, /stopped/);
});
