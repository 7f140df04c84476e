import { pointer } from '../../report/json.js';
import type { AgreementValue } from '../../report/agreement.js';
import type { Report } from '../../report/report.js';

/** A credential that an input is or holds, with where its report stands. */
export interface Candidate {
  report: Report;
  /** RFC 6901 pointer into the report of all. */
  path: string;
  source: Extract<AgreementValue['source'], 'credential' | 'inside'>;
  ignored?: AgreementValue['ignored'];
}

const MOST_CANDIDATES = 16;
const MOST_DEPTH = 4;

/** What only holds credentials says nothing itself: an array, an archive, a presentation, a PDF. A learner record is a credential of its own. */
const holdsOnly = ({ credential }: Report): boolean => credential === undefined || credential.format === 'presentation' || credential.format === 'sealed-pdf';

/** A PDF that nobody sealed: anybody can draw a page around somebody's credential. */
const isUnsealedPdf = ({ input, signatures }: Report): boolean => (input.contains ?? input.mediaType) === 'application/pdf' && signatures === undefined;

/** The credentials of one input: itself, or those inside. What is inside a sealed document and not signed by itself is what was sealed. */
export function candidatesOf(report: Report, subject: number): Candidate[] {
  const found: Candidate[] = [];
  const visit = (each: Report, path: string, depth: number, above: Candidate['ignored']): void => {
    if (found.length >= MOST_CANDIDATES || depth > MOST_DEPTH) return;
    const ignored = above ?? (each.input.sealed === false ? 'not-sealed' : depth > 0 && each.verdict === 'invalid' ? 'invalid' : undefined);
    if (!holdsOnly(each)) {
      found.push({ report: each, path, source: depth === 0 ? 'credential' : 'inside', ...(ignored ? { ignored } : {}) });
      return;
    }
    each.subjects.forEach((inner, index) => visit(inner, `${path}${pointer('subjects', index)}`, depth + 1, ignored ?? (isUnsealedPdf(each) ? 'not-sealed' : undefined)));
  };
  visit(report, pointer('subjects', subject), 0, undefined);
  return found;
}

/** Of several inside one input those that another input is or holds too, by its bytes or its identifier; all where none is. */
export function meant(candidates: readonly Candidate[], others: readonly Candidate[]): { candidates: readonly Candidate[]; several: boolean } {
  const counting = candidates.filter(({ ignored }) => ignored === undefined);
  if (counting.length < 2) return { candidates, several: false };
  const known = new Set(others.flatMap(({ report }) => [report.input.sha256, ...(report.credential?.id === undefined ? [] : [report.credential.id])]));
  const same = counting.filter(({ report }) => known.has(report.input.sha256) || (report.credential?.id !== undefined && known.has(report.credential.id)));
  return same.length > 0 ? { candidates: same, several: false } : { candidates, several: true };
}
