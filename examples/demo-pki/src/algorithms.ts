import { ed25519 } from '@noble/curves/ed25519.js';
import { ed448 } from '@noble/curves/ed448.js';
import { context, der, integer, join, nothing, octetString, oid, sequence, type Bytes } from './der.js';
import { digest, digestIdentifier, type DigestName } from './digests.js';
import { CURVES, ED25519, ED448, rsaNumbers, type CurveName, type TestKey } from './keys.js';

export interface SigningOptions {
  /** Default SHA-256; for Ed25519 SHA-512, for Ed448 SHAKE256, which are inside the algorithm. */
  digest?: DigestName;
  /** RSASSA-PSS (RFC 8017 section 8.1) instead of PKCS #1 v1.5. */
  pss?: boolean;
  /** Octets of salt. Default the digest's length. */
  saltLength?: number;
  /** What the parameters say in place of what was done: a fault. */
  declared?: { digest?: DigestName; mgfDigest?: DigestName; saltLength?: number; trailer?: number; parameters?: 'absent' | 'null' };
  /** RSA: an identifier of the key alone, as CMS allows (RFC 5754 section 3.2), in place of one with the digest. */
  bare?: boolean;
}

const RSA: Partial<Record<DigestName, number>> = { 'MD5': 4, 'SHA-1': 5, 'SHA-256': 11, 'SHA-384': 12, 'SHA-512': 13, 'SHA-224': 14 };
const RSA_SHA3: Partial<Record<DigestName, number>> = { 'SHA3-256': 14, 'SHA3-384': 15, 'SHA3-512': 16 };
const ECDSA: Partial<Record<DigestName, string>> = { 'SHA-1': '1', 'SHA-224': '3.1', 'SHA-256': '3.2', 'SHA-384': '3.3', 'SHA-512': '3.4' };
const ECDSA_SHA3: Partial<Record<DigestName, number>> = { 'SHA3-256': 10, 'SHA3-384': 11, 'SHA3-512': 12 };

/** The digest that a signature of this key is made with. */
export function digestFor(key: TestKey, options: SigningOptions = {}): DigestName {
  return key.kind === 'Ed25519' ? 'SHA-512' : key.kind === 'Ed448' ? 'SHAKE256' : options.digest ?? 'SHA-256';
}

function rsaOid(name: DigestName): string {
  if (RSA[name] !== undefined) return `1.2.840.113549.1.1.${RSA[name]}`;
  if (RSA_SHA3[name] !== undefined) return `2.16.840.1.101.3.4.3.${RSA_SHA3[name]}`;
  return '1.3.36.3.3.1.2';
}

/** RFC 4055 section 3.1. Members that have their default value are left out. */
function pssParameters(name: DigestName, mgf: DigestName, saltLength: number, trailer: number): Bytes {
  const mgfIdentifier = sequence(oid('1.2.840.113549.1.1.8'), digestIdentifier(mgf, { withNull: true }));
  return sequence(
    ...(name === 'SHA-1' ? [] : [context(0, digestIdentifier(name, { withNull: true }))]),
    ...(mgf === 'SHA-1' ? [] : [context(1, mgfIdentifier)]),
    ...(saltLength === 20 ? [] : [context(2, integer(saltLength))]),
    ...(trailer === 1 ? [] : [context(3, integer(trailer))]),
  );
}

/** AlgorithmIdentifier of a signature by this key. */
export function signatureIdentifier(key: TestKey, options: SigningOptions = {}): Bytes {
  if (key.kind === 'Ed25519') return sequence(oid(ED25519));
  if (key.kind === 'Ed448') return sequence(oid(ED448));
  const { declared = {} } = options;
  const done = digestFor(key, options);
  const name = declared.digest ?? done;
  if (!key.kind.startsWith('RSA')) return sequence(oid(ECDSA_SHA3[name] === undefined ? `1.2.840.10045.4.${ECDSA[name] ?? '2'}` : `2.16.840.1.101.3.4.3.${ECDSA_SHA3[name]}`));
  if (options.pss) {
    const parameters = declared.parameters === 'absent' ? [] : declared.parameters === 'null' ? [nothing]
      : [pssParameters(name, declared.mgfDigest ?? name, declared.saltLength ?? options.saltLength ?? digest(done, new Uint8Array()).length, declared.trailer ?? 1)];
    return sequence(oid('1.2.840.113549.1.1.10'), ...parameters);
  }
  return sequence(oid(options.bare ? '1.2.840.113549.1.1.1' : rsaOid(name)), nothing);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let square = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % modulus;
    square = (square * square) % modulus;
  }
  return result;
}

/** RFC 8017 section 9.2 by hand: for the digests that WebCrypto does not have. */
function pkcs1(key: TestKey, name: DigestName, bytes: Uint8Array): Bytes {
  const { n, d } = rsaNumbers(key.secret);
  const size = Math.ceil(n.toString(2).length / 8);
  const info = sequence(digestIdentifier(name, { withNull: true }), octetString(digest(name, bytes)));
  const padded = join(Uint8Array.of(0, 1), new Uint8Array(size - info.length - 3).fill(0xff), Uint8Array.of(0), info);
  const value = power(padded.reduce((sum, octet) => sum * 256n + BigInt(octet), 0n), d, n);
  return Uint8Array.from(value.toString(16).padStart(size * 2, '0').match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

const WEB = new Set<DigestName>(['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']);

/** The signature as X.509 and CMS carry it. Deterministic, but for RSASSA-PSS with a salt. */
export async function sign(key: TestKey, bytes: Bytes, options: SigningOptions = {}): Promise<Bytes> {
  if (key.kind === 'Ed25519') return new Uint8Array(ed25519.sign(bytes, key.secret));
  if (key.kind === 'Ed448') return new Uint8Array(ed448.sign(bytes, key.secret));
  const name = digestFor(key, options);
  if (key.kind.startsWith('RSA')) {
    if (!WEB.has(name)) return pkcs1(key, name, bytes);
    const algorithm = { name: options.pss ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5', hash: name };
    const imported = await crypto.subtle.importKey('pkcs8', key.secret, algorithm, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign({ ...algorithm, saltLength: options.saltLength ?? digest(name, new Uint8Array()).length }, imported, bytes));
  }
  const { curve, bytes: size } = CURVES[key.kind as CurveName];
  const compact = curve.sign(digest(name, bytes), key.secret, { prehash: false, lowS: false });
  const number = (part: Uint8Array) => {
    const trimmed = part.subarray(Math.max(0, part.findIndex((octet) => octet !== 0)));
    return der(0x02, (trimmed[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : new Uint8Array(), trimmed);
  };
  return sequence(number(compact.subarray(0, size)), number(compact.subarray(size)));
}
