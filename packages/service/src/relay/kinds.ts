import { asArray, isObject, isString, own, stringsOf, type JsonObject, type JsonValue, wordOf } from '@credlens/core/report';
import { didWebUrl } from '@credlens/core/did';
import { toUrl } from '@credlens/core/net';

/** What a relay fetches: the documents that a verification reads. Everything else on the web is none of its business. */
export type Kind =
  | 'controller-document' | 'key-set' | 'issuer-metadata' | 'credential' | 'revocation-list' | 'token' | 'open-badge-2' | 'schema' | 'context' | 'registry' | 'planned';

/** What the host itself has named. */
export interface HostNamed {
  /** JSON-LD contexts beyond the bundled ones (`--allow-context`). */
  contexts: ReadonlySet<string>;
  /** Registries that the host's trust files point to. */
  registries: ReadonlySet<string>;
}

const JSON_TYPE = /^(?:application\/(?:json|jwt|sd-jwt|vc|vp|did|cid|octet-stream|[a-z0-9][a-z0-9.!#$&^_-]*\+(?:json|jwt|sd-jwt)|[a-z0-9][a-z0-9.!#$&^_+-]*\+ld\+json)|text\/plain)$/;

/** The essence of a content type that a document of ours may come with: JSON in its names, tokens, and what servers say that know none. No HTML, no picture, no script. */
export function dataType(contentType: string): string | undefined {
  const [essence = ''] = contentType.toLowerCase().split(';');
  const trimmed = essence.trim();
  if (trimmed === '') return 'application/octet-stream';
  return JSON_TYPE.test(trimmed) ? trimmed : undefined;
}

/** What a fetched document is, by what it holds; absent where it is nothing that a verification needs. `planned`: the URL is in a plan, so any JSON or token will do. */
export function kindOf(url: string, bytes: Uint8Array, named: HostNamed, planned: boolean): Kind | undefined {
  const text = decode(bytes);
  if (text === undefined) return undefined;
  if (isToken(text.trim())) return 'token';
  const value = parse(text);
  if (value === undefined) return undefined;
  if (planned) return 'planned';
  if (named.registries.has(url)) return 'registry';
  if (!isObject(value)) return undefined;
  if (named.contexts.has(url)) return Object.hasOwn(value, '@context') ? 'context' : undefined;
  return TESTS.find(([, test]) => test(value, url))?.[0];
}

const types = (value: JsonObject): string[] => [...stringsOf(own(value, 'type')), ...stringsOf(own(value, '@type'))];
const contexts = (value: JsonObject): string[] => stringsOf(own(value, '@context'));

const CREDENTIAL_CONTEXTS = new Set(['https://www.w3.org/2018/credentials/v1', 'https://www.w3.org/ns/credentials/v2']);
const OPEN_BADGES_2 = new Set(['https://w3id.org/openbadges/v2', 'https://w3id.org/openbadges/v1']);
const OPEN_BADGES_2_TYPES = new Set(['Assertion', 'BadgeClass', 'Issuer', 'Profile', 'CryptographicKey', 'RevocationList']);
const RELATIONSHIPS = ['verificationMethod', 'authentication', 'assertionMethod', 'publicKey'] as const;

/** By content alone, narrowest first. Each asks for the members without which the document would be of no use to a verification. */
const TESTS: readonly (readonly [Kind, (value: JsonObject, url: string) => boolean])[] = [
  // VCDM 1.1 and 2.0: status lists and endorsements among them.
  ['credential', (value) => contexts(value).some((context) => CREDENTIAL_CONTEXTS.has(context)) && types(value).some((type) => type === 'VerifiableCredential' || type === 'VerifiablePresentation')],
  // DID Core, CID 1.0: it names itself and says how it is controlled.
  ['controller-document', (value, url) => {
    const id = own(value, 'id');
    const place = isString(id) && id.startsWith('did:web:') ? didWebUrl(id) : id;
    return sameOrigin(place, url) && RELATIONSHIPS.some((name) => Object.hasOwn(value, name) && asArray(own(value, name)).every((each) => isObject(each) || isString(each)));
  }],
  // RFC 7517.
  ['key-set', (value) => isObjects(own(value, 'keys')) && asArray(own(value, 'keys')).every((key) => isObject(key) && isString(own(key, 'kty')))],
  // SD-JWT VC: issuer metadata.
  ['issuer-metadata', (value, url) => isString(own(value, 'issuer')) && sameOrigin(own(value, 'issuer'), url) && (isObject(own(value, 'jwks')) || isString(own(value, 'jwks_uri')))],
  ['open-badge-2', (value) => contexts(value).some((context) => OPEN_BADGES_2.has(context)) && types(value).some((type) => OPEN_BADGES_2_TYPES.has(type))],
  // 1EdTechRevocationList.
  ['revocation-list', (value) => Array.isArray(own(value, 'revokedCredential'))],
  // Draft 2020-12 and before it; a credential schema says by which rules it is one.
  ['schema', (value) => /^https?:\/\/json-schema\.org\/draft[\w/-]*#?(?:\/schema#?)?$/.test(wordOf(own(value, '$schema')))],
];

const isObjects = (value: JsonValue | undefined): boolean => Array.isArray(value) && value.length > 0 && value.every(isObject);

function sameOrigin(id: JsonValue | undefined, url: string): boolean {
  const [own, other] = [isString(id) ? toUrl(id) : undefined, toUrl(url)];
  return own !== undefined && other !== undefined && own.protocol === 'https:' && own.origin === other.origin;
}

/** A compact JWS (RFC 7515), or an SD-JWT (RFC 9901) with its disclosures, whose header says how it is signed. */
function isToken(text: string): boolean {
  const [jws = '', ...rest] = text.length > MOST_TOKEN ? [] : text.split('~');
  const binding = rest.at(-1)?.split('.') ?? [];
  const parts = jws.split('.');
  if (parts.length !== 3 || binding.length > 3 || ![...parts, ...rest.slice(0, -1), ...binding].every((part) => /^[\w-]*$/.test(part))) return false;
  const header = parse(Buffer.from(parts[0]?.slice(0, MOST_HEADER) ?? '', 'base64url').toString('utf8'));
  return isObject(header) && isString(own(header, 'alg'));
}

const MOST_TOKEN = 10 * 1024 * 1024;
const MOST_HEADER = 64 * 1024;

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
