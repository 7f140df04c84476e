import { base64url, hex, sha256, md5, utf8 } from './bytes.js';
import { given, type Json, type JsonObject } from './json.js';
import { serve, type Resources } from './resources.js';
import { publicKeyPem, TEST_KEY_RSA_2048, type RsaTestKey } from './rsa-keys.js';

/** The context of Open Badges 2.0. */
export const OPEN_BADGES_2 = 'https://w3id.org/openbadges/v2';

/** An Open Badges 2.0 (or 1.x) award with all that its issuer publishes, and each single way in which it can be wrong. `members` of any document are last and replace its own. */
export interface OpenBadge2Options {
  /** Default `2.0`. */
  edition?: '2.0' | '1.1' | '1.0';
  /** Default `https://badges.example`. */
  origin?: string;
  /** Where the assertion lies. Default: on the issuer's origin. */
  assertionUrl?: string;
  /** Where the badge class lies. Default: on the issuer's origin. */
  badgeUrl?: string;
  email?: string;
  /** How the recipient is written. Default: sha256 with a salt. */
  hash?: 'sha256' | 'md5' | 'plain';
  issuedOn?: Json;
  expires?: Json;
  assertion?: JsonObject;
  badge?: JsonObject;
  profile?: JsonObject;
  /** Put the badge class into the assertion instead of its address. */
  embed?: boolean;
  /** What the assertion's address answers in place of the assertion: an HTTP status, or another document. */
  served?: { status: number } | JsonObject | string;
  /** Not published at all. */
  withhold?: readonly ('assertion' | 'badge' | 'profile' | 'key' | 'revocations')[];
  /** Identifiers on the issuer's revocation list, or whole entries. Default: no list. */
  revocations?: Json[];
}

export interface SignedBadge2Options extends OpenBadge2Options {
  /** What signs. Default: the key that the profile lists. */
  signWith?: RsaTestKey;
  /** The key that is published. Default: the one that signs. */
  publishKey?: RsaTestKey;
  /** Members of the published CryptographicKey. */
  keyMembers?: JsonObject;
  /** What the profile says of its keys. Default: the key's address. `undefined` for nothing. */
  listed?: Json | undefined;
  /** `verification.creator`; `undefined` leaves it out. Default: the key's address. */
  creator?: string | undefined;
  /** Members of the JWS header; `alg` alone changes what the header says, not what signs. */
  header?: JsonObject;
  /** Sign with the shared secret that everybody knows, the PEM of the public key. */
  confuse?: boolean;
  /** Change one character of the signature. */
  corrupt?: boolean;
}

export interface OpenBadge2 { assertion: JsonObject; url: string; issuer: string; resources: Resources }

async function recipient(email: string, hash: 'sha256' | 'md5' | 'plain'): Promise<JsonObject> {
  if (hash === 'plain') return { type: 'email', hashed: false, identity: email };
  const salt = 'Vattendrag';
  const bytes = utf8(email + salt);
  return { type: 'email', hashed: true, salt, identity: `${hash}$${hex(hash === 'md5' ? md5(bytes) : await sha256(bytes))}` };
}

interface Urls { origin: string; assertion: string; badge: string; profile: string; key: string; revocations: string }

function urlsOf(options: OpenBadge2Options): Urls {
  const origin = options.origin ?? 'https://badges.example';
  return {
    origin, assertion: options.assertionUrl ?? `${origin}/assertions/4711`, badge: options.badgeUrl ?? `${origin}/badges/water-quality-analysis`, profile: `${origin}/issuer`,
    key: `${origin}/keys/1`, revocations: `${origin}/revocations`,
  };
}

function profileOf(urls: Urls, options: OpenBadge2Options, extra: JsonObject): JsonObject {
  const common: JsonObject = { name: 'University of Example', url: `${urls.origin}/`, email: 'badges@issuer.example', ...(options.revocations ? { revocationList: urls.revocations } : {}) };
  const own: JsonObject = options.edition === '1.0' ? common : { '@context': OPEN_BADGES_2, id: urls.profile, type: 'Issuer', ...common };
  return { ...own, ...extra, ...options.profile };
}

function badgeOf(urls: Urls, options: OpenBadge2Options): JsonObject {
  const common: JsonObject = {
    name: 'Water Quality Analysis',
    description: 'Laboratory and field methods for judging whether water is fit to drink.',
    image: `${urls.badge}.png`,
    criteria: options.edition === '1.0' || options.edition === '1.1' ? `${urls.badge}/criteria` : { narrative: 'Passed the written examination and presented a field study.' },
    issuer: urls.profile,
  };
  const own: JsonObject = options.edition === '1.0' ? common : { '@context': OPEN_BADGES_2, id: urls.badge, type: 'BadgeClass', ...common };
  return {
    ...own,
    ...(options.edition === '1.0' || options.edition === '1.1' ? {} : { alignment: [{ targetName: 'analyse water samples', targetUrl: 'https://skills.example/skill/analyse-water-samples', targetFramework: 'Skills of Example' }] }),
    ...options.badge,
  };
}

async function make(urls: Urls, options: OpenBadge2Options, verification: JsonObject, extra: JsonObject, keys: JsonObject): Promise<OpenBadge2> {
  const { edition = '2.0' } = options;
  const badge = badgeOf(urls, options);
  const who = await recipient(options.email ?? 'maria.lindqvist@student.example', options.hash ?? 'sha256');
  const dates = given({ issuedOn: options.issuedOn ?? '2026-06-01T09:00:00Z', expires: options.expires });
  const common: JsonObject = { recipient: who, badge: options.embed ? badge : urls.badge, ...dates };
  const own: JsonObject = edition === '2.0' ? { '@context': OPEN_BADGES_2, type: 'Assertion', id: urls.assertion, ...common, verification }
    : edition === '1.1' ? { '@context': 'https://w3id.org/openbadges/v1', type: 'Assertion', id: urls.assertion, uid: '4711', ...common, verify: { type: 'hosted', url: urls.assertion } }
      : { uid: '4711', ...common, verify: { type: 'hosted', url: urls.assertion } };
  const assertion: JsonObject = { ...own, ...extra, ...options.assertion };
  const resources: Resources = new Map();
  const publish = (what: NonNullable<OpenBadge2Options['withhold']>[number], url: string, document: Json) => { if (!options.withhold?.includes(what)) serve(resources, url, document, 'application/ld+json'); };
  publish('badge', urls.badge, badge);
  publish('profile', urls.profile, profileOf(urls, options, keys));
  if (options.revocations) publish('revocations', urls.revocations, { '@context': OPEN_BADGES_2, type: 'RevocationList', id: urls.revocations, issuer: urls.profile, revokedAssertions: options.revocations });
  return { assertion, url: urls.assertion, issuer: urls.profile, resources };
}

/** A hosted badge: the assertion as a candidate hands it over, and what the issuer's web site serves. */
export async function hostedBadge2(options: OpenBadge2Options = {}): Promise<OpenBadge2> {
  const urls = urlsOf(options);
  const made = await make(urls, options, { type: 'HostedBadge' }, {}, {});
  const { served } = options;
  if (!options.withhold?.includes('assertion')) {
    if (typeof served === 'object' && typeof served['status'] === 'number') serve(made.resources, urls.assertion, '', 'text/plain', served['status']);
    else serve(made.resources, urls.assertion, (served as JsonObject | string | undefined) ?? made.assertion, 'application/ld+json');
  }
  return made;
}

/** A signed badge: a compact JWS over the assertion, with the issuer's key published as a CryptographicKey. */
export async function signedBadge2(options: SignedBadge2Options = {}): Promise<OpenBadge2 & { token: string }> {
  const urls = urlsOf(options);
  const signWith = options.signWith ?? TEST_KEY_RSA_2048;
  const creator = 'creator' in options ? options.creator : urls.key;
  const listed = 'listed' in options ? options.listed : urls.key;
  const made = await make(urls, options, { type: 'SignedBadge', ...given({ creator }) }, { id: 'urn:uuid:c5a1a3f0-8f0e-4c57-9b6f-0f3d5a7f7c11' }, given({ publicKey: listed }));
  const published = options.publishKey ?? signWith;
  const key: JsonObject = { '@context': OPEN_BADGES_2, type: 'CryptographicKey', id: urls.key, owner: urls.profile, publicKeyPem: publicKeyPem(published), ...options.keyMembers };
  if (!options.withhold?.includes('key')) serve(made.resources, urls.key, key, 'application/ld+json');

  const header = { alg: options.confuse ? 'HS256' : 'RS256', ...options.header };
  const input = `${base64url(utf8(JSON.stringify(header)))}.${base64url(utf8(JSON.stringify(made.assertion)))}`;
  const signature = header.alg === 'none' ? '' : base64url(await sign(input, options.confuse ? utf8(publicKeyPem(published)) : signWith));
  return { ...made, token: `${input}.${options.corrupt ? flip(signature) : signature}` };
}

async function sign(input: string, by: RsaTestKey | Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (by instanceof Uint8Array) {
    const secret = await crypto.subtle.importKey('raw', by, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign('HMAC', secret, utf8(input)));
  }
  const bytes = Uint8Array.from(atob(by.secret), (character) => character.charCodeAt(0));
  const key = await crypto.subtle.importKey('pkcs8', bytes, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('RSASSA-PKCS1-v1_5', key, utf8(input)));
}

const flip = (signature: string): string => `${signature.slice(0, 100)}${signature[100] === 'A' ? 'B' : 'A'}${signature.slice(101)}`;
