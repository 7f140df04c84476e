import type { AgreementText } from '../agreement-text.js';

/** English. */
export const agreement: AgreementText = {
  heading: 'Are these forms of one award?',
  factColumn: 'What',
  statusColumn: 'The same?',
  form: 'Form {number|}',
  formNamed: '{number|}. {name|}',
  fact: { identifier: 'Identifier', title: 'Title', holder: 'Awarded to', issuer: 'Issuer', date: 'Date', certificate: 'Certificate of the seal' },
  status: { agrees: 'The same', partly: 'In part', differs: 'Not the same', unclear: 'Cannot be compared', alone: 'Only one says it' },
  source: { inside: 'in what it holds', metadata: 'in the file’s description', certificate: 'in the certificate' },
  kind: { 'valid-from': 'valid from', awarded: 'awarded', emailAddress: 'e-mail', sha256: 'fingerprint' },
  hidden: 'hidden behind a code',
  silent: 'says nothing of it',
  ignored: { 'not-sealed': 'not sealed, so not compared', invalid: 'not valid, so not compared' },
  sameBytes: 'One of them holds the other, the same to the byte.',
  more: 'and {count|} more',
  pages: 'The pages of a PDF are not compared: what stands on them is for your own eyes. A word that is found there, or not, decides nothing.',
  found: 'Found on the pages of {name|one of them}:',
  notFound: 'Not found on the pages of {name|one of them}:',
};
