import type { Problem } from '../report/report.js';
import type { Artifact } from '../report/subject.js';
import { isNothing, notACredential, note, unreadable } from './artifacts.js';
import { fromBaked } from './baked.js';
import type { PictureReading } from './picture.js';
import type { Reading } from './reading.js';

/** A picture: what is baked into it, else what a QR code in it says. Else it is only a picture, which proves nothing. */
export async function readPicture(bytes: Uint8Array, kind: 'png' | 'jpeg' | 'picture', mediaType: string, reading: Reading): Promise<Artifact> {
  if (kind === 'png') {
    const { bakedPng, readChunks, pngPixels } = await reading.load.png();
    const found = await bakedPng(bytes, reading.budget);
    const baked = await fromBaked(found, bytes, mediaType, reading);
    if (baked) return baked;
    // What was cut off may have held the credential: that there is none cannot be said.
    if (!found.complete) return unreadable('picture.cut-off', bytes, mediaType, undefined, found.problems);
    return fromPixels(() => pngPixels(readChunks(bytes).chunks, reading.limits), found.problems, bytes, mediaType, reading);
  }
  if (kind === 'jpeg') {
    const { jpegPixels } = await reading.load.jpeg();
    return fromPixels(() => jpegPixels(bytes, reading.limits), [], bytes, mediaType, reading);
  }
  return notACredential('input.no-credential', bytes, mediaType, { kind: 'picture' }, [note('picture.not-searched', { reason: mediaType })]);
}

async function fromPixels(decode: () => PictureReading | Promise<PictureReading>, problems: Problem[], bytes: Uint8Array, mediaType: string, reading: Reading): Promise<Artifact> {
  const onlyPicture = (...more: Problem[]) => notACredential('input.no-credential', bytes, mediaType, { kind: 'picture' }, [...problems, ...more]);
  const decoded = await decode();
  if (!decoded.ok && decoded.why === 'too-large') return notACredential('picture.too-large', bytes, mediaType, { limit: reading.limits.pixels }, problems);
  if (!decoded.ok) return onlyPicture(note('picture.damaged', { reason: 'pixels' }));
  const code = (await reading.load.qrCode()).readQrCode(decoded.picture);
  if (code === 'too busy') return onlyPicture(note('picture.not-searched', { reason: 'too much detail' }));
  if (!code) return onlyPicture();
  const inner = await reading.inner(code);
  if (isNothing(inner)) return onlyPicture();
  return { ...inner, bytes, mediaType, contains: inner.contains ?? inner.mediaType, problems: [...problems, note('input.recovered', { how: 'qr code' }), ...inner.problems] };
}
