import { describe, expect, it } from 'vitest';
import { definite, readOnly } from './ber.js';

const lengthOf = (length: number): number[] => [0x84, ...[24, 16, 8, 0].map((bits) => (length >> bits) & 255)];

/** A SEQUENCE of small ones, `megabytes` long, inside `levels` more; at its very end what is given. */
function nest(megabytes: number, levels: number, end: readonly number[]): Uint8Array {
  const small = Uint8Array.from({ length: 16_005 }, (_, at) => (at < 5 ? [0x30, 0x83, 0x00, 0x3e, 0x80][at]! : at % 2 === 1 ? 5 : 0));
  const count = Math.floor(megabytes * 1_000_000 / small.length);
  const inner = count * small.length + end.length;
  const bytes = new Uint8Array(inner + (levels + 1) * 6);
  for (let level = 0; level <= levels; level += 1) bytes.set([0x30, ...lengthOf(inner + (levels - level) * 6)], level * 6);
  const from = (levels + 1) * 6;
  for (let at = 0; at < count; at += 1) bytes.set(small, from + at * small.length);
  bytes.set(end, from + count * small.length);
  return bytes;
}

describe('X.690 section 8.1.3.6: indefinite lengths written as definite ones', () => {
  it('what has none stays byte for byte, under its own tag or another', () => {
    const bytes = Uint8Array.of(0x30, 0x81, 4, 0x30, 2, 5, 0);
    expect(definite(readOnly(bytes)!)).toEqual(bytes);
    expect(definite(readOnly(bytes)!, 0x31)).toEqual(Uint8Array.of(0x31, ...bytes.subarray(1)));
  });
  it('at every level, and the rest as it was', () => {
    expect(definite(readOnly(Uint8Array.of(0x30, 0x80, 0x30, 0x80, 5, 0, 0, 0, 0x30, 0x81, 2, 5, 0, 0, 0))!, 0xa0)).toEqual(Uint8Array.of(0xa0, 9, 0x30, 2, 5, 0, 0x30, 0x81, 2, 5, 0));
    expect(definite(readOnly(Uint8Array.of(0x30, 6, 0x30, 0x80, 5, 0, 0, 0))!)).toEqual(Uint8Array.of(0x30, 4, 0x30, 2, 5, 0));
  });
  it('megabytes in many levels, of which the last octets are indefinite, are gone through once', () => {
    const element = readOnly(nest(2, 20, [0x30, 0x80, 5, 0, 0, 0]))!;
    const before = process.cpuUsage();
    const plain = definite(element)!;
    expect(plain.subarray(-4)).toEqual(Uint8Array.of(0x30, 2, 5, 0));
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
  });
});
