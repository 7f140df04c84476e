import { didWebUrl } from '../did/index.js';
import { CODES, type Code } from '../report/codes.js';
import type { Finding } from '../report/finding.js';
import { asArray, idOf, own, stringsOf, type JsonObject } from '../report/json.js';
import type { Params, Problem, Report } from '../report/report.js';
import type { Subject } from '../report/subject.js';
import { compareOutcomes } from '../report/verdict.js';

/** An endorsement with its own report. */
export interface JudgedEndorsement {
  pointer: string;
  /** What it must be about, to be an endorsement of what it stands in. */
  endorsed?: string;
  /** What it stands in. */
  entity: 'credential' | 'issuer' | 'achievement' | 'creator';
  report: Report;
  /** What its signature covers; absent where there is none. */
  document?: JsonObject;
}

/** What the endorsements stand in. */
export interface Holder {
  issuer: string | undefined;
  /** Whether a registry of the host names its issuer. */
  recognised: boolean;
  /** Whether its signatures hold, by a key of its issuer. */
  proven: boolean;
}

/** What of a secured document counts, as `Holder` asks. */
export function holderOf({ document, proofs }: Subject, recognised: boolean): Holder {
  const holds = (code: Code) => compareOutcomes(CODES[code], 'warn') <= 0;
  const proven = proofs.length > 0 && proofs.every(({ signature }) => CODES[signature.code] !== 'fail') && proofs.some(({ signature, key }) => holds(signature.code) && holds(key.code));
  return { issuer: idOf(own(document, 'issuer')), recognised, proven };
}

/** From what weighs least to what is said first. */
const ORDER: readonly Code[] = ['endorsement.verified', 'endorsement.unrecognized', 'endorsement.unbound', 'endorsement.other-subject', 'endorsement.invalid', 'endorsement.unchecked'];
const MOST_NAMES = 3;

/** Who endorses: the name that a registry or a domain establishes, else the identifier; never the name that the endorser gives itself. */
const nameOf = ({ issuer }: Report): string => issuer.established?.name ?? issuer.claimed.id ?? '';

/**
 * Whether the identifier that is endorsed is the issuer's to give. Anyone can write the identifier of somebody else's credential or achievement into a credential of their own, with the
 * endorsement that goes with it: it says something of this one only where the issuer is known to the host, or the identifier is an address of the issuer's own.
 */
function isIssuers(endorsed: string, { entity }: JudgedEndorsement, { issuer, recognised }: Holder): boolean {
  if (recognised || (entity === 'issuer' && endorsed === issuer)) return true;
  const place = issuer === undefined ? undefined : placeOf(issuer);
  return place !== undefined && entity !== 'creator' && URL.canParse(endorsed) && new URL(endorsed).href.startsWith(place);
}

/** The addresses that an identifier proves control of: a whole web site, or a path of one, which others may share. */
function placeOf(issuer: string): string | undefined {
  const url = issuer.startsWith('did:web:') ? didWebUrl(issuer)?.replace(/(?:\.well-known\/)?did\.json$/, '') : issuer;
  if (!url?.startsWith('https://') || !URL.canParse(url)) return undefined;
  const { origin, pathname } = new URL(url);
  return origin + (pathname.endsWith('/') ? pathname : `${pathname}/`);
}

function codeOf(judged: JudgedEndorsement, holder: Holder): Code {
  const { report, document, endorsed } = judged;
  if (report.verdict === 'indeterminate') return 'endorsement.unchecked';
  if (report.verdict !== 'verified' || !document || !stringsOf(own(document, 'type')).includes('EndorsementCredential')) return 'endorsement.invalid';
  const subjects = asArray(own(document, 'credentialSubject'));
  if (endorsed === undefined || subjects.length === 0 || !subjects.every((subject) => idOf(subject) === endorsed)) return 'endorsement.other-subject';
  if (!isIssuers(endorsed, judged, holder)) return 'endorsement.unbound';
  return report.issuer.recognition === 'recognised' ? 'endorsement.verified' : 'endorsement.unrecognized';
}

/**
 * What others say of the credential, its issuer and its achievement, by what each statement's own report says. Only one that is in order, is about what it stands in, and comes from
 * somebody whom a registry of the host names counts as an endorsement: anyone can sign a statement about anything, so one by a stranger adds nothing.
 * `params`: `endorsements` found, `recognised` among them, `by` whom those that `code` is about are.
 * It never says that the credential is good: no endorsement makes any other check better.
 */
export function issuerEndorsement(endorsements: readonly JudgedEndorsement[], holder: Holder, found = endorsements.length): Finding {
  if (found === 0) return { code: 'endorsement.none' };
  const judged = endorsements.map((one) => ({ ...one, code: codeOf(one, holder) }));
  const unread = found > judged.length;
  const recognised = judged.filter(({ code }) => code === 'endorsement.verified').length;
  const heaviest = ORDER.findLast((code) => (code === 'endorsement.unchecked' && unread) || judged.some((one) => one.code === code)) ?? 'endorsement.unchecked';
  // One by somebody who is known stands, whoever else says the same.
  const stands = CODES[heaviest] === 'not-applicable' && recognised > 0 ? 'endorsement.verified' : heaviest;
  // Whoever altered or forged it could put a true endorsement into it.
  const code = !holder.proven && compareOutcomes(CODES[stands], 'warn') < 0 ? 'check.not-reached' : stands;
  const names = [...new Set(judged.filter((one) => one.code === code).map(({ report }) => nameOf(report)).filter((name) => name !== ''))];
  const params: Params = { endorsements: found, recognised, ...(names.length > 0 ? { by: names.slice(0, MOST_NAMES).join(', ') } : {}) };
  const problems = judged.filter((one) => one.code !== 'endorsement.verified').map(({ code: own, pointer, report, endorsed }): Problem => ({
    type: 'about:blank', code: own, pointer, params: { verdict: report.verdict, by: nameOf(report), ...(own === 'endorsement.other-subject' && endorsed !== undefined ? { endorsed } : {}) },
  }));
  return { code, params, problems };
}
