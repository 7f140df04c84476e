import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { readMultikey, publicJwk, sameKey } from '../did/index.js';
import { parseJson } from '../intake/index.js';
import type { JsonObject } from '../report/index.js';
import { algorithmStanding, decodeCanonical, disclose, encodeBase64Url, jwkOf, keyMisfit, readCompact, sdDigest, splitSdJwt, thumbprint, verifySignature, type ReadJson } from './index.js';

// Property tests, on machines that do other work too.
vi.setConfig({ testTimeout: 60_000 });

const readJson: ReadJson = (text) => parseJson(text, { depth: 64 });
const encode = (value: unknown) => encodeBase64Url(new TextEncoder().encode(JSON.stringify(value)));

describe('base64url', () => {
  it('has one spelling for each run of bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const text = encodeBase64Url(bytes);
      expect(decodeCanonical(text)).toEqual(bytes);
      const last = text.at(-1);
      if (last === undefined || text.length % 4 === 0) return;
      const next = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
      expect(decodeCanonical(text.slice(0, -1) + next[next.indexOf(last) + 1])).toBeUndefined();
    }));
  });
  it.each(['A', '=', 'AA==', 'A+', 'A/', 'AB', 'é', 'A A'])('does not take %j', (text) => { expect(decodeCanonical(text)).toBeUndefined(); });
});

describe('the algorithms', () => {
  it.each([['ES256', 'allowed'], ['RS256', 'allowed'], ['Ed25519', 'allowed'], ['none', 'forbidden'], ['NONE', 'forbidden'], ['HS256', 'forbidden'], ['hs512', 'forbidden'], [7, 'forbidden'], [undefined, 'forbidden'],
    ['ES256K', 'unknown'], ['RS1', 'unknown'], ['constructor', 'unknown'], ['__proto__', 'unknown']] as const)('%s is %s', (alg, standing) => { expect(algorithmStanding(alg)).toBe(standing); });

  const x = encodeBase64Url(new Uint8Array(32).fill(1));
  const rsa = (bytes: number, first = 0x80) => ({ kty: 'RSA', e: 'AQAB', n: encodeBase64Url(Uint8Array.from({ length: bytes }, (_, index) => (index === 0 ? first : 1))) });
  it.each<[string, string, JsonObject, string | undefined]>([
    ['a curve', 'ES256', { kty: 'EC', crv: 'P-256', x, y: x }, undefined], ['another curve', 'ES384', { kty: 'EC', crv: 'P-256', x, y: x }, 'other-kind'], ['RSA of 2048 bits', 'RS256', rsa(256), undefined],
    ['RSA of 2047 bits', 'PS256', rsa(256, 0x40), 'too-weak'], ['RSA of 1024 bits', 'RS256', rsa(128), 'too-weak'], ['an exponent alone', 'RS256', { kty: 'RSA', e: 'AQAB' }, 'too-weak'],
    ['EdDSA by either name', 'Ed25519', { kty: 'OKP', crv: 'Ed25519', x, alg: 'EdDSA' }, undefined], ['for encryption', 'EdDSA', { kty: 'OKP', crv: 'Ed25519', x, use: 'enc' }, 'other-kind'],
    ['for signing alone', 'EdDSA', { kty: 'OKP', crv: 'Ed25519', x, key_ops: ['sign'] }, 'other-kind'], ['for another algorithm', 'PS256', { ...rsa(256), alg: 'RS256' }, 'other-kind'],
  ])('%s', (_name, alg, jwk, misfit) => { expect(keyMisfit(alg, jwk)).toBe(misfit); });
});

describe('public keys', () => {
  const ec = { kty: 'EC', crv: 'P-256', x: 'WfTi93YuhsQxKbD0ftnjOXJndqhnJ5kgDV-ZDGyrhBQ', y: 'qUd_55EjX0mjKZ6W6mF4UXVYTQ41K6jfdnYFwN5uPyk' };
  it.each(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'])('one with its private member %s is none', (name) => { expect(publicJwk({ ...ec, [name]: 'AQAB' })).toBeUndefined(); });
  it.each([{ ...ec, crv: 'secp256k1' }, { ...ec, x: 'AAAA' }, { ...ec, y: 7 }, { kty: 'oct', k: 'AAAA' }, { kty: 'OKP', crv: 'X25519', x: ec.x }, { kty: '__proto__' }, {}])('%j is none', (jwk) => { expect(publicJwk(jwk)).toBeUndefined(); });
  it('keeps what it is called and for, and nothing else', () => { expect(publicJwk({ ...ec, kid: 'a', x5u: 'https://mallory.example' })).toEqual({ ...ec, kid: 'a' }); });
  it('is the same key under another name', () => {
    expect(sameKey({ ...ec, kid: 'a' }, { ...ec, alg: 'ES256' })).toBe(true);
    expect(sameKey(ec, { ...ec, y: ec.x })).toBe(false);
  });

  it('a compressed point is written out', async () => {
    // The key of RFC 7515 appendix A.3, and its compressed Multikey.
    const jwk = { kty: 'EC', crv: 'P-256', x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU', y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0' };
    const { readJwk } = await import('../did/index.js');
    const key = readJwk(jwk);
    expect(key && await jwkOf({ key })).toEqual(jwk);
  });
  it('what is no point of its curve is no key', async () => {
    const { encode: base58 } = await import('base58-universal');
    const keys = Array.from({ length: 20 }, (_, x) => readMultikey(`z${base58(Uint8Array.of(0x80, 0x24, 2, ...new Uint8Array(31), x + 1))}`)!);
    // About every other x has a point.
    const found = await Promise.all(keys.map((key) => jwkOf({ key })));
    expect(new Set(found.map((jwk) => jwk === undefined))).toEqual(new Set([true, false]));
  });
  it('RFC 7638 section 3.1', async () => {
    const n = '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
    expect(await thumbprint({ kty: 'RSA', n, e: 'AQAB', alg: 'RS256', kid: '2011-04-29' })).toBe('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs');
  });
});

describe('a platform that lacks an algorithm', () => {
  // RFC 8037 appendix A.4.
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' };
  const token = 'eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg';
  const without = async <T>(what: () => Promise<T>): Promise<T> => {
    const importKey = vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(new DOMException('none', 'NotSupportedError'));
    try { return await what(); } finally { importKey.mockRestore(); }
  };
  it('verifies Ed25519 all the same', async () => {
    expect(await verifySignature(token, 'EdDSA', jwk)).toBe('valid');
    expect(await without(() => verifySignature(token, 'EdDSA', jwk))).toBe('valid');
    expect(await without(() => verifySignature(token.replace('RXh', 'RXg'), 'EdDSA', jwk))).toBe('invalid');
  });
  it('and says of the others that it cannot', async () => {
    const x = encodeBase64Url(new Uint8Array(66).fill(1));
    expect(await without(() => verifySignature(token, 'ES512', { kty: 'EC', crv: 'P-521', x, y: x }))).toBe('unsupported');
    expect(await verifySignature(token, 'ES512', { kty: 'EC', crv: 'P-521', x, y: x })).toBe('bad-key');
  });
});

describe('a compact token', () => {
  const good = `${encode({ alg: 'ES256' })}.${encode({ a: 1 })}.AAAA`;
  it('gives header and payload', () => { expect(readCompact(good, readJson)).toMatchObject({ ok: true, jws: { header: { alg: 'ES256' }, payload: { a: 1 } } }); });
  it.each([['two parts', 'e30.e30'], ['four parts', 'e30.e30.e30.e30'], ['a header that is no object', `${encode([])}.e30.AA`], ['a payload that is text', `e30.${encode('x')}.AA`], ['no header', '.e30.AA'],
    ['a byte order mark', `${encodeBase64Url(new TextEncoder().encode('\ufeff{}'))}x.e30.AA`], ['bytes that are no text', '_w.e30.AA'], ['nothing', '']])('%s', (_name, text) => { expect(readCompact(text, readJson).ok).toBe(false); });
  it('never throws', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.array(fc.base64String(), { maxLength: 5 }).map((parts) => parts.join('.')), fc.jsonValue().map((value) => `${encode(value)}.${encode(value)}.`)), (text) => void readCompact(text, readJson)));
  });
});

describe('an SD-JWT', () => {
  it('splits at its tildes', () => {
    expect(splitSdJwt('a.b.c~d~e~')).toEqual({ jws: 'a.b.c', disclosures: ['d', 'e'], keyBinding: undefined, bound: 'a.b.c~d~e~' });
    expect(splitSdJwt('a.b.c~d~x.y.z')).toEqual({ jws: 'a.b.c', disclosures: ['d'], keyBinding: 'x.y.z', bound: 'a.b.c~d~' });
    expect(splitSdJwt('a.b.c')).toBeUndefined();
    expect(splitSdJwt('a.b.c~~')).toBeUndefined();
    expect(splitSdJwt(`a.b.c~${'d~'.repeat(2000)}`)).toBeUndefined();
  });

  it('the disclosure of RFC 9901 section 4.2.1 has the digest of section 4.2.3', async () => {
    expect(await sdDigest({}, 'WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0')).toBe('X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0');
  });

  it('a claim called __proto__ is a claim like another', async () => {
    const text = encode(['salt', '__proto__', { admin: true }]);
    const result = await disclose({ _sd: [(await sdDigest({}, text))!] }, [text], new Set(), readJson);
    expect(result.ok && Object.getPrototypeOf(result.payload)).toBe(Object.prototype);
    expect(result.ok && Object.keys(result.payload)).toEqual(['__proto__']);
  });

  it('whatever is hidden and shown again is what it was', async () => {
    const name = fc.string({ minLength: 1 }).filter((text) => !['_sd', '...', '_sd_alg'].includes(text));
    await fc.assert(fc.asyncProperty(fc.uniqueArray(fc.tuple(name, fc.jsonValue({ maxDepth: 2 }).filter((value) => !/"(?:_sd|\.\.\.)"/.test(JSON.stringify(value)) && readJson(JSON.stringify(value)).problems.length === 0)), { maxLength: 5, selector: ([key]) => key }), fc.nat(31), async (entries, mask) => {
      const texts = entries.map(([key, value], index) => encode([`salt ${index}`, key, JSON.parse(JSON.stringify(value))]));
      const payload = { _sd: await Promise.all(texts.map(async (text) => (await sdDigest({}, text))!)) };
      const shown = texts.filter((_, index) => (mask >> index) & 1);
      const result = await disclose(payload, shown, new Set(), readJson);
      if (!result.ok) throw new Error(result.fault);
      expect(result.withheld).toBe(texts.length - shown.length);
      expect(Object.entries(result.payload).length).toBe(shown.length);
      for (const [index, [key, value]] of entries.entries()) if ((mask >> index) & 1) expect(result.payload[key]).toEqual(JSON.parse(JSON.stringify(value)));
    }), { numRuns: 200 });
  });

  it('never throws, whatever payload and disclosures are', async () => {
    const { node } = fc.letrec((tie) => ({ node: fc.oneof({ maxDepth: 5 }, fc.string(), fc.integer(), fc.array(tie('node'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('_sd', '...', '_sd_alg', 'a', '__proto__'), tie('node'), { maxKeys: 4, noNullPrototype: true })) }));
    await fc.assert(fc.asyncProperty(fc.dictionary(fc.constantFrom('_sd', '...', '_sd_alg', 'a'), node), fc.array(fc.oneof(node.map(encode), fc.string()), { maxLength: 4 }), async (payload, texts) => {
      await disclose(payload as JsonObject, texts, new Set(['iss']), readJson);
    }), { numRuns: 500 });
  });
});
