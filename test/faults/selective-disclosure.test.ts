import { createVerifyCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import { addProof, change, didKey, didWeb, disclose, documentLoader, issueSelective, publish, TEST_KEY_P256, type Identity, type JsonObject } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { checkOf, CREATED, expectCase, expectOnly, goodBadge, judge, type World } from './world.js';

const NAME = '/credentialSubject/achievement/name';
const SHOWN = ['/credentialSubject/id', '/credentialSubject/achievement/id', NAME, '/credentialSubject/achievement/description', '/credentialSubject/achievement/criteria'];

/** The library that signs cannot take lists, which the result descriptions of a whole achievement have. */
const ACHIEVEMENT = {
  id: 'https://issuer.example/achievements/water', type: ['Achievement'], description: 'A course on water.', criteria: { narrative: 'Pass the examination.' },
  alignment: [{ type: ['Alignment'], targetName: 'Hydrology', targetUrl: 'https://skills.example/hydrology' }],
};

async function here(name = 'Water Quality Analysis'): Promise<World & { base: JsonObject; derived: JsonObject }> {
  const uni = didWeb('issuer.example', TEST_KEY_P256);
  const base = await issueSelective(goodBadge(uni, { achievement: { ...ACHIEVEMENT, name } }), { by: uni, created: CREATED });
  return { uni, resources: publish([uni]), base, derived: await disclose(base, SHOWN) };
}

const shownName = (document: JsonObject) => ((document['credentialSubject'] as JsonObject)['achievement'] as JsonObject)['name'];

/** What the library makes of it, of which we use the check of the signatures alone. */
async function byTheLibrary(document: JsonObject, by: Identity): Promise<boolean> {
  const { proof, ...unsecured } = document;
  const suite = createVerifyCryptosuite();
  const data = await suite.createVerifyData({ cryptosuite: suite, document: unsecured, proof: { ...proof as JsonObject, '@context': document['@context'] ?? null }, documentLoader: documentLoader() });
  const method = { '@context': 'https://w3id.org/security/multikey/v1', type: 'Multikey', publicKeyMultibase: by.key.publicKeyMultibase };
  return (await suite.createVerifier({ verificationMethod: method })).verify({ data });
}

describe('what a holder shows of a longer credential', () => {
  it('good: verified, with the caution that the rest is not seen', async () => {
    const world = await here();
    expect(shownName(world.derived)).toBe('Water Quality Analysis');
    const report = await judge(world.derived, world);
    expectCase(report, 'verified', 'proof.signature', 'pass', 'signature.valid');
    expectCase(report, 'verified', 'proof.coverage', 'warn', 'coverage.terms-withheld');
    expectOnly(report, 'format.schema');
    expect(report.cautions).toBe(true);
    expect(await byTheLibrary(world.derived, world.uni)).toBe(true);
  });

  it('the holder’s own copy is refused by a code of its own', async () => {
    const world = await here();
    const report = await judge(world.base, world);
    expectCase(report, 'invalid', 'proof.signature', 'fail', 'signature.base-proof');
    expect(checkOf(report, 'proof.coverage').code).toBe('coverage.complete');
  });

  it.each([[NAME, 'Doctor'], ['/validUntil', '2030-01-01T00:00:00Z'], ['/proof/created', '2026-06-01T09:00:01Z'], ['/issuer/name', 'Another'], ['/grade', 'A'], ['/name', 'Added']])('%s changed', async (pointer, value) => {
    const world = await here();
    const report = await judge(change(world.derived, pointer, value), world);
    expect(report.verdict).toBe('invalid');
    expect(checkOf(report, pointer === '/grade' ? 'proof.coverage' : 'proof.signature').outcome).toBe('fail');
  });

  it('more taken away than its holder’s wallet took', async () => {
    const world = await here();
    expectCase(await judge(change(world.derived, NAME, undefined), world), 'invalid', 'proof.signature', 'fail', 'signature.invalid');
    expectCase(await judge(change(world.derived, '/validUntil', undefined), world), 'invalid', 'proof.signature', 'fail', 'signature.invalid');
  });

  it('an object added by nobody who signed', async () => {
    const world = await here();
    const added = change(world.derived, '/credentialSubject/achievement/alignment', [{ type: ['Alignment'], targetName: 'Surgery', targetUrl: 'https://other.example/surgery' }]);
    expectCase(await judge(added, world), 'invalid', 'proof.signature', 'fail', 'signature.invalid');
  });

  it('a text with `_:` in it is a text: the library gives two of them one signature, we do not', async () => {
    const world = await here('Course _:basic');
    const altered = change(world.derived, NAME, 'Course _:advanced');
    expect(await byTheLibrary(altered, world.uni)).toBe(true);
    expect((await judge(altered, world)).verdict).toBe('invalid');
    expect(checkOf(await judge(altered, world), 'proof.signature').code).toBe('signature.invalid');
  });

  it('another proof beside it hides nothing of that it is a part', async () => {
    const world = await here();
    const both = await addProof(world.derived, { by: didKey(TEST_KEY_P256), created: CREATED });
    expect(checkOf(await judge(both, world), 'proof.coverage').problems.map(({ code }) => code)).toContain('coverage.terms-withheld');
  });

  it.each(['u', 'u2V0B', 'u2V0BgA', 'u2V0BhUA', 'u2V0Bn_8', 'z2V0B', 'u2V0C', 'u2V0BhVhA', `u2V0B${'A'.repeat(300)}`])('a proof value %s is damaged, and nothing throws', async (value) => {
    const world = await here();
    const report = await judge(change(world.derived, '/proof/proofValue', value), world);
    expectCase(report, 'invalid', 'proof.signature', 'fail', 'signature.malformed');
  });

  it('a proof value of megabytes is not read', async () => {
    const world = await here();
    const report = await judge(change(world.derived, '/proof/proofValue', `u2V0B${'A'.repeat(1_000_000)}`), world);
    expectCase(report, 'indeterminate', 'proof.signature', 'indeterminate', 'signature.too-complex');
  });
});
