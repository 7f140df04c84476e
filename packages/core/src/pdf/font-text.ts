import { textOf } from './text-string.js';

/** How a font's codes are read as characters. */
export interface FontText {
  /** Its ToUnicode stream. */
  cmap?: Uint8Array;
  /** Of a Type 0 font, whose codes are two bytes unless its map says otherwise. */
  composite: boolean;
  /** Its codes are those of an encoding of Latin letters. */
  plain: boolean;
}

interface CodeMap { bytes: number; characters: ReadonlyMap<number, string> }

const LIMITS = { bytes: 200_000, entries: 20_000 };
const READ = new WeakMap<Uint8Array, CodeMap>();

/** What a string that is shown says (section 9.10.2): by the font's own map, or by its encoding where that is one of Latin letters. Codes of which neither says anything are left out. */
export function charactersOf(shown: Uint8Array, { cmap, composite, plain }: FontText): string {
  if (!cmap) return composite || !plain ? '' : latin(shown);
  let map = READ.get(cmap);
  if (!map) READ.set(cmap, map = readMap(cmap, composite));
  let text = '';
  for (let at = 0; at + map.bytes <= shown.length; at += map.bytes) {
    let code = 0;
    for (let index = 0; index < map.bytes; index += 1) code = code * 256 + shown[at + index]!;
    text += map.characters.get(code) ?? '';
  }
  return text;
}

/** WinAnsiEncoding from 0x80 to 0x9f (annex D.2); elsewhere it is Latin-1. Decoders of the platform differ here. */
const WINDOWS = '€�‚ƒ„…†‡ˆ‰Š‹Œ�Ž��‘’“”•–—˜™š›œ�žŸ';
const latin = (bytes: Uint8Array): string => Array.from(bytes, (code) => (code >= 0x80 && code <= 0x9f ? WINDOWS[code - 0x80]! : String.fromCharCode(code))).join('');

/** The mappings of a CMap: `bfchar` and `bfrange` (section 9.10.3), with codes of one length. */
function readMap(cmap: Uint8Array, composite: boolean): CodeMap {
  const source = latin(cmap.subarray(0, LIMITS.bytes));
  const characters = new Map<number, string>();
  const put = (code: number, text: string) => { if (characters.size < LIMITS.entries) characters.set(code, text); };
  const space = /begincodespacerange\s*<([0-9A-Fa-f]{1,8})>/.exec(source)?.[1];
  for (const body of between(source, 'beginbfchar', 'endbfchar')) {
    for (const [, code = '', text = ''] of body.matchAll(/<([0-9A-Fa-f]{1,8})>\s*<([0-9A-Fa-f]{1,64})>/g)) put(Number.parseInt(code, 16), utf16(text));
  }
  for (const body of between(source, 'beginbfrange', 'endbfrange')) {
    for (const [, first = '', last = '', start, list] of body.matchAll(/<([0-9A-Fa-f]{1,8})>\s*<([0-9A-Fa-f]{1,8})>\s*(?:<([0-9A-Fa-f]{1,64})>|\[((?:\s*<[0-9A-Fa-f]{1,64}>){0,512}\s*)\])/g)) {
      const [from, to] = [Number.parseInt(first, 16), Math.min(Number.parseInt(last, 16), Number.parseInt(first, 16) + 65_535)];
      const items = list === undefined ? undefined : [...list.matchAll(/<([0-9A-Fa-f]{1,64})>/g)].map(([, text = '']) => utf16(text));
      const base = start === undefined ? '' : utf16(start);
      for (let code = from; code <= to && characters.size < LIMITS.entries; code += 1) put(code, items ? items[code - from] ?? '' : next(base, code - from));
    }
  }
  return { bytes: space === undefined ? (composite ? 2 : 1) : Math.ceil(space.length / 2), characters };
}

/** Without an expression that would look for an end again and again where there is none. */
function between(source: string, begin: string, end: string): string[] {
  const found: string[] = [];
  for (let at = source.indexOf(begin); at >= 0;) {
    const to = source.indexOf(end, at);
    if (to < 0) return found;
    found.push(source.slice(at + begin.length, to));
    at = source.indexOf(begin, to);
  }
  return found;
}

const utf16 = (hex: string): string => textOf(Uint8Array.from([0xfe, 0xff, ...(hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))]));

/** A range goes on in its last character. */
function next(text: string, by: number): string {
  const last = text.codePointAt(text.length - 1);
  return last === undefined || last + by > 0xffff ? '' : text.slice(0, -1) + String.fromCharCode(last + by);
}
