import { describe, expect, it } from 'vitest';
import { canonicalJson, strictCanonicalJson } from './canonical-json.js';

describe('RFC 8785', () => {
  it('sorts by UTF-16 code units, at every level, whatever the order and form of keys', () => {
    // The astral key stands before U+FB33 by code units, after it by code points.
    const value = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': { b: 1, a: [{ d: 1, c: 2 }] } };
    expect(Object.keys(JSON.parse(strictCanonicalJson(value)) as object).filter((key) => key !== '1')).toEqual(['\r', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33']);
    expect(strictCanonicalJson({ b: 1, '10': 2, '9': 3, a: { z: null, y: [true, false] } })).toBe('{"10":2,"9":3,"a":{"y":[true,false],"z":null},"b":1}');
  });

  it.each([
    [0, '0'], [-0, '0'], [1e21, '1e+21'], [1e-7, '1e-7'], [0.000001, '0.000001'], [333333333.33333329, '333333333.3333333'], [4.50, '4.5'], [2e-3, '0.002'], [1e-27, '1e-27'],
    [5e-324, '5e-324'], [1.7976931348623157e308, '1.7976931348623157e+308'], [9007199254740991, '9007199254740991'], [295147905179352830000, '295147905179352830000'],
  ])('writes the number %d as ECMAScript does', (value, text) => { expect(strictCanonicalJson(value)).toBe(text); });

  it('escapes what must be escaped and nothing else', () => {
    expect(strictCanonicalJson('\u20ac$\u000f\nA\'B"\\\\"/\b\t\f\r\u007f\u2028<é😀')).toBe('"\u20ac$\\u000f\\nA\'B\\"\\\\\\\\\\"/\\b\\t\\f\\r\u007f\u2028<é😀"');
  });

  it('has no form for a lone surrogate, in a value or a key, or for a number that is not finite', () => {
    for (const value of ['\ud800', 'a\udc00b', { '\ud83d': 1 }, [{ a: ['\ude00\ud83d'] }], Number.NaN, [Number.POSITIVE_INFINITY]]) expect(() => strictCanonicalJson(value)).toThrow(RangeError);
    expect(canonicalJson('\ud800')).toBe('"\\ud800"');
  });

  it('takes __proto__ for a key like any other', () => {
    expect(strictCanonicalJson(JSON.parse('{"b":1,"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1},"b":1}');
  });
});
