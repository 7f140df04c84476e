import { bytesOf, childrenOf, contentsOf, context, OCTET_STRING, octetsOf, oidOf, readElement, SEQUENCE, SET, smallInteger, type Element } from './ber.js';
import { readAlgorithm } from './algorithm-identifier.js';
import { CONTENT, OCSP_BASIC, OCSP_RESPONSE } from './oids.js';
import { readSignerInfo } from './signer-info.js';
import type { SignedData, SignedDataReading, SignerInfo } from './types.js';

const MOST_BYTES = 16 * 1024 * 1024;
const MOST_SIGNERS = 16;
const MOST_CERTIFICATES = 256;
const MOST_REVOCATIONS = 256;

const fault = (reason: string): SignedDataReading => ({ ok: false, reason });

/**
 * Reads a CMS ContentInfo that holds SignedData (RFC 5652 sections 3 and 5.1), in BER or DER. It says what is there, exactly, and judges nothing.
 * Zeros behind it are padding, as a PDF has; anything else there is told.
 */
export function parseSignedData(bytes: Uint8Array): SignedDataReading {
  if (bytes.length === 0) return fault('empty');
  if (bytes.length > MOST_BYTES) return fault('too-large');
  const info = readElement(bytes, 0, bytes.length);
  if (info?.id !== SEQUENCE) return fault('not-content-info');
  const [type, wrapped, ...more] = childrenOf(info) ?? [];
  const oid = oidOf(type);
  if (oid === undefined || more.length > 0) return fault('not-content-info');
  if (oid !== CONTENT.signedData) return fault('not-signed-data');
  const [inner, ...others] = wrapped?.id === context(0) ? childrenOf(wrapped) ?? [] : [];
  if (inner?.id !== SEQUENCE || others.length > 0) return fault('not-signed-data');
  const signedData = readSignedData(inner);
  if (typeof signedData === 'string') return fault(signedData);
  return { ok: true, signedData: { ...signedData, trailing: bytes.subarray(info.end).some((octet) => octet !== 0) } };
}

/** What is in SignedData, or where it does not add up. */
function readSignedData(element: Element): Omit<SignedData, 'trailing'> | string {
  const fields = childrenOf(element);
  if (!fields) return 'malformed';
  const [versionField, digests, encap, ...rest] = fields;
  const version = smallInteger(versionField);
  const digestAlgorithms = digests?.id === SET ? all(childrenOf(digests), readAlgorithm) : undefined;
  const [type, wrapped, ...more] = encap?.id === SEQUENCE ? childrenOf(encap) ?? [] : [];
  const contentType = oidOf(type);
  if (version === undefined || !digestAlgorithms || contentType === undefined || more.length > 0) return 'malformed';
  const content = wrapped ? readContent(wrapped) : undefined;
  if (wrapped && !content) return 'content-malformed';

  const certificatesField = rest[0]?.id === context(0) ? rest.shift() : undefined;
  const crlsField = rest[0]?.id === context(1) ? rest.shift() : undefined;
  const signersField = rest.shift();
  if (signersField?.id !== SET || rest.length > 0) return 'malformed';
  const certificates = certificatesField ? childrenOf(certificatesField) : [];
  const revocations = crlsField ? childrenOf(crlsField) : [];
  const signerElements = childrenOf(signersField);
  if (!certificates || !revocations || !signerElements) return 'malformed';
  if (certificates.length > MOST_CERTIFICATES || revocations.length > MOST_REVOCATIONS || signerElements.length > MOST_SIGNERS) return 'too-many';
  const signers: SignerInfo[] = [];
  for (const each of signerElements) {
    const signer = readSignerInfo(each);
    if (typeof signer === 'string') return signer;
    signers.push(signer);
  }
  const x509 = certificates.filter((each) => each.id === SEQUENCE);
  return {
    version, digestAlgorithms, contentType, ...(content ? { content } : {}),
    certificates: x509.map(bytesOf), otherCertificates: certificates.length - x509.length,
    crls: revocations.filter((each) => each.id === SEQUENCE).map(bytesOf), ocsps: revocations.flatMap(otherRevocation), signers,
  };
}

/** eContent is an OCTET STRING; PKCS #7 (RFC 2315) allowed any type, of which the contents octets are what is digested. */
function readContent(wrapped: Element): Uint8Array | undefined {
  const [inner, ...more] = wrapped.id === context(0) ? childrenOf(wrapped) ?? [] : [];
  if (!inner || more.length > 0) return undefined;
  return (inner.id & ~0x20) === OCTET_STRING ? octetsOf(inner) : contentsOf(inner);
}

/** RevocationInfoChoices, other format (RFC 5652 section 10.2.1, RFC 5940). */
function otherRevocation(element: Element): Uint8Array[] {
  if (element.id !== context(1)) return [];
  const [format, value] = childrenOf(element) ?? [];
  const oid = oidOf(format);
  return value && (oid === OCSP_RESPONSE || oid === OCSP_BASIC) ? [bytesOf(value)] : [];
}

function all<T>(elements: readonly Element[] | undefined, read: (element: Element) => T | undefined): T[] | undefined {
  const found: T[] = [];
  for (const element of elements ?? []) {
    const one = read(element);
    if (one === undefined) return undefined;
    found.push(one);
  }
  return elements ? found : undefined;
}
