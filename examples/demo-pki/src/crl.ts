import { sign, signatureIdentifier, type SigningOptions } from './algorithms.js';
import type { TestIdentity } from './certificate.js';
import { bitString, boolean, context, contextPrimitive, enumerated, flipBit, generalizedTime, integer, join, namedBits, octetString, oid, sequence, time, type Bytes } from './der.js';
import { extension, keyIdentifier, unknownExtension, type ExtraExtension } from './extensions.js';
import { testKey } from './keys.js';
import { generalName } from './names.js';

/** RFC 5280 section 5.3.1. */
export const REASONS = {
  unspecified: 0, keyCompromise: 1, cACompromise: 2, affiliationChanged: 3, superseded: 4, cessationOfOperation: 5, certificateHold: 6, removeFromCRL: 8, privilegeWithdrawn: 9, aACompromise: 10,
} as const;
export type RevocationReason = keyof typeof REASONS;

export interface RevokedEntry {
  certificate?: TestIdentity;
  serial?: bigint;
  /** ISO 8601. */
  at: string;
  reason?: RevocationReason;
  invalidityDate?: string;
  /** Indirect lists: whose certificate it is (section 5.3.3). */
  issuerName?: Uint8Array;
  extensions?: readonly ExtraExtension[];
}

/** Section 5.2.5. */
export interface DistributionPointOptions { url?: string; onlyUser?: boolean; onlyCa?: boolean; onlyAttribute?: boolean; indirect?: boolean; reasons?: readonly RevocationReason[] }

export type CrlFault = 'signature-corrupt' | 'signature-by-other-key' | 'algorithm-mismatch' | 'algorithm-unknown' | 'critical-extension' | 'entry-critical-extension' | 'duplicate-extension' | 'version-1' | 'trailing-bytes' | 'truncated' | 'revoked-empty' | 'issuer-name-other';

export interface CrlOptions {
  issuer: TestIdentity;
  revoked?: readonly RevokedEntry[];
  /** ISO 8601. */
  thisUpdate: string;
  /** `null` leaves it out, which section 5.1.2.5 forbids. */
  nextUpdate: string | null;
  number?: number;
  /** Number of the list that this one adds to: makes it a delta (section 5.2.4). */
  deltaOf?: number;
  distributionPoint?: DistributionPointOptions;
  /** Revoked certificates stay on it though they expired (X.509 section 9.5.2.8). */
  expiredCertsFrom?: string;
  extensions?: readonly ExtraExtension[];
  signature?: SigningOptions;
  fault?: CrlFault;
}

function entryOf(entry: RevokedEntry, fault: CrlFault | undefined): Bytes {
  const extensions = [
    ...(entry.reason === undefined ? [] : [extension('2.5.29.21', false, enumerated(REASONS[entry.reason]))]),
    ...(entry.invalidityDate ? [extension('2.5.29.24', false, generalizedTime(entry.invalidityDate))] : []),
    ...(entry.issuerName ? [extension('2.5.29.29', true, sequence(generalName({ directory: entry.issuerName })))] : []),
    ...[...entry.extensions ?? [], ...(fault === 'entry-critical-extension' ? [unknownExtension(true)] : [])].map(({ oid: id, critical = false, value }) => extension(id, critical, value)),
  ];
  return sequence(integer(entry.serial ?? entry.certificate?.serial ?? 0n), time(entry.at), ...(extensions.length > 0 ? [sequence(...extensions)] : []));
}

function distributionPoint({ url, onlyUser, onlyCa, onlyAttribute, indirect, reasons }: DistributionPointOptions): Bytes {
  const flag = (tag: number, value: boolean | undefined) => (value ? [contextPrimitive(tag, boolean(true).slice(2))] : []);
  const bits = reasons && namedBits(reasons.map((each) => REASONS[each]));
  return sequence(
    ...(url === undefined ? [] : [context(0, context(0, generalName({ uri: url })))]), ...flag(1, onlyUser), ...flag(2, onlyCa), ...(bits ? [contextPrimitive(3, bits.slice(2))] : []), ...flag(4, indirect), ...flag(5, onlyAttribute),
  );
}

/** A certificate revocation list (RFC 5280 section 5), right in every way but for `fault`. */
export async function crl(options: CrlOptions): Promise<Bytes> {
  const { issuer, revoked = [], fault, number = 1 } = options;
  const algorithm = fault === 'algorithm-unknown' ? sequence(oid('1.3.6.1.4.1.99999.2')) : signatureIdentifier(issuer.key, options.signature);
  const inner = fault === 'algorithm-mismatch' ? signatureIdentifier(testKey('another', issuer.key.kind === 'P-384' ? 'P-256' : 'P-384'), { digest: 'SHA-512' }) : algorithm;
  const extensions = [
    extension('2.5.29.35', false, sequence(contextPrimitive(0, keyIdentifier(issuer.key.spki)))), extension('2.5.29.20', false, integer(number)),
    ...(options.deltaOf === undefined ? [] : [extension('2.5.29.27', true, integer(options.deltaOf))]),
    ...(options.distributionPoint ? [extension('2.5.29.28', true, distributionPoint(options.distributionPoint))] : []),
    ...(options.expiredCertsFrom ? [extension('2.5.29.60', false, generalizedTime(options.expiredCertsFrom))] : []),
    ...[...options.extensions ?? [], ...(fault === 'critical-extension' ? [unknownExtension(true)] : [])].map(({ oid: id, critical = false, value }) => extension(id, critical, value)),
  ];
  const last = extensions.at(-1);
  const all = fault === 'duplicate-extension' && last ? [...extensions, last] : extensions;
  const entries = revoked.map((each) => entryOf(each, fault));
  const tbs = sequence(
    ...(fault === 'version-1' ? [] : [integer(1)]), inner, fault === 'issuer-name-other' ? issuer.issuerName : issuer.name, time(options.thisUpdate), ...(options.nextUpdate === null ? [] : [time(options.nextUpdate)]),
    ...(entries.length > 0 || fault === 'revoked-empty' ? [sequence(...entries)] : []), ...(fault === 'version-1' ? [] : [context(0, sequence(...all))]),
  );
  const key = fault === 'signature-by-other-key' ? testKey('somebody else', issuer.key.kind) : issuer.key;
  const value = await sign(key, tbs, options.signature);
  const bytes = sequence(tbs, algorithm, bitString(fault === 'signature-corrupt' ? flipBit(value) : value));
  return fault === 'truncated' ? bytes.slice(0, -30) : fault === 'trailing-bytes' ? join(bytes, Uint8Array.of(0, 0)) : bytes;
}

/** An extension whose contents are no DER at all. */
export const malformedExtension = (id: string, critical = false): ExtraExtension => ({ oid: id, critical, value: octetString(Uint8Array.of(0xff)).slice(0, 2) });
