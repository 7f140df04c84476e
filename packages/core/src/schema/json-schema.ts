import { isObject, isString, own, pointer, type JsonObject, type JsonValue } from '../report/json.js';
import type { Problem } from '../report/report.js';
import { matchesSafely } from './safe-pattern.js';
import { referencesIn, resolveUrl, type References } from './schema-references.js';

/**
 * An interpreter of JSON Schema (draft 7, 2019-09, 2020-12) for schemas that credentials name. Nothing is compiled, so it runs under any content policy; nothing is fetched, so a
 * `$ref` to another document is not followed. A schema is hostile: work is counted, and what is not evaluated (`unevaluatedProperties`, dynamic references, patterns that could hang,
 * other dialects) makes the answer `unknown` where it would matter, never `valid`. `format` is an annotation, as those drafts have it by default.
 */
export interface SchemaResult { result: 'valid' | 'invalid' | 'unknown'; problems: Problem[]; /** What was not evaluated: keywords, or `budget`. */ skipped: string[] }

/** Kleene's three values: unknown and false is false; unknown and true is unknown. */
type Truth = boolean | undefined;

const MALFORMED = 'https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR';
const BUDGET = 200_000;
const MAX_PROBLEMS = 50;
const MAX_DEPTH = 128;

const DIALECTS = new Set(['http://json-schema.org/draft-07/schema', 'https://json-schema.org/draft/2019-09/schema', 'https://json-schema.org/draft/2020-12/schema']);
const NOT_EVALUATED = ['unevaluatedProperties', 'unevaluatedItems', '$dynamicRef', '$recursiveRef'];

class Exhausted extends Error {}

export function validateAgainst(schema: JsonValue, instance: JsonValue): SchemaResult {
  const run = new Run(schema);
  try {
    const truth = run.start(instance);
    return { result: truth === undefined ? 'unknown' : truth ? 'valid' : 'invalid', problems: truth === false ? run.problems : [], skipped: [...run.skipped] };
  } catch (error) {
    if (!(error instanceof Exhausted || error instanceof RangeError)) throw error;
    return { result: 'unknown', problems: [], skipped: [...run.skipped, 'budget'] };
  }
}

interface Place { at: string; base: string; depth: number; /** Whether a failure here is a failure of the whole: not inside `anyOf`, `not` and the like. */ tell: boolean }

class Run {
  readonly problems: Problem[] = [];
  readonly skipped = new Set<string>();
  private left = BUDGET;
  private references: References = () => undefined;
  private readonly root: string;
  private readonly ignoresSiblings: boolean;

  constructor(private readonly schema: JsonValue) {
    const id = isObject(schema) ? own(schema, '$id') : undefined;
    const dialect = isObject(schema) ? own(schema, '$schema') : undefined;
    this.root = isString(id) ? resolveUrl(id, 'urn:schema') : 'urn:schema';
    this.ignoresSiblings = isString(dialect) && dialect.startsWith('http://json-schema.org/draft-07/');
  }

  start(instance: JsonValue): Truth {
    const dialect = isObject(this.schema) ? own(this.schema, '$schema') : undefined;
    if (dialect !== undefined && !(isString(dialect) && DIALECTS.has(dialect.replace(/#$/, '')))) {
      this.skipped.add('$schema');
      return undefined;
    }
    this.references = referencesIn(this.schema, this.root, (amount) => this.spend(amount));
    return this.check(this.schema, instance, { at: '', base: this.root, depth: 0, tell: true });
  }

  private spend(amount: number): void {
    this.left -= amount;
    if (this.left < 0) throw new Exhausted();
  }

  private fail(code: Problem['code'], place: Place, keyword: string, params: Problem['params'] = {}): false {
    if (place.tell && this.problems.length < MAX_PROBLEMS) this.problems.push({ type: MALFORMED, code, pointer: place.at, params: { keyword, ...params } });
    return false;
  }

  private skip(keyword: string): undefined {
    if (this.skipped.size < 20) this.skipped.add(keyword.slice(0, 100));
    return undefined;
  }

  private check(schema: JsonValue, value: JsonValue, from: Place): Truth {
    this.spend(1);
    if (schema === true) return true;
    if (schema === false) return this.fail('schema.value', from, 'false');
    if (!isObject(schema) || from.depth > MAX_DEPTH) return this.skip('depth');
    const id = own(schema, '$id');
    const place: Place = { ...from, depth: from.depth + 1, base: isString(id) ? resolveUrl(id, from.base) : from.base };
    const ref = own(schema, '$ref');
    let truth: Truth = true;
    if (isString(ref)) {
      const target = this.references(ref, place.base);
      truth = and(truth, target ? this.check(target.schema, value, { ...place, base: target.base }) : this.skip('$ref'));
      if (this.ignoresSiblings) return truth;
    }
    for (const keyword of NOT_EVALUATED) if (Object.hasOwn(schema, keyword)) truth = and(truth, this.skip(keyword));
    truth = and(truth, this.general(schema, value, place));
    if (typeof value === 'number') truth = and(truth, this.numeric(schema, value, place));
    else if (isString(value)) truth = and(truth, this.textual(schema, value, place));
    else if (Array.isArray(value)) truth = and(truth, this.array(schema, value, place));
    else if (isObject(value)) truth = and(truth, this.members(schema, value, place));
    return and(truth, this.applicators(schema, value, place));
  }

  private general(schema: JsonObject, value: JsonValue, place: Place): Truth {
    let truth: Truth = true;
    const type = own(schema, 'type');
    if (type !== undefined && !(Array.isArray(type) ? type : [type]).some((name) => isOfType(value, name))) {
      truth = this.fail('schema.type', place, 'type', { expected: (Array.isArray(type) ? type : [type]).filter(isString).join(' / ').slice(0, 100) });
    }
    const choices = own(schema, 'enum');
    if (Array.isArray(choices) && !choices.some((choice) => this.equal(choice, value))) truth = this.fail('schema.value', place, 'enum');
    const constant = own(schema, 'const');
    if (constant !== undefined && !this.equal(constant, value)) truth = this.fail('schema.value', place, 'const');
    return truth;
  }

  private numeric(schema: JsonObject, value: number, place: Place): Truth {
    const bounds: readonly (readonly [string, (limit: number) => boolean])[] = [
      ['minimum', (limit) => value >= limit], ['maximum', (limit) => value <= limit],
      ['exclusiveMinimum', (limit) => value > limit], ['exclusiveMaximum', (limit) => value < limit], ['multipleOf', (limit) => limit > 0 && Number.isInteger(value / limit)],
    ];
    return this.limits(schema, bounds, place);
  }

  private textual(schema: JsonObject, value: string, place: Place): Truth {
    let truth: Truth = true;
    if (Object.hasOwn(schema, 'minLength') || Object.hasOwn(schema, 'maxLength')) {
      this.spend(value.length / 100);
      const length = [...value].length;
      truth = this.limits(schema, [['minLength', (limit) => length >= limit], ['maxLength', (limit) => length <= limit]], place);
    }
    const pattern = own(schema, 'pattern');
    if (isString(pattern)) {
      this.spend(10);
      const matches = matchesSafely(pattern, value);
      truth = and(truth, matches === undefined ? this.skip('pattern') : matches || this.fail('schema.value', place, 'pattern'));
    }
    return truth;
  }

  private limits(schema: JsonObject, tests: readonly (readonly [string, (limit: number) => boolean])[], place: Place): Truth {
    let truth: Truth = true;
    for (const [keyword, test] of tests) {
      const limit = own(schema, keyword);
      if (limit === undefined) continue;
      if (typeof limit !== 'number') truth = and(truth, this.skip(keyword));
      else if (!test(limit)) truth = this.fail('schema.value', place, keyword, { limit });
    }
    return truth;
  }

  private array(schema: JsonObject, value: JsonValue[], place: Place): Truth {
    let truth = this.limits(schema, [['minItems', (limit) => value.length >= limit], ['maxItems', (limit) => value.length <= limit]], place);
    const items = own(schema, 'items');
    const prefix = own(schema, 'prefixItems') ?? (Array.isArray(items) ? items : undefined);
    const rest = Array.isArray(items) ? own(schema, 'additionalItems') : items;
    const first = Array.isArray(prefix) ? prefix : [];
    value.forEach((item, index) => {
      const itemSchema = index < first.length ? first[index] : rest;
      if (itemSchema !== undefined) truth = and(truth, this.check(itemSchema, item, below(place, index)));
    });
    const contains = own(schema, 'contains');
    if (contains !== undefined) truth = and(truth, this.contains(schema, contains, value, place));
    if (own(schema, 'uniqueItems') === true) {
      const seen = value.map((item) => this.canonical(item));
      if (new Set(seen).size !== seen.length) truth = this.fail('schema.value', place, 'uniqueItems');
    }
    return truth;
  }

  private contains(schema: JsonObject, contains: JsonValue, value: JsonValue[], place: Place): Truth {
    const truths = value.map((item, index) => this.check(contains, item, { ...below(place, index), tell: false }));
    const least = own(schema, 'minContains') ?? 1;
    const most = own(schema, 'maxContains') ?? Number.POSITIVE_INFINITY;
    if (typeof least !== 'number' || typeof most !== 'number') return this.skip('contains');
    const sure = truths.filter((truth) => truth === true).length;
    const possible = truths.filter((truth) => truth !== false).length;
    if (possible < least || sure > most) return this.fail('schema.value', place, 'contains');
    return sure >= least && possible <= most ? true : undefined;
  }

  private members(schema: JsonObject, value: JsonObject, place: Place): Truth {
    const keys = Object.keys(value);
    this.spend(keys.length);
    let truth = this.limits(schema, [['minProperties', (limit) => keys.length >= limit], ['maxProperties', (limit) => keys.length <= limit]], place);
    truth = and(truth, this.required(own(schema, 'required'), value, place));

    const properties = objectOf(own(schema, 'properties'));
    const patterns = Object.entries(objectOf(own(schema, 'patternProperties')));
    const additional = own(schema, 'additionalProperties');
    const names = own(schema, 'propertyNames');
    for (const key of keys) {
      const here = below(place, key);
      const member = own(value, key)!;
      if (names !== undefined) truth = and(truth, this.check(names, key, here));
      const named = own(properties, key);
      if (named !== undefined) truth = and(truth, this.check(named, member, here));
      let matched: Truth = named !== undefined;
      for (const [pattern, patternSchema] of patterns) {
        this.spend(10);
        const matches = matchesSafely(pattern, key);
        if (matches === undefined) truth = and(truth, this.skip('patternProperties'));
        else if (matches) truth = and(truth, this.check(patternSchema, member, here));
        matched = or(matched, matches);
      }
      if (additional !== undefined && matched === false) truth = and(truth, this.check(additional, member, here));
    }
    return and(truth, this.dependent(schema, value, place));
  }

  private required(names: JsonValue | undefined, value: JsonObject, place: Place): Truth {
    let truth: Truth = true;
    for (const name of Array.isArray(names) ? names : []) {
      if (isString(name) && !Object.hasOwn(value, name)) truth = this.fail('schema.missing', place, 'required', { name: name.slice(0, 100) });
    }
    return truth;
  }

  private dependent(schema: JsonObject, value: JsonObject, place: Place): Truth {
    let truth: Truth = true;
    for (const keyword of ['dependentRequired', 'dependentSchemas', 'dependencies']) {
      for (const [name, dependency] of Object.entries(objectOf(own(schema, keyword)))) {
        if (!Object.hasOwn(value, name)) continue;
        truth = and(truth, Array.isArray(dependency) ? this.required(dependency, value, place) : this.check(dependency, value, place));
      }
    }
    return truth;
  }

  private applicators(schema: JsonObject, value: JsonValue, place: Place): Truth {
    let truth: Truth = true;
    const quiet: Place = { ...place, tell: false };
    const all = own(schema, 'allOf');
    if (Array.isArray(all)) for (const part of all) truth = and(truth, this.check(part, value, place));
    const any = own(schema, 'anyOf');
    if (Array.isArray(any)) {
      const some = any.reduce<Truth>((found, part) => or(found, this.check(part, value, quiet)), false);
      truth = and(truth, some === false ? this.fail('schema.value', place, 'anyOf') : some);
    }
    const one = own(schema, 'oneOf');
    if (Array.isArray(one)) {
      const truths = one.map((part) => this.check(part, value, quiet));
      const sure = truths.filter((part) => part === true).length;
      const possible = truths.filter((part) => part !== false).length;
      truth = and(truth, sure > 1 || possible === 0 ? this.fail('schema.value', place, 'oneOf') : sure === 1 && possible === 1 ? true : undefined);
    }
    const not = own(schema, 'not');
    if (not !== undefined) {
      const inner = this.check(not, value, quiet);
      truth = and(truth, inner === true ? this.fail('schema.value', place, 'not') : inner === false ? true : undefined);
    }
    const condition = own(schema, 'if');
    if (condition !== undefined) {
      const when = this.check(condition, value, quiet);
      const branch = (keyword: 'then' | 'else', at: Place): Truth => { const part = own(schema, keyword); return part === undefined ? true : this.check(part, value, at); };
      if (when !== undefined) truth = and(truth, branch(when ? 'then' : 'else', place));
      else {
        const [then, otherwise] = [branch('then', quiet), branch('else', quiet)];
        truth = and(truth, then === otherwise ? (then === false ? this.fail('schema.value', place, 'if') : then) : undefined);
      }
    }
    return truth;
  }

  private equal(a: JsonValue, b: JsonValue): boolean {
    if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
    return this.canonical(a) === this.canonical(b);
  }

  /** JSON with its members in order, for comparing. */
  private canonical(value: JsonValue): string {
    this.spend(1);
    if (Array.isArray(value)) return `[${value.map((item) => this.canonical(item)).join(',')}]`;
    if (!isObject(value)) return JSON.stringify(value);
    return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${this.canonical(value[key]!)}`).join(',')}}`;
  }
}

const below = (place: Place, key: string | number): Place => ({ ...place, at: place.tell ? place.at + pointer(key) : place.at });

const and = (a: Truth, b: Truth): Truth => (a === false || b === false ? false : a === undefined || b === undefined ? undefined : true);
const or = (a: Truth, b: Truth): Truth => (a === true || b === true ? true : a === undefined || b === undefined ? undefined : false);

const objectOf = (value: JsonValue | undefined): JsonObject => (isObject(value) ? value : {});

function isOfType(value: JsonValue, name: JsonValue): boolean {
  switch (name) {
    case 'null': return value === null;
    case 'array': return Array.isArray(value);
    case 'object': return isObject(value);
    case 'integer': return Number.isInteger(value);
    default: return typeof value === name;
  }
}
