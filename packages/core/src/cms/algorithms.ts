import { shake256 } from '@noble/hashes/sha3.js';
import { oidOf, readOne } from '../x509/der.js';
import { type algorithmFaults, digest, digestLabel, digestName, signatureScheme, type AlgorithmIdentifier, type Certificate } from '../x509/index.js';
import type { SignerInfo } from './types.js';

/** RFC 8419 section 2.3 and RFC 8702: SHAKE256 with 64 octets, the digest that goes with Ed448, and with nothing else here. */
const SHAKE256: ReadonlySet<string> = new Set(['2.16.840.1.101.3.4.2.12', '2.16.840.1.101.3.4.2.18']);

/** The digest of content by the OID of its algorithm, undefined for one that is not computed. */
export async function contentDigest(oid: string, content: Uint8Array): Promise<Uint8Array | undefined> {
  return SHAKE256.has(oid) ? shake256(content, { dkLen: 64 }) : digest(oid, content);
}

export const digestLabelOf = (signer: SignerInfo): string => (SHAKE256.has(signer.digestAlgorithm.oid) ? 'SHAKE256' : digestLabel(signer.digestAlgorithm.oid));

/**
 * The algorithm of the signature. Signers of ECDSA in plain form (BSI TR-03111) name the curve in its parameters, which belong to the key (RFC 5758 section 3.2 has none); the key says which curve it is,
 * so what is written here changes nothing and is left out.
 */
export function signatureOf({ signatureAlgorithm }: SignerInfo): AlgorithmIdentifier {
  const { oid, parameters } = signatureAlgorithm;
  return parameters && oidOf(readOne(parameters)) !== undefined && oid !== KEY_ALONE ? { oid } : signatureAlgorithm;
}

const KEY_ALONE = '1.2.840.10045.2.1';

/** The digest that the content must have for a signature algorithm: its own (RFC 5754 section 3), or the one that goes with it (RFC 8419 section 3.1). */
export function carriedDigest(signer: SignerInfo): string | undefined {
  const scheme = signatureScheme(signatureOf(signer), signer.digestAlgorithm.oid);
  // One that is not computed here is told as that.
  if (digestName(signer.digestAlgorithm.oid) === undefined && !SHAKE256.has(signer.digestAlgorithm.oid)) return undefined;
  if (!scheme || scheme === 'malformed') return undefined;
  if (scheme.scheme === 'ed25519' || scheme.scheme === 'ed448') return signer.signedAttributes && (scheme.scheme === 'ed25519' ? 'SHA-512' : 'SHAKE256');
  return scheme.digest;
}

/** The uses of algorithms that a date may have ended (EN 319 102-1 section 5.2.8), for `algorithmFaults`. */
export function algorithmsOf(signer: SignerInfo, certificate: Certificate | undefined): Parameters<typeof algorithmFaults>[0][] {
  const { oid } = signer.digestAlgorithm;
  const signature = { signature: signatureOf(signer), ...(certificate ? { spki: certificate.spki } : {}) };
  return SHAKE256.has(oid) ? [signature] : [{ digest: oid }, { digest: oid, ...signature }];
}
