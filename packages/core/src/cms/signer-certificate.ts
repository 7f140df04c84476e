import { parseCertificate, readKeyInfo } from '../x509/certificate.js';
import { sameBytes } from '../bytes/octets.js';
import { readOne, TAG } from '../x509/der.js';
import { digestNow } from '../x509/digest.js';
import { readName } from '../x509/name.js';
import type { Certificate } from '../x509/types.js';
import type { SignerIdentifier } from './types.js';

const SUBJECT_KEY_IDENTIFIER = '2.5.29.14';

/** Each once; what cannot be read is none. */
export function readCertificates(ders: readonly Uint8Array[]): Certificate[] {
  const found = new Map<string, Certificate>();
  for (const der of ders) {
    const certificate = parseCertificate(der);
    if (certificate && !found.has(certificate.sha256)) found.set(certificate.sha256, certificate);
  }
  return [...found.values()];
}

/** Look-alikes that are tried: each costs a signature. */
const MOST_CANDIDATES = 8;

/** Those that an identifier names (RFC 5652 section 5.3). It is not signed, so several may fit. */
export function candidatesFor(sid: SignerIdentifier, certificates: readonly Certificate[]): Certificate[] {
  if (sid.kind === 'key-identifier') return certificates.filter((each) => sameBytes(keyIdentifierOf(each), sid.keyIdentifier)).slice(0, MOST_CANDIDATES);
  const issuer = readName(sid.issuer);
  return issuer ? certificates.filter((each) => each.serialNumber === sid.serialNumber && each.issuer.key === issuer.key).slice(0, MOST_CANDIDATES) : [];
}

/** Its extension says it; without one it is the digest of the key (RFC 5280 section 4.2.1.2, method 1). */
function keyIdentifierOf(certificate: Certificate): Uint8Array | undefined {
  const extension = certificate.extensions.find(({ oid }) => oid === SUBJECT_KEY_IDENTIFIER);
  if (extension) return readOne(extension.value, TAG.octetString)?.content;
  const info = readKeyInfo(certificate.spki);
  return info && digestNow('SHA-1', info.key);
}
