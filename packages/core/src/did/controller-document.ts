import type { Code } from '../report/codes.js';
import { asArray, isObject, isString, own, type JsonObject } from '../report/json.js';
import type { Evidence } from '../report/report.js';
import { readJwk, readMultikey, type PublicKey } from './multikey.js';
import { publicJwk } from './public-jwk.js';

/** Why a key is in a controller's document (CID 1.0 section 2.3). */
export type Relationship = 'assertionMethod' | 'authentication';

/** A controlled identifier document, or a DID document: what an identifier says of its own keys. */
export interface ControllerDocument { id: string; document: JsonObject; evidence: Evidence[] }

export type ControllerResult = { ok: true; controller: ControllerDocument } | { ok: false; code: Code; retryable: boolean; evidence: Evidence[]; params?: Record<string, string | number> };

export interface VerificationMethod {
  id: string;
  controller: string | undefined;
  /** In the form that Data Integrity takes; absent for a key of another kind (RSA, P-521). */
  key: PublicKey | undefined;
  /** `publicKeyJwk` as written, of any kind of public key, without members that mean nothing for it. Absent where the key is written in another way or carries a private part. */
  jwk?: JsonObject;
  /** As written; what they mean for a proof is judged elsewhere. */
  expires: string | undefined;
  revoked: string | undefined;
}

/** Ids may be relative to their document (DID Core section 3.2.2); did:web forbids it, and issuers do it all the same. */
function absolute(id: string, base: string): string {
  return id.startsWith('#') ? base + id : id;
}

function readMethod(value: JsonObject, base: string): VerificationMethod | undefined {
  const id = own(value, 'id');
  if (!isString(id)) return undefined;
  const text = (name: string) => { const found = own(value, name); return isString(found) ? found : undefined; };
  const multibase = text('publicKeyMultibase');
  const jwk = own(value, 'publicKeyJwk');
  const key = multibase !== undefined ? readMultikey(multibase) : isObject(jwk) ? readJwk(jwk) : undefined;
  const written = multibase === undefined && isObject(jwk) ? publicJwk(jwk) : undefined;
  return { id: absolute(id, base), controller: text('controller'), key, expires: text('expires'), revoked: text('revoked'), ...(written ? { jwk: written } : {}) };
}

/** Every method of that id: in `verificationMethod`, or embedded in the relationship. Two that differ in key are an ambiguity that no caller may resolve by luck. */
export function findMethods({ id: base, document }: ControllerDocument, id: string, relationship: Relationship): VerificationMethod[] {
  const entries = [...asArray(own(document, 'verificationMethod')), ...asArray(own(document, relationship))].filter(isObject);
  return entries.map((entry) => readMethod(entry, base)).filter((method): method is VerificationMethod => method?.id === id);
}

/** Every method that the document authorises for the relationship, named or embedded there. At most `limit`: each costs a signature check. */
export function authorizedMethods(controller: ControllerDocument, relationship: Relationship, limit = 32): VerificationMethod[] {
  const { id: base, document } = controller;
  const ids = new Set(asArray(own(document, relationship)).slice(0, limit).flatMap((entry) => {
    const id = isObject(entry) ? own(entry, 'id') : entry;
    return isString(id) ? [absolute(id, base)] : [];
  }));
  return [...ids].flatMap((id) => findMethods(controller, id, relationship)).slice(0, limit);
}

/** Whether the document itself authorises that method for the relationship (CID 1.0 section 3.3, step 10). */
export function authorizes({ id: base, document }: ControllerDocument, id: string, relationship: Relationship): boolean {
  return asArray(own(document, relationship)).some((entry) => {
    const listed = isObject(entry) ? own(entry, 'id') : entry;
    return isString(listed) && absolute(listed, base) === id;
  });
}
