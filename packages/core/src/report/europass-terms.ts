import type { CheckId } from './check-list.js';
import type { Code } from './codes.js';
import type { Outcome } from './outcome.js';
import type { Check, Params, Report } from './report.js';
import { compareOutcomes } from './verdict.js';

/** What the Europass viewer asks of a European Digital Credential, in its order. */
export type EuropassTermId = 'format' | 'seal' | 'owner' | 'validity' | 'revocation' | 'accreditation';

/**
 * How it stands. `not-checked`: nobody asked, or something stopped it. `none`: the document has nothing to ask. `claimed`: the document says so and nothing here confirms it, as with dates under a seal that does not hold, or that anybody could have made.
 */
export type EuropassState = 'pass' | 'warn' | 'fail' | 'indeterminate' | 'not-checked' | 'none' | 'claimed';

export interface EuropassTerm {
  term: EuropassTermId;
  state: EuropassState;
  /** The check that it rests on most, with what it says. Absent where no check of ours answers the term. */
  check?: CheckId;
  code?: Code;
  params?: Params;
}

/** Of several checks that are alike the first speaks. */
const CHECKS: readonly (readonly [EuropassTermId, readonly CheckId[]])[] = [
  ['format', ['format.data-model', 'format.schema']],
  ['seal', ['proof.signature', 'intake.credential', 'proof.coverage', 'proof.terms', 'proof.key', 'issuer.identity']],
  ['owner', ['recipient.match']],
  ['validity', ['validity.period']],
  ['revocation', ['status.revocation', 'status.suspension']],
];

const STATES: Readonly<Record<Outcome, EuropassState>> = { 'pass': 'pass', 'not-applicable': 'none', 'warn': 'warn', 'indeterminate': 'indeterminate', 'skipped': 'not-checked', 'fail': 'fail' };

const worstFirst = (one: Check, other: Check): number => compareOutcomes(bounded(other), bounded(one));
/** As on the card: what is only advised cannot be worse than a caution. What was not reached stays so. */
const bounded = ({ level, outcome }: Check): Outcome => (level === 'advisory' && outcome !== 'skipped' && compareOutcomes(outcome, 'warn') > 0 ? 'warn' : outcome);

/**
 * The checks of a report in the six words of the Europass viewer, for who knows that one. Undefined for what is no European Digital Credential. It adds no check and changes no verdict: what it shows is what the report has.
 * Accreditation is never more than the document's claim here: no register of awarding powers is asked. That an issuer is on a host's list (`issuer.recognition`) is another thing.
 */
export function europassTerms(report: Pick<Report, 'checks' | 'credential'>): EuropassTerm[] | undefined {
  if (report.credential?.format !== 'elm-3' && report.credential?.format !== 'europass-xml') return undefined;
  const passed = (id: CheckId): boolean => report.checks.some((check) => check.id === id && check.outcome === 'pass');
  const holds = passed('proof.signature') && passed('proof.key') && !report.checks.some(({ id, outcome }) => id === 'proof.coverage' && outcome === 'fail');
  const terms = CHECKS.map(([term, ids]): EuropassTerm => {
    // Without a seal the rest of the checks were not reached: that there is none is what there is to say.
    const found = ids.flatMap((id) => report.checks.find((check) => check.id === id) ?? []).toSorted(worstFirst);
    const asked = found.filter(({ outcome }) => outcome !== 'not-applicable');
    const worst = asked[0] ?? found[0];
    if (!worst) return { term, state: 'not-checked' };
    const state = worst.code === 'recipient.not-asked' ? 'not-checked' : STATES[bounded(worst)];
    // What speaks of the seal's certificate alone says that the document itself names no list.
    if (term === 'revocation' && state === 'pass' && worst.code.startsWith('seal.')) return { term, state: 'none', check: worst.id, code: worst.code };
    const rests = term === 'owner' || term === 'validity' || term === 'revocation';
    return { term, state: state === 'pass' && rests && !holds ? 'claimed' : state, check: worst.id, code: worst.code, ...(worst.params ? { params: worst.params } : {}) };
  });
  return [...terms, { term: 'accreditation', state: accredited(report.credential) ? 'claimed' : 'not-checked' }];
}

/** Whether the document says anywhere that somebody, or a programme, is accredited. */
function accredited({ evidence, issuer, claims }: NonNullable<Report['credential']>): boolean {
  const found = evidence?.some(({ accreditations }) => accreditations !== undefined) || issuer.accreditations !== undefined;
  const inside = (list: typeof claims): boolean => (list ?? []).some((claim) => claim.accreditations !== undefined || claim.awardedBy?.some(({ accreditations }) => accreditations !== undefined)
    || [claim.parts, claim.provenBy, claim.influencedBy, claim.entitlesTo].some(inside));
  return found || inside(claims);
}
