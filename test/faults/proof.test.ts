import { addProof, change, corruptProof, didKey, didWeb, ed25519TestKey, issue, publish, TEST_KEY_P256, TEST_KEY_P384, type JsonObject } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { checkOf, CREATED, expectCase, expectOnly, goodBadge, goodCredential, judge, world } from './world.js';

describe('proof', () => {
  it.each(['eddsa-rdfc-2022', 'Ed25519Signature2020'] as const)('good, %s: verified', async (suite) => {
    const here = await world();
    const report = await judge(await issue(goodBadge(here.uni), { by: here.uni, created: CREATED, suite }), here);
    expectCase(report, 'verified', 'proof.signature', 'pass', 'signature.valid');
    expectOnly(report);
  });

  it.each([['P-256', TEST_KEY_P256], ['P-384', TEST_KEY_P384]] as const)('good, ecdsa-rdfc-2019 %s: verified', async (_curve, key) => {
    const by = didWeb('issuer.example', key);
    const here = { uni: by, resources: publish([by]) };
    const report = await judge(await goodCredential(by), here);
    expectCase(report, 'verified', 'proof.signature', 'pass', 'signature.valid');
    expectOnly(report);
  });

  it('altered after signing', async () => {
    const here = await world();
    const report = await judge(change(await goodCredential(here.uni), '/credentialSubject/achievement/name', 'Doctor of Chemistry'), here);
    expectCase(report, 'invalid', 'proof.signature', 'fail', 'signature.invalid');
    expectOnly(report, 'proof.signature', 'issuer.identity');
  });

  it('no proof at all is nothing to verify', async () => {
    const here = await world();
    expectCase(await judge(goodBadge(here.uni), here), 'unverifiable', 'intake.credential', 'fail', 'input.unsigned');
  });

  it('proof.expires in the past', async () => {
    const here = await world();
    const report = await judge(await addProof(goodBadge(here.uni), { by: here.uni, created: CREATED, proof: { expires: '2026-08-01T00:00:00Z' } }), here);
    expectCase(report, 'invalid', 'proof.terms', 'fail', 'terms.expired');
    expectOnly(report, 'proof.terms');
    expect(checkOf(report, 'proof.signature').outcome).toBe('pass');
  });

  it('proof.expires ahead: verified', async () => {
    const here = await world();
    expectCase(await judge(await addProof(goodBadge(here.uni), { by: here.uni, created: CREATED, proof: { expires: '2026-09-01T00:00:00Z' } }), here), 'verified', 'proof.terms', 'pass', 'terms.accepted');
  });

  it('proof.created in the future', async () => {
    const here = await world();
    const report = await judge(await addProof(goodBadge(here.uni), { by: here.uni, created: '2026-08-23T00:00:00Z' }), here);
    expectCase(report, 'invalid', 'proof.terms', 'fail', 'terms.created-later');
    expectOnly(report, 'proof.terms');
  });

  it('a proof for another purpose than to assert', async () => {
    const here = await world();
    const report = await judge(await addProof(goodBadge(here.uni), { by: here.uni, created: CREATED, proof: { proofPurpose: 'authentication' } }), here);
    expectCase(report, 'invalid', 'proof.terms', 'fail', 'terms.purpose');
  });

  it('two proofs of which one is corrupt, in either place', async () => {
    const here = await world();
    const two = await addProof(await goodCredential(here.uni), { by: here.uni, created: CREATED });
    expectCase(await judge(two, here), 'verified', 'proof.signature', 'pass', 'signature.valid');
    for (const which of [0, 1]) {
      const report = await judge(corruptProof(two, which), here);
      expectCase(report, 'invalid', 'proof.signature', 'fail', 'signature.invalid');
      expect(report.proofs.map((proof) => proof.signature)).toEqual(which === 0 ? ['invalid', 'valid'] : ['valid', 'invalid']);
    }
  });

  it('a proof of an unknown type beside a good one', async () => {
    const here = await world();
    const good = await goodCredential(here.uni);
    const unknown = { type: 'DataIntegrityProof', cryptosuite: 'quantum-rdfc-2031', proofPurpose: 'assertionMethod', verificationMethod: here.uni.verificationMethod, proofValue: 'z2abc' };
    const report = await judge({ ...good, proof: [good['proof'] as JsonObject, unknown] }, here);
    expectCase(report, 'verified', 'proof.signature', 'warn', 'signature.unsupported-beside');
    expect(report.cautions).toBe(true);
  });

  it('a proof of an unknown type alone', async () => {
    const here = await world();
    const report = await judge(change(await goodCredential(here.uni), '/proof/cryptosuite', 'quantum-rdfc-2031'), here);
    expectCase(report, 'indeterminate', 'proof.signature', 'indeterminate', 'signature.unsupported');
  });

  it('a proof set by two keys of the issuer, of two suites', async () => {
    const second = await ed25519TestKey('second');
    const first = didWeb('issuer.example', TEST_KEY_P256, { others: [second] });
    const other = { ...first, key: second, verificationMethod: `${first.id}#${second.publicKeyMultibase}` };
    const set = await addProof(await addProof(goodBadge(first), { by: first, created: CREATED }), { by: other, created: CREATED });
    const report = await judge(set, { resources: publish([first]) });
    expectCase(report, 'verified', 'proof.signature', 'pass', 'signature.valid');
    expect(report.proofs.map((proof) => proof.cryptosuite)).toEqual(['ecdsa-rdfc-2019', 'eddsa-rdfc-2022']);
  });

  it('a proof chain: good; its first proof corrupt; a previousProof that is not there', async () => {
    const here = await world();
    const first = await addProof(goodBadge(here.uni), { by: here.uni, created: CREATED, proof: { id: 'urn:uuid:0d5d4a3c-0001-4000-8000-000000000001' } });
    const chain = await addProof(first, { by: here.uni, created: CREATED, proof: { previousProof: 'urn:uuid:0d5d4a3c-0001-4000-8000-000000000001' } });
    expectCase(await judge(chain, here), 'verified', 'proof.signature', 'pass', 'signature.valid');
    const corrupt = await judge(corruptProof(chain, 0), here);
    expect(corrupt.verdict).toBe('invalid');
    expect(checkOf(corrupt, 'proof.signature').outcome).toBe('fail');
    expect(corrupt.proofs.map((proof) => proof.signature)).toEqual(['invalid', 'invalid']);
    const dangling = await judge(change(chain, '/proof/0', undefined), here);
    expectCase(dangling, 'invalid', 'proof.signature', 'fail', 'signature.previous-proof');
  });

  it('an expired forgery and an expired genuine badge look different', async () => {
    const here = await world();
    const genuine = await goodCredential(here.uni, { validUntil: '2026-07-01T00:00:00Z' });
    const forged = change(genuine, '/credentialSubject/achievement/name', 'Doctor of Chemistry');
    const [genuineReport, forgedReport] = [await judge(genuine, here), await judge(forged, here)];
    expectCase(genuineReport, 'invalid', 'validity.period', 'fail', 'validity.expired');
    expectCase(genuineReport, 'invalid', 'proof.signature', 'pass', 'signature.valid');
    expectOnly(genuineReport, 'validity.period');
    expectCase(forgedReport, 'invalid', 'proof.signature', 'fail', 'signature.invalid');
    expect(genuineReport.reasons[0]).toBe('validity.period');
    expect(forgedReport.reasons[0]).toBe('proof.signature');
  });

  it('a forgery whose expiry was moved is a forgery', async () => {
    const here = await world();
    const moved = change(await goodCredential(here.uni, { validUntil: '2026-07-01T00:00:00Z' }), '/validUntil', '2030-07-01T00:00:00Z');
    const report = await judge(moved, here);
    expectCase(report, 'invalid', 'proof.signature', 'fail', 'signature.invalid');
    expect(checkOf(report, 'validity.period').outcome).toBe('pass');
  });

  it('not yet valid', async () => {
    const here = await world();
    const report = await judge(await goodCredential(here.uni, { validFrom: '2026-09-01T00:00:00Z' }), here);
    expectCase(report, 'invalid', 'validity.period', 'fail', 'validity.not-yet');
    expectOnly(report, 'validity.period');
  });

  it("somebody else's key under the issuer's name", async () => {
    const here = await world();
    const thief = didKey(await ed25519TestKey('thief'));
    const report = await judge(await issue(goodBadge(here.uni), { by: thief, created: CREATED }), here);
    expectCase(report, 'invalid', 'proof.key', 'fail', 'key.not-listed');
    expect(checkOf(report, 'proof.signature').outcome).toBe('pass');
  });
});
