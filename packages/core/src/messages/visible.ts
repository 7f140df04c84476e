// Bidirectional controls, zero-width and other invisible characters, C0 and C1 controls, private use and unpaired surrogates; of what Unicode keeps free to be ignored, tags and variation selectors beyond 16 among it, all.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\u2065\ufff0-\ufff8\u{e0000}-\u{e0fff}]/gu;
// Scripts that need the joiners for ordinary spelling.
const JOINING_SCRIPT = /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}]/u;
const PICTOGRAPH = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]/u;
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

export interface VisibleOptions {
  /** Characters at most, after which an ellipsis stands. Default 300. */
  limit?: number;
  /** Keep line breaks and tabs, for long descriptions. Default false: they become spaces. */
  lines?: boolean;
}

const lastCharacter = (text: string): string => Array.from(text.slice(-2)).at(-1) ?? '';

/**
 * Hostile text as a reader may safely meet it: what would be invisible or would turn the reading direction is written out as its code point (`[U+202E]`), and length is bounded.
 * It is still plain text: whoever puts it into a page sets it as text, never as markup.
 */
export function visible(text: string, options: VisibleOptions = {}): string {
  const limit = options.limit ?? 300;
  // Cut before the work, so that a hostile megabyte costs nothing.
  const cut = text.length > limit;
  const source = cut ? text.slice(0, limit) : text;
  const shown = source.replace(INVISIBLE, (character, offset: number) => {
    if (character === '\n' || character === '\t' || character === '\r') return options.lines ? character : ' ';
    const before = lastCharacter(source.slice(0, offset));
    if (character === '\u200c' && JOINING_SCRIPT.test(before)) return character;
    if (character === '\u200d' && (JOINING_SCRIPT.test(before) || PICTOGRAPH.test(before))) return character;
    return `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;
  });
  return cut ? `${shown}…` : shown;
}

/** The same inside a sentence: right-to-left text is isolated, so that it cannot reorder the words around it (UAX 9, isolates). */
export function visibleInline(text: string, options?: VisibleOptions): string {
  const shown = visible(text, options).trim();
  return RIGHT_TO_LEFT.test(shown) ? `\u2068${shown}\u2069` : shown;
}
