import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '../report/json.js';
import { membersOf } from './members-of.js';

// Property tests, on machines that do other work too.
vi.setConfig({ testTimeout: 60_000 });

const credential: JsonObject = { type: ['VerifiableCredential'], name: 'é' };
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('membersOf', () => {
  it('gives the credentials of a presentation, one or several, with pointer and bytes', () => {
    const one = membersOf({ type: 'VerifiablePresentation', verifiableCredential: credential });
    expect(one).toMatchObject([{ pointer: '/verifiableCredential', document: credential }]);
    expect(text(one[0]!.bytes)).toBe(JSON.stringify(credential));
    expect(membersOf({ type: 'VerifiablePresentation', verifiableCredential: [credential, 'eyJh.e30.c2ln', 7] }).map((member) => [member.pointer, text(member.bytes)])).toEqual([
      ['/verifiableCredential/0', JSON.stringify(credential)], ['/verifiableCredential/1', 'eyJh.e30.c2ln'], ['/verifiableCredential/2', '7'],
    ]);
    expect(membersOf({ type: 'VerifiablePresentation' })).toEqual([]);
  });

  it.each(['https://issuer.example/badge', 'iVBORw0KGgo=', '```\n{}\n```', '{"type":"Assertion"}', ' a.b.c', 'data:application/vc,{}', ''])('a text %j is no token, so it is given as an object', (value) => {
    expect(membersOf({ type: 'VerifiablePresentation', verifiableCredential: [value] }).map((member) => text(member.bytes))).toEqual([JSON.stringify({ '@value': value })]);
  });

  it.each(['eyJh.e30.c2ln', 'eyJh.e30.', 'eyJh..c2ln', 'eyJh.e30.c2ln~WyJh~', 'eyJh.e30.c2ln~eyJi.e30.c2ln'])('%s is a token', (value) => {
    expect(membersOf({ type: 'VerifiablePresentation', verifiableCredential: value }).map((member) => text(member.bytes))).toEqual([value]);
  });

  it('gives the children of a learner record, and of no other credential', () => {
    const credentialSubject = { verifiableCredential: [credential] };
    expect(membersOf({ type: ['VerifiableCredential', 'ClrCredential'], credentialSubject })).toMatchObject([{ pointer: '/credentialSubject/verifiableCredential/0' }]);
    expect(membersOf({ type: ['ClrCredential'], credentialSubject: [{}, credentialSubject] })).toMatchObject([{ pointer: '/credentialSubject/1/verifiableCredential/0' }]);
    expect(membersOf({ type: ['VerifiableCredential'], credentialSubject })).toEqual([]);
  });

  it('gives what stands beside the entries of a résumé, and no bare word there', () => {
    const type = 'http://schema.hropenstandards.org/4.5/recruiting/json/LER-RSType.json';
    const credentialSubject = { type, educationAndLearnings: [{ verifications: [credential, 'eyJh.e30.c2ln', 'https://a.example/b', { note: 1 }] }], certifications: [{ verifiableCredential: credential }] };
    expect(membersOf({ type: ['VerifiableCredential', type], credentialSubject }).map((member) => member.pointer)).toEqual([
      '/credentialSubject/certifications/0/verifiableCredential', '/credentialSubject/educationAndLearnings/0/verifications/0', '/credentialSubject/educationAndLearnings/0/verifications/1',
    ]);
    expect(membersOf({ type: ['VerifiableCredential'], credentialSubject: { ...credentialSubject, type: 'Person' } })).toEqual([]);
  });

  it('gives the documents of an array', () => {
    expect(membersOf([credential, {}]).map((member) => member.pointer)).toEqual(['/0', '/1']);
  });

  it('never throws, and its bytes parse to what is there', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (value, type) => {
      for (const member of membersOf({ type, verifiableCredential: value } as JsonObject)) if (member.document) expect(JSON.parse(text(member.bytes))).toEqual(JSON.parse(JSON.stringify(member.document)));
    }), { numRuns: 300 });
  });
});
