import { asArray, isObject, own, pointer, stringsOf, type JsonObject, type JsonValue } from '../report/json.js';
import { isLerRs, verifications } from '../view/ler-rs.js';
import { embeddedBytes } from './embedded.js';

/** Something inside an input that has a verdict of its own. */
export interface Member {
  /** Where it stands in what holds it. */
  pointer: string;
  /** What intake is given (see embedded.ts). */
  bytes: Uint8Array;
  /** Absent where the member is no object. */
  document?: JsonObject;
}

/**
 * What is inside a decoded document, in order: the credentials of a presentation (VCDM 2.0 section 4.13), enveloped ones too; the children of a learner record (CLR 2.0);
 * what stands beside the entries of a résumé (LER-RS); * the documents of an array. It judges none of them, and a member that is neither object nor text is given as it stands, for intake to refuse.
 */
export function membersOf(holder: JsonObject | readonly JsonObject[]): Member[] {
  if (Array.isArray(holder)) return holder.map((document, index) => toMember(document as JsonObject, [index]));
  const document = holder as JsonObject;
  const types = stringsOf(own(document, 'type'));
  const subjects = own(document, 'credentialSubject');
  if (subjects === undefined) return membersAt(document, []);
  if (isLerRs(document)) return objectsOf(subjects).flatMap(({ value, path }) => verifications(value, path)).slice(0, MOST_IN_A_RESUME).map(({ value, path }) => toMember(value, [...path]));
  if (!types.includes('ClrCredential')) return [];
  return asArray(subjects).flatMap((subject, index) => (isObject(subject) ? membersAt(subject, Array.isArray(subjects) ? ['credentialSubject', index] : ['credentialSubject']) : []));
}

const MOST_IN_A_RESUME = 512;

function objectsOf(subjects: JsonValue): { value: JsonObject; path: (string | number)[] }[] {
  return asArray(subjects).flatMap((value, index) => (isObject(value) ? [{ value, path: Array.isArray(subjects) ? ['credentialSubject', index] : ['credentialSubject'] }] : []));
}

function membersAt(object: JsonObject, path: (string | number)[]): Member[] {
  const value = own(object, 'verifiableCredential');
  return asArray(value).map((member, index) => toMember(member, Array.isArray(value) ? [...path, 'verifiableCredential', index] : [...path, 'verifiableCredential']));
}

function toMember(value: JsonValue, path: (string | number)[]): Member {
  return { pointer: pointer(...path), bytes: embeddedBytes(value), ...(isObject(value) ? { document: value } : {}) };
}
