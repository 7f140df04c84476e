import { change, hostedBadge2, lookup, OPEN_BADGES_2, publicKeyPem, serve, signedBadge2, TEST_KEY_RSA_1024, TEST_KEY_RSA_2048, type OpenBadge2, type OpenBadge2Options, type SignedBadge2Options } from '@credlens/demo-issuer';
import type { CheckId, Code, Outcome, Report, Verdict } from '@credlens/core/report';
import { describe, expect, it } from 'vitest';
import { assertReport } from '../support/schema.js';
import { checkOf, expectCase, judge, type JudgeOptions } from './world.js';

const EMAIL = 'maria.lindqvist@student.example';
const ISSUER = 'https://badges.example/issuer';

const hosted = async (options: OpenBadge2Options = {}, asked: JudgeOptions = {}): Promise<Report> => {
  const made = await hostedBadge2(options);
  return judge(made.assertion, made, asked);
};
const copied = async (pointer: string, value: Parameters<typeof change>[2], options: OpenBadge2Options = {}): Promise<Report> => {
  const made = await hostedBadge2(options);
  return judge(change(made.assertion, pointer, value), made);
};
const signed = async (options: SignedBadge2Options = {}, asked: JudgeOptions = {}): Promise<Report> => {
  const made = await signedBadge2(options);
  return judge(made.token, made, asked);
};
const codes = (report: Report) => Object.fromEntries(report.checks.map(({ id, code }) => [id, code]));

/** One line: what is made, and what the report says of it. */
type Case = [name: string, made: () => Promise<Report>, verdict: Verdict, check: CheckId, outcome: Outcome, code: Code];
const cases = (list: Case[]) => {
  for (const [name, made, verdict, check, outcome, code] of list) it(`${name}`, async () => {
    const report = await made();
    expectCase(report, verdict, check, outcome, code);
    assertReport(report);
  });
};

describe('a hosted badge', () => {
  it('is verified with a caution: the web site says so, and nothing is signed', async () => {
    const report = await hosted({}, { trust: [{ id: ISSUER, name: 'University of Example' }], recipient: EMAIL });
    expect(report.verdict).toBe('verified');
    expect(report.cautions).toBe(true);
    expect(codes(report)).toMatchObject({
      'proof.signature': 'hosted.served', 'proof.terms': 'hosted.no-terms', 'proof.coverage': 'hosted.only', 'proof.key': 'hosted.in-scope', 'issuer.identity': 'issuer.domain',
      'issuer.recognition': 'issuer.recognized', 'status.revocation': 'hosted.not-revoked', 'recipient.match': 'recipient.matched', 'format.data-model': 'vcdm.conforms', 'format.schema': 'schema.conforms',
      'validity.period': 'validity.current',
    });
    expect(report.proofs).toEqual([]);
    expect(report.issuer).toMatchObject({ claimed: { id: ISSUER }, established: { id: ISSUER, name: 'University of Example', by: 'registry' }, recognition: 'recognised' });
    expect(report.credential).toMatchObject({ format: 'open-badges-2', dataModel: 'other', title: { und: 'Water Quality Analysis' }, recipient: { identifiers: [{ type: 'email', hashed: true }] }, issuer: { name: { und: 'University of Example' } } });
    expect(report.credential?.achievements[0]?.skills[0]).toMatchObject({ name: { und: 'analyse water samples' }, pointer: '/badge/alignment/0' });
  });

  it('shows what the web site serves, not what was handed over', async () => {
    const report = await copied('/narrative', 'With the highest distinction.');
    expectCase(report, 'invalid', 'proof.signature', 'fail', 'hosted.differs');
    expect(checkOf(report, 'proof.signature').problems.map(({ pointer }) => pointer)).toEqual(['/narrative']);
    expect(JSON.stringify(report.credential)).not.toContain('distinction');
  });

  it('handed over as its address alone is what stands there', async () => {
    const made = await hostedBadge2();
    const report = await judge(made.url, made);
    expectCase(report, 'verified', 'proof.signature', 'pass', 'hosted.served');
    expect(report.input.channel).toBe('url');
    expect(checkOf(report, 'intake.readable').evidence.map(({ url }) => url)).toEqual([made.url]);
  });

  it('every document that was read is in the evidence', async () => {
    const report = await hosted();
    const urls = new Set(report.checks.flatMap(({ evidence }) => evidence.map(({ url }) => url)));
    expect([...urls].sort()).toEqual(['https://badges.example/assertions/4711', 'https://badges.example/badges/water-quality-analysis', ISSUER]);
  });

  const elsewhere = 'https://forger.example/assertions/1';
  const scope = (verification: OpenBadge2Options['profile'] & object) => ({ '@context': OPEN_BADGES_2, ...verification });
  cases([
    ['changed recipient in the copy', () => copied('/recipient/identity', 'per@student.example'), 'invalid', 'proof.signature', 'fail', 'hosted.differs'],
    ['expiry taken out of the copy', () => copied('/expires', undefined, { expires: '2027-06-01T09:00:00Z' }), 'invalid', 'proof.signature', 'fail', 'hosted.differs'],
    ['another badge in the copy', () => copied('/badge', 'https://badges.example/badges/doctorate'), 'invalid', 'proof.signature', 'fail', 'hosted.differs'],
    ['an embedded badge class whose name was changed', () => copied('/badge', { id: 'https://badges.example/badges/water-quality-analysis', type: 'BadgeClass', name: 'Doctor of Chemistry' }), 'invalid', 'proof.signature', 'fail', 'hosted.differs'],
    ['the same instant written differently', () => copied('/issuedOn', '2026-06-01T11:00:00+02:00'), 'verified', 'proof.signature', 'pass', 'hosted.served'],
    ['another picture in the copy', () => copied('/image', 'https://badges.example/other.png'), 'verified', 'proof.signature', 'warn', 'hosted.differs-slightly'],
    ['that its issuer serves as a signed one, which the copy denies', () => copied('/verification', { type: 'hosted' }, { assertion: { verification: { type: 'signed' } } }), 'unverifiable', 'intake.credential', 'fail', 'input.unsigned'],
    ['answers 404', () => hosted({ served: { status: 404 } }), 'indeterminate', 'proof.signature', 'indeterminate', 'hosted.gone'],
    ['answers 410, which revokes it', () => hosted({ served: { status: 410 } }), 'invalid', 'status.revocation', 'fail', 'status.revoked'],
    ['says that it is revoked', () => hosted({ served: { id: 'https://badges.example/assertions/4711', revoked: true, revocationReason: 'Issued in error' } }), 'invalid', 'status.revocation', 'fail', 'status.revoked'],
    ['answers 503', () => hosted({ served: { status: 503 } }), 'indeterminate', 'proof.signature', 'indeterminate', 'hosted.unreachable'],
    ['cannot be reached', () => hosted({ withhold: ['assertion'] }), 'indeterminate', 'proof.signature', 'indeterminate', 'hosted.unreachable'],
    ['serves a page', () => hosted({ served: '<!doctype html><title>Badge</title>' }), 'indeterminate', 'proof.signature', 'indeterminate', 'hosted.unreadable'],
    ['serves an assertion of another address', () => hosted({ served: { '@context': OPEN_BADGES_2, type: 'Assertion', id: 'https://badges.example/assertions/1' } }), 'invalid', 'proof.signature', 'fail', 'hosted.other-id'],
    ['served by somebody else in the issuer’s name', () => hosted({ assertionUrl: elsewhere }), 'invalid', 'proof.key', 'fail', 'hosted.out-of-scope'],
    ['what somebody else serves is no word of the issuer’s', () => hosted({ assertionUrl: elsewhere }), 'invalid', 'proof.signature', 'fail', 'hosted.out-of-scope'],
    ['nor is it where the issuer could not be read', () => hosted({ withhold: ['profile'] }), 'indeterminate', 'proof.signature', 'indeterminate', 'hosted.unreachable'],
    ['the issuer’s allowedOrigins has the other host', () => hosted({ assertionUrl: elsewhere, profile: { verification: scope({ allowedOrigins: ['forger.example'] }) } }), 'verified', 'proof.key', 'pass', 'hosted.in-scope'],
    ['the issuer’s startsWith has the other address', () => hosted({ assertionUrl: elsewhere, profile: { verification: scope({ startsWith: 'https://forger.example/assertions/' }) } }), 'verified', 'proof.key', 'pass', 'hosted.in-scope'],
    ['startsWith is not the address', () => hosted({ profile: { verification: scope({ startsWith: ['https://badges.example/other/'] }) } }), 'invalid', 'proof.key', 'fail', 'hosted.out-of-scope'],
    ['a host that only begins like the scope', () => hosted({ assertionUrl: 'https://badges.example.forger.example/1', profile: { verification: scope({ startsWith: 'https://badges.example' }) } }), 'invalid', 'proof.key', 'fail', 'hosted.out-of-scope'],
    ['allowedOrigins and startsWith must both hold', () => hosted({ profile: { verification: scope({ startsWith: 'https://badges.example/assertions', allowedOrigins: 'other.example' }) } }), 'invalid', 'proof.key', 'fail', 'hosted.out-of-scope'],
    ['the badge class cannot be reached', () => hosted({ withhold: ['badge'] }), 'indeterminate', 'proof.key', 'indeterminate', 'hosted.unreachable'],
    ['the issuer cannot be reached', () => hosted({ withhold: ['profile'] }), 'indeterminate', 'proof.key', 'indeterminate', 'hosted.unreachable'],
    ['the badge class names itself otherwise', () => hosted({ badge: { id: 'https://badges.example/badges/doctorate' } }), 'invalid', 'proof.key', 'fail', 'hosted.other-id'],
    ['the issuer names itself otherwise', () => hosted({ profile: { id: 'https://badges.example/somebody' } }), 'invalid', 'proof.key', 'fail', 'hosted.other-id'],
    ['an issuer that has no address', () => hosted({ badge: { issuer: 'urn:uuid:0f6a3d84-1111-4c57-9b6f-0f3d5a7f7c11' } }), 'indeterminate', 'proof.key', 'indeterminate', 'hosted.unreachable'],
    ['a badge class on another web site', () => hosted({ badgeUrl: 'https://elsewhere.example/badges/1' }), 'verified', 'proof.coverage', 'warn', 'hosted.badge-elsewhere'],
    ['expired', () => hosted({ expires: '2026-07-01T00:00:00Z' }), 'invalid', 'validity.period', 'fail', 'validity.expired'],
    ['issued in the future', () => hosted({ issuedOn: '2027-07-01T00:00:00Z' }), 'invalid', 'validity.period', 'fail', 'validity.not-yet'],
    ['an http address', () => hosted({ assertionUrl: 'http://badges.example/assertions/1', withhold: ['assertion'] }), 'indeterminate', 'proof.signature', 'indeterminate', 'hosted.unreachable'],
    ['somebody else’s', () => hosted({}, { recipient: 'per@student.example' }), 'invalid', 'recipient.match', 'fail', 'recipient.mismatch'],
    ['the recipient in plain text', () => hosted({ hash: 'plain' }, { recipient: EMAIL }), 'verified', 'recipient.match', 'pass', 'recipient.matched'],
    ['the recipient as MD5', () => hosted({ hash: 'md5' }, { recipient: EMAIL }), 'verified', 'recipient.match', 'warn', 'recipient.matched-weakly'],
    ['no recipient that is one', () => hosted({ assertion: { recipient: { type: 'email', hashed: true } } }), 'invalid', 'format.data-model', 'fail', 'vcdm.violations'],
    ['no date', () => hosted({ assertion: { issuedOn: 'yesterday' } }), 'invalid', 'format.data-model', 'fail', 'vcdm.violations'],
    ['an issuer without an address for mail', () => hosted({ profile: { email: 7 } }), 'verified', 'format.schema', 'fail', 'schema.violations'],
    ['an unrecognised issuer', () => hosted({}, { trust: [{ id: 'https://other.example/issuer', name: 'Other' }] }), 'verified', 'issuer.recognition', 'warn', 'issuer.unrecognized'],
  ]);

  it('an embedded badge class is read from its own address all the same', async () => {
    const made = await hostedBadge2({ embed: true });
    expectCase(await judge(made.assertion, made), 'verified', 'proof.signature', 'pass', 'hosted.served');
    const served = change(made.assertion, '/badge/name', 'Doctor of Chemistry');
    serve(made.resources, made.url, served, 'application/json');
    const report = await judge(served, made);
    expect(report.credential?.title).toEqual({ und: 'Water Quality Analysis' });
    expect(checkOf(report, 'proof.signature').code).toBe('hosted.differs');
  });

  it('an address that leads to another web site speaks for nobody', async () => {
    const made = await hostedBadge2();
    const resources = lookup(made.resources);
    const fetch = async (url: RequestInfo | URL) => {
      if (String(url) === made.url) return new Response(null, { status: 302, headers: { location: 'https://forger.example/x' } });
      const found = resources(String(url) === 'https://forger.example/x' ? made.url : String(url));
      return found ? new Response(found.bytes as Uint8Array<ArrayBuffer>, { headers: { 'content-type': found.contentType } }) : new Response(null, { status: 404 });
    };
    const report = await judge(made.assertion, { resources: new Map() }, { verifier: { offline: false, fetch } });
    expectCase(report, 'indeterminate', 'proof.signature', 'indeterminate', 'hosted.redirected');
  });
});

describe('an Open Badges 1.x badge', () => {
  cases([
    ['1.1, hosted', () => hosted({ edition: '1.1' }), 'verified', 'proof.signature', 'pass', 'hosted.served'],
    ['1.0, hosted, without identifiers', () => hosted({ edition: '1.0' }), 'verified', 'proof.signature', 'pass', 'hosted.served'],
    ['1.0, dated in seconds', () => hosted({ edition: '1.0', issuedOn: 1_700_000_000, expires: 1_750_000_000 }), 'invalid', 'validity.period', 'fail', 'validity.expired'],
    ['1.0, dated by days, both of which count whole', () => hosted({ edition: '1.0', issuedOn: '2026-08-21', expires: '2026-08-22' }), 'verified', 'validity.period', 'pass', 'validity.current'],
    ['1.0, out of the issuer’s scope', () => hosted({ edition: '1.0', assertionUrl: 'https://forger.example/1' }), 'invalid', 'proof.key', 'fail', 'hosted.out-of-scope'],
    ['1.0, another badge in the copy', () => copied('/badge', 'https://badges.example/badges/doctorate', { edition: '1.0' }), 'invalid', 'proof.signature', 'fail', 'hosted.differs'],
    ['signed, which binds no key to the issuer', () => signed({ edition: '1.0', assertion: { verify: { type: 'signed', url: 'https://badges.example/keys/1' } } }), 'indeterminate', 'intake.credential', 'indeterminate', 'input.unsupported'],
    ['what came before 1.0', () => hosted({ edition: '1.0', assertion: { recipient: 'sha256$00' } }), 'indeterminate', 'intake.credential', 'indeterminate', 'input.unsupported'],
  ]);
});

describe('a signed badge', () => {
  it('is verified by the key that the issuer lists', async () => {
    const report = await signed({}, { trust: [{ id: ISSUER, name: 'University of Example' }], recipient: EMAIL });
    expect(report.verdict).toBe('verified');
    expect(codes(report)).toMatchObject({ 'proof.signature': 'signature.valid', 'proof.key': 'key.authorized', 'proof.terms': 'terms.accepted', 'proof.coverage': 'coverage.linked-documents', 'issuer.identity': 'issuer.domain', 'status.revocation': 'status.none', 'recipient.match': 'recipient.matched' });
    expect(report.proofs).toEqual([{ pointer: '', type: 'JsonWebSignature', cryptosuite: 'RS256', verificationMethod: 'https://badges.example/keys/1', signature: 'valid' }]);
  });

  const key = 'https://badges.example/keys/1';
  cases([
    ['with the badge class inside', () => signed({ embed: true }), 'verified', 'proof.coverage', 'pass', 'coverage.complete'],
    ['by a key inside the profile', () => signed({ withhold: ['key'], listed: { id: key, type: 'CryptographicKey', owner: ISSUER, publicKeyPem: publicKeyPem(TEST_KEY_RSA_2048) } }), 'verified', 'proof.signature', 'pass', 'signature.valid'],
    ['that does not name its key', () => signed({ creator: undefined, listed: [key] }), 'verified', 'proof.key', 'pass', 'key.authorized'],
    ['changed signature', () => signed({ corrupt: true }), 'invalid', 'proof.signature', 'fail', 'signature.invalid'],
    ['signed with another key than the one that is listed', () => signed({ signWith: TEST_KEY_RSA_1024, publishKey: TEST_KEY_RSA_2048 }), 'invalid', 'proof.signature', 'fail', 'signature.invalid'],
    ['a key that is too short', () => signed({ signWith: TEST_KEY_RSA_1024 }), 'invalid', 'proof.terms', 'fail', 'terms.algorithm'],
    ['the profile lists no key', () => signed({ listed: undefined }), 'invalid', 'proof.key', 'fail', 'key.not-listed'],
    ['the profile lists another key', () => signed({ listed: 'https://badges.example/keys/2' }), 'invalid', 'proof.key', 'fail', 'key.not-listed'],
    ['a key of somebody else', () => signed({ keyMembers: { owner: 'https://forger.example/issuer' } }), 'invalid', 'proof.key', 'fail', 'key.other-controller'],
    ['a key that names itself otherwise', () => signed({ keyMembers: { id: 'https://badges.example/keys/2' } }), 'indeterminate', 'proof.key', 'indeterminate', 'key.document-invalid'],
    ['a key that cannot be reached', () => signed({ withhold: ['key'] }), 'indeterminate', 'proof.key', 'indeterminate', 'key.unreachable'],
    ['an issuer that cannot be reached', () => signed({ withhold: ['profile'] }), 'indeterminate', 'proof.key', 'indeterminate', 'key.unreachable'],
    ['a key that is no PEM', () => signed({ keyMembers: { publicKeyPem: 'ssh-rsa AAAA' } }), 'invalid', 'proof.key', 'fail', 'key.malformed'],
    ['a revoked key', () => signed({ keyMembers: { revoked: '2026-01-01T00:00:00Z' } }), 'invalid', 'proof.key', 'fail', 'key.revoked'],
    ['an expired key', () => signed({ keyMembers: { expires: '2026-01-01T00:00:00Z' } }), 'invalid', 'proof.key', 'fail', 'key.expired'],
    ['alg none', () => signed({ header: { alg: 'none' } }), 'invalid', 'proof.terms', 'fail', 'terms.algorithm'],
    ['the public key as a shared secret', () => signed({ confuse: true }), 'invalid', 'proof.terms', 'fail', 'terms.algorithm'],
    ['an algorithm of another kind than the key', () => signed({ header: { alg: 'ES256' } }), 'invalid', 'proof.key', 'fail', 'key.malformed'],
    ['an algorithm that is not known here', () => signed({ header: { alg: 'ES256K' } }), 'indeterminate', 'proof.signature', 'indeterminate', 'signature.unsupported'],
    ['a header that must be understood', () => signed({ header: { crit: ['x'], x: 1 } }), 'indeterminate', 'proof.signature', 'indeterminate', 'signature.unsupported'],
    ['a key in the header binds nothing', () => signed({ listed: undefined, header: { jwk: { kty: 'RSA' } } }), 'invalid', 'proof.key', 'fail', 'key.not-listed'],
    ['not on the revocation list', () => signed({ revocations: ['urn:uuid:other'] }), 'verified', 'status.revocation', 'pass', 'status.clear'],
    ['on the revocation list by its id', () => signed({ revocations: [{ id: 'urn:uuid:c5a1a3f0-8f0e-4c57-9b6f-0f3d5a7f7c11', revocationReason: 'Issued in error' }] }), 'invalid', 'status.revocation', 'fail', 'status.revoked'],
    ['on the revocation list as text', () => signed({ revocations: ['urn:uuid:c5a1a3f0-8f0e-4c57-9b6f-0f3d5a7f7c11'] }), 'invalid', 'status.revocation', 'fail', 'status.revoked'],
    ['on the revocation list by its uid', () => signed({ assertion: { uid: 'abc' }, revocations: [{ uid: 'abc' }] }), 'invalid', 'status.revocation', 'fail', 'status.revoked'],
    ['a revocation list that cannot be reached', () => signed({ revocations: [], withhold: ['revocations'] }), 'indeterminate', 'status.revocation', 'indeterminate', 'status.unreachable'],
    ['says itself that it is revoked', () => signed({ assertion: { revoked: true } }), 'invalid', 'status.revocation', 'fail', 'status.revoked'],
    ['expired', () => signed({ expires: '2026-07-01T00:00:00Z' }), 'invalid', 'validity.period', 'fail', 'validity.expired'],
  ]);

  it('its JSON without the signature proves nothing', async () => {
    const made: OpenBadge2 = await signedBadge2();
    expectCase(await judge(made.assertion, made), 'unverifiable', 'intake.credential', 'fail', 'input.unsigned');
  });

  it('a hosted assertion inside a JWS stands by its address', async () => {
    const made = await signedBadge2({ assertion: { id: 'https://badges.example/assertions/4711', verification: { type: 'hosted' } } });
    expectCase(await judge(made.token, made), 'indeterminate', 'proof.signature', 'indeterminate', 'hosted.unreachable');
    serve(made.resources, made.url, made.assertion, 'application/json');
    expectCase(await judge(made.token, made), 'verified', 'proof.signature', 'pass', 'hosted.served');
  });
});
