import { hexDigit, isDigit, isRegular, isSpace, skipBlank } from './characters.js';

/** Six numbers as in section 8.3.3 of ISO 32000-2. */
export type Matrix = readonly [number, number, number, number, number, number];
export const IDENTITY: Matrix = [1, 0, 0, 1, 0, 0];
export const product = ([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix => [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F];
export const placed = ([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] => [a * x + c * y + e, b * x + d * y + f];

/** An operand as far as it matters where things stand: a number, the length of a string in bytes, a name. */
type Operand = number | { bytes: number; spaces: number; ems: number } | { name: string } | readonly Operand[];

export interface Drawing {
  /** A run of text, from where to where on its baseline, and how high. */
  text(matrix: Matrix, width: number, height: number): void;
  /** A named object of the resources, in the unit square where it is a picture. */
  paint(name: string, matrix: Matrix): void;
  /** A drawn outline, as letters and signatures are that are no text: the points it goes through. */
  outline(points: readonly (readonly [number, number])[]): void;
  font(name: string): void;
  /** What stands where can no longer be told. */
  lost(): void;
}

const MOST_STACK = 64, MOST_OPERANDS = 64;
/** Of an em: letters of common fonts are about as wide; capitals are wider. */
const WIDTH = 0.5, CAPITAL = 0.75;
/** Bars and panels have fewer points. */
const OUTLINE = 5, MOST_OUTLINE = 20_000;

interface TextState { size: number; leading: number; scale: number; character: number; word: number; rise: number; matrix: Matrix; line: Matrix }

/** Goes through a content stream (section 7.8.2) and says where text and objects stand. What it does not understand it leaves out. */
export function readContent(bytes: Uint8Array, start: Matrix, drawing: Drawing, budget: { left: number }): void {
  let matrix = start;
  let text: TextState = { size: 0, leading: 0, scale: 1, character: 0, word: 0, rise: 0, matrix: IDENTITY, line: IDENTITY };
  let path: [number, number][] = [];
  let curved = false;
  const through = (...numbers: number[]) => {
    for (let index = 0; index + 1 < numbers.length && path.length < MOST_OUTLINE; index += 2) path.push(placed(matrix, numbers[index]!, numbers[index + 1]!));
  };
  // Straight strokes are rules, frames and tables: what stands within hides nothing.
  const painted = (filled: boolean) => {
    if (curved || (filled && path.length >= OUTLINE)) drawing.outline(path);
    [path, curved] = [[], false];
  };
  const saved: { matrix: Matrix; text: TextState }[] = [];
  const nextLine = (x: number, y: number) => {
    const line = product([1, 0, 0, 1, x, y], text.line);
    text = { ...text, matrix: line, line };
  };
  const show = (operand: Operand | undefined) => {
    const parts = Array.isArray(operand) ? operand as readonly Operand[] : operand === undefined ? [] : [operand];
    let [ems, apart] = [0, 0];
    for (const part of parts) {
      if (typeof part === 'number') ems -= part / 1000;
      else if ('bytes' in part) {
        ems += part.ems;
        apart += part.bytes * text.character + part.spaces * text.word;
      }
    }
    const width = (ems * text.size + apart) * text.scale;
    drawing.text(product([1, 0, 0, 1, 0, text.rise], product(text.matrix, matrix)), width, text.size);
    text = { ...text, matrix: product([1, 0, 0, 1, width, 0], text.matrix) };
  };
  operators(bytes, budget, (operator, operands) => {
    const numbers = operands.map((operand) => (typeof operand === 'number' ? operand : 0));
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers;
    const last = operands.at(-1);
    switch (operator) {
      case 'q': if (saved.length < MOST_STACK) saved.push({ matrix, text }); else drawing.lost(); break;
      case 'Q': { const state = saved.pop(); if (state) ({ matrix, text } = state); break; }
      case 'cm': matrix = product([a, b, c, d, e, f], matrix); break;
      case 'BT': text = { ...text, matrix: IDENTITY, line: IDENTITY }; break;
      case 'Tf': {
        const named = operands.at(-2);
        if (typeof named === 'object' && 'name' in named) drawing.font(named.name);
        text = { ...text, size: numbers.at(-1) ?? 0 };
        break;
      }
      case 'Tc': text = { ...text, character: a }; break;
      case 'Tw': text = { ...text, word: a }; break;
      case 'Ts': text = { ...text, rise: a }; break;
      case 'TL': text = { ...text, leading: a }; break;
      case 'Tz': text = { ...text, scale: a / 100 }; break;
      case 'Tm': text = { ...text, matrix: [a, b, c, d, e, f], line: [a, b, c, d, e, f] }; break;
      case 'Td': nextLine(a, b); break;
      case 'TD': text = { ...text, leading: -b }; nextLine(a, b); break;
      case 'T*': nextLine(0, -text.leading); break;
      case 'Tj': case 'TJ': show(last); break;
      case '\'': case '"':
        if (operator === '"') text = { ...text, word: a, character: b };
        nextLine(0, -text.leading); show(last); break;
      case 'Do': if (typeof last === 'object' && 'name' in last) drawing.paint(last.name, matrix); break;
      case 'BI': drawing.paint('', matrix); break;
      case 'm': case 'l': through(a, b); break;
      case 'c': curved = true; through(e, f); break;
      case 'v': case 'y': curved = true; through(c, d); break;
      case 're': through(a, b, a + c, b + d); break;
      case 'f': case 'F': case 'f*': case 'B': case 'B*': case 'b': case 'b*': painted(true); break;
      case 'S': case 's': painted(false); break;
      case 'n': [path, curved] = [[], false]; break;
    }
  });
}

function operators(bytes: Uint8Array, budget: { left: number }, run: (operator: string, operands: readonly Operand[]) => void): void {
  const end = bytes.length;
  let operands: Operand[] = [];
  let inArray: Operand[] | undefined;
  const put = (operand: Operand) => { if ((inArray ?? operands).length < MOST_OPERANDS * (inArray ? 16 : 1)) (inArray ?? operands).push(operand); };
  for (let at = skipBlank(bytes, 0, end); at < end && budget.left > 0; at = skipBlank(bytes, at, end)) {
    const from = at;
    const code = bytes[at]!;
    if (code === 0x28) at = literal(bytes, at, put);
    else if (code === 0x3c && bytes[at + 1] !== 0x3c) at = hexString(bytes, at, put);
    else if (code === 0x5b) { inArray = []; at += 1; }
    else if (code === 0x5d) { if (inArray) operands.push(inArray); inArray = undefined; at += 1; }
    else if (code === 0x2f) { at = wordEnd(bytes, at + 1); put({ name: latin1(bytes, from + 1, at) }); }
    else if (!isRegular(code)) at += 1;
    else {
      at = wordEnd(bytes, at);
      const word = latin1(bytes, from, Math.min(at, from + 32));
      if (isDigit(code) || code === 0x2d || code === 0x2b || code === 0x2e) put(Number.parseFloat(word) || 0);
      else {
        run(word, operands);
        operands = [];
        inArray = undefined;
        if (word === 'ID') at = imageEnd(bytes, at);
      }
    }
    budget.left -= at - from;
  }
}

const latin1 = (bytes: Uint8Array, from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, Math.min(to, from + 256)));

function wordEnd(bytes: Uint8Array, at: number): number {
  while (at < bytes.length && isRegular(bytes[at])) at += 1;
  return at;
}

function literal(bytes: Uint8Array, at: number, put: (operand: Operand) => void): number {
  let [depth, length, spaces, ems] = [0, 0, 0, 0];
  for (; at < bytes.length; at += 1) {
    const code = bytes[at]!;
    if (code === 0x20) spaces += 1;
    ems += code >= 0x41 && code <= 0x5a ? CAPITAL : WIDTH;
    if (code === 0x5c) { at += 1; length += 1; }
    else if (code === 0x28) { if (depth > 0) length += 1; depth += 1; }
    else if (code === 0x29) { depth -= 1; if (depth === 0) break; length += 1; }
    else length += 1;
  }
  // Its two brackets are no letters.
  put({ bytes: length, spaces, ems: Math.max(ems - 2 * WIDTH, length * WIDTH) });
  return at + 1;
}

function hexString(bytes: Uint8Array, at: number, put: (operand: Operand) => void): number {
  let [digits, spaces] = [0, 0];
  for (at += 1; at < bytes.length && bytes[at] !== 0x3e; at += 1) {
    if (hexDigit(bytes[at]) >= 0) digits += 1;
    if (bytes[at] === 0x32 && bytes[at + 1] === 0x30) spaces += 1;
  }
  put({ bytes: digits / 2, spaces, ems: digits / 2 * WIDTH });
  return at + 1;
}

/** Section 8.9.7: `EI` between white space. */
function imageEnd(bytes: Uint8Array, at: number): number {
  for (; at < bytes.length; at += 1) if (bytes[at] === 0x45 && bytes[at + 1] === 0x49 && isSpace(bytes[at - 1]) && !isRegular(bytes[at + 2])) return at + 2;
  return bytes.length;
}
