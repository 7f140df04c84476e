import type { Context } from '../../report/context.js';
import type { Evidence, Problem, Report, TrustedListFact } from '../../report/report.js';
import { listAnswer, territoryOf, type ListFacts, type TrustedLists } from '../../trusted-list/index.js';
import type { OpenTrust } from './open-trust.js';
import { attributeOf, type AnchorSource, type Certificate, type TrustAnchor } from '../../x509/index.js';

export function listFact({ territory, state, sequence, issued, nextUpdate, sha256 }: ListFacts): TrustedListFact {
  return {
    territory, state, ...(sequence === undefined ? {} : { sequence }), ...(issued === undefined ? {} : { issued }), ...(nextUpdate === undefined ? {} : { nextUpdate }), ...(sha256 === undefined ? {} : { sha256 }),
  };
}

/** A list that an answer stands on, as evidence. */
export function listEvidence({ url, sha256, nextUpdate }: ListFacts): Evidence[] {
  return sha256 === undefined ? [] : [{ url, sha256, ...(nextUpdate === undefined ? {} : { validUntil: nextUpdate }), source: 'snapshot' }];
}

/** The list that would know the issuer of a certificate: that of the country in the issuer's name. */
export function listOfIssuer(certificate: Certificate, lists: TrustedLists): { territory: string; list?: ListFacts } | undefined {
  const territory = territoryOf(attributeOf(certificate.issuer, 'C'));
  if (territory === undefined) return undefined;
  const list = lists.list(territory);
  return { territory, ...(list ? { list } : {}) };
}

/** Why no list vouches for a certificate, where it is the list that is at fault. */
export function missingList(certificate: Certificate, { lists, unavailable }: Pick<OpenTrust, 'lists' | 'unavailable'>, pointer: string): Problem[] {
  if (unavailable) return [{ type: 'about:blank', code: 'list.missing', pointer, retryable: true }];
  const asked = lists && listOfIssuer(certificate, lists);
  if (!asked || asked.list?.state === 'used' || asked.list?.state === 'stale') return [];
  const { territory, list } = asked;
  const code = list && list.state !== 'missing' ? 'list.unusable' : 'list.missing';
  return [{ type: 'about:blank', code, pointer, params: { territory, ...(list ? { state: list.state } : {}) }, retryable: false }];
}

/** How old the list is that an anchor came from, at the instant of the verification: nothing to say, a caution, or too old to decide (TS 119 612 section 5.3.15, and the policy's own limit). */
export function ageOfList(anchor: TrustAnchor | undefined, lists: TrustedLists | undefined, { now, policy }: Pick<Context, 'now' | 'policy'>, pointer: string): Problem[] {
  if (!lists || anchor?.origin.kind !== 'trusted-list') return [];
  const { territory } = anchor.origin;
  const answer = listAnswer(territory, lists, { now, maxTrustedListAgeSeconds: policy.maxTrustedListAgeSeconds });
  if (answer.usable && !answer.overdue) return [];
  const code = answer.usable ? 'list.stale' : answer.reason === 'list-too-old' ? 'list.too-old' : 'list.unusable';
  const nextUpdate = lists.list(territory)?.nextUpdate;
  return [{ type: 'about:blank', code, pointer, params: { territory, ...(nextUpdate === undefined ? {} : { nextUpdate }) }, retryable: false }];
}

/** Trust in lists as it is at the instant of the verification: what proves a time must be known to whoever is asked now, so lists that are too old are left out. */
export function currentAnchors(anchors: AnchorSource, lists: TrustedLists | undefined, { now, policy }: Pick<Context, 'now' | 'policy'>): AnchorSource {
  if (!lists) return anchors;
  const counts = ({ origin }: TrustAnchor): boolean => origin.kind === 'host' || listAnswer(origin.territory, lists, { now, maxTrustedListAgeSeconds: policy.maxTrustedListAgeSeconds }).usable;
  return { matching: (certificate) => anchors.matching(certificate).filter(counts), issuersOf: (certificate) => anchors.issuersOf(certificate).filter(counts) };
}

/** The lists that a report names: those of the countries that were asked, and the list of lists. */
export function listsOfReport(lists: TrustedLists | undefined, territories: readonly string[]): NonNullable<Report['trustedLists']> | undefined {
  if (!lists) return undefined;
  const asked = [...new Set(territories)].sort().flatMap((territory) => lists.list(territory) ?? []);
  return { snapshot: lists.sha256, created: lists.snapshot.created, lists: [lists.snapshot.lotl, ...asked].map(listFact) };
}
