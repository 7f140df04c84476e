import type { CheckId, Code, Outcome, Verdict } from '@credlens/core/report';
import { didJwk, didKey, ed25519TestKey, joseKeyOf, jwkDocument, newJoseKey, serve, TEST_KEY_P256, TEST_KEY_P384, tokenOf, didWeb, publish, issuerMetadata, type Json, type TokenOptions } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { codeOf, ISSUER, problemsOf, tokenBadge, tokenFor, tokenWorld } from './token-world.js';
import { CREATED, expectCase, expectOnly, judge, LATER, NOW } from './world.js';

const seconds = (date: string) => Math.floor(Date.parse(date) / 1000);

describe('a JWT credential that is in order', () => {
  it.each(['vc-jose-cose', 'open-badges', 'claim'] as const)('as %s', async (form) => {
    const world = await tokenWorld();
    const report = await judge(await tokenFor(world, { form }), world);
    expectCase(report, 'verified', 'proof.key', 'pass', 'key.authorized');
    expectOnly(report);
    expect(codeOf(report, 'proof.signature')).toBe('signature.valid');
    expect(codeOf(report, 'proof.coverage')).toBe('coverage.complete');
    expect(report.credential).toMatchObject({ format: 'open-badges-3', title: { und: 'Water Quality Analysis' }, issuer: { id: ISSUER } });
    expect(report.proofs).toMatchObject([{ type: 'JWT', cryptosuite: 'ES256', verificationMethod: `${ISSUER}#k1`, signature: 'valid' }]);
  });

  it.each(['ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'])('signed with %s', async (alg) => {
    const world = await tokenWorld(alg);
    expectCase(await judge(await tokenFor(world), world), 'verified', 'proof.signature', 'pass', 'signature.valid');
  });

  it('of VCDM 1.1, whose issuer, id, dates and subject are in the claims alone', async () => {
    const world = await tokenWorld();
    const whole = tokenBadge({ dataModel: '1.1', openBadges: '3.0.1' });
    const { id, issuer: _issuer, issuanceDate: _from, expirationDate: _until, credentialSubject, ...bare } = whole;
    const { id: sub, ...subject } = credentialSubject as Record<string, Json>;
    const document = { ...bare, issuer: { type: ['Profile'], name: 'University of Example' }, credentialSubject: subject };
    const claims = { iss: ISSUER, jti: id, sub, nbf: seconds(CREATED), exp: seconds(LATER) };
    const report = await judge(await tokenOf(document, { key: world.key, kid: world.kid, form: 'claim', claims }), world);
    expectCase(report, 'verified', 'format.data-model', 'pass', 'vcdm.conforms');
    expect(report.credential).toMatchObject({ id, issuer: { id: ISSUER, name: { und: 'University of Example' } }, recipient: { id: sub }, validFrom: CREATED, validUntil: LATER });
  });

  it.each([['did:key Ed25519', () => ed25519TestKey('token').then(didKey)], ['did:key P-256', async () => didKey(TEST_KEY_P256)], ['did:key P-384', async () => didKey(TEST_KEY_P384)], ['did:jwk', () => didJwk(TEST_KEY_P256)]] as const)('from a %s', async (_name, make) => {
    const by = await make();
    const token = await tokenOf(tokenBadge({ issuer: by.id }), { key: await joseKeyOf(by.key), kid: by.verificationMethod });
    const report = await judge(token, { resources: new Map() });
    expect(codeOf(report, 'proof.key')).toBe('key.authorized');
    expectCase(report, 'indeterminate', 'issuer.identity', 'indeterminate', 'issuer.anonymous-key');
  });

  it('from a did:web whose Multikeys are compressed points', async () => {
    const by = didWeb('issuer.example', TEST_KEY_P384);
    expectCase(await judge(await tokenOf(tokenBadge({ issuer: by.id }), { key: await joseKeyOf(by.key), kid: by.verificationMethod }), { resources: publish([by]) }), 'verified', 'proof.key', 'pass', 'key.authorized');
  });
});

describe('the signature of a JWT', () => {
  it.each<[string, Partial<TokenOptions>, Code, Code | undefined]>([
    ['changed by one bit', { fault: 'flip' }, 'signature.invalid', undefined],
    ['left out, with alg none', { fault: 'none', header: { alg: 'none' } }, 'signature.malformed', 'terms.algorithm'],
    ['made with the public key as a secret', { fault: 'hmac', header: { alg: 'HS256' } }, 'signature.malformed', 'terms.algorithm'],
    ['left out, with a good alg', { fault: 'none' }, 'signature.invalid', undefined],
    ['of an algorithm that the key is not for', { header: { alg: 'RS256' } }, 'signature.malformed', undefined],
  ])('%s', async (_name, options, code, terms) => {
    const world = await tokenWorld();
    const report = await judge(await tokenFor(world, options), world);
    expectCase(report, 'invalid', 'proof.signature', 'fail', code);
    if (terms) expect(codeOf(report, 'proof.terms')).toBe(terms);
  });

  it('of an algorithm that is not known', async () => {
    const world = await tokenWorld();
    expectCase(await judge(await tokenFor(world, { header: { alg: 'ES256K' } }), world), 'indeterminate', 'proof.signature', 'indeterminate', 'signature.unsupported');
  });

  it('over another payload', async () => {
    const world = await tokenWorld();
    const [head, , signature] = (await tokenFor(world)).split('.');
    const [, body] = (await tokenFor(world, {}, tokenBadge({ subjectId: 'did:example:mallory' }))).split('.');
    expectCase(await judge([head, body, signature].join('.'), world), 'invalid', 'proof.signature', 'fail', 'signature.invalid');
  });

  it('by an RSA key of 1024 bits', async () => {
    const key = await newJoseKey('RS256', 1024);
    const resources = serve(new Map(), ISSUER, jwkDocument(ISSUER, { k1: key.public }));
    expectCase(await judge(await tokenOf(tokenBadge(), { key, kid: `${ISSUER}#k1` }), { resources }), 'invalid', 'proof.key', 'fail', 'key.weak');
  });

  it.each(['enc', 'other-alg', 'operations'])('by a key that is not for signatures: %s', async (fault) => {
    const key = await newJoseKey('ES256');
    const member = fault === 'enc' ? { use: 'enc' } : fault === 'other-alg' ? { alg: 'ES384' } : { key_ops: ['sign'] };
    const resources = serve(new Map(), ISSUER, jwkDocument(ISSUER, { k1: { ...key.public, ...member } }));
    expectCase(await judge(await tokenOf(tokenBadge(), { key, kid: `${ISSUER}#k1` }), { resources }), 'invalid', 'proof.signature', 'fail', 'signature.malformed');
  });
});

describe('a damaged JWT', () => {
  it.each<[string, (token: string) => string, Code]>([
    ['cut off in its payload', (token) => [token.split('.')[0], token.split('.')[1]?.slice(0, 400), token.split('.')[2]].join('.'), 'json.syntax'],
    ['cut off inside a byte', (token) => [token.split('.')[0], token.split('.')[1]?.slice(0, 401), token.split('.')[2]].join('.'), 'token.malformed'],
    ['with a signature spelled another way', (token) => token.slice(0, -1) + String.fromCharCode(token.charCodeAt(token.length - 1) + 1), 'token.malformed'],
  ])('%s', async (_name, damage, code) => {
    const world = await tokenWorld();
    expectCase(await judge(damage(await tokenFor(world)), world), 'invalid', 'intake.readable', 'fail', code);
  });

  it('with equal keys in its header', async () => {
    const world = await tokenWorld();
    const token = await tokenFor(world, { headerText: `{"alg":"none","alg":"ES256","kid":"${ISSUER}#k1"}` });
    expectCase(await judge(token, world), 'invalid', 'intake.readable', 'fail', 'json.duplicate-key');
  });

  it('with equal keys in its payload', async () => {
    const world = await tokenWorld();
    const text = JSON.stringify(tokenBadge());
    expectCase(await judge(await tokenFor(world, { payloadText: `{"id":"urn:x:y",${text.slice(1)}` }), world), 'invalid', 'intake.readable', 'fail', 'json.duplicate-key');
  });

  it('that is about something else', async () => {
    const world = await tokenWorld();
    expectCase(await judge(await tokenFor(world, { payloadText: '{"sub":"me","aud":"app"}', header: { typ: 'JWT', cty: undefined } }), world), 'unverifiable', 'intake.credential', 'fail', 'input.no-credential');
  });
});

describe('the header of a JWT', () => {
  it.each<[string, Record<string, Json | undefined>, Code]>([
    ['b64 alone', { b64: false }, 'terms.header'],
    ['typ of a login', { typ: 'at+jwt' }, 'terms.media-type'],
    ['typ of a presentation', { typ: 'vp+jwt' }, 'terms.media-type'],
    ['typ of a key binding', { typ: 'kb+jwt' }, 'terms.media-type'],
    ['cty of a presentation', { cty: 'vp' }, 'terms.media-type'],
    ['cty of a nested token', { cty: 'JWT' }, 'terms.media-type'],
  ])('%s', async (_name, header, code) => {
    const world = await tokenWorld();
    const report = await judge(await tokenFor(world, { header }), world);
    expectCase(report, 'invalid', 'proof.terms', 'fail', code);
    expectOnly(report, 'proof.terms');
  });

  it.each([['a critical parameter', { crit: ['exp'], exp: 1 }], ['an unencoded payload', { b64: false, crit: ['b64'] }]])('%s, which says that the rest must not be believed without it', async (_name, header) => {
    const world = await tokenWorld();
    const report = await judge(await tokenFor(world, { header }), world);
    expectCase(report, 'invalid', 'proof.terms', 'fail', 'terms.header');
    expect(codeOf(report, 'proof.signature')).toBe('signature.unsupported');
  });

  it.each(['application/vc+jwt', 'VC+JWT', 'vc+ld+json+jwt'])('typ %s is vc+jwt in another spelling', async (typ) => {
    const world = await tokenWorld();
    expectCase(await judge(await tokenFor(world, { header: { typ } }), world), 'verified', 'proof.terms', 'pass', 'terms.accepted');
  });

  it('a parameter that Open Badges does not provide for is noted, and changes nothing', async () => {
    const world = await tokenWorld();
    const report = await judge(await tokenFor(world, { form: 'open-badges', header: { x5t: 'abc', jku: 'https://mallory.example/keys' } }), world);
    expectCase(report, 'verified', 'proof.terms', 'pass', 'terms.accepted');
    expect(problemsOf(report, 'proof.terms')).toEqual(['terms.header-extra', 'terms.header-extra']);
  });

  it('a private key in the header', async () => {
    const world = await tokenWorld();
    const report = await judge(await tokenFor(world, { kid: undefined as never, header: { jwk: world.key.secret } }), world);
    expectCase(report, 'invalid', 'proof.terms', 'fail', 'terms.header');
    expect(codeOf(report, 'proof.key')).toBe('key.malformed');
  });
});

describe('the registered claims of a JWT', () => {
  it.each<[string, Record<string, Json>, Code]>([
    ['iss is another', { iss: 'https://mallory.example' }, 'terms.claim-mismatch'],
    ['sub is another', { sub: 'did:example:mallory' }, 'terms.claim-mismatch'],
    ['jti is another', { jti: 'urn:uuid:other' }, 'terms.claim-mismatch'],
    ['nbf is not the day that it is valid from', { nbf: 1_700_000_000 }, 'terms.claim-mismatch'],
    ['exp is not the day that it is valid until', { exp: 1_900_000_000 }, 'terms.claim-mismatch'],
    ['exp cannot be read', { exp: 'soon' }, 'terms.malformed'],
    ['iss is no text', { iss: 7 }, 'terms.claim-mismatch'],
    ['iat is to come', { iat: seconds(LATER) }, 'terms.created-later'],
  ])('%s', async (_name, claims, code) => {
    const world = await tokenWorld();
    const report = await judge(await tokenFor(world, { form: 'open-badges', claims }), world);
    expectCase(report, 'invalid', 'proof.terms', 'fail', code);
    expectOnly(report, 'proof.terms');
  });

  it.each<[string, Record<string, Json>, Verdict, Outcome, Code]>([
    ['exp of the signature is past', { exp: seconds(NOW) - 3600 }, 'invalid', 'fail', 'terms.expired'],
    ['nbf of the signature is to come', { nbf: seconds(NOW) + 3600 }, 'invalid', 'fail', 'terms.not-yet'],
    ['iat is a date in words', { iat: '2026-06-01T09:00:00Z' }, 'verified', 'warn', 'terms.claim-type'],
    ['iat cannot be read', { iat: 'some day' }, 'verified', 'warn', 'terms.claim-type'],
    ['iat is in milliseconds', { iat: Date.parse(CREATED) }, 'verified', 'warn', 'terms.claim-type'],
    ['exp is in milliseconds, and past', { exp: Date.parse(CREATED) }, 'invalid', 'fail', 'terms.expired'],
    ['exp is a date in words, and past', { exp: '2026-01-01T00:00:00Z' }, 'invalid', 'fail', 'terms.expired'],
    ['vc beside the document', { vc: { type: ['VerifiableCredential'] } }, 'invalid', 'fail', 'terms.claim-not-allowed'],
    ['vp beside the document', { vp: {} }, 'invalid', 'fail', 'terms.claim-not-allowed'],
  ])('%s', async (_name, claims, verdict, outcome, code) => {
    const world = await tokenWorld();
    const report = await judge(await tokenFor(world, { claims }), world);
    expectCase(report, verdict, 'proof.terms', outcome, code);
    expectOnly(report, 'proof.terms');
  });

  it('in VC-JOSE-COSE the dates of the signature may differ from the credential’s', async () => {
    const world = await tokenWorld();
    expectCase(await judge(await tokenFor(world, { claims: { nbf: 1_700_000_000, exp: 1_900_000_000 } }), world), 'verified', 'proof.terms', 'pass', 'terms.accepted');
  });

  it('an expired badge is expired, not badly signed', async () => {
    const world = await tokenWorld();
    const report = await judge(await tokenFor(world, { form: 'open-badges' }, tokenBadge({ validUntil: '2026-07-01T00:00:00Z' })), world);
    expectCase(report, 'invalid', 'validity.period', 'fail', 'validity.expired');
    expectOnly(report, 'validity.period');
  });

  it('two documents in one payload', async () => {
    const world = await tokenWorld();
    const report = await judge(await tokenFor(world, { form: 'claim', claims: { ...tokenBadge({ subjectId: 'did:example:mallory' }), sub: 'did:example:maria' } }), world);
    expectCase(report, 'invalid', 'proof.terms', 'fail', 'terms.claim-not-allowed');
  });
});

describe('whose key it is', () => {
  type Case = [string, (world: Awaited<ReturnType<typeof tokenWorld>>) => Promise<string> | string, Verdict, Outcome, Code];
  const other = 'https://mallory.example/issuers/9';
  it.each<Case>([
    ['named by its fragment alone', (world) => tokenFor(world, { kid: 'k1' }), 'verified', 'pass', 'key.authorized'],
    ['named by a fragment with its sign', (world) => tokenFor(world, { kid: '#k1' }), 'verified', 'pass', 'key.authorized'],
    ['not named, and one of the issuer’s fits', (world) => tokenFor(world, { kid: undefined as never }), 'verified', 'warn', 'key.fragment-missing'],
    ['named, and not the issuer’s', (world) => tokenFor(world, { kid: 'k9' }), 'invalid', 'fail', 'key.not-listed'],
    ['of somebody else', async (world) => {
      const mallory = await newJoseKey('ES256');
      serve(world.resources, other, jwkDocument(other, { k1: mallory.public }));
      return tokenOf(tokenBadge(), { key: mallory, kid: `${other}#k1` });
    }, 'invalid', 'fail', 'key.not-listed'],
    ['brought along, and the issuer’s', (world) => tokenFor(world, { kid: undefined as never, header: { jwk: world.key.public } }), 'verified', 'pass', 'key.authorized'],
    ['brought along, and not the issuer’s', async () => {
      const mallory = await newJoseKey('ES256');
      return tokenOf(tokenBadge(), { key: mallory, header: { jwk: mallory.public } });
    }, 'invalid', 'fail', 'key.not-listed'],
    ['brought along, and the issuer’s page of keys cannot be reached', (world) => {
      world.resources.delete(ISSUER);
      return tokenFor(world, { kid: undefined as never, header: { jwk: world.key.public } });
    }, 'indeterminate', 'indeterminate', 'key.in-header'],
    ['brought along, and the issuer’s page names no keys', (world) => {
      serve(world.resources, ISSUER, { id: ISSUER, type: ['Profile'], name: 'University' });
      return tokenFor(world, { kid: undefined as never, header: { jwk: world.key.public } });
    }, 'indeterminate', 'indeterminate', 'key.in-header'],
    ['listed for logging in alone', async (world) => {
      serve(world.resources, ISSUER, jwkDocument(ISSUER, { k1: world.key.public }, { assertionMethod: [] }));
      return tokenFor(world);
    }, 'invalid', 'fail', 'key.not-for-assertion'],
    ['published with its private part', async (world) => {
      serve(world.resources, ISSUER, jwkDocument(ISSUER, { k1: world.key.secret }));
      return tokenFor(world);
    }, 'invalid', 'fail', 'key.malformed'],
    ['at a page that cannot be reached', (world) => {
      world.resources.delete(ISSUER);
      return tokenFor(world);
    }, 'indeterminate', 'indeterminate', 'key.unreachable'],
    ['a bare key below the issuer’s own address', (world) => {
      serve(world.resources, `${ISSUER}/keys/1`, world.key.public);
      return tokenFor(world, { kid: `${ISSUER}/keys/1` });
    }, 'verified', 'pass', 'key.authorized'],
    ['a bare key elsewhere on the issuer’s host', async (world) => {
      const student = await newJoseKey('ES256');
      serve(world.resources, 'https://issuer.example/~student/key', student.public);
      return tokenOf(tokenBadge(), { key: student, kid: 'https://issuer.example/~student/key' });
    }, 'invalid', 'fail', 'key.not-listed'],
    ['a bare key elsewhere, which is the issuer’s', (world) => {
      serve(world.resources, 'https://keys.example/1', world.key.public);
      return tokenFor(world, { kid: 'https://keys.example/1' });
    }, 'verified', 'pass', 'key.authorized'],
    ['in a set of keys below the issuer’s address', (world) => {
      serve(world.resources, `${ISSUER}/jwks.json`, { keys: [{ ...world.key.public, kid: 'a' }] });
      return tokenFor(world, { kid: `${ISSUER}/jwks.json#a` });
    }, 'verified', 'pass', 'key.authorized'],
    ['in the issuer’s metadata', (world) => {
      world.resources.delete(ISSUER);
      const { url, document } = issuerMetadata(ISSUER, [{ ...world.key.public, kid: 'm1' }]);
      serve(world.resources, url, document);
      return tokenFor(world, { kid: 'm1' });
    }, 'verified', 'pass', 'key.authorized'],
    ['at a jwks_uri of another host', (world) => {
      world.resources.delete(ISSUER);
      const { url, document } = issuerMetadata(ISSUER, [], { jwks_uri: 'https://keys.example/jwks' });
      const { jwks: _none, ...rest } = document;
      serve(serve(world.resources, url, rest), 'https://keys.example/jwks', { keys: [{ ...world.key.public, kid: 'm1' }] });
      return tokenFor(world, { kid: 'm1' });
    }, 'indeterminate', 'indeterminate', 'key.unreachable'],
  ])('%s', async (_name, make, verdict, outcome, code) => {
    const world = await tokenWorld();
    const token = await make(world);
    expectCase(await judge(token, world), verdict, 'proof.key', outcome, code);
  });

  it('a page that names no keys is no answer while the issuer’s metadata cannot be read, and one where it is not there', async () => {
    const world = await tokenWorld();
    serve(world.resources, ISSUER, { id: ISSUER, type: ['Profile'], name: 'University' });
    expectCase(await judge(await tokenFor(world, { kid: 'k1' }), world), 'indeterminate', 'proof.key', 'indeterminate', 'key.unreachable');
    serve(world.resources, issuerMetadata(ISSUER, []).url, {}, 'application/json', 404);
    expectCase(await judge(await tokenFor(world, { kid: 'k1' }), world), 'invalid', 'proof.key', 'fail', 'key.not-listed');
  });

  it('jku and x5u are never followed', async () => {
    const world = await tokenWorld();
    const mallory = await newJoseKey('ES256');
    serve(world.resources, 'https://mallory.example/jwks', { keys: [{ ...mallory.public, kid: 'm' }] });
    const report = await judge(await tokenOf(tokenBadge(), { key: mallory, kid: 'm', header: { jku: 'https://mallory.example/jwks', x5u: 'https://mallory.example/c' } }), world);
    expectCase(report, 'invalid', 'proof.key', 'fail', 'key.not-listed');
    expect(JSON.stringify(report.checks)).not.toContain('mallory.example');
  });

  const undecided: CheckId[] = ['proof.signature', 'issuer.identity'];
  it('a key that cannot be found leaves the signature undecided', async () => {
    const world = await tokenWorld();
    world.resources.delete(ISSUER);
    const report = await judge(await tokenFor(world), world);
    expect(undecided.map((id) => codeOf(report, id))).toEqual(['signature.no-key', 'issuer.key-unproven']);
  });
});
