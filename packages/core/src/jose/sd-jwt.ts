import { isObject, isString, own, type JsonObject, type JsonValue, wordOf } from '../report/json.js';
import { decodeCanonical, encodeBase64Url, utf8Text } from './base64url.js';
import type { ReadJson } from './compact.js';

/** An SD-JWT in its parts (RFC 9901 section 4): the issuer's JWS, disclosures as they are written, and the key binding JWS. `bound`: the text that a key binding signs the digest of. */
export interface SdJwtParts { jws: string; disclosures: string[]; keyBinding: string | undefined; bound: string }

/** No honest credential has more; each is a digest, and each may hold further ones. */
const MOST_DISCLOSURES = 1000;
const MOST_DIGESTS = 10_000;
/** Of the whole, disclosures within disclosures counted. */
const DEEPEST = 128;

export function splitSdJwt(text: string): SdJwtParts | undefined {
  const [jws = '', ...rest] = text.split('~');
  const last = rest.pop();
  if (jws === '' || last === undefined || rest.length > MOST_DISCLOSURES || rest.includes('')) return undefined;
  return { jws, disclosures: rest, keyBinding: last === '' ? undefined : last, bound: text.slice(0, text.length - last.length) };
}

export type DisclosureFault = 'disclosure-malformed' | 'disclosure-unreferenced' | 'digest-repeated' | 'claim-collision' | 'claim-reserved' | 'digest-algorithm';

export type Disclosed =
  /** `withheld`: digests that no disclosure answers, which may be decoys; `withheldAtTop`: whether some are among the document's own members; `withheldIn`: the members inside which some are. */
  | { ok: true; payload: JsonObject; withheld: number; withheldAtTop: boolean; withheldIn: readonly string[] }
  | { ok: false; fault: DisclosureFault; params: Record<string, string | number>; /** What is open without any disclosure. */ payload: JsonObject };

/** RFC 9901 section 4.1.1, by the names of the IANA registry. */
const HASHES: Readonly<Record<string, string>> = { 'sha-256': 'SHA-256', 'sha-384': 'SHA-384', 'sha-512': 'SHA-512' };

/** The digest of a text as an SD-JWT writes it, or `undefined` for an algorithm that is not known. */
export async function sdDigest(payload: JsonObject, text: string): Promise<string | undefined> {
  const name = hashOf(payload);
  return name === undefined ? undefined : encodeBase64Url(new Uint8Array(await crypto.subtle.digest(name, new TextEncoder().encode(text))));
}

function hashOf(payload: JsonObject): string | undefined {
  const named = own(payload, '_sd_alg') ?? 'sha-256';
  return isString(named) && Object.hasOwn(HASHES, named) ? HASHES[named] : undefined;
}

type Disclosure = { name?: string; value: JsonValue };

class Refused extends Error {
  constructor(readonly fault: DisclosureFault, readonly params: Record<string, string | number> = {}) { super(fault); }
}

function readDisclosure(text: string, index: number, readJson: ReadJson): Disclosure {
  const bytes = decodeCanonical(text);
  const json = bytes && utf8Text(bytes);
  const { value, problems } = json === undefined ? { value: undefined, problems: [] } : readJson(json);
  if (!Array.isArray(value) || problems.length > 0 || !isString(value[0]) || value.length < 2 || value.length > 3) throw new Refused('disclosure-malformed', { index });
  if (value.length === 2) return { value: value[1]! };
  const name = value[1];
  if (!isString(name)) throw new Refused('disclosure-malformed', { index });
  if (name === '_sd' || name === '...') throw new Refused('claim-reserved', { claim: name });
  return { name, value: value[2]! };
}

/**
 * Puts the disclosed claims in their places (RFC 9901 section 7.1, step 3): each digest stands in one place, each disclosure answers one digest, and no claim takes another's place.
 * The result has neither digests nor `_sd_alg`. It does not look at the signature. Never throws for what the parts are.
 * @param open claims that must not be disclosed but stand open, at the top
 */
export async function disclose(payload: JsonObject, disclosures: readonly string[], open: ReadonlySet<string>, readJson: ReadJson): Promise<Disclosed> {
  try {
    if (hashOf(payload) === undefined) throw new Refused('digest-algorithm', { algorithm: wordOf(own(payload, '_sd_alg')).slice(0, 100) });
    const byDigest = new Map<string, Disclosure>();
    for (const [index, text] of disclosures.entries()) {
      const digest = (await sdDigest(payload, text))!;
      if (byDigest.has(digest)) throw new Refused('digest-repeated', { index });
      byDigest.set(digest, readDisclosure(text, index, readJson));
    }
    return place(payload, byDigest, open);
  } catch (refused) {
    if (!(refused instanceof Refused)) throw refused;
    return { ok: false, fault: refused.fault, params: refused.params, payload: withoutDigests(payload) };
  }
}

function place(payload: JsonObject, byDigest: ReadonlyMap<string, Disclosure>, open: ReadonlySet<string>): Disclosed {
  const seen = new Set<string>();
  let answered = 0;
  let atTop = 0;
  const withheldIn: string[] = [];
  const find = (digest: JsonValue): Disclosure | undefined => {
    if (!isString(digest)) throw new Refused('disclosure-malformed');
    if (seen.has(digest) || seen.size >= MOST_DIGESTS) throw new Refused('digest-repeated');
    seen.add(digest);
    const found = byDigest.get(digest);
    if (found) answered += 1;
    return found;
  };
  // A disclosure cannot hold its own digest, so this ends.
  const visit = (value: JsonValue, depth: number): JsonValue => {
    if (depth > DEEPEST) throw new Refused('disclosure-malformed', { depth });
    if (Array.isArray(value)) return value.flatMap((item) => element(item, depth + 1));
    return isObject(value) ? members(value, depth) : value;
  };
  const element = (item: JsonValue, depth: number): JsonValue[] => {
    if (!isObject(item) || !Object.hasOwn(item, '...')) return [visit(item, depth)];
    if (Object.keys(item).length !== 1) throw new Refused('claim-reserved', { claim: '...' });
    const found = find(item['...']!);
    if (!found) return [];
    if (found.name !== undefined) throw new Refused('disclosure-malformed');
    return [visit(found.value, depth)];
  };
  const members = (object: JsonObject, depth: number): JsonObject => {
    const top = depth === 0;
    const result: JsonObject = {};
    for (const [name, value] of Object.entries(object)) {
      if (name === '...') throw new Refused('claim-reserved', { claim: name });
      if (name === '_sd' || (top && name === '_sd_alg')) continue;
      const unanswered = seen.size - answered;
      define(result, name, visit(value, depth + 1));
      if (top && seen.size - answered > unanswered) withheldIn.push(name);
    }
    const digests = own(object, '_sd');
    if (digests !== undefined && !Array.isArray(digests)) throw new Refused('disclosure-malformed');
    for (const digest of digests ?? []) {
      const found = find(digest);
      if (!found) {
        if (top) atTop += 1;
        continue;
      }
      if (found.name === undefined) throw new Refused('disclosure-malformed');
      if (top && (open.has(found.name) || found.name === '_sd_alg')) throw new Refused('claim-reserved', { claim: found.name });
      if (Object.hasOwn(object, found.name) || Object.hasOwn(result, found.name)) throw new Refused('claim-collision', { claim: found.name.slice(0, 100) });
      define(result, found.name, visit(found.value, depth + 1));
    }
    return result;
  };
  const processed = visit(payload, 0) as JsonObject;
  if (answered < byDigest.size) throw new Refused('disclosure-unreferenced', { count: byDigest.size - answered });
  return { ok: true, payload: processed, withheld: seen.size - answered, withheldAtTop: atTop > 0, withheldIn };
}

/** As an own property, whatever it is called. */
function define(object: JsonObject, name: string, value: JsonValue): void {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}

function withoutDigests(payload: JsonObject): JsonObject {
  const strip = (value: JsonValue): JsonValue => {
    if (Array.isArray(value)) return value.filter((item) => !(isObject(item) && Object.hasOwn(item, '...'))).map(strip);
    if (!isObject(value)) return value;
    const result: JsonObject = {};
    for (const [name, member] of Object.entries(value)) if (name !== '_sd' && name !== '_sd_alg' && name !== '...') define(result, name, strip(member));
    return result;
  };
  return strip(payload) as JsonObject;
}
