import { idOf, own, readInstant, type CheckId, type Code, type Context, type Evidence, type FetchResult, type JsonObject, type JsonValue, type Params, type Report } from '../report/index.js';

/** Why a list cannot be used. */
export interface ListFault { code: Code; params: Params; retryable: boolean; cause?: Code; evidence: Evidence[] }

/** A list credential whose own proof holds: it says nothing yet of who signed it, nor whether that is the credential's issuer. */
export interface ListCredential {
  document: JsonObject;
  id: string | undefined;
  issuer: string | undefined;
  evidence: Evidence;
  /** What was fetched to verify it. */
  related: Evidence[];
  /** A kept copy that is older than it allows itself, or than the policy allows it. */
  stale: boolean;
}

export type ListResult = { ok: true; list: ListCredential } | { ok: false; fault: ListFault };

const ACCEPT = 'application/vc, application/vc+jwt, application/vc+ld+json, application/ld+json;q=0.9, application/json;q=0.8, */*;q=0.1';
export const LIST_BYTES = 10 * 1024 * 1024;

/** Fetches and verifies a list once for a verification, however many entries point to it. */
export function loadListCredential(url: string, context: Context): Promise<ListResult> {
  return context.once(`status list ${url}`, async () => {
    const first = await load(url, context, context.policy.maxStatusAgeSeconds);
    // How long a list may be kept is written in the list: a kept copy that turns out too old by its own word is fetched anew.
    if (!first.ok || !first.list.stale || first.list.evidence.source !== 'cache') return first;
    const ttl = ttlOf(first.list.document);
    return ttl === undefined || ttl / 1000 >= context.policy.maxStatusAgeSeconds ? first : load(url, context, Math.floor(ttl / 1000));
  });
}

async function load(url: string, context: Context, maxAgeSeconds: number): Promise<ListResult> {
  const answer = await context.fetch(url, { accept: ACCEPT, maxBytes: LIST_BYTES, maxAgeSeconds, staleIfError: true });
  if (!answer.ok) return { ok: false, fault: unreachable(url, answer) };
  const { report, document } = await context.verifyNested(answer.bytes, 'status-list');
  const fault = faultOf(report, document);
  const related = report.checks.flatMap((check) => check.evidence);
  if (fault || !document) {
    return { ok: false, fault: { code: 'status.list-malformed', retryable: false, ...fault, params: { url, ...fault?.params }, evidence: [answer.evidence, ...related] } };
  }
  const evidence = withExpiry(answer.evidence, document);
  return { ok: true, list: { document, id: idOf(document), issuer: idOf(own(document, 'issuer')), evidence, related, stale: isStale(evidence, ttlOf(document), context) } };
}

/** What a fetch that brought nothing means for a status. */
export function unreachable(url: string, answer: Extract<FetchResult, { ok: false }>): ListFault {
  const { code, status, retryable } = answer;
  const params = { url, ...(status === undefined ? {} : { status }) };
  return { code: code === 'net.too-large' ? 'status.list-too-large' : 'status.unreachable', cause: code, params, retryable, evidence: [] };
}

type Fault = Pick<ListFault, 'code' | 'retryable' | 'params'> | undefined;

/**
 * Design rule 6: a list counts when its own proof holds, which is signature, terms and coverage, and a key that the list's issuer authorises; and it must be in force.
 * Anything that could not be found out makes the list unproven, not untrue.
 */
function faultOf(report: Report, document: JsonObject | undefined): Fault {
  const check = (id: CheckId): Report['checks'][number] | undefined => report.checks.find((each) => each.id === id);
  const fault = (code: Code, retryable = false, params: Params = {}): Fault => ({ code, retryable, params });
  const usable = (id: CheckId): boolean => ['pass', 'not-applicable', 'warn'].includes(check(id)?.outcome ?? 'skipped');

  for (const id of ['intake.readable', 'intake.credential'] as const) {
    const { code, outcome } = check(id) ?? { code: 'check.not-reached', outcome: 'skipped' };
    if (code === 'input.unsigned') return fault('status.unsigned-list');
    if (code === 'input.unsupported') return fault('status.list-unsupported');
    if (code === 'input.too-large') return fault('status.list-too-large');
    if (outcome === 'fail') return fault('status.list-malformed', false, { why: code });
    if (!usable(id)) return fault('status.list-unproven', true, { why: code });
  }
  if (!document) return fault('status.list-malformed');
  if (check('proof.signature')?.code === 'signature.unsupported') return fault('status.list-unsupported');
  const proof = (['proof.signature', 'proof.terms', 'proof.coverage', 'proof.key'] as const).map(check);
  const failed = proof.find((each) => each?.outcome === 'fail');
  if (failed) return fault('status.list-invalid', false, { why: failed.code });
  const undecided = proof.find((each) => !each || !usable(each.id));
  if (undecided || proof.includes(undefined)) return fault('status.list-unproven', undecided?.problems.some(({ retryable }) => retryable) ?? true, { why: undecided?.code ?? 'check.not-reached' });

  const validity = check('validity.period');
  if (validity?.code === 'validity.expired') return fault('status.list-expired', true, validity.params);
  if (validity?.code === 'validity.not-yet') return fault('status.list-not-yet-valid', true, validity.params);
  if (validity?.outcome === 'fail') return fault('status.list-malformed', false, { why: validity.code });
  return usable('validity.period') ? undefined : fault('status.list-unproven', true, { why: validity?.code ?? 'check.not-reached' });
}

/** `ttl` is milliseconds, on the list (the credential's subject). */
function ttlOf(document: JsonObject): number | undefined {
  const subjects = own(document, 'credentialSubject');
  const ttls = (Array.isArray(subjects) ? subjects : [subjects]).map((subject: JsonValue | undefined) => (typeof subject === 'object' && subject !== null && !Array.isArray(subject) ? own(subject, 'ttl') : undefined));
  const given = ttls.filter((ttl): ttl is number => typeof ttl === 'number' && Number.isFinite(ttl) && ttl >= 0);
  return given.length === 0 ? undefined : Math.min(...given);
}

/** `ttl` cannot prolong `validUntil` (section 2.2): the earlier of both is until when the list says of itself that it may be used. */
function withExpiry(evidence: Evidence, document: JsonObject): Evidence {
  const ends = ['validUntil', 'expirationDate'].flatMap((name) => {
    const text = own(document, name);
    const at = typeof text === 'string' ? readInstant(text)?.at : undefined;
    return at === undefined ? [] : [at];
  });
  const ttl = ttlOf(document);
  if (ttl !== undefined && evidence.fetchedAt !== undefined) ends.push(Math.min(Date.parse(evidence.fetchedAt) + ttl, 8.64e15));
  return ends.length === 0 ? evidence : { ...evidence, validUntil: new Date(Math.min(...ends)).toISOString() };
}

/** Only a kept copy can be stale: when a snapshot was taken is the host's affair, and what the network brought is as new as its publisher keeps it. */
export function isStale(evidence: Evidence, ttl: number | undefined, context: Context): boolean {
  if (evidence.source !== 'cache' || evidence.fetchedAt === undefined) return false;
  // A policy may let a copy stand in for longer; the evidence then says so, which makes it a caution.
  const grace = evidence.stale === undefined ? 0 : context.policy.staleIfErrorSeconds * 1000;
  return context.now - Date.parse(evidence.fetchedAt) > (ttl ?? context.policy.maxStatusAgeSeconds * 1000) + grace;
}
