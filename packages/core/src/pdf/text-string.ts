/** ISO 32000-2 annex D.3: where PDFDocEncoding is not what the byte's own number says. */
const DIFFERENT: ReadonlyMap<number, number> = new Map([
  [0x18, 0x02d8], [0x19, 0x02c7], [0x1a, 0x02c6], [0x1b, 0x02d9], [0x1c, 0x02dd], [0x1d, 0x02db], [0x1e, 0x02da], [0x1f, 0x02dc],
  ...[0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039, 0x203a, 0x2212, 0x2030, 0x201e, 0x201c, 0x201d, 0x2018, 0x2019, 0x201a, 0x2122, 0xfb01, 0xfb02, 0x0141, 0x0152, 0x0160,
    0x0178, 0x017d, 0x0131, 0x0142, 0x0153, 0x0161, 0x017e].map((code, index): [number, number] => [0x80 + index, code]),
  [0xa0, 0x20ac],
]);

const MOST_TEXT = 4096;
const ESCAPE = '\u001b';

/** A text string (section 7.9.2.2): UTF-16 or UTF-8 where its mark says so, PDFDocEncoding otherwise. Cut where it is longer than anyone would read. */
export function textOf(bytes: Uint8Array): string {
  const cut = bytes.subarray(0, MOST_TEXT * 2);
  const mark = (cut[0] ?? 0) * 256 + (cut[1] ?? 0);
  if (mark === 0xfeff || mark === 0xfffe) return withoutLanguage(new TextDecoder(mark === 0xfeff ? 'utf-16be' : 'utf-16le').decode(cut)).slice(0, MOST_TEXT);
  if (mark === 0xefbb && cut[2] === 0xbf) return withoutLanguage(new TextDecoder().decode(cut)).slice(0, MOST_TEXT);
  let text = '';
  for (const code of cut.subarray(0, MOST_TEXT)) text += String.fromCharCode(DIFFERENT.get(code) ?? code);
  return text;
}

/** Section 7.9.2.2.2: a language between two escapes is no text. */
function withoutLanguage(text: string): string {
  const parts = text.split(ESCAPE);
  return parts.length < 3 ? text : parts.filter((_, index) => index % 2 === 0).join('');
}
