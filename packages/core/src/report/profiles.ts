import type { CheckId } from './check-list.js';
import { compareOutcomes } from './verdict.js';
import type { ProfileFinding, Report } from './report.js';

/** What a profile of the learning-mobility interoperability guide asks of a credential. It never changes a verdict. */
export interface Profile {
  id: string;
  /** One of these cryptosuites must have made a proof that verifies. */
  suites: readonly string[];
  /** How the issuer may be identified. */
  issuerMethods: readonly string[];
  dataModel: '2.0';
  /** One of these types must be present; empty: any. */
  types: readonly string[];
  /** How the credential is delivered. */
  delivery: 'file' | 'presentation';
  /** Checks that must not be worse than a warning. */
  checks: readonly CheckId[];
}

const EVERY_PROFILE: readonly CheckId[] = [
  'format.data-model', 'format.schema', 'proof.signature', 'proof.terms', 'proof.coverage', 'proof.key', 'validity.period', 'status.revocation', 'status.suspension',
];

export const PROFILES: Readonly<Record<string, Profile>> = {
  'vcalm-eddsa-v1': {
    id: 'vcalm-eddsa-v1', suites: ['eddsa-rdfc-2022'], issuerMethods: ['did:web', 'did:key'], dataModel: '2.0', types: ['OpenBadgeCredential', 'AchievementCredential'],
    delivery: 'presentation', checks: [...EVERY_PROFILE, 'recipient.holder'],
  },
  'oid4-ecdsa-v1': {
    id: 'oid4-ecdsa-v1', suites: ['ecdsa-rdfc-2019'], issuerMethods: ['did:web', 'did:key'], dataModel: '2.0', types: ['OpenBadgeCredential', 'AchievementCredential'],
    delivery: 'presentation', checks: [...EVERY_PROFILE, 'recipient.holder'],
  },
  'ob3-direct-delivery-v1': {
    id: 'ob3-direct-delivery-v1', suites: ['eddsa-rdfc-2022'], issuerMethods: ['did:web', 'did:key'], dataModel: '2.0', types: ['OpenBadgeCredential', 'AchievementCredential'],
    delivery: 'file', checks: [...EVERY_PROFILE, 'recipient.match'],
  },
};

/** Which lines of a profile a report does not meet: `suite`, `issuer-method`, `data-model`, `type`, `delivery`, or the id of a check. */
export function conformance(profile: Profile, report: Pick<Report, 'checks' | 'proofs' | 'credential' | 'issuer'>, delivery: Profile['delivery']): ProfileFinding {
  const misses: string[] = [];
  const issuer = report.issuer.claimed.id ?? '';
  if (!report.proofs.some((proof) => proof.signature === 'valid' && profile.suites.includes(proof.cryptosuite ?? proof.type))) misses.push('suite');
  if (!profile.issuerMethods.some((method) => issuer.startsWith(`${method}:`))) misses.push('issuer-method');
  if (report.credential?.dataModel !== profile.dataModel) misses.push('data-model');
  if (profile.types.length > 0 && !profile.types.some((type) => report.credential?.types.includes(type))) misses.push('type');
  if (delivery !== profile.delivery) misses.push('delivery');
  for (const check of report.checks) {
    if (profile.checks.includes(check.id) && compareOutcomes(check.outcome, 'warn') > 0) misses.push(check.id);
  }
  return { id: profile.id, conforms: misses.length === 0, misses };
}
