import { canonicalJson } from './report/canonical-json.js';
import { sha256Hex } from './report/digest.js';
import { cautions, CHECK_IDS, CHECK_QUESTION, CODES, compareOutcomes, outcomeOf, reasons, verdict, worse, type Agreement, type Check, type CheckId, type Code, type CredentialView, type Evidence, type Finding, type InputFacts, type IssuerFinding, type Policy, type Problem, type ProofFact, type Recognition, type Report } from './report/index.js';
import { cut } from './view/text.js';

export const ENGINE = 'credlens/0.1.0';

/** Everything that a report is made of, once every check has its finding. */
export interface ReportParts {
  policy: Policy;
  now: number;
  input: InputFacts;
  checks: Check[];
  credential?: CredentialView;
  proofs?: ProofFact[];
  subjects?: Report[];
  endorsements?: Report[];
  /** Of a document that certificates protect. */
  sealed?: Pick<Report, 'signatures' | 'qualification' | 'trustedLists' | 'metadata'>;
  /** Of inputs that were verified together. */
  agreement?: Agreement;
  /** What else the question was: the recipient and the challenge make another report of the same bytes. */
  asked: unknown;
}

const MOST_CHARACTERS = 2000;
const utf8 = new TextEncoder();
const digest = (value: unknown): Promise<string> => sha256Hex(utf8.encode(canonicalJson(value)));

const policyDigests = new WeakMap<Policy, Promise<string>>();

/** A policy is frozen (report/policies.ts), so its digest is made once. */
function digestOfPolicy(policy: Policy): Promise<string> {
  const known = policyDigests.get(policy) ?? digest(policy);
  policyDigests.set(policy, known);
  return known;
}

/** A check, from what its function found and what the policy makes of it. */
export function toCheck(id: CheckId, finding: Finding, policy: Policy, level = policy.levels[id]): Check {
  const { evidence = [] } = finding;
  const old = oldCopies(evidence);
  const found = finding.problems ?? [];
  const problems = [...found, ...networkCauses(found), ...old];
  // A policy may weigh a lesser problem heavier than the one that the check was named for.
  const heavier = problems.filter((problem) => policy.outcomes[problem.code] !== undefined).reduce<Finding>(
    (worst, problem) => (compareOutcomes(outcomeOf(problem.code, policy), outcomeOf(worst.code, policy)) > 0 ? problem : worst), finding);
  const { code, params } = heavier;
  // Whatever it found, it found in a copy that may be out of date: a caution at least.
  const outcome = old.reduce((worst, problem) => worse(worst, outcomeOf(problem.code, policy)), outcomeOf(code, policy));
  return {
    id, question: CHECK_QUESTION[id], level, outcome, code,
    ...(params && Object.keys(params).length > 0 ? { params: shortened(params) } : {}), problems: problems.map((problem) => shortened(problem)), evidence,
  };
}

/** The copies among what a check stands on that are older than they should be. */
function oldCopies(evidence: readonly Evidence[]): Problem[] {
  const stale = evidence.filter((each) => each.stale !== undefined);
  const once = stale.filter((each, index) => stale.findIndex(({ url }) => url === each.url) === index);
  return once.map(({ url, fetchedAt, stale: why }) => ({ type: 'about:blank', code: 'net.stale', params: { url, ...(fetchedAt === undefined ? {} : { fetched: fetchedAt }), ...(why === undefined ? {} : { why }) }, retryable: true }));
}

/** What the network answered, as a problem of its own where a finding names it as its reason: it knows what would help. */
function networkCauses(problems: readonly Problem[]): Problem[] {
  const causes = problems.flatMap(({ params = {}, pointer, retryable = false }): Problem[] => {
    const { why, url, status } = params;
    if (typeof why !== 'string' || !why.startsWith('net.') || why === 'net.stale' || !Object.hasOwn(CODES, why)) return [];
    return [{ type: 'about:blank', code: why as Code, ...(pointer === undefined ? {} : { pointer }), params: { ...(url === undefined ? {} : { url }), ...(status === undefined ? {} : { status }) }, retryable }];
  });
  return causes.filter((cause, index) => !problems.some(({ code }) => code === cause.code) && causes.findIndex(({ code, params }) => code === cause.code && params?.['url'] === cause.params?.['url']) === index);
}

/** What a document says, where a report repeats it: an identifier of megabytes would make a report of many times its size. */
function shortened<T extends object>(facts: T): T {
  const short = (value: unknown): unknown => (typeof value === 'string' ? cut(value, MOST_CHARACTERS) : typeof value === 'object' && value !== null && !Array.isArray(value) ? shortened(value) : value);
  return Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, short(value)])) as T;
}

const RECOGNITION: Partial<Record<string, Recognition>> = {
  'issuer.recognized': 'recognised', 'issuer.unrecognized': 'unrecognised', 'issuer.other-type': 'unrecognised', 'issuer.withdrawn': 'withdrawn', 'issuer.registry-unreachable': 'unreachable',
};

/** The issuer as claimed, and as established. A name that nobody but the credential gives is never among what is established. */
function issuerFinding(checks: readonly Check[], credential: CredentialView | undefined): IssuerFinding {
  const identity = checks.find((check) => check.id === 'issuer.identity');
  const recognition = checks.find((check) => check.id === 'issuer.recognition');
  const names = Object.values(credential?.issuer.name ?? {});
  const id = credential?.issuer.id;
  const text = (value: string | number | undefined) => (typeof value === 'string' && value !== '' ? value : undefined);
  const listed = recognition && ['issuer.recognized', 'issuer.other-type'].includes(recognition.code) ? text(recognition.params?.['name']) : undefined;
  const registered = identity?.code === 'issuer.registered' ? text(identity.params?.['name']) : undefined;
  const domain = identity?.code === 'issuer.domain' ? text(identity.params?.['domain']) : undefined;
  const certified = identity?.code === 'issuer.certificate' ? text(identity.params?.['name']) : undefined;
  const name = listed ?? registered;
  return {
    claimed: { ...(id === undefined ? {} : { id }), ...(names[0] === undefined ? {} : { name: names[0] }) },
    ...(id !== undefined && (name ?? certified ?? domain) !== undefined ? { established: { id, name: (name ?? certified ?? domain)!, by: name !== undefined ? 'registry' : certified !== undefined ? 'certificate' : 'domain' } } : {}),
    recognition: RECOGNITION[recognition?.code ?? ''] ?? 'unchecked',
    evidence: [...(identity?.evidence ?? []), ...(recognition?.evidence ?? [])].filter((entry, index, all) => all.findIndex((other) => other.url === entry.url) === index),
  };
}

/** The bytes that the answer stands on, whatever brought them: two reports of the same question on the same bytes have one id. */
function snapshots(checks: readonly Check[], subjects: readonly Report[]): string[] {
  const used = (evidence: Evidence) => `${evidence.url} ${evidence.sha256}`;
  return [...new Set([...checks.flatMap((check) => check.evidence.map(used)), ...subjects.map((subject) => subject.id)])].sort();
}

export async function assemble(parts: ReportParts): Promise<Report> {
  const { policy, now, input, subjects = [], endorsements = [], credential, proofs = [] } = parts;
  const checks = [...parts.checks].sort((a, b) => CHECK_IDS.indexOf(a.id) - CHECK_IDS.indexOf(b.id));
  const verifiedAt = new Date(now).toISOString();
  const policyDigest = await digestOfPolicy(policy);
  const { filename: _filename, channel: _channel, ...content } = input;
  return {
    schema: 'credlens-report/1',
    id: await digest({ engine: ENGINE, content, policy: policyDigest, verifiedAt, asked: parts.asked, snapshots: snapshots(checks, [...subjects, ...endorsements]) }),
    verifiedAt,
    engine: ENGINE,
    policy: { id: policy.id, digest: policyDigest },
    input,
    verdict: verdict(checks),
    cautions: cautions(checks),
    reasons: reasons(checks),
    checks,
    ...(credential ? { credential } : {}),
    proofs: proofs.map((proof) => shortened(proof)),
    subjects,
    ...(endorsements.length > 0 ? { endorsements } : {}),
    issuer: issuerFinding(checks, credential),
    ...parts.sealed,
    ...(parts.agreement ? { agreement: parts.agreement } : {}),
  };
}
