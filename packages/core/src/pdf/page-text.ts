import { hexDigit, isRegular, isSpace, skipBlank } from './characters.js';
import { pageNumbers, pageOf } from './page-list.js';
import { charactersOf, type FontText } from './font-text.js';
import { inherited } from './page-marks.js';
import type { PdfDictionary, PdfObject, RevisionView } from './types.js';
import { entriesOf, isDictionary, isStream, nameOf } from './values.js';

const LIMITS = { pages: 64, bytes: 8_000_000, characters: 400_000, depth: 5, fonts: 128, operands: 512, walk: 100_000 };

/** Text that is shown, in the order in which it is drawn, as far as its fonts say which characters they are. What they do not say is left out, so that what is not here may stand on the page all the same. */
export function pageText(view: RevisionView): string {
  const state: State = { view, text: '', left: LIMITS.bytes, fonts: new Map() };
  let pages: number[] = [];
  try {
    pages = pageNumbers(view, { budget: { left: LIMITS.walk } });
  } catch {
    return '';
  }
  for (const number of pages.slice(0, LIMITS.pages)) {
    const page = pageOf(view, number);
    if (!page) continue;
    const contents = view.resolve(page.entries.get('Contents'));
    const streams = (Array.isArray(contents) ? contents : [contents]).map((each) => view.resolve(each));
    const parts = streams.flatMap((stream) => (isStream(stream) ? [view.decode(stream) ?? new Uint8Array()] : []));
    // One stream may end in the middle of what the next goes on with (section 7.8.2).
    const size = parts.reduce((sum, { length }) => sum + length + 1, 0);
    if (size > state.left) break;
    const whole = new Uint8Array(size).fill(0x20);
    let at = 0;
    for (const part of parts) { whole.set(part, at); at += part.length + 1; }
    draw(whole, inherited(view, page, 'Resources'), state, 0);
    state.text += ' ';
  }
  return state.text;
}

interface State { view: RevisionView; text: string; left: number; fonts: Map<PdfDictionary, FontText> }

const named = (state: State, resources: PdfObject, category: string, name: string): PdfObject => state.view.resolve(entriesOf(state.view.resolve(entriesOf(resources).get(category))).get(name));

function draw(bytes: Uint8Array, resources: PdfObject, state: State, depth: number): void {
  let font: FontText | undefined;
  let operands: (Uint8Array | string | number)[] = [];
  const show = () => {
    for (const operand of operands) {
      if (state.text.length > LIMITS.characters) return;
      // In an array, a number that moves on by a fifth of an em or more is a space.
      if (operand instanceof Uint8Array) state.text += font ? charactersOf(operand, font) : '';
      else if (typeof operand === 'number' && operand < -200) state.text += ' ';
    }
  };
  for (let at = skipBlank(bytes, 0, bytes.length); at < bytes.length && state.left > 0 && state.text.length <= LIMITS.characters; at = skipBlank(bytes, at, bytes.length)) {
    const from = at;
    const code = bytes[at]!;
    const put = (operand: Uint8Array | string | number) => { if (operands.length < LIMITS.operands) operands.push(operand); };
    if (code === 0x28) at = literal(bytes, at, put);
    else if (code === 0x3c && bytes[at + 1] !== 0x3c) at = hexString(bytes, at, put);
    else if (code === 0x2f) { at = wordEnd(bytes, at + 1); put(latin1(bytes, from + 1, at)); }
    else if (!isRegular(code)) at += 1;
    else {
      at = wordEnd(bytes, at);
      const word = latin1(bytes, from, at);
      if (/^[-+.\d]/.test(word)) put(Number.parseFloat(word) || 0);
      else {
        if (word === 'Tf') font = fontOf(operands, resources, state);
        else if (word === 'Tj' || word === 'TJ') show();
        else if (word === '\'' || word === '"') { state.text += ' '; operands = operands.slice(-1); show(); }
        else if (['Td', 'TD', 'T*', 'Tm', 'ET'].includes(word)) state.text += ' ';
        else if (word === 'Do') paint(operands.at(-1), resources, state, depth);
        else if (word === 'ID') at = imageEnd(bytes, at);
        operands = [];
      }
    }
    state.left -= at - from;
  }
}

function fontOf(operands: readonly unknown[], resources: PdfObject, state: State): FontText | undefined {
  const name = operands.at(-2);
  const dictionary = typeof name === 'string' ? named(state, resources, 'Font', name) : null;
  if (!isDictionary(dictionary)) return undefined;
  if (!state.fonts.has(dictionary) && state.fonts.size < LIMITS.fonts) state.fonts.set(dictionary, fontText(dictionary, state));
  return state.fonts.get(dictionary);
}

function fontText({ entries }: PdfDictionary, state: State): FontText {
  const { view } = state;
  const map = view.resolve(entries.get('ToUnicode'));
  const cmap = isStream(map) ? view.decode(map) : undefined;
  // What it costs to read is part of what all pages may cost.
  state.left -= Math.min(cmap?.length ?? 0, 200_000);
  const encoding = view.resolve(entries.get('Encoding'));
  return { ...(cmap ? { cmap } : {}), composite: nameOf(view.resolve(entries.get('Subtype'))) === 'Type0', plain: encoding === null || nameOf(encoding) === 'WinAnsiEncoding' || nameOf(encoding) === 'StandardEncoding' };
}

/** A form has contents and resources of its own (section 8.10.1). */
function paint(name: unknown, resources: PdfObject, state: State, depth: number): void {
  const object = typeof name === 'string' && depth < LIMITS.depth ? named(state, resources, 'XObject', name) : null;
  if (!isStream(object) || nameOf(state.view.resolve(object.dictionary.entries.get('Subtype'))) !== 'Form') return;
  const own = state.view.resolve(object.dictionary.entries.get('Resources'));
  const bytes = state.view.decode(object);
  if (bytes) draw(bytes, own ?? resources, state, depth + 1);
}

const latin1 = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 127)));

function wordEnd(bytes: Uint8Array, at: number): number {
  while (at < bytes.length && isRegular(bytes[at])) at += 1;
  return at;
}

const ESCAPED: Readonly<Record<number, number>> = { 0x6e: 10, 0x72: 13, 0x74: 9, 0x62: 8, 0x66: 12 };

/** Section 7.3.4.2. */
function literal(bytes: Uint8Array, at: number, put: (operand: Uint8Array) => void): number {
  const found: number[] = [];
  let depth = 0;
  for (; at < bytes.length; at += 1) {
    let code = bytes[at]!;
    if (code === 0x28) { depth += 1; if (depth === 1) continue; }
    if (code === 0x29) { depth -= 1; if (depth === 0) break; }
    if (code === 0x5c) {
      at += 1;
      code = bytes[at] ?? 0;
      if (code >= 0x30 && code <= 0x37) {
        let value = 0;
        for (let digits = 0; digits < 3 && bytes[at]! >= 0x30 && bytes[at]! <= 0x37; digits += 1, at += 1) value = value * 8 + bytes[at]! - 0x30;
        at -= 1;
        code = value & 255;
      } else if (code === 10 || code === 13) continue;
      else code = ESCAPED[code] ?? code;
    }
    found.push(code);
  }
  put(Uint8Array.from(found));
  return at + 1;
}

function hexString(bytes: Uint8Array, at: number, put: (operand: Uint8Array) => void): number {
  const digits: number[] = [];
  for (at += 1; at < bytes.length && bytes[at] !== 0x3e; at += 1) { const digit = hexDigit(bytes[at]); if (digit >= 0) digits.push(digit); }
  put(Uint8Array.from({ length: Math.ceil(digits.length / 2) }, (_, index) => digits[2 * index]! * 16 + (digits[2 * index + 1] ?? 0)));
  return at + 1;
}

/** Section 8.9.7: `EI` between white space. */
function imageEnd(bytes: Uint8Array, at: number): number {
  for (; at < bytes.length; at += 1) if (bytes[at] === 0x45 && bytes[at + 1] === 0x49 && isSpace(bytes[at - 1]) && !isRegular(bytes[at + 2])) return at + 2;
  return bytes.length;
}
