import { badge, didKey, ed25519TestKey, identityObject, issue, newJoseKey, presentation, sdJwt, serve, signedBadge2, signPresentation, tokenOf, type JsonObject } from '@credlens/demo-issuer';
import { expect, describe, it } from 'vitest';
import { codeOf, ISSUER, tokenBadge, tokenFor, tokenWorld, walletWorld } from './token-world.js';
import { checkOf, CREATED, goodBadge, judge, world } from './world.js';

/** Somebody else’s word in an issuer’s mouth, and answers that are no answer. */
describe('a key that the issuer’s site only leads to, or repeats', () => {
  it('through a query below the issuer’s address', async () => {
    const here = await tokenWorld();
    const evil = await newJoseKey('ES256');
    const kid = `${ISSUER}/search?q=key`;
    serve(here.resources, kid, evil.public as JsonObject);
    const report = await judge(await tokenFor({ ...here, key: evil, kid }), here);
    expect(codeOf(report, 'proof.key')).not.toBe('key.authorized');
    expect(report.verdict).not.toBe('verified');
  });

  it('through a redirect to another site', async () => {
    const here = await tokenWorld();
    const evil = await newJoseKey('ES256');
    const fetch = async (input: RequestInfo | URL) => (String(input instanceof Request ? input.url : input).startsWith(`${ISSUER}/logout`)
      ? new Response(null, { status: 302, headers: { location: 'https://evil.example/jwk.json' } })
      : new Response(JSON.stringify(evil.public), { headers: { 'content-type': 'application/json' } }));
    const forged = await tokenFor({ ...here, key: evil, kid: `${ISSUER}/logout/key.json` });
    const report = await judge(forged, here, { verifier: { offline: false, fetch } });
    expect(report.verdict).not.toBe('verified');
    expect(codeOf(report, 'proof.key')).not.toBe('key.authorized');
  });
});

describe('a presenter', () => {
  it('does not make one credential theirs by showing another that is', async () => {
    const here = await world();
    const mallory = didKey(await ed25519TestKey('mallory'));
    const { id: _nobody, ...nameless } = goodBadge(here.uni)['credentialSubject'] as JsonObject;
    const stolen = await issue({ ...goodBadge(here.uni), credentialSubject: { ...nameless, identifier: [await identityObject('maria@student.example')] } }, { by: here.uni, created: CREATED });
    const own = await issue(badge({ issuer: here.uni.id, subjectId: mallory.id, validFrom: CREATED }), { by: here.uni, created: CREATED });
    const shown = await signPresentation(presentation([stolen, own], { holder: mallory.id }), { by: mallory, created: CREATED, challenge: 'c' });
    expect(checkOf(await judge(shown, here, { presentation: { challenge: 'c' } }), 'recipient.holder').code).toBe('holder.unbound');
  });
});

describe('a list that cannot be read', () => {
  it.each([{}, { error: 'temporarily unavailable' }, { revokedAssertions: [{ assertion: 'something' }] }])('of revoked Open Badges 2.0, %j, clears nobody', async (content) => {
    const made = await signedBadge2();
    const list = 'https://issuer.example/revoked.json';
    for (const [url, served] of made.resources) {
      const document = JSON.parse(served.body) as JsonObject;
      if (String(document['type']).includes('Profile') || String(document['type']).includes('Issuer')) serve(made.resources, url, { ...document, revocationList: list });
    }
    serve(made.resources, list, content as JsonObject);
    const report = await judge(made.token, made);
    expect([report.verdict, codeOf(report, 'status.revocation')]).toEqual(['indeterminate', 'status.list-malformed']);
  });
});

describe('a limit that a token hides', () => {
  it('in a withheld status entry', async () => {
    const here = await tokenWorld();
    const entry = (purpose: string) => ({ type: 'BitstringStatusListEntry', statusPurpose: purpose, statusListIndex: '1', statusListCredential: 'https://issuer.example/status/9' });
    const token = await sdJwt({ ...tokenBadge(), credentialStatus: [entry('suspension'), entry('revocation')] }, { key: here.key, header: { kid: here.kid, typ: 'vc+sd-jwt' }, disclosable: ['/credentialStatus/1'], withhold: ['/credentialStatus/1'] });
    expect(codeOf(await judge(token, here), 'proof.coverage')).toBe('coverage.terms-withheld');
  });

  it('beside the document instead of in it', async () => {
    const here = await tokenWorld();
    const { validUntil: _open, ...open } = tokenBadge();
    const token = await tokenOf(open, { key: here.key, kid: here.kid, form: 'claim', claims: { expirationDate: '2026-01-01T00:00:00Z' } });
    expect((await judge(token, here)).verdict).not.toBe('verified');
  });

  it('in a list where one status was meant', async () => {
    const here = await walletWorld();
    const token = await sdJwt({ iss: ISSUER, vct: 'urn:eu.europa.ec.eudi:learning:credential:1', iat: Math.floor(Date.parse(CREATED) / 1000), status: [{ status_list: { idx: 0, uri: 'https://issuer.example/tsl' } }] }, { key: here.key, header: { kid: here.kid } });
    expect((await judge(token, here)).verdict).not.toBe('verified');
  });
});
