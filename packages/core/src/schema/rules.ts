import { isObject, isString, own, pointer, type JsonObject, type JsonValue } from '../report/json.js';
import type { Code } from '../report/codes.js';
import type { Params, Problem } from '../report/report.js';

/**
 * A small set of combinators for the tables of a standard. A rule looks at one value and reports what is wrong with it, all of it, with a JSON Pointer;
 * it never throws and changes nothing. Everything is ordinary code that is there before a document comes: no schema is compiled, so no `eval`.
 */
export type Fault = 'missing' | 'kind' | 'value' | 'url' | 'date' | 'language' | 'term' | 'context' | 'note';

export interface Sink {
  report(fault: Fault, at: string, params?: Params): void;
  /** True once so much is wrong that more would help nobody. */
  readonly full: boolean;
}

export type Rule = (value: JsonValue, at: string, sink: Sink) => void;

/** Which code stands for a fault: those of the data model or those of a schema. */
export type Family = Readonly<Record<Fault, Code>>;

const MALFORMED = 'https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR';
const MAX_PROBLEMS = 50;

/** Judges a whole value. At most 50 problems. */
export function problemsOf(rule: Rule, value: JsonValue, family: Family): Problem[] {
  const problems: Problem[] = [];
  const sink: Sink = {
    get full() { return problems.length >= MAX_PROBLEMS; },
    report(fault, at, params) {
      if (problems.length < MAX_PROBLEMS) problems.push({ type: MALFORMED, code: family[fault], pointer: at, ...(params ? { params } : {}) });
    },
  };
  rule(value, '', sink);
  return problems;
}

export const step = (at: string, key: string | number): string => at + pointer(key);

/** Short enough for a report, whatever a document holds. */
export const shown = (value: JsonValue): string => (isString(value) ? value : JSON.stringify(value)).slice(0, 100);

export const anything: Rule = () => undefined;

export const text: Rule = (value, at, sink) => { if (!isString(value)) sink.report('kind', at, { expected: 'text' }); };
export const number: Rule = (value, at, sink) => { if (typeof value !== 'number') sink.report('kind', at, { expected: 'number' }); };
export const boolean: Rule = (value, at, sink) => { if (typeof value !== 'boolean') sink.report('kind', at, { expected: 'boolean' }); };

/** Text that passes `test`; `fault` and `expected` say what it should have been. */
export function textThat(test: (value: string) => boolean, fault: Fault, expected: string): Rule {
  return (value, at, sink) => {
    if (!isString(value)) sink.report(fault === 'url' || fault === 'date' ? fault : 'kind', at, { expected });
    else if (!test(value)) sink.report(fault, at, { expected, value: shown(value) });
  };
}

/** One of the words of a vocabulary. `note`: words in wide use that the vocabulary does not have. */
export function oneOf(words: readonly string[], options: { extensible?: boolean; note?: readonly string[] } = {}): Rule {
  const known = new Set(words);
  return (value, at, sink) => {
    if (!isString(value)) sink.report('kind', at, { expected: 'text' });
    else if (known.has(value) || (options.extensible && /^ext:[A-Za-z0-9.|_-]+$/.test(value))) return;
    else sink.report(options.note?.includes(value) ? 'note' : 'value', at, { value: shown(value) });
  };
}

/** One value or a set of them, as JSON-LD has it; an empty set is refused where `least` is 1. */
export function oneOrMany(rule: Rule, least: 0 | 1 = 1): Rule {
  return (value, at, sink) => {
    if (!Array.isArray(value)) { rule(value, at, sink); return; }
    if (value.length < least) sink.report('missing', at, { expected: 'a value' });
    for (let index = 0; index < value.length && !sink.full; index += 1) rule(value[index]!, step(at, index), sink);
  };
}

/** A member that the standard's schema wants as an array. A single value means the same in JSON-LD, so it is only noted. */
export function list(rule: Rule): Rule {
  const each = oneOrMany(rule, 0);
  return (value, at, sink) => {
    if (!Array.isArray(value)) sink.report('note', at, { expected: 'array' });
    each(value, at, sink);
  };
}

export interface Members {
  /** Types of which the object must have one, for each line. */
  type?: readonly (readonly string[])[];
  required?: Readonly<Record<string, Rule>>;
  optional?: Readonly<Record<string, Rule>>;
  /** Judged last, with the whole object. */
  also?: (object: JsonObject, at: string, sink: Sink) => void;
}

/** An object with the members of a table. Members that the table does not name are not this rule's business: an undefined term is found by `proof.coverage`. */
export function object(members: Members): Rule {
  const required = Object.entries(members.required ?? {});
  const optional = Object.entries(members.optional ?? {});
  return (value, at, sink) => {
    if (!isObject(value)) { sink.report('kind', at, { expected: 'object' }); return; }
    if (members.type) typesIn(value, members.type, at, sink);
    for (const [name, rule] of required) {
      const member = own(value, name);
      if (member === undefined) sink.report('missing', at, { name });
      else rule(member, step(at, name), sink);
      if (sink.full) return;
    }
    for (const [name, rule] of optional) {
      const member = own(value, name);
      if (member !== undefined) rule(member, step(at, name), sink);
      if (sink.full) return;
    }
    members.also?.(value, at, sink);
  };
}

/** `type`: one or more terms or URLs, with at least one of each line in `required`. */
function typesIn(value: JsonObject, required: readonly (readonly string[])[], at: string, sink: Sink): void {
  const type = own(value, 'type');
  const place = step(at, 'type');
  if (type === undefined) { sink.report('missing', at, { name: 'type' }); return; }
  const types = Array.isArray(type) ? type : [type];
  if (types.length === 0) { sink.report('missing', place, { name: 'type' }); return; }
  types.forEach((item, index) => {
    const here = Array.isArray(type) ? step(place, index) : place;
    if (!isString(item) || !/^[^\s<>"{}|\\^`]+$/.test(item)) sink.report('term', here, { value: shown(item) });
  });
  for (const choices of required) {
    if (!types.some((item) => isString(item) && choices.includes(item))) sink.report('term', place, { name: choices.join(' / ') });
  }
}

/** For tables that name each other. */
export function later(rule: () => Rule): Rule {
  return (value, at, sink) => rule()(value, at, sink);
}
