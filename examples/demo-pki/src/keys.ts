import { ed25519 } from '@noble/curves/ed25519.js';
import { ed448 } from '@noble/curves/ed448.js';
import { brainpoolP256r1 } from '@noble/curves/misc.js';
import { p256, p384, p521 } from '@noble/curves/nist.js';
import { secp256k1 } from '@noble/curves/secp256k1.js';
import { sha512 } from '@noble/hashes/sha2.js';
import { bitString, fromBase64, integer, join, nothing, oid, sequence, utf8, type Bytes } from './der.js';
import { RSA_1024, RSA_2048, RSA_3072 } from './rsa-test-keys.js';

export type CurveName = 'P-256' | 'P-384' | 'P-521' | 'brainpoolP256r1' | 'secp256k1';
export type KeyKind = CurveName | 'Ed25519' | 'Ed448' | 'RSA-1024' | 'RSA-2048' | 'RSA-3072';

/** A TEST key: whoever reads this package has it. Nothing that it signs proves anything. */
export interface TestKey { readonly kind: KeyKind; readonly name: string; /** DER of SubjectPublicKeyInfo. */ readonly spki: Bytes; /** A scalar, a seed, or PKCS #8 for RSA. */ readonly secret: Bytes }

export const CURVES = {
  'P-256': { curve: p256, oid: '1.2.840.10045.3.1.7', bytes: 32 },
  'P-384': { curve: p384, oid: '1.3.132.0.34', bytes: 48 },
  'P-521': { curve: p521, oid: '1.3.132.0.35', bytes: 66 },
  'brainpoolP256r1': { curve: brainpoolP256r1, oid: '1.3.36.3.3.2.8.1.1.7', bytes: 32 },
  'secp256k1': { curve: secp256k1, oid: '1.3.132.0.10', bytes: 32 },
} as const;

export const ED25519 = '1.3.101.112';
export const ED448 = '1.3.101.113';
const EC_PUBLIC_KEY = '1.2.840.10045.2.1';
const RSA_ENCRYPTION = '1.2.840.113549.1.1.1';

/** As many octets as are asked for, from a name. */
function seedOf(name: string, length: number): Bytes {
  const seed = sha512(utf8(`Credlens demo PKI, TEST key: ${name}`));
  return length <= 64 ? new Uint8Array(seed.subarray(0, length)) : join(seed, sha512(seed)).slice(0, length) as Bytes;
}

/** PKCS #8 holds version, modulus and exponent at its start (RFC 8017 appendix A.1.2): the public key is made of them. */
export function rsaNumbers(pkcs8: Uint8Array): { n: bigint; e: bigint; d: bigint } {
  const read = (at: number): { start: number; end: number } => {
    const first = pkcs8[at + 1] ?? 0;
    if (first < 0x80) return { start: at + 2, end: at + 2 + first };
    const count = first & 0x7f;
    const length = pkcs8.subarray(at + 2, at + 2 + count).reduce((sum, octet) => sum * 256 + octet, 0);
    return { start: at + 2 + count, end: at + 2 + count + length };
  };
  const outer = read(0);
  const inner = read(read(read(outer.start).end).end);
  let at = read(inner.start).start;
  const numbers = Array.from({ length: 4 }, () => {
    const { start, end } = read(at);
    at = end;
    return BigInt(`0x${[...pkcs8.subarray(start, end)].map((octet) => octet.toString(16).padStart(2, '0')).join('')}`);
  });
  return { n: numbers[1] ?? 0n, e: numbers[2] ?? 0n, d: numbers[3] ?? 0n };
}

function rsaKey(kind: KeyKind, name: string, base64: string): TestKey {
  const secret = fromBase64(base64);
  const { n, e } = rsaNumbers(secret);
  return { kind, name, secret, spki: sequence(sequence(oid(RSA_ENCRYPTION), nothing), bitString(sequence(integer(n), integer(e)))) };
}

/** SubjectPublicKeyInfo of an RSA key as if INTEGER had no sign: without the zero octet before the modulus, which then reads as a negative number. Some identity cards have their keys so. */
export function negativeModulus({ secret }: TestKey): Bytes {
  const { n, e } = rsaNumbers(secret);
  return sequence(sequence(oid(RSA_ENCRYPTION), nothing), bitString(sequence(integer(n - (1n << BigInt(n.toString(2).length))), integer(e))));
}

const made = new Map<string, TestKey>();

function make(name: string, kind: KeyKind): TestKey {
  if (kind === 'RSA-1024') return rsaKey(kind, name, RSA_1024);
  if (kind === 'RSA-3072') return rsaKey(kind, name, RSA_3072);
  // There are six of them: names share keys. Those of one PKI are told apart by a number behind `#`.
  if (kind === 'RSA-2048') return rsaKey(kind, name, RSA_2048[Number(/#(\d+)$/.exec(name)?.[1] ?? seedOf(name, 1)[0]) % RSA_2048.length] ?? '');
  if (kind === 'Ed25519' || kind === 'Ed448') {
    const curve = kind === 'Ed25519' ? ed25519 : ed448;
    const secret = seedOf(name, kind === 'Ed25519' ? 32 : 57);
    return { kind, name, secret, spki: sequence(sequence(oid(kind === 'Ed25519' ? ED25519 : ED448)), bitString(curve.getPublicKey(secret))) };
  }
  const { curve, oid: curveOid, bytes } = CURVES[kind];
  const wide = seedOf(name, bytes + 16).reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
  const scalar = (wide % (curve.Point.Fn.ORDER - 1n)) + 1n;
  const secret = new Uint8Array(curve.Point.Fn.toBytes(scalar));
  return { kind, name, secret, spki: sequence(sequence(oid(EC_PUBLIC_KEY), oid(curveOid)), bitString(curve.getPublicKey(secret, false))) };
}

/** The TEST key of a name: the same name and kind give the same key for ever. Default P-256. */
export function testKey(name: string, kind: KeyKind = 'P-256'): TestKey {
  const id = `${kind} ${name}`;
  const key = made.get(id) ?? make(name, kind);
  made.set(id, key);
  return key;
}

/** The bits of the BIT STRING in a SubjectPublicKeyInfo: what key identifiers are digests of. */
export function publicKeyBits(spki: Uint8Array): Bytes {
  const header = (at: number): { start: number; end: number } => {
    const first = spki[at + 1] ?? 0;
    const count = first < 0x80 ? 0 : first & 0x7f;
    const length = count === 0 ? first : spki.subarray(at + 2, at + 2 + count).reduce((sum, octet) => sum * 256 + octet, 0);
    return { start: at + 2 + count, end: at + 2 + count + length };
  };
  const bits = header(header(header(0).start).end);
  return spki.slice(bits.start + 1, bits.end) as Bytes;
}
