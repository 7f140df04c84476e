import type { Ambiguity, PdfFile, PdfReading } from '../../pdf/index.js';
import type { Code } from '../../report/codes.js';
import type { Finding } from '../../report/finding.js';
import type { Problem } from '../../report/report.js';

/** What cannot be opened cannot be judged: it is undecided, and not the document's fault as far as is known. */
export function unopened({ why, reason }: Extract<PdfReading, { ok: false }>): { code: Code; params: { reason: string } } {
  const codes = { encrypted: 'pdf.encrypted', malformed: 'pdf.malformed', 'too-large': 'pdf.too-large', unsupported: 'pdf.unsupported' } as const;
  return { code: codes[why], params: { reason } };
}

const note = (code: Code, params: Problem['params'] = {}): Problem => ({ type: 'about:blank', code, params: params ?? {}, retryable: false });

/** Said, and not weighed: places for signatures that stayed empty, and what other programs might run. */
export function notesOf({ emptySignatureFields, active }: PdfFile): Problem[] {
  return [...emptySignatureFields.slice(0, 8).map((field) => note('pdf.empty-signature-field', { field })), ...active.slice(0, 8).map((detail) => note('pdf.active-content', { detail }))];
}

/** Of what was noticed, that by which two readers that both keep to the standard, or mend what does not, come to show something else. The rest is carelessness that every reader takes alike. */
const TWO_READINGS: ReadonlySet<Ambiguity> = new Set<Ambiguity>([
  'xref-repaired', 'trailer-without-xref', 'xref-out-of-order', 'xref-inside-object', 'xref-hybrid-differs', 'xref-entry-beyond-revision', 'object-crosses-revision', 'xref-entry-twice', 'objects-overlap', 'page-twice',
  'page-count-differs', 'duplicate-keys', 'stream-in-other-file', 'object-stream-number-twice',
]);

/** Is the file built so that every reader reads the same in it? What was signed may itself have been built to be read in two ways, and no later change would show it. */
export function structureOf({ ambiguities }: PdfFile): Finding {
  const codeOf = (ambiguity: Ambiguity): Code => (TWO_READINGS.has(ambiguity) ? 'pdf.two-readings' : 'pdf.ambiguous');
  const worst = ambiguities.find((each) => TWO_READINGS.has(each)) ?? ambiguities[0];
  if (worst === undefined) return { code: 'pdf.conforms' };
  return { code: codeOf(worst), params: { detail: worst }, problems: ambiguities.slice(0, 16).map((detail) => note(codeOf(detail), { detail })) };
}
