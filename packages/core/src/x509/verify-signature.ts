import { readKeyInfo } from './certificate.js';
import { digest } from './digest.js';
import { rawSignature, verifyEcdsa, verifyEdwards } from './elliptic.js';
import { readRsaKey, verifyPkcs1, verifyPss } from './rsa.js';
import { verifyOnPlatform } from './rsa-platform.js';
import { EC_PUBLIC_KEY, ED25519, ED448, namedCurve, pssParameters, RSA_ENCRYPTION, RSA_PSS, signatureScheme, type SignatureScheme } from './signature-algorithms.js';
import type { AlgorithmIdentifier } from './types.js';

export type SignatureOutcome = 'valid' | 'invalid' | 'unsupported' | 'malformed';

export interface SignatureQuestion {
  algorithm: AlgorithmIdentifier;
  /** DER of SubjectPublicKeyInfo. */
  spki: Uint8Array;
  data: Uint8Array;
  signature: Uint8Array;
  /** OID of the digest, where `algorithm` names the kind of key alone, as CMS may. */
  digestOid?: string;
}

/**
 * Whether the key made the signature over the data, and nothing else: not whether the algorithm is strong enough (`algorithmFaults`), not whose key it is. `malformed`: the key, the signature
 * or the parameters are none. `unsupported`: it could not be checked, which is never a pass. Never throws.
 */
export async function verifySignature(question: SignatureQuestion): Promise<SignatureOutcome> {
  const info = readKeyInfo(question.spki);
  const scheme = signatureScheme(question.algorithm, question.digestOid);
  if (!info || scheme === 'malformed') return 'malformed';
  if (!scheme || scheme.scheme === 'dsa' || scheme.refused !== undefined) return 'unsupported';
  switch (info.algorithm.oid) {
    case RSA_ENCRYPTION:
    case RSA_PSS: return verifyRsa(scheme, info.algorithm, info.key, question);
    case EC_PUBLIC_KEY: return verifyCurve(scheme, info.algorithm, info.key, question);
    case ED25519: return scheme.scheme === 'ed25519' ? verifyEdwards('ed25519', info.key, question.data, question.signature) : 'malformed';
    case ED448: return scheme.scheme === 'ed448' ? verifyEdwards('ed448', info.key, question.data, question.signature) : 'malformed';
    default: return 'unsupported';
  }
}

async function verifyRsa(scheme: SignatureScheme, algorithm: AlgorithmIdentifier, keyOctets: Uint8Array, { data, signature }: SignatureQuestion): Promise<SignatureOutcome> {
  const key = readRsaKey(keyOctets);
  if (!key || scheme.digest === undefined) return 'malformed';
  if (algorithm.oid === RSA_PSS) {
    // RFC 4055 section 1.2: a key for PSS is for nothing else, and its parameters, where it has them, bind the signature's.
    if (scheme.scheme !== 'rsa-pss') return 'malformed';
    const bound = algorithm.parameters === undefined ? undefined : pssParameters(algorithm.parameters);
    if (bound === 'malformed') return 'malformed';
    if (bound && (bound.digest !== scheme.pss!.digest || bound.maskDigest !== scheme.pss!.maskDigest || bound.saltLength > scheme.pss!.saltLength)) return 'invalid';
    if (algorithm.parameters !== undefined && !bound) return 'unsupported';
  }
  if (scheme.scheme !== 'rsa-pkcs1' && scheme.scheme !== 'rsa-pss') return 'malformed';
  const said = await verifyOnPlatform(key, scheme, data, signature);
  if (said !== undefined) return said ? 'valid' : 'invalid';
  const hash = await digest(scheme.digest, data);
  if (!hash) return 'unsupported';
  return (scheme.scheme === 'rsa-pss' ? verifyPss(key, scheme.pss!, hash, signature) : verifyPkcs1(key, scheme.digest, hash, signature)) ? 'valid' : 'invalid';
}

async function verifyCurve(scheme: SignatureScheme, algorithm: AlgorithmIdentifier, key: Uint8Array, { data, signature, spki }: SignatureQuestion): Promise<SignatureOutcome> {
  if ((scheme.scheme !== 'ecdsa' && scheme.scheme !== 'ecdsa-plain') || scheme.digest === undefined) return 'malformed';
  const name = scheme.digest;
  const curve = namedCurve(algorithm.parameters);
  if (!curve) return 'unsupported';
  const octets = Math.ceil(curve.bits / 8);
  const raw = scheme.scheme === 'ecdsa-plain' ? (signature.length === octets * 2 ? signature : undefined) : rawSignature(signature, curve.bits);
  if (!raw) return 'malformed';
  return verifyEcdsa({ curve: curve.name, digest: name, key, spki, data, hash: async () => (await digest(name, data))!, signature: raw });
}
