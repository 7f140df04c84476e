import { encodeAlgorithm, encodeSequence, encodeTlv, encodeUnsigned, octetsOf, type Bytes } from './der-encode.js';
import { TAG } from './der.js';
import type { RsaKey } from './rsa.js';
import { RSA_ENCRYPTION, type SignatureScheme } from './signature-algorithms.js';

/** The digests that WebCrypto has (Web Cryptography API section 18.5). */
const DIGESTS: readonly string[] = ['SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];
const MOST_EXPONENT = 1n << 32n;

/**
 * What every platform takes alike. Beyond it they part: exponents of more than 32 bits, moduli that are no whole octets or short. Some say no at import and some at verification, which would look like
 * a signature that does not hold.
 */
function isTaken({ bits, exponent }: RsaKey, { digest, pss }: SignatureScheme): boolean {
  return bits >= 1024 && bits % 8 === 0 && exponent < MOST_EXPONENT && digest !== undefined && DIGESTS.includes(digest) && (pss === undefined || (pss.digest === digest && pss.maskDigest === digest));
}

/** SubjectPublicKeyInfo as RFC 3279 section 2.3.1 has it, however the certificate's was written: without its NULL, under the identifier of PSS (which WebCrypto does not import), with a modulus that reads as negative. */
function plainKeyInfo({ modulus, exponent, bits }: RsaKey): Bytes {
  const key = encodeSequence(encodeUnsigned(octetsOf(modulus, bits / 8)!), encodeUnsigned(octetsOf(exponent, 4)!));
  return encodeSequence(encodeAlgorithm({ oid: RSA_ENCRYPTION, parameters: Uint8Array.of(5, 0) }), encodeTlv(TAG.bitString, Uint8Array.of(0), key));
}

/** RSASSA-PKCS1-v1_5 or RSASSA-PSS by WebCrypto. Undefined where it does not take key, digest or parameters, or is not there: then it has said nothing. */
export async function verifyOnPlatform(key: RsaKey, scheme: SignatureScheme, data: Uint8Array, signature: Uint8Array): Promise<boolean | undefined> {
  if (!isTaken(key, scheme)) return undefined;
  // RFC 8017 sections 8.1.2 and 8.2.2, step 1: one signature has one form. Some platforms fill up what has lost a leading zero.
  if (signature.length !== key.bits / 8) return false;
  const name = scheme.pss ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5';
  try {
    const imported = await crypto.subtle.importKey('spki', plainKeyInfo(key), { name, hash: scheme.digest! }, false, ['verify']);
    return await crypto.subtle.verify({ name, ...(scheme.pss && { saltLength: scheme.pss.saltLength }) }, imported, signature as Bytes, data as Bytes);
  } catch {
    return undefined;
  }
}
