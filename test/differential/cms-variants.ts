import { attribute, pki, signedData, testKey, timestampToken, days, crl, ocspResponse, certificate, type CmsFault, type KeyKind, type SignedDataOptions, type SigningOptions, type TimestampFault } from '@credlens/demo-pki';
import { NOW } from './variants.js';

export interface CmsVariant { name: string; der: Uint8Array; content: Uint8Array; profile: 'pades' | 'timestamp' }

const CMS_FAULTS: Readonly<Record<CmsFault, true>> = {
  'signature-corrupt': true, 'signature-by-other-key': true, 'signature-over-content': true, 'signature-over-implicit-tag': true, 'signature-empty': true, 'message-digest-wrong': true, 'message-digest-missing': true,
  'message-digest-two-values': true, 'message-digest-twice': true, 'message-digest-not-octets': true, 'content-type-wrong': true, 'content-type-missing': true, 'content-type-twice': true, 'no-signed-attributes': true,
  'signed-attributes-unsorted': true, 'signed-attributes-empty': true, 'no-signers': true, 'two-signers': true, 'signer-serial-wrong': true, 'signer-issuer-wrong': true, 'digest-algorithm-wrong': true,
  'digest-algorithms-empty': true, 'digest-algorithms-other': true, 'digest-unknown': true, 'signature-algorithm-wrong': true, 'signature-algorithm-unknown': true, 'algorithm-protection-digest-wrong': true,
  'algorithm-protection-signature-wrong': true, 'version-wrong': true, 'not-signed-data': true, 'content-info-only': true, 'trailing-bytes': true, 'truncated': true, 'indefinite-length': true, 'empty': true,
};
const TIMESTAMP_FAULTS: Readonly<Record<TimestampFault, true>> = {
  'imprint-wrong': true, 'imprint-algorithm-wrong': true, 'imprint-short': true, 'not-tst-info': true, 'tst-info-malformed': true, 'tst-info-version-2': true, 'time-without-z': true, 'time-trailing-zero': true,
  'other-authority-name': true, 'critical-extension': true, 'content-missing': true,
};
const SIGNERS: readonly (readonly [KeyKind, SigningOptions])[] = [
  ['RSA-2048', {}], ['RSA-2048', { digest: 'SHA-512' }], ['RSA-2048', { bare: true }], ['RSA-2048', { pss: true }], ['RSA-3072', { pss: true, digest: 'SHA-384' }], ['RSA-2048', { digest: 'SHA-224' }],
  ['P-256', {}], ['P-384', { digest: 'SHA-384' }], ['P-521', { digest: 'SHA-512' }], ['P-256', { digest: 'SHA3-256' }], ['brainpoolP256r1', {}], ['Ed25519', {}], ['Ed448', {}],
];

const keysOf = <K extends string>(of: Readonly<Record<K, true>>): K[] => Object.keys(of) as K[];

/** CMS and time-stamp tokens that the demo PKI can make: each kind of signature, each optional part, each fault. */
export async function cmsVariants(): Promise<CmsVariant[]> {
  const content = new TextEncoder().encode('what is signed');
  const cast = await pki(NOW, { key: 'RSA-2048' });
  const { seal, ca, tsa, sign } = cast;
  const made = async (name: string, options: Partial<SignedDataOptions>): Promise<CmsVariant> => ({ name, der: await signedData({ content, signer: seal, ...options }), content, profile: 'pades' });
  const stamped = async (name: string, options: Partial<Parameters<typeof timestampToken>[0]>): Promise<CmsVariant> => ({ name, der: await timestampToken({ imprintOf: content, at: NOW, tsa, ...options }), content, profile: 'timestamp' });
  const signer = (kind: KeyKind) => certificate({ subject: { CN: `Signer ${kind}` }, issuer: ca, key: testKey('signer', kind), from: days(NOW, -100), to: days(NOW, 100), keyUsage: ['nonRepudiation'] });
  const list = await crl({ issuer: ca, revoked: [{ certificate: sign, at: NOW }], thisUpdate: NOW, nextUpdate: days(NOW, 7) });
  const response = await ocspResponse({ certificate: seal, issuer: ca, thisUpdate: NOW });
  const stamp = (imprintOf: Uint8Array) => timestampToken({ imprintOf, at: NOW, tsa });
  return Promise.all([
    ...SIGNERS.map(async ([kind, signature]) => made(`${kind} ${JSON.stringify(signature)}`, { signer: await signer(kind), signature, ...(signature.digest && { digest: signature.digest }) })),
    made('content inside', { detached: false }), made('named by its key', { byKeyIdentifier: true }), made('no certificate', { certificates: [] }), made('a chain', { certificates: [seal, ca, cast.root] }),
    made('lists and responses', { crls: [list], ocsps: [response] }), made('the signing time and the algorithms', { signingTime: NOW, algorithmProtection: true }), made('revocation in an attribute', { adobeRevocation: { crls: [list], ocsps: [response] } }),
    made('a signature policy', { signaturePolicy: { oid: '1.2.3' } }), made('stamps', { contentTimestamp: stamp, signatureTimestamps: [stamp, stamp] }), made('attributes that nobody knows', { signedAttributes: [attribute('1.2.3.4', Uint8Array.of(5, 0))], unsignedAttributes: [attribute('1.2.3.5', Uint8Array.of(5, 0), Uint8Array.of(1, 1, 255))] }),
    made('ESS of 1998', { ess: { version: 'v1' } }), made('ESS of both kinds', { ess: { version: 'both' } }), made('ESS of another certificate', { ess: { of: sign } }),
    ...keysOf(CMS_FAULTS).map((fault) => made(fault, { fault })),
    stamped('a token', {}), stamped('a token with everything', { accuracy: 1, nonce: 77n, ordering: true, withName: true, milliseconds: 250 }), ...keysOf(TIMESTAMP_FAULTS).map((fault) => stamped(`token ${fault}`, { fault })),
  ]);
}
