import { extendedKeyUsage, issuerText, keyUsage, noRevAvail, PURPOSE, searchPaths, subjectText, validatePath, validityAssured, type AnchorSource, type CandidatePath, type Certificate, type PathFault, type RevocationIssuer, type TrustAnchor } from '../x509/index.js';
import { slideControlTime, type PathCertificate, type Slide, type Sliding } from './control-time.js';
import { iso } from './policy.js';
import { compareProblems, problem } from './problem.js';
import { FETCHED } from './poe.js';
import { addCertificates, type Session } from './session.js';
import type { Statement } from './statements.js';
import type { Conclusion, ValidationProblem } from './types.js';

export interface CertificateQuestion {
  certificate: Certificate;
  anchors: AnchorSource;
  /** By when what it signed is proved to have existed. */
  existed: number;
  /** The time for which it must be known not to have been revoked; default `existed`. */
  knownAt?: number;
  /** Key usages of which one is needed. Empty: any. */
  keyUsage: readonly string[];
  /** Whether it is documents that it signed, and so must not be for other things alone. */
  signsDocuments?: boolean;
  /** Whether to ask the network at all: not for a signature that fails anyhow. */
  network: boolean;
}

export interface CertificateOutcome {
  problems: readonly ValidationProblem[];
  path: readonly Certificate[];
  anchor?: TrustAnchor;
  statement?: Statement;
  exempt?: Conclusion['revocationExempt'];
  slides: readonly Slide[];
}

const MOST_PATHS = 8;
const ISSUER_ROUNDS = 3;
const DATES: ReadonlySet<PathFault['rule']> = new Set<PathFault['rule']>(['expired', 'not-yet-valid']);

/**
 * X.509 validation of a certificate for something that it signed and that is proved to be from a time (EN 319 102-1 sections 5.2.6 and 5.6.2.2): of all paths to an anchor the one that says least against it.
 * What is missing is fetched where that is allowed.
 */
export async function validateCertificate(session: Session, question: CertificateQuestion): Promise<CertificateOutcome> {
  const { certificate } = question;
  const usage = usageProblems(question);
  const { paths, reason } = await findPaths(session, question);
  if (paths.length === 0) return { problems: [problem('NO_CERTIFICATE_CHAIN_FOUND', reason ?? 'issuer-unknown', { certificate: subjectText(certificate), issuer: issuerText(certificate) }), ...usage], path: [], slides: [] };
  let best: CertificateOutcome | undefined;
  for (const path of paths.slice(0, MOST_PATHS)) {
    const outcome = await judgePath(session, path, question);
    if (!best || compareProblems(outcome.problems, best.problems) < 0) best = outcome;
    if (best.problems.length === 0) break;
  }
  return { ...best!, problems: [...best!.problems, ...usage] };
}

/** Issuers that are in no pool are fetched from where their certificates say (RFC 5280 section 4.2.2.1), a few steps up. */
async function findPaths(session: Session, { certificate, anchors, existed, network }: CertificateQuestion): ReturnType<typeof searchPaths> {
  for (let round = 0; ; round += 1) {
    if (session.budget.searches <= 0 || session.environment.signal?.aborted) return { paths: [], reason: 'bounded' };
    session.budget.searches -= 1;
    const search = await searchPaths(certificate, [...session.pool.values()], anchors, { at: existed, mostPaths: MOST_PATHS });
    if (search.paths.length > 0 || !network || !session.fetcher.enabled || round >= ISSUER_ROUNDS) return search;
    const before = session.pool.size;
    addCertificates(session, await session.fetcher.issuersOf(topOf(certificate, session)));
    if (session.pool.size === before) return search;
  }
}

/** The certificate where a chain through the pool ends for want of an issuer. */
function topOf(certificate: Certificate, { pool }: Session): Certificate {
  const seen = new Set<string>();
  for (let top = certificate; ;) {
    seen.add(top.sha256);
    const issuer = [...pool.values()].find(({ subject, sha256 }) => subject.key === top.issuer.key && !seen.has(sha256));
    if (!issuer) return top;
    top = issuer;
  }
}

/** RFC 5280 section 4.2.1.12: a key is for the purposes that its certificate names and no others. Of those for signing there are many, some of them a maker's own; these sign no documents. */
const OTHER_PURPOSES: readonly string[] = [PURPOSE.serverAuth, PURPOSE.timeStamping, PURPOSE.ocspSigning];

/** Section 5.2.6.4 with the chain constraints of a policy: what the key may be used for. */
function usageProblems(question: CertificateQuestion): ValidationProblem[] {
  const { certificate, signsDocuments } = question;
  const purposes = extendedKeyUsage(certificate);
  const foreign = signsDocuments && Array.isArray(purposes) && purposes.every((purpose) => OTHER_PURPOSES.includes(purpose));
  return [...keyUsageProblems(question), ...(foreign ? [problem('CHAIN_CONSTRAINTS_FAILURE', 'extended-key-usage', { certificate: subjectText(certificate), purposes: purposes.join(' ') })] : [])];
}

function keyUsageProblems({ certificate, keyUsage: wanted }: CertificateQuestion): ValidationProblem[] {
  const usage = keyUsage(certificate);
  if (wanted.length === 0 || usage === undefined || (usage !== 'malformed' && wanted.some((each) => (usage as ReadonlySet<string>).has(each)))) return [];
  return [problem('CHAIN_CONSTRAINTS_FAILURE', 'key-usage', { certificate: subjectText(certificate), usage: usage === 'malformed' ? 'malformed' : [...usage].join(' ') })];
}

async function judgePath(session: Session, candidate: CandidatePath, question: CertificateQuestion): Promise<CertificateOutcome> {
  const { policy, environment } = session;
  const { existed, knownAt = existed } = question;
  const structure = structureProblems(candidate, existed);
  const anchorUntil = environment.anchorUntil?.(candidate.anchor);
  const slide = async (): Promise<{ sliding: Sliding; path: PathCertificate[] }> => {
    const path = await gather(session, candidate);
    return { path, sliding: slideControlTime({ path, anchor: candidate.anchor, now: session.now, policy, ...(anchorUntil === undefined ? {} : { anchorUntil }) }) };
  };
  let { sliding, path } = await slide();
  if (question.network && session.fetcher.enabled && structure.length === 0) {
    const wanting = sliding.slides.filter(({ kind, to }) => kind === 'revocation' && to < knownAt).map(({ index }) => index);
    const stale = path[0]!.exempt === undefined && isWorthRefreshing(sliding.statement, question, session) ? [0] : [];
    const indexes = [...new Set([...wanting, ...stale])];
    if (indexes.length > 0) {
      await fetchStatements(session, candidate, indexes, knownAt);
      ({ sliding, path } = await slide());
    }
  }
  const relevant = sliding.slides.filter(({ to, kind }) => to < (kind === 'revocation' ? knownAt : existed));
  const exempt = path[0]!.exempt;
  return {
    problems: [...structure, ...relevant.map((each) => each.problem), ...earlyProblems(candidate, existed, policy.clockToleranceSeconds)],
    path: candidate.certificates, anchor: candidate.anchor, slides: sliding.slides, ...(sliding.statement ? { statement: sliding.statement } : {}), ...(exempt === undefined ? {} : { exempt }),
  };
}

/** RFC 5280 section 6 without its dates, which are judged by what is proved; and there must have been a day on which all were valid (section 5.6.2.2.4). */
function structureProblems({ certificates, anchor, isAnchor }: CandidatePath, at: number): ValidationProblem[] {
  const found = validatePath(certificates, anchor, { at, anchorConstraints: anchor.origin.kind === 'host' }).filter(({ rule }) => !DATES.has(rule))
    .map(({ rule, certificate, params }) => problem(rule === 'policy-not-wanted' ? 'CHAIN_CONSTRAINTS_FAILURE' : 'CERTIFICATE_CHAIN_GENERAL_FAILURE', rule, { certificate: subjectText(certificate), ...params }));
  const [from, to] = [Math.max(...certificates.map(({ notBefore }) => notBefore)), Math.min(...certificates.map(({ notAfter }) => notAfter))];
  return from <= to || isAnchor ? found : [...found, problem('CERTIFICATE_CHAIN_GENERAL_FAILURE', 'validity-disjoint', { from: iso(from), until: iso(to) })];
}

/** Section 5.5.4 (b): a signature that is proved to be older than its certificate. */
function earlyProblems({ certificates }: CandidatePath, existed: number, toleranceSeconds: number): ValidationProblem[] {
  const { notBefore } = certificates[0]!;
  return existed + toleranceSeconds * 1000 < notBefore ? [problem('NOT_YET_VALID', 'certificate-not-yet-valid', { certificate: subjectText(certificates[0]!), from: iso(notBefore), existed: iso(existed) })] : [];
}

async function gather(session: Session, { certificates, anchor, isAnchor }: CandidatePath): Promise<PathCertificate[]> {
  const pool = [...session.pool.values()];
  return Promise.all(certificates.map(async (certificate, index): Promise<PathCertificate> => {
    const issuer = issuerAt(certificates, anchor, index);
    const exempt = isAnchor ? 'anchor' : index > 0 ? undefined : exemption(certificate);
    const statements = exempt === 'anchor' ? [] : await session.material.about(certificate, issuer, pool);
    return { certificate, issuerKey: issuer.spki, statements, retryable: session.retry.has(certificate.sha256), ...(exempt === undefined ? {} : { exempt }) };
  }));
}

function issuerAt(certificates: readonly Certificate[], anchor: TrustAnchor, index: number): RevocationIssuer {
  const issuer = certificates[index + 1];
  return issuer ? { subject: issuer.subject, spki: issuer.spki, certificate: issuer } : { subject: anchor.subject, spki: anchor.spki, ...(anchor.certificate ? { certificate: anchor.certificate } : {}) };
}

/** Certificates that say of themselves that nothing is published about them (EN 319 412-1 section 5.2.2, RFC 9608): those that issue nothing. What RFC 6960 section 4.2.2.2.1 has for responders is for them alone. */
function exemption(certificate: Certificate): CertificateOutcome['exempt'] {
  if (validityAssured(certificate) === true) return 'validity-assured';
  return noRevAvail(certificate) === true ? 'no-check' : undefined;
}

/** A statement that is in force but older than what it is asked about: a newer one may be had, and would be certain. Of a certificate that has expired there is none. */
function isWorthRefreshing(statement: Statement | undefined, { certificate, existed, knownAt = existed }: CertificateQuestion, { policy, now }: Session): boolean {
  return policy.refreshRevocation && statement?.status === 'good' && statement.thisUpdate < Math.max(existed, knownAt) && certificate.notAfter > now;
}

/** OCSP before lists, which are larger; lists where that does not settle it. */
async function fetchStatements(session: Session, { certificates, anchor }: CandidatePath, indexes: readonly number[], knownAt: number): Promise<void> {
  for (const index of indexes) {
    const certificate = certificates[index]!;
    const issuer = issuerAt(certificates, anchor, index);
    for (const kind of ['ocsp', 'crl'] as const) {
      const { found, failed } = await session.fetcher.statementsFor(certificate, issuer, kind);
      for (const { bytes, at } of found) session.material.add({ der: bytes }, { layer: FETCHED }, at);
      addCertificates(session, session.material.certificates());
      const statements = found.length > 0 ? await session.material.about(certificate, issuer, [...session.pool.values()]) : [];
      if (failed) session.retry.add(certificate.sha256);
      if (statements.some(({ thisUpdate, nextUpdate, status }) => status === 'revoked' || thisUpdate >= knownAt || (nextUpdate ?? 0) >= knownAt)) {
        session.retry.delete(certificate.sha256);
        break;
      }
    }
  }
}
