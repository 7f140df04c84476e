import jsqr from 'jsqr';
import { blackAndWhite, searchCost } from './black-white.js';
import type { GreyPicture } from './picture.js';

/** Searched at these sizes of the longer side, the smaller first. The largest code has 177 modules, so that it has five pixels a module at the second. */
const SIDES = [640, 1000] as const;

/** A page of small print has a third of it, a picture made of noise several times as much: the library's search grows with the square of the changes in a line, and would take seconds. */
const MOST_COST = 30_000_000;

/**
 * A QR code (ISO/IEC 18004) in a picture → its bytes. One is found where there are several; white on black is looked for as well.
 * Undefined where none is found, which does not mean that there is none; `too busy` where the picture has more detail than can be searched.
 */
export function readQrCode(picture: GreyPicture): Uint8Array | 'too busy' | undefined {
  const longer = Math.max(picture.width, picture.height);
  for (const [index, side] of SIDES.entries()) {
    if (index > 0 && longer <= SIDES[index - 1]!) return undefined;
    const plain = blackAndWhite(shrink(picture, Math.min(1, side / longer)));
    if (searchCost(plain) > MOST_COST) return index === 0 ? 'too busy' : undefined;
    const found = search(plain);
    if (found) return found;
  }
  return undefined;
}

function search({ width, height, grey }: GreyPicture): Uint8Array | undefined {
  // The smallest code has 21 modules.
  if (width < 21 || height < 21) return undefined;
  const rgba = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < grey.length; at += 1) {
    rgba.fill(grey[at]!, at * 4, at * 4 + 3);
    rgba[at * 4 + 3] = 255;
  }
  try {
    const found = jsqr.default(rgba, width, height, { inversionAttempts: 'attemptBoth' });
    return found && found.binaryData.length > 0 ? Uint8Array.from(found.binaryData) : undefined;
  } catch {
    return undefined;
  }
}

/** The mean of the pixels that come to lie on one, so that thin lines do not vanish. @param scale at most 1 */
export function shrink(picture: GreyPicture, scale: number): GreyPicture {
  if (scale >= 1) return picture;
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const grey = new Uint8Array(width * height);
  for (let row = 0; row < height; row += 1) {
    const top = Math.floor((row * picture.height) / height);
    const bottom = Math.max(top + 1, Math.floor(((row + 1) * picture.height) / height));
    for (let column = 0; column < width; column += 1) {
      const left = Math.floor((column * picture.width) / width);
      const right = Math.max(left + 1, Math.floor(((column + 1) * picture.width) / width));
      let sum = 0;
      for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) sum += picture.grey[y * picture.width + x]!;
      grey[row * width + column] = sum / ((bottom - top) * (right - left));
    }
  }
  return { width, height, grey };
}
