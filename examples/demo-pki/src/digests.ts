import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { sha3_256, sha3_384, sha3_512, shake256 } from '@noble/hashes/sha3.js';
import { nothing, oid, sequence, type Bytes } from './der.js';

export type DigestName = 'MD5' | 'RIPEMD160' | 'SHA-1' | 'SHA-224' | 'SHA-256' | 'SHA-384' | 'SHA-512' | 'SHA3-256' | 'SHA3-384' | 'SHA3-512' | 'SHAKE256';

const DIGESTS: Readonly<Record<DigestName, { oid: string; of: (bytes: Uint8Array) => Uint8Array }>> = {
  'MD5': { oid: '1.2.840.113549.2.5', of: md5 },
  'RIPEMD160': { oid: '1.3.36.3.2.1', of: ripemd160 },
  'SHA-1': { oid: '1.3.14.3.2.26', of: sha1 },
  'SHA-224': { oid: '2.16.840.1.101.3.4.2.4', of: sha224 },
  'SHA-256': { oid: '2.16.840.1.101.3.4.2.1', of: sha256 },
  'SHA-384': { oid: '2.16.840.1.101.3.4.2.2', of: sha384 },
  'SHA-512': { oid: '2.16.840.1.101.3.4.2.3', of: sha512 },
  'SHA3-256': { oid: '2.16.840.1.101.3.4.2.8', of: sha3_256 },
  'SHA3-384': { oid: '2.16.840.1.101.3.4.2.9', of: sha3_384 },
  'SHA3-512': { oid: '2.16.840.1.101.3.4.2.10', of: sha3_512 },
  // RFC 8419 section 2.3: with Ed448, 64 octets.
  'SHAKE256': { oid: '2.16.840.1.101.3.4.2.12', of: (bytes) => shake256(bytes, { dkLen: 64 }) },
};

export const digest = (name: DigestName, bytes: Uint8Array): Bytes => new Uint8Array(DIGESTS[name].of(bytes));

/** AlgorithmIdentifier of a digest. RFC 5754 section 2: without parameters; many write NULL, and both are right. */
export const digestIdentifier = (name: DigestName, options: { withNull?: boolean } = {}): Bytes => sequence(oid(DIGESTS[name].oid), ...(options.withNull ? [nothing] : []));
