import { isObject, own, stringsOf, type JsonObject } from '../report/json.js';
import type { Problem } from '../report/report.js';
import { clrCredential } from './clr.js';
import { achievementCredential, endorsementCredential } from './open-badges.js';
import { problemsOf, type Family, type Rule } from './rules.js';

const FAMILY: Family = {
  missing: 'schema.missing', kind: 'schema.type', value: 'schema.value', url: 'schema.value', date: 'schema.value', language: 'schema.value', term: 'schema.type', context: 'schema.value',
  note: 'schema.notes',
};

export type LearningSchema = 'achievement' | 'endorsement' | 'clr';

const RULES: Record<LearningSchema, Rule> = { achievement: achievementCredential, endorsement: endorsementCredential, clr: clrCredential };

const BY_TYPE: readonly (readonly [string, LearningSchema])[] = [
  ['OpenBadgeCredential', 'achievement'], ['AchievementCredential', 'achievement'], ['EndorsementCredential', 'endorsement'], ['ClrCredential', 'clr'],
];

/** The schemas that 1EdTech publishes for these credentials: our tables stand for them, so they are not fetched. */
const BY_URL: readonly (readonly [RegExp, LearningSchema])[] = [
  [/^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/schema\/json(?:-ld)?\/(?:ob_v3p0_(?:any)?achievementcredential_schema|achievementcredentialv3p0\.schema)\.json$/, 'achievement'],
  [/^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/schema\/json(?:-ld)?\/(?:ob_v3p0_(?:any)?endorsementcredential_schema|endorsementcredentialv3p0\.schema)\.json$/, 'endorsement'],
  [/^https:\/\/purl\.imsglobal\.org\/spec\/clr\/v2p0\/schema\/json(?:-ld)?\/clr_v2p0_(?:any)?clrcredential_schema\.json$/, 'clr'],
];

/** Which tables apply to a credential by its types. */
export function schemasByType(document: JsonObject): LearningSchema[] {
  const types = isObject(document) ? stringsOf(own(document, 'type')) : [];
  return [...new Set(BY_TYPE.filter(([type]) => types.includes(type)).map(([, schema]) => schema))];
}

/** Which tables a `credentialSchema` identifier stands for; `undefined` where it is none of the standard's. */
export function schemaByUrl(id: string): LearningSchema | undefined {
  return BY_URL.find(([pattern]) => pattern.test(id))?.[1];
}

/**
 * What Open Badges 3.0 or CLR 2.0 ask beyond the data model. `schema.missing`, `schema.type` and `schema.value` break a rule of the standard;
 * `schema.notes` is something that means the same in JSON-LD, or an older version of a context.
 */
export function learningProblems(schema: LearningSchema, document: JsonObject): Problem[] {
  return problemsOf(RULES[schema], document, FAMILY);
}
