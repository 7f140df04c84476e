import { isObject, isString, own, pointer, type JsonObject, type JsonValue } from '../report/json.js';
import type { StatementPlace, StatementView } from '../report/report.js';
import { items } from './parts.js';
import { localized, MAX_ITEMS, plain, present } from './text.js';

type Path = readonly (string | number)[];

/**
 * Where a credential names what may be a skill. Open Badges 3.0 has no property for it, so alignments, tags and fields of study carry it; wallets add lists of their own.
 * A property that a standard gains is one row here.
 */
const ROWS: Readonly<Record<StatementPlace, readonly string[]>> = {
  'credential': ['skills', 'skill'],
  'subject': ['skills', 'skill'],
  'achievement': ['alignment', 'tag', 'tags', 'skills', 'skill', 'relatedSkill', 'relatedESCOSkill', 'fieldOfStudy', 'specialization'],
  'result-description': ['alignment', 'skill'],
  'rubric-level': ['alignment', 'skill'],
  'result': ['alignment', 'skill'],
};

/** What the formats call the name, the address, the code, the kind and the framework of what is named. The first that is there counts. */
const NAME = ['targetName', 'name', 'prefLabel', 'title', 'label', 'skillName', 'skill'];
const URL_OF = ['targetUrl', 'targetURL', 'url', 'id', 'definitionReference'];
const CODE = ['targetCode', 'codedNotation', 'termCode', 'code'];
const KIND = ['targetType', 'category'];
const FRAMEWORK = ['targetFramework', 'framework', 'frameworkName', 'schemeReference', 'inDefinedTermSet'];

/** How many statements the document may still give. */
export interface StatementBudget { left: number }
export const statementBudget = (): StatementBudget => ({ left: MAX_ITEMS });

const URL_LIKE = /^(?:https?:\/\/|urn:)\S+$/i;

function firstOf<T>(object: JsonObject, keys: readonly string[], read: (value: JsonValue | undefined) => T | undefined): T | undefined {
  for (const key of keys) {
    const found = read(own(object, key));
    if (found !== undefined) return found;
  }
  return undefined;
}

type Here = Pick<StatementView, 'property' | 'on' | 'of'>;

function statement(value: JsonValue, path: Path, here: Here): StatementView | undefined {
  const { property, on, of } = here;
  if (isString(value)) {
    const text = plain(value);
    if (text === undefined) return undefined;
    const named = URL_LIKE.test(text.trim()) ? { url: text.trim() } : { name: localized(text) };
    return present<StatementView>({ property, on, name: named.name, url: named.url, of, pointer: pointer(...path) });
  }
  if (!isObject(value)) return undefined;
  if (isString(own(value, '@value'))) return present<StatementView>({ property, on, name: localized(value), of, pointer: pointer(...path) });
  const name = firstOf(value, NAME, localized);
  const url = firstOf(value, URL_OF, (each) => plain(isObject(each) ? own(each, 'id') : each));
  const code = firstOf(value, CODE, (each) => plain(each, 500));
  if (!name && url === undefined && code === undefined) return undefined;
  return present<StatementView>({
    property, on, name, url, code, type: firstOf(value, KIND, (each) => plain(each, 500)),
    framework: firstOf(value, FRAMEWORK, (each) => plain(isObject(each) ? own(each, 'name') ?? own(each, 'id') : each)), of, pointer: pointer(...path),
  });
}

/** A list of skills may have skills under its skills (`subskills`): one deeper, and no more. */
function inside(value: JsonValue, path: Path, here: Here): StatementView[] {
  if (!isObject(value) || !here.property.startsWith('skill')) return [];
  return items(value, 'subskills', path).flatMap((item) => statement(item.value, item.path, here) ?? []);
}

/** What stands at one place of the table, in the order of the table and of the document. */
export function statements(object: JsonObject, on: StatementPlace, path: Path, budget: StatementBudget, of?: string): StatementView[] {
  const found = ROWS[on].flatMap((property) => {
    const here: Here = { property, on, ...(of === undefined ? {} : { of }) };
    return items(object, property, path).flatMap((item) => [...asList(statement(item.value, item.path, here)), ...inside(item.value, item.path, here)]);
  }).slice(0, Math.max(0, budget.left));
  budget.left -= found.length;
  return found;
}

const asList = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);
