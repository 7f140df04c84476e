import { isObject, type JsonObject } from '../report/json.js';
import type { ControllerResult } from './controller-document.js';
import { decodeBase64Url, readJwk, readMultikey, type PublicKey } from './multikey.js';
import { publicJwk } from './public-jwk.js';

const malformed: ControllerResult = { ok: false, code: 'key.malformed', retryable: false, evidence: [] };

function documentOf(did: string, fragment: string, key: PublicKey | JsonObject): ControllerResult {
  const id = `${did}#${fragment}`;
  const written = 'multibase' in key ? { type: 'Multikey', publicKeyMultibase: (key as PublicKey).multibase } : { type: 'JsonWebKey', publicKeyJwk: key as JsonObject };
  const document: JsonObject = {
    id: did,
    verificationMethod: [{ id, controller: did, ...written }],
    assertionMethod: [id],
    authentication: [id],
  };
  return { ok: true, controller: { id: did, document, evidence: [] } };
}

/** did:key: the identifier is the key, so it says nothing of who holds it, and can be neither changed nor withdrawn. */
export function resolveDidKey(did: string): ControllerResult {
  const multibase = did.slice('did:key:'.length);
  const key = readMultikey(multibase);
  return key ? documentOf(did, multibase, key) : malformed;
}

/** did:jwk: as did:key, the key written as a JWK; its one method is always `#0`. A key for encryption alone signs nothing. */
export function resolveDidJwk(did: string): ControllerResult {
  const bytes = did.length <= 4096 ? decodeBase64Url(did.slice('did:jwk:'.length)) : undefined;
  if (!bytes) return malformed;
  let jwk: unknown;
  try {
    jwk = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return malformed;
  }
  if (!isObject(jwk) || (Object.hasOwn(jwk, 'use') && jwk['use'] !== 'sig')) return malformed;
  const key = readJwk(jwk) ?? publicJwk(jwk);
  return key ? documentOf(did, '0', key) : malformed;
}
