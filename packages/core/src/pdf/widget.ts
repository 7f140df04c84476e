import type { PdfDictionary, PdfObject, RevisionView } from './types.js';
import { isName, isString } from './values.js';

/** ISO 32000-2 table 167. What is not to be viewed, some readers view all the same. */
const HIDDEN = 2;

export function rectOf(view: RevisionView, dictionary: PdfDictionary): [number, number, number, number] | undefined {
  const rect = view.resolve(dictionary.entries.get('Rect'));
  if (!Array.isArray(rect) || rect.length !== 4) return undefined;
  const numbers = rect.map((item) => view.resolve(item)).map((item) => (typeof item === 'number' && Number.isFinite(item) ? item : 0));
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

/** Whether an annotation shows anything, on paper included. One without an appearance is drawn by its colours, and some readers draw a box for a field. A dot is as good as a decimal point. */
export function shows(view: RevisionView, dictionary: PdfDictionary): boolean {
  const flags = view.resolve(dictionary.entries.get('F'));
  if (typeof flags === 'number' && flags >= 0 && flags < 0x1_0000 && flags & HIDDEN) return false;
  const rect = rectOf(view, dictionary);
  // What is no rectangle, readers may take for any.
  return !rect || (rect[2] > rect[0] && rect[3] > rect[1]);
}

/** Whether a field has no value yet (section 12.7.4.3): none, no text, or a box that is off. */
export function isEmpty(value: PdfObject): boolean {
  return value === null || (isString(value) && value.bytes.every((byte) => byte === 0x20)) || (isName(value) && value.name === 'Off') || (Array.isArray(value) && value.length === 0);
}
