import { isObject, isString, own, type Evidence, type IssuerRegistry, type JsonObject, type JsonValue, type Problem, type RegistryAnswer, type RegistryEntry } from '../report/index.js';
import { combine } from './combine.js';
import { listEvidence, once } from './allow-list.js';

/**
 * The two files by which the Digital Credentials Consortium names known issuers:
 * the older registry itself, `{"meta"?, "registry": {"<did>": {"name", "location"?, "url"?}}}`,
 * and the list of registries, `[{"type": "dcc-legacy", "name", "url"}, {"type": "oidf", "name", …}]`, whose order is their authority.
 */
export type KnownIssuers = { meta?: JsonValue; registry: { [did: string]: JsonValue } } | readonly KnownRegistry[];
export type KnownRegistry = { type: 'dcc-legacy'; name: string; url: string } | { type: 'oidf'; name: string; fetchEndpoint?: string; trustAnchorEC?: string };

/**
 * A registry from either file. A `dcc-legacy` registry is fetched when it is asked; it is not signed, so it is worth what the host's trust in its URL is worth.
 * An `oidf` registry answers with signed statements whose anchor keys have to be known beforehand; until they can be configured it is never believed, and every
 * question to it is `unreachable` with the problem `registry.unsupported`: unchecked, not "not listed".
 * @throws TypeError naming the first thing that is wrong.
 */
export function createKnownIssuerRegistry(known: KnownIssuers, name = 'Known issuers'): IssuerRegistry {
  if (Array.isArray(known)) {
    if (known.length === 0) throw new TypeError('Known registries: the list is empty');
    const parts = (known as readonly unknown[]).map((each, index) => knownRegistry(each, index));
    return { name, parts, lookup: async (query, access) => combine(parts, query, access) };
  }
  const file: unknown = known;
  const registry = isObject(file) ? own(file, 'registry') : undefined;
  if (!isObject(registry)) throw new TypeError('Known issuers: "registry" is an object of issuers by DID');
  const evidence = once(() => listEvidence(file));
  return { name, lookup: async ({ id }) => entryAnswer(registry, id, await evidence()) };
}

function knownRegistry(raw: unknown, index: number): IssuerRegistry {
  const type = isObject(raw) ? own(raw, 'type') : undefined;
  const name = isObject(raw) ? own(raw, 'name') : undefined;
  if (!isObject(raw) || !isString(type) || !isString(name)) throw new TypeError(`Known registries: entry ${index} needs a "type" and a "name"`);
  if (type !== 'dcc-legacy') return { name, lookup: async () => unreachable('registry.unsupported', name, { type }) };
  const url = own(raw, 'url');
  if (!isString(url)) throw new TypeError(`Known registries: entry ${index} needs a "url"`);
  return { name, lookup: async ({ id }, access) => askLegacy(name, url, id, access.fetch) };
}

async function askLegacy(registry: string, url: string, id: string, fetch: Parameters<IssuerRegistry['lookup']>[1]['fetch']): Promise<RegistryAnswer> {
  const answer = await fetch(url, { accept: 'application/json', maxBytes: 8 * 1024 * 1024, maxAgeSeconds: 86_400 });
  if (!answer.ok) return unreachable(answer.code, registry, { url, ...(answer.status === undefined ? {} : { status: answer.status }) }, answer.retryable);
  const listed = legacyRegistry(answer.bytes);
  if (!listed) return { ...unreachable('registry.malformed', registry, { url }), evidence: [answer.evidence] };
  return entryAnswer(listed, id, [answer.evidence]);
}

/** The issuers of a fetched registry file, or `undefined` where it is none. */
export function legacyRegistry(bytes: Uint8Array): JsonObject | undefined {
  try {
    const parsed = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
    const registry = isObject(parsed) ? own(parsed, 'registry') : undefined;
    return isObject(registry) ? registry : undefined;
  } catch {
    return undefined;
  }
}

/** By own property, so that an issuer called `__proto__` is not listed. */
function entryAnswer(registry: JsonObject, id: string, evidence: Evidence[]): RegistryAnswer {
  const listed = own(registry, id);
  const name = isObject(listed) ? own(listed, 'name') : undefined;
  if (!isObject(listed) || !isString(name)) return { state: 'not-listed', evidence };
  const homepage = own(listed, 'url');
  const entry: RegistryEntry = { id, name, status: 'active', ...(isString(homepage) ? { homepage } : {}) };
  return { state: 'listed', entry, evidence };
}

function unreachable(code: Problem['code'], registry: string, params: Record<string, string | number> = {}, retryable = false): RegistryAnswer & { state: 'unreachable' } {
  return { state: 'unreachable', problem: { type: 'about:blank', code, params: { registry, ...params }, retryable }, evidence: [] };
}
