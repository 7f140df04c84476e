import { Inflate } from 'fflate';
import { concatenate } from '../../bytes/inflate.js';

/** DEFLATE makes at most 1032 bytes of one, so a piece of this size makes 8 MiB before it can be stopped. */
const PIECE = 8192;
/** The longest part of a stream that makes no byte is a stored block waiting for its end (RFC 1951 section 3.2.4); more silence means that the data are over. */
const MOST_SILENT = 160 * 1024;

/**
 * ISO 32000-2 section 7.4.4, at most `most` bytes of it: undefined where it makes more. Data that end too early, or go wrong, give what was made until then and `damaged`.
 * Bytes after the end of the compressed data are passed over, as readers do.
 */
export function inflateBounded(bytes: Uint8Array, most: number): { bytes: Uint8Array; damaged: boolean } | undefined {
  // RFC 1950: the header. Its checksum at the end is no reader's concern, and some writers leave it out.
  if (bytes.length < 2 || (bytes[0]! & 0x0f) !== 8 || ((bytes[0]! << 8) | bytes[1]!) % 31 !== 0 || (bytes[1]! & 0x20) !== 0) return { bytes: new Uint8Array(), damaged: true };
  const chunks: Uint8Array[] = [];
  const made = { length: 0, silent: 0 };
  let damaged = false;
  const inflater = new Inflate((chunk) => {
    if (chunk.length === 0) return;
    made.length += chunk.length;
    made.silent = 0;
    if (made.length <= most) chunks.push(chunk);
  });
  try {
    for (let at = 2; at < bytes.length && made.silent < MOST_SILENT; at += PIECE) {
      made.silent += PIECE;
      inflater.push(bytes.subarray(at, at + PIECE), false);
      if (made.length > most) return undefined;
    }
    // Said by itself, so that what came before is kept where this finds the data cut.
    inflater.push(new Uint8Array(), true);
  } catch {
    damaged = true;
  }
  return made.length > most ? undefined : { bytes: concatenate(chunks, made.length), damaged };
}
