import { given } from '../given.js';
import { listed } from '../text/clauses.js';
import { named, nothing, type Read, type RequirementDraft } from './draft.js';
import { fromHtml } from './from-html.js';
import { asArray, firstOf, isObject, languageOf, localized, own, pointer, textOf, type Json, type JsonObject } from './plain.js';
import type { RequirementNotice } from './requirement.js';

type Path = readonly (string | number)[];

const isPosting = (value: Json): value is JsonObject => isObject(value) && asArray(own(value, '@type')).some((type) => typeof type === 'string' && /^(?:https?:\/\/schema\.org\/|schema:)?JobPosting$/.test(type));

/** The postings in a JSON-LD document: itself, in a list, in a graph or as what a page is about. */
export function findPostings(value: Json, path: Path = [], depth = 0): { value: JsonObject; path: Path }[] {
  if (depth > 4) return [];
  if (Array.isArray(value)) return value.slice(0, 100).flatMap((each, index) => findPostings(each, [...path, index], depth + 1));
  if (!isObject(value)) return [];
  if (isPosting(value)) return [{ value, path }];
  return ['@graph', 'mainEntity', 'itemListElement', 'item'].flatMap((key) => (Object.hasOwn(value, key) ? findPostings(value[key]!, [...path, key], depth + 1) : []));
}

/** What schema.org has for a job, that is no skill. */
const OTHER = ['relevantOccupation', 'occupationalCategory', 'educationRequirements', 'experienceRequirements'];

/**
 * schema.org `JobPosting`. Its `skills` are the employer's own data; nothing there says which of them are required, so that is assumed, and said to be.
 * Prose (`qualifications`, and the description where no skill is named) is read for clauses, which wait for a person.
 */
export function fromSchemaOrg(document: Json): Read {
  const [posting, ...others] = findPostings(document);
  if (!posting) return nothing({ code: 'unreadable', source: '' });
  const { value, path } = posting;
  const language = languageOf(own(value, 'inLanguage'));
  const read: Read = { drafts: [], notices: others.map((other) => ({ code: 'too-many', source: pointer(...other.path) })), job: given<Read['job']>({ id: jobId(value), title: localized(own(value, 'title'), language) }) };
  for (const [item, at] of items(value, 'skills', path)) skill(item, at, language, read);
  if (read.drafts.length > 0) read.notices.push({ code: 'importance-assumed', source: pointer(...path, 'skills') });
  for (const key of OTHER) for (const [item, at] of items(value, key, path)) read.notices.push(given<RequirementNotice>({ code: 'not-a-skill', source: pointer(...at), text: wordFor(item)?.slice(0, 300) }));
  for (const [item, at] of items(value, 'qualifications', path)) prose(item, at, language, read, 'required');
  if (read.drafts.length === 0) for (const [item, at] of items(value, 'description', path)) prose(item, at, language, read);
  return read;
}

function items(object: JsonObject, key: string, path: Path): [Json, Path][] {
  const value = own(object, key);
  return asArray(value).map((item, index) => [item, Array.isArray(value) ? [...path, key, index] : [...path, key]]);
}

function skill(item: Json, at: Path, language: string | undefined, read: Read): void {
  const source = pointer(...at);
  if (!isObject(item) || Object.hasOwn(item, '@value')) {
    const label = localized(item, language);
    const text = label && Object.values(label)[0];
    if (label === undefined || text === undefined) return;
    // A few words are a name or a list of them; anything longer is prose.
    const parts = listed(text);
    if (parts.some((part) => part.length > 80)) return prose(item, at, language, read, 'required');
    const tag = Object.keys(label)[0]!;
    read.drafts.push(...parts.map((part): RequirementDraft => structured({ [tag]: part }, source)));
    return;
  }
  const set = own(item, 'inDefinedTermSet');
  const framework = isObject(set) ? textOf(own(set, 'name') ?? own(set, '@id') ?? own(set, 'url')) : textOf(set);
  const found = named([firstOf(item, ['@id', 'id', 'url', 'sameAs'], textOf), textOf(own(item, 'termCode'))], given({ framework }), source);
  read.notices.push(...found.notices);
  const label = localized(own(item, 'name'), language) ?? {};
  if (found.other) read.notices.push(given<RequirementNotice>({ code: 'not-a-skill', source, text: Object.values(label)[0]?.slice(0, 300) }));
  else read.drafts.push({ ...structured(label, source), identifiers: found.identifiers });
}

const structured = (label: RequirementDraft['label'], source: string): RequirementDraft => ({ label, identifiers: [], importance: 'required', origin: 'structured', confirmed: true, source });

/** The places of prose are those of its value: a text inside a document has no other that both could find. */
function prose(item: Json, at: Path, language: string | undefined, read: Read, importance?: 'required'): void {
  const text = textOf(item);
  if (text === undefined) return;
  const source = pointer(...at);
  const inner = fromHtml(text, given({ language, importance }));
  read.drafts.push(...inner.drafts.map((draft) => ({ ...draft, source })));
  read.notices.push(...inner.notices.map((notice) => ({ ...notice, source })));
}

function wordFor(item: Json): string | undefined {
  if (!isObject(item)) return textOf(item);
  return firstOf(item, ['name', 'codeValue', 'credentialCategory', 'monthsOfExperience'], textOf) ?? firstOf(item, ['occupationalCategory'], (inner) => (inner === undefined ? undefined : wordFor(asArray(inner)[0] ?? '')));
}

function jobId(value: JsonObject): string | undefined {
  const identifier = own(value, 'identifier');
  return (isObject(identifier) ? textOf(own(identifier, 'value')) : textOf(identifier)) ?? textOf(own(value, '@id')) ?? textOf(own(value, 'url'));
}
