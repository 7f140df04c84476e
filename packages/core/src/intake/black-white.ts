import type { GreyPicture } from './picture.js';

/** How much darker than its surroundings a pixel is that counts as black. */
const DARKER = 0.86;

/**
 * A picture in black (0) and white (255), each pixel against the mean of its surroundings, so that a shadow over a code is no matter (Bradley and Roth, "Adaptive Thresholding using the Integral Image").
 * Where there is hardly any contrast around a pixel, its own darkness decides.
 */
export function blackAndWhite({ width, height, grey }: GreyPicture): GreyPicture {
  const reach = Math.max(4, Math.round(Math.max(width, height) / 16));
  const stride = width + 1;
  // Sums of all pixels above and to the left; the largest is 255 times the pixels, which 32 bits hold for the sizes that are searched.
  const sums = new Uint32Array(stride * (height + 1));
  for (let y = 0; y < height; y += 1) {
    let line = 0;
    for (let x = 0; x < width; x += 1) {
      line += grey[y * width + x]!;
      sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1]! + line;
    }
  }
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    const top = Math.max(0, y - reach), bottom = Math.min(height, y + reach + 1);
    for (let x = 0; x < width; x += 1) {
      const left = Math.max(0, x - reach), right = Math.min(width, x + reach + 1);
      const mean = (sums[bottom * stride + right]! - sums[top * stride + right]! - sums[bottom * stride + left]! + sums[top * stride + left]!) / ((bottom - top) * (right - left));
      const value = grey[y * width + x]!;
      out[y * width + x] = value < mean * DARKER || (value < 64 && mean < 64) ? 0 : 255;
    }
  }
  return { width, height, grey: out };
}

/** The squares of the changes between black and white in each line, added up: what a search for a code in it costs. */
export function searchCost({ width, height, grey }: GreyPicture): number {
  let cost = 0;
  for (let y = 0; y < height; y += 1) {
    let changes = 0;
    for (let x = 1; x < width; x += 1) if (grey[y * width + x] !== grey[y * width + x - 1]) changes += 1;
    cost += changes * changes;
  }
  return cost;
}
