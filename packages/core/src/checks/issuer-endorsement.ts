import type { Code } from '../report/codes.js';
import type { Finding } from '../report/finding.js';
import { asArray, idOf, own, stringsOf, type JsonObject } from '../report/json.js';
import type { Params, Problem, Report } from '../report/report.js';

/** An endorsement with its own report. */
export interface JudgedEndorsement {
  pointer: string;
  /** What it must be about, to be an endorsement of what it stands in. */
  endorsed?: string;
  report: Report;
  /** What its signature covers; absent where there is none. */
  document?: JsonObject;
}

/** From what weighs least to what is said first. */
const ORDER: readonly Code[] = ['endorsement.verified', 'endorsement.unrecognized', 'endorsement.other-subject', 'endorsement.invalid', 'endorsement.unchecked'];
const MOST_NAMES = 3;

/** Who endorses: the name that a registry or a domain establishes, else the identifier; never the name that the endorser gives itself. */
const nameOf = ({ issuer }: Report): string => issuer.established?.name ?? issuer.claimed.id ?? '';

function codeOf({ report, document, endorsed }: JudgedEndorsement): Code {
  if (report.verdict === 'indeterminate') return 'endorsement.unchecked';
  if (report.verdict !== 'verified' || !document || !stringsOf(own(document, 'type')).includes('EndorsementCredential')) return 'endorsement.invalid';
  const subjects = asArray(own(document, 'credentialSubject'));
  if (endorsed === undefined || subjects.length === 0 || !subjects.every((subject) => idOf(subject) === endorsed)) return 'endorsement.other-subject';
  return report.issuer.recognition === 'recognised' ? 'endorsement.verified' : 'endorsement.unrecognized';
}

/**
 * What others say of the credential, its issuer and its achievement, by what each statement's own report says. Only one that is in order, is about what it stands in, and comes from
 * somebody whom a registry of the host names counts as an endorsement: anyone can sign a statement about anything, so one by a stranger adds nothing.
 * `params`: `endorsements` found, `recognised` among them, `by` whom those that `code` is about are.
 * It never says that the credential is good: no endorsement makes any other check better.
 */
export function issuerEndorsement(endorsements: readonly JudgedEndorsement[], found = endorsements.length): Finding {
  if (found === 0) return { code: 'endorsement.none' };
  const judged = endorsements.map((one) => ({ ...one, code: codeOf(one) }));
  const unread = found > judged.length;
  const recognised = judged.filter(({ code }) => code === 'endorsement.verified').length;
  const heaviest = ORDER.findLast((code) => (code === 'endorsement.unchecked' && unread) || judged.some((one) => one.code === code)) ?? 'endorsement.unchecked';
  // One by somebody who is known stands, whoever else says the same.
  const code = heaviest === 'endorsement.unrecognized' && recognised > 0 ? 'endorsement.verified' : heaviest;
  const names = [...new Set(judged.filter((one) => one.code === code).map(({ report }) => nameOf(report)).filter((name) => name !== ''))];
  const params: Params = { endorsements: found, recognised, ...(names.length > 0 ? { by: names.slice(0, MOST_NAMES).join(', ') } : {}) };
  const problems = judged.filter((one) => one.code !== 'endorsement.verified').map(({ code: own, pointer, report, endorsed }): Problem => ({
    type: 'about:blank', code: own, pointer, params: { verdict: report.verdict, by: nameOf(report), ...(own === 'endorsement.other-subject' && endorsed !== undefined ? { endorsed } : {}) },
  }));
  return { code, params, problems };
}
