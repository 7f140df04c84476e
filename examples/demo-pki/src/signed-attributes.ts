import { bitString, context, contextPrimitive, generalizedTime, ia5String, integer, nothing, octetString, oid, retag, sequence, set, time, utf8String, type Bytes } from './der.js';
import { digest, digestIdentifier, type DigestName } from './digests.js';
import type { TestIdentity } from './certificate.js';

/** CMS attribute types (RFC 5652 section 11, RFC 5035, RFC 6211, ETSI EN 319 122-1). */
export const ATTRIBUTE = {
  contentType: '1.2.840.113549.1.9.3', messageDigest: '1.2.840.113549.1.9.4', signingTime: '1.2.840.113549.1.9.5', countersignature: '1.2.840.113549.1.9.6', algorithmProtection: '1.2.840.113549.1.9.52',
  essV1: '1.2.840.113549.1.9.16.2.12', essV2: '1.2.840.113549.1.9.16.2.47', signatureTimestamp: '1.2.840.113549.1.9.16.2.14', contentTimestamp: '1.2.840.113549.1.9.16.2.20', signaturePolicy: '1.2.840.113549.1.9.16.2.15',
  commitment: '1.2.840.113549.1.9.16.2.16', signerLocation: '1.2.840.113549.1.9.16.2.17', adobeRevocation: '1.2.840.113583.1.1.8', archiveTimestampV3: '0.4.0.1733.2.4', certificateValues: '1.2.840.113549.1.9.16.2.23',
  revocationValues: '1.2.840.113549.1.9.16.2.24', contentHints: '1.2.840.113549.1.9.16.2.4',
} as const;

export const attribute = (type: string, ...values: readonly Uint8Array[]): Bytes => sequence(oid(type), set(...values));

export interface EssOptions {
  /** Default v2 (RFC 5035); v1 has SHA-1 (RFC 2634). */
  version?: 'v1' | 'v2' | 'both' | 'none';
  digest?: DigestName;
  /** Writes the digest's algorithm where it is SHA-256 too, which is the default and should be left out. */
  explicitDefault?: boolean;
  /** IssuerSerial. Default `right`. */
  issuerSerial?: 'right' | 'wrong-serial' | 'wrong-issuer' | 'absent';
  /** Whose certificate it names. Default the signer's. */
  of?: TestIdentity;
  /** A digest of nothing. */
  wrongDigest?: boolean;
  /** More certificates behind, or before, the signer's. */
  more?: readonly TestIdentity[];
  moreFirst?: boolean;
  /** No certificate identifier at all. */
  empty?: boolean;
}

function certificateId(of: TestIdentity, options: EssOptions, name: DigestName, version: 'v1' | 'v2'): Bytes {
  const { issuerSerial = 'right' } = options;
  const hash = options.wrongDigest ? digest(name, new Uint8Array()) : digest(name, of.certificate);
  const serial = issuerSerial === 'absent' ? [] : [sequence(sequence(context(4, issuerSerial === 'wrong-issuer' ? of.name : of.issuerName)), integer(issuerSerial === 'wrong-serial' ? of.serial + 1n : of.serial))];
  return sequence(...(version === 'v2' && (name !== 'SHA-256' || options.explicitDefault) ? [digestIdentifier(name)] : []), octetString(hash), ...serial);
}

export function essAttributes(signer: TestIdentity, options: EssOptions = {}): Bytes[] {
  const { version = 'v2', more = [] } = options;
  const versions = version === 'both' ? ['v1', 'v2'] as const : version === 'none' ? [] : [version];
  return versions.map((each) => {
    const name = each === 'v1' ? 'SHA-1' : options.digest ?? 'SHA-256';
    const own = certificateId(options.of ?? signer, options, name, each);
    const others = more.map((identity) => certificateId(identity, {}, name, each));
    return attribute(each === 'v1' ? ATTRIBUTE.essV1 : ATTRIBUTE.essV2, sequence(sequence(...(options.empty ? [] : options.moreFirst ? [...others, own] : [own, ...others]))));
  });
}

/** RFC 6211: the algorithms again, where they are signed. */
export const algorithmProtection = (digestAlgorithm: Uint8Array, signatureAlgorithm: Uint8Array): Bytes =>
  attribute(ATTRIBUTE.algorithmProtection, sequence(digestAlgorithm, retag(0xa1, signatureAlgorithm)));

/** EN 319 122-1 section 5.2.9: a policy by identifier and digest, or the implied one. */
export function signaturePolicy(policy: { oid: string; document?: Uint8Array; url?: string } | 'implied'): Bytes {
  if (policy === 'implied') return attribute(ATTRIBUTE.signaturePolicy, nothing);
  const qualifier = policy.url ? [sequence(sequence(oid('1.2.840.113549.1.9.16.5.1'), ia5String(policy.url)))] : [];
  return attribute(ATTRIBUTE.signaturePolicy, sequence(oid(policy.oid), sequence(digestIdentifier('SHA-256'), octetString(digest('SHA-256', policy.document ?? new Uint8Array()))), ...qualifier));
}

/** EN 319 122-1 section 5.2.3, with an identifier of annex B such as proofOfApproval `…16.6.5`. */
export const commitment = (identifier: string): Bytes => attribute(ATTRIBUTE.commitment, sequence(oid(identifier)));

export const signerLocation = (country: string, locality: string): Bytes => attribute(ATTRIBUTE.signerLocation, sequence(context(0, utf8String(country)), context(1, utf8String(locality))));

/** What Adobe's programs sign along with the rest: revocation answers of the signer's chain (ISO 32000-2 section 12.8.3.3.2). */
export function adobeRevocation({ crls = [], ocsps = [] }: { crls?: readonly Uint8Array[]; ocsps?: readonly Uint8Array[] }): Bytes {
  return attribute(ATTRIBUTE.adobeRevocation, sequence(...(crls.length > 0 ? [context(0, sequence(...crls))] : []), ...(ocsps.length > 0 ? [context(1, sequence(...ocsps))] : [])));
}

/** RFC 5652 section 11.3. `raw` is written as GeneralizedTime although UTCTime is right. */
export const signingTime = (at: string, options: { generalized?: boolean } = {}): Bytes => attribute(ATTRIBUTE.signingTime, options.generalized ? generalizedTime(at) : time(at));

/** An attribute that nobody knows. */
export const unknownAttribute = (): Bytes => attribute('1.3.6.1.4.1.99999.3', bitString(Uint8Array.of(1)), contextPrimitive(0, Uint8Array.of(1)));
