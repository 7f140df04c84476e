import type { JsonValue } from '../report/index.js';

/** Entries that a list must have at least, for the holders' privacy (Bitstring Status List 1.0 section 3.2, step 8). */
export const MINIMUM_ENTRIES = 131_072;

export type StatusIndex = { ok: true; index: bigint; asNumber: boolean } | { ok: false };

/**
 * `statusListIndex`: a non-negative integer of any size, in base 10, as a string. A JSON number is read too, and told. Ours, because the library's `parseInt` takes
 * "5abc" for 5.
 */
export function parseIndex(value: JsonValue | undefined): StatusIndex {
  if (typeof value === 'string' && /^[0-9]{1,1000}$/.test(value)) return { ok: true, index: BigInt(value), asNumber: false };
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && !Object.is(value, -0)) return { ok: true, index: BigInt(value), asNumber: true };
  return { ok: false };
}

/** How many whole entries of `size` bits there are. */
export function entriesOf(bytes: Uint8Array, size: number): number {
  return Math.floor((bytes.length * 8) / size);
}

/** The entry's value, or `undefined` beyond the end. Index 0 is the left-most, most significant bit of byte 0; an entry of several bits is big-endian. @param size 1 to 32 */
export function readEntry(bytes: Uint8Array, index: bigint, size: number): number | undefined {
  if (index < 0n || index >= BigInt(entriesOf(bytes, size))) return undefined;
  const start = Number(index) * size;
  let value = 0;
  for (let position = start; position < start + size; position += 1) {
    value = value * 2 + (((bytes[position >> 3] ?? 0) >> (7 - (position & 7))) & 1);
  }
  return value;
}
