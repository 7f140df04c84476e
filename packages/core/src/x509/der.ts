import { hex } from '../bytes/octets.js';

/** One TLV of DER (X.690): views into the bytes that were read, never copies. */
export interface Tlv {
  /** The identifier octet: class, constructed bit and number in one. Numbers above 30 are not read; nothing of X.509 or CMS has them. */
  tag: number;
  /** All of it, with tag and length. */
  bytes: Uint8Array;
  content: Uint8Array;
}

/** Identifier octets of the universal types that certificates and signatures are made of. */
export const TAG = {
  boolean: 0x01, integer: 0x02, bitString: 0x03, octetString: 0x04, null: 0x05, oid: 0x06, enumerated: 0x0a, utf8String: 0x0c, sequence: 0x30, set: 0x31,
  numericString: 0x12, printableString: 0x13, teletexString: 0x14, ia5String: 0x16, utcTime: 0x17, generalizedTime: 0x18, visibleString: 0x1a, universalString: 0x1c, bmpString: 0x1e,
} as const;

/** Where one TLV lies: for walks over megabytes that must not make an object of each part. */
export interface Span { tag: number; start: number; content: number; end: number }

/**
 * The TLV at an offset, by DER's rules of length: definite, in as few octets as it takes (X.690 sections 10.1 and 8.1.3). Undefined where there is none, or it does not end in time.
 * @param end where what it lies in ends
 */
export function spanAt(bytes: Uint8Array, start: number, end: number): Span | undefined {
  if (end > bytes.length || start < 0 || start + 2 > end) return undefined;
  const tag = bytes[start]!;
  const first = bytes[start + 1]!;
  if ((tag & 0x1f) === 0x1f) return undefined;
  let content = start + 2;
  let length = first;
  if (first >= 0x80) {
    const octets = first & 0x7f;
    if (octets === 0 || octets > 4 || content + octets > end) return undefined;
    length = 0;
    for (let index = 0; index < octets; index += 1) length = length * 256 + bytes[content + index]!;
    if (length < 0x80 || (octets > 1 && length < 256 ** (octets - 1))) return undefined;
    content += octets;
  }
  return content + length > end ? undefined : { tag, start, content, end: content + length };
}

/** The TLV that begins at an offset; more may follow. */
export function readTlv(bytes: Uint8Array, at = 0): Tlv | undefined {
  const span = spanAt(bytes, at, bytes.length);
  return span && { tag: span.tag, bytes: bytes.subarray(span.start, span.end), content: bytes.subarray(span.content, span.end) };
}

/** The one TLV that these bytes are, nothing after it; of the given tag, where one is given. */
export function readOne(bytes: Uint8Array, tag?: number): Tlv | undefined {
  const tlv = readTlv(bytes);
  return tlv && tlv.bytes.length === bytes.length && (tag === undefined || tlv.tag === tag) ? tlv : undefined;
}

/** How many parts one SEQUENCE or SET may have where nothing else is said. */
const MOST_PARTS = 10_000;

/** The TLVs that these bytes are in a row. Undefined where they do not end where the bytes end, or there are too many. */
export function readAll(bytes: Uint8Array, most = MOST_PARTS): Tlv[] | undefined {
  const found: Tlv[] = [];
  for (let at = 0; at < bytes.length;) {
    const tlv = readTlv(bytes, at);
    if (!tlv || found.length >= most) return undefined;
    found.push(tlv);
    at += tlv.bytes.length;
  }
  return found;
}

/** What is in a TLV of this tag (a SEQUENCE where none is said). Undefined where it is another. */
export function partsOf(tlv: Tlv | undefined, tag: number = TAG.sequence, most?: number): Tlv[] | undefined {
  return tlv?.tag === tag ? readAll(tlv.content, most) : undefined;
}

/** What is in the SEQUENCE (or the given tag) that these bytes are. */
export const partsIn = (bytes: Uint8Array, tag: number = TAG.sequence, most?: number): Tlv[] | undefined => partsOf(readOne(bytes), tag, most);

/** The one TLV inside an EXPLICIT tag. */
export const explicitOf = (tlv: Tlv | undefined): Tlv | undefined => tlv && readOne(tlv.content);

const MOST_OID_OCTETS = 64;

/** Contents octets of an OBJECT IDENTIFIER in dotted form. Undefined where they are none (X.690 section 8.19). */
export function oidText(content: Uint8Array): string | undefined {
  if (content.length === 0 || content.length > MOST_OID_OCTETS || content.at(-1)! >= 0x80) return undefined;
  const arcs: (number | bigint)[] = [];
  let arc: number | bigint = 0;
  let fresh = true;
  for (const octet of content) {
    if (fresh && octet === 0x80) return undefined;
    arc = typeof arc === 'number' && arc < 2 ** 40 ? arc * 128 + (octet & 0x7f) : BigInt(arc) * 128n + BigInt(octet & 0x7f);
    fresh = octet < 0x80;
    if (!fresh) continue;
    if (arcs.length > 0) arcs.push(arc);
    else if (arc < 80) arcs.push(Math.floor(Number(arc) / 40), Number(arc) % 40);
    else arcs.push(2, BigInt(arc) - 80n);
    arc = 0;
  }
  return arcs.join('.');
}

/** The OBJECT IDENTIFIER that a TLV is. */
export const oidOf = (tlv: Tlv | undefined): string | undefined => (tlv?.tag === TAG.oid ? oidText(tlv.content) : undefined);

/** Contents octets of an INTEGER are minimal (X.690 section 8.3.2). */
export const isInteger = (tlv: Tlv | undefined): tlv is Tlv =>
  tlv !== undefined && (tlv.tag === TAG.integer || tlv.tag === TAG.enumerated) && tlv.content.length > 0
  && !(tlv.content.length > 1 && ((tlv.content[0] === 0 && tlv.content[1]! < 0x80) || (tlv.content[0] === 0xff && tlv.content[1]! >= 0x80)));

/** A small INTEGER or ENUMERATED, as a number. */
export function smallInteger(tlv: Tlv | undefined): number | undefined {
  if (!isInteger(tlv) || tlv.content.length > 6) return undefined;
  let value = tlv.content[0]! >= 0x80 ? -1 : 0;
  for (const octet of tlv.content) value = value * 256 + octet;
  return value;
}

/** An INTEGER that is not negative, of up to so many octets. */
export function bigInteger(tlv: Tlv | undefined, mostOctets = 2050): bigint | undefined {
  return isInteger(tlv) && tlv.tag === TAG.integer && tlv.content[0]! < 0x80 && tlv.content.length <= mostOctets ? bigOf(tlv.content) : undefined;
}

/** Octets as a number, most significant first. */
export const bigOf = (octets: Uint8Array): bigint => (octets.length === 0 ? 0n : BigInt(`0x${hex(octets)}`));

/** DER has two BOOLEANs (X.690 section 11.1); what signers write for true is not always the right one. */
export const booleanOf = (tlv: Tlv | undefined): boolean | undefined => (tlv?.tag === TAG.boolean && tlv.content.length === 1 ? tlv.content[0] !== 0 : undefined);

/** The octets of a BIT STRING that is whole octets: a signature or a key. */
export const bitOctets = (tlv: Tlv | undefined): Uint8Array | undefined => (tlv?.tag === TAG.bitString && tlv.content[0] === 0 ? tlv.content.subarray(1) : undefined);

/** The named bits that are set, by number. Undefined where it is no BIT STRING. */
export function namedBits(tlv: Pick<Tlv, 'tag' | 'content'> | undefined): number[] | undefined {
  if (tlv?.tag !== TAG.bitString || tlv.content.length === 0 || tlv.content.length > 9 || tlv.content[0]! > 7 || (tlv.content.length === 1 && tlv.content[0] !== 0)) return undefined;
  const bits: number[] = [];
  for (let bit = 0; bit < (tlv.content.length - 1) * 8 - tlv.content[0]!; bit += 1) if ((tlv.content[1 + (bit >> 3)]! & (0x80 >> (bit & 7))) !== 0) bits.push(bit);
  return bits;
}

const TIME = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(?:(\d{2})(\.\d{1,9})?)?(?:Z|([+-])(\d{2})(\d{2}))$/;

/**
 * UTCTime or GeneralizedTime in milliseconds since 1970. Both are read with an offset and UTCTime without seconds too, as X.680 has them and some old certificates: what they say is clear.
 * A GeneralizedTime without `Z` or offset means somebody's local time and is none. Two digits of a year are of 1950 to 2049 (RFC 5280 section 4.1.2.5.1).
 */
export function timeOf(tlv: Tlv | undefined): number | undefined {
  if (!tlv || (tlv.tag !== TAG.utcTime && tlv.tag !== TAG.generalizedTime) || tlv.content.length > 32) return undefined;
  const match = TIME.exec(latin1(tlv.content));
  if (!match) return undefined;
  const [, yearText = '', month, day, hour, minute, second = '0', fraction = '', sign, offsetHours = '0', offsetMinutes = '0'] = match;
  if ((yearText.length === 2) !== (tlv.tag === TAG.utcTime) || (fraction !== '' && tlv.tag === TAG.utcTime)) return undefined;
  const [year, m, d, h, min, s] = [Number(yearText) + (yearText.length === 4 ? 0 : Number(yearText) < 50 ? 2000 : 1900), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)];
  const at = new Date(Date.UTC(2000, m, d, h, min, s, fraction === '' ? 0 : Math.floor(Number(`0${fraction}`) * 1000)));
  at.setUTCFullYear(year, m, d);
  // A day or an hour that does not exist is not the next one.
  if (at.getUTCMonth() !== m || at.getUTCDate() !== d || h > 23 || min > 59 || s > 59 || Number(offsetHours) > 23 || Number(offsetMinutes) > 59) return undefined;
  return at.getTime() - (sign === '-' ? -1 : 1) * (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000;
}

/** One character per octet: for ASCII, and for TeletexString, which programs fill with Latin-1. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

/** A character string of any of the types that names and policies have. Undefined where it is none, or not of its own encoding. */
export function textOf(tlv: Tlv | undefined): string | undefined {
  if (!tlv) return undefined;
  const { tag, content } = tlv;
  if (tag === TAG.utf8String) return utf8Of(content);
  if (tag === TAG.teletexString) return latin1(content);
  if (tag === TAG.printableString || tag === TAG.ia5String || tag === TAG.visibleString || tag === TAG.numericString) {
    // Latin-1 and UTF-8 are both found where only ASCII may be.
    return utf8Of(content) ?? latin1(content);
  }
  if (tag === TAG.bmpString && content.length % 2 === 0) return fromUnits(content, 2);
  return tag === TAG.universalString && content.length % 4 === 0 ? fromUnits(content, 4) : undefined;
}

export function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function fromUnits(content: Uint8Array, size: 2 | 4): string | undefined {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const parts: string[] = [];
  for (let at = 0; at < content.length; at += size) {
    const point = size === 2 ? view.getUint16(at) : view.getUint32(at);
    if (point > 0x10ffff) return undefined;
    parts.push(size === 2 ? String.fromCharCode(point) : String.fromCodePoint(point));
  }
  return parts.join('').replace(/\p{Cs}/gu, '\ufffd');
}
