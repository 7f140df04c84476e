import { ADDRESSES, certificateBag, pki, worldResources } from '@credlens/demo-pki';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientKey } from './client-key.js';
import { dataType, kindOf, type Kind } from './kinds.js';
import { allowedOrigin, readOrigin } from './origins.js';
import { planAllows, signPlan } from './plan.js';
import { signedKindOf, type SignedKind } from './signed-kinds.js';
import { createTokenBuckets } from './token-buckets.js';

const nothing = { contexts: new Set<string>(), registries: new Set<string>() };
const URL_A = 'https://issuer.example/a';
const kind = (value: unknown, url = URL_A): Kind | undefined => kindOf(url, new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value)), nothing, false);
const token = (header: string) => `${Buffer.from(header).toString('base64url')}.e30.AAAA`;

describe('what a document is', () => {
  it.each([
    ['credential', { '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiableCredential', 'BitstringStatusListCredential'] }],
    ['credential', { '@context': 'https://www.w3.org/2018/credentials/v1', type: 'VerifiablePresentation' }],
    ['controller-document', { id: 'did:web:issuer.example', verificationMethod: [] }],
    ['controller-document', { id: 'https://issuer.example/a', assertionMethod: ['#1', {}] }],
    ['key-set', { keys: [{ kty: 'OKP' }] }],
    ['issuer-metadata', { issuer: 'https://issuer.example/tenant', jwks_uri: 'https://issuer.example/jwks' }],
    ['open-badge-2', { '@context': ['https://w3id.org/openbadges/v2'], type: ['BadgeClass', 'Extension'] }],
    ['revocation-list', { revokedCredential: [] }],
    ['schema', { $schema: 'http://json-schema.org/draft-07/schema#' }],
    ['schema', { $schema: 'https://json-schema.org/draft/2020-12/schema' }],
    ['token', token('{"alg":"ES256"}')],
    ['token', ` ${token('{"alg":"EdDSA"}')}~WyJhIl0~${token('{"alg":"ES256"}')}\n`],
  ] as const)('%s: %j', (expected, value) => { expect(kind(value)).toBe(expected); });

  it.each([
    [{}], [[]], ['null'], ['"text"'], [''], ['<html>'], ['{'], [{ '@context': 'https://www.w3.org/ns/credentials/v2' }], [{ type: 'VerifiableCredential' }],
    [{ '@context': 'https://www.w3.org/ns/credentials/v2', type: { VerifiableCredential: 1 } }],
    [{ id: 'did:web:other.example', verificationMethod: [] }], [{ id: 'https://other.example/a', verificationMethod: [] }], [{ id: 'did:web:issuer.example' }], [{ id: 'did:web:issuer.example', verificationMethod: [1] }],
    [{ keys: [] }], [{ keys: ['a'] }], [{ keys: [{ kid: 'a' }] }], [{ issuer: 'https://other.example', jwks: {} }], [{ issuer: 'https://issuer.example' }],
    [{ '@context': 'https://w3id.org/openbadges/v2', type: 'Thing' }], [{ revokedCredential: {} }], [{ $schema: 'https://evil.example/json-schema.org/draft' }],
    [{ '@context': { a: 'b' } }], [{ registry: {} }], ['{"__proto__":{"keys":[{"kty":"OKP"}]}}'],
    [token('{"typ":"JWT"}')], [token('no')], ['a.b.c'], [`${token('{"alg":"ES256"}')}.x`], [`${token('{"alg":"ES256"}')}~a b~`],
  ])('nothing: %j', (value) => { expect(kind(value)).toBeUndefined(); });

  it('a context or a registry only where the host has named it; anything that is data where a plan has', () => {
    const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
    const named = { contexts: new Set([URL_A]), registries: new Set(['https://r.example/']) };
    expect(kindOf(URL_A, bytes({ '@context': {} }), named, false)).toBe('context');
    expect(kindOf(URL_A, bytes({}), named, false)).toBeUndefined();
    expect(kindOf('https://r.example/', bytes({}), named, false)).toBe('registry');
    expect(kindOf('https://x.example/', bytes([1]), named, true)).toBe('planned');
    expect(kindOf('https://x.example/', new TextEncoder().encode('text'), named, true)).toBeUndefined();
    expect(kindOf('https://x.example/', new Uint8Array([0x22, 0xff, 0x22]), named, true)).toBeUndefined();
  });
  it('is never an exception, nor a stranger’s anything', () => {
    const text = fc.oneof(fc.json(), fc.string({ unit: 'binary' }), fc.jsonValue().map((value) => JSON.stringify({ '@context': value, type: value, id: value, keys: value, issuer: value, $schema: value })));
    fc.assert(fc.property(fc.oneof(text.map((each) => new TextEncoder().encode(each)), fc.uint8Array()), (bytes) => { kindOf(URL_A, bytes, nothing, false); }), { numRuns: 500 });
    fc.assert(fc.property(fc.json(), (value) => kind(value) === undefined), { numRuns: 500 });
  });
  it('is not looked for in a token of a million parts for long', () => {
    const begin = performance.now();
    expect(kind(`${token('{"alg":"ES256"}')}${'~a'.repeat(1_000_000)}!`)).toBeUndefined();
    expect(performance.now() - begin).toBeLessThan(2000);
  });
});

describe('what is signed in itself', () => {
  const made = (async () => {
    const cast = await pki('2026-08-22T00:00:00Z');
    const world = await worldResources(cast);
    const kinds: [SignedKind, Uint8Array][] = [
      ['ocsp-response', world.get(ADDRESSES.ocsp)!.bytes], ['certificate-revocation-list', world.get(ADDRESSES.caCrl)!.bytes], ['certificate', cast.seal.certificate], ['certificates', certificateBag([cast.ca, cast.root])],
    ];
    return kinds;
  })();
  it('is told by its bytes', async () => {
    for (const [expected, bytes] of await made) expect(await signedKindOf(bytes)).toBe(expected);
  });
  it('cut short, with more behind it, or too large for its kind is nothing', async () => {
    for (const [kind, bytes] of await made) {
      for (const cut of [0, 1, 2, bytes.length >> 1, bytes.length - 1]) expect(await signedKindOf(bytes.subarray(0, cut)), `${kind} ${cut}`).toBeUndefined();
      expect(await signedKindOf(new Uint8Array([...bytes, 1])), kind).toBeUndefined();
    }
    const [, , certificate] = await made;
    expect(await signedKindOf(certificateBag(Array.from({ length: 65 }, () => ({ certificate: certificate![1] }) as Parameters<typeof certificateBag>[0][number])))).toBeUndefined();
  });
  it('is never an exception, and text is never taken for it', async () => {
    const kinds = await made;
    const changed = fc.tuple(fc.constantFrom(...kinds.map(([, bytes]) => bytes)), fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 })).map(([bytes, changes]) => {
      const copy = bytes.slice();
      for (const [at, octet] of changes) copy[at % copy.length] = octet;
      return copy;
    });
    await fc.assert(fc.asyncProperty(fc.oneof(changed, fc.uint8Array().map((tail) => Uint8Array.of(0x30, ...tail))), async (bytes) => { await signedKindOf(bytes); }), { numRuns: 500 });
    await fc.assert(fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), fc.constant('0<html>')), async (text) => await signedKindOf(new TextEncoder().encode(text)) === undefined), { numRuns: 300 });
  });
  it.each([['sequences', 0x30, 0x80], ['zeros', 0, 0], ['sequences of nothing', 0x30, 0]])('is not looked for in 10 MiB of %s for long', async (_what, odd, even) => {
    const bytes = new Uint8Array(10 * 1024 * 1024).map((_octet, index) => (index % 2 === 0 ? odd : even));
    bytes.set([0x30, 0x84, 0, 0x9f, 0xff, 0xfa]);
    const begin = performance.now();
    expect(await signedKindOf(bytes)).toBeUndefined();
    expect(performance.now() - begin).toBeLessThan(2000);
  });
});

it.each([
  ['application/json', true], ['Application/LD+JSON; charset=utf-8', true], ['application/vc+ld+json', true], ['application/did', true], ['application/vc', true], ['application/statuslist+jwt', true], ['application/dc+sd-jwt', true],
  ['application/octet-stream', true], ['text/plain;charset=utf-8', true], ['', true],
  ['text/html', false], ['application/xhtml+xml', false], ['image/svg+xml', false], ['text/javascript', false], ['application/javascript', false], ['multipart/mixed', false], ['application/jsonp', false], ['text/html, application/json', false],
])('a content type %j is one of data: %s', (type, expected) => { expect(dataType(type) !== undefined).toBe(expected); });

describe('a plan', () => {
  const key = new Uint8Array(32).fill(1), now = Date.parse('2026-08-22T00:00:00Z');
  const terms = { key, client: '192.0.2.1', now };
  it('holds for its URLs, its client, its time and its key', () => {
    const plan = signPlan([URL_A, URL_A], terms);
    const allows = (more: Partial<typeof terms> & { url?: string } = {}) => planAllows(plan, more.url ?? URL_A, { ...terms, ...more });
    expect([allows(), allows({ now: now + 299_000 })]).toEqual([true, true]);
    expect([allows({ url: `${URL_A}b` }), allows({ client: '192.0.2.2' }), allows({ now: now + 300_000 }), allows({ key: new Uint8Array(32) }), allows({ now: now - 3_700_000 })]).toEqual([false, false, false, false, false]);
  });
  it('does not tell what is in it', () => {
    expect(Buffer.from(signPlan([URL_A], terms).split('.')[0]!, 'base64url').toString()).not.toMatch(/issuer|192/);
  });
  it('that was changed in any place is none', () => {
    const plan = signPlan([URL_A], terms);
    for (let at = 0; at < plan.length; at += 1) {
      const other = plan.slice(0, at) + (plan[at] === 'A' ? 'B' : 'A') + plan.slice(at + 1);
      if (other !== plan) expect(planAllows(other, URL_A, terms)).toBe(false);
    }
    for (const text of ['', '.', 'a.b', `${plan}.`, `${plan}=`, plan.split('.')[0]!, 'x'.repeat(10_000)]) expect(planAllows(text, URL_A, terms)).toBe(false);
  });
  it('is not made with a short key, of too much, or for no time', () => {
    expect(() => signPlan([], { ...terms, key: new Uint8Array(31) })).toThrow(RangeError);
    expect(() => signPlan(Array.from({ length: 65 }, String), terms)).toThrow(RangeError);
    expect(() => signPlan([], { ...terms, seconds: 0 })).toThrow(RangeError);
    expect(planAllows(signPlan([URL_A], { ...terms, seconds: 1e9 }), URL_A, { ...terms, now: now + 3_601_000 })).toBe(false);
  });
});

it('a bucket gives what it has, and what comes back with time', () => {
  const buckets = createTokenBuckets({ burst: 3, perSecond: 1 });
  expect([buckets.take('a', 0), buckets.take('a', 0, 2), buckets.take('a', 0), buckets.take('b', 0), buckets.take('a', 500), buckets.take('a', 1000), buckets.take('a', 1000, 3)]).toEqual([0, 0, 1, 0, 1, 0, 3]);
  expect(buckets.take('a', 0)).toBe(1); // a clock that goes back gives nothing
  expect(buckets.take('a', 100_000, 3)).toBe(0);
  for (let index = 0; index < 20_000; index += 1) buckets.take(String(index), 0);
  expect(buckets.take('a', 100_000, 3)).toBe(0); // forgotten
});

it.each([
  ['192.0.2.1', undefined, false, '192.0.2.1'], ['::ffff:192.0.2.1', undefined, false, '192.0.2.1'], ['2001:db8:1:2:3::4', undefined, false, '2001:db8:1:2::/64'], ['2001:db8::1', undefined, false, '2001:db8:0:0::/64'],
  ['fe80::1%eth0', undefined, false, 'fe80:0:0:0::/64'], [undefined, undefined, false, 'unknown'], ['127.0.0.1', '198.51.100.1', false, '127.0.0.1'],
  ['127.0.0.1', '203.0.113.1, 198.51.100.1', true, '198.51.100.1'], ['127.0.0.1', 'nonsense', true, '127.0.0.1'], ['127.0.0.1', undefined, true, '127.0.0.1'],
])('a client from %s, forwarded for %s, behind a proxy %s, is %s', (address, forwarded, proxy, expected) => { expect(clientKey(address, forwarded, proxy)).toBe(expected); });

it('reads origins as browsers write them', () => {
  expect(['https://a.example', 'https://a.example/', 'http://localhost:8080'].map(readOrigin)).toEqual(['https://a.example', 'https://a.example', 'http://localhost:8080']);
  expect(['null', '*', 'a.example', 'https://a.example/path', 'https://A.example', 'https://a.example:443', 'https://user@a.example', 'file:///', 'ftp://a.example'].map(readOrigin)).toEqual(Array(9).fill(undefined));
  expect(allowedOrigin({ origin: undefined, site: 'none', host: 'a' }, new Set())).toBe('none');
  expect(allowedOrigin({ origin: 'nonsense', site: undefined, host: 'nonsense' }, new Set())).toBeUndefined();
});
