import { pointer, type JsonObject, type JsonValue } from '../report/json.js';
import type { Code } from '../report/codes.js';
import type { Problem } from '../report/report.js';

/**
 * A strict JSON reader (RFC 8259) for signed documents. `JSON.parse` would do but for four things that matter here: it keeps the last of two equal keys without a word
 * (so two readers can see two documents), it overflows the stack on deep nesting in some engines, it rounds numbers silently, and it does not say where a text breaks off.
 * It runs in one pass over the text without recursion.
 */
export interface JsonLimits {
  /** Nesting of arrays and objects. */
  depth: number;
}

export interface JsonReading {
  /** Absent where the text is not JSON or nests deeper than allowed. With problems such as a duplicate key it is present, and must not be relied on. */
  value?: JsonValue;
  problems: Problem[];
}

const MAX_PROBLEMS = 20;

/** Key or index under which the next value of an open container goes. */
interface Frame { container: JsonObject | JsonValue[]; key: string }

class Stop extends Error {
  constructor(readonly code: Code, readonly at: number) { super(code); }
}

const QUOTE = 34, BACKSLASH = 92, COMMA = 44, COLON = 58, OPEN_BRACKET = 91, CLOSE_BRACKET = 93, OPEN_BRACE = 123, CLOSE_BRACE = 125;
const NUMBER = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const ESCAPES: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const LITERALS: readonly (readonly [string, JsonValue])[] = [['true', true], ['false', false], ['null', null]];

/** Half of a surrogate pair: no Unicode text, so UTF-8 cannot carry it and two readers may replace it differently. */
export function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}

/** A member as the object's own data property: plain assignment of `__proto__` would change the prototype instead. */
export function setOwn(object: JsonObject, key: string, value: JsonValue): void {
  if (key === '__proto__') Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  else object[key] = value;
}

/**
 * Whether a number stands for what its text says. The data model's numbers are IEEE 754 doubles (RFC 8785, I-JSON): an integer beyond 2^53 - 1, a magnitude that is
 * infinite, and one so small that it becomes zero are read differently by different programs. A long fraction is not: rounding it is what every reader does.
 */
function isUnsafe(text: string, value: number, integer: boolean): boolean {
  if (!Number.isFinite(value)) return true;
  if (value === 0) return /[1-9]/.test(text.split(/[eE]/, 1)[0] ?? '');
  return integer && !Number.isSafeInteger(value);
}

export function parseJson(source: string, limits: JsonLimits): JsonReading {
  const text = source.charCodeAt(0) === 0xfeff ? source.slice(1) : source;
  const shift = source.length - text.length;
  const problems: Problem[] = [];
  const frames: Frame[] = [];
  let at = 0;

  const here = () => pointer(...frames.map((frame) => (Array.isArray(frame.container) ? frame.container.length : frame.key)));
  const note = (code: Code, params?: Problem['params']) => {
    if (problems.length < MAX_PROBLEMS) problems.push({ type: PARSING_ERROR, code, pointer: here(), ...(params ? { params } : {}) });
  };
  const skipSpace = () => {
    for (;; at += 1) {
      const char = text.charCodeAt(at);
      if (char !== 32 && char !== 10 && char !== 13 && char !== 9) return;
    }
  };

  /** Reads the string whose opening quote is at `at`. */
  const readString = (): string => {
    const start = at + 1;
    let end = start;
    let escaped = false;
    for (;; end += 1) {
      if (end >= text.length) throw new Stop('json.syntax', end);
      const char = text.charCodeAt(end);
      if (char === QUOTE) break;
      if (char < 32) throw new Stop('json.syntax', end);
      if (char === BACKSLASH) { escaped = true; end += 1; }
    }
    at = end + 1;
    const raw = text.slice(start, end);
    const value = escaped ? unescape(raw, start) : raw;
    return value;
  };
  const checkText = (value: string) => { if (hasLoneSurrogate(value)) note('json.lone-surrogate'); };

  const readNumber = (): number => {
    NUMBER.lastIndex = at;
    const found = NUMBER.exec(text);
    if (!found) throw new Stop('json.syntax', at);
    at = NUMBER.lastIndex;
    const value = Number(found[0]);
    if (isUnsafe(found[0], value, found[1] === undefined && found[2] === undefined)) note('json.unsafe-number', { number: found[0].slice(0, 40) });
    return value;
  };

  /** Opens the container at `at`, or gives the scalar there. */
  const readStart = (): { value: JsonValue; open: boolean } => {
    const char = text.charCodeAt(at);
    if (char === OPEN_BRACE || char === OPEN_BRACKET) {
      if (frames.length >= limits.depth) throw new Stop('json.too-deep', at);
      at += 1;
      return { value: char === OPEN_BRACE ? {} : [], open: true };
    }
    if (char === QUOTE) {
      const value = readString();
      checkText(value);
      return { value, open: false };
    }
    for (const [word, value] of LITERALS) if (text.startsWith(word, at)) { at += word.length; return { value, open: false }; }
    return { value: readNumber(), open: false };
  };

  /** Reads `"key" :` into the innermost object's frame. */
  const readKey = (frame: Frame & { container: JsonObject }) => {
    skipSpace();
    if (text.charCodeAt(at) !== QUOTE) throw new Stop('json.syntax', at);
    frame.key = readString();
    checkText(frame.key);
    if (Object.hasOwn(frame.container, frame.key)) note('json.duplicate-key', { key: frame.key.slice(0, 100) });
    skipSpace();
    if (text.charCodeAt(at) !== COLON) throw new Stop('json.syntax', at);
    at += 1;
  };

  const attach = (value: JsonValue) => {
    const frame = frames[frames.length - 1];
    if (!frame) return;
    if (Array.isArray(frame.container)) frame.container.push(value);
    else setOwn(frame.container, frame.key, value);
  };

  /** Closes every container that ends here. Gives false once another value must follow. */
  const closeOrContinue = (value: JsonValue): { done: boolean; value: JsonValue } => {
    let complete = value;
    for (;;) {
      attach(complete);
      const frame = frames[frames.length - 1];
      skipSpace();
      if (!frame) {
        if (at !== text.length) throw new Stop('json.syntax', at);
        return { done: true, value: complete };
      }
      const char = text.charCodeAt(at);
      const array = Array.isArray(frame.container);
      if (char === COMMA) {
        at += 1;
        if (!array) readKey(frame as Frame & { container: JsonObject });
        return { done: false, value: complete };
      }
      if (char !== (array ? CLOSE_BRACKET : CLOSE_BRACE)) throw new Stop('json.syntax', at);
      at += 1;
      frames.pop();
      complete = frame.container;
    }
  };

  try {
    for (;;) {
      skipSpace();
      const { value, open } = readStart();
      let complete = value;
      if (open) {
        skipSpace();
        const array = Array.isArray(value);
        if (text.charCodeAt(at) !== (array ? CLOSE_BRACKET : CLOSE_BRACE)) {
          const frame: Frame = { container: value as JsonObject | JsonValue[], key: '' };
          frames.push(frame);
          if (!array) readKey(frame as Frame & { container: JsonObject });
          continue;
        }
        at += 1;
      }
      const step = closeOrContinue(complete);
      complete = step.value;
      if (step.done) return { value: complete, problems };
    }
  } catch (stop) {
    if (!(stop instanceof Stop)) throw stop;
    return { problems: [{ type: PARSING_ERROR, code: stop.code, params: { ...lineAndColumn(text, stop.at), offset: stop.at + shift } }, ...problems] };
  }
}

/** VCDM 2.0 section 7.2. */
export const PARSING_ERROR = 'https://www.w3.org/TR/vc-data-model#PARSING_ERROR';

function unescape(raw: string, offset: number): string {
  let out = '';
  let from = 0;
  for (;;) {
    const slash = raw.indexOf('\\', from);
    if (slash < 0) return out + raw.slice(from);
    out += raw.slice(from, slash);
    const letter = raw.charAt(slash + 1);
    if (letter === 'u') {
      const hex = raw.slice(slash + 2, slash + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(hex)) throw new Stop('json.syntax', offset + slash);
      out += String.fromCharCode(Number.parseInt(hex, 16));
      from = slash + 6;
    } else {
      const plain = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
      if (plain === undefined) throw new Stop('json.syntax', offset + slash);
      out += plain;
      from = slash + 2;
    }
  }
}

/** Both from 1; the column counts UTF-16 units, as editors do. */
function lineAndColumn(text: string, at: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let end = text.indexOf('\n'); end >= 0 && end < at; end = text.indexOf('\n', start)) {
    line += 1;
    start = end + 1;
  }
  return { line, column: at - start + 1 };
}
