import { createGzip, gzipSync } from 'node:zlib';
import { createList, decodeList } from '@digitalbazaar/vc-bitstring-status-list';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEncodedList } from './encoded-list.js';
import { entriesOf, parseIndex, readEntry } from './bitstring.js';

const encode = (bytes: Uint8Array) => `u${Buffer.from(bytes).toString('base64url')}`;
const list = (bytes: Uint8Array) => encode(gzipSync(bytes));

async function zeros(length: number): Promise<Uint8Array> {
  const gzip = createGzip();
  const chunks: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  const piece = Buffer.alloc(1024 * 1024);
  for (let written = 0; written < length; written += piece.length) if (!gzip.write(piece)) await new Promise((resolve) => gzip.once('drain', resolve));
  await new Promise((resolve) => { gzip.on('end', resolve); gzip.end(); });
  return Buffer.concat(chunks);
}

describe('encodedList', () => {
  it('reads what another implementation writes, bit for bit', async () => {
    const theirs = await createList({ length: 131_072 });
    for (const index of [0, 1, 7, 8, 131_071]) theirs.setStatus(index, true);
    const ours = await decodeEncodedList(await theirs.encode(), 'multibase');
    if (!ours.ok) throw new Error(ours.code);
    expect(entriesOf(ours.bytes, 1)).toBe(131_072);
    for (let index = 0; index < 131_072; index += 1) {
      if ((readEntry(ours.bytes, BigInt(index), 1) === 1) !== theirs.getStatus(index)) expect.fail(`bit ${index} differs`);
    }
    expect(ours.bytes[0]).toBe(0b1100_0001);
  });

  it('another implementation reads the same, over random lists', async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 400 }), async (bytes) => {
      const encoded = list(bytes);
      const ours = await decodeEncodedList(encoded, 'multibase');
      const theirs = await decodeList({ encodedList: encoded });
      if (!ours.ok) throw new Error(ours.code);
      for (let index = 0; index < bytes.length * 8; index += 1) expect(readEntry(ours.bytes, BigInt(index), 1) === 1).toBe(theirs.getStatus(index));
    }), { numRuns: 30 });
  });

  it('stops a list that inflates to 256 MiB', async () => {
    const encoded = encode(await zeros(256 * 1024 * 1024));
    expect(encoded.length).toBeLessThan(400_000);
    const before = process.memoryUsage().rss;
    expect(await decodeEncodedList(encoded, 'multibase')).toEqual({ ok: false, code: 'status.list-too-large' });
    expect(process.memoryUsage().rss - before).toBeLessThan(128 * 1024 * 1024);
  }, 20_000);

  it('the limit is exact', async () => {
    const encoded = list(new Uint8Array(1000));
    expect(await decodeEncodedList(encoded, 'multibase', 1000)).toMatchObject({ ok: true });
    expect(await decodeEncodedList(encoded, 'multibase', 999)).toEqual({ ok: false, code: 'status.list-too-large' });
    expect(await decodeEncodedList('u'.repeat(13 * 1024 * 1024), 'multibase')).toEqual({ ok: false, code: 'status.list-too-large' });
  });

  it('what is not one whole, undamaged GZIP member is malformed', async () => {
    const whole = gzipSync(new Uint8Array(16_384).fill(1));
    const flipped = (at: number) => { const copy = Buffer.from(whole); copy[at < 0 ? copy.length + at : at]! ^= 1; return copy; };
    const cases: Record<string, Uint8Array> = {
      empty: new Uint8Array(0), 'not GZIP': new Uint8Array(100), truncated: whole.subarray(0, -3), 'header alone': whole.subarray(0, 10), 'wrong checksum': flipped(-8), 'wrong length': flipped(-4),
      'letters behind': Buffer.concat([whole, Buffer.from('more')]), 'zeros behind': Buffer.concat([whole, Buffer.alloc(8)]), 'a second member': Buffer.concat([whole, gzipSync(new Uint8Array(5))]),
    };
    for (const [name, bytes] of Object.entries(cases)) expect(await decodeEncodedList(encode(bytes), 'multibase'), name).toEqual({ ok: false, code: 'status.list-malformed' });
    for (const text of ['', 'u', 'z111', list(new Uint8Array(20)).slice(1), `${list(new Uint8Array(20))}=`, `${list(new Uint8Array(20))} `, list(new Uint8Array(20)).replace('u', 'U'), 'uH4sI\u0000']) {
      expect(await decodeEncodedList(text, 'multibase'), text).toEqual({ ok: false, code: 'status.list-malformed' });
    }
  });

  it('the older standard: without the prefix, with it, and as base64', async () => {
    const gzip = gzipSync(Uint8Array.from({ length: 3000 }, (_value, index) => (index * 7919) & 255));
    for (const text of [gzip.toString('base64url'), encode(gzip), gzip.toString('base64')]) expect(await decodeEncodedList(text, 'any-base64')).toMatchObject({ ok: true });
    expect(gzip.toString('base64')).toMatch(/[+/]/);
  });

  it('never throws', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.string(), fc.base64String(), fc.uint8Array().map(encode), fc.uint8Array().map((bytes) => encode(Buffer.concat([gzipSync(bytes).subarray(0, 12), bytes])))), async (text) => {
      const decoded = await decodeEncodedList(text, 'any-base64', 1000);
      expect(typeof decoded.ok).toBe('boolean');
    }));
  });
});

describe('statusListIndex', () => {
  it.each(['0', '94567', '00', '007', '9'.repeat(40)])('"%s"', (text) => expect(parseIndex(text)).toEqual({ ok: true, index: BigInt(text), asNumber: false }));
  it.each(['5abc', '-1', '+1', '0x1', '1.0', '1e2', '', ' 1', '1 ', '١', '1_000', '9'.repeat(1001), -1, 1.5, Number.NaN, 2 ** 53, -0, null, true, ['1'], {}, undefined])('%j is none', (value) => expect(parseIndex(value)).toEqual({ ok: false }));
  it('a JSON number is told', () => expect(parseIndex(23)).toEqual({ ok: true, index: 23n, asNumber: true }));
  it('every natural number, and nothing that is not digits', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 2n ** 200n }), (index) => { expect(parseIndex(index.toString())).toEqual({ ok: true, index, asNumber: false }); }));
    fc.assert(fc.property(fc.string(), (text) => { expect(parseIndex(text).ok).toBe(text.length > 0 && [...text].every((character) => '0123456789'.includes(character))); }));
  });
});

describe('entries of several bits', () => {
  it('are big-endian and may cross bytes', () => {
    const bytes = Uint8Array.of(0b1011_0011, 0b0111_1000, 0b1111_0000);
    expect([0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n].map((index) => readEntry(bytes, index, 3))).toEqual([0b101, 0b100, 0b110, 0b111, 0b100, 0b011, 0b110, 0b000]);
    expect(readEntry(bytes, 8n, 3)).toBeUndefined();
    expect(readEntry(bytes, 2n ** 64n, 1)).toBeUndefined();
    expect(readEntry(bytes, 0n, 24)).toBe(0b1011_0011_0111_1000_1111_0000);
    expect(readEntry(bytes, 0n, 25)).toBeUndefined();
    expect(readEntry(Uint8Array.of(255, 255, 255, 255), 0n, 32)).toBe(2 ** 32 - 1);
    expect(readEntry(bytes, -1n, 1)).toBeUndefined();
  });

  it('agree with the bits written out', () => {
    fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 32 }), fc.nat(400), (bytes, size, index) => {
      const written = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('').slice(index * size, (index + 1) * size);
      expect(readEntry(bytes, BigInt(index), size)).toBe(written.length === size ? Number.parseInt(written, 2) : undefined);
    }));
  });
});
