import type { AchievementView, CredentialView, StatementView } from '@credlens/core/report';
import { given } from '../given.js';
import { listed } from '../text/clauses.js';
import { readResults, worst, type ResultReading } from './attainment.js';
import { clauseDrafts, inLanguage, noticeText, saysSomething, type Draft, type Drafts, type NoticeDraft, type ReadOptions } from './draft.js';
import { kindOf } from './evidence-kind.js';
import { rowOf } from './fields.js';
import { digCompLevel, readNamed } from './named.js';
import type { SkillLevel } from './skill-claim.js';

/** Everything that a claim has from where it stands. */
type Base = Omit<Draft, 'field' | 'pointer' | 'name' | 'identifiers'>;

/** Open Badges of both editions, learner records, résumés and SD-JWT VC: achievements with what stands beside them, and statements of the credential itself. */
export function fromBadge(view: CredentialView, options: ReadOptions): Drafts {
  const all: Drafts = { claims: [], notices: [] };
  const selfIssued = isSelfIssued(view);
  const add = ({ claims, notices }: Drafts): void => {
    all.claims.push(...claims);
    all.notices.push(...notices);
  };
  for (const achievement of view.achievements) add(fromAchievement(achievement, view, isSelfIssued(view, achievement.subject), options));
  if (view.achievements.some(({ subject }) => subject !== undefined)) all.notices.push({ code: 'several-subjects', pointer: '/credentialSubject' });
  // An SD-JWT VC is about one achievement, which its own statements are of; a wallet's list stands beside the only achievement there is, and shares whether it was passed.
  const only = view.achievements.length === 1 ? view.achievements[0] : undefined;
  const readings = only ? readResults(only) : [];
  const base: Base = baseOf(view, only, selfIssued, readings);
  for (const statement of view.statements ?? []) add(fromStatement(statement, statement.selfAsserted ? given<Base>({ ...base, kind: 'claimed', selfAsserted: true, awarded: statement.dated }) : base, readings, only?.language));
  return all;
}

/** @param about whom it is about, where that is not the credential's first subject */
export function isSelfIssued({ issuer, recipient }: CredentialView, about: string | undefined = recipient.id): boolean {
  const bare = (id: string | undefined) => id?.trim().replace(/#.*$/, '').toLowerCase();
  return issuer.id !== undefined && bare(issuer.id) === bare(about);
}

/** Reports that were made before `statements` was in them have the alignments of achievements as `skills`. */
function statementsOf({ statements, skills }: AchievementView, view: CredentialView): StatementView[] {
  if (statements !== undefined || view.statements !== undefined) return statements ?? [];
  return skills.map(({ name, id, framework, pointer }) => given<StatementView>({ property: 'alignment', on: 'achievement', name, url: id, framework, pointer }));
}

function baseOf(view: CredentialView, achievement: AchievementView | undefined, selfAsserted: boolean, readings: readonly ResultReading[]): Base {
  return given<Base>({
    framework: undefined, level: undefined, part: undefined, achievementId: achievement?.id, notAttained: worst(readings), kind: achievement ? kindOf(achievement) : 'claimed',
    awarded: view.awarded ?? achievement?.ended ?? view.validFrom, selfAsserted,
  });
}

function fromAchievement(achievement: AchievementView, view: CredentialView, selfIssued: boolean, options: ReadOptions): Drafts {
  const readings = readResults(achievement);
  const base = baseOf(view, achievement, selfIssued, readings);
  const { claims, notices }: Drafts = { claims: [], notices: [] };
  for (const { result, notice } of readings) if (notice) notices.push({ code: notice, pointer: result.pointer, ...noticeText(result.name) });
  for (const statement of statementsOf(achievement, view)) {
    const read = fromStatement(statement, base, readings, achievement.language);
    claims.push(...read.claims);
    notices.push(...read.notices);
  }
  const at = achievement.pointer ?? '';
  if (saysSomething(achievement.name)) claims.push({ ...base, field: 'achievement-name', pointer: `${at}/name`, name: inLanguage(achievement.name, achievement.language), identifiers: [] });
  if (options.clauses) {
    const narrative = view.format === 'open-badges-2' ? achievement.criteria && `${at}/criteria/narrative` : `${at}/criteria/narrative`;
    claims.push(...clauseDrafts(achievement.criteria && inLanguage(achievement.criteria, achievement.language), { ...base, field: 'criteria', pointer: narrative ?? at }));
    claims.push(...clauseDrafts(achievement.description && inLanguage(achievement.description, achievement.language), { ...base, field: 'description', pointer: `${at}/description` }));
  }
  return { claims: levelled(claims, readings, notices), notices };
}

/** A level that stands beside an achievement as an alignment, or that its only graded result has, is the level of what has none of its own. */
function levelled(claims: readonly Draft[], readings: readonly ResultReading[], notices: readonly NoticeDraft[]): Draft[] {
  const reached = readings.filter(({ result }) => result.achieved !== undefined);
  const eqf = notices.flatMap(({ code, level }) => (code === 'level' && level ? [level] : []));
  const shared: SkillLevel | undefined = reached.length === 1 ? reached[0]!.level : reached.length === 0 && eqf.length === 1 ? eqf[0] : undefined;
  return claims.map((claim) => (claim.level || !shared ? claim : { ...claim, level: shared }));
}

/** What results say of the statement: one that belongs to a result, its description or a level of a rubric stands or falls with it alone. */
function resultOf(statement: StatementView, readings: readonly ResultReading[]): { its: ResultReading[]; reached?: boolean } {
  if (statement.on === 'result') return { its: readings.filter(({ result }) => result.pointer === statement.of) };
  if (statement.on === 'result-description') return { its: readings.filter(({ result }) => result.describedAt === statement.of) };
  const its = readings.filter(({ result }) => result.achieved?.pointer === statement.of);
  return { its, reached: its.length > 0 };
}

function fromStatement(statement: StatementView, base: Base, readings: readonly ResultReading[], language: string | undefined): Drafts {
  const row = rowOf(statement);
  if (!row) return { claims: [], notices: [] };
  const { name = {}, pointer, url, code, framework, type } = statement;
  const hints = given<{ framework?: string; type?: string }>({ framework, type: row.names === 'skill' ? undefined : type });
  const named = readNamed([url, code], hints, row.names);
  const notices: NoticeDraft[] = named.unread.map(({ code: what, written }) => ({ code: what, pointer, text: written.slice(0, 300) }));
  if (named.other) return { claims: [], notices: [given<NoticeDraft>({ code: named.other, pointer, ...noticeText(name), identifiers: named.identifiers.length > 0 ? named.identifiers : undefined, level: named.level })] };
  if (!saysSomething(name) && named.identifiers.length === 0) return { claims: [], notices };

  const within = ['result', 'result-description', 'rubric-level'].includes(statement.on);
  const { its, reached } = within ? resultOf(statement, readings) : { its: [] };
  // A rubric lists what could be reached. Only the level that was reached says something of the learner.
  if (reached === false) return { claims: [], notices: [...notices, { code: 'level-not-reached', pointer, ...noticeText(name) }] };
  const own: Partial<Draft> = its.length === 0 ? {} : given<Partial<Draft>>({ notAttained: worst(its), level: its.length === 1 ? its[0]!.level : undefined, kind: base.kind === 'certified' ? 'certified' : its.some(({ level }) => level) ? 'assessed' : base.kind });
  const { notAttained: whole, ...rest } = base;
  const level = digCompLevel(named.identifiers, name) ?? own.level;
  const claim: Draft = given<Draft>({ ...rest, ...own, notAttained: its.length === 0 ? whole : own.notAttained, level, field: row.field, pointer, name: inLanguage(name, language), identifiers: named.identifiers, framework });
  return { claims: row.list ? split(claim) : [claim], notices };
}

/** The items of a list in one text. The languages are not put together: nobody says that the second of one is the second of the other. */
function split(claim: Draft): Draft[] {
  const parts = Object.entries(claim.name).flatMap(([language, text]) => listed(text).map((item) => ({ [language]: item })));
  return parts.length < 2 ? [claim] : parts.map((name, index) => ({ ...claim, name, part: index + 1 }));
}
