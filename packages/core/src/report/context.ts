import type { Code } from './codes.js';
import type { JsonObject } from './json.js';
import type { Policy } from './policies.js';
import type { Evidence, Problem, Report } from './report.js';

/** How long an answer may be used again, as its HTTP headers say it (RFC 9111). */
export interface Freshness {
  /** False where the answer says `no-store`. */
  storable: boolean;
  /** Milliseconds since 1970; absent where the answer does not say. */
  freshUntil?: number;
  /** True where the answer forbids its use beyond that, whatever happens. */
  mustRevalidate?: boolean;
}

/** What a fetch brought, or why it brought nothing. It never throws for what the world does. */
export type FetchResult =
  | { ok: true; bytes: Uint8Array; contentType: string; finalUrl: string; evidence: Evidence; freshness?: Freshness }
  | { ok: false; code: Code; status?: number; retryable: boolean };

export interface FetchRequest {
  accept?: string;
  /** Bytes at most; the guarded fetch has a ceiling of its own. */
  maxBytes?: number;
  /** How old a cached answer may be, in seconds, whatever it says of itself. */
  maxAgeSeconds?: number;
  /** Where the network fails or may not be touched, take a cached answer that is too old: its evidence says from when it is, and the asker judges that. */
  staleIfError?: boolean;
  /**
   * What it brings is signed and will be checked by that alone, as OCSP responses, revocation lists, issuers' certificates and trusted lists are (RFC 5280 section 4.2.1.13, RFC 6960 appendix A): http is
   * allowed for it, on redirects too. Every other guard holds.
   */
  signedContent?: boolean;
  /** Only what the host's `resources` hold: neither cache nor network is asked, and what they do not hold is `net.offline`. */
  suppliedOnly?: boolean;
}

/** The network as the engine sees it: https only but for what is signed, bounded, cached, with evidence. */
export type GuardedFetch = (url: string, request?: FetchRequest) => Promise<FetchResult>;

/** What a nested verification is for: it decides the policy that it is judged under. */
export type NestedRole = 'status-list' | 'endorsement' | 'registry' | 'member';

export interface NestedResult {
  report: Report;
  /** The document that the signature covers; absent where the input held none. Never use it without looking at the report. */
  document?: JsonObject;
  /** Set where it was not looked at, because there were as many before it as one verification takes. */
  refused?: true;
}

/** A person as the caller names them, from a source that the caller trusts (a login, an order). */
export interface RecipientClaim {
  email?: string;
  /** Other identifiers, by the `identityType` of Open Badges 3.0, or `id` for a DID or URL. */
  identifiers?: { type: string; value: string }[];
}

/** What the caller asked a presentation to answer. */
export interface ExpectedPresentation { challenge?: string; domain?: string | string[] }

export interface IssuerQuery { id: string; types: readonly string[] }

export interface RegistryEntry {
  id: string;
  /** The registry's own name for the issuer. */
  name: string;
  status: 'active' | 'suspended' | 'revoked' | 'removed';
  /** The credential types that it is listed for; absent: all. */
  types?: readonly string[];
  homepage?: string;
}

export type RegistryAnswer =
  | { state: 'listed'; entry: RegistryEntry; evidence: Evidence[] }
  | { state: 'not-listed'; evidence: Evidence[] }
  | { state: 'unreachable'; problem: Problem; evidence: Evidence[] };

/** One list of issuers that the host trusts. An answer is about the identifier asked for, never about a name. */
export interface IssuerRegistry {
  readonly name: string;
  /** The registries that this one is made of, in order of authority: they are asked in its place, so that an answer names the list it comes from. */
  readonly parts?: readonly IssuerRegistry[];
  lookup(query: IssuerQuery, access: Pick<Context, 'fetch' | 'now' | 'signal' | 'verifyNested'>): Promise<RegistryAnswer>;
}

/** What every room above the ground floor is handed. Nothing else reaches the world. */
export interface Context {
  readonly policy: Policy;
  /** The instant to judge at, in milliseconds since 1970. */
  readonly now: number;
  readonly signal?: AbortSignal;
  readonly fetch: GuardedFetch;
  readonly registries: readonly IssuerRegistry[];
  readonly recipient?: RecipientClaim;
  readonly presentation?: ExpectedPresentation;
  /** JSON-LD contexts beyond the bundled ones, and shapes, that the host allows by name. */
  readonly allowContexts: ReadonlySet<string>;
  /** The one way up: verifies what must itself hold before a lower room can answer. Shares one budget of depth, fetches and members. */
  verifyNested(bytes: Uint8Array, role: NestedRole, filename?: string): Promise<NestedResult>;
  /** Remembers an answer for this verification, so that two checks that need one fact ask once. */
  once<T>(key: string, ask: () => Promise<T>): Promise<T>;
}
