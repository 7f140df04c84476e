import { ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js';
import { hex } from '../bytes/octets.js';

export type DigestName = 'SHA-1' | 'SHA-224' | 'SHA-256' | 'SHA-384' | 'SHA-512' | 'SHA-512/224' | 'SHA-512/256' | 'SHA3-224' | 'SHA3-256' | 'SHA3-384' | 'SHA3-512' | 'RIPEMD-160';

interface Digest { oid: string; octets: number; run: (bytes: Uint8Array) => Uint8Array }

const DIGESTS: ReadonlyMap<string, Digest> = new Map<DigestName, Digest>([
  ['SHA-1', { oid: '1.3.14.3.2.26', octets: 20, run: sha1 }],
  ['SHA-224', { oid: '2.16.840.1.101.3.4.2.4', octets: 28, run: sha224 }],
  ['SHA-256', { oid: '2.16.840.1.101.3.4.2.1', octets: 32, run: sha256 }],
  ['SHA-384', { oid: '2.16.840.1.101.3.4.2.2', octets: 48, run: sha384 }],
  ['SHA-512', { oid: '2.16.840.1.101.3.4.2.3', octets: 64, run: sha512 }],
  ['SHA-512/224', { oid: '2.16.840.1.101.3.4.2.5', octets: 28, run: sha512_224 }],
  ['SHA-512/256', { oid: '2.16.840.1.101.3.4.2.6', octets: 32, run: sha512_256 }],
  ['SHA3-224', { oid: '2.16.840.1.101.3.4.2.7', octets: 28, run: sha3_224 }],
  ['SHA3-256', { oid: '2.16.840.1.101.3.4.2.8', octets: 32, run: sha3_256 }],
  ['SHA3-384', { oid: '2.16.840.1.101.3.4.2.9', octets: 48, run: sha3_384 }],
  ['SHA3-512', { oid: '2.16.840.1.101.3.4.2.10', octets: 64, run: sha3_512 }],
  ['RIPEMD-160', { oid: '1.3.36.3.2.1', octets: 20, run: ripemd160 }],
]);

/** Digests that are told by name and never computed: nothing that rests on them counts. */
const NAMES_ONLY: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.2.2', 'MD2'], ['1.2.840.113549.2.4', 'MD4'], ['1.2.840.113549.2.5', 'MD5'], ['1.3.36.3.2.2', 'RIPEMD-128'], ['1.3.36.3.2.3', 'RIPEMD-256'], ['1.0.10118.3.0.55', 'WHIRLPOOL'],
]);

const BY_OID: ReadonlyMap<string, DigestName> = new Map([...DIGESTS].map(([name, { oid }]) => [oid, name as DigestName]));

const found = (oidOrName: string): Digest | undefined => DIGESTS.get(BY_OID.get(oidOrName) ?? oidOrName);

/** The name of a digest that can be computed, from its name or OID. */
export function digestName(oidOrName: string): DigestName | undefined {
  return BY_OID.get(oidOrName) ?? (DIGESTS.has(oidOrName) ? oidOrName as DigestName : undefined);
}

/** The name of any digest that is known, for people and for the rules of strength; the OID where it is not. */
export const digestLabel = (oidOrName: string): string => digestName(oidOrName) ?? NAMES_ONLY.get(oidOrName) ?? oidOrName;

export const digestOid = (name: DigestName): string => DIGESTS.get(name)!.oid;

export const digestOctets = (oidOrName: string): number | undefined => found(oidOrName)?.octets;

/** What the platform computes, which is faster for a whole document. */
const PLATFORM: readonly string[] = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];
const SMALL = 16_384;

/** The digest of bytes, by its OID or its name. Undefined for one that is not known or not computed. */
export async function digest(oidOrName: string, bytes: Uint8Array): Promise<Uint8Array | undefined> {
  const name = digestName(oidOrName);
  if (name === undefined) return undefined;
  if (bytes.length <= SMALL || !PLATFORM.includes(name)) return digestNow(name, bytes);
  try {
    return new Uint8Array(await crypto.subtle.digest(name, bytes as Uint8Array<ArrayBuffer>));
  } catch {
    // A page that is not served safely has no platform's digest.
    return digestNow(name, bytes);
  }
}

/** The same without waiting. */
export const digestNow = (oidOrName: string, bytes: Uint8Array): Uint8Array | undefined => found(oidOrName)?.run(bytes);

/** Lower-case hexadecimal SHA-256. */
export const sha256Hex = (bytes: Uint8Array): string => hex(sha256(bytes));
