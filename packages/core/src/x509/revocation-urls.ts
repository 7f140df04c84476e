import { readKeyInfo } from './certificate.js';
import { TAG } from './der.js';
import { encodeAlgorithm, encodeSequence, encodeTlv, type Bytes } from './der-encode.js';
import { digestNow, digestOid } from './digest.js';
import { authorityInfoAccess, crlDistributionPoints } from './extensions.js';
import type { Certificate, DistinguishedName } from './types.js';

/** Addresses of one kind in a certificate that are followed at most. */
const MOST_URLS = 4;

const fetchable = (urls: readonly string[]): string[] => [...new Set(urls.filter((url) => /^https?:\/\/[^\s]+$/i.test(url) && url.length <= 2000))].slice(0, MOST_URLS);

/** Where a certificate says that its status, and its issuer, can be had. A certificate that nobody trusts yet wrote them: they go through the guarded fetch alone. */
export function revocationUrls(certificate: Certificate): { ocsp: string[]; crl: string[]; caIssuers: string[] } {
  const [access, points] = [authorityInfoAccess(certificate), crlDistributionPoints(certificate)];
  const { ocsp, caIssuers } = typeof access === 'object' ? access : { ocsp: [], caIssuers: [] };
  const whole = Array.isArray(points) ? points.filter(({ reasons, crlIssuer }) => !reasons && !crlIssuer) : [];
  return { ocsp: fetchable(ocsp), crl: fetchable(whole.flatMap(({ urls }) => urls)), caIssuers: fetchable(caIssuers) };
}

/** OCSPRequest for one certificate (RFC 6960 section 4.1), with SHA-1 in the certID as RFC 5019 section 2.1.1 asks: it only says which certificate is meant. No nonce: the answer may be a cache's. */
export function ocspRequest(certificate: Certificate, issuer: { subject: DistinguishedName; spki: Uint8Array }): Bytes {
  const serial = Uint8Array.from(certificate.serialNumber.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const id = encodeSequence(
    encodeAlgorithm({ oid: digestOid('SHA-1'), parameters: Uint8Array.of(5, 0) }),
    encodeTlv(TAG.octetString, digestNow('SHA-1', certificate.issuer.der)!),
    encodeTlv(TAG.octetString, digestNow('SHA-1', readKeyInfo(issuer.spki)?.key ?? new Uint8Array())!),
    encodeTlv(TAG.integer, serial),
  );
  return encodeSequence(encodeSequence(encodeSequence(encodeSequence(id))));
}

/** The address that asks by GET (appendix A.1): base64 of the request, escaped, after the responder's own. */
export function ocspGetUrl(responder: string, request: Uint8Array): string {
  return `${responder.replace(/\/$/, '')}/${encodeURIComponent(btoa(String.fromCharCode(...request)))}`;
}
