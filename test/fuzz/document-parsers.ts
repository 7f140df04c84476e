import { createRequire } from 'node:module';
import type { JsonObject, JsonValue } from '@credlens/core/report';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { recipientMatch } from '../../packages/core/src/checks/recipient-match.js';
import { en, fill, visible, visibleInline } from '../../packages/core/src/messages/index.js';
import { parseRegistry } from '../../packages/core/src/registry/index.js';
import { strictCanonicalJson } from '../../packages/core/src/report/canonical-json.js';
import { isObject, parseInstant, resolvePolicy, type Context, type Subject } from '../../packages/core/src/report/index.js';
import { validateAgainst } from '../../packages/core/src/schema/json-schema.js';
import { learningProblems } from '../../packages/core/src/schema/learning-credential.js';
import { assertionProblems, badgeProblems } from '../../packages/core/src/schema/open-badges-2.js';
import { matchesSafely } from '../../packages/core/src/schema/safe-pattern.js';
import { dataModelProblems } from '../../packages/core/src/schema/vcdm.js';
import { decodeEncodedList, parseIndex, readEntry } from '../../packages/core/src/status/index.js';
import { credentialView } from '../../packages/core/src/view/index.js';
import { openBadges2View } from '../../packages/core/src/view/open-badges-2.js';
import { sdJwtVcView } from '../../packages/core/src/view/sd-jwt-vc.js';
import { json, text } from './arbitraries.js';
import { harmless, hostileText } from './hostile-text.js';
import { insist, parser, type Parser } from './parser.js';

const date = fc.oneof(
  fc.tuple(fc.integer({ min: -99999, max: 99999 }), fc.nat(13), fc.nat(32), fc.nat(25), fc.nat(61), fc.nat(61), fc.constantFrom('Z', '', 'z', '+00:00', '-14:00', '+14:01', '.5Z', '.123456789Z', ' '))
    .map(([year, month, day, hour, minute, second, zone]) => `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}${zone}`),
  text,
);

const context = { policy: resolvePolicy(), now: 0, registries: [], allowContexts: new Set<string>(), recipient: { email: 'maria@student.example', identifiers: [{ type: 'userName', value: 'maria' }] } } as unknown as Context;

// JSON Schema

const PATTERNS = ['^a', 'b$', '^[a-z]+$', '(a+)+$', 'a{2}', '\\d+', '^(?:a|b)c', '(?=a)b', '\\1', '[', '(a|aa)+', '.*x', '\\p{L}', 'a{1001}', '^a?b?c?$', ''];
const NAMES = ['a', 'b', 'c', '__proto__', 'constructor', ''];
const limit = fc.constantFrom(0, 1, 2, 1.5, -1, 3);
const leaf = fc.constantFrom<JsonValue>(0, 1, 2, -1, 1.5, '', 'a', 'ab', 'abc', '😀', true, false, null, 1e300);
const instance = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof({ maxDepth: 3, depthSize: 'small' }, { weight: 4, arbitrary: leaf }, { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) }, { weight: 2, arbitrary: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('value'), { maxKeys: 3 }) }),
})).value as fc.Arbitrary<JsonValue>;

const typeName = fc.constantFrom('string', 'number', 'integer', 'boolean', 'null', 'array', 'object');

/** Keywords as their drafts have them. `wild`: with whatever else may stand in their place, references in circles, other dialects. */
function schemaOf(wild: boolean): fc.Arbitrary<JsonValue> {
  return fc.letrec<{ schema: JsonValue }>((tie) => {
    const schema = tie('schema');
    const some = <T>(arbitrary: fc.Arbitrary<T>) => (wild ? fc.oneof({ weight: 6, arbitrary: arbitrary as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: json as fc.Arbitrary<unknown> }) : arbitrary as fc.Arbitrary<unknown>) as fc.Arbitrary<JsonValue>;
    const list = some(fc.array(schema, { minLength: 1, maxLength: 3 }));
    const map = (names: readonly string[]) => some(fc.dictionary(fc.constantFrom(...names), schema, { maxKeys: 3 }));
    const count = some(fc.constantFrom(0, 1, 2, 3));
    const keywords: Record<string, fc.Arbitrary<JsonValue>> = {
      type: some(fc.oneof(typeName, fc.uniqueArray(typeName, { minLength: 1, maxLength: 3 }))), enum: some(fc.uniqueArray(leaf, { minLength: 1, maxLength: 3 })), const: leaf,
      minimum: some(limit), maximum: some(limit), exclusiveMinimum: some(limit), exclusiveMaximum: some(limit), multipleOf: some(fc.constantFrom(1, 2, 0.5)), minLength: count, maxLength: count, minItems: count, maxItems: count, minProperties: count, maxProperties: count,
      pattern: some(fc.constantFrom(...(wild ? PATTERNS : ['^a', 'b$', '^[a-z]+$', 'a{2}']))), prefixItems: list, items: schema, contains: schema, uniqueItems: some(fc.boolean()), properties: map(['a', 'b', 'c']), additionalProperties: schema, patternProperties: map(['^a', 'b$']),
      propertyNames: schema, required: some(fc.uniqueArray(fc.constantFrom('a', 'b'), { maxLength: 2 })), dependentRequired: some(fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom(['b'], ['a'], []), { maxKeys: 2 })), dependentSchemas: map(['a', 'b']),
      allOf: list, anyOf: list, oneOf: list, not: schema, if: schema, then: schema, else: schema,
      ...(wild ? { $ref: some(fc.constantFrom('#', '#/$defs/a', '#/properties/a', 'https://x.example/s', '#a', '../x')), $id: some(fc.constantFrom('https://x.example/s', 'urn:x', '::')), $anchor: json, $dynamicRef: json, unevaluatedProperties: schema, $defs: map(NAMES), $schema: some(fc.constantFrom('https://json-schema.org/draft/2020-12/schema', 'http://json-schema.org/draft-07/schema#', 'x')), dependencies: map(NAMES), minContains: json, __proto__x: json } : {}),
    };
    const object = fc.uniqueArray(fc.constantFrom(...Object.keys(keywords)), { minLength: 1, maxLength: 3 }).chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, keywords[name]!])))) as fc.Arbitrary<JsonValue>;
    return { schema: fc.oneof({ maxDepth: 3, depthSize: 'small' }, { weight: 1, arbitrary: fc.boolean() as fc.Arbitrary<JsonValue> }, { weight: 1, arbitrary: fc.record({ type: typeName }) as fc.Arbitrary<JsonValue> }, { weight: 4, arbitrary: object }) };
  }).schema as fc.Arbitrary<JsonValue>;
}

/** Ajv does not say so of a `$ref` or a keyword that is ill-formed: it is asked about well-formed schemas alone. */
function agreesWithAjv(schema: JsonValue, value: JsonValue): void {
  const { result } = validateAgainst(schema, value);
  if (result === 'unknown') return;
  const ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false, inlineRefs: false });
  insist(ajv.compile(schema as object)(value) === (result === 'valid'), `Ajv finds otherwise than ${result}`);
}

/** Where ways to read a document lead to an address that a page could follow or draw. */
function everyText(value: unknown, check: (text: string) => void): void {
  if (typeof value === 'string') check(value);
  else if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) everyText(member, check);
}

const TEMPLATE = 'It is {name|nobody}{list:paren|}{at:date|}{size:size|} and {__proto__|nothing}';

/** @param document changed credentials and presentations, and what is none. @param jsonText the same as text that may be damaged */
export function documentParsers(document: fc.Arbitrary<JsonValue>, jsonText: fc.Arbitrary<string>): Parser[] {
  const object = (run: (input: JsonObject) => void | Promise<void>) => (input: JsonValue): void | Promise<void> => (isObject(input) ? run(input) : undefined);
  return [
    parser('date', date, (input) => {
      const instant = parseInstant(input);
      insist(instant === undefined || Number.isFinite(instant), 'a date that is no number');
    }),
    parser('registry', fc.oneof(jsonText, json), (input) => { parseRegistry(input as string); }),
    parser('encoded status list', fc.oneof(fc.base64String({ maxLength: 200 }).map((tail) => `u${tail}`), fc.uint8Array({ maxLength: 60 }).map((tail) => `uH4sIA${Buffer.from(tail).toString('base64url')}`), text), async (input) => {
      const list = await decodeEncodedList(input, 'any-base64', 1 << 16);
      insist(!list.ok || list.bytes.length <= 1 << 16, 'inflated beyond the limit');
    }, 4),
    parser('status index', json, (input) => {
      const index = parseIndex(input);
      insist(!index.ok || index.index >= 0n, 'a negative index');
      if (index.ok) readEntry(new Uint8Array(16), index.index, 1);
    }),
    parser('view', document, object((input) => { credentialView(input); sdJwtVcView(input); })),
    parser('Open Badges 2.0 tables and view', document, object((input) => {
      for (const edition of ['1', '2'] as const) { assertionProblems(input, edition); badgeProblems({ badge: input }, edition); }
      openBadges2View(input);
      openBadges2View({ badge: input, recipient: input });
    })),
    parser('data model', document, (input) => { for (const what of ['credential', 'presentation'] as const) dataModelProblems(input, what); }),
    parser('Open Badges schema', document, object((input) => { for (const schema of ['achievement', 'endorsement', 'clr'] as const) learningProblems(schema, input); })),
    parser('recipient', document, object(async (input) => {
      await recipientMatch({ what: 'credential', document: input, mediaType: '', proofs: [], coverage: { code: 'coverage.complete', problems: [], evidence: [] } } satisfies Subject, context);
    })),
    parser('RFC 8785, and back', json, (input) => {
      let canonical: string;
      try {
        canonical = strictCanonicalJson(input);
      } catch (error) {
        insist(error instanceof RangeError && /[\uD800-\uDFFF]/u.test(JSON.stringify(input).replace(/\\u(d[89a-f]\w\w)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))), 'no canonical form for what has one');
        return;
      }
      insist(strictCanonicalJson(JSON.parse(canonical)) === canonical, 'another form the second time');
      insist(JSON.stringify(canonicalize(input)) === JSON.stringify(canonical), 'another form than the library gives');
    }),
    parser('JSON Schema', fc.tuple(schemaOf(true), fc.oneof(instance, document)), ([schema, value]) => { validateAgainst(schema, value); }, 4),
    parser('JSON Schema, against Ajv', fc.tuple(schemaOf(false), instance), ([schema, value]) => { agreesWithAjv(schema, value); }, 0.5),
    parser('pattern of a schema', fc.tuple(fc.oneof(fc.constantFrom(...PATTERNS), fc.array(fc.constantFrom('a', 'b', '+', '*', '?', '(', ')', '|', '[', ']', '^', '$', '\\', '{1,2}', '{9}', '.', '(?:', '(?!', 'd', 'p{L}', '-'), { maxLength: 10 }).map((parts) => parts.join(''))), fc.string({ unit: fc.constantFrom('a', 'b', 'x', '1'), maxLength: 2000 })), ([pattern, subject]) => { matchesSafely(pattern, subject); }),
    parser('text that is shown', fc.tuple(hostileText, fc.constantFrom(1, 20, 300, 5000), fc.boolean()), ([input, most, lines]) => {
      const shown = visible(input, { limit: most, lines });
      insist(harmless(shown, lines), 'something invisible, or that turns the reading direction, is left');
      insist(shown.length <= most * 10 + 1, 'longer than its limit');
      const inline = visibleInline(input, { limit: most });
      insist(harmless(inline.replace(/^\u2068|\u2069$/g, ''), false), 'something is left inside a sentence');
    }),
    parser('sentence with hostile parameters', fc.tuple(hostileText, hostileText, hostileText), ([name, list, at]) => {
      everyText(fill(en.language, TEMPLATE, { name, list, at, size: name }), (said) => { insist(harmless(said.replace(/[\u2068\u2069]/g, ''), false), 'something is left in a sentence'); });
      insist(!fill('en', '{name|}', { name: '{list|x}', list: 'secret' }).includes('secret'), 'a parameter is read as a template');
    }),
  ];
}

/** Of the issuer of tests, who signs with it: another implementation than ours. */
const canonicalize = createRequire(new URL('../../examples/demo-issuer/package.json', import.meta.url))('canonicalize') as (value: unknown) => string | undefined;
