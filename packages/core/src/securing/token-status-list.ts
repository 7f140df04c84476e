import { status } from '../checks/status.js';
import { worseFinding } from '../checks/worst.js';
import { inflate } from '../bytes/inflate.js';
import { decodeCanonical, readCompact, utf8Text } from '../jose/index.js';
import { CODES, type Code } from '../report/codes.js';
import type { Context } from '../report/context.js';
import type { Finding, Findings } from '../report/finding.js';
import { isObject, isString, own, type JsonObject, type JsonValue } from '../report/json.js';
import type { Evidence, Params } from '../report/report.js';
import type { Subject } from '../report/subject.js';
import { isStale, LIST_BYTES, unreachable } from '../status/list-credential.js';
import { found } from '../status/problem.js';
import { readStrictJson } from './strict-json.js';
import { mediaType } from './token-document.js';
import { tokenSignature } from './token-signature.js';
import { dateClaim, headerTerms, madeAt } from './token-terms.js';

/** As for other lists: 128 million entries of one bit. */
const INFLATED_BYTES = 16 * 1024 * 1024;
const WHERE = '/status/status_list';

interface Place { idx: number; uri: string }

/** A list that proves itself and is in force, or what keeps it from counting. */
type List = { ok: true; bits: number; bytes: Uint8Array; other: boolean; stale: boolean; fetchedAt: string; evidence: Evidence[] } | { ok: false; finding: Finding };

const both = (finding: Finding): Findings => ({ 'status.revocation': finding, 'status.suspension': finding });

/**
 * What the issuer's Token Status List says of a wallet credential (Token Status List, `status.status_list`). One value answers two questions: whether it is withdrawn for good (1) and whether it is
 * suspended (2). The rules are those of every list here: it counts where its own signature holds under a key that its issuer authorises, and while it is in force. Never throws.
 * @param claim the token's `status` claim
 */
export async function tokenStatus(claim: JsonValue | undefined, issuer: string | undefined, context: Context): Promise<Findings> {
  if (claim === undefined) return {};
  const place = isObject(claim) ? placeOf(own(claim, 'status_list')) : undefined;
  if (!isObject(claim) || (Object.hasOwn(claim, 'status_list') && !place)) return both(found('status.entry-malformed', '/status'));
  if (!place) return both(found('status.unknown-type', '/status', { type: Object.keys(claim).join(', ').slice(0, 100) }));
  const list = await context.once(`token status list ${String(issuer)} ${place.uri}`, () => load(place.uri, issuer, context));
  return list.ok ? valueFindings(place, list) : both(list.finding);
}

/**
 * The same for a credential of the W3C data model, which has a status of its own too. The claim is one of the token (RFC 7519): whoever passed over it would take a withdrawn credential for good.
 * What is no object is a word of the document's own.
 */
export async function claimedStatus(payload: JsonObject, subject: Subject, issuer: string | undefined, context: Context): Promise<Findings> {
  const claimed = own(payload, 'status');
  if (subject.what === 'presentation') return {};
  // A list where the standard has one object: whoever wrote it meant it to be asked.
  if (Array.isArray(claimed) && claimed.some((one) => isObject(one) && Object.hasOwn(one, 'status_list'))) return both(found('status.entry-malformed', '/status'));
  if (!isObject(claimed)) return {};
  const [stated, listed] = await Promise.all([status(subject, context), tokenStatus(claimed, issuer, context)]);
  const worse = (id: 'status.revocation' | 'status.suspension'): Finding => {
    const [a, b] = [stated[id], listed[id]];
    if (!a || a.code === 'status.none') return b ?? { code: 'status.none' };
    return b ? worseFinding(a, b) : a;
  };
  return { ...stated, 'status.revocation': worse('status.revocation'), 'status.suspension': worse('status.suspension') };
}

function placeOf(value: JsonValue | undefined): Place | undefined {
  const [idx, uri] = isObject(value) ? [own(value, 'idx'), own(value, 'uri')] : [];
  return typeof idx === 'number' && Number.isSafeInteger(idx) && idx >= 0 && isString(uri) ? { idx, uri } : undefined;
}

function valueFindings({ idx, uri }: Place, list: Extract<List, { ok: true }>): Findings {
  const params: Params = { url: uri, index: idx };
  const value = valueAt(list.bytes, idx, list.bits);
  const circumstances: Finding[] = [
    ...(list.other ? [found('status.other-issuer', WHERE, { url: uri })] : []), ...(list.stale ? [found('status.stale', WHERE, { url: uri, fetched: list.fetchedAt }, true)] : []),
  ];
  const answer = (finding: Finding): Finding => {
    const worst = circumstances.reduce((best, next) => (weight(next.code) > weight(best.code) ? next : best), finding);
    return { ...worst, problems: [finding, ...circumstances].flatMap(({ problems = [] }) => problems), evidence: list.evidence };
  };
  const clear: Finding = { code: 'status.clear', params };
  if (value === undefined) return both(answer(found('status.index-outside', WHERE, { ...params, entries: Math.floor((list.bytes.length * 8) / list.bits) })));
  return {
    'status.revocation': answer(value === 0 || value === 2 ? clear : value === 1 ? found('status.revoked', WHERE, { url: uri }) : found('status.unknown-value', WHERE, { url: uri, value })),
    'status.suspension': answer(value === 2 ? found('status.suspended', WHERE, { url: uri }, true) : clear),
  };
}

const WEIGHTS = ['pass', 'not-applicable', 'warn', 'indeterminate', 'skipped', 'fail'];
const weight = (code: Code): number => WEIGHTS.indexOf(CODES[code]);

/** Section 4.1: the first entry is in the lowest bits of the first byte, which is the other way round than in a Bitstring Status List. */
export function valueAt(bytes: Uint8Array, index: number, bits: number): number | undefined {
  const perByte = 8 / bits;
  const byte = bytes[Math.floor(index / perByte)];
  return byte === undefined ? undefined : (byte >> ((index % perByte) * bits)) & ((1 << bits) - 1);
}

async function load(uri: string, issuer: string | undefined, context: Context): Promise<List> {
  const stop = (code: Code, params: Params = {}, evidence: Evidence[] = [], retryable = false, cause: Code = code): List => ({ ok: false, finding: { ...found(code, WHERE, { url: uri, ...params }, retryable, cause), evidence } });
  const fetched = await context.fetch(uri, { accept: 'application/statuslist+jwt', maxBytes: LIST_BYTES, maxAgeSeconds: context.policy.maxStatusAgeSeconds, staleIfError: true });
  if (!fetched.ok) {
    const { code, params, retryable, cause } = unreachable(uri, fetched);
    return stop(code, params, [], retryable, cause);
  }
  const evidence = [fetched.evidence];
  const text = utf8Text(fetched.bytes)?.trim() ?? '';
  const reading = readCompact(text, readStrictJson);
  if (!reading.ok) return stop('status.list-malformed', { why: reading.code }, evidence);
  const { header, payload } = reading.jws;
  const iss = own(payload, 'iss');
  const party = isString(iss) ? iss : issuer;
  const { proof, terms, keyFinding } = await tokenSignature(text, { header, party, relationship: 'assertionMethod', made: madeAt(payload, context.now), first: 'metadata' }, 'JWT', payload, context);
  evidence.push(...keyFinding.evidence ?? []);
  const all = [proof.signature.code, keyFinding.code, ...[...terms, ...headerTerms(header, false)].map(({ code }) => code)];
  const failed = all.find((code) => CODES[code] === 'fail') ?? (mediaType(own(header, 'typ')) === 'statuslist+jwt' ? undefined : 'terms.media-type');
  if (failed) return stop('status.list-invalid', { why: failed }, evidence);
  if (proof.signature.code === 'signature.unsupported') return stop('status.list-unsupported', {}, evidence);
  const undecided = all.find((code) => CODES[code] === 'indeterminate' || CODES[code] === 'skipped');
  if (undecided) return stop('status.list-unproven', { why: undecided }, evidence, proof.key.problems.some(({ retryable }) => retryable));
  // Section 8.3: a list speaks for the address that it names, or one could be put in another's place.
  if (own(payload, 'sub') !== uri) return stop('status.list-invalid', { why: 'terms.claim-mismatch' }, evidence);

  const [iat, exp] = [dateClaim(payload, 'iat').instant, dateClaim(payload, 'exp').instant];
  const tolerance = context.policy.clockToleranceSeconds * 1000;
  if (!iat || (Object.hasOwn(payload, 'exp') && !exp)) return stop('status.list-malformed', {}, evidence);
  if (exp && exp.at + tolerance <= context.now) return stop('status.list-expired', { until: exp.text }, evidence, true);
  if (iat.at > context.now + tolerance) return stop('status.list-not-yet-valid', { from: iat.text }, evidence, true);

  const list = own(payload, 'status_list');
  const [bits, lst] = isObject(list) ? [own(list, 'bits'), own(list, 'lst')] : [];
  const compressed = isString(lst) ? decodeCanonical(lst) : undefined;
  if (!compressed || (bits !== 1 && bits !== 2 && bits !== 4 && bits !== 8)) return stop('status.list-malformed', {}, evidence);
  const inflated = await inflate(compressed, 'deflate', { inflated: INFLATED_BYTES });
  if (!inflated.ok) return stop(inflated.why === 'too-large' ? 'status.list-too-large' : 'status.list-malformed', {}, evidence);
  const ttl = own(payload, 'ttl');
  const stale = isStale(fetched.evidence, typeof ttl === 'number' && ttl > 0 ? ttl * 1000 : undefined, context);
  return { ok: true, bits, bytes: inflated.bytes, other: issuer !== undefined && party !== issuer, stale, fetchedAt: fetched.evidence.fetchedAt ?? '', evidence };
}
