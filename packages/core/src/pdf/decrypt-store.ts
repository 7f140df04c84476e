import { openEncryption } from './encryption/decryption.js';
import { resolve, type ObjectStore } from './object-store.js';
import type { PdfObject } from './types.js';
import { isDictionary, isReference, isString } from './values.js';

/**
 * Opens what is encrypted with the empty user password (ISO 32000-2 section 7.6). Readers go by the newest trailer alone: where an older one gives other terms, every object would mean something else
 * than it did when it was signed, and no comparison of objects would show it. Such a file is not read.
 */
export function decryptStore(store: ObjectStore): { why: 'encrypted' | 'unsupported' | 'malformed'; reason: string } | undefined {
  const last = store.layers.length - 1;
  const terms = store.layers.map((_, layer) => termsOf(store, layer));
  if (terms.some((each) => each !== terms[last])) return { why: 'unsupported', reason: 'encryption-differs' };
  const { entries } = store.layers[last]!.trailer;
  const given = entries.get('Encrypt') ?? null;
  if (given === null) return undefined;
  const look = (object: PdfObject | undefined) => resolve(store, object, last);
  const encrypt = look(given);
  if (!isDictionary(encrypt)) return { why: 'malformed', reason: 'encryption' };
  const ids = look(entries.get('ID'));
  const id = Array.isArray(ids) ? look(ids[0]) : null;
  const opened = openEncryption(encrypt, isString(id) ? id.bytes : new Uint8Array(), isReference(given) ? given.number : undefined, look);
  if (opened === 'password') return { why: 'encrypted', reason: 'password' };
  if (opened === 'unsupported') return { why: 'unsupported', reason: 'encryption' };
  store.decryption = opened;
  // What was looked at until now was not in clear.
  store.values.clear();
  store.opened.clear();
  return undefined;
}

/** Any encryption dictionary has some twenty. */
const MOST_PARTS = 200;

/** What the key of a revision depends on, spelled out; empty where it is not encrypted. */
function termsOf(store: ObjectStore, layer: number): string {
  const { entries } = store.layers[layer]!.trailer;
  const given = entries.get('Encrypt') ?? null;
  if (given === null) return '';
  const ids = resolve(store, entries.get('ID'), layer);
  let parts = 0;
  const spell = (value: PdfObject | undefined, depth: number): string => {
    parts += 1;
    const object = resolve(store, value, layer);
    if (isString(object)) return `(${object.bytes.slice(0, 256).join()})`;
    if (isDictionary(object)) return depth > 4 || parts > MOST_PARTS ? '?' : `<<${[...object.entries].slice(0, 64).map(([key, each]) => `/${key} ${spell(each, depth + 1)}`).toSorted().join()}>>`;
    return typeof object === 'object' && object !== null ? `${Array.isArray(object) ? 'array' : object.kind === 'name' ? `/${object.name}` : object.kind}` : String(object);
  };
  return `${isReference(given) ? given.number : 'direct'} ${spell(given, 0)} ${spell(Array.isArray(ids) ? ids[0] : null, 0)}`;
}
