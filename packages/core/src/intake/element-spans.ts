/** The text of each element of a JSON array, as it was written. @param text of an array that has been parsed: what is not valid JSON gives nonsense */
export function elementSpans(text: string): string[] {
  const spans: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') {
      for (at += 1; text[at] !== '"' && at < text.length; at += 1) if (text[at] === '\\') at += 1;
    } else if (char === '{' || char === '[') {
      depth += 1;
      if (depth === 1) start = at + 1;
    } else if (char === '}' || char === ']') {
      depth -= 1;
      if (depth === 0) spans.push(text.slice(start, at).trim());
    } else if (char === ',' && depth === 1) {
      spans.push(text.slice(start, at).trim());
      start = at + 1;
    }
  }
  return spans;
}
