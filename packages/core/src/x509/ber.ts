import { encodeTlv, joinAll } from './der-encode.js';
import { spanAt, TAG, type Span } from './der.js';

const MOST_DEPTH = 48;
const MOST_PARTS = 200_000;

interface Reading { bytes: Uint8Array; parts: number }

/** A TLV as BER has it: lengths in any number of octets, or indefinite, up to the end-of-contents octets. */
function berSpan(bytes: Uint8Array, start: number, end: number): (Span & { indefinite: boolean }) | undefined {
  const strict = spanAt(bytes, start, end);
  if (strict) return { ...strict, indefinite: false };
  if (start + 2 > end || (bytes[start]! & 0x1f) === 0x1f) return undefined;
  const [tag, first] = [bytes[start]!, bytes[start + 1]!];
  if (first === 0x80) return (tag & 0x20) === 0 ? undefined : { tag, start, content: start + 2, end, indefinite: true };
  const content = start + 2 + (first & 0x7f);
  if (first < 0x80 || first === 0xff || content > end) return undefined;
  let length = 0;
  for (let at = start + 2; at < content; at += 1) {
    length = length * 256 + bytes[at]!;
    if (length > bytes.length) return undefined;
  }
  return content + length > end ? undefined : { tag, start, content, end: content + length, indefinite: false };
}

/** DER of the TLV at `start`, and where it ended. */
function convert(reading: Reading, start: number, end: number, depth: number): { der: Uint8Array; end: number } | undefined {
  const { bytes } = reading;
  const span = berSpan(bytes, start, end);
  reading.parts += 1;
  if (!span || depth > MOST_DEPTH || reading.parts > MOST_PARTS) return undefined;
  if ((span.tag & 0x20) === 0) return { der: encodeTlv(span.tag, bytes.subarray(span.content, span.end)), end: span.end };
  const parts: Uint8Array[] = [];
  let at = span.content;
  for (;;) {
    if (span.indefinite && at + 2 <= span.end && bytes[at] === 0 && bytes[at + 1] === 0) { at += 2; break; }
    if (!span.indefinite && at === span.end) break;
    const part = convert(reading, at, span.end, depth + 1);
    if (!part) return undefined;
    parts.push(part.der);
    at = part.end;
  }
  // X.690 section 8.7.3: an OCTET STRING in pieces is the pieces in a row.
  if (span.tag === (TAG.octetString | 0x20)) {
    const pieces = parts.map((part) => (part[0] === TAG.octetString ? contentOf(part) : undefined));
    return pieces.every((piece) => piece !== undefined) ? { der: encodeTlv(TAG.octetString, joinAll(pieces)), end: at } : undefined;
  }
  return { der: encodeTlv(span.tag, joinAll(parts)), end: at };
}

function contentOf(der: Uint8Array): Uint8Array | undefined {
  const span = spanAt(der, 0, der.length);
  return span && der.subarray(span.content, span.end);
}

/**
 * The BER that begins these bytes, with definite lengths in as few octets as it takes and strings in one piece: what is left for DER is its content, which stays as it is. CMS may be BER
 * (RFC 5652 section 1), and old signers write it. `end` is where it ended in the bytes given. Undefined where it is none, or too deep.
 */
export function berToDer(bytes: Uint8Array): { der: Uint8Array; end: number } | undefined {
  return convert({ bytes, parts: 0 }, 0, bytes.length, 0);
}
