import { hex, sameBytes } from '../bytes/octets.js';
import type { AnchorOrigin, AnchorSource, Certificate, TrustAnchor } from './types.js';

/** The anchor that a certificate is, whoever trusts it. */
export const anchorOf = (certificate: Certificate, origin: AnchorOrigin): TrustAnchor =>
  ({ subject: certificate.subject, spki: certificate.spki, sha256: certificate.sha256, certificate, origin });

/** The same name and the same key: what makes an anchor (RFC 5280 section 6.1.1 (d)). */
const isAnchor = (anchor: TrustAnchor, certificate: Certificate): boolean => anchor.sha256 === certificate.sha256
  || (anchor.subject.key === certificate.subject.key && sameBytes(anchor.spki, certificate.spki));

/** Anchors, asked by name. A certificate that is renewed with the same name and key is the same anchor. */
export function anchorStore(anchors: readonly TrustAnchor[]): AnchorSource {
  const byName = new Map<string, TrustAnchor[]>();
  const byDigest = new Map<string, TrustAnchor[]>();
  const add = (map: Map<string, TrustAnchor[]>, key: string, anchor: TrustAnchor): void => {
    const list = map.get(key);
    if (list) list.push(anchor);
    else map.set(key, [anchor]);
  };
  for (const anchor of anchors) {
    add(byName, anchor.subject.key, anchor);
    if (anchor.sha256 !== undefined) add(byDigest, anchor.sha256, anchor);
  }
  return {
    matching: (certificate) => [...new Set([...byDigest.get(certificate.sha256) ?? [], ...(byName.get(certificate.subject.key) ?? []).filter((anchor) => isAnchor(anchor, certificate))])],
    issuersOf: (certificate) => byName.get(certificate.issuer.key) ?? [],
  };
}

/** Several sources asked as one, in their order. */
export const combineAnchors = (sources: readonly AnchorSource[]): AnchorSource => ({
  matching: (certificate) => sources.flatMap((source) => source.matching(certificate)),
  issuersOf: (certificate) => sources.flatMap((source) => source.issuersOf(certificate)),
});

/** What tells anchors apart that are the same name and key: one of the host and one of a list, say. */
export const anchorKey = (anchor: TrustAnchor): string =>
  `${anchor.subject.key} ${hex(anchor.spki)} ${anchor.origin.kind === 'host' ? anchor.origin.name : `${anchor.origin.territory} ${anchor.origin.service}`}`;
