import { sameBytes } from '../bytes/octets.js';
import { fromBase64 } from '../x509/pem.js';
import { readName } from '../x509/name.js';
import type { AnchorSource, Certificate, TrustAnchor } from '../x509/types.js';
import { sha256, toBase64 } from './digests.js';
import type { TrustService } from './types.js';

/** The services of a snapshot as anchors of paths: by the digest of their certificate or key, and by name and key. The services of withdrawn status are among them: what a service was at some time is asked elsewhere. */
export function serviceAnchors(services: readonly TrustService[]): AnchorSource {
  const byName = new Map<string, TrustAnchor[]>();
  const byDigest = new Map<string, { service: number; territory: string }[]>();
  services.forEach(({ territory, identities }, service) => {
    for (const { name, spki, keySha256, sha256 } of identities) {
      for (const digest of [sha256, keySha256]) if (digest !== undefined) append(byDigest, digest, { service, territory });
      const subject = name === undefined ? undefined : readName(fromBase64(name) ?? new Uint8Array());
      const key = spki === undefined ? undefined : fromBase64(spki);
      if (subject && key) append(byName, subject.key, { subject, spki: key, origin: { kind: 'trusted-list', territory, service } });
    }
  });
  // A service that is known by the digest of its key is an anchor too, wherever another service gives that key in full: they are one authority, of which two things are said.
  for (const anchors of byName.values()) {
    const known = new Set(anchors.map(({ origin }) => (origin.kind === 'trusted-list' ? origin.service : undefined)));
    for (const { subject, spki } of anchors.slice()) {
      for (const { service, territory } of byDigest.get(toBase64(sha256(spki))) ?? []) {
        if (known.has(service)) continue;
        known.add(service);
        anchors.push({ subject, spki, origin: { kind: 'trusted-list', territory, service } });
      }
    }
  }
  return {
    matching(certificate) {
      const { spki } = certificate;
      const digests = [certificate.der, spki].map((bytes) => toBase64(sha256(bytes)));
      const known = digests.flatMap((digest) => byDigest.get(digest) ?? []).map(({ service, territory }) => anchorOf(certificate, territory, service));
      const named = (byName.get(certificate.subject.key) ?? []).filter((anchor) => sameBytes(anchor.spki, spki));
      return unique([...known, ...named]);
    },
    issuersOf: (certificate) => byName.get(certificate.issuer.key) ?? [],
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
