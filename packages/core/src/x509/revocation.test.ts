import { certificate, crl, days, hours, ocspRequest as requestOfDemo, ocspResponse, pki, testKey, unknownExtension, type CrlFault, type CrlOptions, type OcspFault, type OcspOptions, type Pki, type TestIdentity } from '@credlens/demo-pki';
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseCertificate } from './certificate.js';
import { findEntry, parseCrl } from './crl.js';
import { crlStatement } from './crl-statement.js';
import { encodeSequence, encodeTlv, encodeUnsigned, joinAll } from './der-encode.js';
import { hex } from '../bytes/octets.js';
import { ocspResponseStatus, parseOcspResponse } from './ocsp.js';
import { ocspStatement } from './ocsp-statement.js';
import { ocspGetUrl, ocspRequest, revocationUrls } from './revocation-urls.js';
import type { Certificate } from './types.js';

const NOW = '2026-08-22T00:00:00Z';
const read = (identity: TestIdentity): Certificate => parseCertificate(identity.certificate)!;

let cast: Pki;
beforeAll(async () => { cast = await pki(NOW); });

const list = async (options: Partial<CrlOptions> = {}) => crl({ issuer: cast.ca, thisUpdate: hours(NOW, -1), nextUpdate: days(NOW, 1), revoked: [{ serial: 5n, at: days(NOW, -3) }], ...options });
async function fromList(options: Partial<CrlOptions> = {}, about: TestIdentity = cast.seal, issuer: TestIdentity = cast.ca) {
  const found = await crlStatement(read(about), read(issuer), parseCrl(await list(options))!);
  return found.ok ? found.statement.status : found.rule;
}

describe('what a list says (RFC 5280 section 6.3)', () => {
  it('good, where the certificate is not on it', async () => {
    const der = await list({ expiredCertsFrom: days(NOW, -900) });
    const found = await crlStatement(read(cast.seal), read(cast.ca), parseCrl(der)!);
    expect(found).toMatchObject({ ok: true, statement: { source: 'crl', status: 'good', thisUpdate: Date.parse(NOW) - 3_600_000, nextUpdate: Date.parse(NOW) + 86_400_000, archiveCutoff: Date.parse(NOW) - 900 * 86_400_000, der } });
  });
  it('revoked, with time, reason and invalidity date', async () => {
    const der = await list({ revoked: [{ serial: 1n, at: days(NOW, -9) }, { certificate: cast.seal, at: days(NOW, -2), reason: 'keyCompromise', invalidityDate: days(NOW, -4) }] });
    const found = await crlStatement(read(cast.seal), read(cast.ca), parseCrl(der)!);
    expect(found).toMatchObject({ statement: { status: 'revoked', revokedAt: Date.parse(days(NOW, -2)), reason: 'keyCompromise', invalidityDate: Date.parse(days(NOW, -4)) } });
  });
  it('on hold is revoked, removeFromCRL is not', async () => {
    expect(await fromList({ revoked: [{ certificate: cast.seal, at: NOW, reason: 'certificateHold' }] })).toBe('revoked');
    expect(await fromList({ revoked: [{ certificate: cast.seal, at: NOW, reason: 'removeFromCRL' }] })).toBe('good');
  });
  it.each<[string, Partial<CrlOptions>]>([
    ['crl-delta', { deltaOf: 3 }], ['crl-indirect', { distributionPoint: { indirect: true } }], ['crl-reasons', { distributionPoint: { reasons: ['keyCompromise'] } }],
    ['crl-scope', { distributionPoint: { onlyCa: true } }], ['crl-scope', { distributionPoint: { onlyAttribute: true } }], ['crl-distribution-point', { distributionPoint: { url: 'http://crl.trust.example/other.crl' } }],
    ['crl-critical-extension', { extensions: [unknownExtension(true)] }], ['crl-entry-critical-extension', { fault: 'entry-critical-extension' }],
    ['crl-entry-critical-extension', { revoked: [{ serial: 9n, at: NOW, issuerName: new Uint8Array([0x30, 0]) }] }],
    ['crl-signature', { fault: 'signature-corrupt' }], ['crl-signature', { fault: 'signature-by-other-key' }], ['crl-signature-unsupported', { fault: 'algorithm-unknown' }], ['crl-issuer', { fault: 'issuer-name-other' }],
    ['crl-times', { nextUpdate: days(NOW, -1) }],
  ])('nothing: %s %o', async (rule, options) => expect(await fromList(options)).toBe(rule));
  it.each<[string, Partial<CrlOptions>]>([
    ['of end certificates alone', { distributionPoint: { onlyUser: true } }], ['of its distribution point', { distributionPoint: { url: 'http://crl.trust.example/qualified.crl' } }], ['with an unknown extension that is not critical', { extensions: [unknownExtension(false)] }],
    ['of version 1', { fault: 'version-1' }], ['without an end', { nextUpdate: null }],
  ])('good, by a list %s', async (_name, options) => expect(await fromList(options)).toBe('good'));
  it('nothing of authorities, where it is of end certificates alone', async () => {
    expect(await fromList({ issuer: cast.root, distributionPoint: { onlyUser: true } }, cast.ca, cast.root)).toBe('crl-scope');
    expect(await fromList({ issuer: cast.root, distributionPoint: { onlyCa: true } }, cast.ca, cast.root)).toBe('good');
  });
  it('nothing, where it is of an authority that only looks alike', async () => expect(await fromList({ issuer: cast.lookAlikeCa })).toBe('crl-signature'));
  it('nothing, where its issuer may not sign lists (6.3.3 (f))', async () => {
    const people = await pki(NOW, { ca: { keyUsage: ['keyCertSign'] } });
    expect(await fromList({ issuer: people.ca }, people.seal, people.ca)).toBe('crl-sign-usage');
  });
  it.each<CrlFault>(['algorithm-mismatch', 'duplicate-extension', 'trailing-bytes', 'truncated'])('cannot be read: %s', async (fault) => expect(parseCrl(await list({ fault }))).toBeUndefined());
  it('is looked up in megabytes without an object for each entry', async () => {
    const found = parseCrl(await list())!;
    const time = encodeTlv(0x17, new TextEncoder().encode('260820000000Z'));
    const reason = encodeSequence(encodeSequence(encodeTlv(6, Uint8Array.of(0x55, 0x1d, 0x15)), encodeTlv(4, encodeTlv(10, Uint8Array.of(1)))));
    const one = (serial: number) => encodeSequence(encodeUnsigned(Uint8Array.of(1, serial >>> 16, serial >>> 8, serial)), time, reason);
    const entries = joinAll(Array.from({ length: 200_000 }, (_, index) => one(index)));
    const large = { ...found, entries };
    const started = performance.now();
    expect(findEntry(large, Uint8Array.of(1, 3, 0x0d, 0x3f))).toMatchObject({ state: 'listed', entry: { reason: 'keyCompromise' } });
    expect(findEntry(large, Uint8Array.of(2, 3, 0x0d, 0x3f)).state).toBe('not-listed');
    expect(performance.now() - started).toBeLessThan(2000);
    expect(findEntry({ ...found, entries: entries.subarray(1) }, Uint8Array.of(1)).state).toBe('malformed');
  });
});

const response = async (options: Partial<OcspOptions> = {}) => ocspResponse({ certificate: cast.seal, issuer: cast.ca, responder: cast.ocsp, thisUpdate: hours(NOW, -1), nextUpdate: days(NOW, 1), ...options });
async function fromResponse(options: Partial<OcspOptions> = {}, more: { pool?: TestIdentity[]; trusted?: TestIdentity[] } = {}) {
  const parsed = parseOcspResponse(await response(options));
  if (!parsed) return 'unreadable';
  const found = await ocspStatement(read(cast.seal), read(cast.ca), parsed, { pool: (more.pool ?? []).map(read), trusted: (more.trusted ?? []).map(read) });
  return found.ok ? found.statement.status : found.rule;
}

describe('what a response says (RFC 6960 section 3.2)', () => {
  it('good, by a responder that the issuer named', async () => {
    const parsed = parseOcspResponse(await response({ archiveCutoff: days(NOW, -900), certHash: true }))!;
    const found = await ocspStatement(read(cast.seal), read(cast.ca), parsed);
    expect(found).toMatchObject({ ok: true, statement: { source: 'ocsp', status: 'good', producedAt: Date.parse(NOW) - 3_600_000, archiveCutoff: Date.parse(days(NOW, -900)), responder: { sha256: read(cast.ocsp).sha256 } } });
  });
  it('good, by the issuer itself', async () => {
    const parsed = parseOcspResponse(await response({ responder: cast.ca }))!;
    const found = await ocspStatement(read(cast.seal), read(cast.ca), parsed);
    expect(found.ok && [found.statement.status, found.statement.responder]).toEqual(['good', undefined]);
  });
  it('revoked, with time and reason', async () => {
    const parsed = parseOcspResponse(await response({ status: 'revoked', revokedAt: days(NOW, -2), reason: 'superseded' }))!;
    expect(await ocspStatement(read(cast.seal), read(cast.ca), parsed)).toMatchObject({ statement: { status: 'revoked', revokedAt: Date.parse(days(NOW, -2)), reason: 'superseded' } });
  });
  it.each<[string, Partial<OcspOptions>]>([
    ['unknown', { status: 'unknown' }], ['good', { byKey: true }], ['good', { digest: 'SHA-256' }], ['good', { digest: 'SHA-512' }], ['good', { responder: undefined as never, byKey: true }],
    ['ocsp-other-certificate', { fault: 'cert-id-other-key' }], ['ocsp-other-certificate', { fault: 'cert-id-other-name' }], ['ocsp-other-certificate', { fault: 'cert-id-other-serial' }],
    ['ocsp-other-certificate', { fault: 'cert-id-unknown-digest' }], ['ocsp-other-certificate', { fault: 'no-responses' }],
    ['ocsp-signature', { fault: 'signature-corrupt' }], ['ocsp-signature', { fault: 'signature-by-other-key' }], ['ocsp-signature-unsupported', { fault: 'algorithm-unknown' }],
    ['ocsp-signer-unknown', { fault: 'responder-certificate-missing' }], ['ocsp-signer-unknown', { fault: 'responder-name-other' }],
    ['ocsp-critical-extension', { fault: 'critical-extension' }], ['ocsp-critical-extension', { fault: 'single-critical-extension' }], ['ocsp-certificate-hash', { fault: 'cert-hash-wrong' }], ['ocsp-times', { nextUpdate: days(NOW, -1) }],
    ['ocsp-signer-expired', { producedAt: days(NOW, 1000) }],
    ['unreadable', { fault: 'malformed' }], ['unreadable', { fault: 'truncated' }], ['unreadable', { fault: 'trailing-bytes' }], ['unreadable', { fault: 'type-unknown' }], ['unreadable', { fault: 'version-2' }], ['unreadable', { fault: 'try-later' }],
  ])('%s: %o', async (expected, options) => expect(await fromResponse(options)).toBe(expected));
  it.each<[OcspFault, string]>([['try-later', 'tryLater'], ['unauthorized', 'unauthorized'], ['internal-error', 'internalError'], ['malformed-request', 'malformedRequest']])('section 4.2.1: a responder that says %s', async (fault, status) => {
    expect(ocspResponseStatus(await response({ fault }))).toBe(status);
  });
  it('good, by a responder whose certificate lies elsewhere', async () => expect(await fromResponse({ fault: 'responder-certificate-missing' }, { pool: [cast.ocsp] })).toBe('good'));
  it('of two answers the later', async () => {
    const older = { certificate: cast.seal, issuer: cast.ca, thisUpdate: days(NOW, -4), status: 'good' } as const;
    expect(await fromResponse({ status: 'revoked', also: [older, { ...older, certificate: cast.sign }] })).toBe('revoked');
  });
  it('section 4.2.2.2: nothing, by a responder that is none of the issuer', async () => {
    const base = { subject: { CN: 'Responder' }, from: days(NOW, -9), to: days(NOW, 9), keyUsage: ['digitalSignature'], extendedKeyUsage: ['OCSPSigning'] } as const;
    const by = async (options: Partial<Parameters<typeof certificate>[0]>) => fromResponse({ responder: await certificate({ ...base, issuer: cast.ca, ...options }) });
    expect(await by({})).toBe('good');
    expect(await by({ issuer: cast.lookAlikeCa })).toBe('ocsp-signer-not-authorized');
    expect(await by({ issuer: cast.root })).toBe('ocsp-signer-not-authorized');
    expect(await by({ extendedKeyUsage: ['any'] })).toBe('ocsp-signer-not-authorized');
    expect(await by({ extendedKeyUsage: ['serverAuth'] })).toBe('ocsp-signer-not-authorized');
    expect(await by({ keyUsage: ['keyCertSign'] })).toBe('ocsp-signer-not-authorized');
    expect(await by({ extra: [unknownExtension(true)] })).toBe('ocsp-signer-not-authorized');
    expect(await by({ fault: 'duplicate-extension' })).toBe('ocsp-signer-not-authorized');
    expect(await by({ to: days(NOW, -1) })).toBe('ocsp-signer-expired');
    expect(await by({ subject: { CN: 'Self' }, key: testKey('self'), issuer: undefined as never })).toBe('ocsp-signer-not-authorized');
  });
  it('item 1: good, by a responder that the host trusts, whoever issued it', async () => {
    const responder = await certificate({ subject: { CN: 'Responder' }, from: days(NOW, -9), to: days(NOW, 9), issuer: cast.root });
    expect(await fromResponse({ responder }, { trusted: [responder] })).toBe('good');
  });
});

describe('where to ask', () => {
  it('asks as RFC 6960 section 4.1 has it, by GET', async () => {
    const request = ocspRequest(read(cast.seal), read(cast.ca));
    expect(hex(request)).toBe(hex(requestOfDemo(cast.seal, cast.ca)));
    const url = ocspGetUrl('http://ocsp.trust.example/qualified/', request);
    expect(url.startsWith('http://ocsp.trust.example/qualified/M')).toBe(true);
    expect(Uint8Array.from(atob(decodeURIComponent(url.split('/').at(-1)!)), (each) => each.charCodeAt(0))).toEqual(new Uint8Array(request));
  });
  it('follows addresses of the web alone, and not many', async () => {
    expect(revocationUrls(read(cast.seal))).toEqual({ ocsp: ['http://ocsp.trust.example/qualified'], crl: ['http://crl.trust.example/qualified.crl'], caIssuers: ['http://pki.trust.example/qualified.cer'] });
    const odd = await certificate({ subject: { CN: 'x' }, from: NOW, to: days(NOW, 1), crl: ['ldap://a.example/', 'file:///etc/passwd', 'http://a b/', ...Array.from({ length: 9 }, (_, index) => `http://h${index}.example/`)] });
    expect(revocationUrls(read(odd))).toEqual({ ocsp: [], crl: ['http://h0.example/', 'http://h1.example/', 'http://h2.example/', 'http://h3.example/'], caIssuers: [] });
  });
});

describe('no list and no response makes a parser throw', () => {
  it.each(['crl', 'ocsp'] as const)('%s, mutated anywhere', async (kind) => {
    const whole = kind === 'crl' ? await list({ revoked: [{ certificate: cast.seal, at: NOW, reason: 'keyCompromise' }], distributionPoint: { url: 'http://a.example/' } }) : await response({ certHash: true, status: 'revoked' });
    const [seal, ca] = [read(cast.seal), read(cast.ca)];
    await fc.assert(fc.asyncProperty(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 }), async (changes) => {
      const bytes = new Uint8Array(whole);
      for (const [at, value] of changes) bytes[at] = value;
      const [asList, asResponse] = [parseCrl(bytes), parseOcspResponse(bytes)];
      const found = asList ? await crlStatement(seal, ca, asList) : asResponse ? await ocspStatement(seal, ca, asResponse) : undefined;
      // Whatever still verifies says what was signed.
      if (found?.ok) expect(found.statement.status).toBe('revoked');
    }), { numRuns: 1500 });
  });
});
