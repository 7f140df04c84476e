/** JSON as it was parsed: what an issuer wrote, never a class instance. */
export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export interface JsonObject { [key: string]: JsonValue }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isString(value: unknown): value is string {
  return typeof value === 'string';
}

/** A JSON value as a word to name or compare, the empty string where it is none: `String()` would call what a document has put under `toString`. */
export function wordOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** An own property, so that `__proto__` and `constructor` in a credential mean nothing. */
export function own(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** JSON-LD lets one value stand for an array of one; absent is the empty array. */
export function asArray(value: JsonValue | undefined): JsonValue[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** The strings among the values of a property that may be a string or an array. */
export function stringsOf(value: JsonValue | undefined): string[] {
  return asArray(value).filter(isString);
}

/** RFC 6901. */
export function pointer(...path: (string | number)[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** The identifier of an issuer, holder or subject: a URL, or an object with an `id` (VCDM 2.0 section 4.7). */
export function idOf(value: JsonValue | undefined): string | undefined {
  if (isString(value)) return value;
  if (!isObject(value)) return undefined;
  const id = own(value, 'id');
  return isString(id) ? id : undefined;
}
