import { isObject, isString, own, pointer, stringsOf, type JsonObject, type JsonValue } from '../report/json.js';
import type { StatementView } from '../report/report.js';
import { items, objects } from './parts.js';
import type { StatementBudget } from './statements.js';
import { localized, plain, present } from './text.js';

type Path = readonly (string | number)[];

/** HR Open names the type by the address of its schema, of 4.4 and 4.5 alike; wallets wrote `LERRS` before. */
const TYPE = /^https?:\/\/schema\.hropenstandards\.org\/[\w./-]*LER-RSType\.json$/i;

/** A learning and employment record in the form of a résumé (HR Open LER-RS, "trusted career profile") inside a credential. */
export function isLerRs(document: JsonObject): boolean {
  const types = [...stringsOf(own(document, 'type')), ...objects(document, 'credentialSubject', []).flatMap(({ value }) => stringsOf(own(value, 'type')))];
  return types.some((type) => type === 'LERRS' || TYPE.test(type));
}

/** The sections of the résumé, and where their entries name what may be a skill. */
const SECTIONS: Readonly<Record<string, readonly string[]>> = {
  skills: ['name'],
  certifications: ['name'],
  licenses: ['name', 'licenseName'],
  educationAndLearnings: ['programFocus', 'name'],
  employmentHistories: [],
};

const DATES = ['lastUsedDate', 'issued', 'end', 'endDate', 'firstIssuedDate'];

/**
 * The entries of a résumé. Whoever signed it answers for its text as a whole; nobody answers for an entry, with or without `verifications` beside it:
 * a credential that stands there is judged by itself, as a member.
 */
export function resume(subject: JsonObject, path: Path, budget: StatementBudget): StatementView[] {
  const found = Object.entries(SECTIONS).flatMap(([section, names]) => objects(subject, section, path).flatMap(({ value, path: at }) => [
    ...names.slice(0, 2).flatMap((key) => entry(value, key, section, [...at, key], at)).slice(0, 1),
    ...(section === 'skills' ? [] : items(value, 'competencies', at).concat(items(value, 'skills', at)).flatMap(({ value: each, path: place }) => nested(each, section, place))),
  ])).slice(0, Math.max(0, budget.left));
  budget.left -= found.length;
  return found;
}

function entry(value: JsonObject, key: string, section: string, named: Path, at: Path): StatementView[] {
  const name = localized(own(value, key));
  if (!name) return [];
  return [present<StatementView>({
    property: section, on: 'subject', name, url: plain(own(value, 'definitionReference')), code: undefined, type: undefined,
    framework: plain(own(value, 'schemeReference')), of: undefined, selfAsserted: true,
    dated: DATES.map((date) => plain(own(value, date), 64)).find((date) => date !== undefined), pointer: pointer(...(section === 'skills' ? at : named)),
  })];
}

function nested(value: JsonValue, section: string, path: Path): StatementView[] {
  const name = isObject(value) ? localized(own(value, 'name')) ?? localized(own(value, 'competencyName')) : localized(value);
  return name ? [{ property: `${section}/skills`, on: 'subject', name, selfAsserted: true, pointer: pointer(...path) }] : [];
}

/** The credentials that stand beside the entries, as their issuers signed them: `verifications`, `verifiableCredential`. */
export function verifications(subject: JsonObject, path: Path): { value: JsonValue; path: Path }[] {
  return Object.keys(SECTIONS).flatMap((section) => objects(subject, section, path).flatMap(({ value, path: at }) => [...items(value, 'verifications', at), ...items(value, 'verifiableCredential', at)]))
    .filter(({ value }) => isString(value) ? /^[\w-]+\.[\w-]+\.[\w-]*/.test(value) : isObject(value) && (stringsOf(own(value, 'type')).length > 0 || Object.hasOwn(value, 'proof')));
}
