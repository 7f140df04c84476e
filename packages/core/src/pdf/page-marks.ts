import { IDENTITY, placed, product, readContent } from './content-marks.js';
import type { Matrix } from './content-marks.js';
import { spend } from './change-walk.js';
import type { Step } from './change-walk.js';
import { annotationsOf, pageOf } from './page-list.js';
import type { PdfDictionary, PdfObject, RevisionView } from './types.js';
import { entriesOf, isDictionary, isReference, isStream, nameOf } from './values.js';
import { isEmpty, rectOf, shows } from './widget.js';

type Rect = readonly [number, number, number, number];

/** Where a page shows something that a box over it would hide. */
export interface PageMarks {
  /** Pieces of the text, each as high as its letters, and points of what is drawn like text. */
  points: readonly Rect[];
  /** Pictures, and fields that show a value, by their numbers. */
  boxes: readonly { rect: Rect; field?: number }[];
  /** Nothing can be said: a content that cannot be read, or a page without text, as scanned ones are. */
  unsure: boolean;
  size: number;
}

const MOST_BYTES = 8_000_000, MOST_POINTS = 50_000, MOST_BOXES = 5_000, MOST_DEPTH = 6;
/** Along a run of text, in points. */
const STEP = 6;
/** A picture over more than this part of a page is what the page is printed on. */
const BACKGROUND = 0.6;
/** Letters and flourishes are smaller than that part of a page. */
const OUTLINE = 0.25;

/** An entry of a page that its ancestors may have for it (section 7.7.3.4). */
export function inherited(view: RevisionView, page: PdfDictionary, key: string): PdfObject {
  let node: PdfObject = page;
  for (let depth = 0; depth < 32 && isDictionary(node); depth += 1) {
    const value = view.resolve(node.entries.get(key));
    if (value !== null) return value;
    node = view.resolve(node.entries.get('Parent'));
  }
  return null;
}

/** What a page shows, as its contents say it. Estimates: letters have one width, and paths are left out. */
export function marksOf(view: RevisionView, number: number, step: Pick<Step, 'budget'>): PageMarks {
  const points: Rect[] = [];
  const boxes: { rect: Rect; field?: number }[] = [];
  const page = pageOf(view, number);
  const budget = { left: MOST_BYTES };
  const box = page && inherited(view, page, 'MediaBox');
  const [left = 0, bottom = 0, right = 595, top = 842] = Array.isArray(box) ? box.map((each) => Number(view.resolve(each)) || 0) : [];
  const size = Math.abs((right - left) * (top - bottom));
  let unsure = page === undefined;

  const draw = (bytes: Uint8Array, resources: PdfObject, matrix: Matrix, depth: number): void => readContent(bytes, matrix, {
    text: (at, width, height) => {
      for (let along = 0; points.length < MOST_POINTS; along = Math.min(along + STEP, Math.abs(width))) {
        points.push(between(placed(at, Math.sign(width) * along, -0.1 * height), placed(at, Math.sign(width) * Math.min(along + STEP, Math.abs(width)), 0.7 * height)));
        if (along >= Math.abs(width) || !Number.isFinite(width)) break;
      }
    },
    font: (name) => {
      const fonts = isDictionary(resources) ? view.resolve(resources.entries.get('Font')) : null;
      // Its letters are drawings, of any size and anywhere (section 9.6.4).
      if (nameOf(view.resolve(entriesOf(view.resolve(entriesOf(fonts).get(name))).get('Subtype'))) === 'Type3') unsure = true;
    },
    outline: (through) => {
      const all = through.reduce<Rect>(([a, b, c, d], [x, y]) => [Math.min(a, x), Math.min(b, y), Math.max(c, x), Math.max(d, y)], [Infinity, Infinity, -Infinity, -Infinity]);
      // Large ones are the ornaments of the page.
      if (areaOf(all) < OUTLINE * size) for (const [x, y] of through) if (points.length < MOST_POINTS) points.push([x - 1, y - 1, x + 1, y + 1]);
    },
    lost: () => { unsure = true; },
    paint: (name, at) => {
      const objects = isDictionary(resources) ? view.resolve(resources.entries.get('XObject')) : null;
      const given = isDictionary(objects) ? objects.entries.get(name) : undefined;
      const object = view.resolve(given);
      if (name === '' || (isStream(object) && nameOf(view.resolve(object.dictionary.entries.get('Subtype'))) !== 'Form')) {
        if (boxes.length < MOST_BOXES) boxes.push({ rect: around(at) });
        return;
      }
      if (!isStream(object) || depth >= MOST_DEPTH) return;
      const content = view.decode(object, isReference(given) ? given.number : undefined);
      if (!content) { unsure = true; return; }
      budget.left -= 64;
      draw(content, view.resolve(object.dictionary.entries.get('Resources')) ?? resources, product(matrixOf(view, object.dictionary), at), depth + 1);
    },
  }, budget);

  if (page) {
    const contents = page.entries.get('Contents') ?? null;
    const resolved = view.resolve(contents);
    const parts = (Array.isArray(resolved) ? resolved : [contents]).map((part) => ({ stream: view.resolve(part), number: isReference(part) ? part.number : undefined }));
    const decoded = parts.map(({ stream, number: object }) => (isStream(stream) ? view.decode(stream, object) : undefined));
    if (decoded.some((bytes) => bytes === undefined)) unsure = true;
    draw(joined(decoded.filter((bytes): bytes is Uint8Array => bytes !== undefined)), inherited(view, page, 'Resources'), IDENTITY, 0);
    for (const annotation of annotationsOf(view, page).numbers) {
      const dictionary = view.get(annotation);
      const rect = isDictionary(dictionary) && shows(view, dictionary) && holds(view, dictionary) ? rectOf(view, dictionary) : undefined;
      if (rect && boxes.length < MOST_BOXES) boxes.push({ rect, field: annotation });
    }
  }
  spend(step, Math.ceil((MOST_BYTES - budget.left) / 8));
  return { points, boxes, unsure: unsure || budget.left <= 0 || points.length >= MOST_POINTS || boxes.length >= MOST_BOXES || points.length === 0, size };
}

function matrixOf(view: RevisionView, dictionary: PdfDictionary): Matrix {
  const value = view.resolve(dictionary.entries.get('Matrix'));
  const numbers = Array.isArray(value) ? value.map((each) => Number(view.resolve(each)) || 0) : [];
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = numbers;
  return [a, b, c, d, e, f];
}

function around(matrix: Matrix): Rect {
  const corners = [placed(matrix, 0, 0), placed(matrix, 1, 0), placed(matrix, 0, 1), placed(matrix, 1, 1)];
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length + 1, 0)).fill(0x0a);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length + 1;
  }
  return bytes;
}

const between = ([a, b]: readonly [number, number], [c, d]: readonly [number, number]): Rect => [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];

/** Annotations that show nothing on the page itself. */
const UNDRAWN: ReadonlySet<string> = new Set(['Link', 'Popup']);

/** Whether an annotation shows anything that was signed: a field with a value, its own or of the field above, or what is no field. */
function holds(view: RevisionView, dictionary: PdfDictionary): boolean {
  const subtype = nameOf(view.resolve(dictionary.entries.get('Subtype'))) ?? '';
  if (subtype !== 'Widget') return !UNDRAWN.has(subtype);
  return !isEmpty(inherited(view, dictionary, 'V'));
}

/** Whether the appearance of a field shows text, or a picture, although it may have no value. */
export function showsText(view: RevisionView, widget: PdfDictionary, step: Pick<Step, 'budget'>): boolean {
  const normal = view.resolve(entriesOf(view.resolve(widget.entries.get('AP'))).get('N'));
  const state = nameOf(view.resolve(widget.entries.get('AS')));
  const stream = isDictionary(normal) && state !== undefined ? view.resolve(normal.entries.get(state)) : normal;
  if (!isStream(stream) || !shows(view, widget)) return false;
  const content = view.decode(stream);
  if (!content) return true;
  let shown = false;
  const budget = { left: MOST_BYTES };
  spend(step, Math.ceil(content.length / 8));
  readContent(content, IDENTITY, { text: (_, width) => { shown ||= width !== 0; }, paint: () => { shown = true; }, outline: () => undefined, font: () => undefined, lost: () => { shown = true; } }, budget);
  return shown || budget.left <= 0;
}

const areaOf = ([left, bottom, right, top]: Rect): number => Math.max(0, right - left) * Math.max(0, top - bottom);

/** Whether a field's box on the page would hide any of it. */
export function covers({ points, boxes, size }: PageMarks, rect: Rect, field: number): boolean {
  const [left, bottom, right, top] = rect;
  // More than the edge of a letter.
  const hides = (from: number, to: number, start: number, end: number) => Math.min(to, end) - Math.max(from, start) > 0.1 * Math.min(end - start, 4);
  if (points.some(([a, b, c, d]) => hides(left, right, a, c) && hides(bottom, top, b, d))) return true;
  return boxes.some(({ rect: box, field: other }) => {
    if (other === field) return false;
    const common = areaOf([Math.max(left, box[0]), Math.max(bottom, box[1]), Math.min(right, box[2]), Math.min(top, box[3])]);
    return areaOf(box) < BACKGROUND * size && common > 0.1 * Math.min(areaOf(box), areaOf(rect));
  });
}
