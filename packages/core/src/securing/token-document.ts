import { isObject, isString, own, stringsOf, type JsonObject } from '../report/json.js';
import type { DocumentKind } from '../report/subject.js';

/** What a token's payload secures, and how it holds it. */
export interface TokenDocument {
  what: DocumentKind;
  document: JsonObject;
  /** `claim`: inside `vc` or `vp` (VCDM 1.1 section 6.3.1); `payload`: the payload is the document. */
  form: 'claim' | 'payload';
  /** A `vc` or `vp` claim where none may be: the payload would be two documents, and each reader could take another. */
  stray: string | undefined;
}

/** RFC 7515 section 4.1.9: `application/` may be left out, and case means nothing. */
export function mediaType(value: unknown): string | undefined {
  return isString(value) ? value.trim().toLowerCase().replace(/^application\//, '') : undefined;
}

/** `typ` of Securing Verifiable Credentials using JOSE and COSE, with the names of its drafts. There the payload is the document. */
const BY_TYPE: Readonly<Record<string, DocumentKind>> = {
  'vc+jwt': 'credential', 'vc+ld+jwt': 'credential', 'vc+ld+json+jwt': 'credential',
  'vp+jwt': 'presentation', 'vp+ld+jwt': 'presentation', 'vp+ld+json+jwt': 'presentation',
};

/** The kind of document that `typ` names, where it is one of VC-JOSE-COSE. */
export function kindByType(typ: unknown): DocumentKind | undefined {
  const name = mediaType(typ);
  return name !== undefined && Object.hasOwn(BY_TYPE, name) ? BY_TYPE[name] : undefined;
}

function kindOf(document: JsonObject): DocumentKind | undefined {
  const types = stringsOf(own(document, 'type'));
  if (types.includes('VerifiablePresentation')) return 'presentation';
  if (types.includes('VerifiableCredential') || Object.hasOwn(document, 'credentialSubject')) return 'credential';
  return Object.hasOwn(document, 'verifiableCredential') ? 'presentation' : undefined;
}

const LIMITS = ['credentialStatus', 'validUntil', 'expirationDate'] as const;

/** Finds the document in a JWT's payload. `undefined`: the token is about something else (a login, an access token). */
export function documentOf(header: JsonObject, payload: JsonObject): TokenDocument | undefined {
  const claims = ['vc', 'vp'].filter((name) => Object.hasOwn(payload, name));
  const named = kindByType(own(header, 'typ'));
  if (named) return { what: kindOf(payload) ?? named, document: payload, form: 'payload', stray: claims[0] };
  const [claim, second] = claims;
  const inner = claim === undefined ? undefined : own(payload, claim);
  if (isObject(inner)) {
    const what = claim === 'vc' ? 'credential' : 'presentation';
    // A limit that stands beside the document instead of in it is meant to be one, and would be looked for in vain.
    const misplaced = LIMITS.find((name) => Object.hasOwn(payload, name) && !Object.hasOwn(inner, name));
    return { what, document: decoded(inner, payload, what), form: 'claim', stray: second ?? misplaced ?? (kindOf(payload) === undefined ? undefined : claim) };
  }
  const what = kindOf(payload);
  return what && { what, document: payload, form: 'payload', stray: claim };
}

const V2 = /^https:\/\/www\.w3\.org\/ns\/credentials\/v2/;

/**
 * VCDM 1.1 section 6.3.1, "JWT decoding": registered claims may stand in the place of the document's own members. A member that the document has stays as it is; that both say the same is
 * judged as a term of the token.
 */
function decoded(inner: JsonObject, payload: JsonObject, what: DocumentKind): JsonObject {
  const document: JsonObject = { ...inner };
  const [iss, jti, sub] = ['iss', 'jti', 'sub'].map((name) => own(payload, name));
  const set = (name: string, value: string | undefined) => { if (value !== undefined && !Object.hasOwn(document, name)) document[name] = value; };
  const party = what === 'credential' ? 'issuer' : 'holder';
  const existing = own(document, party);
  if (isString(iss)) {
    if (isObject(existing) && !Object.hasOwn(existing, 'id')) document[party] = { ...existing, id: iss };
    else set(party, iss);
  }
  if (isString(jti)) set('id', jti);
  if (what === 'presentation') return document;
  const modern = V2.test(String(stringsOf(own(inner, '@context'))[0] ?? ''));
  set(modern ? 'validFrom' : 'issuanceDate', instantText(own(payload, 'nbf')));
  set(modern ? 'validUntil' : 'expirationDate', instantText(own(payload, 'exp')));
  const subject = own(document, 'credentialSubject');
  if (isString(sub) && isObject(subject) && !Object.hasOwn(subject, 'id')) document['credentialSubject'] = { ...subject, id: sub };
  return document;
}

/** After the year 9999 in seconds; as milliseconds it is 1978. Nobody means the first, and who took it for that would never see a token expire. */
const MOST_SECONDS = 2.6e11;
export const isInMilliseconds = (value: unknown): boolean => typeof value === 'number' && value > MOST_SECONDS;

/** A NumericDate (RFC 7519 section 2), seconds since 1970, in milliseconds; `undefined` for what is none. */
export function instantOf(value: unknown): number | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined;
  const at = isInMilliseconds(value) ? value : value * 1000;
  return Math.abs(at) <= 8.64e15 ? at : undefined;
}

/** The same in the form of the data model, to the second. */
export function instantText(value: unknown): string | undefined {
  const at = instantOf(value);
  return at === undefined ? undefined : new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
