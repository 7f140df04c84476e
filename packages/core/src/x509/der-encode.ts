import { TAG } from './der.js';

/** Bytes that WebCrypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** All parts in a row. */
export const join = (...parts: readonly Uint8Array[]): Bytes => joinAll(parts);

/** The same of a list, which may be too long to be spread into arguments. */
export function joinAll(parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** DER of a tag with contents, which may come in parts. */
export function encodeTlv(tag: number, ...content: readonly Uint8Array[]): Bytes {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return join(Uint8Array.from(length < 0x80 ? [tag, length] : [tag, 0x80 | octets.length, ...octets]), ...content);
}

export const encodeSequence = (...content: readonly Uint8Array[]): Bytes => encodeTlv(TAG.sequence, ...content);

/** An OBJECT IDENTIFIER from its dotted form, which the caller knows to be one. */
export function encodeOid(dotted: string): Bytes {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  const octets: number[] = [];
  for (const arc of [first * 40n + second, ...rest]) {
    const groups = [Number(arc & 0x7fn)];
    for (let left = arc >> 7n; left > 0n; left >>= 7n) groups.unshift(Number(left & 0x7fn) | 0x80);
    octets.push(...groups);
  }
  return encodeTlv(TAG.oid, Uint8Array.from(octets));
}

/** An INTEGER that is not negative, from its octets. */
export function encodeUnsigned(octets: Uint8Array): Bytes {
  let start = 0;
  while (start < octets.length - 1 && octets[start] === 0) start += 1;
  const rest = octets.subarray(start);
  return encodeTlv(TAG.integer, rest.length === 0 || rest[0]! >= 0x80 ? Uint8Array.of(0) : new Uint8Array(), rest);
}

/** A number as so many octets, most significant first. Undefined where it does not fit. */
export function octetsOf(value: bigint, length: number): Bytes | undefined {
  const digits = value.toString(16);
  if (value < 0n || digits.length > length * 2) return undefined;
  return Uint8Array.from(digits.padStart(length * 2, '0').match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** AlgorithmIdentifier (RFC 5280 section 4.1.1.2). */
export const encodeAlgorithm = (algorithm: { oid: string; parameters?: Uint8Array }): Bytes => encodeSequence(encodeOid(algorithm.oid), algorithm.parameters ?? new Uint8Array());

/** The same contents under another tag: what is signed as a SET OF and carried as `[0]` (RFC 5652 section 5.4). */
export function retagged(bytes: Uint8Array, tag: number): Bytes {
  const copy = new Uint8Array(bytes);
  if (copy.length > 0) copy[0] = tag;
  return copy;
}
