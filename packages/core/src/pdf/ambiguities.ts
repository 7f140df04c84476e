/**
 * Where two readers of one file may see two things, the gravest first. None of it is a verdict: a file with any of them may be sound, and a verifier decides what it takes.
 */
export const AMBIGUITIES = [
  // The way into the file (ISO 32000-2 section 7.5).
  'xref-repaired', 'bytes-after-end', 'bytes-not-looked-at', 'trailer-without-xref', 'xref-out-of-order', 'startxref-differs', 'xref-inside-object', 'xref-hybrid-differs', 'xref-entry-beyond-revision', 'object-crosses-revision',
  'header-offset', 'eof-missing', 'eof-misplaced', 'xref-hybrid-broken', 'xref-entry-twice', 'xref-entry-broken', 'xref-table-short', 'xref-numbering', 'xref-previous-zero',
  // Objects that stand where nothing leads to, or more than once (section 7.3.10).
  'unreferenced-object', 'object-twice', 'objects-overlap', 'stray-bytes', 'generation-differs', 'reference-generation',
  // Signatures, fields, pages.
  'signature-without-field', 'signature-in-two-fields', 'signature-value-missing', 'field-twice', 'page-twice', 'page-count-differs', 'name-tree-loop',
  // Values (section 7.3) and streams (sections 7.3.8, 7.4, 7.5.7).
  'duplicate-keys', 'dictionary-malformed', 'unknown-word', 'number-malformed', 'hex-string-malformed', 'object-malformed', 'endobj-missing',
  'stream-length', 'stream-keyword', 'stream-damaged', 'stream-too-large', 'stream-in-other-file', 'object-stream-index', 'object-stream-short', 'object-stream-number-twice',
  // What was left out of the reading.
  'attachments-cut', 'attachment-unreadable', 'security-store-cut',
] as const;

export type Ambiguity = typeof AMBIGUITIES[number];
