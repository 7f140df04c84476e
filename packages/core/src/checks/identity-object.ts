import { asArray, isObject, isString, own, pointer, wordOf, type JsonObject, type JsonValue } from '../report/index.js';

/** One identifier of a credential's subject, as far as it can be compared. */
export type SubjectIdentifier = { type: string; pointer: string } & (
  | { form: 'plain'; value: string }
  | { form: 'sha256' | 'md5'; digest: Uint8Array; salt: string }
  | { form: 'unreadable'; why: 'hash-algorithm' | 'malformed' }
);

/** No honest subject has this many; each costs a digest for every spelling. */
const MOST_IDENTIFIERS = 100;

/**
 * The identifiers of every subject: Open Badges 3.0 `IdentityObject`s, and `id`, which is an e-mail address where it is a `mailto:` URL.
 * A person of the European Learning Model has e-mail addresses in contact points, a national number, and identifiers whose type is the name of their scheme. Numbers are compared with what the caller has as such, never with an address.
 * `email` is an alias of the type `emailAddress`. A profile's `email`, `name` and the like are no identifiers: nobody says that they are the recipient's alone.
 */
export function subjectIdentifiers(document: JsonObject): SubjectIdentifier[] {
  if (Object.hasOwn(document, 'recipient') && !Object.hasOwn(document, 'credentialSubject')) return [readIdentityObject(own(document, 'recipient') ?? null, '/recipient', RECIPIENT)];
  const subjects = own(document, 'credentialSubject');
  const found = asArray(subjects).flatMap((subject, index) => {
    if (!isObject(subject)) return [];
    const path = Array.isArray(subjects) ? pointer('credentialSubject', index) : '/credentialSubject';
    const identifiers = own(subject, 'identifier');
    const objects = asArray(identifiers).map((each, at) => readIdentityObject(each, `${path}/identifier${Array.isArray(identifiers) ? `/${at}` : ''}`));
    const id = own(subject, 'id');
    return [...(isString(id) ? [readId(id, `${path}/id`)] : []), ...objects, ...mailboxes(subject, path), ...numbers(subject, path)];
  });
  return found.slice(0, MOST_IDENTIFIERS);
}

/** The one name of an identifier's type under which it is compared. */
export function identifierType(type: string): string {
  return type === 'email' ? 'emailAddress' : type;
}

function readId(id: string, path: string): SubjectIdentifier {
  if (!/^mailto:/i.test(id)) return { type: 'id', pointer: path, form: 'plain', value: id };
  const address = id.slice('mailto:'.length).replace(/\?.*$/s, ''); // RFC 6068: header fields after the question mark
  try {
    return { type: 'emailAddress', pointer: path, form: 'plain', value: decodeURIComponent(address) };
  } catch {
    return { type: 'emailAddress', pointer: path, form: 'unreadable', why: 'malformed' };
  }
}

/** `contactPoint.emailAddress.id` of the European Learning Model. */
function mailboxes(subject: JsonObject, path: string): SubjectIdentifier[] {
  const points = own(subject, 'contactPoint');
  return asArray(points).slice(0, MOST_IDENTIFIERS).flatMap((point, index) => {
    const at = `${path}/contactPoint${Array.isArray(points) ? `/${index}` : ''}`;
    const boxes = isObject(point) ? own(point, 'emailAddress') : undefined;
    return asArray(boxes).slice(0, MOST_IDENTIFIERS).flatMap((box, each) => {
      const id = isObject(box) ? own(box, 'id') : undefined;
      return isString(id) && /^mailto:/i.test(id) ? [readId(id, `${at}/emailAddress${Array.isArray(boxes) ? `/${each}` : ''}/id`)] : [];
    });
  });
}

/** `nationalID` of the European Learning Model, under the name that Open Badges 3.0 has for it, and the `studentNumber` that universities add. */
function numbers(subject: JsonObject, path: string): SubjectIdentifier[] {
  const national = own(subject, 'nationalID');
  const found = asArray(national).slice(0, MOST_IDENTIFIERS).flatMap((each, index): SubjectIdentifier[] => {
    const notation = isObject(each) ? own(each, 'notation') : undefined;
    return isString(notation) ? [{ type: 'nationalIdentityNumber', pointer: `${path}/nationalID${Array.isArray(national) ? `/${index}` : ''}/notation`, form: 'plain', value: notation }] : [];
  });
  const student = own(subject, 'studentNumber');
  return isString(student) ? [...found, { type: 'studentId', pointer: `${path}/studentNumber`, form: 'plain', value: student }] : found;
}

const IDENTIFIER = { type: 'identityType', hash: 'identityHash' };
/** The `IdentityObject` of Open Badges 2.0 and 1.x: one for each assertion, with shorter names. */
const RECIPIENT = { type: 'type', hash: 'identity' };

/** `identityHash` is the identity itself, or `<algorithm>$<hexadecimal digest of the UTF-8 of identity and salt>` (Open Badges 3.0, IdentityHash). */
function readIdentityObject(value: JsonValue, path: string, names = IDENTIFIER): SubjectIdentifier {
  const object = isObject(value) ? value : {};
  const [type] = asArray(own(object, names.type));
  const text = own(object, names.hash);
  const hashed = own(object, 'hashed');
  const salt = own(object, 'salt') ?? '';
  const notation = own(object, 'notation');
  if (text === undefined && isString(notation)) return { type: wordOf(own(object, 'schemeName')) || 'identifier', pointer: path, form: 'plain', value: notation };
  const common = { type: isString(type) ? identifierType(type) : '', pointer: path };
  if (!isString(text) || !isString(salt)) return { ...common, form: 'unreadable', why: 'malformed' };
  const match = /^([A-Za-z0-9-]+)\$([0-9A-Fa-f]+)$/.exec(text);
  if (hashed === false || (hashed !== true && !match)) return { ...common, form: 'plain', value: text };
  const algorithm = match?.[1]?.toLowerCase();
  const hex = match?.[2] ?? '';
  if (algorithm === undefined) return { ...common, form: 'unreadable', why: 'malformed' };
  if (algorithm !== 'sha256' && algorithm !== 'md5') return { ...common, form: 'unreadable', why: 'hash-algorithm' };
  if (hex.length !== (algorithm === 'sha256' ? 64 : 32)) return { ...common, form: 'unreadable', why: 'malformed' };
  return { ...common, form: algorithm, digest: Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)), salt };
}

/** Digest of UTF-8(identity ‖ salt). MD5 is here because badges carry it; a match under it proves little, since collisions are cheap. Few do, so it is loaded for those. */
export async function identityDigest(identity: string, salt: string, algorithm: 'sha256' | 'md5'): Promise<Uint8Array> {
  const bytes = new TextEncoder().encode(identity + salt);
  return algorithm === 'md5' ? (await import('@noble/hashes/legacy.js')).md5(bytes) : new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

/** Takes as long for a near miss as for a hit. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0);
  return difference === 0;
}
