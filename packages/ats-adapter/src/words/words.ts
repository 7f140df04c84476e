import type { Audience, MatchText } from '../explain/catalogue.js';
import type { EvidenceKind } from '../claims/skill-claim.js';
import type { RequirementStatus } from '../match/match-report.js';
import type { Importance } from '../requirements/requirement.js';
import type { Verdict } from '@credlens/core/report';

export type { Audience } from '../explain/catalogue.js';

/** Every text that a rendering of a match report shows. `{name}` stands for a value. */
export interface Words {
  /** BCP 47. */
  language: string;
  title: string;
  intro: Record<Audience, string>;
  /** `{met} of {total}`: coverage is a fraction and nothing else. */
  fraction: string;
  noneAsked: string;
  coverage: Record<Importance, string>;
  importance: Record<Importance, string>;
  status: Record<Audience, Record<RequirementStatus, string>>;
  unconfirmed: string;
  /** One claim: `{claim}`, `{kind}`, `{issuer}`, `{date}`, `{verdict}`. */
  evidence: string;
  issuerUnknown: string;
  dateUnknown: string;
  kind: Record<EvidenceKind, string>;
  verdict: Record<Verdict, string>;
  cautions: string;
  counted: string;
  notCounted: string;
  /** The same sentences as those of explanations. */
  reasons: MatchText['reasons'];
  noEvidence: Record<Audience, string>;
  otherClaims: string;
  /** `{count}` */
  andMore: string;
  asOf: string;
  reportId: string;
  link: string;
  taxonomies: string;
  machine: string;
  limits: Record<Audience, string>;
  lettersMissing: string;
  /** `{page}` of `{pages}` */
  page: string;
  columns: { requirement: string; importance: string; status: string; evidence: string };
}
