import type { JsonObject, JsonValue } from '@credlens/core/report';
import type { Importance } from '../requirements/requirement.js';
import type { MatchReport } from '../match/match-report.js';
import type { Words } from '../words/words.js';
import type { WebhookScheme } from './webhook-scheme.js';

export const VENDOR_IDS = ['generic', 'greenhouse', 'ashby', 'workable', 'kombo'] as const;
export type VendorId = (typeof VENDOR_IDS)[number];

/** What can be ordered: usually one for each job that is open. */
export interface AssessmentPackage { id: string; name: string; description?: string }

/** What we keep of an order. Names, telephone numbers and addresses of pages that a system sends along are not read. */
export interface OrderRequest {
  packageId: string;
  /** Two orders of one tenant with the same text here are one order that was sent twice. */
  sameAs: string;
  /** The system's own identifier for the order, where results go by it. */
  externalId?: string;
  candidate: { /** The system's own. */ id?: string; email?: string };
  job: { id?: string; title?: string; /** The posting as the system has it. */ posting?: JsonValue };
  /** Where the system wants to be told. Followed only to hosts that the tenant's settings allow. */
  callbackUrl?: string;
}

export type OrderFault = 'member-missing' | 'member-malformed' | 'no-candidate' | 'not-an-order';
export type OrderReading = { ok: true; order: OrderRequest } | { ok: false; fault: OrderFault; /** RFC 6901. */ pointer: string };

/** `waiting`: for the candidate. `draft`: there is a result, and the candidate can still send files again. `final`: the result is fixed. */
export const ORDER_STATES = ['waiting', 'draft', 'final', 'cancelled', 'expired'] as const;
export type OrderState = (typeof ORDER_STATES)[number];

/** An order as a vendor's shapes need it. */
export interface OrderView {
  id: string;
  packageId: string;
  state: OrderState;
  externalId?: string;
  callbackUrl?: string;
  /** Where the candidate sends files. */
  uploadUrl: string;
  /** Where a recruiter reads the result with its evidence. */
  resultUrl: string;
  /** ISO 8601 UTC; of `final`. */
  completedAt?: string;
  /** Of `final` alone: what is not final is shown to the candidate and to nobody else. */
  matchReport?: MatchReport;
}

export interface Answer { status: number; body: unknown }

/** `list`: packages. `order`: an order. `status`: how far one is, and its result. `cancel`. `problem`: the system tells what it could not read. `webhook`: a signed message, which may be an order. */
export type Action = 'list' | 'order' | 'status' | 'cancel' | 'problem' | 'webhook';
export interface Route { method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'; /** `:id` stands for an order's identifier. */ path: string; action: Action }

/** How a caller proves who it is. `basic-username`: HTTP Basic with the key as the user name, and no password or any. `webhook`: by the signature of what is sent. */
export type InboundAuth = 'bearer' | 'basic-username' | 'api-key' | 'webhook';

/** A request that goes out. Credentials are added when it is sent, and never written down with it. */
export interface Outgoing { method: 'GET' | 'POST' | 'PUT' | 'PATCH'; url: string; headers: Record<string, string>; body?: string }

/** `written`: the system has it. `already`: it had it before. `again`: it says nothing of whether it has it, or asks for patience. `refused`: it will never take it. */
export type WriteOutcome = 'written' | 'already' | 'again' | 'refused';

/** What the tenant says of the system that is written to. */
export interface WriteBackSettings { apiBase?: string; /** Sent as a header where the vendor has one. */ integrationId?: string }

export interface WriteContext { words: Words; /** Milliseconds since 1970. */ now: number; settings: WriteBackSettings; idempotencyKey: string; /** A PDF of the result, where the vendor takes attachments. */ pdf?: Uint8Array }

/** How a result is told to a vendor's system. */
export interface WriteBack {
  /** The request, or nothing where the order does not say where to. The same inputs give the same bytes. */
  request: (order: OrderView, context: WriteContext) => Outgoing | undefined;
  auth: 'bearer' | 'basic-username' | 'signed' | 'none';
  outcomeOf: (status: number, body: JsonValue | undefined) => WriteOutcome;
  /** After an answer that was lost. `resend`: the same bytes again do no harm. `ask`: the system takes one write alone, so it is asked first. */
  ifUnknown: 'resend' | 'ask';
  ask?: (order: Pick<OrderView, 'id' | 'externalId'>, settings: WriteBackSettings, cursor?: string) => Outgoing | undefined;
  /** `more`: the answer has another page. */
  readAsked?: (order: Pick<OrderView, 'id' | 'externalId'>, status: number, body: JsonValue | undefined) => 'written' | 'not-written' | 'unknown' | { more: string };
  /** What may be asked at once, and each second, until the system's own headers say otherwise. */
  rate: { burst: number; perSecond: number };
  /** Hosts, with those below them, that callbacks of this vendor lead to. */
  hosts: readonly string[];
}

/** A vendor's documented shapes as data and small functions. Pure: no clock, no network. */
export interface Vendor {
  id: VendorId;
  name: string;
  inbound: InboundAuth;
  routes: readonly Route[];
  packages: (packages: readonly AssessmentPackage[]) => Answer;
  readOrder: (body: JsonObject, headers: Readonly<Record<string, string | undefined>>) => OrderReading;
  ordered: (order: OrderView) => Answer;
  /** The identifier of the order that a request is about. */
  orderIdOf: (asked: { path: Readonly<Record<string, string>>; query: Readonly<Record<string, string>>; body?: JsonValue }) => string | undefined;
  status: (order: OrderView, words: Words) => Answer;
  cancelled: (order: Pick<OrderView, 'id' | 'state'>) => Answer;
  problem: (fault: { status: number; code: string; detail: string; pointer?: string }) => Answer;
  webhook?: WebhookScheme;
  /** Of the messages that come by webhook: what this one is. */
  messageOf?: (body: JsonObject) => 'order' | 'ping' | 'other';
  writeBack: WriteBack;
}

/** Which requirements coverage speaks of. */
export const IMPORTANCES: readonly Importance[] = ['required', 'preferred'];
