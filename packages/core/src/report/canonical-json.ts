function write(value: unknown, text: (value: string) => string): string {
  if (typeof value === 'string') return text(value);
  if (Array.isArray(value)) return `[${value.map((item) => write(item, text)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    members.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${members.map(([key, member]) => `${text(key)}:${write(member, text)}`).join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value) && text === wellFormedText) throw new RangeError('Not a finite number');
  return JSON.stringify(value);
}

/**
 * RFC 8785 for what JSON.parse gives: members sorted by UTF-16 code units, no white space, numbers as ECMAScript writes them.
 * For digests of our own data and of contexts; a lone surrogate is written as its escape, as JSON.stringify does.
 */
export function canonicalJson(value: unknown): string {
  return write(value, JSON.stringify);
}

const LONE_SURROGATE = /[\uD800-\uDFFF]/u;

function wellFormedText(value: string): string {
  if (LONE_SURROGATE.test(value)) throw new RangeError('A lone surrogate');
  return JSON.stringify(value);
}

/**
 * RFC 8785 to the letter, for what is signed: as `canonicalJson`, but I-JSON alone has a canonical form (section 3.1).
 * @throws RangeError for a lone surrogate, and for a number that is not finite (sections 3.2.2.2 and 3.2.2.3)
 */
export function strictCanonicalJson(value: unknown): string {
  return write(value, wellFormedText);
}
