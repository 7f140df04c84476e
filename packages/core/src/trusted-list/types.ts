import type { Qualification } from '../report/signature-fact.js';
import type { AnchorSource, Certificate, TrustAnchor } from '../x509/types.js';

/** ETSI TS 119 612 section 5.5.4, without the part of the URI that all share: `…/Svcstatus/`. Those from before eIDAS are in the history. */
export type ServiceStatus = 'granted' | 'withdrawn' | 'recognisedatnationallevel' | 'deprecatedatnationallevel' | 'undersupervision' | 'supervisionincessation' | 'supervisionceased' | 'supervisionrevoked' | 'accredited' | 'accreditationceased' | 'accreditationrevoked' | 'setbynationallaw' | 'deprecatedbynationallaw' | 'other';

/** Criteria of a qualification element (section 5.5.9.2.2). An unknown criterion matches nothing and makes the element unusable. */
export interface Criteria {
  assert: 'all' | 'atLeastOne' | 'none';
  keyUsage?: readonly { bits: Readonly<Record<string, boolean>> }[];
  policySets?: readonly (readonly string[])[];
  extendedKeyUsage?: readonly (readonly string[])[];
  subjectAttributes?: readonly (readonly string[])[];
  nested?: readonly Criteria[];
  unknown?: boolean;
}

/** `QCForESeal`, `QCWithQSCD`, `NotQualified` …: the last part of the qualifier's URI. */
export interface QualificationElement { qualifiers: readonly string[]; criteria: Criteria }

/** A service during one span of its history. Current first. */
export interface ServicePeriod {
  /** ISO 8601 of the start; the end is the start of the next newer one. */
  from: string;
  /** Where what follows is a service of another kind, and so no period of this one. */
  until?: string;
  status: ServiceStatus;
  /** `ForeSeals`, `ForeSignatures`, `ForWebSiteAuthentication`: additional service information. */
  information: readonly string[];
  qualifications: readonly QualificationElement[];
  /** An extension that is critical and not understood: the period must not be used. */
  unusable?: true;
}

/** A trust service of a kind that seals and their time-stamps need: CA/QC, TSA/QTST (and TSA where the list says so). */
export interface TrustService {
  territory: string;
  provider: string;
  name: string;
  type: 'CA/QC' | 'TSA/QTST' | 'TSA' | 'NationalRootCA-QC';
  /**
   * Names and keys that are its own, all in base64: `name` and `spki` are DER and stand together; `keySha256` is the SHA-256 of a SubjectPublicKeyInfo, enough to know its certificate again and not to verify with;
   * `sha256` is that of a certificate; `ski` is a key identifier, where the list gave no more.
   */
  identities: readonly { name?: string; spki?: string; keySha256?: string; ski?: string; sha256?: string }[];
  periods: readonly ServicePeriod[];
}

export type ListState = 'used' | 'missing' | 'stale' | 'malformed' | 'signature-invalid' | 'signer-unknown' | 'unsigned' | 'unsupported-version' | 'other-territory' | 'older-than-known' | 'no-next-update';

/** One list as it was read. Its services count only where `state` is `used` or `stale`. */
export interface ListFacts {
  territory: string;
  url: string;
  state: ListState;
  operator?: string;
  version?: number;
  sequence?: number;
  issued?: string;
  /** ISO 8601; absent for a list that was closed. */
  nextUpdate?: string;
  sha256?: string;
  /** SHA-256 of the certificate that signed it. */
  signer?: string;
  /** Of the kinds that seals and their time-stamps need. */
  services: number;
  /** Services that it holds and that could not be read, where there are any. */
  unreadable?: number;
}

/** A compact copy of what the lists say about seals and time-stamps, for pages that cannot load them all. The host's own: it is trusted as the host's file is. */
export interface TrustedListSnapshot {
  type: 'trusted-list-snapshot';
  version: 1;
  /** ISO 8601: when the lists were read. */
  created: string;
  /** The list of lists. */
  lotl: ListFacts;
  lists: readonly ListFacts[];
  services: readonly TrustService[];
}

/** The snapshot, ready to be asked. */
export interface TrustedLists extends AnchorSource {
  readonly snapshot: TrustedListSnapshot;
  /** SHA-256 of the snapshot's canonical JSON: a report names it. */
  readonly sha256: string;
  service(index: number): TrustService;
  /** Lists of the country, `undefined` where the list of lists names none. */
  list(territory: string): ListFacts | undefined;
}

export type QualifiedType = 'eSig' | 'eSeal' | 'WSA' | 'unknown';

/** Why a certificate or signature is qualified, is not, or cannot be told to be. */
export type QualificationReason =
  /** A service that is granted says that it is. */
  | 'service-granted'
  /** The signature does not hold, or nobody can say yet whether it does. */
  | 'validation-failed' | 'validation-indeterminate'
  /** The list of the issuer's country: there is none, it could not be had, it may not be used (`unsigned`, `signer-unknown` …), it was closed, or it is too old. */
  | 'no-list-for-country' | 'list-missing' | 'list-unusable' | 'list-closed' | 'list-too-old'
  /** The list knows nobody who issued this; knows them as another kind of service; did not know them at that time. */
  | 'no-service' | 'no-qualified-service' | 'not-listed-at-time'
  /** Nothing leads from the certificate to anybody: it cannot be said whom the list would have to know. A snapshot may hold a digest alone of the key that would verify it. */
  | 'no-path'
  /** The service is not for seals where this is a seal, and so on. */
  | 'other-purpose'
  /** Withdrawn, ceased, or another status that does not make certificates qualified. */
  | 'status-not-granted'
  /** The certificate does not say that it is qualified, and neither does the service; it says so under a foreign law; the service says that it is not. */
  | 'not-declared' | 'foreign-law' | 'declared-not-qualified'
  /** The certificate's own statements cannot be read. */
  | 'statements-malformed'
  /** Two services, or two statements of one, contradict each other; a statement has conditions that are not understood. */
  | 'conflict' | 'critical-extension' | 'unknown-criterion'
  /** Qualified at one of the two times, and not, or as another kind, at the other. */
  | 'issuance-differs'
  /** For web sites: no signature of a person or an organisation. */
  | 'web-certificate';

/** What a certificate was, at one time, by the lists (TS 119 615 section 4.4). */
export interface CertificateQualification {
  at: number;
  /** `indeterminate`: the list that would say is missing, stale or contradicts itself; `reason` says which. */
  qualified: 'qualified' | 'not-qualified' | 'indeterminate';
  type: QualifiedType;
  qscd: 'qscd' | 'not-qscd' | 'indeterminate';
  reason: QualificationReason;
  territory?: string;
  service?: TrustService;
  status?: ServiceStatus;
}

export type { Qualification } from '../report/signature-fact.js';

export interface SignatureQualification {
  qualification: Qualification;
  reason: QualificationReason;
  /** True where a list that this stands on is past its announced next update, by no more than the policy allows. */
  overdue?: true;
  territory?: string;
  provider?: string;
  service?: string;
  /** At issuance of the certificate, and at the best signature time. */
  atIssuance?: CertificateQualification;
  atSigning?: CertificateQualification;
}

export type { AnchorSource, Certificate, TrustAnchor };
