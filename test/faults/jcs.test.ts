import { addProof, change, CLR_2_0_1, corruptProof, didKey, didWeb, ed25519TestKey, issue, publish, TEST_KEY_P256, TEST_KEY_P384, type JsonObject } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { checkOf, CREATED, expectCase, expectOnly, goodBadge, judge, world } from './world.js';

const suite = 'eddsa-jcs-2022';

describe('signed over the JSON itself', () => {
  it.each([['P-256', TEST_KEY_P256], ['P-384', TEST_KEY_P384]] as const)('good, ecdsa-jcs-2019 %s: verified', async (_curve, key) => {
    const by = didWeb('issuer.example', key);
    const here = { uni: by, resources: publish([by]) };
    const signed = await addProof(goodBadge(by), { by, created: CREATED, suite: 'ecdsa-jcs-2019' });
    const report = await judge(signed, here);
    expectCase(report, 'verified', 'proof.signature', 'pass', 'signature.valid');
    expectOnly(report);
    expectCase(await judge(corruptProof(signed), here), 'invalid', 'proof.signature', 'fail', 'signature.invalid');
  });

  it('good, eddsa-jcs-2022: verified, with the members in any order and other white space', async () => {
    const here = await world();
    const signed = await addProof(goodBadge(here.uni), { by: here.uni, created: CREATED, suite });
    const backwards = Object.fromEntries(Object.entries(signed).reverse());
    expectCase(await judge(signed, here), 'verified', 'proof.signature', 'pass', 'signature.valid');
    expectCase(await judge(JSON.stringify(backwards, null, 7), here), 'verified', 'proof.signature', 'pass', 'signature.valid');
  });

  it.each([['/credentialSubject/achievement/name', 'Doctor'], ['/validUntil', '2030-01-01T00:00:00Z'], ['/proof/created', '2026-06-01T09:00:01Z'], ['/added', 'by somebody'], ['/type/2', 'Degree']])('%s changed after signing', async (pointer, value) => {
    const here = await world();
    const signed = await addProof(goodBadge(here.uni), { by: here.uni, created: CREATED, suite });
    expectCase(await judge(change(signed, pointer, value), here), 'invalid', 'proof.signature', 'fail', 'signature.invalid');
  });

  it('a word without a meaning is signed as it stands', async () => {
    const here = await world();
    const signed = await addProof(goodBadge(here.uni, { members: { grade: 'A' } }), { by: here.uni, created: CREATED, suite });
    expectCase(await judge(signed, here), 'verified', 'proof.coverage', 'pass', 'coverage.complete');
  });

  it('a word that somebody adds beside the issuer’s own signature is not covered by a JCS proof of theirs', async () => {
    const here = await world();
    const signed = await issue(goodBadge(here.uni), { by: here.uni, created: CREATED });
    const added = await addProof({ ...signed, grade: 'A' }, { by: didKey(await ed25519TestKey('anybody')), created: CREATED, suite });
    expectCase(await judge(added, here), 'invalid', 'proof.coverage', 'fail', 'coverage.undefined-term');
  });

  it('signed under fewer contexts than it has now: a known one changes nothing, one of its own may change the meaning', async () => {
    const here = await world();
    const badge = goodBadge(here.uni);
    const signed = await addProof(badge, { by: here.uni, created: CREATED, suite });
    const contexts = badge['@context'] as string[];
    expectCase(await judge({ ...signed, '@context': [...contexts, CLR_2_0_1] }, here), 'verified', 'proof.signature', 'pass', 'signature.valid');
    const redefining = { ...signed, '@context': [...contexts, { achievement: 'https://other.example/#hobby' }] };
    expectCase(await judge(redefining, here), 'invalid', 'proof.coverage', 'fail', 'coverage.redefined-term');
    expectCase(await judge({ ...signed, '@context': [...contexts, { hobby: 'https://other.example/#hobby' }] }, here), 'verified', 'proof.coverage', 'warn', 'coverage.inline-context');
    expectCase(await judge({ ...signed, '@context': [...contexts, 'https://other.example/words'] }, here), 'indeterminate', 'proof.coverage', 'indeterminate', 'coverage.unknown-context');
  });

  it.each([
    ['in another order', (contexts: string[]) => [...contexts].reverse()], ['without one', (contexts: string[]) => contexts.slice(0, 1)],
    ['with another before them', (contexts: string[]) => ['https://w3id.org/dcc/v1', ...contexts]],
  ])('the contexts that were signed, %s', async (_how, altered) => {
    const here = await world();
    const badge = goodBadge(here.uni);
    const signed = await addProof(badge, { by: here.uni, created: CREATED, suite });
    const report = await judge({ ...signed, '@context': altered(badge['@context'] as string[]) }, here);
    expectCase(report, 'invalid', 'proof.signature', 'fail', 'signature.other-contexts');
  });

  it('without contexts in the proof, those of the document are signed', async () => {
    const here = await world();
    const badge = goodBadge(here.uni);
    const signed = await addProof(badge, { by: here.uni, created: CREATED, suite });
    const { '@context': _gone, ...proof } = signed['proof'] as JsonObject;
    expectCase(await judge({ ...signed, proof }, here), 'invalid', 'proof.signature', 'fail', 'signature.invalid');
  });

  it('more contexts than are looked at are not taken on trust', async () => {
    const here = await world();
    const badge = goodBadge(here.uni);
    const signed = await addProof(badge, { by: here.uni, created: CREATED, suite });
    const contexts = [...badge['@context'] as string[], ...Array.from({ length: 70 }, () => 'https://w3id.org/dcc/v1'), { achievement: 'https://other.example/#hobby' }];
    expectCase(await judge({ ...signed, '@context': contexts }, here), 'indeterminate', 'proof.signature', 'indeterminate', 'signature.too-complex');
  });

  it('in a chain after an rdfc proof, and the other way round', async () => {
    const here = await world();
    const by = here.uni;
    for (const suites of [['eddsa-rdfc-2022', suite], [suite, 'eddsa-rdfc-2022']] as const) {
      const first = await addProof(goodBadge(by), { by, created: CREATED, suite: suites[0], proof: { id: 'urn:uuid:a1' } });
      const second = await addProof(first, { by, created: CREATED, suite: suites[1], proof: { previousProof: 'urn:uuid:a1' } });
      const report = await judge(second, here);
      expectCase(report, 'verified', 'proof.signature', 'pass', 'signature.valid');
      expect(report.proofs).toHaveLength(2);
      expectCase(await judge(corruptProof(second), here), 'invalid', 'proof.signature', 'fail', 'signature.invalid');
    }
  });

  it('the key of one suite under the name of another', async () => {
    const here = await world();
    const signed = await addProof(goodBadge(here.uni), { by: here.uni, created: CREATED, suite });
    expect(checkOf(await judge(change(signed, '/proof/cryptosuite', 'ecdsa-jcs-2019'), here), 'proof.signature').code).toBe('signature.malformed');
    expect(checkOf(await judge(change(signed, '/proof/cryptosuite', 'eddsa-rdfc-2022'), here), 'proof.signature').code).toBe('signature.invalid');
    expect(checkOf(await judge(change(signed, '/proof/cryptosuite', 'bbs-2023'), here), 'proof.signature').code).toBe('signature.unsupported');
  });
});
