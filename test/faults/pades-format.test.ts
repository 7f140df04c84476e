import { pki, sealedPdf, SIGNATURE_FAULTS, type SignatureFault } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { checkOf } from './world.js';
import { judgeBytes, SEALED } from './pades-world.js';

const cast = pki(SEALED);

/** What each fault is called in ISO 32000-2 and EN 319 142-1, and the defect that is to be found. A fault without one is told by another check. */
const DEFECTS: Readonly<Record<SignatureFault, string>> = {
  'byte-range-missing': 'byte-range-missing', 'byte-range-null': 'byte-range-missing', 'byte-range-empty': 'byte-range-malformed', 'byte-range-three': 'byte-range-malformed', 'byte-range-six': 'byte-range-malformed',
  'byte-range-reals': 'byte-range-malformed', 'byte-range-string': 'byte-range-malformed', 'byte-range-negative': 'byte-range-malformed', 'byte-range-zeros': 'gap-is-not-contents', 'byte-range-indirect': 'byte-range-indirect',
  'byte-range-outside': 'byte-range-outside', 'byte-range-huge': 'byte-range-outside', 'byte-range-overlap': 'byte-range-overlap', 'byte-range-not-from-start': 'byte-range-not-from-start',
  'contents-missing': 'contents-missing', 'contents-null': 'contents-missing', 'contents-empty': 'contents-empty', 'contents-zero': 'contents-empty', 'contents-literal': 'contents-not-hex', 'contents-garbage': 'contents-not-hex',
  'contents-indirect': 'contents-indirect', 'contents-trailing-data': 'contents-trailing-data', 'gap-begins-early': 'gap-is-not-contents', 'gap-ends-late': 'gap-is-not-contents', 'gap-without-delimiters': 'gap-is-not-contents',
  'coverage-ends-inside-revision': 'coverage-ends-inside-revision', 'duplicate-contents': 'duplicate-keys', 'duplicate-byte-range': 'duplicate-keys', 'sub-filter-missing': 'sub-filter-missing', 'sub-filter-unknown': 'sub-filter-unsupported',
  'sub-filter-x509': 'sub-filter-unsupported', 'filter-missing': 'filter-missing', 'type-wrong': 'type-wrong', 'dictionary-redefined': 'dictionary-redefined', 'dictionary-outside-revision': 'dictionary-outside-revision',
};

describe('ISO 32000-2 section 12.8.1 and EN 319 102-1 section 5.2.2: the form of a signature dictionary (FORMAT_FAILURE)', () => {
  it.each(SIGNATURE_FAULTS)('table 255: %s', async (fault) => {
    const { bytes } = await sealedPdf({ pki: await cast, signature: { fault } });
    const report = await judgeBytes(bytes, await cast);
    const check = checkOf(report, 'proof.signature');
    expect({ verdict: report.verdict, code: check.code, type: check.problems[0]?.type, rules: check.problems.map(({ params }) => params?.['rule']) })
      .toMatchObject({ verdict: 'invalid', code: 'ades.format-failure', type: 'urn:etsi:019102:subindication:FORMAT_FAILURE', rules: expect.arrayContaining([DEFECTS[fault]]) });
  });
});
