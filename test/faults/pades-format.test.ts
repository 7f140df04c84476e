import { pdfDocument, picturedSeal, pki, sealedPdf, SIGNATURE_FAULTS, type DocumentOptions, type Pdf, type SignatureFault } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { checkOf } from './world.js';
import { expectCheck, expectGood, expectSub, judgeBytes, SEALED } from './pades-world.js';

const cast = pki(SEALED);

/** Sub-filters of somebody's own, which table 255 allows. */
const FOREIGN = ['sub-filter-unknown', 'sub-filter-x509'] as const;
type Foreign = typeof FOREIGN[number];
const isForeign = (fault: SignatureFault): fault is Foreign => (FOREIGN as readonly SignatureFault[]).includes(fault);

/** What each fault is called in ISO 32000-2 and EN 319 142-1, and the defect that is to be found. A fault without one is told by another check. */
const DEFECTS: Readonly<Record<Exclude<SignatureFault, Foreign>, string>> = {
  'byte-range-missing': 'byte-range-missing', 'byte-range-null': 'byte-range-missing', 'byte-range-empty': 'byte-range-malformed', 'byte-range-three': 'byte-range-malformed', 'byte-range-six': 'byte-range-malformed',
  'byte-range-reals': 'byte-range-malformed', 'byte-range-string': 'byte-range-malformed', 'byte-range-negative': 'byte-range-malformed', 'byte-range-zeros': 'gap-is-not-contents', 'byte-range-indirect': 'byte-range-indirect',
  'byte-range-outside': 'byte-range-outside', 'byte-range-huge': 'byte-range-outside', 'byte-range-overlap': 'byte-range-overlap', 'byte-range-not-from-start': 'byte-range-not-from-start',
  'contents-missing': 'contents-missing', 'contents-null': 'contents-missing', 'contents-empty': 'contents-empty', 'contents-zero': 'contents-empty', 'contents-literal': 'contents-not-hex', 'contents-garbage': 'contents-not-hex',
  'contents-indirect': 'contents-indirect', 'contents-trailing-data': 'contents-trailing-data', 'gap-begins-early': 'gap-is-not-contents', 'gap-ends-late': 'gap-is-not-contents', 'gap-without-delimiters': 'gap-is-not-contents',
  'coverage-ends-inside-revision': 'coverage-ends-inside-revision', 'duplicate-contents': 'duplicate-keys', 'duplicate-byte-range': 'duplicate-keys', 'sub-filter-missing': 'sub-filter-missing', 'filter-missing': 'filter-missing', 'type-wrong': 'type-wrong', 'dictionary-redefined': 'dictionary-redefined', 'dictionary-outside-revision': 'dictionary-outside-revision',
};

describe('ISO 32000-2 section 12.8.1 and EN 319 102-1 section 5.2.2: the form of a signature dictionary (FORMAT_FAILURE)', () => {
  it.each(SIGNATURE_FAULTS.filter((fault): fault is Exclude<SignatureFault, Foreign> => !isForeign(fault)))('table 255: %s', async (fault) => {
    const { bytes } = await sealedPdf({ pki: await cast, signature: { fault } });
    const report = await judgeBytes(bytes, await cast);
    const check = checkOf(report, 'proof.signature');
    expect({ verdict: report.verdict, code: check.code, type: check.problems[0]?.type, rules: check.problems.map(({ params }) => params?.['rule']) })
      .toMatchObject({ verdict: 'invalid', code: 'ades.format-failure', type: 'urn:etsi:019102:subindication:FORMAT_FAILURE', rules: expect.arrayContaining([DEFECTS[fault]]) });
  });
});

describe('ISO 32000-2 table 255: sub-filters that are not ours to judge (SIG_CONSTRAINTS_FAILURE)', () => {
  it.each(FOREIGN)('%s', async (fault) => {
    const report = await judgeBytes((await sealedPdf({ pki: await cast, signature: { fault } })).bytes, await cast);
    expectSub(report, 'SIG_CONSTRAINTS_FAILURE', 'sub-filter-unsupported');
  });
});

describe('ISO 32000-2 section 7: forms of files', () => {
  it.each([
    ['7.5.8: cross-reference streams', { xref: 'stream' }], ['7.5.7: object streams', { xref: 'stream', objectStreams: true }], ['7.6: encrypted with the empty password, by AES of 256 bits', { encryption: 'aes-256' }],
    ['7.6: encrypted with the empty password, by AES of 128 bits', { encryption: 'aes-128' }], ['7.6: encrypted with the empty password, by RC4', { encryption: 'rc4-128' }], ['three pages', { pages: 3 }],
  ] as readonly [string, DocumentOptions][])('%s', async (_name, document) => {
    const report = await judgeBytes((await sealedPdf({ pki: await cast, document })).bytes, await cast);
    expectGood(report);
    expect(checkOf(report, 'format.data-model').code).toBe('pdf.conforms');
  });
  it('7.5.8.4: a hybrid file whose two readings are one', async () => {
    const report = await judgeBytes((await sealedPdf({ pki: await cast, document: { xref: 'hybrid' } })).bytes, await cast);
    expectGood(report);
  });
  it('7.6.4: a file that needs a password', async () => expectCheck(await judgeBytes((await sealedPdf({ pki: await cast, document: { encryption: 'aes-256', userPassword: 'secret' } })).bytes, await cast), 'indeterminate', 'intake.readable', 'pdf.encrypted'));
  it('7.5: a file that is none behind its first line', async () => expectCheck(await judgeBytes(new TextEncoder().encode('%PDF-1.7\nnothing of the kind\n'), await cast), 'indeterminate', 'intake.readable', 'pdf.malformed'));
  it('a file that nobody sealed', async () => expectCheck(await judgeBytes(pdfDocument().bytes, await cast), 'unverifiable', 'intake.credential', 'input.unsigned'));
  it('a file with the picture of a seal', async () => expectCheck(await judgeBytes(picturedSeal(), await cast), 'unverifiable', 'intake.credential', 'input.unsigned'));
  it('more signatures than are judged', async () => {
    let pdf: Pdf = pdfDocument();
    for (let index = 0; index < 33; index += 1) pdf = await sealedPdf({ pki: await cast, document: pdf, signature: { field: `Signature${index}`, size: 4000 } });
    expectCheck(await judgeBytes(pdf.bytes, await cast), 'indeterminate', 'intake.credential', 'pdf.too-many-signatures');
  });
});
