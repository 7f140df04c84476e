import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { lines, type Line } from './lines.js';

async function read(...chunks: (string | Uint8Array)[]): Promise<Line[]> {
  const found: Line[] = [];
  for await (const line of lines(Readable.from(chunks.map((chunk) => Buffer.from(chunk as string))))) found.push(line);
  return found;
}
const texts = async (...chunks: (string | Uint8Array)[]) => (await read(...chunks)).map(({ text }) => text);

describe('lines', () => {
  it('may be empty, end with CRLF, have no end, and come in any pieces', async () => {
    expect(await texts('a\r\n\nb', 'c\n', 'd')).toEqual(['a', '', 'bc', 'd']);
    expect(await texts('\ufeffa\n')).toEqual(['a']);
    expect(await texts()).toEqual([]);
    const euro = Buffer.from('€\n');
    expect(await texts(euro.subarray(0, 1), euro.subarray(1))).toEqual(['€']);
  });
  it('that are no UTF-8 have replacement characters', async () => {
    expect(await texts(Uint8Array.from([0x61, 0xff, 0x0a]))).toEqual(['a\ufffd']);
  });
  it('without an end do not fill the memory, and the next is whole', async () => {
    const [long, next] = await read(...Array.from({ length: 20 }, () => 'x'.repeat(10_000)), '\nnext\n');
    expect([long?.text.length, long?.cut, next]).toEqual([80_000, true, { text: 'next', cut: false }]);
  });
});
