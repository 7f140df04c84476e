import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { encodeBase64Url } from '../jose/index.js';
import { resolvePolicy, type Context, type FetchResult, type JsonObject, type Subject } from '../report/index.js';
import { secureJwt, type Secured } from './jose.js';
import { secureSdJwt } from './sd-jwt.js';
import { documentOf, instantText } from './token-document.js';
import { belongsTo } from './token-key.js';
import { valueAt } from './token-status-list.js';

// Property tests, on machines that do other work too.
vi.setConfig({ testTimeout: 60_000 });

const NOW = Date.parse('2026-08-22T00:00:00Z');
const ISSUER = 'https://issuer.example/1';
const utf8 = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const encode = (value: unknown) => encodeBase64Url(utf8(value));

/** A world of documents by URL, of which nothing else can be fetched. */
function world(documents: Record<string, unknown>): Context {
  const remembered = new Map<string, Promise<unknown>>();
  const fetch = async (url: string): Promise<FetchResult> => (Object.hasOwn(documents, url)
    ? { ok: true, bytes: utf8(documents[url]), contentType: '', finalUrl: url, evidence: { url, sha256: '', source: 'snapshot' } } : { ok: false, code: 'net.offline', retryable: true });
  return {
    policy: resolvePolicy(), now: NOW, fetch, registries: [], allowContexts: new Set(), verifyNested: () => Promise.reject(new Error('not asked')),
    once: <T>(key: string, ask: () => Promise<T>) => { if (!remembered.has(key)) remembered.set(key, ask()); return remembered.get(key) as Promise<T>; },
  };
}

async function signer() {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign', 'verify']);
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  const document = { id: ISSUER, verificationMethod: [{ id: `${ISSUER}#k`, type: 'JsonWebKey', controller: ISSUER, publicKeyJwk: { kty, crv, x, y } }], assertionMethod: [`${ISSUER}#k`] };
  const sign = async (header: JsonObject, payload: JsonObject) => {
    const text = `${encode({ alg: 'ES256', kid: `${ISSUER}#k`, ...header })}.${encode(payload)}`;
    return `${text}.${encodeBase64Url(new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, pair.privateKey, utf8(text))))}`;
  };
  return { sign, context: () => world({ [ISSUER]: document }) };
}

const CREDENTIAL: JsonObject = {
  '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiableCredential'], issuer: ISSUER, credentialSubject: { id: 'did:example:a', name: 'Ann' },
};

/** Whether a report on it could be green: the signature holds, under a key of the issuer's, and no term, coverage or key binding is at fault. */
function accepted(secured: Secured): secured is Subject {
  if ('stopped' in secured) return false;
  const [proof] = secured.proofs;
  return proof?.signature.code === 'signature.valid' && proof.key.code === 'key.authorized' && secured.findings?.['proof.terms']?.code === 'terms.accepted'
    && secured.findings['recipient.holder']?.code !== 'holder.binding-invalid' && /^coverage\.(?:complete|partly-disclosed)$/.test(secured.coverage.code);
}

const change = (text: string, at: number, to: string) => text.slice(0, at) + to + text.slice(at + 1);
const CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~=';

describe('tokens that were changed', () => {
  it('a JWT with any character changed, added or left out is never accepted', async () => {
    const { sign, context } = await signer();
    const token = await sign({ typ: 'vc+jwt' }, CREDENTIAL);
    expect(accepted(await secureJwt(token, context()))).toBe(true);
    await fc.assert(fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom(...CHARACTERS, ''), fc.boolean(), async (at, to, insert) => {
      const changed = insert ? token.slice(0, at) + to + token.slice(at) : change(token, at, to);
      if (changed !== token) expect(accepted(await secureJwt(changed, context()))).toBe(false);
    }), { numRuns: 1500 });
  });

  it('an SD-JWT with any character changed says nothing that was not signed', async () => {
    const { sign, context } = await signer();
    const disclosure = encode(['salt', 'degree', 'BSc']);
    const digest = encodeBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(disclosure))));
    const token = `${await sign({ typ: 'dc+sd-jwt' }, { iss: ISSUER, vct: 'urn:x', given_name: 'Ann', _sd: [digest] })}~${disclosure}~`;
    const whole = await secureSdJwt(token, context());
    expect(accepted(whole) && whole.document).toEqual({ iss: ISSUER, vct: 'urn:x', given_name: 'Ann', degree: 'BSc' });
    await fc.assert(fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom(...CHARACTERS, ''), async (at, to) => {
      const changed = change(token, at, to);
      if (changed !== token) expect(accepted(await secureSdJwt(changed, context()))).toBe(false);
    }), { numRuns: 1500 });
  });

  it('no bytes make them throw, and none are accepted', async () => {
    const { context } = await signer();
    const header = fc.dictionary(fc.constantFrom('alg', 'typ', 'kid', 'jwk', 'x5c', 'crit', 'b64', 'cty'), fc.oneof(fc.constantFrom('ES256', 'none', 'HS256', 'vc+jwt', 'JWT', 'dc+sd-jwt', `${ISSUER}#k`, 'k'), fc.jsonValue({ maxDepth: 2 })));
    const payload = fc.dictionary(fc.constantFrom('vc', 'vp', 'vct', 'iss', 'type', 'issuer', 'credentialSubject', 'nbf', 'exp', 'iat', 'sub', 'jti', '_sd', 'status', 'cnf', '@context', 'holder'),
      fc.oneof(fc.constantFrom<unknown>(ISSUER, ['VerifiableCredential'], ['VerifiablePresentation'], { jwk: {} }, { status_list: { idx: 0, uri: ISSUER } }), fc.jsonValue({ maxDepth: 3 })));
    const token = fc.tuple(header, payload, fc.uint8Array({ maxLength: 70 })).map(([head, body, signature]) => `${encode(head)}.${encode(body)}.${encodeBase64Url(signature)}`);
    const disclosures = fc.array(fc.jsonValue({ maxDepth: 2 }).map(encode), { maxLength: 3 });
    await fc.assert(fc.asyncProperty(token, disclosures, fc.oneof(fc.constant(''), token), async (jwt, rest, binding) => {
      expect(accepted(await secureJwt(jwt, context()))).toBe(false);
      expect(accepted(await secureSdJwt([jwt, ...rest, binding].join('~'), context()))).toBe(false);
    }), { numRuns: 1000 });
    await fc.assert(fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
      expect(accepted(await secureJwt(text, context()))).toBe(false);
      expect(accepted(await secureSdJwt(text, context()))).toBe(false);
    }), { numRuns: 1000 });
  });

  it('whatever an issuer signs, it does not make them throw', async () => {
    const { sign, context } = await signer();
    await fc.assert(fc.asyncProperty(fc.dictionary(fc.constantFrom('vc', 'vp', 'vct', 'iss', 'type', 'issuer', 'credentialSubject', 'nbf', 'exp', 'iat', 'sub', '_sd', 'status', 'cnf', '__proto__'), fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: true }), async (payload) => {
      await secureJwt(await sign({ typ: 'JWT' }, payload as JsonObject), context());
      await secureSdJwt(`${await sign({ typ: 'vc+sd-jwt' }, { iss: ISSUER, vct: 'x', ...payload as JsonObject })}~`, context());
    }), { numRuns: 300 });
  });
});

describe('whose a bare key is, by its address', () => {
  it.each([
    ['https://issuer.example/1/keys/1', 'https://issuer.example/1', true], ['https://issuer.example/1/keys/1', 'https://issuer.example/1/', true], ['https://issuer.example/.well-known/jwks.json', 'https://issuer.example', true],
    ['https://issuer.example/keys/1', 'https://issuer.example', false], ['https://issuer.example/10/keys', 'https://issuer.example/1', false], ['https://issuer.example/1/../2/key', 'https://issuer.example/1', false],
    ['https://issuer.example/1/%2e%2e/2/key', 'https://issuer.example/1', false], ['https://issuer.example/1/..%2f2/key', 'https://issuer.example/1', false], ['https://issuer.example:8443/1/k', 'https://issuer.example/1', false],
    ['http://issuer.example/1/k', 'http://issuer.example/1', false], ['https://issuer.example/1/k', 'https://issuer.example/1?id=2', false], ['https://issuer.example/1/k', 'did:web:issuer.example:1', false], ['not a url', 'https://issuer.example', false],
  ])('%s of %s: %s', (key, party, whose) => { expect(belongsTo(key, party)).toBe(whose); });
});

describe('what a payload holds', () => {
  it('the claims of VCDM 1.1 fill what the document lacks, and change nothing that it has', () => {
    const token = documentOf({ typ: 'JWT' }, { vc: { type: ['VerifiableCredential'], issuer: { name: 'A' }, credentialSubject: {} }, iss: 'did:example:i', jti: 'urn:1', nbf: 0, exp: 1, sub: 'did:example:s' });
    expect(token?.document).toEqual({ type: ['VerifiableCredential'], issuer: { name: 'A', id: 'did:example:i' }, credentialSubject: { id: 'did:example:s' }, id: 'urn:1', issuanceDate: '1970-01-01T00:00:00Z', expirationDate: '1970-01-01T00:00:01Z' });
    const full = { type: ['VerifiableCredential'], issuer: 'did:example:j', id: 'urn:2', issuanceDate: 'x', expirationDate: 'y', credentialSubject: { id: 'z' } };
    expect(documentOf({}, { vc: full, iss: 'did:example:i', jti: 'urn:1', nbf: 0, exp: 1, sub: 's' })?.document).toEqual(full);
  });
  it('numbers that are no instants are none', () => { for (const value of [Number.MAX_VALUE, -9e12, Number.NaN, '1', null]) expect(instantText(value)).toBeUndefined(); });
  it('a login is no credential', () => { expect(documentOf({ typ: 'JWT' }, { sub: 'me', aud: 'app' })).toBeUndefined(); });
});

describe('the value in a token status list', () => {
  // Token Status List section 4.1: the same sixteen values of one bit, and twelve of two.
  it('one bit', () => { expect(Array.from({ length: 16 }, (_, index) => valueAt(Uint8Array.of(0xb9, 0xa3), index, 1))).toEqual([1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1]); });
  it('two bits', () => { expect(Array.from({ length: 12 }, (_, index) => valueAt(Uint8Array.of(0xc9, 0x44, 0xf9), index, 2))).toEqual([1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3]); });
  it('beyond its end', () => { expect(valueAt(Uint8Array.of(1), 8, 1)).toBeUndefined(); });
});
