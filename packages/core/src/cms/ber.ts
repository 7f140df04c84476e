import { concatenate } from '../bytes/inflate.js';

/**
 * X.690 as CMS uses it: BER with indefinite lengths, which real PDFs have, read without copying. Nothing is decoded before it is asked for, so a list of a million entries costs what its header costs.
 * X.509 itself is DER and is read elsewhere.
 */

/** One element. Offsets are into `source`. */
export interface Element {
  source: Uint8Array;
  /** The identifier octet: class, form and, up to 30, the tag number. Higher tag numbers do not occur in CMS and are refused. */
  id: number;
  start: number;
  /** First octet of the contents. */
  from: number;
  /** Past the contents. */
  to: number;
  /** Past the element, the end-of-contents octets included. */
  end: number;
  indefinite: boolean;
}

export const SEQUENCE = 0x30;
export const SET = 0x31;
export const INTEGER = 0x02;
export const OCTET_STRING = 0x04;
export const OBJECT_IDENTIFIER = 0x06;
/** Context-specific, constructed. */
export const context = (tag: number): number => 0xa0 | tag;

const MOST_DEPTH = 24;
/** Elements that one list may have. */
const MOST_CHILDREN = 10_000;

/** The element that starts here, or nothing where it is cut short, has a length that does not fit, or a tag that CMS does not use. */
export function readElement(source: Uint8Array, start: number, limit: number, depth = 0): Element | undefined {
  const id = source[start];
  let length = source[start + 1];
  if (id === undefined || length === undefined || start + 2 > limit || (id & 0x1f) === 0x1f) return undefined;
  let from = start + 2;
  if (length === 0x80) {
    const to = (id & 0x20) === 0 ? undefined : endOfContents(source, from, limit, depth);
    return to === undefined ? undefined : { source, id, start, from, to, end: to + 2, indefinite: true };
  }
  if (length > 0x80) {
    const octets = length & 0x7f;
    if (octets > 4 || from + octets > limit) return undefined;
    length = 0;
    for (let index = 0; index < octets; index += 1) length = length * 256 + source[from + index]!;
    from += octets;
  }
  const to = from + length;
  return to > limit ? undefined : { source, id, start, from, to, end: to, indefinite: false };
}

/** Where the two zero octets are that end an element of indefinite length (X.690 section 8.1.3.6). */
function endOfContents(source: Uint8Array, from: number, limit: number, depth: number): number | undefined {
  if (depth >= MOST_DEPTH) return undefined;
  let at = from;
  while (at + 2 <= limit) {
    if (source[at] === 0 && source[at + 1] === 0) return at;
    const child = readElement(source, at, limit, depth + 1);
    if (!child) return undefined;
    at = child.end;
  }
  return undefined;
}

/** What is in a constructed element, or nothing where it does not add up or is too much. */
export function childrenOf(element: Element): Element[] | undefined {
  if ((element.id & 0x20) === 0) return undefined;
  const found: Element[] = [];
  let at = element.from;
  while (at < element.to) {
    const child = readElement(element.source, at, element.to);
    if (!child || found.length >= MOST_CHILDREN) return undefined;
    found.push(child);
    at = child.end;
  }
  return found;
}

export const bytesOf = (element: Element): Uint8Array => element.source.subarray(element.start, element.end);
export const contentsOf = (element: Element): Uint8Array => element.source.subarray(element.from, element.to);

/** One whole element and nothing behind it. */
export function readOnly(bytes: Uint8Array): Element | undefined {
  const element = readElement(bytes, 0, bytes.length);
  return element?.end === bytes.length ? element : undefined;
}

/** The octets of an OCTET STRING, or of an implicit one (section 8.7), put together where it was written in parts. */
export function octetsOf(element: Element, depth = 0): Uint8Array | undefined {
  if ((element.id & 0x20) === 0) return contentsOf(element);
  const parts: Uint8Array[] = [];
  for (const child of childrenOf(element) ?? [undefined]) {
    const part = child && (child.id & ~0x20) === OCTET_STRING && depth < 4 ? octetsOf(child, depth + 1) : undefined;
    if (!part) return undefined;
    parts.push(part);
  }
  return concatenate(parts);
}

/** `1.2.840.113549.1.7.2`, or nothing where it is no identifier, or one with an arc beyond 2^53, of which there is none in use here. */
export function oidOf(element: Element | undefined): string | undefined {
  if (element?.id !== OBJECT_IDENTIFIER || element.from === element.to || element.to - element.from > 64) return undefined;
  const arcs: number[] = [];
  let value = 0;
  let fresh = true;
  for (const octet of contentsOf(element)) {
    if (fresh && octet === 0x80) return undefined; // a padded arc: two ways to write one identifier
    value = value * 128 + (octet & 0x7f);
    if (!Number.isSafeInteger(value)) return undefined;
    fresh = (octet & 0x80) === 0;
    if (fresh) {
      arcs.push(value);
      value = 0;
    }
  }
  if (!fresh || arcs.length === 0) return undefined;
  const [first = 0, ...rest] = arcs;
  const root = Math.min(Math.floor(first / 40), 2);
  return [root, first - root * 40, ...rest].join('.');
}

/** A small non-negative INTEGER. */
export function smallInteger(element: Element | undefined): number | undefined {
  if (element?.id !== INTEGER || element.to - element.from < 1 || element.to - element.from > 6) return undefined;
  let value = 0;
  for (const octet of contentsOf(element)) value = value * 256 + octet;
  return element.source[element.from]! > 0x7f ? undefined : value;
}

/** The same element in definite lengths, which is what a signature over BER is made over (RFC 5652 section 5.4). What has no indefinite length stays byte for byte, in whatever order it is. */
export function definite(element: Element, id = element.id): Uint8Array | undefined {
  const rewritten = rewrite(element, 0);
  const bytes = rewritten === UNCHANGED ? bytesOf(element) : rewritten;
  if (!bytes || id === element.id) return bytes;
  // Not `slice`: of Node's buffers that is no copy, and the caller's own bytes would be written to.
  const retagged = new Uint8Array(bytes);
  retagged[0] = id;
  return retagged;
}

const UNCHANGED = Symbol('as it was written');

/** Each element is looked at once: whether anything in it has to be written anew is known when what is inside it was. */
function rewrite(element: Element, depth: number): Uint8Array | typeof UNCHANGED | undefined {
  if ((element.id & 0x20) === 0 || depth > MOST_DEPTH) return UNCHANGED;
  const children = childrenOf(element);
  // What only claims to be constructed has no lengths inside it.
  if (!children) return element.indefinite ? undefined : UNCHANGED;
  const parts: Uint8Array[] = [];
  let changed = element.indefinite;
  for (const child of children) {
    const part = rewrite(child, depth + 1);
    if (!part) return undefined;
    changed ||= part !== UNCHANGED;
    parts.push(part === UNCHANGED ? bytesOf(child) : part);
  }
  if (!changed) return UNCHANGED;
  const contents = concatenate(parts);
  return concatenate([new Uint8Array([element.id]), lengthOctets(contents.length), contents]);
}

/** For those who read DER alone. */
export const derOf = (element: Element): Uint8Array => definite(element) ?? bytesOf(element);

function lengthOctets(length: number): Uint8Array {
  if (length < 0x80) return new Uint8Array([length]);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
  return new Uint8Array([0x80 | octets.length, ...octets]);
}
