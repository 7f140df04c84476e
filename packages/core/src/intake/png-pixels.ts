import { inflate, concatenate } from '../bytes/inflate.js';
import { luminance, overWhite, type PictureReading } from './picture.js';

export interface PngChunk { type: string; data: Uint8Array; intact: boolean }

/** Samples of one pixel, by colour type (PNG table 9). */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** The seven passes of Adam7, and the one of a picture that is not interlaced: first column and row, steps. */
const WHOLE = [[0, 0, 1, 1]] as const;
const ADAM7 = [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]] as const;

/** Decodes a PNG's default image to grey, to look for a QR code: colour management is left out. Size is bounded before anything is inflated. */
export async function pngPixels(chunks: readonly PngChunk[], limits: { pixels: number }): Promise<PictureReading> {
  const header = chunks.find(({ type }) => type === 'IHDR')?.data;
  if (!header || header.length !== 13) return { ok: false, why: 'damaged' };
  const view = new DataView(header.buffer, header.byteOffset, 13);
  const [width, height, depth, colour, interlace] = [view.getUint32(0), view.getUint32(4), header[8]!, header[9]!, header[12]!];
  const channels = CHANNELS[colour];
  if (width === 0 || height === 0 || channels === undefined || ![1, 2, 4, 8, 16].includes(depth) || interlace > 1) return { ok: false, why: 'damaged' };
  if (width * height > limits.pixels) return { ok: false, why: 'too-large' };

  const bits = channels * depth;
  const passes = (interlace === 1 ? ADAM7 : WHOLE).map(([x, y, stepX, stepY]) => ({ x, y, stepX, stepY, columns: Math.ceil((width - x) / stepX), rows: Math.ceil((height - y) / stepY) })).filter(({ columns, rows }) => columns > 0 && rows > 0);
  const expected = passes.reduce((sum, { columns, rows }) => sum + rows * (1 + Math.ceil((columns * bits) / 8)), 0);
  // Sixteen bits of four channels are more than a photograph of a code ever needs.
  if (expected > limits.pixels * 4 + height * 8) return { ok: false, why: 'too-large' };
  const inflated = await inflate(concatenate(chunks.filter(({ type }) => type === 'IDAT').map(({ data }) => data)), 'deflate', { inflated: expected + 1024 });
  if (!inflated.ok || inflated.bytes.length < expected) return { ok: false, why: 'damaged' };

  const shade = shader(colour, depth, chunks.find(({ type }) => type === 'PLTE')?.data, chunks.find(({ type }) => type === 'tRNS')?.data);
  const grey = new Uint8Array(width * height);
  let offset = 0;
  for (const { x, y, stepX, stepY, columns, rows } of passes) {
    const stride = Math.ceil((columns * bits) / 8);
    let above = new Uint8Array(stride);
    for (let row = 0; row < rows; row += 1) {
      const line = inflated.bytes.subarray(offset + 1, offset + 1 + stride);
      if (!unfilter(inflated.bytes[offset]!, line, above, Math.max(1, bits >> 3))) return { ok: false, why: 'damaged' };
      const target = (y + row * stepY) * width + x;
      for (let column = 0; column < columns; column += 1) grey[target + column * stepX] = shade(line, column);
      above = line as Uint8Array<ArrayBuffer>;
      offset += 1 + stride;
    }
  }
  return { ok: true, picture: { width, height, grey } };
}

/** PNG section 9.2, in place. False for a filter that is none. */
function unfilter(filter: number, line: Uint8Array, above: Uint8Array, step: number): boolean {
  if (filter > 4) return false;
  if (filter === 0) return true;
  for (let at = 0; at < line.length; at += 1) {
    const left = at >= step ? line[at - step]! : 0;
    const up = above[at]!;
    const upLeft = at >= step ? above[at - step]! : 0;
    line[at] = line[at]! + (filter === 1 ? left : filter === 2 ? up : filter === 3 ? (left + up) >> 1 : paeth(left, up, upLeft));
  }
  return true;
}

function paeth(left: number, up: number, upLeft: number): number {
  const guess = left + up - upLeft;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)];
  return a <= b && a <= c ? left : b <= c ? up : upLeft;
}

/** The grey of the pixel in one column of an unfiltered line. */
function shader(colour: number, depth: number, palette: Uint8Array | undefined, transparency: Uint8Array | undefined): (line: Uint8Array, column: number) => number {
  if (depth < 8) {
    const mask = (1 << depth) - 1;
    const value = (line: Uint8Array, column: number) => (line[(column * depth) >> 3]! >> (8 - depth - ((column * depth) & 7))) & mask;
    if (colour === 3) return (line, column) => paletteGrey(palette, transparency, value(line, column));
    return (line, column) => (value(line, column) * 255) / mask;
  }
  // The high byte of 16 bits is enough to tell black from white.
  const size = depth >> 3;
  const channels = CHANNELS[colour]!;
  const sample = (line: Uint8Array, column: number, channel: number) => line[(column * channels + channel) * size]!;
  if (colour === 3) return (line, column) => paletteGrey(palette, transparency, sample(line, column, 0));
  if (colour === 0) return (line, column) => sample(line, column, 0);
  if (colour === 4) return (line, column) => overWhite(sample(line, column, 0), sample(line, column, 1));
  const mixed = (line: Uint8Array, column: number) => luminance(sample(line, column, 0), sample(line, column, 1), sample(line, column, 2));
  return colour === 2 ? mixed : (line, column) => overWhite(mixed(line, column), sample(line, column, 3));
}

/** Beyond the palette is white: an index that is none darkens nothing. */
function paletteGrey(palette: Uint8Array | undefined, transparency: Uint8Array | undefined, index: number): number {
  if (!palette || index * 3 + 2 >= palette.length) return 255;
  return overWhite(luminance(palette[index * 3]!, palette[index * 3 + 1]!, palette[index * 3 + 2]!), transparency?.[index] ?? 255);
}
