import Ajv2019 from 'ajv/dist/2019.js';
import Ajv2020 from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { JsonValue } from '../report/json.js';
import { validateAgainst } from './json-schema.js';
import { matchesSafely } from './safe-pattern.js';

// Property tests, on machines that do other work too.
vi.setConfig({ testTimeout: 60_000 });

const result = (schema: unknown, value: unknown) => validateAgainst(schema as JsonValue, value as JsonValue).result;

const names = fc.constantFrom('a', 'b', 'c');
const scalar = fc.oneof(fc.constant(null), fc.boolean(), fc.integer({ min: -3, max: 5 }), fc.constantFrom('', 'a', 'ab', 'abc', 'é😀'));
const instance = fc.letrec((tie) => ({
  node: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie('node'), { maxLength: 4 }), fc.dictionary(names, tie('node'), { maxKeys: 3, noNullPrototype: true })),
})).node;

/** Schemas of the keywords that are evaluated, in any mixture, with references to three definitions. */
const makeSchema = (array2020: boolean) => fc.letrec((tie) => {
  const sub = tie('node');
  return {
    node: fc.oneof({ maxDepth: 4 }, fc.boolean(), fc.record({
      type: fc.oneof(fc.constantFrom('null', 'boolean', 'integer', 'number', 'string', 'array', 'object'), fc.uniqueArray(fc.constantFrom('null', 'integer', 'string', 'array', 'object'), { minLength: 1, maxLength: 4 })),
      enum: fc.array(instance, { minLength: 1, maxLength: 3 }),
      const: instance,
      minimum: fc.integer({ min: -3, max: 3 }), exclusiveMaximum: fc.integer({ min: -3, max: 3 }), multipleOf: fc.integer({ min: 1, max: 3 }),
      minLength: fc.nat(3), maxLength: fc.nat(3), pattern: fc.constantFrom('^a', 'b+$', '^(?:ab|c)?$', '[^a]'),
      minItems: fc.nat(2), maxItems: fc.nat(3), uniqueItems: fc.boolean(), items: sub,
      ...(array2020 ? { prefixItems: fc.array(sub, { minLength: 1, maxLength: 2 }) } : {}),
      contains: sub, minContains: fc.nat(2), maxContains: fc.nat(2),
      minProperties: fc.nat(2), maxProperties: fc.nat(3), required: fc.uniqueArray(names, { maxLength: 2 }), properties: fc.dictionary(names, sub, { maxKeys: 2, noNullPrototype: true }),
      patternProperties: fc.dictionary(fc.constantFrom('^a', '[bc]'), sub, { maxKeys: 1, noNullPrototype: true }), additionalProperties: sub, propertyNames: sub,
      dependentRequired: fc.dictionary(names, fc.uniqueArray(names, { maxLength: 2 }), { maxKeys: 1, noNullPrototype: true }),
      dependentSchemas: fc.dictionary(names, sub, { maxKeys: 1, noNullPrototype: true }),
      allOf: fc.array(sub, { minLength: 1, maxLength: 2 }), anyOf: fc.array(sub, { minLength: 1, maxLength: 2 }), oneOf: fc.array(sub, { minLength: 1, maxLength: 3 }), not: sub,
      if: sub, then: sub, else: sub, $ref: fc.constantFrom('#/$defs/x', '#/$defs/y', 'https://schemas.example/z', '#anchor'),
    }, { requiredKeys: [] }).map((all) => Object.fromEntries(Object.entries(all).filter(([key]) => !key.endsWith('Contains') || Object.hasOwn(all, 'contains'))))),
  };
}).node;

const leaf = fc.constantFrom({ type: 'integer' }, { type: 'object', required: ['a'] }, { enum: ['a', null] });

describe('JSON Schema interpreter', () => {
  it.each([['2019-09', Ajv2019.default, false], ['2020-12', Ajv2020.default, true]] as const)('agrees with a compiling validator on %s', (draft, Ajv, array2020) => {
    let decided = 0;
    fc.assert(fc.property(makeSchema(array2020), leaf, leaf, leaf, fc.array(instance, { minLength: 1, maxLength: 5 }), (body, x, y, z, values) => {
      const schema = {
        $schema: `https://json-schema.org/draft/${draft}/schema`, $id: 'https://schemas.example/root', allOf: [body],
        $defs: { x, y: { $anchor: 'anchor', ...y }, z: { $id: 'https://schemas.example/z', ...z } },
      };
      const validate = new Ajv({ strict: false, allErrors: false, logger: false }).compile(schema);
      for (const value of values) {
        const answer = validateAgainst(schema as JsonValue, value as JsonValue);
        expect(answer.result, JSON.stringify({ schema, value })).toBe(validate(value) ? 'valid' : 'invalid');
        if (answer.result === 'invalid') expect(answer.problems.length).toBeGreaterThan(0);
        decided += 1;
      }
    }), { numRuns: 25 });
    expect(decided).toBeGreaterThan(25);
  });

  it('points at what is wrong', () => {
    const schema = { type: 'object', required: ['id'], properties: { list: { items: { properties: { n: { type: 'number', minimum: 2 } } } } } };
    expect(validateAgainst(schema, { list: [{ n: 3 }, { n: 1 }, { n: 'x' }] }).problems).toMatchObject([
      { code: 'schema.missing', pointer: '', params: { name: 'id' } },
      { code: 'schema.value', pointer: '/list/1/n', params: { keyword: 'minimum', limit: 2 } },
      { code: 'schema.type', pointer: '/list/2/n', params: { expected: 'number' } },
    ]);
  });

  it('is unknown, not valid, where it does not evaluate', () => {
    expect(validateAgainst({ unevaluatedProperties: false }, { a: 1 })).toMatchObject({ result: 'unknown', skipped: ['unevaluatedProperties'] });
    expect(result({ $ref: 'https://elsewhere.example/schema' }, 1)).toBe('unknown');
    expect(result({ anyOf: [{ $ref: 'https://elsewhere.example/schema' }, true] }, 1)).toBe('valid');
    expect(result({ allOf: [{ $ref: 'https://elsewhere.example/schema' }, false] }, 1)).toBe('invalid');
    expect(result({ not: { $ref: 'https://elsewhere.example/schema' } }, 1)).toBe('unknown');
    expect(result({ $schema: 'http://json-schema.org/draft-04/schema#', type: 'string' }, 1)).toBe('unknown');
    expect(result({ $schema: 'http://json-schema.org/draft-07/schema#', $ref: '#/definitions/a', type: 'string', definitions: { a: { type: 'number' } } }, 1)).toBe('valid');
  });

  it('ends on schemas made to run for ever', () => {
    const started = performance.now();
    expect(result({ $ref: '#' }, 1)).toBe('unknown');
    const doubling = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`d${index}`, { allOf: [{ $ref: `#/$defs/d${index + 1}` }, { $ref: `#/$defs/d${index + 1}` }] }]));
    expect(validateAgainst({ $ref: '#/$defs/d0', $defs: { ...doubling, d40: true } } as unknown as JsonValue, 1)).toMatchObject({ result: 'unknown', skipped: ['budget'] });
    expect(result({ pattern: '^(a+)+$' }, `${'a'.repeat(60)}!`)).toBe('unknown');
    expect(result({ enum: Array.from({ length: 5000 }, () => ({})) }, Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`k${index}`, index])))).toBe('unknown');
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('runs ordinary patterns and leaves dangerous ones', () => {
    expect(matchesSafely('^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$', 'de-DE')).toBe(true);
    expect(matchesSafely('(ext:)[a-z|A-Z|0-9|.|\\-|_]+', 'ext:x')).toBe(true);
    expect(matchesSafely('^https?://', 'ftp://x')).toBe(false);
    for (const pattern of ['(a+)+', '(a|a)*', '(?=a)', '(a)\\1', '(?:a{1,9}){9}', `${'a?'.repeat(30)}${'a'.repeat(30)}`, '(', 'a{1001}']) expect(matchesSafely(pattern, 'a'), pattern).toBeUndefined();
    expect(matchesSafely('a*b', 'a'.repeat(5000))).toBeUndefined();
    expect(matchesSafely('^a|b*c', 'a'.repeat(5000))).toBeUndefined();
    expect(matchesSafely('^a', 'a'.repeat(5000))).toBe(true);
  });

  it('the worst pattern that is run ends soon', () => {
    const started = performance.now();
    for (const [pattern, length] of [['a*[ab]*a*c', 44], ['a*[ab]*c', 158], ['a*c', 1990], ['^a*[ab]*a*c', 158], [`^${'a?'.repeat(20)}${'a'.repeat(20)}b`, 40]] as const) {
      expect(matchesSafely(pattern, 'a'.repeat(length)), pattern).toBe(false);
    }
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (schema, value) => { expect(['valid', 'invalid', 'unknown']).toContain(result(schema, value)); }), { numRuns: 1000 });
    const words = fc.constantFrom('type', 'items', 'properties', '$ref', '$id', '$anchor', 'allOf', 'if', 'then', 'enum', 'required', 'pattern', 'minimum', 'contains', '$defs', 'not', '__proto__');
    const odd = fc.letrec((tie) => ({ node: fc.oneof({ maxDepth: 5 }, scalar, fc.constantFrom('#', '#/$defs', '%', '#/%E0%A4'), fc.array(tie('node'), { maxLength: 3 }), fc.dictionary(words, tie('node'), { maxKeys: 4 })) })).node;
    fc.assert(fc.property(odd, instance, (schema, value) => { expect(['valid', 'invalid', 'unknown']).toContain(result(schema, value)); }), { numRuns: 2000 });
  });
});
