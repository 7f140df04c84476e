import type { Read } from './draft.js';
import { fromLines, textLines, type TextOptions } from './from-lines.js';
import { htmlLines, looksLikeHtml } from './html-lines.js';

/** A posting's prose, with markup or without. */
export function fromHtml(text: string, options: TextOptions = {}): Read {
  return fromLines(looksLikeHtml(text) ? htmlLines(text) : textLines(text), options);
}
