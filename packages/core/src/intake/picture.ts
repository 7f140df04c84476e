/** A decoded picture in grey: one byte for each pixel, row by row, 0 black. What is transparent is white, as on paper. */
export interface GreyPicture { width: number; height: number; grey: Uint8Array }

export type PictureReading = { ok: true; picture: GreyPicture } | { ok: false; why: 'damaged' | 'too-large' | 'unsupported' };

/** ITU-R BT.601, in whole numbers. */
export const luminance = (red: number, green: number, blue: number): number => (red * 299 + green * 587 + blue * 114) / 1000;

/** What is left of `value` over white. @param alpha 0 to 255 */
export const overWhite = (value: number, alpha: number): number => (value * alpha + 255 * (255 - alpha)) / 255;
