/** ISO 32000-2 section 7.2.3: 1 white space, 2 delimiter, 0 regular. */
const CLASSES: Uint8Array = Uint8Array.from({ length: 256 }, (_, code) => ([0, 9, 10, 12, 13, 32].includes(code) ? 1 : '()<>[]{}/%'.includes(String.fromCharCode(code)) ? 2 : 0));

export const isSpace = (code: number | undefined): boolean => code !== undefined && CLASSES[code] === 1;
export const isRegular = (code: number | undefined): boolean => code !== undefined && CLASSES[code] === 0;
export const isDigit = (code: number | undefined): boolean => code !== undefined && code >= 0x30 && code <= 0x39;

/** The value of a hexadecimal digit, -1 for anything else. */
export function hexDigit(code: number | undefined): number {
  if (code === undefined) return -1;
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code >= 0x41 && code <= 0x46) return code - 0x37;
  return code >= 0x61 && code <= 0x66 ? code - 0x57 : -1;
}

/** Past white space. */
export function skipSpace(bytes: Uint8Array, at: number, end: number): number {
  while (at < end && CLASSES[bytes[at]!] === 1) at += 1;
  return at;
}

/** Past white space and comments, which run to the end of their line (section 7.2.4). */
export function skipBlank(bytes: Uint8Array, at: number, end: number): number {
  for (;;) {
    at = skipSpace(bytes, at, end);
    if (at >= end || bytes[at] !== 0x25) return at;
    while (at < end && bytes[at] !== 0x0a && bytes[at] !== 0x0d) at += 1;
  }
}

/** Past one end-of-line marker, where there is one. */
export function skipLineEnd(bytes: Uint8Array, at: number, end: number): number {
  if (at < end && bytes[at] === 0x0d) at += 1;
  else return at < end && bytes[at] === 0x0a ? at + 1 : at;
  return at < end && bytes[at] === 0x0a ? at + 1 : at;
}

export function hasWord(bytes: Uint8Array, at: number, word: string): boolean {
  if (at < 0 || at + word.length > bytes.length) return false;
  for (let index = 0; index < word.length; index += 1) if (bytes[at + index] !== word.charCodeAt(index)) return false;
  return true;
}

/** An unsigned integer, and where it ends. */
export function readDigits(bytes: Uint8Array, at: number, end: number): { value: number; at: number } | undefined {
  let value = 0;
  const start = at;
  while (at < end && at - start < 16 && isDigit(bytes[at])) {
    value = value * 10 + bytes[at]! - 0x30;
    at += 1;
  }
  return at === start || isDigit(bytes[at]) ? undefined : { value, at };
}

/** Every place of a word, in order: one pass, so that whoever asks "where next?" many times pays once. */
export function placesOf(bytes: Uint8Array, word: string): number[] {
  const places: number[] = [];
  const first = word.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) if (hasWord(bytes, at, word)) places.push(at);
  return places;
}

/** Index of the first place that is not before `at`. */
export function firstFrom(places: readonly number[], at: number): number {
  let [low, high] = [0, places.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Bytes as characters of the same number. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = '';
  if (end - start < 64) for (let at = start; at < end; at += 1) text += String.fromCharCode(bytes[at]!);
  else for (let at = start; at < end; at += 4096) text += String.fromCharCode(...bytes.subarray(at, Math.min(at + 4096, end)));
  return text;
}
