import type { AgreementFactId, AgreementStatus, AgreementValue } from '../report/report.js';

/** The words around a comparison of forms of one award, loaded with the first one. */
export interface AgreementText {
  heading: string;
  /** Heads the column of facts, and that of what came of it. */
  factColumn: string;
  statusColumn: string;
  /** Of one form, where it has no file name: `{number|}`. */
  form: string;
  /** Of one form with its file name: `{number|}` and `{name|}`. */
  formNamed: string;
  fact: Record<AgreementFactId, string>;
  status: Record<AgreementStatus, string>;
  /** Where a form says it, unless it is a credential by itself. */
  source: Record<Exclude<AgreementValue['source'], 'credential'>, string>;
  /** Of which sort it is, where that is no language and no number that speaks for itself. */
  kind: Record<'valid-from' | 'awarded' | 'emailAddress' | 'sha256', string>;
  hidden: string;
  silent: string;
  ignored: Record<NonNullable<AgreementValue['ignored']>, string>;
  sameBytes: string;
  /** `{count|}` further values. */
  more: string;
  /** That pages are not compared. */
  pages: string;
  /** Of words that were looked for on the pages of one form: `{name|}` is the form. */
  found: string;
  notFound: string;
}
