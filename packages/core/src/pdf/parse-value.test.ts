import { describe, expect, it } from 'vitest';
import type { Ambiguity } from './ambiguities.js';
import { latin1 } from './characters.js';
import { parseValue } from './parse-value.js';
import { dateOf } from './pdf-date.js';
import { textOf } from './text-string.js';
import type { PdfObject } from './types.js';

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

function parse(text: string, absolute = false) {
  const bytes = bytesOf(text);
  const oddities = new Set<Ambiguity>();
  const parsed = parseValue({ bytes, end: bytes.length, absolute, depth: 20, work: { left: 1_000_000 }, oddities, signed: new WeakSet(), odd: new Set() }, 0);
  return { value: parsed?.value, at: parsed?.at, oddities: [...oddities] };
}
const string = (text: string) => { const { value } = parse(text); return typeof value === 'object' && value !== null && 'bytes' in value ? latin1(value.bytes) : value; };

describe('values (ISO 32000-2 section 7.3)', () => {
  it.each<[string, PdfObject]>([
    ['true', true], ['null', null], ['12', 12], ['-.5', -0.5], ['+7.', 7], ['12 0 R', { kind: 'reference', number: 12, generation: 0 }], ['/A#20b', { kind: 'name', name: 'A b' }], ['/', { kind: 'name', name: '' }],
    ['[1 2 0 R/A(x)null]', [1, { kind: 'reference', number: 2, generation: 0 }, { kind: 'name', name: 'A' }, { kind: 'string', bytes: bytesOf('x'), hex: false }, null]],
  ])('%s', (text, value) => expect(parse(text).value).toEqual(value));

  it.each([
    ['(a(b)c)', 'a(b)c'], ['(a\\)b\\\\)', 'a)b\\'], ['(\\101\\7\\1234)', 'A\u0007S4'], ['(a\\\r\nb)', 'ab'], ['(a\r\nb\rc)', 'a\nb\nc'], ['(\\n\\t\\x)', '\n\tx'], ['<48 656C6C 6F7>', 'Hellop'], ['<>', ''],
  ])('string %s', (text, value) => expect(string(text)).toBe(value));

  it('a number that is a reference only in part is a number', () => expect([parse('12 0 obj').value, parse('12 0').value, parse('1 2 Rx').value]).toEqual([12, 12, 1]));
  it('comments are white space', () => expect(parse('[1%2]\n3]').value).toEqual([1, 3]));
  it.each(['(a', '<41', '[1', '<</A 1', '[1 endobj]', ']', 'endobj', '', '<</A [>>'])('no value: %s', (text) => expect(parse(text).value).toBeUndefined());

  it('offsets are those of the file: strings with their delimiters, dictionaries with theirs', () => {
    expect(parse('  <</A <41>/B(x)>> ', true).value).toMatchObject({ start: 2, end: 18, entries: new Map([['A', { start: 7, end: 11 }], ['B', { start: 13, end: 16 }]].map(([key, place]) => [key, expect.objectContaining(place as object)])) });
    expect(parse('<</A <41>>>').value).not.toHaveProperty('start');
  });
  it('what two readers may read differently is said', () => {
    expect(parse('<</A 1/A 2>>')).toMatchObject({ value: { duplicates: ['A'], entries: new Map([['A', 2]]) }, oddities: ['duplicate-keys'] });
    expect(parse('<</A 1 2/B 3>>').oddities).toContain('dictionary-malformed');
    expect(parse('[1 foo 2]')).toMatchObject({ value: [1, null, 2], oddities: ['unknown-word'] });
    expect(parse('1.2.3').oddities).toEqual(['number-malformed']);
    expect(parse('<4z1>').oddities).toEqual(['hex-string-malformed']);
  });
  it('names of JavaScript are names like others', () => {
    const { value } = parse('<</__proto__ 1/constructor 2>>');
    expect(value).toMatchObject({ entries: new Map([['__proto__', 1], ['constructor', 2]]) });
  });
});

describe('text strings (section 7.9.2.2)', () => {
  it.each<[string, number[], string]>([
    ['PDFDocEncoding', [0x41, 0x80, 0xa0, 0xe4, 0x18], 'A•€ä˘'], ['UTF-16BE', [0xfe, 0xff, 0x04, 0x16], 'Ж'], ['UTF-16LE, which some write', [0xff, 0xfe, 0x16, 0x04], 'Ж'], ['UTF-8', [0xef, 0xbb, 0xbf, 0xc3, 0xa4], 'ä'],
    ['with a language in it', [0xfe, 0xff, 0, 0x1b, 0, 0x65, 0, 0x6e, 0, 0x1b, 0, 0x41], 'A'],
  ])('%s', (_, bytes, text) => expect(textOf(Uint8Array.from(bytes))).toBe(text));
});

describe('dates (section 7.9.4)', () => {
  it.each<[string, string | undefined]>([
    ["D:20260301120000+01'00'", '2026-03-01T11:00:00.000Z'], ["D:20260301120000-05'30", '2026-03-01T17:30:00.000Z'], ['D:20260301120000Z', '2026-03-01T12:00:00.000Z'], ["D:20260301120000Z00'00'", '2026-03-01T12:00:00.000Z'],
    ['D:2026', '2026-01-01T00:00:00.000Z'], ['20260301', '2026-03-01T00:00:00.000Z'], ['D:20260301120000', '2026-03-01T12:00:00.000Z'], ['D:20260301120000+0100', '2026-03-01T11:00:00.000Z'],
    ['D:20261301', undefined], ['D:20260230', undefined], ['D:2026030125', undefined], ['yesterday', undefined], ['', undefined], ['D:202603011200001', undefined],
  ])('%s', (text, iso) => { const time = dateOf(text); expect(time === undefined ? undefined : new Date(time).toISOString()).toBe(iso); });
});
