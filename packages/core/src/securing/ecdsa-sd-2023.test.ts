import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { relabel } from './ecdsa-sd-2023.js';
import { parseDerivedProofValue, proofValueKind } from './ecdsa-sd-2023-value.js';

const bytes = (length: number, fill: number) => [0x58, length, ...new Array<number>(length).fill(fill)];
const KEY = [0x58, 35, 0x80, 0x24, ...new Array<number>(33).fill(2)];
const multibase = (content: number[], kind = 1) => `u${btoa(String.fromCharCode(0xd9, 0x5d, kind, ...content)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
const value = (labels: number[], rest: { signatures?: number[]; indexes?: number[]; key?: number[] } = {}) =>
  multibase([0x85, ...bytes(64, 1), ...(rest.key ?? KEY), ...(rest.signatures ?? [0x81, ...bytes(64, 3)]), ...labels, ...(rest.indexes ?? [0x82, 0, 0x18, 200])]);
const label = (fill: number) => bytes(32, fill);

describe('parseDerivedProofValue', () => {
  it('reads the five parts', () => {
    const parsed = parseDerivedProofValue(value([0xa2, 0, ...label(7), 1, ...label(8)]));
    expect(parsed?.signatures).toHaveLength(1);
    expect([...parsed?.labels.keys() ?? []]).toEqual(['c14n0', 'c14n1']);
    expect(parsed?.labels.get('c14n0')).toMatch(/^u[\w-]{43}$/);
    expect([...parsed?.mandatory ?? []]).toEqual([0, 200]);
  });

  it('takes byte strings under tag 64 for byte strings', () => {
    expect(parseDerivedProofValue(value([0xa0], { key: [0xd8, 64, ...KEY] }))?.publicKey).toHaveLength(35);
  });

  it.each([
    ['two nodes under one label', value([0xa2, 0, ...label(7), 1, ...label(7)])],
    ['one node under two labels', value([0xa2, 0, ...label(7), 0, ...label(8)])],
    ['a label that is text', value([0xa1, 0, 0x61, 0x61])],
    ['a negative index', value([0xa0], { indexes: [0x81, 0x20] })],
    ['a key of another curve', value([0xa0], { key: [0x58, 35, 0x81, 0x24, ...new Array<number>(33).fill(2)] })],
    ['a short signature', value([0xa0], { signatures: [0x81, ...bytes(63, 3)] })],
    ['a claim of more than there is', value([0xa0], { signatures: [0x9a, 0xff, 0xff, 0xff, 0xff] })],
    ['an array without an end', value([0xa0], { signatures: [0x9f, 0xff] })],
    ['something after it', value([0xa0], { indexes: [0x80, 0x00] })],
    ['arrays in arrays without end', multibase(new Array<number>(5000).fill(0x81))],
    ['tags of tags without end', multibase([...new Array<number>(5000).fill(0xd8).flatMap((tag) => [tag, 64]), 0x40])],
    ['a base proof', multibase([0x85], 0)],
    ['nothing', 'u'],
  ])('%s is none', (_name, text) => { expect(parseDerivedProofValue(text)).toBeUndefined(); });

  it('never throws, whatever the bytes', () => {
    const cbor = fc.oneof(fc.array(fc.constantFrom(0x80, 0x85, 0x9f, 0xa1, 0xd8, 0x40, 0x58, 0x5a, 0xff, 0, 1, 64), { maxLength: 300 }), fc.array(fc.nat(255), { maxLength: 300 }));
    fc.assert(fc.property(cbor, (content) => {
      const parsed = parseDerivedProofValue(multibase(content));
      if (parsed) expect(parsed.publicKey).toHaveLength(35);
    }), { numRuns: 2000 });
  }, 60_000);

  it('has one spelling', () => {
    const text = [0, 1, 2].map((more) => value([0xa0], { indexes: [0x80 + more, ...new Array<number>(more).fill(1)] })).find((one) => one.slice(1).length % 4 === 2) ?? '';
    expect(parseDerivedProofValue(text)).toBeDefined();
    expect(parseDerivedProofValue(text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) + 1))).toBeUndefined();
  });

  it('tells a base proof from a derived one by its first bytes', () => {
    expect([multibase([1], 0), multibase([1], 1), multibase([1], 2), 'zabc', ''].map(proofValueKind)).toEqual(['base', 'derived', undefined, undefined, undefined]);
  });
});

describe('relabel', () => {
  const labels = new Map([['c14n0', 'uB'], ['c14n1', 'uA']]);

  it('replaces nodes in every place, and nothing inside texts and IRIs', () => {
    expect(relabel('_:c14n0 <urn:p_:c14n0> "_:c14n0 \\" _:c14n1" _:c14n1 .\n_:c14n1 <urn:p> _:c14n0 .\n', labels)).toEqual([
      '_:uA <urn:p> _:uB .\n', '_:uB <urn:p_:c14n0> "_:c14n0 \\" _:c14n1" _:uA .\n',
    ]);
  });

  it('sorts by code point, not by code unit', () => {
    expect(relabel('<urn:a> <urn:p> "😀" .\n<urn:a> <urn:p> "\uffee" .\n', labels).map((line) => line.slice(17, 18))).toEqual(['\uffee', '\ud83d']);
  });

  it('leaves a node that was not signed as it is', () => { expect(relabel('_:c14n9 <urn:p> _:c14n0 .\n', labels)).toEqual(['_:c14n9 <urn:p> _:uB .\n']); });
});
