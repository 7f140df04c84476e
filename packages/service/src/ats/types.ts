import type { Confirmation, MatchReport } from '@credlens/ats-adapter';
import type { AssessmentPackage, OrderRequest, OrderState, VendorId, WriteBackSettings } from '@credlens/ats-adapter/protocols';
import type { JsonValue, Report } from '@credlens/core/report';

/** A file that a candidate sent. It is in memory, and nowhere else. */
export interface SubmittedFile { name: string; bytes: Uint8Array<ArrayBuffer> }

export interface AssessmentOrder {
  tenant: string;
  /** The package's own posting, or the one that came with the order; JSON or text. */
  jobPosting: JsonValue;
  files: SubmittedFile[];
  /** Whose credentials they should be. */
  recipient?: string;
  /** What people of the tenant decided about names of skills. */
  confirmations?: readonly Confirmation[];
}

/** The work itself: files are verified and held against the job. It never throws for what is in a file or a posting; what it throws is told to the candidate as "try again". */
export type Assess = (order: AssessmentOrder, signal: AbortSignal) => Promise<{ matchReport: MatchReport; reports: Report[] }>;

/** A package with the posting that it is for. Without one, the posting that comes with an order is used. */
export interface TenantPackage extends AssessmentPackage { posting?: JsonValue }

/** One customer of one system. Secrets are here in memory, and are never written to the store, the log or an answer. */
export interface Tenant {
  /** Part of addresses: letters, digits and hyphens. */
  id: string;
  vendor: VendorId;
  /** What the system calls us with, for vendors that do. */
  inboundKey?: string;
  /** What the system signs its webhooks with. */
  webhookSecret?: string;
  /** What we call the system with; for the generic vendor, what we sign with. */
  outboundKey?: string;
  /** What export, erasure and retries are asked for with. Without it, nobody can over HTTP. */
  adminKey?: string;
  packages: readonly TenantPackage[];
  writeBack?: WriteBackSettings & {
    /** Hosts that callbacks may lead to, beside the vendor's own. */
    hosts?: readonly string[];
  };
  /** Where invitations go, for systems that have the provider write to the candidate: signed as the generic vendor's results are. */
  inviteUrl?: string;
  /** Days that results are kept after they are final. Default 180. */
  keepDays?: number;
  /** Days that an upload link works. Default 14. */
  linkDays?: number;
}

/** An order as it is kept. */
export interface StoredOrder {
  id: string;
  vendor: VendorId;
  state: OrderState;
  request: OrderRequest;
  /** ISO 8601 UTC. */
  orderedAt: string;
  completedAt?: string;
  linkUntil: number;
  /** How often files were sent. */
  submissions: number;
}

/** What was found in the files of one order: of the last submission alone. */
export interface StoredResult { matchReport: MatchReport; reports: Report[]; judgedAt: string }

export interface Clock { now: () => Date; /** Resolves early, without an error, where the signal aborts. */ sleep: (ms: number, signal: AbortSignal) => Promise<void>; /** From 0 to below 1. */ random: () => number }
