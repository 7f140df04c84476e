import { decode as decodeBase58 } from 'base58-universal';
import { asArray, isObject, isString, own, pointer, stringsOf, type JsonObject } from '../report/json.js';

/** VCDM 2.0 section 5.3: something that a credential refers to, with what its bytes should be. */
export interface RelatedResource { id: string; pointer: string; sri: string[]; multibase: string[] }

export function relatedResources(document: JsonObject): RelatedResource[] {
  const value = own(document, 'relatedResource');
  return asArray(value).flatMap((resource, index): RelatedResource[] => {
    const id = isObject(resource) ? own(resource, 'id') : undefined;
    if (!isObject(resource) || !isString(id)) return [];
    const at = Array.isArray(value) ? pointer('relatedResource', index) : pointer('relatedResource');
    return [{ id, pointer: at, sri: stringsOf(own(resource, 'digestSRI')), multibase: stringsOf(own(resource, 'digestMultibase')) }];
  });
}

type Algorithm = 'SHA-256' | 'SHA-384' | 'SHA-512';
interface Digest { algorithm: Algorithm; bytes: Uint8Array }

const LENGTH: Record<Algorithm, number> = { 'SHA-256': 32, 'SHA-384': 48, 'SHA-512': 64 };
const SRI: Readonly<Record<string, Algorithm>> = { sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' };
/** Multihash codes of SHA-2. */
const MULTIHASH: readonly (readonly [number, Algorithm])[] = [[0x12, 'SHA-256'], [0x20, 'SHA-384'], [0x13, 'SHA-512']];

/**
 * Whether bytes are what every digest of a resource says: each `digestMultibase`, and of each `digestSRI` the strongest algorithm (W3C SRI section 3.3.4).
 * A digest that cannot be read matches nothing.
 */
export async function matchesDigests(bytes: Uint8Array, resource: RelatedResource): Promise<boolean> {
  for (const text of resource.multibase) if (!(await isDigestOf(bytes, readMultibase(text)))) return false;
  for (const text of resource.sri) {
    const stated = text.trim().split(/\s+/).map(readSri).filter((digest) => digest !== undefined);
    const strongest = Math.max(...stated.map((digest) => LENGTH[digest.algorithm]));
    const candidates = stated.filter((digest) => LENGTH[digest.algorithm] === strongest);
    const matches = await Promise.all(candidates.map((digest) => isDigestOf(bytes, digest)));
    if (!matches.includes(true)) return false;
  }
  return resource.multibase.length + resource.sri.length > 0;
}

async function isDigestOf(bytes: Uint8Array, stated: Digest | undefined): Promise<boolean> {
  if (!stated || stated.bytes.length !== LENGTH[stated.algorithm]) return false;
  const actual = new Uint8Array(await crypto.subtle.digest(stated.algorithm, bytes as Uint8Array<ArrayBuffer>));
  return actual.every((byte, index) => byte === stated.bytes[index]);
}

function readSri(token: string): Digest | undefined {
  const [, name = '', text = ''] = /^(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+=*)(?:\?.*)?$/.exec(token) ?? [];
  const algorithm = SRI[name];
  const bytes = readBase64(text);
  return algorithm && bytes ? { algorithm, bytes } : undefined;
}

function readMultibase(text: string): Digest | undefined {
  const bytes = decodeMultibase(text);
  const [, algorithm] = MULTIHASH.find(([code]) => code === bytes?.[0]) ?? [];
  // A multihash says its own length.
  return bytes && algorithm && bytes[1] === LENGTH[algorithm] ? { algorithm, bytes: bytes.subarray(2) } : undefined;
}

function decodeMultibase(text: string): Uint8Array | undefined {
  const body = text.slice(1);
  switch (text[0]) {
    case 'u': case 'U': case 'm': case 'M': return readBase64(body);
    // base58 takes quadratic time, and no digest is long.
    case 'z': return body.length <= 200 ? decodeBase58(body) : undefined;
    case 'f': case 'F': return /^(?:[0-9a-fA-F]{2})+$/.test(body) ? Uint8Array.from(body.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)) : undefined;
    default: return undefined;
  }
}

/** Either alphabet, padded or not. */
function readBase64(text: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  } catch {
    return undefined;
  }
}
