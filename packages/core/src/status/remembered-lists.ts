import { decodeEncodedList, type EncodedList, type ListEncoding } from './encoded-list.js';

/** `encodedList` → bytes, which nobody writes to. Never throws. */
export type DecodeList = (encodedList: string, encoding: ListEncoding) => Promise<EncodedList>;

/** Characters and bytes that are kept at most: a list of the standard's usual size takes some twenty kilobytes, the longest that is read is not kept at all. */
const KEPT = 8 * 1024 * 1024;

/**
 * Decodes lists and keeps the last ones, for one verifier. The whole text is the key, so what is kept is what decoding it again would give; it says nothing of
 * whose list it is, nor whether it is in force. What could not be decoded is not kept.
 */
export function rememberLists(): DecodeList {
  const kept = new Map<string, Uint8Array>();
  let size = 0;
  return async (encodedList, encoding) => {
    const key = `${encoding} ${encodedList}`;
    const known = kept.get(key);
    if (known) {
      // The last used is dropped last.
      kept.delete(key);
      kept.set(key, known);
      return { ok: true, bytes: known };
    }
    const decoded = await decodeEncodedList(encodedList, encoding);
    if (!decoded.ok || kept.has(key) || key.length + decoded.bytes.length > KEPT) return decoded;
    kept.set(key, decoded.bytes);
    size += key.length + decoded.bytes.length;
    for (const [oldest, bytes] of kept) {
      if (size <= KEPT) break;
      kept.delete(oldest);
      size -= oldest.length + bytes.length;
    }
    return decoded;
  };
}
