import { describe, expect, it } from 'vitest';
import { hex, md5, utf8 } from './bytes.js';
import { bits, didJwk, didKey, didWeb, ed25519TestKey, encodeZeros, identityObject, lookup, samples, TEST_KEY_P256, university } from './index.js';

describe('keys and identities', () => {
  it('are the same every time', async () => {
    expect(await ed25519TestKey('a')).toEqual(await ed25519TestKey('a'));
    expect((await ed25519TestKey('a')).publicKeyMultibase).not.toBe((await ed25519TestKey('b')).publicKeyMultibase);
    expect(didKey(TEST_KEY_P256).id).toMatch(/^did:key:zDna/);
    const jwk = await didJwk(TEST_KEY_P256);
    expect(JSON.parse(atob(jwk.id.slice(8).replaceAll('-', '+').replaceAll('_', '/')))).toMatchObject({ kty: 'EC', crv: 'P-256' });
  });

  it('are served where did:web says', async () => {
    const key = await ed25519TestKey('a');
    expect(didWeb('localhost%3A8443', key)).toMatchObject({ id: 'did:web:localhost%3A8443', documentUrl: 'https://localhost:8443/.well-known/did.json' });
    expect(didWeb('issuer.example', key, { path: ['u', 'chem'] })).toMatchObject({ id: 'did:web:issuer.example:u:chem', documentUrl: 'https://issuer.example/u/chem/did.json' });
    expect(didWeb('issuer.example', key, { without: true }).document).toMatchObject({ verificationMethod: [], assertionMethod: [] });
  });
});

describe('identity hashes', () => {
  it('follow the published examples of sha256 and MD5', async () => {
    expect(await identityObject('jjefferson18@example.com', { salt: 'FleurDeSel' })).toMatchObject({ identityHash: 'sha256$658625b25ab3d75d613ca97d9a5a77f70e2192feca5557f4ad09a4d4f121f5fc', salt: 'FleurDeSel' });
    expect(hex(md5(utf8('')))).toBe('d41d8cd98f00b204e9800998ecf8427e');
    expect(hex(md5(utf8('12345678901234567890123456789012345678901234567890123456789012345678901234567890')))).toBe('57edf4a22be3c955ac49da2e2107b67a');
  });
});

describe('status lists', () => {
  it('count bits from the left, and entries of several bits by their size', () => {
    expect([...bits({ 0: 1, 9: 1 }, 16)]).toEqual([0x80, 0x40]);
    expect([...bits({ 1: 2, 3: 1 }, 4, 2)]).toEqual([0b00100001]);
  });

  it('can inflate to much from little', async () => {
    expect((await encodeZeros(1 << 24)).length).toBeLessThan(40_000);
  });
});

describe('samples', () => {
  it('are the same for the same instant, and name nothing outside issuer.example', async () => {
    const now = new Date('2026-08-22T00:00:00Z');
    const [one, two] = await Promise.all([samples(now), samples(now)]);
    expect(one.samples).toEqual(two.samples);
    expect(one.samples.map((sample) => sample.id)).toEqual([
      'verified', 'expired', 'revoked', 'suspended', 'tampered', 'unknown-issuer', 'status-unreachable', 'someone-elses', 'not-a-credential',
    ]);
    for (const url of one.resources.keys()) expect(new URL(url).host).toBe('issuer.example');
    expect(lookup(one.resources)((await university()).documentUrl ?? '')).toMatchObject({ contentType: 'application/did+json' });
    expect(lookup(one.resources)('https://elsewhere.example/')).toBeUndefined();
  });
});
