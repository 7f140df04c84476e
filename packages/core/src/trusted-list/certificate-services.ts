import { sameBytes } from '../bytes/octets.js';
import type { Certificate, TrustAnchor } from '../x509/types.js';
import type { TrustedLists, TrustService } from './types.js';

/** A certificate with the path that was validated for it. */
export interface CertifiedPath {
  certificate: Certificate;
  /** From the certificate up to what the anchor issued; the certificate itself may be in front. */
  path: readonly Certificate[];
  anchor?: TrustAnchor;
}

/**
 * The services of a kind that match a certificate (TS 119 615 section 4.3): those whose identity is the nearest issuer on its path that is listed at all. A provider's root may be listed beside the authority that issued this,
 * and says less of it.
 */
export function servicesFor({ certificate, path, anchor }: CertifiedPath, kinds: readonly TrustService['type'][], lists: TrustedLists): TrustService[] {
  const issuers = path.filter(({ sha256 }) => sha256 !== certificate.sha256);
  for (const issuer of issuers) {
    const found = ofKind(lists.matching(issuer), kinds, lists);
    if (found.length > 0) return found;
  }
  return anchor ? ofKind(likeAnchor(anchor, path.at(-1) ?? certificate, lists), kinds, lists) : [];
}

/** All services that are the same name and key as an anchor: there may be several, and who found the path took the first. */
function likeAnchor(anchor: TrustAnchor, issued: Certificate, lists: TrustedLists): TrustAnchor[] {
  const own = anchor.origin.kind === 'trusted-list' ? [anchor] : [];
  const known = anchor.certificate ? lists.matching(anchor.certificate) : [];
  return [...own, ...known, ...lists.issuersOf(issued).filter(({ spki }) => sameBytes(spki, anchor.spki))];
}

function ofKind(anchors: readonly TrustAnchor[], kinds: readonly TrustService['type'][], lists: TrustedLists): TrustService[] {
  const indexes = new Set(anchors.flatMap(({ origin }) => (origin.kind === 'trusted-list' ? [origin.service] : [])));
  return [...indexes].map((index) => lists.service(index)).filter(({ type }) => kinds.includes(type));
}
