import type { ClaimView, ConceptView, CredentialView, GradeView, LocalizedText, OutcomeView } from '@credlens/core/report';
import { given } from '../given.js';
import { clauseDrafts, noticeText, saysSomething, type Draft, type Drafts, type NoticeDraft, type ReadOptions } from './draft.js';
import { elmKindOf } from './evidence-kind.js';
import { isSelfIssued } from './from-badge.js';
import { digCompLevel, readNamed } from './named.js';
import type { ClaimField, SkillLevel } from './skill-claim.js';

type Base = Omit<Draft, 'field' | 'pointer' | 'name' | 'identifiers'>;

/** What issuers write as the status of a grade that does not pass: the vocabulary is everybody's own. */
const FAILED = /\b(?:fail(?:ed|ure)?|not[ -]?passed|nicht[ -]bestanden|non[ -](?:admis|validé)|échec|échoué|suspenso|no[ -]aprobado|insufficien\w*|onvoldoende|ni opravil\w*)\b/i;

/** A European Digital Credential: its claims as the tree that they are. */
export function fromElm(view: CredentialView, options: ReadOptions): Drafts {
  const all: Drafts = { claims: [], notices: [] };
  const base = { selfAsserted: isSelfIssued(view) };
  for (const claim of view.claims ?? []) visit(claim, base, view.validFrom, options, all);
  return all;
}

function visit(claim: ClaimView, { selfAsserted }: { selfAsserted: boolean }, issued: string | undefined, options: ReadOptions, all: Drafts): void {
  const inner = [claim.parts, claim.provenBy, claim.influencedBy, claim.entitlesTo].flatMap((each) => each ?? []);
  const further = (): void => { for (const each of inner) visit(each, { selfAsserted }, issued, options, all); };
  // What somebody may do or study now is no skill that they have.
  if (claim.type === 'entitlement') {
    all.notices.push({ code: 'entitlement', pointer: claim.pointer, ...noticeText(claim.title) });
    return further();
  }
  const [level, levels] = levelsOf(claim);
  all.notices.push(...levels);
  const base = given<Base>({
    framework: undefined, part: undefined, level, achievementId: claim.id, kind: elmKindOf(claim), selfAsserted,
    notAttained: [claim, ...(claim.provenBy ?? [])].some(({ grade }) => grade && hasFailed(grade)) ? 'failed' : undefined,
    awarded: claim.awardingDate ?? claim.grade?.date ?? claim.periods?.map(({ end }) => end).find((end) => end !== undefined) ?? issued,
  });
  for (const outcome of claim.outcomes ?? []) fromOutcome(outcome, base, all);
  for (const field of claim.fields ?? []) fromConcept(field, 'field-of-study', base, all);
  all.claims.push(...clauseDrafts(claim.outcomeSummary, { ...base, field: 'learningOutcomeSummary', pointer: claim.pointer }));
  // An assessment is called after what it assesses: that is the achievement's name once more.
  if (claim.type !== 'assessment' && saysSomething(claim.title)) all.claims.push({ ...base, field: 'achievement-name', pointer: claim.pointer, name: claim.title, identifiers: [] });
  if (options.clauses) all.claims.push(...clauseDrafts(claim.description, { ...base, field: 'description', pointer: `${claim.pointer}/description` }));
  further();
}

function fromOutcome({ title, escoSkills = [], otherSkills = [], pointer }: OutcomeView, base: Base, all: Drafts): void {
  for (const skill of escoSkills) fromConcept(skill, 'relatedESCOSkill', base, all);
  for (const skill of otherSkills) fromConcept(skill, 'relatedSkill', base, all);
  if (saysSomething(title)) all.claims.push({ ...base, field: 'learningOutcome', pointer, name: title, identifiers: [] });
}

function fromConcept(concept: ConceptView, field: ClaimField, base: Base, all: Drafts): void {
  // A label of ours says the code behind the words; the code is an identifier already.
  const name: LocalizedText = concept.name ?? (concept.label === undefined ? {} : { en: concept.label.replace(/ \(ISCED-F \d+\)$/, '') });
  const named = readNamed([concept.id], field === 'relatedESCOSkill' ? { framework: 'ESCO' } : {}, field === 'field-of-study' ? 'field' : 'skill');
  all.notices.push(...named.unread.map(({ code, written }): NoticeDraft => ({ code, pointer: concept.pointer, text: written.slice(0, 300) })));
  if (named.other) all.notices.push(given<NoticeDraft>({ code: named.other, pointer: concept.pointer, ...noticeText(name), identifiers: named.identifiers, level: named.level }));
  else if (saysSomething(name) || named.identifiers.length > 0) {
    const level = digCompLevel(named.identifiers, name) ?? base.level;
    all.claims.push(given<Draft>({ ...base, level, field, pointer: concept.pointer, name, identifiers: named.identifiers }));
  }
}

/** Levels of frameworks: the European one is comparable, a national one is shown. */
function levelsOf({ eqfLevel = [], nqfLevel = [] }: ClaimView): [SkillLevel | undefined, NoticeDraft[]] {
  const read = [...eqfLevel, ...nqfLevel].map((concept) => ({ concept, named: readNamed([concept.id], {}) }));
  const notices = read.map(({ concept, named }) => given<NoticeDraft>({
    code: 'level', pointer: concept.pointer, ...noticeText(concept.name ?? (concept.label === undefined ? undefined : { en: concept.label })), identifiers: named.identifiers.length > 0 ? named.identifiers : undefined, level: named.level,
  }));
  const eqf = read.flatMap(({ named }) => (named.level ? [named.level] : []));
  return [eqf.length === 1 ? eqf[0] : undefined, notices];
}

/** By its status, or by the word for it in a grade that is a word or two. */
const hasFailed = ({ status, value }: GradeView): boolean => (status !== undefined && FAILED.test(wordsOf(status))) || Object.values(value).some((text) => text.length <= 40 && FAILED.test(text));

const wordsOf = ({ id = '', name = {}, label = '' }: ConceptView): string => [id.split(/[/#:]/).at(-1) ?? '', label, ...Object.values(name)].join(' ').slice(0, 2000);
