import { base64url, issuerSerial, jadesSeal } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { castOf, edc, inJson, judgeJades, type JadesCase } from './jades-world.js';
import { expectGood, expectSub, judgeBytes } from './pades-world.js';
import { checkOf } from './world.js';

const header = (more: Record<string, unknown>): JadesCase => ({ seal: { header: more } });

describe('forms (RFC 7515 section 7)', () => {
  it.each(['compact', 'flattened', 'general'] as const)('%s, with a payload in base64url', async (form) => expectGood(await judgeJades({ seal: { form, b64: true } })));
  it.each(['flattened', 'general'] as const)('%s, with a payload of its own text', async (form) => expectGood(await judgeJades({ seal: { form } })));
  it('b64 true is allowed where it is critical', async () => expectGood(await judgeJades({ seal: { b64: true, header: { b64: true, crit: ['b64', 'sigT'] } } })));
  it('both one signature and several', async () => expect((await judgeJades({ change: inJson((object) => Object.assign(object, { signature: 'AA' })) })).checks[0]).toMatchObject({ code: 'jades.malformed', outcome: 'fail' }));
  it('no signature', async () => expect(checkOf(await judgeJades({ change: inJson((object) => Object.assign(object, { signatures: [] })) }), 'intake.credential').code).toBe('input.unsigned'));
  it('more signatures than are judged', async () => expect(checkOf(await judgeJades({ change: inJson((object) => Object.assign(object, { signatures: Array.from({ length: 40 }, () => object['signatures']![0]) })) }), 'intake.credential').code).toBe('jades.too-many-signatures'));
  it('a member that nobody signed is named and shown nowhere', async () => {
    const report = await judgeJades({ change: inJson((object) => Object.assign(object, { credentialSubject: { grade: 'A' } })) });
    expectGood(report);
    expect(report.checks[0]!.problems).toMatchObject([{ code: 'jades.unsigned-member', params: { name: 'credentialSubject' } }]);
  });
  it('a JWS in JSON that names no certificate is of another kind', async () => {
    const protectedHeader = base64url(new TextEncoder().encode('{"alg":"ES256","kid":"did:web:issuer.example#key"}'));
    const report = await judgeJades({ change: () => JSON.stringify({ payload: 'e30', protected: protectedHeader, signature: 'AA' }) });
    expect(checkOf(report, 'intake.credential')).toMatchObject({ code: 'input.unsupported', params: { kind: 'jws-json' } });
  });
});

describe('the protected header', () => {
  it.each<[string, JadesCase, string]>([
    ['no alg', header({ alg: undefined }), 'header-missing'],
    ['a name twice', { seal: { headerText: (json) => json.replace('{', '{"sigT":"2020-01-01T00:00:00Z",') } }, 'protected-duplicate-key'],
    ['no JSON', { seal: { headerText: (json) => json.slice(1) } }, 'protected-syntax'],
    ['no object', { seal: { headerText: () => '[]' } }, 'protected-no-object'],
    ['a signing time that is none', header({ sigT: '2026-02-30' }), 'header-malformed'],
    ['a signing time in another zone', header({ sigT: '2026-03-01T12:00:00+02:00' }), 'header-malformed'],
    ['a digest of a certificate that is too short', header({ 'x5t#S256': 'AAAA' }), 'header-malformed'],
    ['a chain that is no list', header({ x5c: 'AAAA' }), 'header-malformed'],
    ['b64 that is text', header({ b64: 'false' }), 'header-malformed'],
    ['a content time-stamp that is none', header({ adoTst: { tstTokens: [] }, crit: ['b64', 'sigT'] }), 'header-malformed'],
    ['proofs that belong outside', header({ etsiU: [] }), 'etsiU-protected'],
    ['critical, and a text', header({ crit: 'sigT' }), 'header-malformed'],
    ['critical, and empty', header({ crit: [] }), 'header-malformed'],
    ['critical, and twice', header({ crit: ['b64', 'sigT', 'sigT'] }), 'crit-twice'],
    ['critical, and unknown', header({ crit: ['b64', 'sigT', 'x'], x: 1 }), 'crit-unknown'],
    ['critical, and not there', header({ crit: ['b64', 'sigT', 'sigPl'] }), 'crit-absent'],
    ['critical, and known to everybody', header({ crit: ['b64', 'sigT', 'alg'] }), 'crit-names-jws'],
    ['b64 that is not critical', header({ crit: ['sigT'] }), 'crit-lacks'],
    ['a signature that is padded', { seal: { fault: 'signature-padded' } }, 'signature-encoding'],
    ['a name in both headers', { seal: { unprotected: { alg: 'ES256' } } }, 'header-twice'],
    ['crit outside', { seal: { unprotected: { crit: ['sigT'] }, header: { crit: undefined } } }, 'crit-unprotected'],
  ])('%s', async (_name, options, rule) => expectSub(await judgeJades(options), 'FORMAT_FAILURE', rule));

  it.each<[string, JadesCase, string]>([
    ['a name that nobody knows', header({ proof: 1 }), 'header-unknown'],
    ['a time after which it counts for nothing', header({ exp: 1_750_000_000 }), 'header-expired'],
    ['a time before which it counts for nothing', header({ nbf: 1_900_000_000 }), 'header-not-yet'], ['one that is none', header({ nbf: 'later' }), 'header-not-yet'],
    ['two times that differ', header({ iat: 1_700_000_000 }), 'signing-times-differ'],
    ['a key identifier of another certificate', { seal: (cast) => ({ header: { kid: issuerSerial(cast.ca) } }) }, 'kid-differs'],
  ])('%s', async (_name, options, rule) => expectSub(await judgeJades(options), 'SIG_CONSTRAINTS_FAILURE', rule));

  it.each<[string, JadesCase]>([
    ['iat in place of sigT', header({ sigT: undefined, iat: Date.parse('2026-03-01T12:00:00Z') / 1000, crit: ['b64'] })],
    ['a time after which it counts for nothing, not yet come', header({ exp: 1_900_000_000 })], ['a time before which it counts for nothing, long past', header({ nbf: 1_750_000_000 })],
    ['no time at all', header({ sigT: undefined, crit: ['b64'] })],
    ['the right key identifier', { seal: (cast) => ({ header: { kid: issuerSerial(cast.seal) } }) }],
    ['a key and an address that are never looked at', header({ jwk: { kty: 'EC' }, jku: 'https://mallory.example/keys', x5u: 'https://mallory.example/x' })],
    ['a place and a commitment', header({ sigPl: { addressLocality: 'Tallinn', addressCountry: 'EE' }, srCms: [{ commId: { id: 'urn:oid:1.2.840.113549.1.9.16.6.1', desc: 'Proof of origin' } }] })],
  ])('%s', async (_name, options) => expectGood(await judgeJades(options)));

  it('what the signer says is told as a claim', async () => {
    const report = await judgeJades(header({ sigPl: { addressLocality: 'Tallinn' }, srCms: [{ commId: { id: 'urn:x', desc: 'Proof of origin' } }] }));
    expect(report.signatures?.[0]).toMatchObject({ format: 'JAdES', kind: 'seal', claims: { location: 'Tallinn', reason: 'Proof of origin' }, time: { claimed: '2026-03-01T12:00:00.000Z' } });
  });
});

describe('the signing certificate (TS 119 182-1 section 5.1.7)', () => {
  it.each<[string, JadesCase, string]>([
    ['not named by a digest', header({ 'x5t#S256': undefined }), 'certificate-reference-missing'],
    ['another one is named', { seal: (cast) => ({ header: { 'x5c': [btoa(String.fromCharCode(...cast.plainSeal.certificate))] } }) }, 'certificate-differs'],
    ['it is nowhere', header({ x5c: undefined }), 'certificate-missing'],
    ['two digests that mean two', header({ 'x5t#o': { digAlg: 'S512', digVal: base64url(new Uint8Array(64)) } }), 'certificate-differs'],
    ['a digest that is not known', header({ 'x5t#o': { digAlg: 'S1', digVal: 'AAAA' } }), 'certificate-digest-unknown'],
  ])('%s', async (_name, options, rule) => expectSub(await judgeJades(options), 'NO_SIGNING_CERTIFICATE_FOUND', rule));
  it('found among the proofs where the header has no chain', async () => expectGood(await judgeJades({ seal: { level: 'LT', header: { x5c: undefined } } })));
  it('of somebody who has the same name', async () => expect((await judgeJades({ seal: (cast) => ({ signer: cast.lookAlikeSeal }) })).verdict).toBe('indeterminate'));
});

describe('the signature value', () => {
  it.each(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'])('%s', async (alg) => expectGood(await judgeJades({ cast: { seal: { key: (await import('@credlens/demo-pki')).testKey('seal', 'RSA-3072') } }, seal: { alg } })));
  it.each([['P-256', 'ES256'], ['P-384', 'ES384'], ['P-521', 'ES512'], ['Ed25519', 'EdDSA']] as const)('%s: %s', async (kind, alg) => expectGood(await judgeJades({ cast: { seal: { key: (await import('@credlens/demo-pki')).testKey('seal', kind) } }, seal: { alg } })));
  it.each<[string, JadesCase, 'SIG_CRYPTO_FAILURE' | 'CRYPTO_CONSTRAINTS_FAILURE' | 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE', string | undefined]>([
    ['corrupt', { seal: { fault: 'signature-corrupt' } }, 'SIG_CRYPTO_FAILURE', 'signature-value'],
    ['over another payload', { seal: { fault: 'payload-changed' } }, 'SIG_CRYPTO_FAILURE', 'signature-value'],
    ['an algorithm for another curve', header({ alg: 'ES384' }), 'SIG_CRYPTO_FAILURE', 'key-of-other-kind'],
    ['an algorithm for another key', header({ alg: 'RS256' }), 'SIG_CRYPTO_FAILURE', 'key-of-other-kind'],
    ['none', header({ alg: 'none' }), 'CRYPTO_CONSTRAINTS_FAILURE', 'signature-algorithm'],
    ['a MAC', header({ alg: 'HS256' }), 'CRYPTO_CONSTRAINTS_FAILURE', 'signature-algorithm'],
  ])('%s', async (_name, options, sub, rule) => expectSub(await judgeJades(options), sub, rule));
  it('every character of payload, header and signature counts', async () => {
    const cast = await castOf();
    const { text } = await jadesSeal({ pki: cast, payload: edc(), form: 'compact' });
    for (let at = 3; at < text.length - 1; at += 97) {
      const other = text[at] === '.' ? '-' : text[at] === 'A' ? 'B' : 'A';
      const report = await judgeBytes(new TextEncoder().encode(text.slice(0, at) + other + text.slice(at + 1)), cast);
      expect(report.verdict, String(at)).not.toBe('verified');
    }
  });
});
