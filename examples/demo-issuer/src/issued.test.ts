import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite as ecdsaRdfc2019 } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite as eddsaRdfc2022 } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { describe, expect, it } from 'vitest';
import {
  addProof, badge, change, corruptProof, DID_1, didKey, didWeb, documentLoader, ed25519TestKey, ED25519_SIGNATURE_2020, httpsProfile, issue, MULTIKEY_1, plainCredential, presentation,
  signPresentation, statusList, TEST_KEY_P256, TEST_KEY_P384, university, type Identity, type JsonObject,
} from './index.js';

const created = '2026-06-01T09:00:00Z';
const now = '2026-08-22T00:00:00Z';
const suite = [new DataIntegrityProof({ cryptosuite: eddsaRdfc2022 }), new DataIntegrityProof({ cryptosuite: ecdsaRdfc2019 }), new Ed25519Signature2020({})];

/** The other library's view of an identity: its key and its document at their URLs. */
function loaderFor(by: Identity, legacyKey = false) {
  const method = { '@context': legacyKey ? ED25519_SIGNATURE_2020 : MULTIKEY_1, id: by.verificationMethod, type: legacyKey ? 'Ed25519VerificationKey2020' : 'Multikey', controller: by.id, publicKeyMultibase: by.key.publicKeyMultibase };
  const controller = { '@context': DID_1, id: by.id, assertionMethod: [by.verificationMethod], authentication: [by.verificationMethod] };
  return documentLoader({ [by.verificationMethod]: method, [by.id]: controller });
}

const verify = async (credential: JsonObject, by: Identity, legacyKey = false) =>
  (await vc.verifyCredential({ credential, suite, documentLoader: loaderFor(by, legacyKey), now })).verified;

const identities: [string, () => Promise<Identity>][] = [
  ['did:web', university],
  ['did:key Ed25519', async () => didKey(await ed25519TestKey('a'))],
  ['did:key P-256', async () => didKey(TEST_KEY_P256)],
  ['did:key P-384', async () => didKey(TEST_KEY_P384)],
  ['https profile', async () => httpsProfile('https://issuer.example/issuers/uni', await ed25519TestKey('b'), 'Uni')],
  ['did:web on loopback', async () => didWeb('localhost%3A8443', await ed25519TestKey('c'))],
];

describe('what is issued verifies with @digitalbazaar/vc', () => {
  it.each(identities)('%s: badge in VCDM 2.0 and 1.1, as issue() and addProof() make it', async (_name, identity) => {
    const by = await identity();
    for (const dataModel of ['2.0', '1.1'] as const) {
      const document = badge({ issuer: by.id, id: 'urn:uuid:c0ffee00-0000-4000-8000-000000000001', dataModel, validFrom: created, validUntil: '2027-06-01T09:00:00Z', subjectId: 'did:example:maria' });
      const issued = await issue(document, { by, created });
      expect(await verify(issued, by)).toBe(true);
      expect(await verify(await addProof(document, { by, created }), by)).toBe(true);
      expect(await verify(corruptProof(issued), by)).toBe(false);
      expect(await verify(change(issued, '/credentialSubject/achievement/name', 'Doctor'), by)).toBe(false);
    }
  });

  it('Ed25519Signature2020', async () => {
    const by = await university();
    const issued = await issue(plainCredential({ issuer: by.id, dataModel: '1.1', validFrom: created }), { by, created, suite: 'Ed25519Signature2020' });
    expect((issued['proof'] as JsonObject)['type']).toBe('Ed25519Signature2020');
    expect(await verify(issued, by, true)).toBe(true);
  });

  it('a status list of each form', async () => {
    const by = await university();
    for (const form of ['bitstring', 'bitstring-1.1', 'status-list-2021'] as const) {
      const list = await statusList({ url: 'https://issuer.example/status/1', issuer: by.id, form, values: { 7: 1 }, validFrom: created });
      expect(await verify(await issue(list, { by, created }), by)).toBe(true);
    }
  });

  it('a presentation of two credentials', async () => {
    const by = await university();
    const credentials = await Promise.all([1, 2].map((number) => issue(plainCredential({ issuer: by.id, id: `urn:example:${number}`, validFrom: created }), { by, created })));
    const signed = await signPresentation(presentation(credentials, { holder: by.id }), { by, created, challenge: 'c1', domain: 'https://jobs.example' });
    const result = await vc.verify({ presentation: signed, suite, documentLoader: loaderFor(by), challenge: 'c1', domain: 'https://jobs.example', now });
    expect(result.verified).toBe(true);
    expect((await vc.verify({ presentation: signed, suite, documentLoader: loaderFor(by), challenge: 'c2', domain: 'https://jobs.example', now })).verified).toBe(false);
  });
});

describe('addProof', () => {
  it('puts members into the proof, and they are signed', async () => {
    const by = await university();
    const signed = await addProof(plainCredential({ issuer: by.id, validFrom: created }), { by, created, proof: { expires: '2026-07-01T00:00:00Z', domain: 'https://jobs.example' } });
    expect(signed['proof']).toMatchObject({ expires: '2026-07-01T00:00:00Z', domain: 'https://jobs.example', proofPurpose: 'assertionMethod', created });
    expect(await verify(signed, by)).toBe(true);
    expect(await verify(change(signed, '/proof/expires', '2030-07-01T00:00:00Z'), by)).toBe(false);
    expect(await addProof(plainCredential({ issuer: by.id }), { by, created: null })).not.toHaveProperty('proof.created');
  });

  it('makes sets, and chains whose second proof covers the first', async () => {
    const by = await university();
    const first = await addProof(plainCredential({ issuer: by.id, validFrom: created }), { by, created, proof: { id: 'urn:example:proof-1' } });
    const set = await addProof(first, { by, created });
    const chain = await addProof(first, { by, created, proof: { previousProof: 'urn:example:proof-1' } });
    const values = (document: JsonObject) => (document['proof'] as JsonObject[]).map((proof) => proof['proofValue']);
    expect(values(set)).toHaveLength(2);
    expect(values(set)[0]).toBe((first['proof'] as JsonObject)['proofValue']);
    expect(values(chain)[1]).not.toBe(values(set)[1]);
  });

  it('signs what the context does not define only when told to', async () => {
    const by = await university();
    const document = plainCredential({ issuer: by.id, members: { credentialSubject: { id: 'urn:example:1', grade: 'A' } } });
    await expect(addProof(document, { by, created })).rejects.toThrow();
    expect(await addProof(document, { by, created, lossy: true })).toHaveProperty('proof.proofValue');
  });
});
