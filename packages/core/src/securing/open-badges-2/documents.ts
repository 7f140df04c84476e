import { parseJson } from '../../intake/json-parser.js';
import type { Code } from '../../report/codes.js';
import type { Context } from '../../report/context.js';
import { isObject, isString, own, type JsonObject } from '../../report/json.js';
import type { Evidence, Params, Problem } from '../../report/report.js';
import { originOf, sameUrl } from './shape.js';

const DOCUMENT_BYTES = 512 * 1024;
const DOCUMENT_DEPTH = 32;
/** Below the 128 characters that a browser sends to another origin without asking first (Fetch, CORS-safelisted request-header). */
export const ACCEPT = 'application/ld+json, application/json;q=0.9, */*;q=0.1';

/** One document of a badge, read from its own address; or why it was not. `cause` is the net's code where the fetch failed. */
export type Fetched =
  | { ok: true; document: JsonObject; evidence: Evidence[] }
  | { ok: false; code: Extract<Code, 'hosted.unreachable' | 'hosted.gone' | 'hosted.redirected' | 'hosted.unreadable' | 'hosted.other-id'>; withdrawn: boolean; problems: Problem[]; params: Params; evidence: Evidence[] };

/** Whether a document says that it lives where it was read. */
export type Identifies = (document: JsonObject, url: string) => boolean;

export const byId: Identifies = (document, url) => { const id = own(document, 'id'); return isString(id) && sameUrl(id, url); };

/** Open Badges 1.x: badge classes and issuers have no `id`; one that has one is held to it. */
export const byIdIfAny: Identifies = (document, url) => own(document, 'id') === undefined || byId(document, url);

/** An assertion names itself by `id` (1.1 and 2.0) or by `verify.url` (1.x). One that is withdrawn may say only that it is. */
export const byAddress: Identifies = (document, url) => {
  if (own(document, 'id') !== undefined) return byId(document, url);
  const verify = own(document, 'verify');
  const stated = isObject(verify) ? own(verify, 'url') : undefined;
  return isString(stated) ? sameUrl(stated, url) : own(document, 'revoked') === true;
};

/**
 * Reads one document from the address that is its name. It must come from that origin (an address that leads elsewhere is a word of whoever runs the forwarder) and must
 * name itself by that address. Success asserts that the web site serves this today, over https, and nothing more.
 */
export async function fetchDocument(url: string, identifies: Identifies, context: Context): Promise<Fetched> {
  const failure = (code: Extract<Fetched, { ok: false }>['code'], evidence: Evidence[], problem: Partial<Problem> = {}, params: Params = {}, withdrawn = false): Fetched => {
    const all: Params = { url: url.slice(0, 300), ...params };
    return { ok: false, code, withdrawn, params: all, evidence, problems: [{ type: 'about:blank', code, retryable: false, ...problem, params: { ...all, ...problem.params } }] };
  };
  const answer = await context.fetch(url, { accept: ACCEPT, maxBytes: DOCUMENT_BYTES, maxAgeSeconds: context.policy.maxStatusAgeSeconds });
  if (!answer.ok) {
    const { status } = answer;
    // The server did answer: it has no such document, and asking again is no help.
    if (status === 404 || status === 410) return failure('hosted.gone', [], {}, { status }, status === 410);
    const params: Params = { why: answer.code, ...(status === undefined ? {} : { status }) };
    return failure('hosted.unreachable', [], { code: answer.code, retryable: answer.retryable }, params);
  }
  const evidence = [answer.evidence];
  if (originOf(answer.finalUrl) !== originOf(url)) return failure('hosted.redirected', evidence, {}, { to: answer.finalUrl.slice(0, 300) });
  const document = parseDocument(answer.bytes);
  if (!document) return failure('hosted.unreadable', evidence);
  const named = own(document, 'id');
  if (!identifies(document, url)) return failure('hosted.other-id', evidence, { pointer: '/id' }, isString(named) ? { id: named.slice(0, 300) } : {});
  return { ok: true, document, evidence };
}

/** Strict JSON with one object at its top, or `undefined`. A number that programs round differently is no word on a badge, and is let pass. */
export function parseDocument(bytes: Uint8Array): JsonObject | undefined {
  try {
    const { value, problems } = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(bytes), { depth: DOCUMENT_DEPTH });
    return isObject(value) && problems.every(({ code }) => code === 'json.unsafe-number') ? value : undefined;
  } catch {
    return undefined;
  }
}
