import type { Check, CheckId, Report, Verdict } from '@credlens/core/report';

/** `unknown`: it was asked and could not be settled, or cannot be said because something that it rests on is not settled. `not-asked`: nobody asked. */
export type Fact = 'yes' | 'no' | 'unknown' | 'not-asked';

/**
 * What the verification of one credential is worth as evidence, kept apart from any likeness between skills and requirements. Plain facts with no score,
 * so that a policy of the employer's can say which of them a requirement needs.
 * It does not assert that the person has the skill, nor that the issuer judged well.
 */
export interface EvidenceProfile {
  /** The report that it was read from, and the policy that the report was made under. */
  reportId: string;
  policyId: string;
  /** The instant that all of this speaks of, ISO 8601 UTC. */
  asOf: string;
  verdict: Verdict;
  /** True where the report has something to caution about, whatever the verdict. */
  cautions: boolean;
  /** Its proofs hold and cover what is said. */
  intact: Fact;
  /** The key belongs to the issuer that is named, and that issuer is somebody. Rests on `intact`. */
  authentic: Fact;
  /** A list that the host trusts has the issuer, for this kind of credential, in good standing. Rests on `authentic`. */
  recognised: Fact;
  /** Neither too early, expired, revoked nor suspended at that instant. `yes` rests on `intact`; a `no` stands by itself. */
  current: Fact;
  /** It was issued to the person whom the caller named. `yes` rests on `intact`. A weak match (`recipient.matched-weakly`) is `unknown`. */
  theirs: Fact;
  /** Its holder presented it, with proof of control. `yes` rests on `intact`. */
  presentedByHolder: Fact;
  /** The name under which the issuer was established: a registry's or a domain, never the credential's own claim. Absent where nobody was. */
  issuerName?: string;
}

/**
 * Reads the evidence profile off the report of one credential. Of a report that only holds others (`subjects`), take it for each of those:
 * the container itself proves nothing, so its facts are `unknown`.
 * Pure. A worse outcome of any check never turns a fact into `yes`.
 */
export function evidenceProfile(report: Report): EvidenceProfile {
  const checks = new Map(report.checks.map((check) => [check.id, check]));
  const facts = (...ids: CheckId[]): Fact => weakest(ids.map((id) => factOf(checks.get(id))));

  const intact = facts('intake.readable', 'intake.credential', 'proof.signature', 'proof.terms', 'proof.coverage');
  const authentic = restingOn(intact, facts('proof.key', 'issuer.identity'));
  const settled = authentic === 'yes' && report.issuer.established;
  return {
    reportId: report.id,
    policyId: report.policy.id,
    asOf: report.verifiedAt,
    verdict: report.verdict,
    cautions: report.cautions,
    intact,
    authentic,
    recognised: restingOn(authentic, recognitionOf(checks.get('issuer.recognition'))),
    current: restingOn(intact, facts('validity.period', 'status.revocation', 'status.suspension')),
    theirs: restingOn(intact, recipientOf(checks.get('recipient.match'))),
    presentedByHolder: restingOn(intact, recipientOf(checks.get('recipient.holder'))),
    ...(settled && { issuerName: settled.name }),
  };
}

/** What a check says by itself. Nothing to ask counts as fine, as in the verdict; a check that points to the members says nothing here. */
function factOf(check: Check | undefined): Fact {
  if (!check || check.code === 'check.see-members') return 'unknown';
  if (check.outcome === 'fail') return 'no';
  return check.outcome === 'indeterminate' || check.outcome === 'skipped' ? 'unknown' : 'yes';
}

function weakest(facts: readonly Fact[]): Fact {
  return (['no', 'unknown', 'not-asked'] as const).find((fact) => facts.includes(fact)) ?? 'yes';
}

/** A `yes` about a document that may be altered is worth nothing; a `no` remains one. */
function restingOn(ground: Fact, fact: Fact): Fact {
  return fact === 'yes' && ground !== 'yes' ? 'unknown' : fact;
}

function recognitionOf(check: Check | undefined): Fact {
  if (check?.code === 'issuer.unchecked') return 'not-asked';
  return check?.code === 'issuer.unrecognized' || check?.code === 'issuer.other-type' ? 'no' : factOf(check);
}

/** Only a plain pass says that it is this person; a warning is for a human being to settle. */
function recipientOf(check: Check | undefined): Fact {
  if (check?.code === 'recipient.not-asked' || check?.code === 'holder.not-asked') return 'not-asked';
  return check?.outcome === 'pass' || check?.outcome === 'fail' ? factOf(check) : 'unknown';
}
