import { toUrl } from '../net/index.js';
import { isObject, isString, own, type JsonValue } from '../report/json.js';

export interface Located { schema: JsonValue; /** The absolute URL that its own references are relative to. */ base: string }

/** Finds what a `$ref` names inside one document: by `$id`, by `$anchor`, or by a JSON Pointer from either. Other documents are not fetched. */
export type References = (ref: string, base: string) => Located | undefined;

const MAX_DEPTH = 128;

/** Walks the schema once. `spend` is called for each value, and may throw to end it. @throws RangeError for a schema that nests deeper than any parser here lets through. */
export function referencesIn(schema: JsonValue, root: string, spend: (amount: number) => void): References {
  const known = new Map<string, JsonValue>();
  const index = (value: JsonValue, base: string, depth: number): void => {
    spend(1);
    if (depth > MAX_DEPTH) throw new RangeError('too deep');
    if (Array.isArray(value)) { for (const item of value) index(item, base, depth + 1); return; }
    if (!isObject(value)) return;
    const id = own(value, '$id');
    const here = isString(id) ? resolveUrl(id, base) : base;
    if (isString(id) || depth === 0) known.set(here.replace(/#$/, ''), value);
    const anchor = own(value, '$anchor');
    if (isString(anchor)) known.set(`${here}#${anchor}`, value);
    for (const key of Object.keys(value)) if (key !== 'enum' && key !== 'const') index(value[key]!, here, depth + 1);
  };
  index(schema, root, 0);

  return (ref, base) => {
    const target = resolveUrl(ref, base);
    const direct = known.get(target.replace(/#$/, ''));
    if (direct !== undefined) return { schema: direct, base: target.replace(/#.*$/, '') };
    const hash = target.indexOf('#');
    const url = hash < 0 ? target : target.slice(0, hash);
    const fragment = hash < 0 ? '' : decode(target.slice(hash + 1));
    const document = known.get(url);
    return document === undefined || !fragment?.startsWith('/') ? undefined : atPointer(document, fragment, url);
  };
}

function atPointer(document: JsonValue, fragment: string, url: string): Located | undefined {
  let found: JsonValue | undefined = document;
  let base = url;
  for (const token of fragment.slice(1).split('/')) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    found = Array.isArray(found) ? found[Number(key)] : isObject(found) ? own(found, key) : undefined;
    const id = isObject(found) ? own(found, '$id') : undefined;
    if (isString(id)) base = resolveUrl(id, base);
  }
  return found === undefined ? undefined : { schema: found, base };
}

/** A base that is no hierarchical URL (`urn:`) takes fragments only. */
export function resolveUrl(reference: string, base: string): string {
  if (reference.startsWith('#')) return base.replace(/#.*$/, '') + reference;
  return toUrl(reference, base)?.href ?? reference;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
