import { asArray, CHECK_IDS, CODES, isObject, own, pointer, verdict, type Check, type CheckId, type JsonObject, type JsonValue, type Report } from '@credlens/core/report';
import { problemsOf, type ProblemDetails } from './problem.js';
import type { Endpoint, RequestOptions } from './request.js';

interface Result { verified: boolean; input: JsonValue }

/** VCALM's VerificationResult of a credential. */
export interface CredentialResult {
  verified: boolean;
  credential?: JsonObject;
  problemDetails?: ProblemDetails[];
  results?: { validFrom?: Result; validUntil?: Result; credentialSchema: Result[]; credentialStatus: Result[]; proof: Result[] };
}

export interface PresentationResult {
  verified: boolean;
  verifiablePresentation?: JsonObject;
  problemDetails?: ProblemDetails[];
  results?: {
    presentation: { challenge?: Result; domain?: Result; holder?: Result; proof: (Result & { problemDetails: ProblemDetails[] })[] };
    credentials: CredentialResult[];
  };
}

/** `checks: ["proof"]` narrows the question to the proofs: whether they verify, are of use here, and cover what is said. */
const PROOF_CHECKS: ReadonlySet<CheckId> = new Set(['proof.signature', 'proof.terms', 'proof.coverage']);

/** The checks that a request limits the verdict to; `undefined` where it asks for all. Names that we do not know limit nothing. */
export function limitOf(options: Pick<RequestOptions, 'checks'>): ReadonlySet<CheckId> | undefined {
  return options.checks?.length === 1 && options.checks[0] === 'proof' ? PROOF_CHECKS : undefined;
}

/** What is told of: what the verdict is limited to, and why there was nothing to limit it to. */
function told(limit: ReadonlySet<CheckId> | undefined): ReadonlySet<CheckId> | undefined {
  return limit && new Set<CheckId>(['intake.readable', 'intake.credential', ...limit]);
}

/** Whether a report, with its members, may be answered with `verified: true`. However few checks are asked for, there has to be something that was read and can be proved. */
export function isVerified(report: Report, limit?: ReadonlySet<CheckId>): boolean {
  if (!limit) return report.verdict === 'verified';
  if (checkOf(report, 'intake.readable').outcome !== 'pass' || checkOf(report, 'intake.credential').outcome !== 'pass') return false;
  // A learner record stands beside what is inside it, as the policy has it; what only holds credentials does not.
  const together = checkOf(report, 'members.verdict').level === 'required';
  return verdict(report.checks.filter((check) => limit.has(check.id))) === 'verified' && (!together || report.subjects.every((subject) => isVerified(subject, limit)));
}

export function answer(endpoint: Endpoint, report: Report, document: JsonObject, options: RequestOptions): CredentialResult | PresentationResult {
  return endpoint === 'credential' ? credentialResult(report, document, options) : presentationResult(report, document, options);
}

function credentialResult(report: Report, document: JsonObject, options: RequestOptions): CredentialResult {
  const limit = limitOf(options);
  const dates = (name: string, older: string, blames: ReadonlySet<string>) => {
    const input = own(document, name) ?? own(document, older);
    return input === undefined ? undefined : { verified: !blames.has(checkOf(report, 'validity.period').code), input };
  };
  const validFrom = dates('validFrom', 'issuanceDate', new Set(['validity.not-yet', 'validity.reversed', 'validity.unreadable']));
  const validUntil = dates('validUntil', 'expirationDate', new Set(['validity.expired', 'validity.reversed', 'validity.unreadable']));
  const status = ['status.revocation', 'status.suspension'] as const;
  return {
    verified: isVerified(report, limit),
    ...(options.returnInput && { credential: document }),
    ...(options.returnProblemDetails && { problemDetails: problemsOf(report, told(limit)) }),
    ...(options.returnResults && {
      results: {
        ...(validFrom && { validFrom }),
        ...(validUntil && { validUntil }),
        credentialSchema: entries(report, document, 'credentialSchema', ['format.schema']),
        credentialStatus: entries(report, document, 'credentialStatus', status),
        proof: proofs(report, document).map(({ verified, input }) => ({ verified, input })),
      },
    }),
  };
}

function presentationResult(report: Report, document: JsonObject, options: RequestOptions): PresentationResult {
  const limit = limitOf(options);
  const terms = checkOf(report, 'proof.terms');
  const bound = (input: JsonValue | undefined, code: string): Result | undefined =>
    (input === undefined ? undefined : { verified: checkOf(report, 'proof.signature').outcome === 'pass' && terms.outcome !== 'skipped' && !codesOf(terms).includes(code), input });
  const challenge = bound(options.challenge, 'terms.challenge');
  const domain = bound(options.domain, 'terms.domain');
  const holder = own(document, 'holder');
  const members = asArray(own(document, 'verifiableCredential'));
  return {
    verified: isVerified(report, limit),
    ...(options.returnInput && { verifiablePresentation: document }),
    ...(options.returnProblemDetails && { problemDetails: problemsOf(report, told(limit)) }),
    ...(options.returnResults && {
      results: {
        presentation: {
          ...(challenge && { challenge }),
          ...(domain && { domain }),
          ...(holder !== undefined && { holder: { verified: checkOf(report, 'recipient.holder').outcome === 'pass', input: holder } }),
          proof: proofs(report, document),
        },
        credentials: report.subjects.map((subject, index) => {
          const member = members[index];
          return credentialResult(subject, isObject(member) ? member : {}, options);
        }),
      },
    }),
  };
}

/** Each entry of a property, false where a check found a problem with it, or with the whole and no entry in particular. */
function entries(report: Report, document: JsonObject, property: string, ids: readonly CheckId[]): Result[] {
  const value = own(document, property);
  const checks = ids.map((id) => checkOf(report, id)).filter((check) => !isFine(check));
  // A caution about one entry does not make it the one that failed.
  const grave = checks.flatMap((check) => check.problems).filter((problem) => !isFine({ outcome: CODES[problem.code] }));
  const pointers = grave.map((problem) => problem.pointer ?? '');
  const aimed = pointers.filter((at) => at.startsWith(`/${property}`));
  return asArray(value).map((input, index) => {
    const place = Array.isArray(value) ? pointer(property, index) : pointer(property);
    const blamed = aimed.length > 0 ? aimed.some((at) => at === `/${property}` || at === place || at.startsWith(`${place}/`)) : checks.length > 0;
    return { verified: !blamed, input };
  });
}

function proofs(report: Report, document: JsonObject): (Result & { problemDetails: ProblemDetails[] })[] {
  const value = own(document, 'proof');
  const all = problemsOf(report, PROOF_CHECKS);
  return asArray(value).map((input, index) => {
    const place = Array.isArray(value) ? pointer('proof', index) : '/proof';
    const fact = report.proofs.find((proof) => proof.pointer === place);
    const problemDetails = all.filter((problem) => problem.pointer === place || problem.pointer?.startsWith(`${place}/`));
    return { verified: fact?.signature === 'valid' && isFine(checkOf(report, 'proof.terms')), input, problemDetails };
  });
}

const isFine = (check: Pick<Check, 'outcome'>) => check.outcome === 'pass' || check.outcome === 'not-applicable' || check.outcome === 'warn';
const codesOf = (check: Check): string[] => [check.code, ...check.problems.map((problem) => problem.code)];

/** Every report carries every check. */
function checkOf(report: Report, id: CheckId): Check {
  const found = report.checks.find((check) => check.id === id);
  if (!found) throw new TypeError(`A report without ${CHECK_IDS.includes(id) ? id : 'a check'}`);
  return found;
}

