import { explicitOf, oidOf, partsIn, readOne, smallInteger, TAG } from './der.js';
import { digestName, type DigestName } from './digest.js';
import { readAlgorithm } from './certificate.js';
import type { AlgorithmIdentifier } from './types.js';

export type Scheme = 'rsa-pkcs1' | 'rsa-pss' | 'ecdsa' | 'ecdsa-plain' | 'ed25519' | 'ed448' | 'dsa';

/** `digest` is absent where the algorithm has its own, or names one that is not computed (then `refused` has its name). */
export interface SignatureScheme { scheme: Scheme; digest?: DigestName; refused?: string; /** RSA-PSS only. */ pss?: PssParameters }

export interface PssParameters { digest: DigestName; maskDigest: DigestName; saltLength: number }

const RSA = '1.2.840.113549.1.1';
const NIST = '2.16.840.1.101.3.4.3';
const PLAIN = '0.4.0.127.0.7.1.1.4.1';
export const RSA_ENCRYPTION = `${RSA}.1`, RSA_PSS = `${RSA}.10`, EC_PUBLIC_KEY = '1.2.840.10045.2.1', ED25519 = '1.3.101.112', ED448 = '1.3.101.113', DSA = '1.2.840.10040.4.1';

/** RFC 8017 appendix A.2.4, RFC 5758, NIST's registration of SHA-3, BSI TR-03111 section 5.2.1. */
const SCHEMES: ReadonlyMap<string, SignatureScheme> = new Map<string, SignatureScheme>([
  [`${RSA}.2`, { scheme: 'rsa-pkcs1', refused: 'MD2' }],
  [`${RSA}.3`, { scheme: 'rsa-pkcs1', refused: 'MD4' }],
  [`${RSA}.4`, { scheme: 'rsa-pkcs1', refused: 'MD5' }],
  ['1.3.36.3.3.1.2', { scheme: 'rsa-pkcs1', refused: 'RIPEMD-160' }],
  ['1.3.36.3.3.1.3', { scheme: 'rsa-pkcs1', refused: 'RIPEMD-128' }],
  ['1.3.36.3.3.1.4', { scheme: 'rsa-pkcs1', refused: 'RIPEMD-256' }],
  [`${RSA}.5`, { scheme: 'rsa-pkcs1', digest: 'SHA-1' }],
  ['1.3.14.3.2.29', { scheme: 'rsa-pkcs1', digest: 'SHA-1' }],
  [`${RSA}.14`, { scheme: 'rsa-pkcs1', digest: 'SHA-224' }],
  [`${RSA}.11`, { scheme: 'rsa-pkcs1', digest: 'SHA-256' }],
  [`${RSA}.12`, { scheme: 'rsa-pkcs1', digest: 'SHA-384' }],
  [`${RSA}.13`, { scheme: 'rsa-pkcs1', digest: 'SHA-512' }],
  [`${RSA}.15`, { scheme: 'rsa-pkcs1', digest: 'SHA-512/224' }],
  [`${RSA}.16`, { scheme: 'rsa-pkcs1', digest: 'SHA-512/256' }],
  [`${NIST}.13`, { scheme: 'rsa-pkcs1', digest: 'SHA3-224' }],
  [`${NIST}.14`, { scheme: 'rsa-pkcs1', digest: 'SHA3-256' }],
  [`${NIST}.15`, { scheme: 'rsa-pkcs1', digest: 'SHA3-384' }],
  [`${NIST}.16`, { scheme: 'rsa-pkcs1', digest: 'SHA3-512' }],
  ['1.2.840.10045.4.1', { scheme: 'ecdsa', digest: 'SHA-1' }],
  ['1.2.840.10045.4.3.1', { scheme: 'ecdsa', digest: 'SHA-224' }],
  ['1.2.840.10045.4.3.2', { scheme: 'ecdsa', digest: 'SHA-256' }],
  ['1.2.840.10045.4.3.3', { scheme: 'ecdsa', digest: 'SHA-384' }],
  ['1.2.840.10045.4.3.4', { scheme: 'ecdsa', digest: 'SHA-512' }],
  [`${NIST}.9`, { scheme: 'ecdsa', digest: 'SHA3-224' }],
  [`${NIST}.10`, { scheme: 'ecdsa', digest: 'SHA3-256' }],
  [`${NIST}.11`, { scheme: 'ecdsa', digest: 'SHA3-384' }],
  [`${NIST}.12`, { scheme: 'ecdsa', digest: 'SHA3-512' }],
  [`${PLAIN}.1`, { scheme: 'ecdsa-plain', digest: 'SHA-1' }],
  [`${PLAIN}.2`, { scheme: 'ecdsa-plain', digest: 'SHA-224' }],
  [`${PLAIN}.3`, { scheme: 'ecdsa-plain', digest: 'SHA-256' }],
  [`${PLAIN}.4`, { scheme: 'ecdsa-plain', digest: 'SHA-384' }],
  [`${PLAIN}.5`, { scheme: 'ecdsa-plain', digest: 'SHA-512' }],
  [`${PLAIN}.6`, { scheme: 'ecdsa-plain', refused: 'RIPEMD-160' }],
  [`${PLAIN}.8`, { scheme: 'ecdsa-plain', digest: 'SHA3-224' }],
  [`${PLAIN}.9`, { scheme: 'ecdsa-plain', digest: 'SHA3-256' }],
  [`${PLAIN}.10`, { scheme: 'ecdsa-plain', digest: 'SHA3-384' }],
  [`${PLAIN}.11`, { scheme: 'ecdsa-plain', digest: 'SHA3-512' }],
  [ED25519, { scheme: 'ed25519' }],
  [ED448, { scheme: 'ed448' }],
  [DSA, { scheme: 'dsa' }],
  ['1.2.840.10040.4.3', { scheme: 'dsa', digest: 'SHA-1' }],
  ['1.3.14.3.2.27', { scheme: 'dsa', digest: 'SHA-1' }],
  [`${NIST}.1`, { scheme: 'dsa', digest: 'SHA-224' }],
  [`${NIST}.2`, { scheme: 'dsa', digest: 'SHA-256' }],
  [`${NIST}.3`, { scheme: 'dsa', digest: 'SHA-384' }],
  [`${NIST}.4`, { scheme: 'dsa', digest: 'SHA-512' }],
]);

/**
 * What an AlgorithmIdentifier of a signature means. CMS may name the kind of key alone and the digest elsewhere (RFC 3370 section 3.2): it is given then.
 * `malformed`: parameters that are none of the algorithm. Undefined: not known.
 */
export function signatureScheme(algorithm: AlgorithmIdentifier, digestOid?: string): SignatureScheme | 'malformed' | undefined {
  const { oid } = algorithm;
  if (oid === RSA_PSS) {
    const pss = pssParameters(algorithm.parameters);
    return typeof pss === 'object' ? { scheme: 'rsa-pss', digest: pss.digest, pss } : pss;
  }
  if (oid === RSA_ENCRYPTION || oid === EC_PUBLIC_KEY) {
    const digest = digestOid === undefined ? undefined : digestName(digestOid);
    return digest && { scheme: oid === RSA_ENCRYPTION ? 'rsa-pkcs1' : 'ecdsa', digest };
  }
  const found = SCHEMES.get(oid);
  // RFC 8410 section 3 has no parameters; for the others NULL and nothing are both met, and both are harmless.
  const none = algorithm.parameters === undefined || (found?.scheme !== 'ed25519' && found?.scheme !== 'ed448' && readOne(algorithm.parameters, TAG.null)?.content.length === 0);
  return found && !none && found.scheme !== 'dsa' ? 'malformed' : found;
}

const MGF1 = `${RSA}.8`;

/**
 * RSASSA-PSS-params (RFC 8017 appendix A.2.3): SHA-1, MGF1 with SHA-1 and 20 octets of salt where they are left out; the trailer field is 1. Absent parameters are refused:
 * only a key may leave them out (RFC 4055 section 3.1).
 */
export function pssParameters(der: Uint8Array | undefined): PssParameters | 'malformed' | undefined {
  const parts = der && partsIn(der, TAG.sequence, 4);
  if (!parts) return 'malformed';
  const found: { digest: DigestName | undefined; mask: DigestName | undefined; salt: number | undefined } = { digest: 'SHA-1', mask: 'SHA-1', salt: 20 };
  let last = -1;
  for (const part of parts) {
    const number = part.tag - 0xa0;
    const inner = explicitOf(part);
    if (number <= last || number > 3 || !inner) return 'malformed';
    last = number;
    if (number === 0) found.digest = nameOf(readAlgorithm(inner));
    if (number === 1) {
      const mask = readAlgorithm(inner);
      found.mask = mask?.oid === MGF1 && mask.parameters ? nameOf(readAlgorithm(readOne(mask.parameters))) : undefined;
    }
    if (number === 2) found.salt = smallInteger(inner);
    if (number === 3 && smallInteger(inner) !== 1) return 'malformed';
  }
  if (found.salt === undefined || found.salt < 0 || found.salt > 2048) return 'malformed';
  return found.digest && found.mask && { digest: found.digest, maskDigest: found.mask, saltLength: found.salt };
}

const nameOf = (algorithm: AlgorithmIdentifier | undefined): DigestName | undefined => algorithm && digestName(algorithm.oid);

/** Named curves by their OID (SEC 2, RFC 5639). */
export const CURVES: ReadonlyMap<string, { name: string; bits: number }> = new Map([
  ['1.2.840.10045.3.1.1', { name: 'P-192', bits: 192 }], ['1.3.132.0.33', { name: 'P-224', bits: 224 }], ['1.2.840.10045.3.1.7', { name: 'P-256', bits: 256 }],
  ['1.3.132.0.34', { name: 'P-384', bits: 384 }], ['1.3.132.0.35', { name: 'P-521', bits: 521 }], ['1.3.132.0.10', { name: 'secp256k1', bits: 256 }],
  ['1.3.36.3.3.2.8.1.1.5', { name: 'brainpoolP224r1', bits: 224 }],
  ['1.3.36.3.3.2.8.1.1.7', { name: 'brainpoolP256r1', bits: 256 }], ['1.3.36.3.3.2.8.1.1.8', { name: 'brainpoolP256t1', bits: 256 }],
  ['1.3.36.3.3.2.8.1.1.11', { name: 'brainpoolP384r1', bits: 384 }], ['1.3.36.3.3.2.8.1.1.12', { name: 'brainpoolP384t1', bits: 384 }],
  ['1.3.36.3.3.2.8.1.1.13', { name: 'brainpoolP512r1', bits: 512 }], ['1.3.36.3.3.2.8.1.1.14', { name: 'brainpoolP512t1', bits: 512 }],
]);

/** The curve that a key's parameters name. Parameters that spell a curve out are not read: whoever wrote them chose the generator too. */
export function namedCurve(parameters: Uint8Array | undefined): { name: string; bits: number } | undefined {
  return CURVES.get(oidOf(parameters && readOne(parameters)) ?? '');
}
