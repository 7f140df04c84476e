import { isObject, isString, own, stringsOf, type JsonObject, type JsonValue } from '../report/json.js';
import type { Code } from '../report/codes.js';
import type { DocumentKind } from '../report/subject.js';

/** What a JSON value is, before anything of it is judged. */
export type JsonKind =
  | { kind: 'document'; what: DocumentKind; document: JsonObject }
  | { kind: 'open-badge-2'; assertion: JsonObject }
  /** An EnvelopedVerifiableCredential or EnvelopedVerifiablePresentation (VCDM 2.0 section 4.13). */
  | { kind: 'enveloped'; object: JsonObject }
  | { kind: 'token'; text: string }
  /** A JWS in one of its JSON serializations (RFC 7515 section 7.2). */
  | { kind: 'jws'; object: JsonObject }
  /** Every element is a member, whatever it is. */
  | { kind: 'collection'; values: readonly JsonValue[] }
  | { kind: 'none'; code: Extract<Code, 'input.unsupported' | 'input.no-credential'>; params: { kind: string } };

const CREDENTIAL_CONTEXT = /^https:\/\/www\.w3\.org\/(?:ns\/credentials\/v\d|2018\/credentials\/v1)/;
const OPEN_BADGES_2_CONTEXT = /^https:\/\/w3id\.org\/openbadges\/v[12]$/;
const JWS_LIKE = /^ey[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*(?:~[A-Za-z0-9_.~-]*)?$/;

const none = (code: 'input.unsupported' | 'input.no-credential', kind: string): JsonKind => ({ kind: 'none', code, params: { kind } });

/** Members that wrap one document where a request to a verifier is handed over whole (VCALM 1.0, `/credentials/verify` and `/presentations/verify`). */
const WRAPPERS = ['verifiableCredential', 'verifiablePresentation', 'credential', 'presentation'] as const;

export function classifyJson(value: JsonValue): JsonKind {
  if (Array.isArray(value)) return classifyArray(value);
  if (isObject(value)) return classifyObject(value, true);
  return isString(value) && JWS_LIKE.test(value) ? { kind: 'token', text: value } : none('input.no-credential', 'json');
}

function classifyObject(object: JsonObject, unwrap: boolean): JsonKind {
  const types = [...stringsOf(own(object, 'type')), ...stringsOf(own(object, '@type'))];
  const has = (...keys: string[]) => keys.every((key) => Object.hasOwn(object, key));
  const credential: JsonKind = { kind: 'document', what: 'credential', document: object };
  const presentation: JsonKind = { kind: 'document', what: 'presentation', document: object };

  if (types.includes('EnvelopedVerifiableCredential') || types.includes('EnvelopedVerifiablePresentation')) return { kind: 'enveloped', object };
  if (types.includes('VerifiableCredential')) return credential;
  if (types.includes('VerifiablePresentation')) return presentation;

  if (isOpenBadges2(object)) return { kind: 'open-badge-2', assertion: object };
  const contexts = stringsOf(own(object, '@context'));
  if (isJws(object)) return { kind: 'jws', object };

  // A credential that lost its type is a damaged credential, to be refused as one; it is not "no credential".
  const standard = contexts.some((context) => CREDENTIAL_CONTEXT.test(context));
  if (has('credentialSubject') && (has('@context') || has('issuer') || has('proof'))) return credential;
  if (standard && (has('issuer') || !has('verifiableCredential') && !has('holder'))) return credential;
  if (standard || (has('verifiableCredential') && has('proof'))) return presentation;

  if (unwrap && !has('type') && !has('@context') && !has('proof')) {
    const found = WRAPPERS.filter((key) => has(key));
    const inner = found.length === 1 ? own(object, found[0]!) : undefined;
    if (isObject(inner)) return classifyObject(inner, false);
    if (Array.isArray(inner)) return classifyArray(inner);
    if (isString(inner) && JWS_LIKE.test(inner)) return { kind: 'token', text: inner };
  }
  return none('input.no-credential', 'json');
}

/** European Digital Credentials (JAdES) come so. The payload may be elsewhere (RFC 7515 appendix F). */
function isJws(object: JsonObject): boolean {
  const signed = isString(own(object, 'signature')) || Array.isArray(own(object, 'signatures'));
  return signed && (isString(own(object, 'payload')) || isString(own(object, 'protected')) || (Object.hasOwn(object, 'signatures') && !Object.hasOwn(object, 'type') && !Object.hasOwn(object, '@context')));
}

/** Open Badges 2.0 and 1.x assertions: another data model, without a proof inside. */
export function isOpenBadges2(object: JsonObject): boolean {
  if (Object.hasOwn(object, 'credentialSubject')) return false;
  const assertion = Object.hasOwn(object, 'badge') && (Object.hasOwn(object, 'recipient') || Object.hasOwn(object, 'verify') || Object.hasOwn(object, 'verification'));
  const types = [...stringsOf(own(object, 'type')), ...stringsOf(own(object, '@type'))];
  return assertion || (types.includes('Assertion') && stringsOf(own(object, '@context')).some((context) => OPEN_BADGES_2_CONTEXT.test(context)));
}

/** Several things in one text: each is judged by itself, also the ones that turn out to be nothing, once one of them is something. */
function classifyArray(values: readonly JsonValue[]): JsonKind {
  const kinds = values.map((value) => (Array.isArray(value) ? none('input.no-credential', 'json') : classifyJson(value)));
  if (kinds.some(({ kind }) => kind !== 'none')) return { kind: 'collection', values };
  return kinds.find((kind) => kind.kind === 'none' && kind.code === 'input.unsupported') ?? none('input.no-credential', 'json');
}
