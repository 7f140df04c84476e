import { fromBase64 } from '../x509/pem.js';
import { readName } from '../x509/name.js';
import type { AnchorSource, Certificate, TrustAnchor } from '../x509/types.js';
import { toBase64 } from './base64.js';
import type { TrustService } from './types.js';

/** The services of a snapshot as anchors of paths: by digest, and by name and key. The services of withdrawn status are among them: what a service was at some time is asked elsewhere. */
export function serviceAnchors(services: readonly TrustService[]): AnchorSource {
  const byName = new Map<string, TrustAnchor[]>();
  const byDigest = new Map<string, { service: number; territory: string }[]>();
  services.forEach(({ territory, identities }, service) => {
    for (const { name, spki, sha256 } of identities) {
      if (sha256 !== undefined) append(byDigest, sha256, { service, territory });
      const subject = name === undefined ? undefined : readName(fromBase64(name) ?? new Uint8Array());
      const key = spki === undefined ? undefined : fromBase64(spki);
      if (subject && key) append(byName, subject.key, { subject, spki: key, ...(sha256 !== undefined && { sha256 }), origin: { kind: 'trusted-list', territory, service } });
    }
  });
  const none: readonly TrustAnchor[] = [];
  return {
    matching(certificate) {
      const digest = (byDigest.get(certificate.sha256) ?? []).map(({ service, territory }) => anchorOf(certificate, territory, service));
      const spki = toBase64(certificate.spki);
      const named = (byName.get(certificate.subject.key) ?? none).filter((anchor) => toBase64(anchor.spki) === spki);
      return unique([...digest, ...named]);
    },
    issuersOf: (certificate) => byName.get(certificate.issuer.key) ?? none,
  };
}

function anchorOf(certificate: Certificate, territory: string, service: number): TrustAnchor {
  const { subject, spki, sha256 } = certificate;
  return { subject, spki, sha256, certificate, origin: { kind: 'trusted-list', territory, service } };
}

function append<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value); else map.set(key, [value]);
}

/** A service may have its certificate by digest and by name: it is one anchor. */
function unique(anchors: readonly TrustAnchor[]): TrustAnchor[] {
  const seen = new Set<string>();
  return anchors.filter(({ origin }) => {
    const id = origin.kind === 'trusted-list' ? String(origin.service) : origin.name;
    return !seen.has(id) && Boolean(seen.add(id));
  });
}
