import type { BaselineLevel, Indication, Qualification, SignatureFact, TimestampFact } from '../report/signature-fact.js';

/** The published attacks, by the names of `ChangeFact.attack`. */
export type AttackWord =
  | 'universal-signature-forgery' | 'incremental-saving' | 'signature-wrapping' | 'shadow-hide' | 'shadow-replace' | 'shadow-hide-and-replace' | 'evil-annotation' | 'sneaky-signature';

/** What happened to a file, by the names of `ChangeFact.kind`. */
export type ChangeWord =
  | 'validation-material' | 'document-timestamp' | 'metadata' | 'file-structure' | 'signature' | 'signature-field' | 'form-filling' | 'annotation' | 'page-content' | 'page-added' | 'page-removed'
  | 'page-tree' | 'resources' | 'font' | 'optional-content' | 'annotation-altered' | 'form-field-altered' | 'catalog' | 'names' | 'action' | 'signed-object-redefined' | 'unreferenced-object'
  | 'unreadable-update' | 'bytes-after-end' | 'other';

/** How a trusted list was found, by the names of `TrustedListFact.state`. */
export type ListWord =
  | 'used' | 'missing' | 'stale' | 'malformed' | 'signature-invalid' | 'signer-unknown' | 'unsigned' | 'unsupported-version' | 'other-territory' | 'older-than-known' | 'no-next-update';

/** The words around seals and signatures, loaded with a report. */
export interface SealText {
  heading: string;
  /** `{number|}` of `{total|}`. */
  name: Record<SignatureFact['kind'], string>;
  /** In its place, of a signature over another: `{number|}` of `{total|}`. */
  counterSignature: string;
  indication: Record<Indication, string>;
  /** Instead of the indication, where what came after the seal is not permitted. */
  changedSince: string;
  row: Record<
    | 'sealedBy' | 'signedBy' | 'stampedBy' | 'claimedBy' | 'organization' | 'identifier' | 'onBehalfOf' | 'country' | 'when' | 'qualification' | 'service' | 'list' | 'covers' | 'after' | 'certifies'
    | 'level' | 'timestamps' | 'certificate' | 'fingerprint' | 'issuer' | 'anchor' | 'revocation' | 'algorithms' | 'format' | 'rules' | 'claims',
    string
  >;
  fromCertificate: string;
  notEstablished: string;
  pseudonym: string;
  noSigner: string;
  /** By the first letters of an identifier (EN 319 412-1 section 5.1.4): `{country|}`. */
  identifierKind: Record<'VAT' | 'NTR' | 'LEI' | 'PSD', string>;
  onBehalfOf: string;
  /** `{time|}`. */
  time: Record<'proved' | 'claimed' | 'stamped' | 'stampedUnproved' | 'unknown', string>;
  qualification: Record<Qualification, { name: string; says: string }>;
  notTheRight: string;
  /** What an undecided one would be: `{name|}`. */
  ifHeld: string;
  /** Why, by the names of `qualifiedBy.reason`; a word that is not here is shown as it is. */
  qualifiedBecause: string;
  reasons: Record<string, string>;
  qscd: Record<'yes' | 'no', string>;
  listLine: Record<'sequence' | 'issued' | 'nextUpdate', string>;
  listOfLists: string;
  listState: Record<ListWord, string>;
  lists: string;
  /** `{created|}` and `{digest|}`. */
  snapshot: string;
  covers: Record<'file' | 'revision', string>;
  nothingAfter: string;
  afterUnknown: string;
  permitted: string;
  notPermitted: string;
  change: Record<ChangeWord, string>;
  /** `{revision|}` of the file. */
  inRevision: string;
  /** `{name|}` of the attack. */
  knownAs: string;
  attack: Record<AttackWord, string>;
  certifies: Record<NonNullable<SignatureFact['certifies']>, string>;
  level: Record<BaselineLevel, string>;
  timestamp: Record<TimestampFact['kind'], string>;
  timestampBy: string;
  timestampQualified: Record<'yes' | 'no', string>;
  /** `{from|}` and `{until|}`. */
  validity: string;
  anchor: Record<'host' | 'trusted-list', string>;
  /** `{source|}`, `{at|}`, `{revokedAt|}`. */
  revocation: Record<'good' | 'revoked' | 'unknown' | 'none', string>;
  revocationReason: string;
  revocationSource: Record<'ocsp' | 'crl', string>;
  /** `{bits|}`. */
  keyBits: string;
  format: Record<SignatureFact['format'], string>;
  claimsNote: string;
  claim: Record<keyof SignatureFact['claims'], string>;
  preview: Record<
    | 'show' | 'close' | 'heading' | 'caption' | 'captionNow' | 'captionUnknown' | 'captionChanged' | 'version' | 'sealed' | 'sealedBy' | 'now' | 'previous' | 'next' | 'page' | 'picture' | 'loading' | 'failed'
    | 'incomplete' | 'tooMany' | 'text' | 'noText' | 'otherFile',
    string
  >;
}
