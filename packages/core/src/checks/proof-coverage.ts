import type { Code } from '../report/codes.js';
import type { Finding } from '../report/finding.js';
import type { Subject } from '../report/subject.js';

const UNREAD: ReadonlySet<Code> = new Set(['signature.unsupported', 'signature.too-many', 'signature.too-complex']);

/** Is all that a reader sees covered by the signature, and does it mean what it seems to? (Data Integrity section 2.4.1; undefined terms are signed by nobody.) */
export function proofCoverage({ coverage, proofs }: Subject): Finding {
  if (proofs.every(({ signature }) => UNREAD.has(signature.code)) && coverage.code === 'coverage.complete') {
    // No proof that we can read says what it covers.
    return { code: 'check.not-reached' };
  }
  const [first] = coverage.problems.filter((problem) => problem.code === coverage.code);
  return { code: coverage.code, ...(first?.params ? { params: first.params } : {}), problems: coverage.problems, evidence: coverage.evidence };
}
