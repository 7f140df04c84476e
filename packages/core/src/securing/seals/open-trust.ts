import { openSnapshot, type TrustedLists } from '../../trusted-list/index.js';
import { anchorOf, anchorStore, combineAnchors, parseCertificate, parsePem, type AnchorSource, type TrustAnchor } from '../../x509/index.js';
import type { HostAnchor, SealTrust } from './trust.js';
import { TrustMistake } from './trust-mistake.js';

/** A host's trust, ready to be asked. */
export interface OpenTrust {
  anchors: AnchorSource;
  /** The same, and the services that issue time-stamps alone. */
  timestampAnchors: AnchorSource;
  lists?: TrustedLists;
  /** The host has lists, and they could not be had now. */
  unavailable?: true;
}

/**
 * Reads certificates and lists that a host hands over.
 * @throws TrustMistake naming what is wrong: they are the host's own, so a mistake in them is a programmer's
 */
export async function openTrust({ anchors = [], trustedLists }: SealTrust): Promise<OpenTrust> {
  const host = anchorStore(anchors.flatMap(readAnchor));
  const alone: OpenTrust = { anchors: host, timestampAnchors: host };
  if (trustedLists === undefined) return alone;
  const brought = typeof trustedLists === 'function' ? await trustedLists().catch(() => undefined) : trustedLists;
  if (brought === undefined) return { ...alone, unavailable: true };
  const lists = openSnapshot(brought);
  if ('error' in lists && typeof trustedLists === 'function') return { ...alone, unavailable: true };
  if ('error' in lists) throw new TrustMistake(`trustedLists: ${lists.error}`);
  return { anchors: combineAnchors([host, issuing(lists)]), timestampAnchors: combineAnchors([host, lists]), lists };
}

/** Of the services those that say whose a key is. Whoever is supervised for stamping the time says that of nobody, though they may have the key of an authority. */
function issuing(lists: TrustedLists): AnchorSource {
  const certifies = ({ origin }: TrustAnchor): boolean => origin.kind === 'trusted-list' && ['CA/QC', 'NationalRootCA-QC'].includes(lists.service(origin.service).type);
  return { matching: (certificate) => lists.matching(certificate).filter(certifies), issuersOf: (certificate) => lists.issuersOf(certificate).filter(certifies) };
}

function readAnchor({ name, certificate }: HostAnchor): TrustAnchor[] {
  const ders = typeof certificate === 'string' ? parsePem(certificate) : [certificate];
  if (ders.length === 0) throw new TrustMistake(`anchors: "${name}" holds no certificate`);
  return ders.map((der) => {
    const parsed = parseCertificate(der);
    if (!parsed) throw new TrustMistake(`anchors: "${name}" is no certificate`);
    return anchorOf(parsed, { kind: 'host', name });
  });
}
