import { canonicalJson } from '../../report/canonical-json.js';
import { readInstant } from '../../report/instant.js';
import { idOf, isObject, isString, own, pointer, type JsonObject, type JsonValue } from '../../report/json.js';
import { sameUrl } from './shape.js';

/** A member in which what was handed over says something else than what the issuer's web site serves. `grave`: it changes what the badge says, of whom, or until when. */
export interface Difference { pointer: string; grave: boolean }

/** What a reader takes from each document. The rest (contexts, pictures, extensions) is dressing, and web sites change it. */
const GRAVE = {
  assertion: ['id', 'uid', 'recipient', 'badge', 'issuedOn', 'expires', 'evidence', 'narrative', 'revoked'],
  badge: ['id', 'name', 'description', 'criteria', 'issuer', 'alignment'],
  issuer: ['id', 'name', 'url', 'email'],
} as const;

type Level = keyof typeof GRAVE;
const INNER: Partial<Record<Level, { key: string; level: Level }>> = { assertion: { key: 'badge', level: 'badge' }, badge: { key: 'issuer', level: 'issuer' } };

/**
 * Compares a handed-over assertion with the one that the web site serves, whose badge class and issuer stand in place of their addresses. An address in the copy is compared with the
 * `id` of what stands there; an object with that object. At most 20 differences.
 */
export function differences(copy: JsonObject, served: JsonObject): Difference[] {
  const found: Difference[] = [];
  compare(copy, served, 'assertion', '', found);
  return found.slice(0, 20);
}

function compare(copy: JsonObject, served: JsonObject, level: Level, at: string, found: Difference[]): void {
  const grave: readonly string[] = GRAVE[level];
  const inner = INNER[level];
  for (const key of new Set([...Object.keys(copy), ...Object.keys(served)])) {
    const a = own(copy, key);
    const b = own(served, key);
    const here = at + pointer(key);
    if (key === inner?.key && isString(b) && isObject(a)) {
      if (!sameUrl(idOf(a) ?? '', b)) found.push({ pointer: here, grave: true });
    } else if (key === inner?.key && isObject(b)) {
      if (isObject(a)) compare(a, b, inner.level, here, found);
      else if (!isString(a) || !sameUrl(a, idOf(b) ?? '')) found.push({ pointer: here, grave: true });
    } else if (!same(key, a, b)) {
      // A copy that leaves an identifier out says nothing else by it; one that leaves out an end does.
      found.push({ pointer: here, grave: grave.includes(key) && !(key === 'id' && a === undefined) });
    }
  }
}

/** Equal as JSON-LD takes them: an array of one is its item, an object that is only an `id` is that address, and one instant may be written in two ways. */
function same(key: string, a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (key === 'revoked' && (a ?? false) === (b ?? false)) return true;
  if (a === undefined || b === undefined || a === null || b === null) return (a ?? null) === (b ?? null);
  if (key === 'issuedOn' || key === 'expires') {
    const [left, right] = [a, b].map((value) => (isString(value) ? readInstant(value)?.at : undefined));
    if (left !== undefined && left === right) return true;
  }
  return canonicalJson(plain(a)) === canonicalJson(plain(b));
}

function plain(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.length === 1 ? plain(value[0]!) : value.map(plain);
  if (!isObject(value)) return value;
  const keys = Object.keys(value);
  const id = own(value, 'id');
  return keys.length === 1 && isString(id) ? id : Object.fromEntries(keys.map((key) => [key, plain(value[key]!)]));
}
