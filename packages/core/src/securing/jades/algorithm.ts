import { keyBits, keyLabel, signatureLabel, verifySignature, type AlgorithmIdentifier, type Certificate, type DigestName } from '../../x509/index.js';
import { digestOid } from '../../x509/index.js';
import { encodeAlgorithm, encodeSequence, encodeTlv, encodeUnsigned } from '../../x509/der-encode.js';
import type { SignatureInput, ValidationProblem } from '../../signature-validation/index.js';
import { problem, word } from './values.js';

interface Algorithm { digest: DigestName; identifier: AlgorithmIdentifier; /** Of the key, where the algorithm asks for one (RFC 7518 section 3.4). */ key?: string }

const NULL = Uint8Array.of(5, 0);

/** RFC 7518 section 3.5: MGF1 with the same digest, and a salt as long as it (RFC 8017 appendix A.2.3). */
function pss(digest: DigestName, octets: number): AlgorithmIdentifier {
  const hash = encodeAlgorithm({ oid: digestOid(digest), parameters: NULL });
  const mask = encodeAlgorithm({ oid: '1.2.840.113549.1.1.8', parameters: hash });
  return { oid: '1.2.840.113549.1.1.10', parameters: encodeSequence(encodeTlv(0xa0, hash), encodeTlv(0xa1, mask), encodeTlv(0xa2, encodeUnsigned(Uint8Array.of(octets)))) };
}

const rsa = (digest: DigestName, last: number): Algorithm => ({ digest, identifier: { oid: `1.2.840.113549.1.1.${last}`, parameters: NULL } });
const rsaPss = (digest: DigestName, octets: number): Algorithm => ({ digest, identifier: pss(digest, octets) });
/** RFC 7518 section 3.4 writes the two numbers side by side, which is the plain form of BSI TR-03111. */
const ecdsa = (digest: DigestName, last: number, key: string): Algorithm => ({ digest, key, identifier: { oid: `0.4.0.127.0.7.1.1.4.1.${last}` } });

/** What is allowed (RFC 7518 section 3.1, RFC 8037, RFC 9864). Nothing else is tried: not `none`, not a MAC, whose "signature" anybody makes who can check it. */
function algorithmOf(alg: string): Algorithm | undefined {
  switch (alg) {
    case 'RS256': return rsa('SHA-256', 11);
    case 'RS384': return rsa('SHA-384', 12);
    case 'RS512': return rsa('SHA-512', 13);
    case 'PS256': return rsaPss('SHA-256', 32);
    case 'PS384': return rsaPss('SHA-384', 48);
    case 'PS512': return rsaPss('SHA-512', 64);
    case 'ES256': return ecdsa('SHA-256', 3, 'P-256');
    case 'ES384': return ecdsa('SHA-384', 4, 'P-384');
    case 'ES512': return ecdsa('SHA-512', 5, 'P-521');
    case 'EdDSA': case 'Ed25519': return { digest: 'SHA-512', key: 'Ed25519', identifier: { oid: '1.3.101.112' } };
    default: return undefined;
  }
}

export interface VerifiedValue { integrity: ValidationProblem[]; constraints: ValidationProblem[]; algorithms: SignatureInput['algorithms']; names: NonNullable<SignatureInput['names']> }

/**
 * EN 319 102-1 sections 5.2.7 and 5.2.8.4 for a JWS: whether the key of the certificate made the signature over the signing input (RFC 7515 section 5.2).
 * @param signed absent where what was signed could not be found; @param certificate absent where nobody knows whose key it is
 */
export async function verifyValue(alg: string, signed: Uint8Array | undefined, signature: Uint8Array | undefined, certificate: Certificate | undefined): Promise<VerifiedValue> {
  const algorithm = algorithmOf(alg);
  if (!algorithm) return { integrity: [], constraints: [problem('CRYPTO_CONSTRAINTS_FAILURE', 'signature-algorithm', { signature: word(alg) })], algorithms: [], names: { signature: word(alg) } };
  const { digest, identifier, key } = algorithm;
  const name = signatureLabel(identifier);
  const bits = certificate && keyBits(certificate.spki);
  const found: VerifiedValue = {
    integrity: [], constraints: [], algorithms: [{ digest, signature: identifier, ...(certificate ? { spki: certificate.spki } : {}) }],
    names: { digest, signature: name, ...(bits === undefined ? {} : { keyBits: bits }) },
  };
  if (!signed || !signature || !certificate) return found;
  const label = keyLabel(certificate.spki);
  if (key === undefined ? !label.startsWith('RSA') : label !== key) return { ...found, integrity: [problem('SIG_CRYPTO_FAILURE', 'key-of-other-kind', { signature: name, key: label })] };
  switch (await verifySignature({ algorithm: identifier, spki: certificate.spki, data: signed, signature })) {
    case 'valid': return found;
    case 'invalid': return { ...found, integrity: [problem('SIG_CRYPTO_FAILURE', 'signature-value', { signature: name })] };
    case 'malformed': return { ...found, integrity: [problem('SIG_CRYPTO_FAILURE', 'signature-malformed', { signature: name })] };
    // What cannot be computed is no proof of anything, and no proof against it.
    case 'unsupported': return { ...found, constraints: [problem('CRYPTO_CONSTRAINTS_FAILURE', 'signature-algorithm', { signature: name })] };
  }
}
