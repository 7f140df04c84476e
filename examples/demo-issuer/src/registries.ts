import { given, type JsonObject } from './json.js';

export interface ListedIssuer { id: string; name: string; status?: 'active' | 'suspended' | 'revoked' | 'removed'; types?: string[]; homepage?: string }

/** The file by which a host names the issuers that it trusts. */
export function allowList(name: string, issuers: readonly ListedIssuer[]): JsonObject {
  return {
    type: 'allow-list',
    name,
    issuers: issuers.map(({ id, name: issuer, status = 'active', types, homepage }) => ({ id, name: issuer, status, ...given({ types, homepage }) })),
  };
}

/** The known-issuer registry of the Digital Credentials Consortium, in its older form. */
export function legacyRegistry(issuers: readonly { id: string; name: string; location?: string; url?: string }[]): JsonObject {
  const registry: JsonObject = {};
  for (const { id, name, location, url } of issuers) registry[id] = { name, ...given({ location, url }) };
  return { meta: { created: '2026-01-01T00:00:00Z', updated: '2026-01-01T00:00:00Z' }, registry };
}
