import type { QualificationElement, ServiceStatus } from './types.js';

/** A pointer to another list (TS 119 612 section 5.3.13). */
export interface ListPointer {
  /** `EU`, `CZ` … */
  territory: string;
  url: string;
  /** URI. */
  type: string;
  mimeType: string;
  operator?: string;
  /** DER of the certificates that may sign it. */
  certificates: readonly Uint8Array[];
}

export interface ReadPeriod {
  /** Milliseconds since 1970. */
  from: number;
  /** `CA/QC` …: it may have been another kind of service then. */
  type: string;
  status: ServiceStatus;
  information: readonly string[];
  qualifications: readonly QualificationElement[];
  unusable?: true;
}

/** A service as a list has it, of whatever type. */
export interface ReadService {
  provider: string;
  name: string;
  /** DER. */
  certificates: readonly Uint8Array[];
  /** Subject key identifiers, for services without a certificate. */
  keyIdentifiers: readonly Uint8Array[];
  /** Newest first; the first is in force now. */
  periods: readonly ReadPeriod[];
}

/** What a list says. Whether it is signed by who may sign it was asked before. */
export interface ListContents {
  version: number;
  /** URI. */
  type: string;
  territory: string;
  operator?: string;
  sequence: number;
  /** Milliseconds since 1970. */
  issued: number;
  /** Absent for a list that was closed (section 5.3.15). */
  nextUpdate?: number;
  /** Of the scheme, in the order of the list: the list of lists names its pivots here. */
  informationUris: readonly string[];
  pointers: readonly ListPointer[];
  services: readonly ReadService[];
  /** Services that could not be read. They are in none of the others. */
  unreadable: number;
}

export type ListReading = { ok: true; contents: ListContents } | { ok: false; problem: 'malformed' | 'unsupported-version' };
