import { sha256 } from '@noble/hashes/sha2.js';
import { describe, expect, it } from 'vitest';
import { pdfDocument, SIGNATURE_FAULTS, type SignatureFault, signPdf } from '@credlens/demo-pki';
import { readPdf, type FormatDefect } from '../index.js';
import { encodingEnd } from './contents.js';

const makeCms = async (signed: Uint8Array) => Uint8Array.of(0x30, 0x22, 0x04, 0x20, ...sha256(signed));

/** Every fault that the writer knows, and the defects that it shows. */
const EXPECTED: Readonly<Record<SignatureFault, readonly FormatDefect[]>> = {
  'byte-range-missing': ['byte-range-missing'], 'byte-range-null': ['byte-range-missing'],
  'byte-range-empty': ['byte-range-malformed'], 'byte-range-three': ['byte-range-malformed'], 'byte-range-six': ['byte-range-malformed'], 'byte-range-reals': ['byte-range-malformed'],
  'byte-range-string': ['byte-range-malformed'], 'byte-range-negative': ['byte-range-malformed'],
  'byte-range-zeros': ['gap-is-not-contents', 'coverage-ends-inside-revision', 'dictionary-outside-revision'],
  'byte-range-indirect': ['byte-range-indirect'],
  'byte-range-outside': ['byte-range-outside', 'coverage-ends-inside-revision'], 'byte-range-huge': ['byte-range-outside', 'coverage-ends-inside-revision'],
  'byte-range-overlap': ['byte-range-overlap', 'gap-is-not-contents', 'coverage-ends-inside-revision', 'dictionary-outside-revision'],
  'byte-range-not-from-start': ['byte-range-not-from-start'],
  'contents-missing': ['contents-missing', 'gap-is-not-contents'], 'contents-null': ['contents-missing', 'gap-is-not-contents'],
  'contents-empty': ['contents-empty', 'gap-is-not-contents'], 'contents-zero': ['contents-empty', 'gap-is-not-contents'],
  'contents-literal': ['contents-not-hex'], 'contents-garbage': ['contents-not-hex'], 'contents-indirect': ['contents-indirect'], 'contents-trailing-data': ['contents-trailing-data'],
  'gap-begins-early': ['gap-is-not-contents'], 'gap-ends-late': ['gap-is-not-contents'], 'gap-without-delimiters': ['gap-is-not-contents'],
  'coverage-ends-inside-revision': ['coverage-ends-inside-revision'],
  'duplicate-contents': ['contents-empty', 'gap-is-not-contents', 'duplicate-keys'],
  'duplicate-byte-range': ['gap-is-not-contents', 'coverage-ends-inside-revision', 'dictionary-outside-revision', 'duplicate-keys'],
  'sub-filter-missing': ['sub-filter-missing'], 'sub-filter-unknown': ['sub-filter-unsupported'], 'sub-filter-x509': ['sub-filter-unsupported'], 'filter-missing': ['filter-missing'], 'type-wrong': ['type-wrong'],
  'dictionary-redefined': ['dictionary-redefined'], 'dictionary-outside-revision': ['gap-is-not-contents', 'dictionary-outside-revision'],
};

describe('a fault of a signature dictionary (ISO 32000-2 section 12.8.1)', () => {
  it.each(SIGNATURE_FAULTS)('%s', async (fault) => {
    const reading = readPdf((await signPdf(pdfDocument(), { size: 100, fault }, makeCms)).bytes);
    if (!reading.ok) throw new Error(reading.reason);
    expect(reading.file.signatures.at(-1)!.defects).toEqual(EXPECTED[fault]);
    expect(reading.file.signatures).toHaveLength(fault === 'dictionary-outside-revision' ? 2 : 1);
  });

  it('adbe.pkcs7.sha1 is none of form: it is weighed by what it is', async () => {
    const reading = readPdf((await signPdf(pdfDocument(), { size: 100, subFilter: 'adbe.pkcs7.sha1' }, makeCms)).bytes);
    expect(reading.ok && reading.file.signatures[0]).toMatchObject({ subFilter: 'adbe.pkcs7.sha1', defects: [] });
  });
});

describe('where a BER value ends (X.690 section 8.1.3)', () => {
  it.each<[string, number[], number | undefined]>([
    ['short', [0x30, 2, 5, 0, 9, 9], 4],
    ['long', [0x30, 0x81, 2, 5, 0, 9], 5],
    ['indefinite', [0x30, 0x80, 4, 1, 7, 0, 0, 9], 7],
    ['indefinite in indefinite', [0x30, 0x80, 0x24, 0x80, 4, 1, 0, 0, 0, 0, 0, 9], 11],
    ['of another tag', [0x04, 1, 1], undefined],
    ['longer than what is there', [0x30, 5, 1], undefined],
    ['indefinite without an end', [0x30, 0x80, 4, 1, 7], undefined],
    ['of a length that does not fit', [0x30, 0x88, 1, 1, 1, 1, 1, 1, 1, 1], undefined],
    ['nothing', [], undefined],
  ])('%s', (_, bytes, end) => expect(encodingEnd(Uint8Array.from(bytes))).toBe(end));
});
