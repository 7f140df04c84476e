import { change, issue, type JsonObject } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { CREATED, goodBadge, goodCredential, judge, world } from './world.js';
import { tokenFor, tokenWorld } from './token-world.js';

/** Objects that answer what a program asks of every object, with something that is no answer. */
const BORROWED: JsonObject = { toString: [], valueOf: [], toJSON: [], constructor: [], hasOwnProperty: [] };

const PLACES = [
  '/type', '/issuer', '/issuer/id', '/validFrom', '/name', '/proof/type', '/proof/cryptosuite', '/proof/verificationMethod', '/proof/proofValue', '/proof/created', '/proof/expires', '/proof/proofPurpose', '/proof/previousProof',
  '/credentialSubject', '/credentialSubject/achievement', '/credentialSubject/achievement/name', '/credentialStatus', '/credentialSchema', '/endorsement', '/relatedResource', '/@context/1',
];

describe('a member that borrows the name of a method', () => {
  it.each(PLACES)('at %s is judged, not called', async (place) => {
    const here = await world();
    const good = await goodCredential(here.uni);
    for (const odd of [BORROWED, [BORROWED]]) {
      const report = await judge(change(good, place, odd), here);
      expect(report.verdict).not.toBe('verified');
      expect(report.checks.filter(({ code }) => code === 'check.crashed')).toEqual([]);
    }
  });

  it('in a document that its issuer has signed so', async () => {
    const here = await world();
    const signed = await issue({ ...goodBadge(here.uni), credentialSchema: [{ id: 'https://issuer.example/schema', type: 'JsonSchema' }] }, { by: here.uni, created: CREATED });
    expect((await judge(change(signed, '/credentialSchema/0/type', BORROWED), here)).checks.filter(({ code }) => code === 'check.crashed')).toEqual([]);
  });

  it('in the claims of a token', async () => {
    const here = await tokenWorld();
    for (const claim of ['iss', 'sub', 'jti', 'nbf', 'exp', 'iat', '_sd_alg', 'vct', 'cnf', 'status']) {
      const report = await judge(await tokenFor(here, { claims: { [claim]: BORROWED } }), here);
      expect(report.checks.filter(({ code }) => code === 'check.crashed'), claim).toEqual([]);
    }
  });
});
