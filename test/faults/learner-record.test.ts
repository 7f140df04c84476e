import { addProof, association, clr, change, corruptProof, didKey, didWeb, ed25519TestKey, identityObject, issue, joseKeyOf, presentation, publish, tokenOf, type ClrOptions, type Identity, type Json, type JsonObject } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { checkOf, CREATED, expectCase, expectOnly, goodBadge, goodCredential, judge, LATER, world, type World } from './world.js';

const PERSON = 'did:example:maria';

const record = (by: Identity, credentials: readonly Json[], options: Partial<ClrOptions> = {}): Promise<JsonObject> =>
  issue(clr({ issuer: by.id, id: 'urn:uuid:aa12c0de-0000-4000-8000-000000000001', validFrom: CREATED, validUntil: LATER, subjectId: PERSON, credentials, ...options }), { by, created: CREATED });

/** A record that a registrar keeps, of what the university issued. */
async function school(): Promise<World & { registrar: Identity }> {
  const { uni } = await world();
  const registrar = didWeb('registrar.example', await ed25519TestKey('registrar'));
  return { uni, registrar, resources: publish([uni, registrar]) };
}

describe('a learner record', () => {
  it('good, with two credentials of another issuer: verified, and each has its own report', async () => {
    const here = await school();
    const report = await judge(await record(here.registrar, [await goodCredential(here.uni), await goodCredential(here.uni, { id: 'urn:uuid:2' })]), here);
    expectCase(report, 'verified', 'members.verdict', 'pass', 'members.verified');
    expectOnly(report);
    expect(report.subjects.map(({ verdict, issuer }) => [verdict, issuer.established?.name])).toEqual([['verified', 'issuer.example'], ['verified', 'issuer.example']]);
    expect(report.issuer.established?.name).toBe('registrar.example');
    expect(report.credential?.format).toBe('clr-2');
  });

  it('the record altered: the record is not valid, and what is inside is', async () => {
    const here = await school();
    const report = await judge(change(await record(here.registrar, [await goodCredential(here.uni)]), '/name', 'Doctorate'), here);
    expectCase(report, 'invalid', 'proof.signature', 'fail', 'signature.invalid');
    expect(report.subjects.map(({ verdict }) => verdict)).toEqual(['verified']);
  });

  it('the proof of a credential inside is part of what the record’s own proof signs', async () => {
    const here = await school();
    const signed = await record(here.registrar, [await goodCredential(here.uni)]);
    const inside = (signed['credentialSubject'] as JsonObject)['verifiableCredential'] as JsonObject[];
    const altered = change(signed, '/credentialSubject/verifiableCredential/0', corruptProof(inside[0] ?? {}));
    expectCase(await judge(altered, here), 'invalid', 'proof.signature', 'fail', 'signature.invalid');
  });

  it('a credential inside as a token', async () => {
    const here = await school();
    const token = await tokenOf(goodBadge(here.uni), { key: await joseKeyOf(here.uni.key), kid: here.uni.verificationMethod });
    const other = await tokenOf(goodBadge(here.uni, { subjectId: 'did:example:per' }), { key: await joseKeyOf(here.uni.key), kid: here.uni.verificationMethod });
    // JSON-LD takes such a text for an address, which a token is not: the record has to be signed over its JSON.
    const signed = await addProof(clr({ issuer: here.registrar.id, id: 'urn:uuid:jwt', validFrom: CREATED, subjectId: PERSON, credentials: [token, other] }), { by: here.registrar, created: CREATED, suite: 'eddsa-jcs-2022' });
    const report = await judge(signed, here);
    expectCase(report, 'verified', 'members.verdict', 'warn', 'members.other-subject');
    expect(report.subjects.map(({ verdict }) => verdict)).toEqual(['verified', 'verified']);
    expect(checkOf(report, 'members.verdict').problems.map(({ pointer }) => pointer)).toEqual(['/credentialSubject/verifiableCredential/1']);
  });

  it('a bad credential inside: its own verdict, and a caution above; under strict the record falls with it', async () => {
    const here = await school();
    const bad = change(await goodCredential(here.uni), '/credentialSubject/achievement/name', 'Doctor of Chemistry');
    const signed = await record(here.registrar, [await goodCredential(here.uni), bad]);
    const report = await judge(signed, here);
    expectCase(report, 'verified', 'members.verdict', 'warn', 'members.invalid-inside');
    expect(report.cautions).toBe(true);
    expect(report.subjects.map(({ verdict }) => verdict)).toEqual(['verified', 'invalid']);
    expect(checkOf(report, 'members.verdict').problems.map(({ pointer }) => pointer)).toEqual(['/credentialSubject/verifiableCredential/1']);
    expectCase(await judge(signed, here, { policy: 'strict' }), 'invalid', 'members.verdict', 'fail', 'members.invalid-inside');
  });

  it('a credential inside that cannot be decided leaves the record verified, with a caution; under strict it is undecided', async () => {
    const here = await school();
    const nobody = didKey(await ed25519TestKey('anybody'));
    const signed = await record(here.registrar, [await goodCredential(nobody)]);
    expectCase(await judge(signed, here), 'verified', 'members.verdict', 'indeterminate', 'members.undecided');
    expect((await judge(signed, here, { policy: 'strict', trust: [{ id: here.registrar.id, name: 'Registrar' }] })).verdict).toBe('indeterminate');
  });

  it('a credential inside that nobody signed is proved by nobody', async () => {
    const here = await school();
    const report = await judge(await record(here.registrar, [goodBadge(here.uni)]), here);
    expectCase(report, 'verified', 'members.verdict', 'indeterminate', 'members.undecided');
    expect(report.subjects[0]?.verdict).toBe('unverifiable');
  });

  it('the record’s issuer does not vouch for the issuers inside', async () => {
    const here = await school();
    const trust = [{ id: here.registrar.id, name: 'Registrar' }];
    const report = await judge(await record(here.registrar, [await goodCredential(here.uni)]), here, { trust });
    expect([report.issuer.recognition, report.subjects[0]?.issuer.recognition]).toEqual(['recognised', 'unrecognised']);
  });

  it('a credential of another person', async () => {
    const here = await school();
    const report = await judge(await record(here.registrar, [await goodCredential(here.uni, { subjectId: 'did:example:per' }), await goodCredential(here.uni)]), here);
    expectCase(report, 'verified', 'members.verdict', 'warn', 'members.other-subject');
    expect(checkOf(report, 'members.verdict').problems).toMatchObject([{ pointer: '/credentialSubject/verifiableCredential/0' }]);
  });

  it.each([
    ['a hash of it', 'maria@student.example', 'maria@student.example', 'pass'], ['a hash of another', 'maria@student.example', 'per@student.example', 'warn'],
  ] as const)('one person under an address and under %s', async (_how, outer, inner, outcome) => {
    const here = await school();
    const badge = goodBadge(here.uni, { identifiers: [await identityObject(inner, { salt: 'Vatten' })] });
    const { id: _id, ...subject } = badge['credentialSubject'] as JsonObject;
    const inside = await issue({ ...badge, credentialSubject: subject }, { by: here.uni, created: CREATED });
    const signed = await record(here.registrar, [inside], { subjectId: `mailto:${outer}` });
    expect(checkOf(await judge(signed, here), 'members.verdict').outcome).toBe(outcome);
  });

  it('associations are listed, and a circle of them is a list too', async () => {
    const here = await school();
    const associations = [association('isParentOf', 'urn:a', 'urn:b'), association('isParentOf', 'urn:b', 'urn:a'), association('precedes', 'urn:a', 'urn:a')];
    const report = await judge(await record(here.registrar, [await goodCredential(here.uni)], { associations }), here);
    expect(report.credential?.associations).toEqual([
      { type: 'isParentOf', source: 'urn:a', target: 'urn:b', pointer: '/credentialSubject/association/0' },
      { type: 'isParentOf', source: 'urn:b', target: 'urn:a', pointer: '/credentialSubject/association/1' },
      { type: 'precedes', source: 'urn:a', target: 'urn:a', pointer: '/credentialSubject/association/2' },
    ]);
  });

  it('a record in a record in a presentation', async () => {
    const here = await school();
    const inner = await record(here.registrar, [await goodCredential(here.uni)], { id: 'urn:uuid:inner' });
    const report = await judge(presentation([await record(here.registrar, [inner])]), here);
    expect(report.verdict).toBe('verified');
    expect(report.subjects[0]?.subjects[0]?.subjects[0]?.verdict).toBe('verified');
  });

  it('more credentials than one verification takes: the rest are not judged, and it says so', async () => {
    const here = await school();
    const one = await goodCredential(here.uni);
    const signed = await record(here.registrar, [one, one, one, one]);
    const report = await judge(signed, here, { verifier: { limits: { members: 2 } } });
    expectCase(report, 'verified', 'members.verdict', 'indeterminate', 'members.too-many');
    expect(checkOf(report, 'members.verdict').params).toMatchObject({ members: 4, limit: 2 });
    expect(report.subjects).toHaveLength(2);
  });

  it('many large credentials inside: not more are read than one verification may cost', async () => {
    const by = didKey(await ed25519TestKey('anybody'));
    const proof = { type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', verificationMethod: by.verificationMethod, proofPurpose: 'assertionMethod', proofValue: 'z3' };
    const large = (at: number) => ({ ...goodBadge(by, { id: `urn:uuid:${at}` }), evidence: Array.from({ length: 3000 }, (_none, index) => ({ id: `urn:${index}`, type: ['Evidence'] })), proof });
    const report = await judge(Array.from({ length: 12 }, (_none, index) => large(index)), await world());
    const codes = report.subjects.map((subject) => checkOf(subject, 'proof.signature').code);
    expect(codes).toHaveLength(12);
    // Each may be read in two editions of its contexts.
    expect(codes.filter((code) => code === 'signature.too-complex').length).toBeGreaterThanOrEqual(6);
    expect(report.verdict).not.toBe('verified');
  }, 60_000);

  it('ten thousand credentials inside cost no more than those that are judged', async () => {
    const here = await school();
    const many: JsonObject = { ...clr({ issuer: here.registrar.id, id: 'urn:uuid:many', validFrom: CREATED, subjectId: PERSON }), proof: { type: 'DataIntegrityProof', cryptosuite: 'eddsa-rdfc-2022', verificationMethod: here.registrar.verificationMethod, proofPurpose: 'assertionMethod', proofValue: 'z3' } };
    const small = { '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiableCredential'], issuer: 'did:example:x', credentialSubject: {}, proof: { type: 'Unknown' } };
    (many['credentialSubject'] as JsonObject)['verifiableCredential'] = Array.from({ length: 10_000 }, () => small);
    const before = performance.now();
    const report = await judge(JSON.stringify(many), here);
    expect(performance.now() - before).toBeLessThan(5000);
    expect(report.verdict).not.toBe('verified');
    expect(report.subjects.length).toBeLessThanOrEqual(64);
  }, 20_000);
});
