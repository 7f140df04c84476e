import { certificate, days, hours, pki, sealedPdf, timestampToken, type CrlFault, type OcspFault, type Pki, type TestIdentity } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { checkOf } from './world.js';
import { expectCheck, expectGood, expectSub, FRESH, judgeBytes, judgeSeal, NOW, cases, SEALED, type Row } from './pades-world.js';

/** Neither OCSP nor the list of its authority says anything of the signer, but for what a case adds. */
const silent = { caCrl: null, ocsp: null } as const;
const ocsp = (name: string, fault: OcspFault, expected: Row[2] = 'TRY_LATER', rule?: string): Row => [name, { world: { revocation: { caCrl: null, ocsp: { fault } } } }, expected, rule];
const crl = (name: string, fault: CrlFault, expected: Row[2] = 'TRY_LATER', rule?: string): Row => [name, { world: { revocation: { ocsp: null, caCrl: { fault } } } }, expected, rule];
const revokedAt = (at: string) => ({ status: 'revoked', revokedAt: at, reason: 'keyCompromise' }) as const;

describe('RFC 6960: answers that count for nothing', () => {
  const rows: Row[] = [
    ['an answer in order', { world: { revocation: { caCrl: null } } }, 'good'],
    ocsp('4.2.2.2: a signature that does not verify', 'signature-corrupt'),
    ocsp('4.2.2.2: a signature by another key', 'signature-by-other-key'),
    ocsp('4.3: a signature algorithm that nobody knows', 'algorithm-unknown'),
    ocsp('3.2 (1): about the key of another issuer', 'cert-id-other-key'),
    ocsp('3.2 (1): about the name of another issuer', 'cert-id-other-name'),
    ocsp('3.2 (1): about another serial number', 'cert-id-other-serial'),
    ocsp('4.1.1: a certificate identifier by a digest that nobody knows', 'cert-id-unknown-digest'),
    ocsp('4.2.1: a responder\'s name that no certificate has', 'responder-name-other'),
    ocsp('4.2.1: without the responder\'s certificate', 'responder-certificate-missing'),
    ocsp('2.3: try later', 'try-later'),
    ocsp('2.3: unauthorized', 'unauthorized'),
    ocsp('2.3: an internal error', 'internal-error'),
    ocsp('2.3: a request that it did not understand', 'malformed-request'),
    ocsp('4.2.1: a type of response that nobody knows', 'type-unknown'),
    ocsp('4.2.1: no response in it', 'malformed'),
    ocsp('4.2.1: cut short', 'truncated'),
    ocsp('4.2.1: of no certificate', 'no-responses'),
    ocsp('4.4: a critical extension that nobody knows', 'critical-extension'),
    ocsp('4.4: a critical extension of its one answer that nobody knows', 'single-critical-extension'),
    ['2.2: unknown', { world: { revocation: { caCrl: null, ocsp: { status: 'unknown' } } } }, 'TRY_LATER'],
    ['4.2.2.1: older than its next update', { world: { revocation: { caCrl: null, ocsp: { thisUpdate: days(NOW, -10), nextUpdate: days(NOW, -9) } } } }, 'TRY_LATER'],
    ['EN 319 102-1 section 5.2.5: said later than the instant that is judged at, which may be long past', { world: { revocation: { caCrl: null, ocsp: { thisUpdate: days(NOW, 2), nextUpdate: days(NOW, 3) } } } }, 'good'],
    ['4.2.2.2: by the issuer itself', { world: ({ ca }) => ({ revocation: { caCrl: null, ocsp: { responder: ca } } }) }, 'good'],
    ['4.2.1: by key in place of name', { world: { revocation: { caCrl: null, ocsp: { byKey: true } } } }, 'good'],
    ['4.1.1: a certificate identifier by SHA-256', { world: { revocation: { caCrl: null, ocsp: { digest: 'SHA-256' } } } }, 'good'],
    ['4.2.1: among answers about others', { world: ({ sign, ca }) => ({ revocation: { caCrl: null, ocsp: { also: [{ certificate: sign, issuer: ca, thisUpdate: FRESH, ...revokedAt(SEALED) }] } } }) }, 'good'],
  ];
  cases(rows);
});

describe('RFC 6960 section 4.2.2.2: who may answer', () => {
  const by = async (make: (cast: Pki) => TestIdentity | Promise<TestIdentity>) => judgeSeal({ world: async (cast) => ({ revocation: { caCrl: null, ocsp: { responder: await make(cast) } } }) });
  const responder = (cast: Pki, options: Partial<Parameters<typeof certificate>[0]>) => certificate({
    issuer: cast.ca, subject: { CN: 'Another responder' }, ca: false, keyUsage: ['digitalSignature'], extendedKeyUsage: ['OCSPSigning'], ocspNoCheck: true, from: days(SEALED, -30), to: days(NOW, 30), ...options,
  });
  it('delegated by the issuer', async () => expectGood(await by((cast) => responder(cast, {}))));
  it('delegated by another authority', async () => expectSub(await by((cast) => responder(cast, { issuer: cast.plainCa })), 'TRY_LATER'));
  it('delegated by an authority with the issuer\'s name', async () => expectSub(await by((cast) => responder(cast, { issuer: cast.lookAlikeCa })), 'TRY_LATER'));
  it('a certificate of the issuer that is not for it', async () => expectSub(await by((cast) => responder(cast, { extendedKeyUsage: ['clientAuth'] })), 'TRY_LATER'));
  it('any purpose is not this purpose', async () => expectSub(await by((cast) => responder(cast, { extendedKeyUsage: ['any'] })), 'TRY_LATER'));
  it('the signer about itself', async () => expectSub(await by(({ seal }) => seal), 'TRY_LATER'));
  it('expired when it answered', async () => expectSub(await by((cast) => responder(cast, { to: days(NOW, -10) })), 'TRY_LATER'));
  it('self-signed under the issuer\'s name', async () => expectSub(await by(({ lookAlikeCa }) => lookAlikeCa), 'TRY_LATER'));
  it('a critical extension that nobody knows', async () => expectSub(await by((cast) => responder(cast, { extra: [{ oid: '1.3.6.1.4.1.99999.1', critical: true, value: Uint8Array.of(5, 0) }] })), 'TRY_LATER'));
});

describe('RFC 5280 section 6.3.3: lists that count for nothing', () => {
  const rows: Row[] = [
    ['a list in order', { world: { revocation: { ocsp: null } } }, 'good'],
    crl('(g): a signature that does not verify', 'signature-corrupt'),
    crl('(g): a signature by another key', 'signature-by-other-key'),
    crl('5.1.1.2: another algorithm inside than outside', 'algorithm-mismatch'),
    crl('5.1.1.2: a signature algorithm that nobody knows', 'algorithm-unknown'),
    crl('5.2: a critical extension that nobody knows', 'critical-extension'),
    crl('(b): by somebody else\'s name', 'issuer-name-other'),
    crl('5: cut short', 'truncated'),
    crl('5.2: an extension twice', 'duplicate-extension'),
    ['5.1.2.5: older than its next update', { world: { revocation: { ocsp: null, caCrl: { thisUpdate: days(NOW, -20), nextUpdate: days(NOW, -10) } } } }, 'TRY_LATER'],
    ['5.1.2.5: without a next update', { world: { revocation: { ocsp: null, caCrl: { thisUpdate: days(NOW, -200), nextUpdate: null } } } }, 'TRY_LATER'],
    ['5.2.4: a delta alone', { world: { revocation: { ocsp: null, caCrl: { deltaOf: 1, number: 2 } } } }, 'TRY_LATER'],
    ['(b)(2)(iii): of authorities\' certificates alone', { world: { revocation: { ocsp: null, caCrl: { distributionPoint: { onlyCa: true } } } } }, 'TRY_LATER'],
    ['(b)(2)(iv): of attribute certificates alone', { world: { revocation: { ocsp: null, caCrl: { distributionPoint: { onlyAttribute: true } } } } }, 'TRY_LATER'],
    ['(b)(2)(ii): of end entities alone', { world: { revocation: { ocsp: null, caCrl: { distributionPoint: { onlyUser: true } } } } }, 'good'],
    ['(d)(2): of some reasons alone', { world: { revocation: { ocsp: null, caCrl: { distributionPoint: { reasons: ['keyCompromise'] } } } } }, 'TRY_LATER'],
    ['(b)(2)(i): of another distribution point', { world: { revocation: { ocsp: null, caCrl: { distributionPoint: { url: 'http://crl.trust.example/another.crl' } } } } }, 'TRY_LATER'],
    ['(f): an authority whose key usage does not let it sign lists', { cast: { ca: { keyUsage: ['keyCertSign'] } }, world: { revocation: { ocsp: null } } }, 'TRY_LATER'],
  ];
  cases(rows);

  it('(i) and (j): a signer that is on it, whatever else the entry says', async () => {
    const report = await judgeSeal({ world: ({ seal }) => ({ revocation: { ocsp: null, caCrl: { revoked: [{ certificate: seal, at: days(NOW, -30), reason: 'superseded' }] } } }) });
    expectSub(report, 'REVOKED_NO_POE');
  });
  it('5.3: an entry with a critical extension that nobody knows is no all-clear', async () => {
    const report = await judgeSeal({ world: ({ seal }) => ({ revocation: { ocsp: null, caCrl: { fault: 'entry-critical-extension', revoked: [{ certificate: seal, at: days(NOW, -30) }] } } }) });
    expect(report.verdict).not.toBe('verified');
  });
  it('a serial number that another authority revoked is another certificate', async () => {
    const report = await judgeSeal({ cast: { seal: { serial: 4711n } }, world: { revocation: { ocsp: null, rootCrl: { revoked: [{ serial: 4711n, at: days(NOW, -30) }] } } } });
    expectGood(report);
  });
});

describe('EN 319 102-1 sections 5.2.6, 5.5.4 and 5.6.2: revoked, and when', () => {
  const rows: Row[] = [
    ['5.2.6.4: revoked, and nothing proves that it was used before', { world: { revocation: { ocsp: revokedAt(days(SEALED, 60)) } } }, 'REVOKED_NO_POE'],
    ['5.5.4: revoked before the time that is proved', { seal: { level: 'T' }, world: { revocation: { ocsp: revokedAt(days(SEALED, -10)) } } }, 'REVOKED_NO_POE'],
    ['5.3.4: signed after it was revoked, as a time-stamp on the content shows', { seal: ({ tsa, tsaCa }) => ({ cms: { contentTimestamp: (imprintOf) => timestampToken({ imprintOf, at: SEALED, tsa, certificates: [tsa, tsaCa] }) } }), world: { revocation: { ocsp: revokedAt(days(SEALED, -10)) } } }, 'REVOKED'],
    ['5.3.4: revoked before the time that is claimed, though nothing is proved', { world: { revocation: { ocsp: revokedAt(days(SEALED, -10)) } } }, 'REVOKED_NO_POE'],
    ['5.2.6.4: on hold', { world: { revocation: { ocsp: { status: 'revoked', revokedAt: days(SEALED, 60), reason: 'certificateHold' } } } }, 'TRY_LATER'],
    ['5.6.2.2: the authority is revoked, and nothing is proved', { world: ({ ca }) => ({ revocation: { rootCrl: { revoked: [{ certificate: ca, at: days(SEALED, 60), reason: 'cACompromise' }] } } }) }, 'REVOKED_CA_NO_POE'],
    ['5.2.5: nothing is known of the authority', { world: { revocation: { rootCrl: null } } }, 'TRY_LATER'],
    ['5.2.5: nothing is known of the signer', { world: { revocation: silent } }, 'TRY_LATER'],
    ['5.2.5: nothing can be fetched at all', { world: null }, 'TRY_LATER'],
    ['5.2.6.4: of two that are in the file one says revoked, the other good', { seal: ({ seal }) => ({ level: 'LT', timestamp: null, revocation: { caCrl: { revoked: [{ certificate: seal, at: days(SEALED, -3) }] } } }) }, 'REVOKED_NO_POE'],
  ];
  cases(rows);

  it('5.5.4 (5): revoked after the time that is proved is still good, and said', async () => {
    const report = await judgeSeal({ seal: { level: 'T' }, world: { revocation: { ocsp: revokedAt(days(SEALED, 60)) } } });
    expectCheck(report, 'verified', 'status.revocation', 'seal.revoked-since');
    expect(report.cautions).toBe(true);
    expect(report.signatures?.[0]?.revocation).toMatchObject({ status: 'revoked', revokedAt: days(SEALED, 60), reason: 'keyCompromise' });
  });
  it('5.6.2.2: the authority revoked after the time that is proved', async () => {
    const report = await judgeSeal({ seal: { level: 'LT' }, world: ({ ca }) => ({ revocation: { rootCrl: { revoked: [{ certificate: ca, at: days(SEALED, 60), reason: 'cessationOfOperation' }] } } }) });
    expectGood(report);
  });
});

describe('EN 319 102-1 section 5.2.5 and EN 319 142-1 section 5.4: material in the file', () => {
  it('level LT without a network', async () => expectGood(await judgeSeal({ seal: { level: 'LT' }, at: hours(SEALED, 3), world: null })));
  it('level LT without its OCSP response', async () => expectSub(await judgeSeal({ seal: { level: 'LT', revocation: { ocsp: null } }, at: hours(SEALED, 3), world: null }), 'TRY_LATER'));
  it('level LT without the root\'s list', async () => expectSub(await judgeSeal({ seal: { level: 'LT', revocation: { rootCrl: null } }, at: hours(SEALED, 3), world: null }), 'TRY_LATER'));
  it('a store of forged answers', async () => expectSub(await judgeSeal({ seal: { level: 'LT', revocation: { ocsp: { fault: 'signature-by-other-key' } } }, at: hours(SEALED, 3), world: null }), 'TRY_LATER'));
  it('a store of answers older than the signature', async () => expectSub(await judgeSeal({ seal: { level: 'LT', revocation: { ocsp: { thisUpdate: days(SEALED, -20), nextUpdate: days(SEALED, -19) } } }, at: hours(SEALED, 3), world: null }), 'TRY_LATER'));
  it('the store of another signature: under a VRI key of nothing, the arrays count', async () => expectGood(await judgeSeal({ seal: { level: 'LT', vri: 'other' }, at: hours(SEALED, 3), world: null })));
  it('revocation values among the signed attributes', async () => {
    const { crl: makeCrl, ocspResponse } = await import('@credlens/demo-pki');
    const report = await judgeSeal({
      at: hours(SEALED, 3), world: null,
      seal: async ({ seal, ca, ocsp: responder, root }) => ({
        signature: { subFilter: 'adbe.pkcs7.detached', size: 16_000 },
        cms: {
          adobeRevocation: {
            ocsps: [await ocspResponse({ certificate: seal, issuer: ca, responder, thisUpdate: SEALED, nextUpdate: days(SEALED, 7) })],
            crls: [await makeCrl({ issuer: root, thisUpdate: SEALED, nextUpdate: days(SEALED, 30) })],
          },
        },
      }),
    });
    expectGood(report);
  });
});

describe('certificates that nobody revokes', () => {
  it('EN 319 412-1 section 5.2.2: validity assured', async () => {
    const report = await judgeSeal({ cast: { seal: { validityAssured: true } }, world: { revocation: silent } });
    expectGood(report);
    expect(checkOf(report, 'status.revocation')).toMatchObject({ code: 'seal.revocation-not-needed', params: { reason: 'validity-assured' } });
  });
  it('RFC 6960 section 4.2.2.2.1: no-check is for responders, and clears no seal', async () => {
    const report = await judgeSeal({ cast: { seal: { ocspNoCheck: true } }, world: { revocation: silent } });
    expectSub(report, 'TRY_LATER');
  });
  it('validity assured, and the file itself says revoked', async () => {
    const cast = await pki(SEALED, { seal: { validityAssured: true } });
    const report = await judgeBytes((await sealedPdf({ pki: cast, level: 'LT', revocation: { ocsp: revokedAt(days(SEALED, -1)) } })).bytes, cast);
    expect(report.verdict).not.toBe('verified');
  });
});
