/** What is asked of the worker that draws a sealed document. One worker for one document, so that ending it ends everything. */
export type PreviewRequest =
  /** First, and once: the bytes of the revision, which go over to the worker. */
  | { ask: 'open'; bytes: ArrayBuffer }
  /** `number` from one. */
  | { ask: 'page'; number: number };

/** What the worker answers. Everything in it comes from a hostile file: numbers are bounded here, text is made visible by whoever shows it. */
export type PreviewAnswer =
  | { answer: 'opened'; pages: number }
  /** `incomplete`: a picture on the page could not be drawn. */
  | { answer: 'page'; number: number; picture: ImageBitmap; text: string; incomplete: boolean }
  | { answer: 'failed' };

export const LIMITS = {
  /** Pages that can be looked at. */
  pages: 50,
  /** Of one page as it is drawn, and of one picture in it. */
  pixels: 4_000_000,
  picturePixels: 32_000_000,
  /** Width that a page is drawn at, where its height allows: enough to be read when it is enlarged. */
  width: 1400,
  /** Characters of one page's text. */
  text: 20_000,
  /** Milliseconds for opening, and for each page. */
  patience: 30_000,
} as const;
