const MAX_TEXT = 20_000;
const MAX_CLAUSES = 64;
const LONGEST = 400;

/** Marks that begin a line of a list, and Markdown's emphasis and headings: they are no words. */
const MARKS = /^[\s>#*•·▪◦‣–—-]+(?=\S)|^\s*\(?\d{1,2}[.)]\s+/u;

/** One clause of a text, and where it stands in it (UTF-16 code units). */
export interface Clause { text: string; from: number; to: number }

/**
 * The clauses of a narrative: its lines, sentences and parts between semicolons, without list marks. At most 64 of at most 400 characters; a longer one is left out, since no skill is named so.
 * Nothing is understood: a clause is a piece of text that somebody may look at.
 */
export function clausesOf(text: string, limit = MAX_CLAUSES): Clause[] {
  const found: Clause[] = [];
  const whole = text.slice(0, MAX_TEXT);
  let start = 0;
  for (let at = 0; at <= whole.length && found.length < limit; at += 1) {
    if (at < whole.length && !ends(whole, at)) continue;
    const raw = whole.slice(start, at);
    const begin = (MARKS.exec(raw)?.[0].length ?? 0) + start;
    const kept = whole.slice(begin, at).trim().replace(/[.;:,]+$/u, '').replaceAll(/\*\*|__|`/g, '').trim();
    const from = begin + (whole.slice(begin, at).length - whole.slice(begin, at).trimStart().length);
    if (kept.length >= 2 && kept.length <= LONGEST && /\p{L}/u.test(kept)) found.push({ text: kept, from, to: from + whole.slice(from, at).trimEnd().length });
    start = at + 1;
  }
  return found;
}

/** A line's end, a semicolon, or a full stop before a space and a capital or another mark: `e.g. Git` and `Node.js` go on. */
function ends(text: string, at: number): boolean {
  const char = text[at];
  if (char === '\n' || char === '\r' || char === ';' || char === '•') return true;
  if (char !== '.' && char !== '!' && char !== '?') return false;
  const before = /(\p{L}+)$/u.exec(text.slice(Math.max(0, at - 12), at))?.[1] ?? 'xxx';
  const short = before.length <= 1 || /^(?:etc|eg|ie|bzw|ca|ggf|inkl|max|min|approx|incl|vs|no|nr|Dr|Mr|Ms|St|Abs)$/i.test(before);
  return /^\s+[\p{Lu}\p{N}"'(*_-]/u.test(text.slice(at + 1, at + 6)) && !short || at === text.trimEnd().length - 1;
}

/** The items of a list in one text: between commas, semicolons and bars, but not inside brackets. */
export function listed(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const char of text.slice(0, MAX_TEXT)) {
    if (char === '(' || char === '[') depth += 1;
    if ((char === ')' || char === ']') && depth > 0) depth -= 1;
    if (depth === 0 && (char === ',' || char === ';' || char === '|' || char === '\n')) {
      parts.push(part);
      part = '';
    } else part += char;
  }
  return [...parts, part].map((each) => each.trim()).filter((each) => each !== '').slice(0, MAX_CLAUSES);
}
