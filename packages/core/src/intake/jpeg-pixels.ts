import { decode } from 'jpeg-js';
import { luminance, type PictureReading } from './picture.js';

/** Width and height of the first frame header (ITU-T T.81 B.2.2), before anything is decoded. */
export function jpegSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 <= bytes.length;) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) { at += 1; continue; }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) { at += 2; continue; }
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** Scans of all pixels that are worth decoding: progressive pictures have about ten. A hostile file may have hundreds of thousands, each of a few bytes. */
const MOST_SCANS = 64;

/** Start-of-scan markers anywhere: inside compressed data there are none, in a thumbnail there may be. */
function scans(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(0xff); at >= 0 && count <= MOST_SCANS; at = bytes.indexOf(0xff, at + 1)) if (bytes[at + 1] === 0xda) count += 1;
  return count;
}

/** Decodes a JPEG to grey, to look for a QR code. Size and memory are bounded. */
export function jpegPixels(bytes: Uint8Array, limits: { pixels: number }): PictureReading {
  const size = jpegSize(bytes);
  if (!size || size.width === 0 || size.height === 0) return { ok: false, why: 'damaged' };
  const count = scans(bytes);
  if (size.width * size.height > limits.pixels || count > MOST_SCANS || count * size.width * size.height > 16 * limits.pixels) return { ok: false, why: 'too-large' };
  try {
    const { width, height, data } = decode(bytes, { useTArray: true, formatAsRGBA: false, tolerantDecoding: false, maxResolutionInMP: limits.pixels / 1e6, maxMemoryUsageInMB: 512 });
    const grey = new Uint8Array(width * height);
    for (let at = 0; at < grey.length; at += 1) grey[at] = luminance(data[at * 3]!, data[at * 3 + 1]!, data[at * 3 + 2]!);
    return { ok: true, picture: { width, height, grey } };
  } catch {
    return { ok: false, why: 'damaged' };
  }
}
