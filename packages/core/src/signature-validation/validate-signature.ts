import { parseCertificate, type Certificate } from '../x509/index.js';
import type { SignatureInput, ValidationEnvironment } from './input.js';
import { levelOf } from './level.js';
import { iso } from './policy.js';
import { indicationOf, problem, worstFirst } from './problem.js';
import { createSession, type Session } from './session.js';
import { algorithmProblems, policyFindings } from './signature-acceptance.js';
import { sharpen } from './sharpen.js';
import { judgeTimestamps, orderProblems, type JudgedTimestamp } from './timestamp-validation.js';
import type { Conclusion, TimestampConclusion, ValidationNote } from './types.js';
import { validateCertificate, type CertificateOutcome } from './x509-validation.js';

/**
 * The process of EN 319 102-1 for one signature, all three of its forms in one: basic validation (5.3) is what is left where no time is proved, validation with time (5.5) where a time-stamp on the signature
 * holds, long-term validation (5.6) where later time-stamps prove what earlier ones need. It never rejects for what a signature holds.
 * TOTAL-PASSED asserts that the signature was made by the key of `signer` over this content, that a path leads from `signer` to an anchor, and that nothing of it had ended at the time that is proved.
 * It asserts nothing of who that is, nor of what else is in the container.
 */
export async function validateSignature(input: SignatureInput, environment: ValidationEnvironment): Promise<Conclusion> {
  const session = await createSession(input, environment);
  const { policy, now, proofs } = session;
  const timestamps = await judgeTimestamps(session, input.timestamps);
  const existed = proofs.ofSignature();
  const policyFound = policyFindings(input, policy);
  // In the order of 5.3.4: format, signing certificate, policy, cryptography, acceptance; then what the path says.
  const own = [...input.format, ...input.signer.problems, ...policyFound.problems, ...input.integrity, ...input.constraints];
  const signer = input.signer.certificate && parseCertificate(input.signer.certificate);
  if (!signer && own.length === 0) own.push(problem('NO_SIGNING_CERTIFICATE_FOUND', input.signer.certificate ? 'certificate-malformed' : 'certificate-missing'));

  const outcome = signer ? await validateCertificate(session, { certificate: signer, anchors: environment.anchors, existed, keyUsage: policy.keyUsage, signsDocuments: true, network: own.length === 0 }) : undefined;
  const found = [...own, ...algorithmProblems(input.algorithms, existed), ...outcome?.problems ?? [], ...orderProblems(timestamps, policy.clockToleranceSeconds)];
  const problems = worstFirst(sharpen(found, outcome?.slides ?? [], signer, madeAfter(timestamps)));
  return {
    indication: indicationOf(problems), problems, ...(problems[0] ? { sub: problems[0].sub } : {}), level: input.level ?? levelOf(input),
    ...(signer ? { signer } : {}), path: outcome?.path ?? [], ...(outcome?.anchor ? { anchor: outcome.anchor } : {}),
    time: { ...(existed < now ? { proved: existed } : {}), ...(input.claimedTime === undefined ? {} : { claimed: input.claimedTime }), judgedAt: existed },
    timestamps: timestamps.map(conclusionOf), ...revocationOf(outcome), algorithms: input.names ?? {}, evidence: session.fetcher.evidence,
    notes: [...input.notes ?? [], ...policyFound.notes, ...timeNotes(input, existed, session, signer)],
  };
}

const conclusionOf = ({ input: _input, accuracy: _accuracy, ...conclusion }: JudgedTimestamp): TimestampConclusion => conclusion;

function revocationOf(outcome: CertificateOutcome | undefined): Pick<Conclusion, 'revocation' | 'revocationExempt'> {
  if (!outcome) return {};
  return { ...(outcome.statement ? { revocation: outcome.statement } : {}), ...(outcome.exempt === undefined ? {} : { revocationExempt: outcome.exempt }) };
}

/** The latest time by which the content was known to exist before it was signed (5.3.4): the signature was not made earlier. */
function madeAfter(timestamps: readonly JudgedTimestamp[]): number | undefined {
  const held = timestamps.filter(({ indication, input }) => indication === 'TOTAL-PASSED' && input.covers === 'signed-data').map(({ time }) => time);
  return held.length > 0 ? Math.max(...held) : undefined;
}

/** What the signer says of the time, against what is proved: a claim decides nothing. */
function timeNotes({ claimedTime }: SignatureInput, existed: number, { policy }: Session, signer: Certificate | undefined): ValidationNote[] {
  if (claimedTime === undefined) return [];
  const notes: ValidationNote[] = [];
  const facts = { claimed: iso(claimedTime) };
  if (claimedTime > existed + policy.clockToleranceSeconds * 1000) notes.push({ rule: 'claimed-after-proved', params: { ...facts, proved: iso(existed) } });
  if (signer && (claimedTime < signer.notBefore || claimedTime > signer.notAfter)) notes.push({ rule: 'claimed-outside-certificate', params: facts });
  return notes;
}

