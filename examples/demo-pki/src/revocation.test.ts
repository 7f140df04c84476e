import * as asn1js from 'asn1js';
import { BasicOCSPResponse, Certificate, CertificateRevocationList, OCSPResponse } from 'pkijs';
import { describe, expect, it } from 'vitest';
import { crl, type CrlOptions } from './crl.js';
import { hex } from './der.js';
import { ocspResponse, type OcspOptions } from './ocsp.js';
import { days, pki } from './pki.js';

const NOW = '2026-08-22T00:00:00Z';
const cast = pki(NOW);
const read = (bytes: Uint8Array) => Certificate.fromBER(bytes.slice().buffer);
const list = async (options: Partial<CrlOptions> = {}) => CertificateRevocationList.fromBER((await crl({ issuer: (await cast).ca, thisUpdate: NOW, nextUpdate: days(NOW, 1), ...options })).slice().buffer);

async function answer(options: Partial<OcspOptions> = {}) {
  const { seal, ca, ocsp } = await cast;
  const response = OCSPResponse.fromBER((await ocspResponse({ certificate: seal, issuer: ca, responder: ocsp, thisUpdate: NOW, nextUpdate: days(NOW, 1), ...options })).slice().buffer);
  return { response, basic: response.responseBytes && BasicOCSPResponse.fromBER(response.responseBytes.response.valueBlock.valueHexView.slice().buffer) };
}

describe('revocation lists read back', () => {
  it('verify, and list who was revoked', async () => {
    const { ca, sign } = await cast;
    const made = await list({ revoked: [{ certificate: sign, at: days(NOW, -1), reason: 'keyCompromise' }] });
    expect(await made.verify({ issuerCertificate: read(ca.certificate) })).toBe(true);
    expect(made.isCertificateRevoked(read(sign.certificate))).toBe(true);
    expect(made.isCertificateRevoked(read((await cast).seal.certificate))).toBe(false);
  });
  it.each(['signature-corrupt', 'signature-by-other-key'] as const)('%s does not verify', async (fault) => {
    expect(await (await list({ fault })).verify({ issuerCertificate: read((await cast).ca.certificate) })).toBe(false);
  });
  it('no next update', async () => expect((await list({ nextUpdate: null })).nextUpdate).toBeUndefined());
  it('a delta, a distribution point, a critical extension', async () => {
    const made = await list({ deltaOf: 3, distributionPoint: { onlyCa: true }, fault: 'critical-extension' });
    expect(made.crlExtensions?.extensions.filter(({ critical }) => critical).map(({ extnID }) => extnID)).toEqual(['2.5.29.27', '2.5.29.28', '1.3.6.1.4.1.99999.1']);
  });
});

describe('OCSP responses read back', () => {
  it.each([['good', 0], ['revoked', 1], ['unknown', 2]] as const)('%s', async (status, expected) => {
    const { seal, ca } = await cast;
    const { basic } = await answer({ status, ...(status === 'revoked' ? { revokedAt: days(NOW, -1), reason: 'superseded' } : {}) });
    expect(await basic?.getCertificateStatus(read(seal.certificate), read(ca.certificate))).toEqual({ isForCertificate: true, status: expected });
    expect(await basic?.verify({ trustedCerts: [read(ca.certificate), read((await cast).root.certificate)] })).toBe(true);
  });
  it.each(['cert-id-other-key', 'cert-id-other-name', 'cert-id-other-serial'] as const)('%s is about another', async (fault) => {
    const { seal, ca } = await cast;
    expect((await (await answer({ fault })).basic?.getCertificateStatus(read(seal.certificate), read(ca.certificate)))?.isForCertificate).toBe(false);
  });
  it.each([['try-later', 3], ['unauthorized', 6], ['internal-error', 2], ['malformed-request', 1]] as const)('%s', async (fault, code) => {
    const { response } = await answer({ fault });
    expect(response.responseStatus.valueBlock.valueDec).toBe(code);
    expect(response.responseBytes).toBeUndefined();
  });
  it('a signature that is broken', async () => {
    expect(await (await answer({ fault: 'signature-corrupt' })).basic?.verify({ trustedCerts: [read((await cast).ca.certificate), read((await cast).root.certificate)] })).toBe(false);
  });
  it('is the same whenever it is made', async () => {
    const { seal, ca } = await cast;
    const make = () => ocspResponse({ certificate: seal, issuer: ca, thisUpdate: NOW });
    expect(hex(await make())).toBe(hex(await make()));
    expect(asn1js.fromBER((await make()).slice().buffer).offset).toBeGreaterThan(0);
  });
});
