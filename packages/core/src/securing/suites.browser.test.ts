import { addProof, badge, clr, didWeb, disclose, ed25519TestKey, issue, issueSelective, lookup, publish, TEST_KEY_P256, TEST_KEY_P384, type Identity, type JsonObject } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { createVerifier } from '../verifier.js';

const created = '2026-06-01T09:00:00Z';
const at = '2026-08-22T00:00:00Z';
const achievement = { id: 'https://issuer.example/a', type: ['Achievement'], name: 'Water', description: 'Water.', criteria: { narrative: 'An examination.' } };

async function judged(document: JsonObject, by: Identity) {
  const report = await createVerifier({ resources: lookup(publish([by])), offline: true }).verify(document, { at });
  return { verdict: report.verdict, signature: report.checks.find(({ id }) => id === 'proof.signature')?.code, inside: report.subjects.map(({ verdict }) => verdict) };
}

describe('in a page', () => {
  it.each([['eddsa-jcs-2022', undefined], ['ecdsa-jcs-2019', TEST_KEY_P256], ['ecdsa-jcs-2019', TEST_KEY_P384]] as const)('%s', async (suite, key) => {
    const by = didWeb('issuer.example', key ?? await ed25519TestKey('university'));
    const signed = await addProof(badge({ issuer: by.id, validFrom: created, subjectId: 'did:example:maria' }), { by, created, suite });
    expect(await judged(signed, by)).toMatchObject({ verdict: 'verified', signature: 'signature.valid' });
    expect(await judged({ ...signed, name: 'Another' }, by)).toMatchObject({ verdict: 'invalid', signature: 'signature.invalid' });
  });

  it('ecdsa-sd-2023, of which a holder shows a part', async () => {
    const by = didWeb('issuer.example', TEST_KEY_P256);
    const base = await issueSelective(badge({ issuer: by.id, validFrom: created, subjectId: 'did:example:maria', achievement }), { by, created, mandatory: ['/issuer', '/validFrom'] });
    expect(await judged(await disclose(base, ['/credentialSubject/achievement']), by)).toMatchObject({ verdict: 'verified', signature: 'signature.valid' });
    expect(await judged(base, by)).toMatchObject({ verdict: 'invalid', signature: 'signature.base-proof' });
  });

  it('a learner record', async () => {
    const by = didWeb('issuer.example', await ed25519TestKey('university'));
    const inside = await issue(badge({ issuer: by.id, validFrom: created, subjectId: 'did:example:maria' }), { by, created });
    const signed = await issue(clr({ issuer: by.id, id: 'urn:uuid:1', validFrom: created, subjectId: 'did:example:maria', credentials: [inside] }), { by, created });
    expect(await judged(signed, by)).toEqual({ verdict: 'verified', signature: 'signature.valid', inside: ['verified'] });
  });
});
