import { certificatePolicies } from '../x509/extensions.js';
import { qcStatements, type QcStatements } from '../x509/qc-statements.js';
import type { Certificate } from '../x509/types.js';
import { qualifiersFor } from './criteria.js';
import { EIDAS, isGranted, isSinceEidas } from './periods.js';
import type { CertificateQualification, QualifiedType, ServicePeriod } from './types.js';

/** Certificate policies from before eIDAS (ETSI TS 101 456): QCP public, and the same with a secure device. */
const QCP_PUBLIC = '0.4.0.1456.1.2', QCP_PUBLIC_SSCD = '0.4.0.1456.1.1';

export type StatusAnswer = Pick<CertificateQualification, 'qualified' | 'type' | 'qscd' | 'reason'>;

/** What a certificate says of itself, as the rules of its time read it. */
interface Claims { sinceEidas: boolean; qualified: boolean; foreign: boolean; types: QualifiedType[]; qscd: boolean }

const NONE: QcStatements = { compliance: false, qscd: false, types: [], disclosures: [], semantics: [], others: [], malformed: [] };

function claimsOf(certificate: Certificate): Claims | 'malformed' {
  const read = qcStatements(certificate);
  const policies = certificatePolicies(certificate);
  if (read === 'malformed' || policies === 'malformed') return 'malformed';
  const statements = read ?? NONE;
  if (statements.malformed.length > 0) return 'malformed';
  const sinceEidas = certificate.notBefore >= EIDAS;
  const byPolicy = (oid: string): boolean => !sinceEidas && (policies ?? []).includes(oid);
  const qualified = statements.compliance || byPolicy(QCP_PUBLIC) || byPolicy(QCP_PUBLIC_SSCD);
  return { sinceEidas, qualified, foreign: statements.legislation !== undefined, types: typesOf(statements, qualified), qscd: statements.qscd || byPolicy(QCP_PUBLIC_SSCD) };
}

/** EN 319 412-5 section 4.2.3: a qualified certificate that does not say what it is for is for electronic signatures. */
function typesOf({ types }: QcStatements, qualified: boolean): QualifiedType[] {
  const known: Readonly<Record<string, QualifiedType>> = { eSign: 'eSig', eSeal: 'eSeal', web: 'WSA' };
  if (types.length === 0) return qualified ? ['eSig'] : [];
  return [...new Set(types.map((type) => (Object.hasOwn(known, type) ? known[type]! : 'unknown')))];
}

/** What a certificate says that it is for, whether it is qualified or not; `unknown` where it does not say, or says several things. */
export function claimedType(certificate: Certificate): QualifiedType {
  const claims = claimsOf(certificate);
  return claims === 'malformed' ? 'unknown' : one(claims.types);
}

const one = (types: readonly QualifiedType[]): QualifiedType => (types.length === 1 ? types[0]! : 'unknown');

const PURPOSE: Readonly<Record<Exclude<QualifiedType, 'unknown'>, string>> = { eSig: 'ForeSignatures', eSeal: 'ForeSeals', WSA: 'ForWebSiteAuthentication' };
const OVERRULES: readonly (readonly [string, QualifiedType])[] = [['QCForESig', 'eSig'], ['QCForESeal', 'eSeal'], ['QCForWSA', 'WSA']];

/**
 * What one service says of a certificate during one span of its history (TS 119 615 sections 4.4 and 4.5). What the service states goes before what the certificate says of itself; statements that contradict each other decide nothing.
 */
export function statusUnder(period: ServicePeriod, certificate: Certificate): StatusAnswer {
  const claims = claimsOf(certificate);
  const type = claims === 'malformed' ? 'unknown' : one(claims.types);
  const undecided = (reason: StatusAnswer['reason']): StatusAnswer => ({ qualified: 'indeterminate', type, qscd: 'indeterminate', reason });
  if (period.unusable) return undecided('critical-extension');
  if (claims === 'malformed') return undecided('statements-malformed');
  const qualifiers = qualifiersFor(period, certificate);
  if (!qualifiers) return undecided('unknown-criterion');
  if (contradicts(qualifiers)) return undecided('conflict');

  const finalType = typeUnder(period, qualifiers, claims);
  const qscd = qscdUnder(period, qualifiers, claims) ? 'qscd' : 'not-qscd';
  const not = (reason: StatusAnswer['reason']): StatusAnswer => ({ qualified: 'not-qualified', type: finalType, qscd, reason });
  if (!isFor(period, finalType, claims)) return not('other-purpose');
  if (!isGranted(period)) return not('status-not-granted');
  if (qualifiers.has('NotQualified')) return not('declared-not-qualified');
  if (qualifiers.has('QCStatement')) return { qualified: 'qualified', type: finalType, qscd, reason: 'service-granted' };
  if (!claims.qualified) return not('not-declared');
  return claims.foreign ? not('foreign-law') : { qualified: 'qualified', type: finalType, qscd, reason: 'service-granted' };
}

/** Sets of qualifiers of which a certificate may have one (TS 119 612 section 5.5.9.2.3). Two purposes are no contradiction of that kind: they make the type unknown. */
const EXCLUSIVE: readonly (readonly (readonly string[])[])[] = [
  [['NotQualified'], ['QCStatement']],
  [['QCWithQSCD', 'QCQSCDManagedOnBehalf'], ['QCNoQSCD'], ['QCQSCDStatusAsInCert']],
  [['QCWithSSCD'], ['QCNoSSCD'], ['QCSSCDStatusAsInCert']],
];

function contradicts(qualifiers: ReadonlySet<string>): boolean {
  return EXCLUSIVE.some((sides) => sides.filter((side) => side.some((qualifier) => qualifiers.has(qualifier))).length > 1);
}

function typeUnder(period: ServicePeriod, qualifiers: ReadonlySet<string>, claims: Claims): QualifiedType {
  const stated = OVERRULES.flatMap(([qualifier, type]) => (qualifiers.has(qualifier) ? [type] : []));
  if (stated.length > 0) return one(stated);
  // Before eIDAS there were qualified certificates for signatures alone (Directive 1999/93/EC).
  if (!isSinceEidas(period)) return claims.qualified || qualifiers.has('QCStatement') ? 'eSig' : one(claims.types);
  return one(claims.types);
}

/** A service has what it is for as additional information (TS 119 612 section 5.5.9.4), since eIDAS. What is issued for something else is none of what it is granted for. */
function isFor(period: ServicePeriod, type: QualifiedType, claims: Claims): boolean {
  if (!claims.sinceEidas || !isSinceEidas(period) || type === 'unknown') return true;
  return period.information.includes(PURPOSE[type]);
}

/** Section 4.5: with, without, or as the certificate says. Before eIDAS devices were `SSCD`. */
function qscdUnder(period: ServicePeriod, qualifiers: ReadonlySet<string>, claims: Claims): boolean {
  const [yes, no] = isSinceEidas(period) ? [['QCWithQSCD', 'QCQSCDManagedOnBehalf'], 'QCNoQSCD'] : [['QCWithSSCD'], 'QCNoSSCD'];
  if (yes.some((qualifier) => qualifiers.has(qualifier))) return true;
  return qualifiers.has(no) ? false : claims.qscd;
}
