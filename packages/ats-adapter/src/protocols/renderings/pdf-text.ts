/** Windows-1252 (ISO 32000-1 Annex D, WinAnsiEncoding) beyond Latin-1: code by character. */
const WINDOWS = new Map([...'€\u0000‚ƒ„…†‡ˆ‰Š‹Œ\u0000Ž\u0000\u0000‘’“”•–—˜™š›œ\u0000žŸ'].map((character, index) => [character, 0x80 + index] as const).filter(([character]) => character !== '\u0000'));

/** Widths of Helvetica from space to tilde, in thousandths of the size (Adobe's metrics of the standard fonts). Bold is wider by a tenth at most. */
const WIDTHS = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
  1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
  333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/** What the standard fonts can draw of a text: octets of WinAnsiEncoding. `exact` is false where a letter was drawn as another, or as a question mark. */
export function winAnsi(text: string): { codes: number[]; exact: boolean } {
  const codes: number[] = [];
  let exact = true;
  for (const character of text.normalize('NFC')) {
    const code = codeOf(character);
    if (code !== undefined) { codes.push(code); continue; }
    exact = false;
    // A letter without its mark is nearer to the word than a question mark.
    const base = [...character.normalize('NFD')].map(codeOf).find((each) => each !== undefined);
    codes.push(base ?? 0x3f);
  }
  return { codes, exact };
}

function codeOf(character: string): number | undefined {
  const point = character.codePointAt(0) ?? 0;
  return (point >= 0x20 && point <= 0x7e) || (point >= 0xa0 && point <= 0xff) ? point : WINDOWS.get(character);
}

/** How wide a text is at a size, a little too wide rather than too narrow. */
export function widthOf(text: string, size: number, bold = false): number {
  const sum = winAnsi(text).codes.reduce((total, code) => total + (WIDTHS[code - 0x20] ?? 722), 0);
  return (sum * size * (bold ? 1.1 : 1)) / 1000;
}

/** Breaks a text into lines that fit; a word that is longer than a line is broken where it must be. */
export function wrap(text: string, width: number, size: number, bold = false): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter((each) => each !== '')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (widthOf(joined, size, bold) <= width) { line = joined; continue; }
    if (line !== '') lines.push(line);
    line = '';
    for (const character of word) {
      if (line !== '' && widthOf(line + character, size, bold) > width) { lines.push(line); line = ''; }
      line += character;
    }
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** A string object in hexadecimal. */
export const hexOf = (codes: readonly number[]): string => `<${codes.map((code) => code.toString(16).padStart(2, '0')).join('')}>`;

/** A text string (ISO 32000-1 7.9.2.2): UTF-16 with its mark, in hexadecimal. */
export const textString = (text: string): string => `<feff${Array.from({ length: text.length }, (_, index) => text.charCodeAt(index).toString(16).padStart(4, '0')).join('')}>`;
