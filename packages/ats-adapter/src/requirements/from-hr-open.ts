import { given } from '../given.js';
import { named, type Read, type RequirementDraft } from './draft.js';
import { evidenceOf, importanceOf, levelOf, weightOf } from './levels.js';
import { asArray, firstOf, isObject, localized, own, pointer, textOf, type Json, type JsonObject } from './plain.js';
import type { RequirementNotice } from './requirement.js';

type Path = readonly (string | number)[];

/** The lists of `PositionCompetencyType` in HR Open's `JobPostingType` (JDX JobSchema+) and older position profiles. */
const LISTS = ['competencies', 'positionCompetencies', 'skills', 'knowledge', 'abilities', 'attitudes'];
/** What stands beside them and is no skill. */
const OTHER = ['licenses', 'certifications', 'credentials', 'educationLevels', 'careerLevels', 'minimumExperiences', 'occupations', 'socInfo'];
/** Where a posting is wrapped. */
const WRAPS = ['JobPosting', 'jobPosting', 'JobPostingType', 'job', 'positionProfile', 'positionProfiles', 'positionOpening', 'positionOpenings', 'PositionOpening'];

/** Whether an object has the members of HR Open's postings, and where. */
export function findHrOpen(value: Json, path: Path = [], depth = 0): { value: JsonObject; path: Path } | undefined {
  if (Array.isArray(value)) return value.slice(0, 1).map((each) => findHrOpen(each, [...path, 0], depth + 1))[0];
  if (!isObject(value) || depth > 4) return undefined;
  if (isCollection(own(value, 'skills')) || [...LISTS, 'socInfo', 'jobDuties'].some((key) => Array.isArray(own(value, key)) || typeof own(value, key) === 'string')) return { value, path };
  for (const key of WRAPS) {
    const inner = Object.hasOwn(value, key) ? findHrOpen(value[key]!, [...path, key], depth + 1) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

export const isCollection = (value: Json | undefined): value is JsonObject => isObject(value) && Array.isArray(own(value, 'assertions'));

/**
 * HR Open `JobPostingType`. A required proficiency level says that the competency is required, a desired one that it is preferred; one with both asks for both. The levels are of the posting's own scale.
 * @param scale what a level without a scale of its own is of
 */
export function fromHrOpen({ value, path }: { value: JsonObject; path: Path }, scale: string): Read {
  const read: Read = {
    drafts: [], notices: [],
    job: given<Read['job']>({ id: firstOf(value, ['jobId', 'positionId', 'documentId', 'RefId', 'id', 'identifier'], idOf), title: firstOf(value, ['title', 'positionTitle', 'jobTitle', 'name', 'profileName'], (each) => localized(each)) }),
  };
  const own_ = textOf(own(value, 'proficiencyScale')) ?? scale;
  for (const key of LISTS) {
    const list = own(value, key);
    if (isCollection(list)) {
      const inner = fromCollection(list, [...path, key], scale);
      read.drafts.push(...inner.drafts);
      read.notices.push(...inner.notices);
    } else asArray(list).forEach((item, index) => competency(item, Array.isArray(list) ? [...path, key, index] : [...path, key], own_, read));
  }
  for (const key of OTHER) asArray(own(value, key)).forEach((item, index) => read.notices.push(given<RequirementNotice>({ code: 'not-a-skill', source: pointer(...path, key, ...(Array.isArray(own(value, key)) ? [index] : [])), text: nameOf(item)?.slice(0, 300) })));
  return read;
}

const idOf = (value: Json | undefined): string | undefined => (isObject(value) ? textOf(own(value, 'value') ?? own(value, 'id')) : textOf(value));
const nameOf = (item: Json): string | undefined => (isObject(item) ? firstOf(item, ['name', 'title', 'competencyName', 'socCodeValue', 'value', 'description'], textOf) : textOf(item));

function competency(item: Json, at: Path, scale: string, read: Read): void {
  const source = pointer(...at);
  if (!isObject(item)) {
    const label = localized(item);
    if (!label) return;
    read.drafts.push({ label, identifiers: [], importance: 'required', origin: 'structured', confirmed: true, source });
    read.notices.push({ code: 'importance-assumed', source });
    return;
  }
  const ids = [...asArray(own(item, 'competencyIds')), ...asArray(own(item, 'competencyId')), ...asArray(own(item, 'id')), ...asArray(own(item, 'definitionReference'))];
  const framework = [...asArray(own(item, 'taxonomyIds')), ...asArray(own(item, 'taxonomyId')), own(item, 'schemeReference') ?? null, ...ids.map((id) => (isObject(id) ? own(id, 'schemeId') ?? null : null))].map((each) => idOf(each ?? undefined)).find((each) => each !== undefined);
  const found = named(ids.map(idOf), given({ framework }), source);
  read.notices.push(...found.notices);
  const label = firstOf(item, ['competencyName', 'name', 'title', 'label'], (each) => localized(each)) ?? {};
  if (found.other) {
    read.notices.push(given<RequirementNotice>({ code: 'not-a-skill', source, text: Object.values(label)[0]?.slice(0, 300) }));
    return;
  }
  const [wanted, wished] = [levelOf(own(item, 'requiredProficiencyLevel'), scale), levelOf(own(item, 'desiredProficiencyLevel') ?? own(item, 'preferredProficiencyLevel'), scale)];
  const said = firstOf(item, ['importance', 'required', 'isRequired', 'requirementLevel', 'priority'], importanceOf);
  const base = given<Omit<RequirementDraft, 'importance' | 'level'>>({
    id: undefined, label, identifiers: found.identifiers, origin: 'structured', confirmed: true, source,
    weight: weightOf(own(item, 'weight') ?? own(item, 'competencyWeight')), evidence: evidenceOf(own(item, 'competencyEvidenceRequirement') ?? own(item, 'evidenceRequirement')),
  });
  const importance = said ?? (wanted ? 'required' : wished ? 'preferred' : undefined);
  const level = wanted ?? (importance === 'preferred' ? wished : undefined) ?? levelOf(own(item, 'proficiencyLevel'), scale);
  read.drafts.push({ ...base, importance: importance ?? 'required', ...(level ? { level } : {}) });
  if (wanted && wished && importance === 'required' && JSON.stringify(wanted) !== JSON.stringify(wished)) read.drafts.push({ ...base, importance: 'preferred', level: wished });
  if (importance === undefined) read.notices.push({ code: 'importance-assumed', source });
}

/** `SkillAssertionCollection` of the HR Open Skills Data work group. One about a person or a course asks for nothing. */
export function fromCollection(collection: JsonObject, path: Path, posting: string): Read {
  const target = textOf(own(collection, 'targetType'));
  const read: Read = { drafts: [], notices: [], job: given<Read['job']>({ id: textOf(own(collection, 'identifier')), title: undefined }) };
  if (target !== undefined && !/job|position|occupation/i.test(target)) return { ...read, job: {}, notices: [{ code: 'unreadable', source: pointer(...path), text: target.slice(0, 300) }] };
  const scale = textOf(own(collection, 'proficiencyScale')) ?? posting;
  asArray(own(collection, 'assertions')).forEach((assertion, index) => {
    const at = [...path, 'assertions', index];
    const source = pointer(...at);
    const skill = isObject(assertion) ? own(assertion, 'skill') : undefined;
    if (!isObject(assertion) || skill === undefined) return;
    const found = isObject(skill) ? named([textOf(own(skill, 'id')), textOf(own(skill, 'codedNotation'))], given({ framework: textOf(own(skill, 'inDefinedTermSet') ?? own(skill, 'framework')) }), source) : named([], {}, source);
    const importance = firstOf(assertion, ['importance', 'required', 'requirementLevel'], importanceOf);
    read.notices.push(...found.notices, ...(importance === undefined ? [{ code: 'importance-assumed' as const, source }] : []));
    const level = levelOf(own(assertion, 'proficiencyLevel'), scale);
    read.drafts.push(given<RequirementDraft>({
      id: undefined, label: (isObject(skill) ? localized(own(skill, 'name')) : localized(skill)) ?? {}, identifiers: found.identifiers, importance: importance ?? 'required', level,
      weight: weightOf(own(assertion, 'weight')), evidence: undefined, origin: 'structured', confirmed: true, source,
    }));
  });
  return read;
}
