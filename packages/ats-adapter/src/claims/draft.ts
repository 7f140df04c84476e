import type { LocalizedText } from '@credlens/core/report';
import { clausesOf } from '../text/clauses.js';
import type { ClaimNotice } from './claim-notice.js';
import type { SkillClaim } from './skill-claim.js';

/** A claim before anybody said whose credential it is in and what that is worth. */
export interface Draft extends Pick<SkillClaim, 'name' | 'identifiers' | 'framework' | 'level' | 'notAttained' | 'kind' | 'awarded' | 'selfAsserted'> {
  field: SkillClaim['source']['field'];
  pointer: string;
  part?: number;
  achievementId?: string;
}

export type NoticeDraft = Omit<ClaimNotice, 'credential'>;
export interface Drafts { claims: Draft[]; notices: NoticeDraft[] }

export interface ReadOptions {
  /** Whether the clauses of criteria and descriptions are claims too. They are somebody's prose: most name no skill. */
  clauses?: boolean;
}

/** What names no skill without a letter or a figure in it: a dash, a bullet. */
export const saysSomething = (name: LocalizedText): boolean => Object.values(name).some((text) => /[\p{L}\p{N}]/u.test(text));

/** A text without a language is of the language that the achievement says it is in. */
export function inLanguage(name: LocalizedText, language: string | undefined): LocalizedText {
  const { und, ...known } = name;
  return und === undefined || language === undefined || Object.hasOwn(known, language) || !/^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(language) ? name : { ...known, [language]: und };
}

const firstText = (name: LocalizedText): string | undefined => name['en'] ?? Object.values(name)[0];
export const noticeText = (name: LocalizedText | undefined): { text?: string } => {
  const text = name && firstText(name);
  return text === undefined ? {} : { text: text.slice(0, 300) };
};

/** A claim for each clause of a narrative, in each of its languages. */
export function clauseDrafts(narrative: LocalizedText | undefined, base: Omit<Draft, 'name' | 'identifiers' | 'part'>): Draft[] {
  let part = 0;
  return Object.entries(narrative ?? {}).slice(0, 8).flatMap(([language, text]) => clausesOf(text).map((clause): Draft => ({ ...base, name: { [language]: clause.text }, identifiers: [], part: (part += 1) })));
}
