import { asArray, isObject, own, pointer, type JsonObject, type JsonValue } from '../report/json.js';
import type { AchievementView, CredentialView, LocalizedText, ResultView, SkillView, StatementView } from '../report/report.js';
import { statementBudget, statements } from './statements.js';
import { cut, localized, MAX_ITEMS, plain, present } from './text.js';

/** Types that are known by name. The EU's learning credential is what European wallets hold. */
const NAMES: Readonly<Record<string, string>> = { 'urn:eu.europa.ec.eudi:learning:credential:1': 'European learning credential' };

type Found = { name: string; value: JsonValue };

function first(document: JsonObject, names: readonly string[]): Found | undefined {
  return names.map((name) => ({ name, value: own(document, name) })).find((each): each is Found => each.value !== undefined && each.value !== null);
}

const textOf = (document: JsonObject, ...names: string[]): LocalizedText | undefined => localized(first(document, names)?.value);
const plainOf = (document: JsonObject, ...names: string[]): string | undefined => plain(first(document, names)?.value);

/** A NumericDate, or a date in words; what is neither is left out. */
function date(document: JsonObject, ...names: string[]): string | undefined {
  const value = first(document, names)?.value;
  // Some write milliseconds; as seconds those would be after the year 9999.
  const at = typeof value !== 'number' ? undefined : value > 2.6e11 ? value : value * 1000;
  if (at !== undefined && Math.abs(at) <= 8.64e15) return new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000Z', 'Z');
  return plain(value, 64);
}

function learned(document: JsonObject): SkillView[] {
  const outcomes = own(document, 'learning_outcomes');
  return asArray(outcomes).slice(0, MAX_ITEMS).flatMap((value, index): SkillView[] => {
    const at = Array.isArray(outcomes) ? pointer('learning_outcomes', index) : pointer('learning_outcomes');
    const name = localized(isObject(value) ? own(value, 'title') ?? own(value, 'name') : value);
    return name ? [{ name, pointer: at }] : [];
  });
}

/** The same outcomes, and the lists of skills that some types have; a related concept of an outcome stands beside it. */
function stated(document: JsonObject): StatementView[] {
  const outcomes = learned(document).map(({ name, pointer: at }): StatementView => present<StatementView>({ property: 'learning_outcomes', on: 'achievement', name, pointer: at }));
  return [...outcomes, ...statements(document, 'credential', [], statementBudget())];
}

function results(document: JsonObject): ResultView[] {
  const grade = first(document, ['assessment_grade', 'grade']);
  const value = typeof grade?.value === 'number' ? String(grade.value) : plain(grade?.value);
  return grade && value !== undefined ? [{ value, pointer: pointer(grade.name) }] : [];
}

/**
 * What the claims of an SD-JWT VC say, by the names in common use (the IANA registry's, OpenID Connect's, those of the European learning credential). A type may have its own;
 * those are not shown. It asserts none of it. Never throws.
 */
export function sdJwtVcView(document: JsonObject): CredentialView {
  const vct = plain(own(document, 'vct'), 500) ?? '';
  const known = Object.hasOwn(NAMES, vct) ? NAMES[vct] : undefined;
  const title = textOf(document, 'achievement_title', 'title', 'credential_name');
  const names = [plainOf(document, 'given_name', 'first_name'), plainOf(document, 'family_name', 'last_name')].filter((name) => name !== undefined);
  const description = textOf(document, 'achievement_description', 'description');
  const email = plainOf(document, 'email');
  const achievement = title && present<AchievementView>({ id: undefined, name: title, description, type: known ?? vct, criteria: undefined, criteriaUrl: undefined, skills: learned(document), results: results(document), image: undefined, pointer: '' });
  const beside = stated(document);
  return present<CredentialView>({
    format: 'sd-jwt-vc',
    dataModel: 'other',
    id: plainOf(document, 'jti', 'id'),
    types: vct === '' ? [] : [vct],
    title: title ?? (known === undefined ? { und: vct } : { en: known }),
    description,
    issuer: present<CredentialView['issuer']>({ id: plainOf(document, 'iss'), name: textOf(document, 'issuing_authority', 'issuer_name', 'awarding_body'), url: undefined, image: undefined }),
    recipient: present<CredentialView['recipient']>({
      id: plainOf(document, 'sub'),
      name: names.length > 0 ? { und: cut(names.join(' ')) } : textOf(document, 'name', 'full_name'),
      identifiers: email === undefined ? [] : [{ type: 'emailAddress', hashed: false, value: email }],
    }),
    validFrom: date(document, 'nbf', 'date_of_issuance', 'issuance_date', 'issuing_date', 'iat'),
    validUntil: date(document, 'exp', 'date_of_expiry', 'expiry_date'),
    achievements: achievement ? [achievement] : [],
    statements: beside.length > 0 ? beside : undefined,
    image: undefined,
  });
}
