import { algorithmFaults, anchorText, subjectText, type Certificate, type TrustAnchor } from '../x509/index.js';
import type { ValidationPolicy } from './input.js';
import { iso } from './policy.js';
import { problem } from './problem.js';
import { speaksUntil } from './revocation-freshness.js';
import type { Statement } from './statements.js';
import type { Conclusion, SubIndication, ValidationProblem } from './types.js';

/** Something that ends what can be known: nothing that existed only later than `to` may rest on this path. */
export interface Slide { to: number; problem: ValidationProblem; /** The certificate of the path, 0 is the leaf; -1 is the anchor. */ index: number; kind: 'anchor' | 'algorithm' | 'revoked' | 'on-hold' | 'revocation' | 'expired' }

export interface PathCertificate {
  certificate: Certificate;
  /** SubjectPublicKeyInfo of who signed it. */
  issuerKey: Uint8Array;
  /** What was said of it, each already signed by somebody who may. */
  statements: readonly Statement[];
  exempt?: Conclusion['revocationExempt'];
  /** Statements that could not be fetched may be another time. */
  retryable: boolean;
}

export interface SlidingQuestion { /** Leaf first. */ path: readonly PathCertificate[]; anchor: TrustAnchor; anchorUntil?: number; now: number; policy: ValidationPolicy }

export interface Sliding {
  /** The latest time at which something must be proved to have existed for this path to carry it. */
  controlTime: number;
  slides: readonly Slide[];
  /** The statement that counted for the leaf. */
  statement?: Statement;
}

/**
 * Control-time sliding (EN 319 102-1 section 5.6.2.2): from the anchor down, the time goes back to where each certificate was still known to be good: before it was revoked or expired, before the last statement
 * of it ran out, before its algorithms were broken. Statements count where they are proved to be from before their own signer could no longer be believed.
 */
export function slideControlTime({ path, anchor, anchorUntil, now, policy }: SlidingQuestion): Sliding {
  const slides: Slide[] = [];
  let control = now;
  let leafStatement: Statement | undefined;
  const slide = (each: Slide): void => {
    if (each.to >= now) return;
    slides.push(each);
    control = Math.min(control, each.to);
  };
  // When a list ran out nobody's word lost its worth; when its signer was revoked or expired it did.
  const believed = (): { until: number; expired: boolean } => {
    const worst = slides.filter(({ kind }) => kind !== 'revocation' && kind !== 'on-hold').toSorted((a, b) => a.to - b.to)[0];
    return { until: worst?.to ?? now, expired: worst?.kind === 'expired' };
  };
  if (anchorUntil !== undefined) slide({ to: anchorUntil, index: -1, kind: 'anchor', problem: problem('NO_CERTIFICATE_CHAIN_FOUND_NO_POE', 'anchor-until', { anchor: anchorText(anchor), until: iso(anchorUntil) }) });
  for (let index = path.length - 1; index >= 0; index -= 1) {
    const each = path[index]!;
    for (const found of algorithmSlides(each, index, control)) slide(found);
    if (each.exempt !== 'anchor' && (index === 0 || policy.revocationOfIssuers)) {
      const judged = judgeStatements(each, index, believed(), policy);
      // Of some certificates nothing need be said. That one was revoked counts all the same, where its issuer says so.
      if (each.exempt === undefined || judged.statement?.status === 'revoked') {
        for (const found of judged.slides) slide(found);
        if (index === 0 && judged.statement) leafStatement = judged.statement;
      }
    }
    slide(expiry(each, index, leafStatement, now));
  }
  return { controlTime: control, slides, ...(leafStatement ? { statement: leafStatement } : {}) };
}

const about = ({ certificate }: PathCertificate): { certificate: string } => ({ certificate: subjectText(certificate) });

function algorithmSlides(each: PathCertificate, index: number, control: number): Slide[] {
  const faults = each.exempt === 'anchor' ? [] : algorithmFaults({ signature: each.certificate.signatureAlgorithm, spki: each.issuerKey }, control);
  return faults.map(({ rule, algorithm, until }): Slide => ({
    index, kind: 'algorithm', to: until === undefined ? Number.NEGATIVE_INFINITY : until - 1,
    problem: until === undefined ? problem('CRYPTO_CONSTRAINTS_FAILURE', rule, { ...about(each), algorithm }) : problem('CRYPTO_CONSTRAINTS_FAILURE_NO_POE', rule, { ...about(each), algorithm, until: iso(until) }),
  }));
}

/** A certificate that is known not to have been revoked while it was valid is another case than one of which nothing is known (section 5.2.6.4). */
function expiry(each: PathCertificate, index: number, statement: Statement | undefined, now: number): Slide {
  const { notAfter } = each.certificate;
  const sub: SubIndication = index === 0 && statement?.status === 'good' ? 'OUT_OF_BOUNDS_NOT_REVOKED' : 'OUT_OF_BOUNDS_NO_POE';
  return { to: Math.min(notAfter, now), index, kind: 'expired', problem: problem(sub, index === 0 ? 'certificate-expired' : 'issuer-expired', { ...about(each), until: iso(notAfter) }) };
}

interface Judged { slides: Slide[]; statement?: Statement }

function judgeStatements(each: PathCertificate, index: number, believed: { until: number; expired: boolean }, policy: ValidationPolicy): Judged {
  const { statements, certificate } = each;
  const latest = statements.toSorted((a, b) => b.thisUpdate - a.thisUpdate || Number(b.status === 'revoked') - Number(a.status === 'revoked'))[0];
  // That somebody says it was revoked counts whoever could have said so by now: whatever is believed too much here refuses, and never accepts.
  const revoked = statements.filter((statement) => statement.status === 'revoked' && (statement.reason !== 'certificateHold' || statement === latest))
    .toSorted((a, b) => (a.revokedAt ?? 0) - (b.revokedAt ?? 0))[0];
  if (revoked) return { statement: revoked, slides: [revocation(each, index, revoked)] };

  // A fetched answer that is dated later than it came cannot have been said yet (RFC 6960 section 4.2.2.1). What a file holds may be later than the instant that is judged at, and then it is known all the better.
  const said = ({ thisUpdate, cameAt }: Statement): boolean => cameAt === undefined || thisUpdate <= cameAt + policy.clockToleranceSeconds * 1000;
  const usable = statements.filter((statement) => statement.status === 'good').map((statement) => ({ statement, fault: statementFault(statement, believed), until: said(statement) ? speaksUntil(statement, certificate, policy) : undefined }));
  const acceptable = usable.filter(({ fault, until }) => fault === undefined && until !== undefined).toSorted((a, b) => b.until! - a.until!);
  const [best] = acceptable;
  const none = (found: ValidationProblem): Judged => ({ slides: [{ to: Number.NEGATIVE_INFINITY, index, kind: 'revocation', problem: { ...found, retryable: each.retryable } }] });
  if (best) {
    const { statement, until } = best;
    const facts = { ...about(each), thisUpdate: iso(statement.thisUpdate), ...(statement.nextUpdate === undefined ? {} : { nextUpdate: iso(statement.nextUpdate) }) };
    return { statement, slides: [{ to: until!, index, kind: 'revocation', problem: problem('TRY_LATER', 'revocation-not-fresh', facts, each.retryable) }] };
  }
  const [first] = usable.toSorted((a, b) => Number(b.until !== undefined) - Number(a.until !== undefined));
  if (first?.fault && first.until !== undefined) return none(problem(first.fault.sub, first.fault.rule, { ...about(each), ...first.fault.params }));
  if (first) return none(problem('TRY_LATER', 'revocation-of-another-time', { ...about(each), thisUpdate: iso(first.statement.thisUpdate) }));
  return none(problem('TRY_LATER', latest ? 'revocation-unknown' : 'revocation-missing', about(each)));
}

function revocation(each: PathCertificate, index: number, { revokedAt = 0, reason, source }: Statement): Slide {
  const facts = { ...about(each), at: iso(revokedAt), source, ...(reason === undefined ? {} : { reason }) };
  // Section 5.2.6.4: a certificate on hold may be released, and then it was good all the time.
  if (reason === 'certificateHold') return { to: revokedAt - 1, index, kind: 'on-hold', problem: problem('TRY_LATER', 'certificate-on-hold', facts) };
  return { to: revokedAt - 1, index, kind: 'revoked', problem: problem(index === 0 ? 'REVOKED_NO_POE' : 'REVOKED_CA_NO_POE', index === 0 ? 'certificate-revoked' : 'issuer-revoked', facts) };
}

/** Why a statement that says "good" is not believed: when it was signed is not proved, and by now its signer's word is nothing worth. */
function statementFault(statement: Statement, { until, expired }: { until: number; expired: boolean }): Pick<ValidationProblem, 'sub' | 'rule' | 'params'> | undefined {
  if (statement.proved > until) return { sub: expired ? 'REVOCATION_OUT_OF_BOUNDS_NO_POE' : 'NO_POE', rule: expired ? 'revocation-issuer-expired' : 'revocation-not-proved', params: { before: iso(until) } };
  const { signer } = statement;
  if (signer && statement.proved > signer.notAfter) return { sub: 'REVOCATION_OUT_OF_BOUNDS_NO_POE', rule: 'revocation-issuer-expired', params: { signer: subjectText(signer), until: iso(signer.notAfter) } };
  const [fault] = algorithmFaults(statement.algorithms, statement.proved);
  return fault && { sub: fault.until === undefined ? 'CRYPTO_CONSTRAINTS_FAILURE' : 'CRYPTO_CONSTRAINTS_FAILURE_NO_POE', rule: `revocation-${fault.rule}`, params: { algorithm: fault.algorithm } };
}
