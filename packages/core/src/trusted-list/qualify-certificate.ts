import { attributeOf } from '../x509/name.js';
import { servicesFor, type CertifiedPath } from './certificate-services.js';
import { listAnswer, territoryOf, type ListPolicy } from './list-age.js';
import { periodAt } from './periods.js';
import { claimedType, statusUnder, type StatusAnswer } from './qualified-status.js';
import type { CertificateQualification, QualificationReason, TrustedLists, TrustService } from './types.js';

/**
 * What a certificate was at one time, by the trusted lists (TS 119 615 sections 4.3 to 4.5): qualified or not, for what, and whether its key is in a qualified device. `path` and `anchor` must have been validated: a service counts
 * because it issued this, not because it bears the name.
 */
export function qualifyCertificate(asked: CertifiedPath, at: number, lists: TrustedLists, policy: ListPolicy): CertificateQualification {
  const { certificate } = asked;
  const listed = servicesFor(asked, ['CA/QC'], lists);
  const territory = listed[0]?.territory ?? territoryOf(attributeOf(certificate.issuer, 'C'));
  const where = territory === undefined ? {} : { territory };
  const answer = (qualified: CertificateQualification['qualified'], reason: QualificationReason): CertificateQualification =>
    ({ at, qualified, type: claimedType(certificate), qscd: 'indeterminate', reason, ...where });

  const list = listAnswer(territory, lists, policy);
  // A country without a list has no qualified services; one whose list could not be had may have.
  if (!list.usable) return answer(list.reason === 'no-list-for-country' ? 'not-qualified' : 'indeterminate', list.reason);
  if (listed.length === 0 && !asked.anchor) return answer('indeterminate', 'no-path');
  if (listed.length === 0) return answer('not-qualified', servicesFor(asked, ['NationalRootCA-QC', 'TSA', 'TSA/QTST'], lists).length > 0 ? 'no-qualified-service' : 'no-service');

  const then = listed.flatMap((service) => {
    const period = periodAt(service.periods, at);
    return period ? [{ service, period, status: statusUnder(period, certificate) }] : [];
  });
  if (then.length === 0) return { ...answer('not-qualified', 'not-listed-at-time'), service: listed[0]! };
  // A service that is for something else is no second opinion.
  const fitting = then.filter(({ status }) => status.reason !== 'other-purpose');
  const [first] = fitting.length > 0 ? fitting : then;
  const { service, period, status } = first!;
  const found = { ...where, service, status: period.status };
  if (fitting.some((other) => differs(other.status, status))) return { at, ...status, qualified: 'indeterminate', qscd: 'indeterminate', reason: 'conflict', ...found };
  return { at, ...status, ...found };
}

const differs = (a: StatusAnswer, b: StatusAnswer): boolean => a.qualified !== b.qualified || a.type !== b.type || a.qscd !== b.qscd;

/** The name of a service's provider and its own, for a report. */
export const namesOf = (service: TrustService | undefined): { provider?: string; service?: string } => (service ? { provider: service.provider, service: service.name } : {});
