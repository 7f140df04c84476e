import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { JsonObject, JsonValue } from '../report/json.js';
import { dataModelProblems } from './vcdm.js';

// Property tests, on machines that do other work too.
vi.setConfig({ testTimeout: 60_000 });

const V2 = 'https://www.w3.org/ns/credentials/v2';
const good = (): Record<string, JsonValue> => ({
  '@context': [V2], id: 'urn:uuid:1', type: ['VerifiableCredential'], issuer: 'did:example:issuer', validFrom: '2026-01-01T00:00:00Z', credentialSubject: { id: 'did:example:subject' },
});
const old = (): Record<string, JsonValue> => ({
  '@context': ['https://www.w3.org/2018/credentials/v1'], type: 'VerifiableCredential', issuer: { id: 'did:example:issuer' }, issuanceDate: '2020-01-01T00:00:00Z', credentialSubject: { id: 'did:example:s' },
});
const presentation = (): Record<string, JsonValue> => ({ '@context': [V2], type: ['VerifiablePresentation'], holder: 'did:example:holder', verifiableCredential: [good() as JsonObject] });

const found = (document: JsonValue, what: 'credential' | 'presentation' = 'credential') => dataModelProblems(document, what).map((problem) => `${problem.code} ${problem.pointer}`);
const without = (name: string, from = good()) => { const { [name]: _, ...rest } = from; return rest; };

describe('the data model', () => {
  it('accepts what is right', () => {
    expect(found(good())).toEqual([]);
    expect(found(old())).toEqual([]);
    expect(found(presentation(), 'presentation')).toEqual([]);
    expect(found({
      ...good(), '@context': [V2, 'https://example.org/context', { term: 'https://example.org/term', '@vocab': 'https://example.org/' }], type: ['VerifiableCredential', 'https://example.org/#Type'],
      name: [{ '@value': 'Name', '@language': 'en', '@direction': 'ltr' }, 'Name'], description: 'Text', issuer: { id: 'https://issuer.example/1', name: { '@value': 'N', '@language': 'zh-Hant-TW' } },
      validFrom: '2026-01-01T00:00:00.123-06:00', validUntil: '2027-01-01T24:00:00Z', credentialSubject: [{ id: 'mailto:a@b.example' }, { claim: 1 }], credentialStatus: [{ type: 'Some' }, { id: 'urn:x', type: ['A', 'B'] }],
      credentialSchema: { id: 'did:example:schema', type: 'JsonSchema' }, evidence: { type: 'E' }, termsOfUse: [{ type: 'T' }], refreshService: { type: 'R' },
      relatedResource: [{ id: 'https://a.example/1', digestSRI: `sha256-${'A'.repeat(43)}=` }, { id: 'https://a.example/2', digestMultibase: 'uEiA', mediaType: 'text/plain' }],
      proof: [{ type: 'DataIntegrityProof', verificationMethod: 'did:example:issuer#key' }],
    })).toEqual([]);
  });

  const faults: [string, JsonValue, string][] = [
    ['no context', without('@context'), 'vcdm.missing '],
    ['a context that is no array', { ...good(), '@context': V2 }, 'vcdm.context /@context'],
    ['an empty context', { ...good(), '@context': [] }, 'vcdm.context /@context'],
    ['another context first', { ...good(), '@context': ['https://example.org/', V2] }, 'vcdm.context /@context/0'],
    ['a context that is a number', { ...good(), '@context': [V2, 7] }, 'vcdm.context /@context/1'],
    ['a context that is null', { ...good(), '@context': [V2, null] }, 'vcdm.context /@context/1'],
    ['a context that is no URL', { ...good(), '@context': [V2, 'https ://x.example'] }, 'vcdm.context /@context/1'],
    ['an inline term that is no IRI', { ...good(), '@context': [V2, { Term: 'https ://x.example#Term' }] }, 'vcdm.context /@context/1/Term'],
    ['both data models', { ...good(), '@context': [V2, 'https://www.w3.org/2018/credentials/v1'] }, 'vcdm.context /@context/1'],
    ['no type', without('type'), 'vcdm.missing '],
    ['another type', { ...good(), type: ['Other'] }, 'vcdm.type /type'],
    ['no types', { ...good(), type: [] }, 'vcdm.missing /type'],
    ['a type that is a number', { ...good(), type: ['VerifiableCredential', 2] }, 'vcdm.type /type/1'],
    ['an id that is null', { ...good(), id: null }, 'vcdm.not-url /id'],
    ['an id that is a word', { ...good(), id: 'word' }, 'vcdm.not-url /id'],
    ['an id with a space', { ...good(), id: 'https ://a.example/1' }, 'vcdm.not-url /id'],
    ['two ids', { ...good(), id: ['urn:a:1', 'urn:a:2'] }, 'vcdm.not-url /id'],
    ['a blank node as id', { ...good(), id: '_:b0' }, 'vcdm.not-url /id'],
    ['no issuer', without('issuer'), 'vcdm.missing '],
    ['an issuer that is null', { ...good(), issuer: null }, 'vcdm.not-url /issuer'],
    ['an issuer without id', { ...good(), issuer: { name: 'N' } }, 'vcdm.missing /issuer'],
    ['an issuer whose id is null', { ...good(), issuer: { id: null } }, 'vcdm.not-url /issuer/id'],
    ['two issuers', { ...good(), issuer: ['did:example:a', 'did:example:b'] }, 'vcdm.not-url /issuer'],
    ['no subject', without('credentialSubject'), 'vcdm.missing '],
    ['no subjects', { ...good(), credentialSubject: [] }, 'vcdm.missing /credentialSubject'],
    ['an empty subject', { ...good(), credentialSubject: [{ id: 'did:example:s' }, {}] }, 'vcdm.missing /credentialSubject/1'],
    ['a subject that is a string', { ...good(), credentialSubject: 'did:example:s' }, 'vcdm.value /credentialSubject'],
    ['two ids of a subject', { ...good(), credentialSubject: { id: ['did:example:a', 'did:example:b'] } }, 'vcdm.not-url /credentialSubject/id'],
    ['a date in words', { ...good(), validFrom: 'Sat 25 Feb 2023' }, 'vcdm.not-date /validFrom'],
    ['a day that is none', { ...good(), validUntil: '2026-02-30T00:00:00Z' }, 'vcdm.not-date /validUntil'],
    ['a date that is a number', { ...good(), validUntil: 2026 }, 'vcdm.not-date /validUntil'],
    ['a date of VCDM 1.1', { ...good(), issuanceDate: '2020-01-01T00:00:00Z' }, 'vcdm.value /issuanceDate'],
    ['a status without type', { ...good(), credentialStatus: { id: 'urn:x:1' } }, 'vcdm.missing /credentialStatus'],
    ['a status of a number', { ...good(), credentialStatus: { id: 'urn:x:1', type: 2 } }, 'vcdm.type /credentialStatus/type'],
    ['a status whose id is no URL', { ...good(), credentialStatus: [{ id: 'x', type: 'S' }] }, 'vcdm.not-url /credentialStatus/0/id'],
    ['a schema without id', { ...good(), credentialSchema: { type: 'S' } }, 'vcdm.missing /credentialSchema'],
    ['a schema that is a string', { ...good(), credentialSchema: 'https://a.example' }, 'vcdm.value /credentialSchema'],
    ['evidence without type', { ...good(), evidence: { id: 'urn:x:1' } }, 'vcdm.missing /evidence'],
    ['terms of use without type', { ...good(), termsOfUse: { id: 'urn:x:1' } }, 'vcdm.missing /termsOfUse'],
    ['a refresh service without type', { ...good(), refreshService: { id: 'urn:x:1' } }, 'vcdm.missing /refreshService'],
    ['a language value with more in it', { ...good(), name: { '@value': 'N', '@language': 'en', url: 'x' } }, 'vcdm.not-language /name'],
    ['a language that is none', { ...good(), name: { '@value': 'N', '@language': 'e n' } }, 'vcdm.not-language /name/@language'],
    ['a language value without text', { ...good(), description: { '@language': 'en' } }, 'vcdm.missing /description'],
    ['a direction that is none', { ...good(), description: { '@value': 'N', '@direction': 'up' } }, 'vcdm.value /description/@direction'],
    ['a name that is a number', { ...good(), issuer: { id: 'did:example:i', name: 7 } }, 'vcdm.value /issuer/name'],
    ['related resources that are strings', { ...good(), relatedResource: ['https://a.example'] }, 'vcdm.value /relatedResource/0'],
    ['a related resource without id', { ...good(), relatedResource: { digestSRI: 'sha256-AA' } }, 'vcdm.missing /relatedResource'],
    ['a related resource without digest', { ...good(), relatedResource: [{ id: 'https://a.example' }] }, 'vcdm.missing /relatedResource/0'],
    ['a related resource twice', { ...good(), relatedResource: [{ id: 'https://a.example', digestSRI: 'sha256-AA' }, { id: 'https://a.example', digestSRI: 'sha256-AA' }] }, 'vcdm.value /relatedResource/1/id'],
    ['a proof without type', { ...good(), proof: {} }, 'vcdm.missing /proof'],
    ['a proof whose key is no URL', { ...good(), proof: { type: 'P', verificationMethod: 'z6Mk' } }, 'vcdm.not-url /proof/verificationMethod'],
    ['no issuance date in 1.1', without('issuanceDate', old()), 'vcdm.missing '],
    ['a status without id in 1.1', { ...old(), credentialStatus: { type: 'S' } }, 'vcdm.missing /credentialStatus'],
  ];
  it.each(faults)('refuses %s', (_name, document, expected) => { expect(found(document)).toEqual([expected]); });

  const presentations: [string, JsonValue, string][] = [
    ['another type', { ...presentation(), type: ['Other'] }, 'vcdm.type /type'],
    ['a holder without id', { ...presentation(), holder: { name: 'Acme' } }, 'vcdm.missing /holder'],
    ['a credential that is a string', { ...presentation(), verifiableCredential: ['eyJ.e30.c2ln'] }, 'vcdm.value /verifiableCredential/0'],
    ['a credential without its own context', { ...presentation(), verifiableCredential: without('@context') as JsonObject }, 'vcdm.missing /verifiableCredential'],
    ['a credential without types', { ...presentation(), verifiableCredential: [{ ...good(), type: [] }] }, 'vcdm.missing /verifiableCredential/0/type'],
    ['an envelope without type', { ...presentation(), verifiableCredential: [{ '@context': [V2], id: 'data:application/vc+jwt,eyJ' }] }, 'vcdm.missing /verifiableCredential/0'],
    ['an envelope without data URL', { ...presentation(), verifiableCredential: [{ '@context': V2, type: 'EnvelopedVerifiableCredential', id: 'https://a.example' }] }, 'vcdm.not-url /verifiableCredential/0/id'],
    ['an envelope of another context', { ...presentation(), verifiableCredential: [{ '@context': 'https://a.example', type: 'EnvelopedVerifiableCredential', id: 'data:application/vc+jwt,eyJ' }] }, 'vcdm.context /verifiableCredential/0/@context'],
  ];
  it.each(presentations)('refuses a presentation with %s', (_name, document, expected) => {
    expect(found(document, 'presentation').filter((line) => line.startsWith(expected.split(' ')[0]!))[0]).toBe(expected);
  });

  it('stops at fifty problems', () => {
    expect(found({ ...good(), credentialStatus: Array.from({ length: 1000 }, () => ({})) })).toHaveLength(50);
  });

  it('never throws, and every problem points into the document', () => {
    const keys = fc.constantFrom(...Object.keys(good()), 'holder', 'verifiableCredential', 'relatedResource', 'proof', 'name', 'credentialStatus', '@value', '__proto__', 'digestSRI');
    const { node } = fc.letrec((tie) => ({
      node: fc.oneof({ maxDepth: 6 }, fc.constantFrom<JsonValue>(null, 1, '', V2, 'VerifiableCredential', 'EnvelopedVerifiableCredential'), fc.string(), fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(keys, tie('node'), { maxKeys: 6, noNullPrototype: true })),
    }));
    fc.assert(fc.property(node, fc.constantFrom('credential', 'presentation') as fc.Arbitrary<'credential' | 'presentation'>, (document, what) => {
      for (const { pointer = '' } of dataModelProblems(document as JsonValue, what)) {
        let at: unknown = document;
        for (const token of pointer.split('/').slice(1)) at = (at as Record<string, unknown>)[token.replaceAll('~1', '/').replaceAll('~0', '~')];
        expect(at).not.toBe(undefined);
      }
    }), { numRuns: 2000 });
  });
});
