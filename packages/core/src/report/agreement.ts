/** What forms of one award are compared by. */
export type AgreementFactId = 'identifier' | 'title' | 'holder' | 'issuer' | 'date' | 'certificate';

/**
 * `agrees`: what they have in common is the same. `partly`: some of it is, some is not. `differs`: none of it is. `unclear`: they say it in ways that cannot be compared, such as in two languages.
 * `alone`: only one of them says it.
 */
export type AgreementStatus = 'agrees' | 'partly' | 'differs' | 'unclear' | 'alone';

/** One place where one of them says it. */
export interface AgreementValue {
  /** Which of the inputs, from 0. */
  subject: number;
  /** Of which sort it is: a language, the scheme of a number, which date. Only what is of one sort can differ. */
  kind: string;
  /** As it is written. Absent where it is hidden behind a hash. */
  value?: string;
  /** `credential`: the input itself. `inside`: a credential that it holds, such as an attachment. `metadata`: a sealed file's own description. `certificate`: who sealed it. */
  source: 'credential' | 'inside' | 'metadata' | 'certificate';
  /** RFC 6901 pointer into this report. */
  pointer: string;
  /** Set where nobody stands behind it, so that it was not compared: it came after a seal, nothing was sealed, or what says it is not valid. */
  ignored?: 'not-sealed' | 'invalid';
}

export interface AgreementFact { fact: AgreementFactId; status: AgreementStatus; values: AgreementValue[] }

/** Whether a word stands in the text of a sealed file's pages. It is found or it is not: neither says that the page agrees, and nothing is decided by it. */
export interface PageWord { subject: number; fact: AgreementFactId; value: string; found: boolean }

/** What forms of one award were found to have in common. It asserts nothing of whether either may be relied on: that is each subject's verdict. */
export interface Agreement {
  facts: AgreementFact[];
  /** Files that several of the inputs are or hold, the same to the byte: pointers into this report. */
  sameBytes: { sha256: string; pointers: string[] }[];
  pages?: PageWord[];
}
