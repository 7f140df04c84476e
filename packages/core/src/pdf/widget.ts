import type { PdfDictionary, PdfObject, RevisionView } from './types.js';
import { isDictionary, isName, isString } from './values.js';

/** ISO 32000-2 table 167. */
const HIDDEN = 2, PRINT = 4, NO_VIEW = 32;
/** Points squared. A box that nobody sees, whatever is drawn into it. */
const TINY = 4;

export function rectOf(view: RevisionView, dictionary: PdfDictionary): [number, number, number, number] | undefined {
  const rect = view.resolve(dictionary.entries.get('Rect'));
  if (!Array.isArray(rect) || rect.length !== 4) return undefined;
  const numbers = rect.map((item) => view.resolve(item)).map((item) => (typeof item === 'number' && Number.isFinite(item) ? item : 0));
  const [a = 0, b = 0, c = 0, d = 0] = numbers;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}

/** Whether an annotation shows anything, on paper included. One without an appearance may still be drawn by its colours. */
export function shows(view: RevisionView, dictionary: PdfDictionary): boolean {
  const flags = view.resolve(dictionary.entries.get('F'));
  const bits = typeof flags === 'number' ? flags : 0;
  if (bits & HIDDEN || (bits & NO_VIEW && !(bits & PRINT))) return false;
  const rect = rectOf(view, dictionary);
  // What is no rectangle, readers may take for any.
  if (rect && (rect[2] - rect[0]) * (rect[3] - rect[1]) <= TINY) return false;
  return given(view, dictionary.entries.get('AP')) || given(view, dictionary.entries.get('MK'));
}

function given(view: RevisionView, value: PdfObject | undefined): boolean {
  const found = view.resolve(value);
  return isDictionary(found) && found.entries.size > 0;
}

/** Whether a field has no value yet (section 12.7.4.3): none, no text, or a box that is off. */
export function isEmpty(value: PdfObject): boolean {
  return value === null || (isString(value) && value.bytes.every((byte) => byte === 0x20)) || (isName(value) && value.name === 'Off') || (Array.isArray(value) && value.length === 0);
}
