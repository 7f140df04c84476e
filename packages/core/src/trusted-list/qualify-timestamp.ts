import { attributeOf } from '../x509/name.js';
import type { Certificate, TrustAnchor } from '../x509/types.js';
import { servicesFor } from './certificate-services.js';
import { listAnswer, territoryOf, type ListPolicy } from './list-age.js';
import { isSinceEidas, periodAt } from './periods.js';
import type { QualificationReason, TrustedLists, TrustService } from './types.js';

export interface TimestampQuestion {
  /** The certificate of the time-stamping unit. */
  authority: Certificate;
  path?: readonly Certificate[];
  anchor?: TrustAnchor | undefined;
  /** Milliseconds since 1970: what the token says. */
  at: number;
}

export interface TimestampQualification {
  /** `undefined`: the list that would say is missing, too old, or not understood. */
  qualified: boolean | undefined;
  reason: QualificationReason;
  territory?: string;
  service?: TrustService;
}

/** Whether a time-stamp comes from a qualified service (eIDAS article 42; TS 119 615 section 4.7): a `TSA/QTST` that was granted at the time of the token. A list names the unit itself, or the authority that issued its certificate. */
export function timestampQualification({ authority, path = [], anchor, at }: TimestampQuestion, lists: TrustedLists, policy?: ListPolicy): TimestampQualification {
  const listed = qualifiedStamping({ authority, path, anchor }, lists);
  const territory = listed[0]?.territory ?? territoryOf(attributeOf(authority.issuer, 'C'));
  const where = territory === undefined ? {} : { territory };
  const list = listAnswer(territory, lists, policy ?? { now: Date.parse(lists.snapshot.created), maxTrustedListAgeSeconds: Number.POSITIVE_INFINITY });
  if (!list.usable) return { qualified: list.reason === 'no-list-for-country' ? false : undefined, reason: list.reason, ...where };
  if (listed.length === 0 && !anchor) return { qualified: undefined, reason: 'no-path', ...where };
  if (listed.length === 0) return { qualified: false, reason: 'no-qualified-service', ...where };
  const then = listed.flatMap((service) => {
    const period = periodAt(service.periods, at);
    return period ? [{ service, period }] : [];
  });
  const [first] = then;
  if (!first) return { qualified: false, reason: 'not-listed-at-time', ...where, service: listed[0]! };
  const found = { ...where, service: first.service };
  if (then.some(({ period }) => period.unusable)) return { qualified: undefined, reason: 'critical-extension', ...found };
  const granted = then.map(({ period }) => isSinceEidas(period) && period.status === 'granted');
  if (granted.includes(true) && granted.includes(false)) return { qualified: undefined, reason: 'conflict', ...found };
  return granted[0] ? { qualified: true, reason: 'service-granted', ...found } : { qualified: false, reason: 'status-not-granted', ...found };
}

/** The short answer. */
export function qualifyTimestamp(question: TimestampQuestion, lists: TrustedLists, policy?: ListPolicy): boolean | undefined {
  return timestampQualification(question, lists, policy).qualified;
}

function qualifiedStamping({ authority, path, anchor }: Pick<TimestampQuestion, 'authority' | 'anchor'> & { path: readonly Certificate[] }, lists: TrustedLists): TrustService[] {
  const own = lists.matching(authority).flatMap(({ origin }) => (origin.kind === 'trusted-list' ? [lists.service(origin.service)] : [])).filter(({ type }) => type === 'TSA/QTST');
  return own.length > 0 ? own : servicesFor({ certificate: authority, path, ...(anchor && { anchor }) }, ['TSA/QTST'], lists);
}
