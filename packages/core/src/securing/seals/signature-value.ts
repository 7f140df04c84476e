import { keyBits, keyLabel, signatureLabel, verifySignature, digestOid, type AlgorithmIdentifier, type Certificate, type DigestName } from '../../x509/index.js';
import { encodeAlgorithm, encodeSequence, encodeTlv, encodeUnsigned } from '../../x509/der-encode.js';
import type { SignatureInput, ValidationProblem } from '../../signature-validation/index.js';
import { problem, word } from './problem.js';

/** A signature algorithm that a container names in its own way. */
export interface ValueAlgorithm { digest: DigestName; identifier: AlgorithmIdentifier; /** The kinds of key that it asks for, by the label's beginning. */ keys: readonly string[] }

const NULL = Uint8Array.of(5, 0);
const CURVES: readonly string[] = ['P-', 'brainpool', 'secp'];

/** MGF1 with the same digest, and a salt as long as it (RFC 8017 appendix A.2.3; RFC 7518 section 3.5, RFC 9231 section 2.3.10). */
function pss(digest: DigestName, octets: number): AlgorithmIdentifier {
  const hash = encodeAlgorithm({ oid: digestOid(digest), parameters: NULL });
  const mask = encodeAlgorithm({ oid: '1.2.840.113549.1.1.8', parameters: hash });
  return { oid: '1.2.840.113549.1.1.10', parameters: encodeSequence(encodeTlv(0xa0, hash), encodeTlv(0xa1, mask), encodeTlv(0xa2, encodeUnsigned(Uint8Array.of(octets)))) };
}

export const rsa = (digest: DigestName, last: number): ValueAlgorithm => ({ digest, keys: ['RSA'], identifier: { oid: `1.2.840.113549.1.1.${last}`, parameters: NULL } });
export const rsaPss = (digest: DigestName, octets: number): ValueAlgorithm => ({ digest, keys: ['RSA'], identifier: pss(digest, octets) });
/** The two numbers side by side (RFC 7518 section 3.4, RFC 9231 section 2.3.6), which is the plain form of BSI TR-03111. */
export const ecdsa = (digest: DigestName, last: number, keys = CURVES): ValueAlgorithm => ({ digest, keys, identifier: { oid: `0.4.0.127.0.7.1.1.4.1.${last}` } });

export interface VerifiedValue { integrity: ValidationProblem[]; constraints: ValidationProblem[]; algorithms: SignatureInput['algorithms']; names: NonNullable<SignatureInput['names']> }

/**
 * EN 319 102-1 sections 5.2.7 and 5.2.8.4 where no CMS is around a signature value: whether the key of the certificate made it over what was signed.
 * @param written as the signature names it; @param algorithm absent where it is none that is allowed; @param signed absent where what was signed could not be found; @param certificate absent where nobody knows whose key it is
 */
export async function verifyValue(written: string, algorithm: ValueAlgorithm | undefined, signed: Uint8Array | undefined, signature: Uint8Array | undefined, certificate: Certificate | undefined): Promise<VerifiedValue> {
  if (!algorithm) return { integrity: [], constraints: [problem('CRYPTO_CONSTRAINTS_FAILURE', 'signature-algorithm', { signature: word(written) })], algorithms: [], names: { signature: word(written) } };
  const { digest, identifier, keys } = algorithm;
  const name = signatureLabel(identifier);
  const bits = certificate && keyBits(certificate.spki);
  const found: VerifiedValue = {
    integrity: [], constraints: [], algorithms: [{ digest, signature: identifier, ...(certificate ? { spki: certificate.spki } : {}) }],
    names: { digest, signature: name, ...(bits === undefined ? {} : { keyBits: bits }) },
  };
  if (!signed || !signature || !certificate) return found;
  const label = keyLabel(certificate.spki);
  if (!keys.some((kind) => label.startsWith(kind))) return { ...found, integrity: [problem('SIG_CRYPTO_FAILURE', 'key-of-other-kind', { signature: name, key: label })] };
  switch (await verifySignature({ algorithm: identifier, spki: certificate.spki, data: signed, signature })) {
    case 'valid': return found;
    case 'invalid': return { ...found, integrity: [problem('SIG_CRYPTO_FAILURE', 'signature-value', { signature: name })] };
    case 'malformed': return { ...found, integrity: [problem('SIG_CRYPTO_FAILURE', 'signature-malformed', { signature: name })] };
    // What cannot be computed is no proof of anything, and no proof against it.
    case 'unsupported': return { ...found, constraints: [problem('CRYPTO_CONSTRAINTS_FAILURE', 'signature-algorithm', { signature: name })] };
  }
}
