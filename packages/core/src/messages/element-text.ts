/** The words of `<credential-verifier>` around a report. Small, so that a page's first load carries them without the whole catalogue. */
export interface ElementText {
  title: string;
  paste: string;
  pasteHint: string;
  choose: string;
  drop: string;
  dropHere: string;
  recipient: string;
  recipientHint: string;
  verify: string;
  clear: string;
  cancel: string;
  checking: string;
  /** `{done|…}` of `{total|…}`. */
  progress: string;
  cancelled: string;
  cleared: string;
  ready: string;
  empty: string;
  tooMany: string;
  unreadableFile: string;
  crashed: string;
  crashedNext: string;
  setupFailed: string;
  details: string;
  nextStep: string;
  evidence: string;
  evidenceNone: string;
  problems: string;
  more: string;
  fileOf: string;
  results: string;
  notAReport: string;
  /** `{place|…}` is an RFC 6901 pointer. */
  at: string;
  atWhole: string;
  level: Record<'required' | 'checked' | 'advisory', string>;
  source: Record<'network' | 'cache' | 'snapshot' | 'inline', string>;
  fetchedAt: string;
  validUntil: string;
  /** `{relay|}` is the relay's address. */
  throughRelay: string;
  olderCopy: string;
  copy: string;
  save: string;
  copied: string;
  copyFailed: string;
  savedReport: string;
  members: string;
  member: string;
  endorsements: string;
  endorsement: string;
  untitled: string;
  asOf: string;
  policy: string;
  compared: string;
  profileConforms: string;
  profileMisses: string;
}

/** The words around what a credential says: loaded with the first report, not with the page. */
export interface FactText {
  summary: string;
  fact: Record<
    | 'title' | 'issuerClaimed' | 'issuerEstablished' | 'recipient' | 'validFrom' | 'validUntil' | 'achievement' | 'achievementType' | 'description' | 'criteria'
    | 'skills' | 'results' | 'types' | 'id' | 'file' | 'format',
    string
  >;
  hashedRecipient: string;
  establishedBy: Record<'domain' | 'registry' | 'certificate', string>;
  claims: string;
}
