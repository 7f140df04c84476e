import { deflateSync, zlibSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, startReading } from '../limits.js';
import type { PdfDictionary, PdfObject } from '../types.js';
import { decodeFilters, filtersOf } from './decode-stream.js';
import { decodeLzw } from './lzw.js';

const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const textOf = (bytes: Uint8Array | undefined) => bytes && Array.from(bytes, (code) => String.fromCharCode(code)).join('');
const name = (text: string): PdfObject => ({ kind: 'name', name: text });
const dictionary = (entries: Record<string, PdfObject>): PdfDictionary => ({ kind: 'dictionary', entries: new Map(Object.entries(entries)), duplicates: [] });
const asIs = (object: PdfObject | undefined): PdfObject => object ?? null;

function decode(data: Uint8Array, filters: string[], parameters: PdfObject = null, most = 100_000) {
  const reading = startReading(data, { ...DEFAULT_LIMITS, inflated: most });
  const steps = filtersOf(dictionary({ Filter: filters.length === 1 ? name(filters[0]!) : filters.map(name), DecodeParms: parameters }), asIs)!;
  return { bytes: decodeFilters(data, steps, asIs, reading), oddities: [...reading.oddities], left: reading.inflated.left };
}

describe('filters (ISO 32000-2 section 7.4)', () => {
  it('ASCIIHexDecode: white space is nothing, an odd digit is padded', () => expect(textOf(decode(bytesOf('48 65\n6C6c 6F2>junk'), ['ASCIIHexDecode']).bytes)).toBe('Hello '));
  it('ASCII85Decode, with its short end and its zeros', () => {
    expect(textOf(decode(bytesOf('87cURD]i,"Ebo80~>'), ['ASCII85Decode']).bytes)).toBe('Hello World!');
    expect([...decode(bytesOf('z!!~>'), ['ASCII85Decode']).bytes!]).toEqual([0, 0, 0, 0, 0]);
  });
  it('RunLengthDecode', () => expect(textOf(decode(Uint8Array.of(2, 65, 66, 67, 254, 68, 128, 9), ['RunLengthDecode']).bytes)).toBe('ABCDDD'));
  it('LZWDecode: the example of the standard, section 7.4.4.2', () => expect([...decode(Uint8Array.of(0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01), ['LZWDecode']).bytes!]).toEqual([45, 45, 45, 45, 45, 65, 45, 45, 45, 66]));
  it('FlateDecode, cut off: what is there, and a word', () => {
    const whole = zlibSync(bytesOf('abc'.repeat(1000) + Array.from({ length: 3000 }, (_, index) => String.fromCharCode((index * index) % 251)).join('')));
    const { bytes, oddities } = decode(whole.slice(0, whole.length - 200), ['FlateDecode']);
    expect(textOf(bytes!.subarray(0, 6))).toBe('abcabc');
    expect(oddities).toEqual(['stream-damaged']);
  });
  it('FlateDecode without its checksum, and with bytes behind it', () => {
    const whole = zlibSync(bytesOf('Hello'));
    for (const data of [whole.slice(0, -4), Uint8Array.from([...whole, ...new Uint8Array(500_000)])]) expect(decode(data, ['FlateDecode'])).toMatchObject({ bytes: bytesOf('Hello'), oddities: [] });
  });
  it('FlateDecode without its header is none', () => expect(decode(deflateSync(bytesOf('Hello')), ['FlateDecode'])).toEqual({ bytes: undefined, oddities: ['stream-damaged'], left: 100_000 }));
  it('several, in their order', () => expect(textOf(decode(bytesOf(`${Array.from(zlibSync(bytesOf('Hello')), (byte) => byte.toString(16).padStart(2, '0')).join('')}>`), ['ASCIIHexDecode', 'FlateDecode']).bytes)).toBe('Hello'));
  it('Crypt does nothing here, a picture\'s filter and too many are not undone', () => {
    expect(textOf(decode(bytesOf('as it is'), ['Crypt']).bytes)).toBe('as it is');
    expect(decode(bytesOf('x'), ['DCTDecode']).bytes).toBeUndefined();
    expect(filtersOf(dictionary({ Filter: Array.from({ length: 9 }, () => name('Crypt')) }), asIs)).toBeUndefined();
  });
  it.each([['FlateDecode', zlibSync(new Uint8Array(200_000))], ['RunLengthDecode', Uint8Array.from({ length: 4000 }, (_, index) => (index % 2 ? 0 : 129))], ['ASCII85Decode', bytesOf('z'.repeat(30_000))]])('%s: no more than what is left', (filter, data) => {
    expect(decode(data, [filter])).toEqual({ bytes: undefined, oddities: ['stream-too-large'], left: 0 });
  });
  it('LZWDecode: no more than what is left', () => {
    // Codes 65, 258, 259 … each one byte longer than the one before.
    const codes = [256, 65, ...Array.from({ length: 1000 }, (_, index) => 258 + index)];
    let bits = '';
    codes.forEach((code, index) => { const width = index + 257 < 511 + 1 ? 9 : index + 257 < 1023 + 1 ? 10 : 11; bits += code.toString(2).padStart(width, '0'); });
    const data = Uint8Array.from(bits.match(/.{1,8}/g)!, (byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
    expect(decodeLzw(data, 100)).toBeUndefined();
    expect(decodeLzw(data, 10_000_000)?.bytes.every((byte) => byte === 65)).toBe(true);
  });
});

describe('predictors (section 7.4.4.4)', () => {
  const flate = (rows: number[][]) => zlibSync(Uint8Array.from(rows.flat()));
  const parameters = (predictor: number, more: Record<string, number> = {}) => dictionary({ Predictor: predictor, Columns: 3, ...more });
  it.each<[string, number[], number[]]>([
    ['none', [0, 1, 2, 3], [1, 2, 3]], ['sub', [1, 1, 2, 3], [1, 3, 6]], ['up', [2, 1, 2, 3], [11, 22, 33]], ['average', [3, 1, 2, 3], [6, 15, 25]], ['paeth', [4, 1, 2, 3], [11, 22, 33]],
  ])('PNG: %s', (kind, row, made) => {
    const above = kind === 'none' || kind === 'sub' ? [0, 0, 0, 0] : [0, 10, 20, 30];
    expect([...decode(flate([above, row]), ['FlateDecode'], parameters(12)).bytes!]).toEqual([...above.slice(1), ...made]);
  });
  it('TIFF, of bytes and of two', () => {
    expect([...decode(flate([[1, 2, 3, 4, 5, 6]]), ['FlateDecode'], parameters(2)).bytes!]).toEqual([1, 3, 6, 4, 9, 15]);
    expect([...decode(flate([[0, 255, 0, 1, 1, 0]]), ['FlateDecode'], parameters(2, { BitsPerComponent: 16 })).bytes!]).toEqual([0, 255, 1, 0, 2, 0]);
  });
  it('parameters that make no sense undo nothing', () => {
    for (const wrong of [parameters(12, { Columns: -1 }), parameters(12, { Colors: 1e9 }), parameters(2, { BitsPerComponent: 7 }), parameters(99)]) expect(decode(flate([[0, 1, 2, 3]]), ['FlateDecode'], wrong).bytes).toBeUndefined();
  });
});
