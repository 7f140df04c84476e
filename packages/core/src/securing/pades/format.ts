import type { PdfFile, PdfReading } from '../../pdf/types.js';
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

/** Is the file built so that every reader reads the same in it? */
export function structureOf({ ambiguities }: PdfFile): Finding {
  const [first] = ambiguities;
  if (first === undefined) return { code: 'pdf.conforms' };
  return { code: 'pdf.ambiguous', params: { detail: first }, problems: ambiguities.slice(0, 16).map((detail) => note('pdf.ambiguous', { detail })) };
}
