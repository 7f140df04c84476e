import { addProof, change, corruptProof, didKey, ed25519TestKey, presentation, signPresentation, type Identity, type JsonObject } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { checkOf, CREATED, expectCase, goodCredential, judge, world, type World } from './world.js';

const CHALLENGE = '4e1c3b6f-challenge';
const DOMAIN = 'https://jobs.example';

async function held(here: World, credentials?: JsonObject[]): Promise<{ holder: Identity; signed: JsonObject }> {
  const holder = didKey(await ed25519TestKey('maria'));
  const shown = credentials ?? [await goodCredential(here.uni, { subjectId: holder.id })];
  return { holder, signed: await signPresentation(presentation(shown, { holder: holder.id }), { by: holder, created: '2026-08-21T23:59:30Z', challenge: CHALLENGE, domain: DOMAIN }) };
}

describe('presentations', () => {
  it('one credential, held by its subject, for this challenge and domain: verified', async () => {
    const here = await world();
    const { signed } = await held(here);
    const report = await judge(signed, here, { presentation: { challenge: CHALLENGE, domain: DOMAIN } });
    expectCase(report, 'verified', 'proof.signature', 'pass', 'signature.valid');
    expectCase(report, 'verified', 'members.verdict', 'pass', 'members.verified');
    expect(report.subjects).toHaveLength(1);
    expect(report.subjects[0]).toMatchObject({ verdict: 'verified' });
  });

  it('answers another challenge', async () => {
    const here = await world();
    const { signed } = await held(here);
    expectCase(await judge(signed, here, { presentation: { challenge: 'another', domain: DOMAIN } }), 'invalid', 'proof.terms', 'fail', 'terms.challenge');
  });

  it('made for another domain', async () => {
    const here = await world();
    const { signed } = await held(here);
    expectCase(await judge(signed, here, { presentation: { challenge: CHALLENGE, domain: 'https://other.example' } }), 'invalid', 'proof.terms', 'fail', 'terms.domain');
  });

  it('without the domain that was asked for', async () => {
    const here = await world();
    const holder = didKey(await ed25519TestKey('maria'));
    const signed = await signPresentation(presentation([await goodCredential(here.uni, { subjectId: holder.id })], { holder: holder.id }), { by: holder, created: CREATED, challenge: CHALLENGE });
    expectCase(await judge(signed, here, { presentation: { challenge: CHALLENGE, domain: DOMAIN } }), 'invalid', 'proof.terms', 'fail', 'terms.domain');
  });

  it('signed to assert, not to authenticate', async () => {
    const here = await world();
    const holder = didKey(await ed25519TestKey('maria'));
    const signed = await addProof(presentation([await goodCredential(here.uni, { subjectId: holder.id })], { holder: holder.id }), {
      by: holder, created: CREATED, proof: { proofPurpose: 'assertionMethod', challenge: CHALLENGE, domain: DOMAIN },
    });
    expectCase(await judge(signed, here, { presentation: { challenge: CHALLENGE, domain: DOMAIN } }), 'invalid', 'proof.terms', 'fail', 'terms.purpose');
  });

  it('its own proof is corrupt', async () => {
    const here = await world();
    const { signed } = await held(here);
    expectCase(await judge(corruptProof(signed), here, { presentation: { challenge: CHALLENGE, domain: DOMAIN } }), 'invalid', 'proof.signature', 'fail', 'signature.invalid');
  });

  it('one of two credentials was altered', async () => {
    const here = await world();
    const holder = didKey(await ed25519TestKey('maria'));
    const good = await goodCredential(here.uni, { subjectId: holder.id });
    const { signed } = await held(here, [good, change(good, '/credentialSubject/achievement/name', 'Doctor of Chemistry')]);
    const report = await judge(signed, here, { presentation: { challenge: CHALLENGE, domain: DOMAIN } });
    expectCase(report, 'invalid', 'members.verdict', 'fail', 'members.invalid');
    expect(report.subjects.map((subject) => subject.verdict)).toEqual(['verified', 'invalid']);
    expect(checkOf(report, 'proof.signature').outcome).toBe('pass');
  });

  it('the holder presents what belongs to somebody else', async () => {
    const here = await world();
    const { signed } = await held(here, [await goodCredential(here.uni, { subjectId: 'did:example:somebody-else' })]);
    const report = await judge(signed, here, { presentation: { challenge: CHALLENGE, domain: DOMAIN } });
    expectCase(report, 'invalid', 'recipient.holder', 'fail', 'holder.other');
  });

  it('a holder is named but another signed', async () => {
    const here = await world();
    const holder = didKey(await ed25519TestKey('maria'));
    const other = didKey(await ed25519TestKey('other'));
    const signed = await signPresentation(presentation([await goodCredential(here.uni, { subjectId: holder.id })], { holder: holder.id }), { by: other, created: CREATED, challenge: CHALLENGE, domain: DOMAIN });
    const report = await judge(signed, here, { presentation: { challenge: CHALLENGE, domain: DOMAIN } });
    expect(report.verdict).toBe('invalid');
    expect(checkOf(report, 'proof.key').outcome).toBe('fail');
  });

  it('unsigned, as a file: a container of its credentials', async () => {
    const here = await world();
    const report = await judge(presentation([await goodCredential(here.uni)]), here);
    expect(report.subjects.map((subject) => subject.verdict)).toEqual(['verified']);
    expect(report.verdict).not.toBe('invalid');
  });
});

describe('recipients', () => {
  it('someone else is named', async () => {
    const here = await world();
    const document = await goodCredential(here.uni, { subjectId: 'mailto:maria@student.example' });
    expectCase(await judge(document, here, { recipient: 'maria@student.example' }), 'verified', 'recipient.match', 'pass', 'recipient.matched');
    expectCase(await judge(document, here, { recipient: 'per@student.example' }), 'invalid', 'recipient.match', 'fail', 'recipient.mismatch');
    expectCase(await judge(document, here), 'verified', 'recipient.match', 'not-applicable', 'recipient.not-asked');
  });
});
