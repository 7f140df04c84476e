/** What proves itself by a signature of its own, so that http will do for it: what the validation of a seal asks the web for. */
export type SignedKind = 'ocsp-response' | 'certificate-revocation-list' | 'certificate' | 'certificates';

/** What each is sent to the page as, whatever its server called it (RFC 6960 appendix C, RFC 2585 section 4, RFC 8551 section 3.2.2). */
export const SIGNED_TYPES: Readonly<Record<SignedKind, string>> = {
  'ocsp-response': 'application/ocsp-response', 'certificate-revocation-list': 'application/pkix-crl', certificate: 'application/pkix-cert', certificates: 'application/pkcs7-mime',
};

const MOST_OCSP = 256 * 1024;
const MOST_CERTIFICATE = 64 * 1024;
const MOST_BAG = 512 * 1024;
const MOST_CERTIFICATES = 64;
const ID_DATA = '1.2.840.113549.1.7.1';
const SEQUENCE = 0x30;
const NO_SERIAL = new Uint8Array();

/**
 * Which of them some bytes are, by reading them to their end; absent where they are none. A responder that refuses to answer has signed nothing, and a bag that somebody signed is a document of theirs: neither is one.
 * It says what the bytes are, not whether a signature holds: that is the page's to find out, which trusts nobody on the way.
 */
export async function signedKindOf(bytes: Uint8Array): Promise<SignedKind | undefined> {
  if (bytes[0] !== SEQUENCE) return undefined;
  const { findEntry, ocspResponseStatus, parseCertificate, parseCrl, parseOcspResponse } = await import('@credlens/core/x509');
  // RFC 6960 section 4.2.1: over HTTP the status stands around the response; a bare one is met inside signatures alone.
  if (bytes.length <= MOST_OCSP && ocspResponseStatus(bytes) === 'successful') return (parseOcspResponse(bytes)?.responses.length ?? 0) > 0 ? 'ocsp-response' : undefined;
  if (bytes.length <= MOST_CERTIFICATE && parseCertificate(bytes)) return 'certificate';
  const list = parseCrl(bytes);
  // The walk over its entries shows that they are entries, to the last.
  if (list) return findEntry(list, NO_SERIAL).state === 'malformed' ? undefined : 'certificate-revocation-list';
  return bytes.length <= MOST_BAG && await isBag(bytes) ? 'certificates' : undefined;
}

/** RFC 5280 section 4.2.2.1: certificates in a CMS that holds nothing else and that nobody signed. */
async function isBag(bytes: Uint8Array): Promise<boolean> {
  const [{ parseSignedData }, { parseCertificate }] = await Promise.all([import('@credlens/core/pades'), import('@credlens/core/x509')]);
  const read = parseSignedData(bytes);
  if (!read.ok) return false;
  const { contentType, content, certificates, otherCertificates, crls, ocsps, signers, trailing } = read.signedData;
  return contentType === ID_DATA && content === undefined && signers.length === 0 && otherCertificates + crls.length + ocsps.length === 0 && !trailing
    && certificates.length > 0 && certificates.length <= MOST_CERTIFICATES && certificates.every((each) => parseCertificate(each) !== undefined);
}
