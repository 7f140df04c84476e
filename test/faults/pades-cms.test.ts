import { signedData, signPdf, pdfDocument, unknownAttribute, type CmsFault, type SignedDataOptions } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { checkOf, expectOnly } from './world.js';
import { expectCheck, expectGood, judgeBytes, judgeSeal, cases, SEALED, type Row } from './pades-world.js';
import { pki, sealedPdf } from '@credlens/demo-pki';

const fault = (name: string, which: CmsFault, expected: Row[2], rule?: string): Row => [name, { seal: { cms: { fault: which } } }, expected, rule];
const cms = (name: string, options: Partial<SignedDataOptions>, expected: Row[2], rule?: string): Row => [name, { seal: { cms: options } }, expected, rule];

describe('a seal in order', () => {
  it('is verified, and every check of it passes', async () => {
    const report = await judgeSeal();
    expectGood(report);
    expectOnly(report);
    expect(report.signatures?.[0]).toMatchObject({ kind: 'seal', level: 'B', indication: 'TOTAL-PASSED', signer: { name: 'University of Example', organizationIdentifier: 'VATXX-12345678' }, time: { claimed: '2026-03-01T12:00:00.000Z' } });
  });
});

describe('RFC 5652: the cryptography of CMS', () => {
  const rows: Row[] = [
    fault('section 5.4: a signature value that does not verify', 'signature-corrupt', 'SIG_CRYPTO_FAILURE', 'signature-value'),
    fault('section 5.4: a signature by another key than the certificate\'s', 'signature-by-other-key', 'SIG_CRYPTO_FAILURE', 'signature-value'),
    fault('section 5.4: a signature over the content where there are signed attributes', 'signature-over-content', 'SIG_CRYPTO_FAILURE', 'signature-value'),
    fault('section 5.4: a signature over the attributes with their implicit tag', 'signature-over-implicit-tag', 'SIG_CRYPTO_FAILURE', 'signature-value'),
    fault('section 5.3: a signature value of no octets', 'signature-empty', 'SIG_CRYPTO_FAILURE', 'signature-malformed'),
    fault('section 11.2: a message digest of other content', 'message-digest-wrong', 'HASH_FAILURE', 'message-digest'),
    fault('section 11.2: no message digest', 'message-digest-missing', 'FORMAT_FAILURE', 'message-digest-missing'),
    fault('section 11.2: a message digest of two values', 'message-digest-two-values', 'FORMAT_FAILURE', 'attribute-repeated'),
    fault('section 11.2: the message digest twice', 'message-digest-twice', 'FORMAT_FAILURE', 'attribute-repeated'),
    fault('section 11.2: a message digest that is a number', 'message-digest-not-octets', 'FORMAT_FAILURE', 'message-digest-missing'),
    fault('section 11.1: a content type that is not that of the content', 'content-type-wrong', 'FORMAT_FAILURE', 'content-type'),
    fault('section 11.1: no content type', 'content-type-missing', 'FORMAT_FAILURE', 'content-type-missing'),
    fault('section 11.1: the content type twice', 'content-type-twice', 'FORMAT_FAILURE', 'attribute-repeated'),
    fault('section 5.3: a digest algorithm that is not the one of the message digest', 'digest-algorithm-wrong', 'HASH_FAILURE', 'message-digest'),
    fault('section 5.1: no digest algorithms announced', 'digest-algorithms-empty', 'good'),
    fault('section 5.1: other digest algorithms announced', 'digest-algorithms-other', 'good'),
    fault('section 5.3: a signature algorithm of another kind of key', 'signature-algorithm-wrong', 'SIG_CRYPTO_FAILURE'),
    fault('section 5.3: a signer by a serial number that no certificate has', 'signer-serial-wrong', 'NO_SIGNING_CERTIFICATE_FOUND', 'signer-identifier'),
    fault('section 5.3: a signer by an issuer that no certificate has', 'signer-issuer-wrong', 'NO_SIGNING_CERTIFICATE_FOUND', 'signer-identifier'),
    cms('section 5.3: a signer by key identifier', { byKeyIdentifier: true }, 'good'),
    fault('section 5.4: attributes signed in an order that is not DER', 'signed-attributes-unsorted', 'good'),
    fault('section 3: another content type than signed data', 'not-signed-data', 'FORMAT_FAILURE', 'cms-malformed'),
    fault('section 3: signed data without its wrapping', 'content-info-only', 'FORMAT_FAILURE', 'cms-malformed'),
    fault('section 3: cut short, so that zeros of the padding end the signature value', 'truncated', 'SIG_CRYPTO_FAILURE'),
    fault('section 3: in BER with indefinite length', 'indefinite-length', 'good'),
    cms('section 5.1: certificates of nobody', { certificates: [] }, 'NO_SIGNING_CERTIFICATE_FOUND', 'signer-identifier'),
    cms('section 5.2: an attribute that nobody knows', { signedAttributes: [unknownAttribute()] }, 'good'),
  ];
  cases(rows);
});

describe('RFC 6211: protection of the algorithms', () => {
  const rows: Row[] = [
    cms('the same algorithms as outside', { algorithmProtection: true }, 'good'),
    fault('section 3: another digest algorithm than outside', 'algorithm-protection-digest-wrong', 'SIG_CRYPTO_FAILURE', 'algorithm-protection'),
    fault('section 3: another signature algorithm than outside', 'algorithm-protection-signature-wrong', 'SIG_CRYPTO_FAILURE', 'algorithm-protection'),
  ];
  cases(rows);
});

describe('EN 319 142-1 and ISO 32000-2 section 12.8.3.3: what PAdES adds', () => {
  const rows: Row[] = [
    fault('12.8.3.3.1: no signer', 'no-signers', 'FORMAT_FAILURE', 'signer-count'),
    fault('12.8.3.3.1: two signers', 'two-signers', 'FORMAT_FAILURE', 'signer-count'),
    fault('6.3: no signed attributes', 'no-signed-attributes', 'FORMAT_FAILURE', 'signed-attributes-missing'),
    fault('6.3: a set of signed attributes with nothing in it', 'signed-attributes-empty', 'FORMAT_FAILURE'),
    fault('12.8.3.3.1: bytes behind the CMS that are not padding', 'trailing-bytes', 'FORMAT_FAILURE', 'contents-trailing-data'),
    fault('12.8.3.3.1: Contents that are padding alone', 'empty', 'FORMAT_FAILURE'),
    cms('12.8.3.3.1: content inside the CMS', { detached: false }, 'FORMAT_FAILURE', 'content-not-detached'),
    cms('12.8.3.3.1: content of another type than data', { contentType: '1.2.840.113549.1.9.16.1.4' }, 'FORMAT_FAILURE', 'content-type'),
    cms('6.3: the signing-time attribute beside entry M', { signingTime: SEALED }, 'good'),
    cms('6.3: a signature policy that is named', { signaturePolicy: { oid: '1.2.3.4', url: 'https://policy.example/' } }, 'good'),
    cms('6.3: the implied signature policy', { signaturePolicy: 'implied' }, 'good'),
    ['12.8.3.3.2: adbe.pkcs7.detached with the time of signing in its attributes', { seal: { signature: { subFilter: 'adbe.pkcs7.detached' }, cms: { signingTime: SEALED, ess: { version: 'none' } } } }, 'good'],
  ];
  cases(rows);

  it('12.8.3.3.1: adbe.pkcs7.sha1 is refused with its reason', async () => {
    const cast = await pki(SEALED);
    const { digest } = await import('@credlens/demo-pki');
    const pdf = await signPdf(pdfDocument(), { subFilter: 'adbe.pkcs7.sha1', size: 8000 }, (bytes) => signedData({ content: digest('SHA-1', bytes), signer: cast.seal, certificates: [cast.seal, cast.ca], detached: false }));
    const report = await judgeBytes(pdf.bytes, cast);
    expect(checkOf(report, 'proof.terms')).toMatchObject({ code: 'ades.sig-constraints-failure', outcome: 'indeterminate', params: { rule: 'adbe-pkcs7-sha1' } });
    expect(report.verdict).toBe('indeterminate');
  });
  it('12.8.1: one byte of the file is another', async () => {
    const cast = await pki(SEALED);
    const { bytes } = await sealedPdf({ pki: cast, document: { lines: ['Grade: B'] } });
    const at = new TextDecoder('latin1').decode(bytes).indexOf('Grade: B');
    bytes[at + 7] = 'A'.charCodeAt(0);
    const report = await judgeBytes(bytes, cast);
    expectCheck(report, 'invalid', 'proof.signature', 'ades.hash-failure');
    expect(checkOf(report, 'issuer.identity').outcome).not.toBe('pass');
  });
});
