import { crl, days, digest, hours, ocspResponse, pki, signedData, timestampToken, worldResources, type Answer, type CrlOptions, type OcspOptions, type Pki, type PkiOptions, type SignedDataOptions, type TimestampOptions, type WorldOptions } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { createGuardedFetch } from '../net/index.js';
import { anchorOf, anchorStore, parseCertificate, type TrustAnchor } from '../x509/index.js';
import { readCmsSignature, validateSignature, type CmsSignatureQuestion, type Conclusion, type RevocationMaterial, type SignatureInput, type TimestampInput, type ValidationEnvironment } from './index.js';

const NOW = '2026-08-22T00:00:00Z';
const ms = (at: string): number => Date.parse(at);
const SIGNED = days(NOW, -10);
const CONTENT = new TextEncoder().encode('the two ranges of a file');

type Identity = Pki['seal'];
const anchor = (identity: Identity): TrustAnchor => anchorOf(parseCertificate(identity.certificate)!, { kind: 'host', name: 'test' });

interface Scene {
  pki?: PkiOptions;
  signer?: 'seal' | 'sign' | 'plainSeal' | 'lookAlikeSeal';
  cms?: Partial<SignedDataOptions>;
  question?: Partial<CmsSignatureQuestion>;
  /** When the signature time-stamp says; `none` for no time-stamp. */
  stamped?: string | 'none';
  stamp?: Partial<TimestampOptions>;
  contentStamped?: string;
  /** The OCSP response about the signer, in the store. `none`: there is none. */
  ocsp?: Partial<OcspOptions> | 'none';
  rootCrl?: Partial<CrlOptions> | 'none';
  tsaCrl?: Partial<CrlOptions> | 'none';
  /** Document time-stamps behind the store. */
  archived?: readonly string[];
  archiveStamp?: Partial<TimestampOptions>;
  environment?: Partial<ValidationEnvironment>;
  anchors?: (cast: Pki) => TrustAnchor[];
  certificates?: (cast: Pki) => Identity[];
  alter?: (input: SignatureInput, cast: Pki) => SignatureInput | Promise<SignatureInput>;
}

/** A sealed document at level LT, right in every way but for what the scene says: signature in layer 0, store in layer 1, document time-stamps from layer 2 on. */
async function validate(scene: Scene = {}): Promise<Conclusion> {
  const cast = await pki(NOW, scene.pki);
  const signer = cast[scene.signer ?? 'seal'];
  const stamped = scene.stamped ?? SIGNED;
  const token = (at: string, more: Partial<TimestampOptions> = {}) => (imprintOf: Uint8Array) => timestampToken({ imprintOf, at, tsa: cast.tsa, certificates: [cast.tsa, cast.tsaCa], ...more });
  const cms = await signedData({
    content: CONTENT, signer, certificates: [signer, cast.ca], ...(stamped === 'none' ? {} : { signatureTimestamps: [token(stamped, scene.stamp)] }),
    ...(scene.contentStamped ? { contentTimestamp: token(scene.contentStamped) } : {}), ...scene.cms,
  });
  const described = await readCmsSignature({ cms, content: CONTENT, profile: 'pades', layer: 0, ...scene.question });
  const at = stamped === 'none' ? SIGNED : stamped;
  const store: RevocationMaterial[] = [];
  const add = (der: Uint8Array): void => { store.push({ der, layer: 1 }); };
  if (scene.ocsp !== 'none') add(await ocspResponse({ certificate: signer, issuer: cast.ca, responder: cast.ocsp, thisUpdate: hours(at, 1), nextUpdate: days(NOW, 1), ...scene.ocsp }));
  if (scene.rootCrl !== 'none') add(await crl({ issuer: cast.root, thisUpdate: days(NOW, -40), nextUpdate: days(NOW, 40), ...scene.rootCrl }));
  if (scene.tsaCrl !== 'none') add(await crl({ issuer: cast.tsaCa, thisUpdate: days(NOW, -20), nextUpdate: days(NOW, 20), ...scene.tsaCrl }));
  const archive: TimestampInput[] = await Promise.all((scene.archived ?? []).map(async (time, index): Promise<TimestampInput> => {
    const data = new TextEncoder().encode(`everything up to ${index}`);
    return { kind: 'document', token: await token(time, scene.archiveStamp)(data), data, covers: 2 + index, layer: 2 + index };
  }));
  const more = (scene.certificates?.(cast) ?? [cast.ca, cast.tsaCa]).map((each) => ({ der: each.certificate, layer: 1 }));
  const input: SignatureInput = { ...described, certificates: [...described.certificates, ...more], revocation: [...described.revocation, ...store], timestamps: [...described.timestamps, ...archive] };
  const anchors = anchorStore(scene.anchors?.(cast) ?? [anchor(cast.root)]);
  return validateSignature(await scene.alter?.(input, cast) ?? input, { anchors, now: ms(NOW), ...scene.environment });
}

const summary = ({ indication, problems }: Conclusion) => [indication, ...problems.map(({ sub, rule }) => `${sub} ${rule}`)];

describe('EN 319 102-1: what passes', () => {
  it('5.3: a signature without a time-stamp, whose certificate holds now', async () => {
    const found = await validate({ stamped: 'none' });
    expect(summary(found)).toEqual(['TOTAL-PASSED']);
    expect(found).toMatchObject({ level: 'B', time: { judgedAt: ms(NOW) }, revocation: { status: 'good', source: 'ocsp' }, algorithms: { digest: 'SHA-256', signature: 'ECDSA with SHA-256', keyBits: 256 } });
    expect(found.path.map(({ subject }) => subject.attributes.at(-1)?.value)).toHaveLength(2);
  });
  it('5.5: a signature time-stamp proves when', async () => {
    const found = await validate();
    expect(summary(found)).toEqual(['TOTAL-PASSED']);
    expect(found).toMatchObject({ level: 'LT', time: { proved: ms(SIGNED), judgedAt: ms(SIGNED) }, timestamps: [{ kind: 'signature', indication: 'TOTAL-PASSED', time: ms(SIGNED) }] });
  });
  it('5.6: LTA', async () => {
    const found = await validate({ archived: [days(NOW, -5)] });
    expect(summary(found)).toEqual(['TOTAL-PASSED']);
    expect(found.level).toBe('LTA');
  });
});

/** One thing is wrong: what comes first is this, and nothing passes. */
const single: [name: string, scene: Scene, indication: Conclusion['indication'], first: string][] = [
  // 5.2.2 format checking
  ['5.2.2 FORMAT_FAILURE: the CMS is cut short', { cms: { fault: 'truncated' } }, 'TOTAL-FAILED', 'FORMAT_FAILURE cms-malformed'],
  ['5.2.2 FORMAT_FAILURE: there is no CMS', { cms: { fault: 'empty' } }, 'TOTAL-FAILED', 'FORMAT_FAILURE cms-malformed'],
  ['5.2.2 FORMAT_FAILURE: SignedData without its ContentInfo', { cms: { fault: 'content-info-only' } }, 'TOTAL-FAILED', 'FORMAT_FAILURE cms-malformed'],
  ['5.2.2 FORMAT_FAILURE: another type of CMS', { cms: { fault: 'not-signed-data' } }, 'TOTAL-FAILED', 'FORMAT_FAILURE cms-malformed'],
  ['5.2.2 FORMAT_FAILURE: bytes behind the CMS', { cms: { fault: 'trailing-bytes' } }, 'TOTAL-FAILED', 'FORMAT_FAILURE cms-trailing-data'],
  ['RFC 5652 5.1 FORMAT_FAILURE: nobody signed', { cms: { fault: 'no-signers' } }, 'TOTAL-FAILED', 'FORMAT_FAILURE signer-count'],
  ['EN 319 142-1 5.3 FORMAT_FAILURE: two signers', { cms: { fault: 'two-signers' } }, 'TOTAL-FAILED', 'FORMAT_FAILURE signer-count'],
  ['EN 319 142-1 5.3 FORMAT_FAILURE: the content is inside', { cms: { detached: false } }, 'TOTAL-FAILED', 'FORMAT_FAILURE content-not-detached'],
  ['RFC 5652 11.1 FORMAT_FAILURE: content type', { cms: { fault: 'content-type-wrong' } }, 'TOTAL-FAILED', 'FORMAT_FAILURE content-type'],
  ['RFC 5652 11.1 FORMAT_FAILURE: content type missing', { cms: { fault: 'content-type-missing' } }, 'TOTAL-FAILED', 'FORMAT_FAILURE content-type-missing'],
  ['RFC 5652 11.1 FORMAT_FAILURE: content type twice', { cms: { fault: 'content-type-twice' } }, 'TOTAL-FAILED', 'FORMAT_FAILURE attribute-repeated'],
  ['RFC 5652 11.1 FORMAT_FAILURE: content of another type', { cms: { contentType: '1.2.840.113549.1.7.5' } }, 'TOTAL-FAILED', 'FORMAT_FAILURE content-type'],
  ['RFC 5652 11.2 FORMAT_FAILURE: message digest missing', { cms: { fault: 'message-digest-missing' } }, 'TOTAL-FAILED', 'FORMAT_FAILURE message-digest-missing'],
  ['RFC 5652 11.2 FORMAT_FAILURE: two message digests in one', { cms: { fault: 'message-digest-two-values' } }, 'TOTAL-FAILED', 'FORMAT_FAILURE attribute-repeated'],
  ['RFC 5652 11.2 FORMAT_FAILURE: message digest twice', { cms: { fault: 'message-digest-twice' } }, 'TOTAL-FAILED', 'FORMAT_FAILURE attribute-repeated'],
  ['RFC 5652 11.2 FORMAT_FAILURE: message digest that is no octets', { cms: { fault: 'message-digest-not-octets' } }, 'TOTAL-FAILED', 'FORMAT_FAILURE message-digest-missing'],
  ['RFC 5652 5.3 FORMAT_FAILURE: no signed attributes', { cms: { fault: 'no-signed-attributes' } }, 'TOTAL-FAILED', 'FORMAT_FAILURE signed-attributes-missing'],
  ['RFC 5652 5.3 FORMAT_FAILURE: signed attributes without any', { cms: { fault: 'signed-attributes-empty' } }, 'TOTAL-FAILED', 'FORMAT_FAILURE content-type-missing'],
  // 5.2.3 identification of the signing certificate
  ['5.2.3 NO_SIGNING_CERTIFICATE_FOUND: no certificate', { cms: { certificates: [] }, certificates: ({ tsaCa }) => [tsaCa] }, 'INDETERMINATE', 'NO_SIGNING_CERTIFICATE_FOUND signer-identifier'],
  ['5.2.3 NO_SIGNING_CERTIFICATE_FOUND: another number', { cms: { fault: 'signer-serial-wrong' } }, 'INDETERMINATE', 'NO_SIGNING_CERTIFICATE_FOUND signer-identifier'],
  ['5.2.3 NO_SIGNING_CERTIFICATE_FOUND: another issuer', { cms: { fault: 'signer-issuer-wrong' } }, 'INDETERMINATE', 'NO_SIGNING_CERTIFICATE_FOUND signer-identifier'],
  ['RFC 5035 NO_SIGNING_CERTIFICATE_FOUND: digest of something else', { cms: { ess: { wrongDigest: true } } }, 'INDETERMINATE', 'NO_SIGNING_CERTIFICATE_FOUND ess-certificate-differs'],
  ['RFC 5035 NO_SIGNING_CERTIFICATE_FOUND: number of something else', { cms: { ess: { issuerSerial: 'wrong-serial' } } }, 'INDETERMINATE', 'NO_SIGNING_CERTIFICATE_FOUND ess-issuer-serial-differs'],
  ['RFC 5035 NO_SIGNING_CERTIFICATE_FOUND: issuer of something else', { cms: { ess: { issuerSerial: 'wrong-issuer' } } }, 'INDETERMINATE', 'NO_SIGNING_CERTIFICATE_FOUND ess-issuer-serial-differs'],
  ['RFC 5035 NO_SIGNING_CERTIFICATE_FOUND: names no certificate', { cms: { ess: { empty: true } } }, 'INDETERMINATE', 'NO_SIGNING_CERTIFICATE_FOUND ess-malformed'],
  // 5.2.7 cryptographic verification
  ['5.2.7 HASH_FAILURE', { cms: { fault: 'message-digest-wrong' } }, 'TOTAL-FAILED', 'HASH_FAILURE message-digest'],
  ['5.2.7 SIG_CRYPTO_FAILURE: one bit', { cms: { fault: 'signature-corrupt' } }, 'TOTAL-FAILED', 'SIG_CRYPTO_FAILURE signature-value'],
  ['5.2.7 SIG_CRYPTO_FAILURE: another key', { cms: { fault: 'signature-by-other-key' } }, 'TOTAL-FAILED', 'SIG_CRYPTO_FAILURE signature-value'],
  ['RFC 5652 5.4 SIG_CRYPTO_FAILURE: over the content, not the attributes', { cms: { fault: 'signature-over-content' } }, 'TOTAL-FAILED', 'SIG_CRYPTO_FAILURE signature-value'],
  ['RFC 5652 5.4 SIG_CRYPTO_FAILURE: over the implicit tag', { cms: { fault: 'signature-over-implicit-tag' } }, 'TOTAL-FAILED', 'SIG_CRYPTO_FAILURE signature-value'],
  ['5.2.7 SIG_CRYPTO_FAILURE: empty', { cms: { fault: 'signature-empty' } }, 'TOTAL-FAILED', 'SIG_CRYPTO_FAILURE signature-malformed'],
  ['5.2.7 SIG_CRYPTO_FAILURE: algorithm of another kind of key', { cms: { fault: 'signature-algorithm-wrong' } }, 'TOTAL-FAILED', 'SIG_CRYPTO_FAILURE signature-malformed'],
  ['RFC 6211 SIG_CRYPTO_FAILURE: another digest was meant', { cms: { fault: 'algorithm-protection-digest-wrong' } }, 'TOTAL-FAILED', 'SIG_CRYPTO_FAILURE algorithm-protection'],
  ['RFC 6211 SIG_CRYPTO_FAILURE: another signature was meant', { cms: { fault: 'algorithm-protection-signature-wrong' } }, 'TOTAL-FAILED', 'SIG_CRYPTO_FAILURE algorithm-protection'],
  ['5.2.7 SIGNED_DATA_NOT_FOUND', { alter: (input) => ({ ...input, integrity: [{ sub: 'SIGNED_DATA_NOT_FOUND', rule: 'content', params: {}, retryable: false }] }) }, 'INDETERMINATE', 'SIGNED_DATA_NOT_FOUND content'],
  // 5.2.8 signature acceptance
  ['EN 319 122-1 5.2.2 SIG_CONSTRAINTS_FAILURE: nothing signed names the certificate', { cms: { ess: { version: 'none' } } }, 'INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE ess-signing-certificate'],
  ['ISO 32000-1 12.8.3.3 SIG_CONSTRAINTS_FAILURE: adbe.pkcs7.sha1, whatever it holds', { question: { profile: 'sha1' }, cms: { content: digest('SHA-1', CONTENT), detached: false } }, 'INDETERMINATE', 'SIG_CONSTRAINTS_FAILURE adbe-pkcs7-sha1'],
  ['ISO 32000-1 12.8.3.3 HASH_FAILURE: adbe.pkcs7.sha1 of something else', { question: { profile: 'sha1' }, cms: { content: digest('SHA-1', new Uint8Array()), detached: false } }, 'TOTAL-FAILED', 'HASH_FAILURE adbe-pkcs7-sha1-content'],
  ['5.2.8 CRYPTO_CONSTRAINTS_FAILURE: a digest nobody knows', { cms: { fault: 'digest-unknown' } }, 'INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE digest-unknown'],
  ['5.2.8 CRYPTO_CONSTRAINTS_FAILURE: a signature algorithm nobody knows', { cms: { fault: 'signature-algorithm-unknown' } }, 'INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE signature-algorithm'],
  ['5.2.8 CRYPTO_CONSTRAINTS_FAILURE: MD5', { cms: { digest: 'MD5', signature: { digest: 'SHA-256' } } }, 'INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE digest-unknown'],
  ['5.2.8 CRYPTO_CONSTRAINTS_FAILURE_NO_POE: SHA-1, which no time-stamp of its day proves', { cms: { digest: 'SHA-1' } }, 'INDETERMINATE', 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE digest-expired'],
  // 5.2.4 policy
  ['5.2.4 POLICY_PROCESSING_ERROR', { alter: (input) => ({ ...input, signaturePolicy: 'unreadable' }) }, 'INDETERMINATE', 'POLICY_PROCESSING_ERROR signature-policy-unreadable'],
  ['5.2.4 SIGNATURE_POLICY_NOT_AVAILABLE', { cms: { signaturePolicy: { oid: '1.3.6.1.4.1.99999.7' } }, environment: { policy: { signaturePolicy: 'process' } } }, 'INDETERMINATE', 'SIGNATURE_POLICY_NOT_AVAILABLE signature-policy'],
  // 5.2.6 X.509 validation
  ['5.2.6 NO_CERTIFICATE_CHAIN_FOUND: another root', { anchors: ({ otherRoot }) => [anchor(otherRoot)] }, 'INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND issuer-unknown'],
  ['5.2.6 NO_CERTIFICATE_CHAIN_FOUND: no root', { anchors: () => [] }, 'INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND issuer-unknown'],
  ['5.2.6 NO_CERTIFICATE_CHAIN_FOUND: a root of the same name', { signer: 'lookAlikeSeal', certificates: ({ lookAlikeCa, tsaCa }) => [lookAlikeCa, tsaCa] }, 'INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND issuer-key'],
  ['5.6.2.2 NO_CERTIFICATE_CHAIN_FOUND_NO_POE: the anchor was trusted until then', { stamped: 'none', environment: { anchorUntil: () => ms(days(NOW, -1)) } }, 'INDETERMINATE', 'NO_CERTIFICATE_CHAIN_FOUND_NO_POE anchor-until'],
  ['RFC 5280 6.1.4 CERTIFICATE_CHAIN_GENERAL_FAILURE: the issuer is no authority', { pki: { ca: { ca: false } } }, 'INDETERMINATE', 'CERTIFICATE_CHAIN_GENERAL_FAILURE basic-constraints'],
  ['RFC 5280 6.1.4 CERTIFICATE_CHAIN_GENERAL_FAILURE: a critical extension', { pki: { seal: { extra: [{ oid: '1.3.6.1.4.1.99999.1', critical: true, value: Uint8Array.of(5, 0) }] } } }, 'INDETERMINATE', 'CERTIFICATE_CHAIN_GENERAL_FAILURE critical-extension'],
  ['5.2.6 CHAIN_CONSTRAINTS_FAILURE: key usage', { pki: { seal: { keyUsage: ['keyEncipherment'] } } }, 'INDETERMINATE', 'CHAIN_CONSTRAINTS_FAILURE key-usage'],
];

describe('EN 319 102-1: one fault each', () => {
  it.each(single)('%s', async (_name, scene, indication, first) => {
    const found = await validate(scene);
    expect(summary(found).slice(0, 2)).toEqual([indication, first]);
    expect(found.sub).toBe(first.split(' ')[0]);
  });
});

const expired = (to: string): Scene => ({ pki: { seal: { to } } });
const revokedAt = (at: string, more: Partial<OcspOptions> = {}): Partial<OcspOptions> => ({ status: 'revoked', revokedAt: at, reason: 'keyCompromise', ...more });

/** What time and statements do: the first problem, or that it passes. */
const times: [name: string, scene: Scene, indication: Conclusion['indication'], first?: string][] = [
  // the signer's certificate has expired since
  ['5.5.4 a certificate that has expired since passes where the time is proved', expired(days(NOW, -1)), 'TOTAL-PASSED'],
  ['5.3 OUT_OF_BOUNDS_NOT_REVOKED: expired, known to have been good, and no proof', { ...expired(days(NOW, -5)), stamped: 'none' }, 'INDETERMINATE', 'OUT_OF_BOUNDS_NOT_REVOKED certificate-expired'],
  ['5.3 OUT_OF_BOUNDS_NO_POE: expired, nothing known, and no proof', { ...expired(days(NOW, -5)), stamped: 'none', ocsp: 'none' }, 'INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE certificate-expired'],
  ['5.5.4 OUT_OF_BOUNDS: expired before it was stamped', { ...expired(days(NOW, -11)), ocsp: { thisUpdate: days(NOW, -12) } }, 'INDETERMINATE', 'OUT_OF_BOUNDS_NOT_REVOKED certificate-expired'],
  ['5.3.4 EXPIRED: the content was not there before it had expired', { ...expired(days(NOW, -12)), contentStamped: days(NOW, -11), ocsp: { thisUpdate: days(NOW, -13) } }, 'TOTAL-FAILED', 'EXPIRED signed-after-expiry'],
  ['5.5.4 NOT_YET_VALID: stamped before there was a certificate', { pki: { seal: { from: days(NOW, -9) } }, ocsp: { thisUpdate: days(NOW, -8) } }, 'TOTAL-FAILED', 'NOT_YET_VALID certificate-not-yet-valid'],
  ['5.5.4 NOT_YET_VALID: there is none yet', { stamped: 'none', pki: { seal: { from: days(NOW, 2) } }, ocsp: { thisUpdate: days(NOW, 3), nextUpdate: days(NOW, 4) } }, 'TOTAL-FAILED', 'NOT_YET_VALID certificate-not-yet-valid'],
  // it was revoked
  ['5.5.4 revoked after the proved time passes', { ocsp: revokedAt(days(NOW, -3), { thisUpdate: days(NOW, -1) }) }, 'TOTAL-PASSED'],
  ['5.3 REVOKED_NO_POE: revoked, and no proof', { stamped: 'none', ocsp: revokedAt(days(NOW, -3), { thisUpdate: days(NOW, -1) }) }, 'INDETERMINATE', 'REVOKED_NO_POE certificate-revoked'],
  ['5.5.4 REVOKED_NO_POE: revoked before it was stamped', { ocsp: revokedAt(days(NOW, -30), { thisUpdate: days(NOW, -1) }) }, 'INDETERMINATE', 'REVOKED_NO_POE certificate-revoked'],
  ['5.5.4 REVOKED_NO_POE: revoked at the very time', { ocsp: revokedAt(SIGNED, { thisUpdate: days(NOW, -1) }) }, 'INDETERMINATE', 'REVOKED_NO_POE certificate-revoked'],
  ['5.3.4 REVOKED: the content was not there before it was revoked', { contentStamped: days(NOW, -11), ocsp: revokedAt(days(NOW, -30), { thisUpdate: days(NOW, -1) }) }, 'TOTAL-FAILED', 'REVOKED signed-after-revocation'],
  ['5.2.6.4 TRY_LATER: on hold', { ocsp: revokedAt(days(NOW, -30), { reason: 'certificateHold', thisUpdate: days(NOW, -1) }) }, 'INDETERMINATE', 'TRY_LATER certificate-on-hold'],
  // what is known of revocation
  ['5.2.5 TRY_LATER: nothing is known', { ocsp: 'none' }, 'INDETERMINATE', 'TRY_LATER revocation-missing'],
  ['5.2.5 TRY_LATER: the responder does not know it', { ocsp: { status: 'unknown' } }, 'INDETERMINATE', 'TRY_LATER revocation-unknown'],
  ['5.2.5 TRY_LATER: the last word is older than the proved time and has run out', { ocsp: { thisUpdate: days(NOW, -30), nextUpdate: days(NOW, -20) } }, 'INDETERMINATE', 'TRY_LATER revocation-not-fresh'],
  ['5.2.5 the last word is older than the proved time and was in force', { ocsp: { thisUpdate: days(NOW, -11), nextUpdate: days(NOW, -9) } }, 'TOTAL-PASSED'],
  ['5.2.5 TRY_LATER: in force, where the policy wants one that was issued after', { ocsp: { thisUpdate: days(NOW, -11), nextUpdate: days(NOW, -9) }, environment: { policy: { revocation: 'issued-after', revocationOfIssuers: false } } }, 'INDETERMINATE', 'TRY_LATER revocation-not-fresh'],
  ['5.2.5 TRY_LATER: in force, where the policy lets it be so old', { ocsp: { thisUpdate: days(NOW, -13), nextUpdate: days(NOW, -9) }, environment: { policy: { revocationMaxAgeSeconds: 86_400, revocationOfIssuers: false } } }, 'INDETERMINATE', 'TRY_LATER revocation-not-fresh'],
  ['5.2.5 TRY_LATER: run out, and no proof', { stamped: 'none', ocsp: { nextUpdate: days(NOW, -1) } }, 'INDETERMINATE', 'TRY_LATER revocation-not-fresh'],
  ['5.2.5 TRY_LATER: older than the certificate', { pki: { seal: { from: days(NOW, -20) } }, ocsp: { thisUpdate: days(NOW, -30) } }, 'INDETERMINATE', 'TRY_LATER revocation-of-another-time'],
  ['RFC 5280 3.3 TRY_LATER: made after expiry, when it would be dropped', { ...expired(days(NOW, -5)), ocsp: { thisUpdate: days(NOW, -4) } }, 'INDETERMINATE', 'TRY_LATER revocation-of-another-time'],
  ['RFC 6960 4.4.4 made after expiry, where the responder keeps them', { ...expired(days(NOW, -5)), ocsp: { thisUpdate: days(NOW, -4), archiveCutoff: days(NOW, -30) } }, 'TOTAL-PASSED'],
  ['RFC 6960 4.2.2.2 TRY_LATER: the responder was never named', { ocsp: { responder: undefined } as never, pki: { ocsp: { extendedKeyUsage: ['clientAuth'] } } }, 'TOTAL-PASSED'],
  ['RFC 6960 4.2.2.2 TRY_LATER: a responder without the purpose', { pki: { ocsp: { extendedKeyUsage: ['clientAuth'] } } }, 'INDETERMINATE', 'TRY_LATER revocation-missing'],
  ['RFC 6960 4.1.1 TRY_LATER: an answer about another certificate', { ocsp: { fault: 'cert-id-other-serial' } }, 'INDETERMINATE', 'TRY_LATER revocation-missing'],
  ['RFC 6960 3.2 TRY_LATER: an answer that nobody signed', { ocsp: { fault: 'signature-corrupt' } }, 'INDETERMINATE', 'TRY_LATER revocation-missing'],
  ['5.2.6.4 TRY_LATER: nothing is known of the issuer', { rootCrl: 'none' }, 'INDETERMINATE', 'TRY_LATER revocation-missing'],
  ['5.2.6.4 nothing is known of the issuer, where the policy does not ask', { rootCrl: 'none', environment: { policy: { revocationOfIssuers: false } } }, 'TOTAL-PASSED'],
  ['EN 319 412-1 5.2.2 a certificate that lives too short to be revoked', { ocsp: 'none', pki: { seal: { validityAssured: true } } }, 'TOTAL-PASSED'],
  ['RFC 9608 a certificate that says that nothing is published about it', { ocsp: 'none', pki: { seal: { extra: [{ oid: '2.5.29.56', value: Uint8Array.of(5, 0) }] } } }, 'TOTAL-PASSED'],
  ['RFC 6960 4.2.2.2.1 TRY_LATER: what says of responders that nobody need ask says it of no signer', { ocsp: 'none', pki: { seal: { ocspNoCheck: true } } }, 'INDETERMINATE', 'TRY_LATER revocation-missing'],
  ['EN 319 412-1 5.2.2 REVOKED_NO_POE: it lives too short to be revoked, and its issuer says that it was', { stamped: 'none', ocsp: { status: 'revoked', revokedAt: days(NOW, -3) }, pki: { seal: { validityAssured: true } } }, 'INDETERMINATE', 'REVOKED_NO_POE certificate-revoked'],
  ['RFC 5280 6.1.1 the certificate is itself the anchor', { ocsp: 'none', rootCrl: 'none', environment: { policy: { revocationOfIssuers: false } }, anchors: ({ seal, tsaCa }) => [anchor(seal), anchor(tsaCa)] }, 'TOTAL-PASSED'],
  // issuers
  ['5.3 REVOKED_CA_NO_POE: the issuer was revoked, and no proof', { stamped: 'none', alter: async (input, cast) => ({ ...input, revocation: [...input.revocation, { der: await crl({ issuer: cast.root, thisUpdate: days(NOW, -1), nextUpdate: days(NOW, 9), revoked: [{ certificate: cast.ca, at: days(NOW, -3), reason: 'cACompromise' }] }), layer: 1 }] }) }, 'INDETERMINATE', 'REVOKED_CA_NO_POE issuer-revoked'],
  ['5.6.2.2 NO_POE: the issuer was revoked since, and its word is not proved to be older', { alter: async (input, cast) => ({ ...input, revocation: [...input.revocation, { der: await crl({ issuer: cast.root, thisUpdate: days(NOW, -1), nextUpdate: days(NOW, 9), revoked: [{ certificate: cast.ca, at: days(NOW, -3), reason: 'cACompromise' }] }), layer: 3 }] }) }, 'INDETERMINATE', 'NO_POE revocation-not-proved'],
  ['5.6.2.4 the issuer was revoked since, and all that counts is proved to be older', { archived: [days(NOW, -5)], alter: async (input, cast) => ({ ...input, revocation: [...input.revocation, { der: await crl({ issuer: cast.root, thisUpdate: days(NOW, -1), nextUpdate: days(NOW, 9), revoked: [{ certificate: cast.ca, at: days(NOW, -3), reason: 'cACompromise' }] }), layer: 3 }] }) }, 'TOTAL-PASSED'],
  ['5.3 OUT_OF_BOUNDS_NO_POE: the issuer has expired, and no proof', { stamped: 'none', pki: { ca: { to: days(NOW, -1) }, seal: { to: days(NOW, 1) } } }, 'INDETERMINATE', 'OUT_OF_BOUNDS_NO_POE issuer-expired'],
  ['5.2.6.4 REVOCATION_OUT_OF_BOUNDS_NO_POE: the issuer has expired since, and its word is not proved to be older', { pki: { ca: { to: days(NOW, -1) } } }, 'INDETERMINATE', 'REVOCATION_OUT_OF_BOUNDS_NO_POE revocation-issuer-expired'],
  ['5.2.6.4 REVOCATION_OUT_OF_BOUNDS_NO_POE: the responder has expired since', { pki: { ocsp: { to: days(NOW, -1) } } }, 'INDETERMINATE', 'REVOCATION_OUT_OF_BOUNDS_NO_POE revocation-issuer-expired'],
  ['5.6.2.4 the issuer and the responder have expired since, and all that counts is proved to be older', { archived: [days(NOW, -5)], pki: { ca: { to: days(NOW, -2) }, ocsp: { to: days(NOW, -2) }, seal: { to: days(NOW, -2) } } }, 'TOTAL-PASSED'],
  ['5.6.2.2.4 CERTIFICATE_CHAIN_GENERAL_FAILURE: never were all of them valid', { pki: { ca: { to: days(NOW, -300) }, seal: { from: days(NOW, -200) } } }, 'INDETERMINATE', 'CERTIFICATE_CHAIN_GENERAL_FAILURE validity-disjoint'],
];

describe('EN 319 102-1: time', () => {
  it.each(times)('%s', async (_name, scene, indication, first) => {
    expect(summary(await validate(scene)).slice(0, first === undefined ? undefined : 2)).toEqual(first === undefined ? [indication] : [indication, first]);
  });
});

/** A time-stamp with one fault proves nothing: the signature itself, whose certificate holds now, passes at level B's time. */
const stamps: [name: string, scene: Scene, first: string][] = [
  ['RFC 3161 2.4.2 FORMAT_FAILURE: not about time', { stamp: { fault: 'not-tst-info' } }, 'FORMAT_FAILURE time-stamp-malformed'],
  ['RFC 3161 2.4.2 FORMAT_FAILURE: no TSTInfo', { stamp: { fault: 'content-missing' } }, 'FORMAT_FAILURE time-stamp-malformed'],
  ['RFC 3161 2.4.2 FORMAT_FAILURE: TSTInfo cut short', { stamp: { fault: 'tst-info-malformed' } }, 'FORMAT_FAILURE time-stamp-malformed'],
  ['RFC 3161 2.4.2 FORMAT_FAILURE: another version', { stamp: { fault: 'tst-info-version-2' } }, 'FORMAT_FAILURE time-stamp-malformed'],
  ['RFC 3161 2.4.2 FORMAT_FAILURE: a local time', { stamp: { fault: 'time-without-z' } }, 'FORMAT_FAILURE time-stamp-malformed'],
  ['RFC 3161 2.4.2 FORMAT_FAILURE: a critical extension', { stamp: { fault: 'critical-extension' } }, 'FORMAT_FAILURE tst-info-extension'],
  ['RFC 3161 2.4.2 FORMAT_FAILURE: two authorities', { stamp: { cms: { fault: 'two-signers' } } }, 'FORMAT_FAILURE time-stamp-malformed'],
  ['5.4 HASH_FAILURE: of something else', { stamp: { fault: 'imprint-wrong' } }, 'HASH_FAILURE message-imprint'],
  ['5.4 HASH_FAILURE: by another digest', { stamp: { fault: 'imprint-algorithm-wrong' } }, 'HASH_FAILURE message-imprint'],
  ['5.4 HASH_FAILURE: cut short', { stamp: { fault: 'imprint-short' } }, 'HASH_FAILURE message-imprint'],
  ['5.4 HASH_FAILURE: TSTInfo was changed', { stamp: { cms: { fault: 'message-digest-wrong' } } }, 'HASH_FAILURE message-digest'],
  ['5.4 SIG_CRYPTO_FAILURE', { stamp: { cms: { fault: 'signature-corrupt' } } }, 'SIG_CRYPTO_FAILURE signature-value'],
  ['RFC 3161 2.4.1 SIG_CONSTRAINTS_FAILURE: no certificate is named', { stamp: { cms: { ess: { version: 'none' } } } }, 'SIG_CONSTRAINTS_FAILURE ess-signing-certificate'],
  ['RFC 3161 2.3 CHAIN_CONSTRAINTS_FAILURE: another purpose', { pki: { tsa: { extendedKeyUsage: ['emailProtection'] } } }, 'CHAIN_CONSTRAINTS_FAILURE time-stamping-usage-missing'],
  ['RFC 3161 2.3 CHAIN_CONSTRAINTS_FAILURE: another purpose beside it', { pki: { tsa: { extendedKeyUsage: ['timeStamping', 'emailProtection'] } } }, 'CHAIN_CONSTRAINTS_FAILURE time-stamping-usage-shared'],
  ['RFC 3161 2.3 CHAIN_CONSTRAINTS_FAILURE: the purpose is not critical', { pki: { tsa: { critical: { extKeyUsage: false } } } }, 'CHAIN_CONSTRAINTS_FAILURE time-stamping-usage-not-critical'],
  ['5.4 NO_CERTIFICATE_CHAIN_FOUND: an authority that nobody trusts', { environment: { timestampAnchors: anchorStore([]) } }, 'NO_CERTIFICATE_CHAIN_FOUND issuer-unknown'],
  ['5.4 CRYPTO_CONSTRAINTS_FAILURE_NO_POE: SHA-1 imprint', { stamp: { digest: 'SHA-1' } }, 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE digest-expired'],
  ['5.4 TRY_LATER: nothing is known of the authority', { tsaCrl: 'none' }, 'TRY_LATER revocation-missing'],
  ['5.4 OUT_OF_BOUNDS: the authority has expired since, and nothing later proves the token', { pki: { tsa: { to: days(NOW, -1) } } }, 'OUT_OF_BOUNDS_NOT_REVOKED certificate-expired'],
  ['5.4 NOT_YET_VALID: stamped before there was an authority', { pki: { tsa: { from: days(NOW, -9) } }, tsaCrl: { thisUpdate: days(NOW, -8) } }, 'NOT_YET_VALID authority-not-yet-valid'],
  ['5.4 REVOKED_NO_POE: the authority was revoked', { alter: async (input, cast) => ({ ...input, revocation: [...input.revocation, { der: await crl({ issuer: cast.tsaCa, thisUpdate: days(NOW, -1), nextUpdate: days(NOW, 9), revoked: [{ certificate: cast.tsa, at: days(NOW, -2), reason: 'keyCompromise' }] }), layer: 3 }] }) }, 'REVOKED_NO_POE certificate-revoked'],
  ['5.4 SIGNED_DATA_NOT_FOUND', { alter: (input) => ({ ...input, timestamps: input.timestamps.map(({ data: _data, ...rest }) => rest) }) }, 'SIGNED_DATA_NOT_FOUND imprint-data'],
];

describe('EN 319 102-1 section 5.4: time-stamps', () => {
  it.each(stamps)('%s', async (_name, scene, first) => {
    const found = await validate({ ocsp: { thisUpdate: hours(SIGNED, 1), nextUpdate: days(NOW, 1) }, ...scene });
    expect(found.timestamps.map(({ problems: [problem] }) => `${problem?.sub} ${problem?.rule}`)).toEqual([first]);
    expect(found.time.proved).toBeUndefined();
    expect(found.indication).toBe('TOTAL-PASSED');
  });
  it('5.6.2.4: a later time-stamp proves that an earlier one was there before its authority expired', async () => {
    const scene: Scene = { pki: { tsa: { to: days(NOW, -4) } }, archived: [days(NOW, -5)] };
    // The same authority stamped both, and the outer one is as expired as the inner one.
    expect((await validate(scene)).timestamps.map(({ indication }) => indication)).toEqual(['INDETERMINATE', 'INDETERMINATE']);
    const later = await validate({ ...scene, alter: async (input, cast) => {
      const data = new TextEncoder().encode('everything, stamped by another authority');
      const { certificate } = await import('@credlens/demo-pki');
      const tsa = await certificate({ subject: { CN: 'Another unit' }, issuer: cast.tsaCa, from: days(NOW, -100), to: days(NOW, 100), ca: false, keyUsage: ['digitalSignature'], extendedKeyUsage: ['timeStamping'] });
      const outer = await timestampToken({ imprintOf: data, at: days(NOW, -4.5), tsa, certificates: [tsa, cast.tsaCa] });
      return { ...input, timestamps: [...input.timestamps, { kind: 'document', token: outer, data, covers: 9, layer: 9 }] };
    } });
    expect(later.timestamps.map(({ indication }) => indication)).toEqual(['TOTAL-PASSED', 'TOTAL-PASSED', 'TOTAL-PASSED']);
    expect(later.time.proved).toBe(ms(SIGNED));
  });
  it('5.5.4 TIMESTAMP_ORDER_FAILURE: the content was stamped after the signature', async () => {
    expect(summary(await validate({ contentStamped: days(NOW, -8) })).slice(0, 2)).toEqual(['INDETERMINATE', 'TIMESTAMP_ORDER_FAILURE time-stamp-order']);
  });
  it('5.6.3 TIMESTAMP_ORDER_FAILURE: what protects the signature says that it is older', async () => {
    const found = await validate({ archived: [days(NOW, -12)] });
    expect(summary(found)[1]).toMatch(/^TIMESTAMP_ORDER_FAILURE/);
  });
  it('a time-stamp that is later than the instant judged at proves nothing for it', async () => {
    const found = await validate({ stamped: days(NOW, 1), ocsp: { thisUpdate: days(NOW, -1), nextUpdate: days(NOW, 3) }, tsaCrl: { nextUpdate: days(NOW, 30) } });
    expect(found.timestamps[0]?.problems[0]).toMatchObject({ sub: 'TIMESTAMP_ORDER_FAILURE', rule: 'time-stamp-later-than-now' });
    expect(found.time.proved).toBeUndefined();
  });
  it('RFC 3161: the time may be a little ahead of our clock', async () => {
    const found = await validate({ stamped: new Date(ms(NOW) + 60_000).toISOString(), ocsp: { thisUpdate: days(NOW, -1), nextUpdate: days(NOW, 3) } });
    expect(found.timestamps[0]?.indication).toBe('TOTAL-PASSED');
  });
});

/** The PKI's addresses, asked over http as its certificates name them. */
async function network(options: WorldOptions = {}, change: (world: Map<string, Answer>) => void = () => {}, cast?: Pki) {
  const world = await worldResources(cast ?? await pki(NOW), options);
  change(world);
  const asked: string[] = [];
  const fetch = (async (input: unknown) => {
    const url = String(input);
    asked.push(url);
    const answer = world.get(url);
    if (!answer) throw new TypeError('fetch failed');
    return new Response(answer.bytes, { status: answer.status, headers: { 'content-type': answer.contentType } });
  }) as typeof globalThis.fetch;
  return { asked, fetch: createGuardedFetch({ fetch, retryDelayMs: 0, clock: () => new Date(NOW) }) };
}
const nothing = { ocsp: 'none', rootCrl: 'none', tsaCrl: 'none' } as const;

describe('what is missing is fetched', () => {
  it('OCSP by GET and lists, over http, each as evidence', async () => {
    const { asked, fetch } = await network();
    const found = await validate({ ...nothing, environment: { fetch } });
    expect(summary(found)).toEqual(['TOTAL-PASSED']);
    expect(found.time.proved).toBe(ms(SIGNED));
    expect(asked.some((url) => url.startsWith('http://ocsp.trust.example/qualified/'))).toBe(true);
    expect(found.evidence.map(({ url }) => url).sort()).toEqual([...new Set(asked)].sort());
    expect(found.evidence.every(({ source }) => source === 'network')).toBe(true);
  });
  it('issuers of which there is no certificate, some steps up', async () => {
    const { asked, fetch } = await network();
    const found = await validate({ ...nothing, cms: { certificates: [] }, certificates: ({ seal, tsaCa }) => [seal, tsaCa], question: { }, alter: async (input, cast) => {
      const described = await readCmsSignature({ cms: await signedData({ content: CONTENT, signer: cast.seal }), content: CONTENT, profile: 'pades', layer: 0 });
      return { ...described, timestamps: input.timestamps };
    }, environment: { fetch } });
    expect(summary(found)).toEqual(['TOTAL-PASSED']);
    expect(asked).toContain('http://pki.trust.example/qualified.cer');
  });
  it('TRY_LATER, and worth trying again, where an address does not answer', async () => {
    const { fetch } = await network({ revocation: { ocsp: null, caCrl: null } });
    const found = await validate({ ...nothing, environment: { fetch } });
    expect(found.problems[0]).toMatchObject({ sub: 'TRY_LATER', rule: 'revocation-missing', retryable: true });
    expect((await validate({ ocsp: 'none' })).problems[0]?.retryable).toBe(false);
  });
  it('a list where the responder does not answer', async () => {
    const { asked, fetch } = await network({ revocation: { ocsp: null } });
    expect(summary(await validate({ ...nothing, environment: { fetch } }))).toEqual(['TOTAL-PASSED']);
    expect(asked).toContain('http://crl.trust.example/qualified.crl');
  });
  it('TRY_LATER where what it answers is not signed by who may', async () => {
    const { fetch } = await network({ revocation: { ocsp: { fault: 'signature-by-other-key' }, caCrl: { fault: 'signature-by-other-key' } } });
    expect(summary(await validate({ ...nothing, environment: { fetch } }))[1]).toBe('TRY_LATER revocation-missing');
  });
  it('RFC 6960 4.2.2.1 TRY_LATER: an answer that is dated later than it came', async () => {
    const { fetch } = await network({ revocation: { caCrl: null, ocsp: { thisUpdate: days(NOW, 2), nextUpdate: days(NOW, 3) } } });
    expect(summary(await validate({ ...nothing, environment: { fetch } }))[1]).toBe('TRY_LATER revocation-of-another-time');
  });
  it('a newer word where what is there is older than the signature: revoked in between', async () => {
    const stale = { ocsp: { thisUpdate: days(NOW, -11), nextUpdate: days(NOW, -9) } };
    expect(summary(await validate(stale))).toEqual(['TOTAL-PASSED']);
    const { fetch } = await network({ revocation: { ocsp: { status: 'revoked', revokedAt: days(NOW, -10.5), reason: 'keyCompromise' } } });
    expect(summary(await validate({ ...stale, environment: { fetch } }))[1]).toBe('REVOKED_NO_POE certificate-revoked');
    const silent = await network({}, (world) => world.clear());
    expect(summary(await validate({ ...stale, environment: { fetch: silent.fetch } }))).toEqual(['TOTAL-PASSED']);
  });
  it('nothing for a signature that fails anyhow, and no more than the policy allows', async () => {
    const broken = await network();
    await validate({ ...nothing, cms: { fault: 'signature-corrupt' }, stamped: 'none', environment: { fetch: broken.fetch } });
    expect(broken.asked).toEqual([]);
    const few = await network();
    const found = await validate({ ...nothing, environment: { fetch: few.fetch, policy: { maxFetches: 2 } } });
    expect(few.asked).toHaveLength(2);
    expect(found.indication).toBe('INDETERMINATE');
  });
  it('nothing where what is there is certain', async () => {
    const { asked, fetch } = await network();
    await validate({ stamped: days(NOW, -10), tsaCrl: { thisUpdate: NOW, nextUpdate: days(NOW, 5) }, environment: { fetch } });
    expect(asked).toEqual([]);
  });
});

describe('an instant of the past', () => {
  it('takes statements that were made later, and no time-stamp that was', async () => {
    const at = hours(SIGNED, 0.5);
    const found = await validate({ environment: { now: ms(at) } });
    expect(summary(found)).toEqual(['TOTAL-PASSED']);
    const before = await validate({ environment: { now: ms(days(SIGNED, -1)) } });
    expect(before.timestamps[0]?.problems[0]).toMatchObject({ rule: 'time-stamp-later-than-now' });
    expect(before).toMatchObject({ indication: 'TOTAL-PASSED', time: { judgedAt: ms(days(SIGNED, -1)) } });
  });
  it('is before a revocation that came later', async () => {
    const scene: Scene = { stamped: 'none', ocsp: { status: 'revoked', revokedAt: days(NOW, -3), thisUpdate: days(NOW, -1) } };
    expect(summary(await validate({ ...scene, environment: { now: ms(days(NOW, -4)) } }))).toEqual(['TOTAL-PASSED']);
    expect(summary(await validate(scene))[1]).toBe('REVOKED_NO_POE certificate-revoked');
  });
});

describe('claims are told and decide nothing', () => {
  it('notes: signing-time attribute, policy, commitment, claimed time', async () => {
    const { commitment } = await import('@credlens/demo-pki');
    const found = await validate({ cms: { signingTime: days(NOW, 3), signaturePolicy: { oid: '1.3.6.1.4.1.99999.7' }, signedAttributes: [commitment('1.2.840.113549.1.9.16.6.5')] } });
    expect(found.indication).toBe('TOTAL-PASSED');
    expect(found.notes?.map(({ rule }) => rule)).toEqual(['signing-time-attribute', 'signature-policy', 'commitment-type', 'signature-policy-not-processed', 'claimed-after-proved']);
    expect(found.time.claimed).toBe(ms(days(NOW, 3)));
  });
});
