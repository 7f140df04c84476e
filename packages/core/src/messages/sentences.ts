import { CODES, compareOutcomes, type CheckId, type Check, type Outcome, type Params, type Report } from '../report/index.js';
import type { CardQuestion, LoadedCatalogue, Message } from './catalogue.js';
import { fill } from './fill.js';

/** One line of the recruiter's card. Plain text; hostile parameters are already made safe to read. */
export interface Sentence {
  question: CardQuestion;
  /** The worst of the question's checks, `not-applicable` left out. An advisory check cannot decide a verdict, so it is at worst a `warn` here. */
  outcome: Outcome;
  text: string;
  /** What to do about it; there is one unless the outcome is `pass`. */
  next?: string;
  /** The check that the sentence speaks for; absent where there was nothing to ask. */
  check?: CheckId;
}

const QUESTIONS: readonly CardQuestion[] = ['intact', 'issuer', 'current', 'recipient'];
const LEVELS: readonly Check['level'][] = ['required', 'checked', 'advisory'];

type Report4 = Pick<Report, 'checks' | 'issuer' | 'subjects' | 'verdict' | 'verifiedAt' | 'qualification'>;
interface Weighed { check: Check; outcome: Outcome }

function weigh(check: Check): Weighed {
  return { check, outcome: check.level === 'advisory' && compareOutcomes(check.outcome, 'warn') > 0 ? 'warn' : check.outcome };
}

/** Worst first. Among equals: what was found before what was not reached, what the policy asks for most, and the signature before the form. */
function byWeight(a: Weighed, b: Weighed): number {
  const unreached = (weighed: Weighed) => (weighed.check.outcome === 'skipped' ? 1 : 0);
  const form = (weighed: Weighed) => (weighed.check.question === 'well-formed' ? 1 : 0);
  return compareOutcomes(b.outcome, a.outcome)
    || unreached(a) - unreached(b)
    || LEVELS.indexOf(a.check.level) - LEVELS.indexOf(b.check.level)
    || form(a) - form(b);
}

function isPassed(report: Report4, id: CheckId): boolean {
  return report.checks.some((check) => check.id === id && check.outcome === 'pass');
}

/** The sentence of a code. Codes of a later engine, which a saved report may carry, have no words here: the code itself is said. */
export function say(catalogue: LoadedCatalogue, code: string, params?: Params): string {
  const message = Object.hasOwn(catalogue.codes, code) ? catalogue.codes[code as keyof typeof catalogue.codes] : undefined;
  return message ? fill(catalogue.language, message.says, params) : fill(catalogue.language, '{code|}', { code });
}

/** What to do about a code; absent where there is nothing to do. */
export function nextStep(catalogue: LoadedCatalogue, code: string, params?: Params): string | undefined {
  const message = Object.hasOwn(catalogue.codes, code) ? catalogue.codes[code as keyof typeof catalogue.codes] : undefined;
  return message?.next === undefined ? undefined : fill(catalogue.language, message.next, params);
}

/** What to do about a check that is not in order. Where something could not be fetched, the network's own answer knows better what helps than the check that needed it. */
export function nextStepOf(catalogue: LoadedCatalogue, check: Pick<Check, 'code' | 'params' | 'outcome' | 'problems'>): string | undefined {
  const cause = check.outcome === 'indeterminate' ? check.problems.find(({ code }) => code.startsWith('net.') && code !== 'net.stale') : undefined;
  const { code, params } = spokenOf(check);
  return (cause && nextStep(catalogue, cause.code, cause.params)) ?? nextStep(catalogue, code, params);
}

/** The code that a check is said by: where all is well but for the age of a copy, that is what there is to say. */
function spokenOf(check: Pick<Check, 'code' | 'params' | 'outcome' | 'problems'>): { code: string; params?: Params } {
  const old = check.outcome !== 'pass' && isGood(check.code) ? check.problems.find(({ code }) => code === 'net.stale') : undefined;
  return old ?? check;
}

const isGood = (code: string): boolean => Object.hasOwn(CODES, code) && compareOutcomes(CODES[code as keyof typeof CODES], 'warn') < 0;

/** A verified report with cautions has a headline of its own: never plain green. */
export function headline(report: Pick<Report, 'verdict' | 'cautions'>, catalogue: LoadedCatalogue): string {
  return catalogue.headlines[report.verdict === 'verified' && report.cautions ? 'cautions' : report.verdict];
}

/** How the issuer may be named: by what was established if the signature and key hold, otherwise only as a claim. */
function issuerLead(report: Report4, catalogue: LoadedCatalogue, outcome: Outcome): string {
  const text = catalogue.sentences;
  const { established, claimed, recognition } = report.issuer;
  const claim = claimed.name ?? claimed.id;
  const say4 = (template: string) => fill(catalogue.language, template, { name: established?.name ?? '', claimed: claim ?? '' });
  if (!established || !isPassed(report, 'proof.signature') || !isPassed(report, 'proof.key')) {
    if (claim !== undefined) return say4(text.claimsToBe);
    return outcome === 'pass' ? say4(text.claimsNothing) : '';
  }
  const qualified = isPassed(report, 'issuer.qualification') && report.qualification?.startsWith('Q') ? ` ${say4(text.qualified)}` : '';
  if (recognition === 'recognised' && isPassed(report, 'issuer.recognition')) return say4(text.issuedByRecognised) + qualified;
  if (established.by === 'certificate') return say4(text.sealedBy) + qualified;
  if (established.by === 'domain') return say4(claimed.name === undefined ? text.issuedBy : text.issuedFromDomain);
  const sameName = claimed.name === undefined || claimed.name.trim().toLowerCase() === established.name.trim().toLowerCase();
  return say4(sameName ? text.issuedBy : text.issuedByCalling);
}

function lead(question: CardQuestion, report: Report4, catalogue: LoadedCatalogue, outcome: Outcome): string {
  const text = catalogue.sentences;
  if (question === 'issuer') return issuerLead(report, catalogue, outcome);
  if (outcome !== 'pass' && outcome !== 'warn') return '';
  // A caution still says what holds: "Unchanged. But …".
  if (question === 'intact') {
    const hosted = report.checks.some((check) => check.id === 'proof.signature' && check.code === 'hosted.served');
    return isPassed(report, 'proof.signature') ? fill(catalogue.language, hosted ? text.hosted : text.unchanged) : '';
  }
  if (question === 'current') {
    if (!isPassed(report, 'validity.period') && report.checks.some(({ id, code }) => id === 'status.revocation' && code.startsWith('seal.'))) return fill(catalogue.language, text.sealInForce);
    const limited = isPassed(report, 'validity.period') || isPassed(report, 'status.revocation') || isPassed(report, 'status.suspension') || outcome === 'warn';
    return fill(catalogue.language, limited ? text.inForce : text.inForceUndated, { date: report.verifiedAt });
  }
  return outcome === 'pass' && isPassed(report, 'recipient.match') ? fill(catalogue.language, text.theirs) : '';
}

function fixed(question: CardQuestion, outcome: Outcome, catalogue: LoadedCatalogue, message: Message, params?: Params): Sentence {
  const next = message.next === undefined || outcome === 'pass' ? {} : { next: fill(catalogue.language, message.next, params) };
  return { question, outcome, text: fill(catalogue.language, message.says, params), ...next };
}

function sentence(question: CardQuestion, report: Report4, catalogue: LoadedCatalogue): Sentence {
  const asked = report.checks.filter((check) => check.question === question || (question === 'intact' && check.question === 'well-formed'));
  const [worst] = asked.filter((check) => check.outcome !== 'not-applicable').map(weigh).sort(byWeight);
  const text = catalogue.sentences;
  const good = !worst || worst.outcome === 'pass';

  if (good && report.subjects.length > 0 && asked.some((check) => check.code === 'check.see-members')) {
    const inside = asked.find((check) => check.id === 'members.verdict' && check.outcome === 'pass');
    const agree = asked.find((check) => check.id === 'members.agree' && check.outcome === 'pass');
    if (inside) return { question, outcome: 'pass', text: [inside, ...(agree ? [agree] : [])].map(({ code, params }) => say(catalogue, code, params)).join(' '), check: inside.id };
    return fixed(question, 'not-applicable', catalogue, text.seeMembers);
  }
  if (!worst && question === 'recipient') return fixed(question, 'not-applicable', catalogue, text.notAsked);
  if (good && !isPassed(report, 'proof.signature')) {
    // Dates and names in a document whose signature does not hold are claims, however well they fit.
    if (question === 'issuer') return fixed(question, 'warn', catalogue, text.issuerUnproven, { claimed: report.issuer.claimed.name ?? report.issuer.claimed.id ?? '' });
    if (question === 'current') return fixed(question, 'warn', catalogue, text.inForceUnproven, { date: report.verifiedAt });
    if (question === 'recipient') return fixed(question, 'warn', catalogue, text.theirsUnproven);
  }
  if (!worst) return { question, outcome: 'pass', text: lead(question, report, catalogue, 'pass') };

  const { check, outcome } = worst;
  // Where the signature does not hold, nobody can be tied to it, and the first sentence says what to do.
  const changed = report.checks.some(({ id, outcome: found }) => id === 'proof.coverage' && found === 'fail');
  if (check.code === 'issuer.key-unproven' && (changed || !isPassed(report, 'proof.signature'))) {
    return fixed(question, outcome, catalogue, text.issuerUnproven, { claimed: report.issuer.claimed.name ?? report.issuer.claimed.id ?? '' });
  }
  const next = outcome === 'pass' ? undefined : nextStepOf(catalogue, check);
  const base = { question, outcome, check: check.id, ...(next === undefined ? {} : { next }) };
  if (outcome === 'skipped' && report.verdict === 'unverifiable') return { ...base, text: text.nothingHere[question] };
  const opening = lead(question, report, catalogue, outcome);
  if (outcome === 'pass' && opening) return { ...base, text: opening };
  const spoken = spokenOf(check);
  const found = say(catalogue, spoken.code, spoken.params);
  return { ...base, text: opening ? `${opening} ${found}` : found };
}

/**
 * The recruiter's card: exactly four sentences, in the order of the questions. Problems of form (`well-formed`) are said in the first.
 * A report with `subjects` has a card of its own; call this for each subject as well.
 */
export function sentences(report: Report4, catalogue: LoadedCatalogue): Sentence[] {
  return QUESTIONS.map((question) => sentence(question, report, catalogue));
}
