/** Bytes that WebCrypto takes. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

export const utf8 = (text: string): Bytes => encoder.encode(text);

export function join(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const hex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export const fromHex = (text: string): Bytes => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));

export function base64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}

export const fromBase64 = (text: string): Bytes => Uint8Array.from(atob(text), (each) => each.charCodeAt(0));

function lengthOctets(length: number): number[] {
  if (length < 0x80) return [length];
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return [0x80 | octets.length, ...octets];
}

/** DER (X.690): a tag, a length, and what is in it. */
export function der(tag: number, ...content: readonly Uint8Array[]): Bytes {
  const body = join(...content);
  return join(Uint8Array.of(tag, ...lengthOctets(body.length)), body);
}

export const sequence = (...content: readonly Uint8Array[]): Bytes => der(0x30, ...content);

/** A SET as it is given: for sets of one, and for faults. */
export const set = (...content: readonly Uint8Array[]): Bytes => der(0x31, ...content);

/** X.690 section 11.6: the members of a SET OF in ascending order of their encodings. */
export const setOf = (...content: readonly Uint8Array[]): Bytes => der(0x31, ...content.toSorted(compare));

export function compare(a: Uint8Array, b: Uint8Array): number {
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) if (a[at] !== b[at]) return (a[at] ?? 0) - (b[at] ?? 0);
  return a.length - b.length;
}

/** The contents octets of an INTEGER: two's complement, as short as can be. */
export function integerOctets(value: number | bigint): Bytes {
  let rest = BigInt(value);
  const octets: number[] = [];
  do {
    octets.unshift(Number(BigInt.asUintN(8, rest)));
    rest >>= 8n;
  } while (rest !== 0n && rest !== -1n);
  if (rest === 0n && (octets[0] ?? 0) >= 0x80) octets.unshift(0);
  if (rest === -1n && (octets[0] ?? 0) < 0x80) octets.unshift(0xff);
  return Uint8Array.from(octets);
}

export const integer = (value: number | bigint): Bytes => der(0x02, integerOctets(value));
export const enumerated = (value: number): Bytes => der(0x0a, integerOctets(value));
export const boolean = (value: boolean): Bytes => der(0x01, Uint8Array.of(value ? 0xff : 0));
export const nothing: Bytes = Uint8Array.of(0x05, 0);
export const octetString = (bytes: Uint8Array): Bytes => der(0x04, bytes);
export const bitString = (bytes: Uint8Array, unused = 0): Bytes => der(0x03, Uint8Array.of(unused), bytes);
export const utf8String = (text: string): Bytes => der(0x0c, utf8(text));
export const printableString = (text: string): Bytes => der(0x13, utf8(text));
export const ia5String = (text: string): Bytes => der(0x16, utf8(text));

/** A BIT STRING of named bits (X.690 section 11.2.2): without trailing zero bits. */
export function namedBits(positions: readonly number[]): Bytes {
  if (positions.length === 0) return bitString(new Uint8Array());
  const last = Math.max(...positions);
  const octets = new Uint8Array((last >> 3) + 1);
  for (const position of positions) octets[position >> 3] = (octets[position >> 3] ?? 0) | (0x80 >> (position & 7));
  return bitString(octets, 7 - (last & 7));
}

/** An OBJECT IDENTIFIER in dotted form. */
export function oid(dotted: string): Bytes {
  const [first = 0n, second = 0n, ...rest] = dotted.split('.').map(BigInt);
  const octets = [first * 40n + second, ...rest].flatMap((arc) => {
    const groups = [Number(arc & 0x7fn)];
    for (let left = arc >> 7n; left > 0n; left >>= 7n) groups.unshift(Number(left & 0x7fn) | 0x80);
    return groups;
  });
  return der(0x06, Uint8Array.from(octets));
}

/** Context-specific, constructed: an EXPLICIT tag, or an IMPLICIT one over a SEQUENCE or SET. */
export const context = (number: number, ...content: readonly Uint8Array[]): Bytes => der(0xa0 | number, ...content);

/** Context-specific, primitive: an IMPLICIT tag over contents octets. */
export const contextPrimitive = (number: number, contents: Uint8Array): Bytes => der(0x80 | number, contents);

/** The contents octets of one TLV. */
export function contentsOf(tlv: Uint8Array): Bytes {
  const first = tlv[1] ?? 0;
  return tlv.slice(first < 0x80 ? 2 : 2 + (first & 0x7f)) as Bytes;
}

/** The same contents under another tag. */
export const retag = (tag: number, tlv: Uint8Array): Bytes => der(tag, contentsOf(tlv));

const digits = (at: string): string => new Date(at).toISOString().replace(/[-:T]/g, '').slice(0, 14);

/** @param at ISO 8601; fractions of a second are dropped */
export const generalizedTime = (at: string): Bytes => der(0x18, utf8(`${digits(at)}Z`));
export const utcTime = (at: string): Bytes => der(0x17, utf8(`${digits(at).slice(2)}Z`));

/** RFC 5280 section 4.1.2.5: UTCTime up to 2049, GeneralizedTime from then on. */
export const time = (at: string): Bytes => (new Date(at).getUTCFullYear() >= 2050 ? generalizedTime(at) : utcTime(at));

/** Changes one bit, counted from the end: what is signed stays readable and no longer verifies. */
export function flipBit(bytes: Uint8Array, fromEnd = 5): Bytes {
  const copy = bytes.slice() as Bytes;
  const at = copy.length - fromEnd;
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}
