import { fill } from '@credlens/core/messages';
import type { LocalizedText, Params } from '@credlens/core/report';
import type { Coverage, MatchedRequirement, MatchReport, RequirementMatch } from '../match/match-report.js';
import type { Reason } from '../match/reasons.js';
import { tagFor } from '../text/in-language.js';
import type { Audience, ForAudience, MatchText } from './catalogue.js';
import { en } from './en.js';

/** One sentence, and where in the match report it comes from: the field that chose the words, and that of each parameter. Nothing is said that is not there. */
export interface ExplainedSentence {
  text: string;
  /** RFC 6901, into the match report. */
  from: string;
  params: Record<string, string>;
}

export interface ExplainedMatch { claimId: string; sentences: ExplainedSentence[] }
export interface ExplainedRequirement { id: string; sentences: ExplainedSentence[]; matches: ExplainedMatch[] }
export interface Explanation { language: string; audience: Audience; summary: ExplainedSentence[]; requirements: ExplainedRequirement[] }

export interface ExplainOptions { /** Default English. */ text?: MatchText; /** Default `recruiter`. */ audience?: Audience; /** BCP 47, most wanted first: in which the document's own words are quoted. Default: the text's language. */ languages?: readonly string[] }

/** What a match report says, in sentences of the catalogue. Quoted words are the documents' own, made safe to read; they are text and never markup. */
export function explain(report: MatchReport, { text = en, audience = 'recruiter', languages = [text.language] }: ExplainOptions = {}): Explanation {
  const say = (template: ForAudience, from: string, places: Record<string, string | undefined> = {}): ExplainedSentence => {
    const params = Object.fromEntries(Object.entries(places).filter((entry): entry is [string, string] => entry[1] !== undefined));
    const values: Params = Object.fromEntries(Object.entries(params).flatMap(([name, place]) => { const value = at(report, place); return typeof value === 'string' || typeof value === 'number' ? [[name, value]] : []; }));
    return { text: fill(text.language, typeof template === 'string' ? template : template[audience], values), from, params };
  };
  const reasonsOf = (reasons: readonly Reason[], place: string): ExplainedSentence[] => reasons.map(({ code, params = {} }, index) => say(text.reasons[code], `${place}/reasons/${index}/code`,
    Object.fromEntries(Object.keys(params).map((name) => [name, `${place}/reasons/${index}/params/${name}`]))));
  const claimAt = new Map(report.claims.map((claim, index) => [claim.id, { claim, place: `/claims/${index}` }]));

  const matchOf = (match: RequirementMatch, place: string, label: string | undefined): ExplainedMatch => {
    const found = claimAt.get(match.claimId);
    const { claim, place: own = '' } = found ?? {};
    const relation = match.verdict === 'none' ? [] : [say(text.relations[match.verdict], `${place}/verdict`, {
      skill: claim && (wordAt(claim.name, `${own}/name`, languages) ?? (claim.identifiers[0] && `${own}/identifiers/0/id`)),
      credential: claim && wordAt(claim.source.title, `${own}/source/title`, languages),
      issuer: claim?.evidence.issuerName === undefined ? undefined : `${own}/evidence/issuerName`,
      label,
    })];
    return { claimId: match.claimId, sentences: [...relation, ...reasonsOf(match.reasons, place)] };
  };
  const requirementOf = ({ requirement, status, matches, reasons }: MatchedRequirement, index: number): ExplainedRequirement => {
    const place = `/requirements/${index}`;
    const label = wordAt(requirement.label, `${place}/requirement/label`, languages) ?? (requirement.identifiers[0] && `${place}/requirement/identifiers/0/id`);
    return {
      id: requirement.id,
      sentences: [say(text.statuses[status], `${place}/status`, { label }), ...reasonsOf(reasons, place)],
      matches: matches.map((match, at) => matchOf(match, `${place}/matches/${at}`, label)),
    };
  };
  const covered = (kind: 'required' | 'preferred', { total }: Coverage): ExplainedSentence[] => (total === 0 ? []
    : [say(text.coverage[kind], `/summary/${kind}`, { met: `/summary/${kind}/met`, total: `/summary/${kind}/total` })]);
  const { required, preferred, unconfirmed } = report.summary;
  return {
    language: text.language, audience,
    summary: [
      ...(required.total + preferred.total === 0 ? [say(text.coverage.none, '/summary')] : [...covered('required', required), ...covered('preferred', preferred)]),
      ...(unconfirmed > 0 ? [say(text.coverage.unconfirmed, '/summary/unconfirmed', { count: '/summary/unconfirmed' })] : []),
      say(text.notice, '/schema'),
    ],
    requirements: report.requirements.map(requirementOf),
  };
}

const escaped = (key: string): string => key.replace(/~/g, '~0').replace(/\//g, '~1');

/** Where the words stand that a reader of these languages would read first. */
function wordAt(words: LocalizedText | undefined, place: string, languages: readonly string[]): string | undefined {
  if (!words) return undefined;
  const key = tagFor(words, languages);
  return key === undefined ? undefined : `${place}/${escaped(key)}`;
}

/** What stands at a pointer; undefined where nothing does. */
export function at(document: unknown, place: string): unknown {
  return place.split('/').slice(1).reduce<unknown>((here, step) => {
    const key = step.replace(/~1/g, '/').replace(/~0/g, '~');
    return typeof here === 'object' && here !== null && Object.hasOwn(here, key) ? (here as Record<string, unknown>)[key] : undefined;
  }, document);
}
