import { worseFinding } from '../../checks/worst.js';
import { CODES, type Code } from '../../report/codes.js';
import type { Context } from '../../report/context.js';
import type { CheckId } from '../../report/check-list.js';
import type { Finding, Findings } from '../../report/finding.js';
import type { Problem, ProofFact, Qualification, SignatureFact, TimestampFact } from '../../report/report.js';
import type { Conclusion } from '../../signature-validation/index.js';
import { qualifySignature, qualifyTimestamp, type SignatureQualification } from '../../trusted-list/index.js';
import { findingsOf, isWaiting, signerIsProven } from './findings.js';
import { ageOfList, listEvidence, listFact, listOfIssuer, listsOfReport, missingList } from './lists.js';
import type { OpenTrust } from './open-trust.js';
import { qualificationFinding, weakest } from './qualification.js';
import type { SealedDocument, SignerIdentity } from './sealed-document.js';
import { anchorFact, qualifiedBy, signatureFact, signerFact, timestampFact, type Contained } from './signature-fact.js';

/** One signature as validation and its container give it. */
export interface JudgedSignature {
  conclusion: Conclusion;
  coverage: Finding;
  contained: Contained;
  /** Pointers of the document time-stamps among its own time-stamps, in the same order. */
  documentTimestamps: readonly string[];
}

interface Weighed { findings: Findings; fact: SignatureFact; proof: ProofFact; proven: boolean; ids: readonly string[]; territories: readonly string[] }

/** All signatures of one document: the worst answer to each question is the document's, and each signature keeps its own facts. */
export async function sealedDocument(signatures: readonly JudgedSignature[], trust: OpenTrust, context: Context): Promise<Omit<SealedDocument, 'attachments' | 'notes' | 'view'>> {
  const weighed = signatures.map((signature) => weigh(signature, trust, context));
  const stamps = documentTimestamps(signatures, weighed);
  const names = [...new Set(weighed.flatMap(({ fact }) => (fact.signer ? [fact.signer.name] : [])))];
  const proven = weighed.length > 0 && weighed.every((each) => each.proven);
  const seals = weighed.filter(({ fact }) => fact.kind === 'seal');
  const parties = (seals.length > 0 ? seals : weighed).map(({ ids }) => ids);
  const signer: SignerIdentity = { ids: parties[0] ?? [], parties, names, proven };
  const all = worstOf(weighed.map(({ findings }) => findings));
  const [id = ''] = signer.ids;
  const identity: Finding = proven ? { code: 'issuer.certificate', params: { id, name: names.join(' · ') } } : { code: 'issuer.key-unproven', params: { id } };
  const lists = listsOfReport(trust.lists, weighed.flatMap(({ territories }) => territories));
  return {
    findings: { ...all, 'issuer.identity': identity },
    signatures: [...weighed.map(({ fact }) => fact), ...stamps].sort((a, b) => a.pointer.localeCompare(b.pointer, 'en', { numeric: true })),
    qualification: weakest(weighed.map(({ fact }) => fact.qualification)),
    ...(lists ? { trustedLists: lists } : {}),
    proofs: weighed.map(({ proof }) => proof),
    signer,
  };
}

function weigh({ conclusion, coverage, contained }: JudgedSignature, trust: OpenTrust, context: Context): Weighed {
  const { lists } = trust;
  const { pointer } = contained;
  const { signer, anchor } = conclusion;
  const findings = findingsOf(conclusion, pointer);
  const age = ageOfList(anchor, lists, context, pointer);
  const missing = signer && !anchor ? missingList(signer, trust, pointer) : [];
  const qualification = lists && signer ? qualify(conclusion, coverage, trust, context) : undefined;
  const territory = qualification?.territory ?? (lists && signer ? listOfIssuer(signer, lists)?.territory : undefined);
  const list = territory === undefined ? undefined : lists?.list(territory);
  const facts = qualification ? { qualification: qualification.qualification, qualifiedBy: qualifiedBy(qualification, list && listFact(list)), ...ifHeld(conclusion, qualification, trust, context) } : { qualification: unlisted(conclusion, coverage) };
  const timestamps = conclusion.timestamps.map((stamp) => timestampFact(stamp, isQualified(stamp, trust, context)));
  const fact = signatureFact(conclusion, contained, timestamps, facts);
  const evidence = list ? listEvidence(list) : [];
  // A person whose certificate names an organisation is not the organisation.
  const organization = fact.kind === 'seal' ? fact.signer?.organizationIdentifier : undefined;
  const signerIds = signer ? [...(organization === undefined ? [] : [organization]), `sha256:${signer.sha256}`] : [];
  return {
    findings: {
      ...findings,
      'proof.terms': withFailedTimestamps(findings['proof.terms'], conclusion, pointer),
      'proof.key': withLists(findings['proof.key'], [...age, ...missing]),
      'proof.coverage': coverage,
      'issuer.qualification': { ...qualificationFinding(qualification, facts.qualification, pointer, [...age, ...(trust.unavailable ? missing : [])]), evidence },
    },
    fact, proof: proofFact(fact, findings['proof.signature']?.code), proven: signerIsProven(conclusion) && coverageHolds(coverage) && age.every(({ code }) => code === 'list.stale'),
    ids: signerIds, territories: territory === undefined ? [] : [territory],
  };
}

const coverageHolds = ({ code }: Finding): boolean => CODES[code] !== 'fail';

function qualify(conclusion: Conclusion, coverage: Finding, { lists }: OpenTrust, context: Context): SignatureQualification | undefined {
  const { signer, path, anchor, indication, time } = conclusion;
  if (!lists || !signer) return undefined;
  return qualifySignature({
    certificate: signer, path, ...(anchor ? { anchor } : {}), indication: coverageHolds(coverage) ? indication : 'TOTAL-FAILED', bestSignatureTime: time.judgedAt,
  }, lists, { now: context.now, maxTrustedListAgeSeconds: context.policy.maxTrustedListAgeSeconds });
}

/** Whoever waits for a proof of time, or for an answer about revocation, wants to know what would come of it. */
function ifHeld(conclusion: Conclusion, { qualification, reason }: SignatureQualification, trust: OpenTrust, context: Context): Pick<SignatureFact, 'ifHeld'> {
  const { time } = conclusion;
  if (qualification !== 'indeterminate' || reason !== 'validation-indeterminate' || !isWaiting(conclusion)) return {};
  const held = qualify({ ...conclusion, indication: 'TOTAL-PASSED', time: { ...time, judgedAt: time.proved ?? time.claimed ?? time.judgedAt } }, { code: 'pdf.covered' }, trust, context);
  return held ? { ifHeld: held.qualification } : {};
}

/** A token that does not hold is nobody's, whoever it names as its authority. */
function isQualified({ anchor, authority, path, problems, time: at }: Conclusion['timestamps'][number], { lists }: OpenTrust, context: Context): boolean | undefined {
  if (!lists || !authority || !anchor || !isWaiting({ anchor, problems })) return undefined;
  return qualifyTimestamp({ anchor, authority, path, at }, lists, { now: context.now, maxTrustedListAgeSeconds: context.policy.maxTrustedListAgeSeconds });
}

/** Without lists nothing is known but whether it is a signature that holds. */
function unlisted({ indication }: Pick<Conclusion, 'indication'>, coverage: Finding): Qualification {
  if (!coverageHolds(coverage) || indication === 'TOTAL-FAILED') return 'not-AdES';
  return indication === 'TOTAL-PASSED' ? 'AdES' : 'indeterminate';
}

/** A time-stamp that is broken proves no time. The signature was judged without it, so this is a caution and no more. */
function withFailedTimestamps(terms: Finding | undefined, { timestamps }: Conclusion, pointer: string): Finding {
  const own = terms ?? { code: 'check.not-reached' as const };
  const failed = timestamps.filter(({ indication }) => indication === 'TOTAL-FAILED');
  if (failed.length === 0) return own;
  const problems = failed.map(({ kind, problems: [why] }): Problem => ({ type: why ? `urn:etsi:019102:subindication:${why.sub}` : 'about:blank', code: 'seal.timestamp-failed', pointer, params: { kind, rule: why?.rule ?? '' }, retryable: false }));
  return worseFinding(own, { code: 'seal.timestamp-failed', params: problems[0]!.params ?? {}, problems });
}

/** A list that is too old decides nothing: whoever it named may have been struck off since. One that is merely overdue is told with the qualification. */
function withLists(key: Finding | undefined, problems: readonly Problem[]): Finding {
  const own = key ?? { code: 'check.not-reached' as const };
  return problems.filter(({ code }) => code !== 'list.stale').reduce((all, problem) => worseFinding(all, { code: problem.code, ...(problem.params ? { params: problem.params } : {}), problems: [problem] }), own);
}

function proofFact({ pointer, format, signer, time }: SignatureFact, code: Code | undefined): ProofFact {
  const created = time.proved ?? time.claimed;
  return {
    pointer, type: format, ...(signer ? { verificationMethod: `sha256:${signer.sha256}` } : {}), ...(created === undefined ? {} : { created }),
    signature: code === 'signature.valid' ? 'valid' : code !== undefined && CODES[code] === 'fail' ? 'invalid' : 'unchecked',
  };
}

function worstOf(all: readonly Findings[]): Findings {
  const together: Findings = {};
  for (const findings of all) for (const [id, finding] of Object.entries(findings)) { const key = id as CheckId; together[key] = together[key] ? worseFinding(together[key], finding) : finding; }
  return together;
}

/** Document time-stamps stand beside the signatures that they protect: each is told once, as the first signature that it protects has judged it. */
function documentTimestamps(signatures: readonly JudgedSignature[], weighed: readonly Weighed[]): SignatureFact[] {
  const told = new Map<string, SignatureFact>();
  for (const [index, { conclusion, documentTimestamps: pointers }] of signatures.entries()) {
    const own = conclusion.timestamps.flatMap((stamp, at) => (stamp.kind === 'document' ? [{ stamp, fact: weighed[index]!.fact.timestamps[at]! }] : []));
    for (const [at, pointer] of pointers.entries()) {
      const found = own[at];
      if (!found || told.has(pointer)) continue;
      told.set(pointer, stampFact(pointer, found.stamp, found.fact));
    }
  }
  return [...told.values()];
}

function stampFact(pointer: string, stamp: Conclusion['timestamps'][number], fact: TimestampFact): SignatureFact {
  return {
    pointer, format: 'document-timestamp', kind: 'timestamp', indication: stamp.indication, ...(fact.subIndication ? { subIndication: fact.subIndication } : {}),
    rules: stamp.problems.map(({ sub, rule }) => ({ subIndication: sub, rule })), ...(stamp.authority ? { signer: signerFact(stamp.authority) } : {}), ...(stamp.anchor ? { anchor: anchorFact(stamp.anchor) } : {}),
    time: stamp.indication === 'TOTAL-PASSED' ? { proved: fact.time } : { claimed: fact.time }, timestamps: [], algorithms: {}, changes: [], qualification: unlisted(stamp, { code: 'pdf.covered' }), claims: {},
  };
}
