import { en as match } from '../explain/en.js';
import type { Words } from './words.js';

export const en: Words = {
  language: 'en',
  title: 'Skills with verified evidence',
  intro: {
    recruiter: 'Which requirements of the job the candidate’s verified credentials speak to, and how each was checked.',
    candidate: 'Which requirements of the job what you sent speaks to, and how each was checked. The employer sees the same facts.',
  },
  fraction: '{met} of {total}',
  noneAsked: 'none asked',
  coverage: { required: 'Required skills with verified evidence', preferred: 'Preferred skills with verified evidence' },
  importance: { required: 'required', preferred: 'preferred' },
  status: {
    recruiter: { met: 'verified evidence', partial: 'evidence of a part', review: 'for a person to look at', missing: 'no evidence was given' },
    candidate: { met: 'shown by what you sent', partial: 'shown in part', review: 'a person will look at this', missing: 'not shown by what you sent' },
  },
  unconfirmed: 'Nobody has confirmed that the job asks for this, so it is in no count.',
  evidence: '“{claim}”, {kind}, by {issuer}, {date}: {verdict}',
  issuerUnknown: 'an issuer that is not established',
  dateUnknown: 'date not given',
  kind: { assessed: 'assessed', certified: 'certified', attended: 'attended', endorsed: 'endorsed', claimed: 'stated' },
  verdict: { verified: 'verified', invalid: 'not valid', indeterminate: 'could not be fully checked', unverifiable: 'cannot be verified' },
  cautions: 'verified, with a caution',
  counted: 'counts',
  notCounted: 'does not count',
  reasons: match.reasons,
  noEvidence: {
    recruiter: 'Nothing that was given speaks to this. It does not follow that the candidate lacks it.',
    candidate: 'Nothing that you sent speaks to this. It does not follow that you lack it, and you can send more until you send the result.',
  },
  otherClaims: 'Further statements in the credentials: {count}',
  andMore: 'and {count} more',
  asOf: 'As of {date}',
  reportId: 'Report {id}',
  link: 'Evidence: {url}',
  taxonomies: 'Taxonomies: {names}',
  machine: 'A model ({name}) suggested some of the links; each of these waits for a person.',
  limits: {
    recruiter: 'This says what verified credentials state. It does not say that the candidate can do the job, it compares nobody with anybody, and it is no reason by itself to turn somebody down.',
    candidate: 'This says what your credentials state, and nothing of what else you can do. A person decides. You may ask the employer for an explanation and for a correction.',
  },
  lettersMissing: 'Some letters cannot be drawn in this file and are shown as “?”. They are right in its text for screen readers, and at the link.',
  page: 'Page {page} of {pages}',
  columns: { requirement: 'Requirement', importance: 'Asked as', status: 'Found', evidence: 'Evidence' },
};
