import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDss, attacks, type DocumentOptions, pdfDocument, signPdf } from '@credlens/demo-pki';
import { dssAt, readPdf } from './index.js';

const makeCms = async (signed: Uint8Array) => Uint8Array.of(0x30, 0x22, 0x04, 0x20, ...sha256(signed));
/** More in a long run: `CREDLENS_RUNS=100000`. */
const RUNS = Number(process.env['CREDLENS_RUNS'] ?? 150);
const LIMITS = { inflated: 4_000_000 };

const FORMS: DocumentOptions[] = [{}, { xref: 'stream', objectStreams: true }, { xref: 'hybrid', objectStreams: true }, { encryption: 'rc4-128' }, { encryption: 'aes-128', xref: 'stream', objectStreams: true }, { encryption: 'aes-256' }];

async function samples(): Promise<Uint8Array[]> {
  const made: Uint8Array[] = [];
  for (const options of FORMS) {
    const one = await signPdf(pdfDocument({ ...options, pages: 2, fields: [{ name: 'a' }], attachments: [{ name: 'x.json', bytes: Uint8Array.of(1, 2, 3) }] }), { size: 60, docMdp: 2, visible: { rect: [1, 1, 9, 9] } }, makeCms);
    made.push((await signPdf(addDss(one, { certificates: [Uint8Array.of(1)] }), { size: 60, field: 'b', type: 'document-timestamp' }, makeCms)).bytes);
  }
  for (const name of ['incremental-saving', 'signature-wrapping', 'shadow-hide-and-replace']) made.push(...await Promise.all(attacks.filter((each) => each.name === name).slice(0, 3).map(({ make }) => make({ makeCms }))));
  return made;
}

const WORDS = ['obj', 'endobj', 'stream\n', 'endstream', 'xref\n', 'trailer', 'startxref\n', '%%EOF\n', '<<', '>>', '[', ']', '(', ')', '<', '>', '/', '0', '-1', '99999999999', ' 0 R', '/Prev 0', '/Kids', '/Length 5 0 R', '/ByteRange[0 1 2 3]', '/Filter/FlateDecode', '\0', '%', 'null'];

type Edit = { kind: 'flip' | 'word' | 'cut' | 'copy' | 'digit'; at: number; size: number; value: number };
const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('flip', 'word', 'cut', 'copy', 'digit'), at: fc.double({ min: 0, max: 1, noNaN: true }), size: fc.integer({ min: 1, max: 400 }), value: fc.integer({ min: 0, max: 255 }),
});

function apply(bytes: Uint8Array, { kind, at, size, value }: Edit): Uint8Array {
  const place = Math.min(bytes.length - 1, Math.floor(at * bytes.length));
  const splice = (from: number, to: number, between: Uint8Array) => {
    const made = new Uint8Array(from + between.length + bytes.length - to);
    made.set(bytes.subarray(0, from));
    made.set(between, from);
    made.set(bytes.subarray(to), from + between.length);
    return made;
  };
  if (bytes.length === 0) return bytes;
  switch (kind) {
    case 'flip': { const made = bytes.slice(); made[place] = value; return made; }
    case 'word': { const word = WORDS[value % WORDS.length]!; return splice(place, place + (size % 2 ? 0 : Math.min(word.length, bytes.length - place)), Uint8Array.from(word, (each) => each.charCodeAt(0))); }
    case 'cut': return splice(place, Math.min(bytes.length, place + size), new Uint8Array());
    case 'copy': return splice(place, place, bytes.slice(value * 16, value * 16 + size));
    case 'digit': {
      let found = place;
      while (found < bytes.length && !(bytes[found]! >= 0x30 && bytes[found]! <= 0x39)) found += 1;
      if (found >= bytes.length) return bytes;
      const made = bytes.slice();
      made[found] = 0x30 + (value % 10);
      return made;
    }
  }
}

/** What holds of any reading, whatever was read. */
function expectSound(bytes: Uint8Array): void {
  const start = performance.now();
  const reading = readPdf(bytes, LIMITS);
  if (reading.ok) {
    const { file } = reading;
    expect(file.revisions.length).toBeGreaterThan(0);
    for (const { covers, defects, byteRange, signedBytes, revision, contents } of file.signatures) {
      if (defects.length > 0 || !byteRange) {
        expect(defects).not.toEqual([]);
        continue;
      }
      // The two ranges and one hexadecimal string between them are all bytes up to the end of a revision.
      const [a, b, c, d] = byteRange;
      expect([a, signedBytes.length, covers === 'file']).toEqual([0, b + d, c + d === bytes.length]);
      expect(new TextDecoder().decode(bytes.subarray(b, c))).toMatch(/^<[0-9A-Fa-f]+>$/);
      expect(revision).toBeDefined();
      expect(contents.length).toBeLessThanOrEqual((c - b) / 2);
    }
    for (const { index } of file.revisions) {
      const view = file.at(index);
      for (const number of view.numbers().slice(0, 64)) {
        const value = view.get(number);
        if (typeof value === 'object' && value !== null && !Array.isArray(value) && value.kind === 'stream') view.decode(value, number);
      }
      dssAt(file, index);
    }
  }
  expect(performance.now() - start).toBeLessThan(10_000);
}

describe('a reading never throws and never hangs', () => {
  it('whatever the bytes are', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 2000 }), (noise) => { expectSound(noise); expectSound(Uint8Array.from([0x25, 0x50, 0x44, 0x46, 0x2d, ...noise])); }), { numRuns: RUNS });
  });
  it('whatever words stand in the file', () => {
    const words = fc.array(fc.oneof(fc.constantFrom(...WORDS), fc.constantFrom('1 0 obj', '2 0 obj', '/Type/Catalog', '/Root 1 0 R', '/Pages 2 0 R', '/Size 3', 'xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n', '/W[1 1 1]', '/Type/XRef', '/Type/ObjStm/N 1/First 4')), { maxLength: 60 });
    fc.assert(fc.property(words, (list) => expectSound(new TextEncoder().encode(`%PDF-1.7\n${list.join(' ')}\nstartxref\n9\n%%EOF\n`))), { numRuns: RUNS * 4 });
  });
  it('whatever was changed in a sealed file', { timeout: 100_000 + RUNS * 100 }, async () => {
    const files = await samples();
    fc.assert(fc.property(fc.constantFrom(...files), fc.array(edit, { minLength: 1, maxLength: 4 }), (bytes, edits) => expectSound(edits.reduce(apply, bytes))), { numRuns: RUNS * 4 });
  });
});
