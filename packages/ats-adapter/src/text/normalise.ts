/** Longest text that is looked at; what comes after it is left out. A requirement or an outcome is far shorter. */
export const MOST_CHARACTERS = 20_000;

/** One spelling for what differs only in width, case or how accents are encoded. Accents stay: they tell words apart. */
export function normalise(text: string): string {
  return bounded(text).normalize('NFKC').toLowerCase();
}

/** Two labels with the same key are the same label: case, spaces and punctuation aside. Empty where there is no letter and no digit. `c++`, `c#` and `.net` keep their signs. */
export function labelKey(text: string): string {
  return tokens(text).join(' ');
}

/** Words in their order. A sign that belongs to a name (`c#`, `c++`, `.net`) stays with it. */
export function tokens(text: string): string[] {
  return normalise(text).match(/\.net(?![\p{L}\p{M}\p{N}])|[\p{L}\p{M}\p{N}]+(?:[+#]{1,2}(?![\p{L}\p{N}]))?/gu) ?? [];
}

/** 32 bits of FNV-1a over UTF-16 units: names a string in an index; whoever needs certainty compares the string too. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    hash = Math.imul(hash ^ (unit & 0xff), 0x01000193);
    hash = Math.imul(hash ^ (unit >>> 8), 0x01000193);
  }
  return hash >>> 0;
}

/** A lone surrogate has no bytes, and half a pair at the cut is one. */
function bounded(text: string): string {
  const cut = text.length > MOST_CHARACTERS ? text.slice(0, MOST_CHARACTERS) : text;
  return cut.replace(/\p{Cs}/gu, '\uFFFD');
}
