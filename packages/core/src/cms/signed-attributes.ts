import { sameBytes } from '../bytes/octets.js';
import { oidOf, partsIn, readOne, TAG, timeOf } from '../x509/der.js';
import { encodeAlgorithm } from '../x509/der-encode.js';
import { valuesOf } from './material.js';
import { ATTRIBUTE } from './oids.js';
import type { Attribute, CmsNote, CmsProblem, SignerInfo } from './types.js';

export const problem = (sub: CmsProblem['sub'], rule: string, params: CmsProblem['params'] = {}): CmsProblem => ({ sub, rule, params });

/** Attributes that may be there once, with one value (RFC 5652 section 11, RFC 5035, RFC 6211, EN 319 122-1). */
const ONCE: readonly (readonly [string, string])[] = [
  [ATTRIBUTE.contentType, 'content-type'], [ATTRIBUTE.messageDigest, 'message-digest'], [ATTRIBUTE.signingTime, 'signing-time'], [ATTRIBUTE.algorithmProtection, 'algorithm-protection'],
  [ATTRIBUTE.signingCertificate, 'signing-certificate'], [ATTRIBUTE.signingCertificateV2, 'signing-certificate-v2'], [ATTRIBUTE.signaturePolicy, 'signature-policy'],
];

/** Two values where one belongs: two readers may take two of them. */
export function repeatedAttributes(attributes: readonly Attribute[]): CmsProblem[] {
  return ONCE.flatMap(([oid, name]) => {
    const found = attributes.filter((each) => each.oid === oid);
    return found.length > 1 || found.some(({ values }) => values.length !== 1) ? [problem('FORMAT_FAILURE', 'attribute-repeated', { attribute: name })] : [];
  });
}

/** RFC 5652 section 11.1: what is signed says what it is. */
export function contentTypeProblems(attributes: readonly Attribute[], expected: string): CmsProblem[] {
  const [value] = valuesOf(attributes, ATTRIBUTE.contentType);
  const oid = value && oidOf(readOne(value));
  return oid === expected ? [] : [problem('FORMAT_FAILURE', value ? 'content-type' : 'content-type-missing', { ...(oid === undefined ? {} : { found: oid }), expected })];
}

/** The digest that the attributes give (section 11.2). */
export function messageDigestOf(attributes: readonly Attribute[]): Uint8Array | undefined {
  const [value] = valuesOf(attributes, ATTRIBUTE.messageDigest);
  return value && readOne(value, TAG.octetString)?.content;
}

export function signingTimeOf(attributes: readonly Attribute[]): number | undefined {
  const [value] = valuesOf(attributes, ATTRIBUTE.signingTime);
  return value && timeOf(readOne(value));
}

/** RFC 6211: where the algorithms are signed too, they are those outside, or somebody exchanged one. */
export function algorithmProtectionProblems(signer: SignerInfo): CmsProblem[] {
  const [value] = valuesOf(signer.signedAttributes?.attributes, ATTRIBUTE.algorithmProtection);
  if (!value) return [];
  const [digest, signature, ...more] = partsIn(value) ?? [];
  const inner = encodeAlgorithm(signer.signatureAlgorithm);
  const retagged = new Uint8Array(signature?.bytes ?? []);
  if (retagged.length > 0) retagged[0] = TAG.sequence;
  const holds = signature?.tag === 0xa1 && more.length === 0 && sameBytes(digest?.bytes, encodeAlgorithm(signer.digestAlgorithm)) && sameBytes(retagged, inner);
  return holds ? [] : [problem('SIG_CRYPTO_FAILURE', 'algorithm-protection')];
}

/** What else signers put in, which decides nothing here. */
export function attributeNotes(signer: SignerInfo, pades: boolean): CmsNote[] {
  const signed = signer.signedAttributes?.attributes ?? [];
  const has = (oid: string): boolean => signed.some((each) => each.oid === oid);
  const notes: CmsNote[] = [];
  // EN 319 142-1 section 6.3: the time that is claimed is the dictionary's entry M.
  if (pades && has(ATTRIBUTE.signingTime)) notes.push({ rule: 'signing-time-attribute', params: {} });
  const policy = policyOf(signed);
  if (policy !== undefined) notes.push({ rule: 'signature-policy', params: { policy } });
  for (const value of valuesOf(signed, ATTRIBUTE.commitmentType)) {
    const type = oidOf(partsIn(value)?.[0]);
    if (type !== undefined) notes.push({ rule: 'commitment-type', params: { type } });
  }
  if (has(ATTRIBUTE.signerAttributes) || has(ATTRIBUTE.signerAttributesV2)) notes.push({ rule: 'signer-attributes', params: {} });
  if (has(ATTRIBUTE.signerLocation)) notes.push({ rule: 'signer-location', params: {} });
  const counter = valuesOf(signer.unsignedAttributes, ATTRIBUTE.counterSignature).length;
  if (counter > 0) notes.push({ rule: 'counter-signature', params: { count: counter } });
  return notes;
}

/** SignaturePolicyIdentifier (EN 319 122-1 section 5.2.9): its OID, or `implied`. Absent where there is none. */
export function policyOf(attributes: readonly Attribute[]): string | undefined {
  const [value] = valuesOf(attributes, ATTRIBUTE.signaturePolicy);
  if (!value) return undefined;
  return readOne(value)?.tag === TAG.null ? 'implied' : oidOf(partsIn(value)?.[0]) ?? 'unreadable';
}
