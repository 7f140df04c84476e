import { sameBytes } from '../bytes/octets.js';
import { bigInteger, bigOf, partsIn, TAG, type Tlv } from './der.js';
import { encodeAlgorithm, encodeSequence, encodeTlv, join, octetsOf } from './der-encode.js';
import { digestNow, digestOctets, digestOid, type DigestName } from './digest.js';
import type { PssParameters } from './signature-algorithms.js';

export interface RsaKey { modulus: bigint; exponent: bigint; /** Of the modulus. */ bits: number }

const NULL = Uint8Array.of(5, 0);
const MOST_BITS = 8192;
/** FIPS 186-5 has public exponents below 2^256; larger than this only costs time, and nobody has them. */
const MOST_EXPONENT = 1n << 64n;

/** RSAPublicKey (RFC 8017 appendix A.1.1). Undefined where it is none, or out of all proportion. */
export function readRsaKey(der: Uint8Array): RsaKey | undefined {
  const parts = partsIn(der, TAG.sequence, 2);
  const [modulus, exponent] = [modulusOf(parts?.[0]), bigInteger(parts?.[1], 16)];
  if (modulus === undefined || exponent === undefined || parts?.length !== 2) return undefined;
  const bits = modulus === 0n ? 0 : modulus.toString(2).length;
  return bits >= 256 && bits <= MOST_BITS && (modulus & 1n) === 1n && (exponent & 1n) === 1n && exponent >= 3n && exponent < MOST_EXPONENT ? { modulus, exponent, bits } : undefined;
}

/**
 * A modulus whose first bit is set and that lacks the zero octet before it is a negative number in DER (X.690 section 8.3.3), and no modulus is negative: it was written as if INTEGER had no sign.
 * A state's identity cards of 2011 to 2018 have such keys, and OpenSSL and browsers verify by them. Taken as it was meant there is one number that it can be, so nothing is left to an attacker.
 */
function modulusOf(tlv: Tlv | undefined): bigint | undefined {
  const unsigned = tlv?.tag === TAG.integer && tlv.content.length <= MOST_BITS / 8 && (tlv.content[0] ?? 0) >= 0x80;
  return unsigned ? bigOf(tlv.content) : bigInteger(tlv);
}

/**
 * RSAVP1 (section 5.2.2) in numbers of our own. Platforms verify what they can take (rsa-platform.ts); this is for what not all of them do: SHA-224 and SHA-3, PSS with a mask of another digest, keys of
 * odd sizes, and pages that are not served safely, which have no WebCrypto. It knows no secret, so it need not hide its time.
 */
function recovered(key: RsaKey, signature: Uint8Array, length: number): Uint8Array | undefined {
  if (signature.length !== Math.ceil(key.bits / 8)) return undefined;
  let base = bigOf(signature);
  if (base >= key.modulus) return undefined;
  let result = 1n;
  for (let rest = key.exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * base) % key.modulus;
    if (rest > 1n) base = (base * base) % key.modulus;
  }
  return octetsOf(result, length);
}

/** EMSA-PKCS1-v1_5 (section 9.2): the whole encoded message is made and compared, nothing of the signature's is parsed. The digest's parameters are NULL (appendix B.1): platforms take nothing else. */
export function verifyPkcs1(key: RsaKey, digest: DigestName, hash: Uint8Array, signature: Uint8Array): boolean {
  const length = Math.ceil(key.bits / 8);
  const message = recovered(key, signature, length);
  if (!message) return false;
  const info = encodeSequence(encodeAlgorithm({ oid: digestOid(digest), parameters: NULL }), encodeTlv(TAG.octetString, hash));
  return length >= info.length + 11 && sameBytes(message, join(Uint8Array.of(0, 1), new Uint8Array(length - info.length - 3).fill(0xff), Uint8Array.of(0), info));
}

/** MGF1 (appendix B.2.1). */
function mask(digest: DigestName, seed: Uint8Array, length: number): Uint8Array {
  const parts: Uint8Array[] = [];
  for (let made = 0, counter = 0; made < length; counter += 1) {
    const part = digestNow(digest, join(seed, Uint8Array.of(counter >>> 24, counter >>> 16, counter >>> 8, counter)))!;
    parts.push(part);
    made += part.length;
  }
  return join(...parts).subarray(0, length);
}

/** EMSA-PSS-VERIFY (section 9.1.2), step by step. */
export function verifyPss(key: RsaKey, parameters: PssParameters, hash: Uint8Array, signature: Uint8Array): boolean {
  const { digest, maskDigest, saltLength } = parameters;
  const [bits, hashLength] = [key.bits - 1, digestOctets(digest)!];
  const length = Math.ceil(bits / 8);
  const message = recovered(key, signature, length);
  if (!message || length < hashLength + saltLength + 2 || message.at(-1) !== 0xbc) return false;
  const masked = message.subarray(0, length - hashLength - 1);
  const h = message.subarray(length - hashLength - 1, -1);
  const unused = 8 * length - bits;
  if (unused > 0 && masked[0]! >> (8 - unused) !== 0) return false;
  const block = mask(maskDigest, h, masked.length).map((octet, index) => octet ^ masked[index]!);
  block[0] = block[0]! & (0xff >> unused);
  const saltStart = block.length - saltLength;
  if (block[saltStart - 1] !== 1 || block.subarray(0, saltStart - 1).some((octet) => octet !== 0)) return false;
  return sameBytes(h, digestNow(digest, join(new Uint8Array(8), hash, block.subarray(saltStart))));
}
