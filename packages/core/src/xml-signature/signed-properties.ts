import { readInstant } from '../report/index.js';
import { attribute, base64Bytes, children, only, text } from './dom.js';
import { CERTIFICATE_DIGESTS, DSIG, XADES, entry } from './names.js';
import type { XmlElement } from './types.js';

export interface SignedProperties {
  /** Milliseconds since 1970. */
  signingTime?: number;
  /** DER of the certificate in `KeyInfo` that the signed properties name. */
  certificate: Uint8Array;
}

/**
 * Which of the certificates in `KeyInfo` the signer meant (EN 319 132-1 section 5.2.2): the first `Cert` of `SigningCertificateV2`, or of the older `SigningCertificate`, has its digest.
 * `undefined` where there is no such property, two of them, or no certificate fits: then anybody's certificate with the same key could have been put there.
 */
export async function readSignedProperties(properties: XmlElement, keyInfo: XmlElement): Promise<SignedProperties | undefined> {
  const signature = only(properties, XADES, 'SignedSignatureProperties');
  if (!signature) return undefined;
  const named = [...children(signature, XADES, 'SigningCertificateV2'), ...children(signature, XADES, 'SigningCertificate')];
  const [first] = named;
  const cert = first && named.length === 1 ? children(first, XADES, 'Cert')[0] : undefined;
  const digest = only(cert, XADES, 'CertDigest');
  const algorithm = entry(CERTIFICATE_DIGESTS, attribute(only(digest, DSIG, 'DigestMethod'), 'Algorithm'));
  const expected = base64Bytes(text(only(digest, DSIG, 'DigestValue')));
  if (algorithm === undefined || !expected) return undefined;

  const certificate = await fitting(certificatesOf(keyInfo), algorithm, expected);
  const time = readInstant(text(only(signature, XADES, 'SigningTime')))?.at;
  return certificate && { certificate, ...(time !== undefined && { signingTime: time }) };
}

/** Enough for any chain. */
const MOST_CERTIFICATES = 20;

export function certificatesOf(keyInfo: XmlElement): Uint8Array[] {
  const written = children(keyInfo, DSIG, 'X509Data').flatMap((data) => children(data, DSIG, 'X509Certificate'));
  return written.slice(0, MOST_CERTIFICATES).flatMap((element) => base64Bytes(text(element)) ?? []);
}

async function fitting(certificates: readonly Uint8Array[], algorithm: string, expected: Uint8Array): Promise<Uint8Array | undefined> {
  for (const der of certificates) {
    const digest = new Uint8Array(await crypto.subtle.digest(algorithm, der as Uint8Array<ArrayBuffer>));
    if (digest.length === expected.length && digest.every((byte, index) => byte === expected[index])) return der;
  }
  return undefined;
}
