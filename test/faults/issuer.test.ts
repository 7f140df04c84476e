import { didJwk, didKey, didWeb, ed25519TestKey, httpsProfile, issue, publish, type DocumentOptions } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { checkOf, CREATED, expectCase, expectOnly, goodBadge, goodCredential, judge, world } from './world.js';

const uniWith = async (options: DocumentOptions) => {
  const uni = didWeb('issuer.example', await ed25519TestKey('university'), options);
  return { uni, resources: publish([uni]) };
};

describe("the issuer's key", () => {
  it('a did:web verification method whose fragment is a key that the DID document does not list', async () => {
    const here = await world();
    const stolen = didWeb('issuer.example', await ed25519TestKey('not listed'));
    const report = await judge(await goodCredential(stolen), here);
    expectCase(report, 'invalid', 'proof.key', 'fail', 'key.not-listed');
    expect(checkOf(report, 'issuer.identity').outcome).not.toBe('pass');
  });

  it('listed, but not for assertion', async () => {
    const here = await uniWith({ relationships: ['authentication'] });
    const report = await judge(await goodCredential(here.uni), here);
    expectCase(report, 'invalid', 'proof.key', 'fail', 'key.not-for-assertion');
    expectOnly(report, 'proof.key', 'issuer.identity');
  });

  it('revoked by its document', async () => {
    const here = await uniWith({ method: { revoked: '2026-01-01T00:00:00Z' } });
    expectCase(await judge(await goodCredential(here.uni), here), 'invalid', 'proof.key', 'fail', 'key.revoked');
  });

  it('expired by its document', async () => {
    const here = await uniWith({ method: { expires: '2026-01-01T00:00:00Z' } });
    expectCase(await judge(await goodCredential(here.uni), here), 'invalid', 'proof.key', 'fail', 'key.expired');
  });

  it('document unreachable', async () => {
    const here = await world();
    const document = await goodCredential(here.uni);
    here.resources.clear();
    const report = await judge(document, here);
    expectCase(report, 'indeterminate', 'proof.key', 'indeterminate', 'key.unreachable');
    expectOnly(report, 'proof.key', 'proof.signature', 'issuer.identity');
  });

  it('document of another DID at the URL', async () => {
    const here = await uniWith({ documentId: 'did:web:other.example' });
    expectCase(await judge(await goodCredential(here.uni), here), 'indeterminate', 'proof.key', 'indeterminate', 'key.document-invalid');
  });

  it('an https issuer with its own document: verified', async () => {
    const uni = httpsProfile('https://issuer.example/issuers/uni', await ed25519TestKey('university'), 'University of Example');
    const report = await judge(await goodCredential(uni), { resources: publish([uni]) });
    expectCase(report, 'verified', 'proof.key', 'pass', 'key.authorized');
    expect(report.issuer.established).toMatchObject({ by: 'domain' });
  });

  it('a did:jwk issuer is a key like any other', async () => {
    const by = await didJwk(await ed25519TestKey('jwk'));
    const report = await judge(await goodCredential(by), { resources: new Map() });
    expectCase(report, 'indeterminate', 'issuer.identity', 'indeterminate', 'issuer.anonymous-key');
    expectOnly(report, 'issuer.identity');
  });
});

describe('who issued it', () => {
  it('a did:key issuer that calls itself a university, against the same key listed in a registry', async () => {
    const by = didKey(await ed25519TestKey('somebody'));
    const here = { resources: new Map() };
    const document = await goodCredential(by, { issuerName: 'University of Oxford' });
    const unlisted = await judge(document, here);
    expectCase(unlisted, 'indeterminate', 'issuer.identity', 'indeterminate', 'issuer.anonymous-key');
    expectOnly(unlisted, 'issuer.identity');
    expect(unlisted.issuer.established).toBeUndefined();
    expect(unlisted.issuer.claimed.name).toBe('University of Oxford');

    const listed = await judge(document, here, { trust: [{ id: by.id, name: 'Night School of Example' }] });
    expectCase(listed, 'verified', 'issuer.identity', 'pass', 'issuer.registered');
    expectCase(listed, 'verified', 'issuer.recognition', 'pass', 'issuer.recognized');
    expect(listed.issuer.established).toMatchObject({ id: by.id, name: 'Night School of Example', by: 'registry' });

    const otherListed = await judge(document, here, { trust: [{ id: 'did:web:ox.example', name: 'University of Oxford' }] });
    expectCase(otherListed, 'indeterminate', 'issuer.identity', 'indeterminate', 'issuer.anonymous-key');
    expectCase(otherListed, 'indeterminate', 'issuer.recognition', 'warn', 'issuer.unrecognized');
  });

  it('a domain that no registry lists, and one that is not asked about', async () => {
    const here = await world();
    const document = await goodCredential(here.uni);
    expectCase(await judge(document, here), 'verified', 'issuer.recognition', 'warn', 'issuer.unchecked');
    expectCase(await judge(document, here, { trust: [] }), 'verified', 'issuer.recognition', 'warn', 'issuer.unrecognized');
    expectCase(await judge(document, here, { policy: 'strict' }), 'indeterminate', 'issuer.recognition', 'indeterminate', 'issuer.unchecked');
    expect((await judge(document, here)).issuer.established).toMatchObject({ by: 'domain' });
  });

  it.each(['suspended', 'revoked', 'removed'] as const)('an issuer whom the registry has %s', async (status) => {
    const here = await world();
    const report = await judge(await goodCredential(here.uni), here, { trust: [{ id: here.uni.id, name: 'Uni', status }] });
    expectCase(report, 'invalid', 'issuer.recognition', 'fail', 'issuer.withdrawn');
    expectOnly(report);
  });

  it('an issuer listed for another type of credential', async () => {
    const here = await world();
    const report = await judge(await goodCredential(here.uni), here, { trust: [{ id: here.uni.id, name: 'Uni', types: ['ClrCredential'] }] });
    expectCase(report, 'verified', 'issuer.recognition', 'warn', 'issuer.other-type');
  });

  it('a listed name does not carry over to a key that the issuer never listed', async () => {
    const here = await world();
    const thief = didWeb('issuer.example', await ed25519TestKey('thief'));
    const report = await judge(await issue(goodBadge(here.uni), { by: thief, created: CREATED }), here, { trust: [{ id: here.uni.id, name: 'Uni' }] });
    expect(report.verdict).toBe('invalid');
    expect(checkOf(report, 'issuer.identity').outcome).not.toBe('pass');
    expect(report.issuer.established).toBeUndefined();
  });
});
