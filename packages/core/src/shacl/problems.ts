import type { Code } from '../report/codes.js';
import { asArray, isObject, own, pointer } from '../report/json.js';
import type { Problem } from '../report/report.js';
import type { ContextWords } from './context-words.js';
import type { DocumentGraph } from './document-graph.js';
import type { Violation } from './validate.js';

const MALFORMED = 'https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR';

/** What stays true whatever else the shapes say: it asks of one value, or of how many there are. The others ask what other shapes and classes say, and may be open where a part of the shapes is. */
const PLAIN: ReadonlySet<string> = new Set(['MinCount', 'MaxCount', 'Datatype', 'NodeKind', 'In', 'HasValue', 'Pattern', 'MinLength', 'MaxLength', 'LanguageIn', 'UniqueLang', 'MinInclusive', 'MaxInclusive', 'MinExclusive', 'MaxExclusive', 'Equals', 'Disjoint']);

export const isPlain = ({ component }: Violation): boolean => PLAIN.has(component);

const KIND: ReadonlySet<string> = new Set(['Class', 'Datatype', 'NodeKind']);

function codeOf({ severity, component }: Violation): Code {
  if (severity === 'Warning') return 'shacl.warning';
  if (severity === 'Info') return 'shacl.remark';
  return component === 'MinCount' ? 'schema.missing' : KIND.has(component) ? 'schema.type' : 'schema.value';
}

/**
 * A violation in the words of the report, with its place in the document: the member where there is one, the object where it is missing. The messages of shapes are a stranger's, and shown nowhere.
 */
export function problemOf(violation: Violation, url: string, graph: DocumentGraph, words: ContextWords): Problem {
  const { focus, path, value, component } = violation;
  const names = path ? words.of(path.value) : [];
  const places = graph.placesOf(focus);
  const place = places.find((each) => names.some((name) => Object.hasOwn(each.value, name))) ?? places[0];
  const member = place && names.find((name) => Object.hasOwn(place.value, name));
  let at = place?.at ?? '';
  if (place && member !== undefined) {
    const held = own(place.value, member)!;
    at += pointer(member);
    // Of several values the one that is meant, where it can be told.
    const inside = value && asArray(held).findIndex((item) => item === value.value || (isObject(item) && graph.placesOf(value).some((each) => each.value === item)) || (isObject(item) && own(item, 'id') === value.value));
    if (Array.isArray(held) && inside !== undefined && inside >= 0) at += pointer(inside);
  }
  const term = (member ?? names[0] ?? path?.value ?? '').slice(0, 200);
  const keyword = component.slice(0, 1).toLowerCase() + component.slice(1);
  const params = { keyword: keyword.slice(0, 60), ...(term === '' ? {} : { name: term }), ...(place || focus.termType === 'BlankNode' ? {} : { node: focus.value.slice(0, 200) }), url: url.slice(0, 300) };
  return { type: MALFORMED, code: codeOf(violation), pointer: at, params };
}
