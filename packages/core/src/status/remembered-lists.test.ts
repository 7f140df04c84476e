import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { rememberLists } from './remembered-lists.js';

const encode = (bytes: Uint8Array): string => gzipSync(bytes).toString('base64url');
const bytesOf = async (answer: ReturnType<ReturnType<typeof rememberLists>>) => { const list = await answer; return list.ok ? list.bytes : undefined; };

it('gives the bytes of the same text again, and of no other', async () => {
  const decode = rememberLists();
  const [one, two] = [`u${encode(Uint8Array.of(1, 2, 3))}`, `u${encode(Uint8Array.of(1, 2, 4))}`];
  const first = await bytesOf(decode(one, 'multibase'));
  expect(first).toEqual(Uint8Array.of(1, 2, 3));
  expect(await bytesOf(decode(one, 'multibase'))).toBe(first);
  expect(await bytesOf(decode(two, 'multibase'))).toEqual(Uint8Array.of(1, 2, 4));
  expect(await bytesOf(rememberLists()(one, 'multibase'))).not.toBe(first);
});

it('what one standard reads, another may refuse', async () => {
  const decode = rememberLists();
  const bare = encode(Uint8Array.of(7));
  expect(await decode(bare, 'any-base64')).toMatchObject({ ok: true });
  expect(await decode(bare, 'multibase')).toEqual({ ok: false, code: 'status.list-malformed' });
});

it('is bounded: long lists push older ones out, and what is too long is not kept', async () => {
  const decode = rememberLists();
  const lists = [1, 2, 3].map((byte) => `u${encode(new Uint8Array(3 * 1024 * 1024).fill(byte))}`);
  const kept: (Uint8Array | undefined)[] = [];
  for (const list of lists) kept.push(await bytesOf(decode(list, 'multibase')));
  // Compared by identity: a comparison of megabytes would take the test's time.
  const again = async (at: number): Promise<boolean> => (await bytesOf(decode(lists[at]!, 'multibase'))) === kept[at];
  expect([await again(2), await again(1), await again(0)]).toEqual([true, true, false]);
  const long = `u${encode(new Uint8Array(9 * 1024 * 1024))}`;
  const first = await bytesOf(decode(long, 'multibase'));
  expect([first?.length, (await bytesOf(decode(long, 'multibase'))) === first]).toEqual([9 * 1024 * 1024, false]);
});
