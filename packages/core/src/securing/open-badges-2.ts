import type { Code } from '../report/codes.js';
import type { Context } from '../report/context.js';
import { isObject, isString, own, type JsonObject } from '../report/json.js';
import type { Params, Problem } from '../report/report.js';
import type { Subject } from '../report/subject.js';
import { parseDocument } from './open-badges-2/documents.js';
import { verifyHosted } from './open-badges-2/hosted.js';
import { isAssertionLike, verificationOf } from './open-badges-2/shape.js';
import { verifySigned } from './open-badges-2/signed.js';

/** Why nothing of an assertion can be judged, and which check says so. */
export interface Stopped { check: 'intake.readable' | 'intake.credential'; code: Code; params?: Params; problems: Problem[] }

export type OpenBadges2 = { subject: Subject } | { stopped: Stopped };

const stop = (code: Code, params?: Params): OpenBadges2 => ({ stopped: { check: 'intake.credential', code, problems: [], ...(params ? { params } : {}) } });
const COMPACT_JWS = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*$/;

/**
 * Open Badges 2.0 and 1.x: an assertion as JSON, as a compact JWS, or as the address where it is hosted. It finds who stands behind what, and answers the checks that Data Integrity proofs
 * answer elsewhere. A signed badge's JSON without its JWS, and an assertion that names no way to verify it, are unsigned: nothing proves them. Never rejects for what an issuer publishes.
 */
export async function secureOpenBadges2(assertion: JsonObject | string, mediaType: string, context: Context): Promise<OpenBadges2> {
  if (isString(assertion)) {
    const text = assertion.trim();
    if (COMPACT_JWS.test(text)) return secureToken(text, mediaType, context);
    return /^https?:\/\/\S+$/i.test(text) ? hosted(text, undefined, mediaType, context) : stop('input.no-credential', { kind: 'text' });
  }
  const { edition, method, url } = verificationOf(assertion);
  if (edition === '0.5') return stop('input.unsupported', { kind: 'Open Badges 0.5' });
  return method === 'hosted' && url !== undefined ? hosted(url, assertion, mediaType, context) : stop('input.unsigned');
}

async function hosted(url: string, copy: JsonObject | undefined, mediaType: string, context: Context): Promise<OpenBadges2> {
  const result = await verifyHosted(url, copy, context);
  if ('subject' in result) return { subject: { ...result.subject, mediaType } };
  if ('signed' in result) return stop('input.unsigned');
  const { code, params, problems } = result.unread;
  return { stopped: { check: 'intake.readable', code: 'input.unreadable', params: { ...params, reason: params['why'] ?? code }, problems } };
}

async function secureToken(token: string, mediaType: string, context: Context): Promise<OpenBadges2> {
  const [header, payload] = token.split('.').slice(0, 2).map(decodePart);
  if (!header || !payload || !isAssertionLike(payload)) return stop('input.no-credential', { kind: 'jwt' });
  const { edition, method, url } = verificationOf(payload);
  if (edition === '0.5') return stop('input.unsupported', { kind: 'Open Badges 0.5' });
  // An assertion that says that it is hosted stands by its address; a signature over it says no more.
  if (method === 'hosted' && url !== undefined && isObject(own(payload, edition === '1' ? 'verify' : 'verification'))) return hosted(url, payload, mediaType, context);
  // The key of a signed 1.x badge is only an address: no document of the issuer's says that the key is its own.
  if (edition === '1') return stop('input.unsupported', { kind: 'Open Badges 1, signed' });
  return { subject: { ...await verifySigned(token, header, payload, context), mediaType } };
}

function decodePart(part: string): JsonObject | undefined {
  try {
    return parseDocument(Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
