import { expect, it } from 'vitest';
import { decodeEncodedList } from './encoded-list.js';

async function gzip(bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await new Response(new Blob([bytes as Uint8Array<ArrayBuffer>]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer());
}
const encode = (bytes: Uint8Array) => `u${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

it('reads a list in the browser, and refuses there what it refuses elsewhere', async () => {
  const bits = Uint8Array.from({ length: 16_384 }, (_value, index) => (index * 31) & 255);
  const whole = await gzip(bits);
  expect(await decodeEncodedList(encode(whole), 'multibase')).toEqual({ ok: true, bytes: bits });
  const malformed = { ok: false, code: 'status.list-malformed' };
  const flipped = whole.slice();
  flipped[whole.length - 8]! ^= 1;
  for (const bytes of [whole.slice(0, -3), flipped, joined(whole, new Uint8Array(8)), joined(whole, Uint8Array.of(1, 2, 3, 4)), joined(whole, await gzip(new Uint8Array(5))), new Uint8Array(100)]) {
    expect(await decodeEncodedList(encode(bytes), 'multibase')).toEqual(malformed);
  }
});

it('stops a list that inflates to 256 MiB', async () => {
  let left = 256;
  const zeros = new ReadableStream<Uint8Array<ArrayBuffer>>({ pull(controller) { if (left-- > 0) controller.enqueue(new Uint8Array(1024 * 1024)); else controller.close(); } });
  const bomb = new Uint8Array(await new Response(zeros.pipeThrough(new CompressionStream('gzip'))).arrayBuffer());
  const started = performance.now();
  expect(await decodeEncodedList(encode(bomb), 'multibase')).toEqual({ ok: false, code: 'status.list-too-large' });
  expect(performance.now() - started).toBeLessThan(5000);
}, 60_000);
