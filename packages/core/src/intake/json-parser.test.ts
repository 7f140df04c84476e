import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { parseJson } from './json-parser.js';

// Property tests, on machines that do other work too.
vi.setConfig({ testTimeout: 60_000 });

const read = (text: string, depth = 64) => parseJson(text, { depth });
const codes = (text: string, depth?: number) => read(text, depth).problems.map((problem) => problem.code);

/** Values whose numbers say what they mean; `__proto__` as a key is among what fast-check makes. */
const json = fc.jsonValue({ maxDepth: 6 }).filter((value) => read(JSON.stringify(value)).problems.length === 0);

describe('parseJson', () => {
  it('agrees with JSON.parse on JSON without duplicates', () => {
    fc.assert(fc.property(json, fc.constantFrom(undefined, 1, '\t', ' \r\n '), (value, space) => {
      const text = JSON.stringify(value, null, space?.toString().includes('\r') ? undefined : space);
      const reading = read(text);
      expect(JSON.stringify(reading.value)).toBe(JSON.stringify(JSON.parse(text)));
    }), { numRuns: 500 });
  });

  it('accepts a text exactly where JSON.parse does', () => {
    const fragments = fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"', '"a"', '"b":', '1', '-', '0', '.5', 'e3', 'true', 'nul', 'null', ' ', '\n', '\\', '\\u0041', '\u0001'), { maxLength: 12 });
    fc.assert(fc.property(fc.oneof(fragments.map((parts) => parts.join('')), fc.string()), (text) => {
      let expected = true;
      try { JSON.parse(text); } catch { expected = false; }
      expect(read(text).value !== undefined).toBe(expected);
    }), { numRuns: 5000 });
  });

  it('never throws on a valid text with a change somewhere', () => {
    fc.assert(fc.property(json, fc.nat(), fc.string({ maxLength: 3 }), fc.nat(3), (value, place, insert, drop) => {
      const text = JSON.stringify(value);
      const at = place % (text.length + 1);
      const reading = read(text.slice(0, at) + insert + text.slice(at + drop));
      if (reading.value === undefined) expect(reading.problems[0]?.params).toMatchObject({ line: expect.any(Number), column: expect.any(Number) });
    }), { numRuns: 1000 });
  });

  it('finds a duplicate key at any depth, with its pointer', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.constant(null), fc.string()), { maxLength: 20 }), fc.string(), (path, key) => {
      const name = JSON.stringify(key);
      let text = `{${name}:1,${JSON.stringify(`${key}!`)}:2,${name}:3}`;
      for (const step of [...path].reverse()) text = step === null ? `[${text}]` : `{${JSON.stringify(step)}:${text}}`;
      const expected = [...path.map((step) => step ?? '0'), key].map((step) => `/${step.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
      expect(read(text).problems.filter((problem) => problem.code === 'json.duplicate-key')).toMatchObject([{ pointer: expected }]);
    }), { numRuns: 300 });
  });

  it('sees through escapes in a duplicate key', () => {
    expect(codes('{"type":1,"\\u0074ype":2}')).toEqual(['json.duplicate-key']);
  });

  it('stops at the depth limit, whatever the depth', () => {
    expect(codes('[[[1]]]', 2)).toEqual(['json.too-deep']);
    expect(codes('[[1]]', 2)).toEqual([]);
    expect(codes('['.repeat(1_000_000))).toEqual(['json.too-deep']);
    expect(codes('{"a":'.repeat(1_000_000))).toEqual(['json.too-deep']);
    expect(read('['.repeat(200_000) + ']'.repeat(200_000), 1_000_000).value).toBeDefined();
  });

  it('makes __proto__ and constructor own properties and leaves prototypes alone', () => {
    const value = read('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}').value as object;
    expect(Object.keys(value)).toEqual(['__proto__', 'constructor']);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(codes('{"__proto__":1,"__proto__":2}')).toEqual(['json.duplicate-key']);
  });

  it.each([
    ['9007199254740993', true], ['-9007199254740993', true], ['9007199254740991', false], ['1e400', true], ['-1e400', true], ['1e-400', true],
    ['0.1', false], ['0e5', false], ['-0', false], ['1e21', false], ['0.30000000000000004441', false],
  ])('number %s is unsafe: %s', (text, unsafe) => {
    expect(codes(`{"n":${text}}`)).toEqual(unsafe ? ['json.unsafe-number'] : []);
  });

  it('flags half a surrogate pair and accepts a whole one', () => {
    expect(codes('["\\ud800"]')).toEqual(['json.lone-surrogate']);
    expect(codes('{"\\udc00":1}')).toEqual(['json.lone-surrogate']);
    expect(read('["\\ud83d\\ude00"]').value).toEqual(['😀']);
  });

  it('says where the text breaks off', () => {
    expect(read('{"a": 1,\n  "b": [1, 2').problems).toMatchObject([{ code: 'json.syntax', params: { line: 2, column: 13 } }]);
    expect(read('\ufeff{"a" 1}').problems).toMatchObject([{ params: { line: 1, column: 6, offset: 6 } }]);
  });

  it('reads 10 MiB in linear time', () => {
    const text = JSON.stringify(Array.from({ length: 60_000 }, (_, index) => ({ id: `urn:uuid:${index}`, name: 'A name with \n an escape', tags: ['a', 'b', { c: index }], text: 'x'.repeat(80) })));
    expect(text.length).toBeGreaterThan(9_000_000);
    const started = performance.now();
    expect(read(text).problems).toEqual([]);
    const full = performance.now() - started;
    const again = performance.now();
    read(text.slice(0, text.length / 10));
    // A generous bound: quadratic work would be a hundred times the tenth, not ten.
    expect(full).toBeLessThan(Math.max(20_000, (performance.now() - again) * 40));
  });
});
