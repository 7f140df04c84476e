const OPENING = /["“”„‟″«»]/;
const SMART = /[“”„‟″«»]/;
/** Spaces that JSON does not know, and characters without width: a mail client's, where they stand between values. */
const FOREIGN_SPACE = /[\u00a0\u2000-\u200d\u202f\u2060\u3000\ufeff]/;

/**
 * JSON whose quotes a mail client or word processor has curled, with straight ones again. Only what stands between values is changed: a string's own characters stay,
 * so what was signed is what is read. A backslash before a curled quote can only have been before a straight one, since JSON has no other escape that looks so.
 * Undefined where there is nothing of it, or where it cannot be told which quote ends a string.
 */
export function straightenQuotes(text: string): string | undefined {
  if (!SMART.test(text) && !FOREIGN_SPACE.test(text)) return undefined;
  const out: string[] = [];
  let changed = false;
  for (let at = 0; at < text.length;) {
    const char = text[at]!;
    if (OPENING.test(char)) {
      const end = endOfString(text, at);
      if (end === undefined) return undefined;
      changed ||= char !== '"' || text[end] !== '"';
      out.push('"', text.slice(at + 1, end).replace(/\\[“”„‟″]/g, '\\"'), '"');
      at = end + 1;
    } else {
      const foreign = FOREIGN_SPACE.test(char);
      changed ||= foreign;
      out.push(foreign ? ' ' : char);
      at += 1;
    }
  }
  return changed ? out.join('') : undefined;
}

/** A string opened by a straight quote ends at a straight one, by a curled one at a curled one: mail programs curl all or none. */
function endOfString(text: string, start: number): number | undefined {
  const straight = text[start] === '"';
  for (let at = start + 1; at < text.length; at += 1) {
    const char = text[at]!;
    if (char === '\\') at += 1;
    else if (char === '"') return straight ? at : undefined;
    else if (!straight && SMART.test(char)) return at;
  }
  return undefined;
}
