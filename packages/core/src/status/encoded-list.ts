import { inflate } from '../bytes/inflate.js';

/**
 * `encodedList` → bytes. Ours, because the library's `decodeList` inflates without a bound (a few hundred kB of it can ask for gigabytes), reads whatever buffer its
 * input happens to lie in, and takes base64url without checking it. What it does right, the order of the bits, it does for our tests: they compare both, bit by bit.
 */

/** 16 MiB are 134 million entries. A limit of the ratio would be wrong: the standard's minimum of zeros compresses to 40 bytes. */
const INFLATED_BYTES = 16 * 1024 * 1024;
const ENCODED_CHARACTERS = 12 * 1024 * 1024;

export type EncodedList = { ok: true; bytes: Uint8Array } | { ok: false; code: 'status.list-malformed' | 'status.list-too-large' };

/** Bitstring Status List 1.0 writes multibase base64url (`u`); StatusList2021 wrote base64url without the `u`, and base64 occurs. */
export type ListEncoding = 'multibase' | 'any-base64';

const malformed = { ok: false, code: 'status.list-malformed' } as const;
const tooLarge = { ok: false, code: 'status.list-too-large' } as const;

/** Decodes and inflates. Everything but one whole GZIP member with the right checksum and length is malformed. Never throws. */
export async function decodeEncodedList(encodedList: string, encoding: ListEncoding, limit = INFLATED_BYTES): Promise<EncodedList> {
  if (encodedList.length > ENCODED_CHARACTERS) return tooLarge;
  const compressed = fromBase64(encodedList, encoding);
  return compressed ? gunzip(compressed, limit) : malformed;
}

function fromBase64(text: string, encoding: ListEncoding): Uint8Array | undefined {
  // GZIP starts with 1f 8b 08, which is "H4sI": a `u` before it can only be the multibase prefix.
  const bare = text.startsWith('u') ? text.slice(1) : encoding === 'multibase' ? undefined : text.replaceAll('+', '-').replaceAll('/', '_').replace(/={1,2}$/, '');
  if (bare === undefined || !/^[\w-]+$/.test(bare) || bare.length % 4 === 1) return undefined;
  try {
    const binary = atob(bare.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = new Uint8Array(binary.length);
    for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
    return bytes;
  } catch {
    return undefined;
  }
}

async function gunzip(compressed: Uint8Array, limit: number): Promise<EncodedList> {
  if (compressed.length < 18) return malformed;
  const inflated = await inflate(compressed, 'gzip', { inflated: limit });
  if (!inflated.ok) return inflated.why === 'too-large' ? tooLarge : malformed;
  // RFC 1952: the last four bytes are the length. Some platforms read on over a second member or zeros after the first; then it does not agree.
  const trailer = new DataView(compressed.buffer, compressed.byteOffset + compressed.length - 4, 4);
  return trailer.getUint32(0, true) === inflated.bytes.length ? inflated : malformed;
}
