import { asArray, isObject, isString, own, pointer, type JsonObject, type JsonValue } from '../report/json.js';
import type { ConceptView, LocalizedText } from '../report/report.js';
import { indexOf, type Node, type Path } from './node-index.js';
import { items } from './parts.js';
import { cut, localized, MAX_ITEMS, plain, present } from './text.js';
import { countryOf, labelOf } from './vocabularies.js';

export type { Node, Path };

/** The kinds of which a document may give 256 each: more help no reader, and a tree of references could be without end. */
type Kind = 'claims' | 'outcomes' | 'concepts' | 'organisations' | 'other';

/** One reading of one document. */
export interface Reader {
  /** The nodes under a property: single or several, in full or by `id` alone. */
  nodes(object: JsonObject, key: string, path: Path): Node[];
  /** As many of a list as the document may still give. */
  take<T>(kind: Kind, list: readonly T[]): T[];
  /** What may still be drawn of pictures, in characters. */
  pictures: number;
}

export function createReader(document: JsonObject): Reader {
  let index: Map<string, Node> | undefined;
  const left: Record<Kind, number> = { claims: MAX_ITEMS, outcomes: MAX_ITEMS, concepts: 1024, organisations: MAX_ITEMS, other: 1024 };
  const resolve = (value: JsonValue, path: Path): Node | undefined => {
    const id = isString(value) ? value : isObject(value) && Object.keys(value).every((key) => key === 'id' || key === 'type') ? own(value, 'id') : undefined;
    const known = isString(id) ? (index ??= indexOf(document)).get(id) : undefined;
    return known ?? (isObject(value) ? { value, path } : undefined);
  };
  return {
    nodes: (object, key, path) => items(object, key, path).flatMap(({ value, path: at }) => resolve(value, at) ?? []),
    take(kind, list) {
      const taken = list.slice(0, Math.max(0, left[kind]));
      left[kind] -= taken.length;
      return taken;
    },
    pictures: 1_048_576,
  };
}

const LANGUAGE_TAG = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/;

/** A JSON-LD language map (`@container: @language`): text by language, or several texts, which are all shown. Plain text and value objects are read too. */
export function texts(value: JsonValue | undefined): LocalizedText | undefined {
  const found = new Map<string, string>();
  for (const item of asArray(value).slice(0, 64)) {
    const pairs: [string, JsonValue][] = isObject(item) && !Object.hasOwn(item, '@value') ? Object.entries(item).slice(0, 64) : Object.entries(localized(item) ?? {});
    for (const [tag, each] of pairs) {
      const said = asArray(each).slice(0, 64).filter((text): text is string => isString(text) && text.trim() !== '');
      if (said.length === 0) continue;
      const language = LANGUAGE_TAG.test(tag) ? tag : 'und';
      found.set(language, cut([...(found.has(language) ? [found.get(language)!] : []), ...said].join(' / ')));
    }
  }
  return found.size > 0 ? Object.fromEntries(found) : undefined;
}

export const textOf = (object: JsonObject, key: string): LocalizedText | undefined => texts(own(object, key));

/** ELM `Note`: its `noteLiteral`; text that stands there without a note is read as well. Several are shown all. */
export function noteOf(reader: Reader, object: JsonObject, key: string, path: Path): LocalizedText | undefined {
  const found = reader.take('other', reader.nodes(object, key, path)).map(({ value }) => own(value, 'noteLiteral')).filter((each) => each !== undefined);
  return texts(found.flatMap(asArray)) ?? texts(asArray(own(object, key)).filter(isString));
}

function conceptView({ value, path }: Node): ConceptView | undefined {
  const id = plain(own(value, 'id'));
  const name = textOf(value, 'prefLabel') ?? textOf(value, 'definition');
  if (id === undefined && !name) return undefined;
  return present<ConceptView>({ id, name, label: id === undefined ? undefined : labelOf(id), country: id === undefined ? undefined : countryOf(id), pointer: pointer(...path) });
}

/** SKOS concepts of controlled vocabularies. A bare IRI names one too. Undefined where there are none, so that an absent fact has no key. */
export function concepts(reader: Reader, object: JsonObject, key: string, path: Path): ConceptView[] | undefined {
  const nodes = reader.nodes(object, key, path);
  const bare = items(object, key, path).flatMap(({ value, path: at }) => (isString(value) && !nodes.some((node) => own(node.value, 'id') === value) ? [{ value: { id: value }, path: at }] : []));
  const found = reader.take('concepts', [...nodes, ...bare].flatMap((node) => conceptView(node) ?? []));
  return found.length > 0 ? found : undefined;
}

export const concept = (reader: Reader, object: JsonObject, key: string, path: Path): ConceptView | undefined => concepts(reader, object, key, path)?.[0];

/** The first text or number of a property that holds one value, as the document writes it. */
export function word(object: JsonObject, key: string, limit = 200): string | undefined {
  const value = asArray(own(object, key))[0];
  return typeof value === 'number' ? String(value) : plain(value, limit);
}

export const some = <T>(list: T[] | undefined): T[] | undefined => (list && list.length > 0 ? list : undefined);
