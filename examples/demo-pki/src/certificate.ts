import { signatureIdentifier, sign, type SigningOptions } from './algorithms.js';
import { bitString, context, der, flipBit, generalizedTime, integer, join, oid, sequence, time, utcTime, type Bytes } from './der.js';
import { digest } from './digests.js';
import { certificateExtensions, keyIdentifier, type ExtensionOptions } from './extensions.js';
import { negativeModulus, testKey, type TestKey } from './keys.js';
import { nameOf, type Name, type NameOptions } from './names.js';

/** Somebody with a certificate and its TEST key. */
export interface TestIdentity {
  /** DER. */
  certificate: Bytes;
  key: TestKey;
  /** DER of its subject. */
  name: Bytes;
  /** DER of its issuer's name, and the serial number: what CMS and OCSP name it by. */
  issuerName: Bytes;
  serial: bigint;
}

export type CertificateFault =
  | 'signature-corrupt' | 'signature-by-other-key' | 'signature-empty' | 'algorithm-mismatch' | 'duplicate-extension' | 'version-1-with-extensions' | 'version-1' | 'version-2' | 'version-7'
  | 'extensions-empty' | 'negative-serial' | 'zero-serial' | 'long-serial' | 'times-swapped' | 'generalized-time-before-2050' | 'time-without-z' | 'trailing-bytes' | 'indefinite-length' | 'truncated'
  | 'empty-issuer' | 'empty-subject' | 'unique-identifiers' | 'key-malformed' | 'modulus-without-sign-octet' | 'algorithm-unknown';

export interface CertificateOptions extends ExtensionOptions {
  subject: Name | Uint8Array;
  /** Who signs. Absent: itself. */
  issuer?: TestIdentity;
  /** Written as the issuer's name in place of the issuer's own. */
  issuerName?: Name | Uint8Array;
  /** Default the P-256 TEST key of the subject's name. */
  key?: TestKey;
  /** ISO 8601. */
  from: string;
  to: string;
  /** Default a digest of what it is. */
  serial?: bigint;
  signature?: SigningOptions;
  strings?: NameOptions['strings'];
  fault?: CertificateFault;
}

const asName = (name: Name | Uint8Array, strings: NameOptions['strings']): Bytes => (name instanceof Uint8Array ? new Uint8Array(name) : nameOf(name, strings ? { strings } : {}));

/** 127 bits, positive, from what makes the certificate what it is. */
const serialOf = (...parts: readonly Uint8Array[]): bigint => digest('SHA-256', join(...parts)).subarray(0, 16).reduce((sum, octet, at) => sum * 256n + BigInt(at === 0 ? octet & 0x7f | 0x40 : octet), 0n);

function validity(from: string, to: string, fault: CertificateFault | undefined): Bytes {
  if (fault === 'times-swapped') return sequence(time(to), time(from));
  if (fault === 'generalized-time-before-2050') return sequence(generalizedTime(from), generalizedTime(to));
  if (fault === 'time-without-z') return sequence(der(0x17, utcTime(from).slice(2, -1)), utcTime(to));
  return sequence(time(from), time(to));
}

function extensionField(options: CertificateOptions, spki: Uint8Array, issuerKeyId: Uint8Array | undefined): Bytes[] {
  const { fault } = options;
  if (fault === 'version-1' || fault === 'version-2') return [];
  const extensions = fault === 'extensions-empty' ? [] : certificateExtensions(options, spki, issuerKeyId);
  const last = extensions.at(-1);
  return [context(3, sequence(...extensions, ...(fault === 'duplicate-extension' && last ? [last] : [])))];
}

function keyInfo(key: TestKey, fault: CertificateFault | undefined): Bytes {
  if (fault === 'key-malformed') return sequence(sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7')), bitString(new Uint8Array(65).fill(4)));
  return fault === 'modulus-without-sign-octet' ? negativeModulus(key) : key.spki;
}

function version(fault: CertificateFault | undefined): Bytes[] {
  if (fault === 'version-1' || fault === 'version-1-with-extensions') return [];
  return [context(0, integer(fault === 'version-2' ? 1 : fault === 'version-7' ? 6 : 2))];
}

function serialFor(options: CertificateOptions, ...parts: readonly Uint8Array[]): bigint {
  if (options.fault === 'negative-serial') return -5n;
  if (options.fault === 'zero-serial') return 0n;
  if (options.fault === 'long-serial') return 1n << 180n;
  return options.serial ?? serialOf(...parts);
}

/** An X.509 certificate (RFC 5280 section 4.1), right in every way but for `fault` and for what the other options say. */
export async function certificate(options: CertificateOptions): Promise<TestIdentity> {
  const { issuer, fault, strings } = options;
  const name = fault === 'empty-subject' ? sequence() : asName(options.subject, strings);
  const key = options.key ?? testKey(options.subject instanceof Uint8Array ? 'unnamed' : JSON.stringify(options.subject));
  const issuerKey = issuer?.key ?? key;
  const issuerName = fault === 'empty-issuer' ? sequence() : options.issuerName ? asName(options.issuerName, strings) : issuer?.name ?? name;
  const serial = serialFor(options, name, issuerName, key.spki, issuerKey.spki, time(options.from), time(options.to));
  const outer = fault === 'algorithm-unknown' ? sequence(oid('1.3.6.1.4.1.99999.2')) : signatureIdentifier(issuerKey, options.signature);
  const inner = fault === 'algorithm-mismatch' ? signatureIdentifier(testKey('another', issuerKey.kind === 'P-384' ? 'P-256' : 'P-384'), { digest: 'SHA-512' }) : outer;
  const spki = keyInfo(key, fault);
  const tbs = sequence(
    ...version(fault), integer(serial), inner, issuerName, validity(options.from, options.to, fault), name, spki,
    ...(fault === 'unique-identifiers' ? [der(0x81, Uint8Array.of(0, 1, 2))] : []),
    ...extensionField(options, key.spki, keyIdentifier(issuerKey.spki)),
  );
  const signer = fault === 'signature-by-other-key' ? testKey('somebody else', issuerKey.kind) : issuerKey;
  const value = fault === 'signature-empty' ? new Uint8Array() : await sign(signer, tbs, options.signature);
  return { certificate: asWritten(sequence(tbs, outer, bitString(fault === 'signature-corrupt' ? flipBit(value) : value)), fault), key, name, issuerName, serial };
}

function asWritten(bytes: Bytes, fault: CertificateFault | undefined): Bytes {
  if (fault === 'trailing-bytes') return join(bytes, Uint8Array.of(0, 0, 0));
  if (fault === 'truncated') return bytes.slice(0, -20);
  // X.690 section 8.1.3.6 is BER, not DER.
  if (fault === 'indefinite-length') return join(Uint8Array.of(0x30, 0x80), bytes.slice(4), Uint8Array.of(0, 0));
  return bytes;
}
