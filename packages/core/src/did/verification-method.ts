import type { Code } from '../report/codes.js';
import type { Context } from '../report/context.js';
import { parseInstant } from '../report/instant.js';
import type { Evidence, Problem } from '../report/report.js';
import { authorizes, findMethods, type ControllerResult, type Relationship, type VerificationMethod } from './controller-document.js';
import { sameKey } from './public-jwk.js';
import { resolveController } from './resolve.js';

/** The key of a proof, and whether the party that it should speak for authorises it. */
export interface MethodFinding {
  /** Present where some document gives a usable key: enough to check a signature, not enough to say whose it is. */
  method?: VerificationMethod;
  code: Code;
  problems: Problem[];
  evidence: Evidence[];
}

const TYPES: Partial<Record<Code, string>> = {
  'key.malformed': 'https://w3id.org/security#INVALID_VERIFICATION_METHOD_URL',
  'key.document-invalid': 'https://w3id.org/security#INVALID_CONTROLLED_IDENTIFIER_DOCUMENT',
  'key.not-listed': 'https://w3id.org/security#INVALID_VERIFICATION_METHOD',
  'key.other-controller': 'https://w3id.org/security#INVALID_VERIFICATION_METHOD',
  'key.not-for-assertion': 'https://w3id.org/security#INVALID_RELATIONSHIP_FOR_VERIFICATION_METHOD',
};

export function keyProblem(code: Code, params: Record<string, string | number> = {}, retryable = false): Problem {
  return { type: TYPES[code] ?? 'about:blank', code, params, retryable };
}

const controllerUrl = (method: string) => method.split('#', 1)[0]!;
const failed = (result: Extract<ControllerResult, { ok: false }>, id: string): MethodFinding => ({
  code: result.code, problems: [keyProblem(result.code, { id, ...result.params }, result.retryable)], evidence: result.evidence,
});

/**
 * Whether the key was good when the proof says it was made. That instant is the signer's own word: whoever holds a key that was withdrawn since can write any earlier
 * one, so such a key is a caution at least.
 */
export function endedKey(method: VerificationMethod, made: number, now: number): Code | undefined {
  const revoked = method.revoked === undefined ? undefined : parseInstant(method.revoked);
  if (method.revoked !== undefined && (revoked === undefined || revoked <= made)) return 'key.revoked';
  const expires = method.expires === undefined ? undefined : parseInstant(method.expires);
  if (method.expires !== undefined && (expires === undefined || expires <= made)) return 'key.expired';
  return revoked !== undefined && revoked <= now ? 'key.revoked-since' : undefined;
}

/** Whether a method gives a key that the asker can use: Data Integrity takes a Multikey, JOSE that or a JWK. */
const usableAs = (form: KeyForm, { key, jwk }: VerificationMethod): boolean => key !== undefined || (form === 'jwk' && jwk !== undefined);

function oneKey(a: VerificationMethod, b: VerificationMethod): boolean {
  if (a.key || b.key) return a.key?.multibase === b.key?.multibase;
  return a.jwk !== undefined && b.jwk !== undefined && sameKey(a.jwk, b.jwk);
}

/** The forms that a key may have for the asker. */
export type KeyForm = 'multikey' | 'jwk';

/**
 * Retrieves a verification method (CID 1.0 section 3.3) and asks whether `party`, the issuer or holder, authorises it for the relationship.
 * The two are apart: a key may come from one document and be authorised by another, and a signature may verify under a key that nobody vouches for.
 * @param made when the proof says it was made, in milliseconds; the instant of judgement where it does not say
 * @param form `jwk`: a key of any kind will do
 */
export async function retrieveVerificationMethod(id: string, party: string | undefined, relationship: Relationship, made: number, context: Context, form: KeyForm = 'multikey'): Promise<MethodFinding> {
  const own = controllerUrl(id);
  const bare = !id.includes('#');
  if (bare && !id.startsWith('did:key:')) return { code: 'key.malformed', problems: [keyProblem('key.malformed', { id })], evidence: [] };
  const resolved = await resolveController(own, context);
  if (!resolved.ok) return failed(resolved, id);
  const { controller } = resolved;
  const evidence = [...controller.evidence];
  // A did:key holds one key, so a method that leaves the fragment out can mean no other; the standard asks for the fragment all the same.
  const full = bare ? `${own}#${own.slice('did:key:'.length)}` : id;
  const methods = findMethods(controller, full, relationship);
  const [method] = methods;
  const usable = method !== undefined && usableAs(form, method) && methods.every((other) => oneKey(other, method));
  const judge = (code: Code, params: Record<string, string | number> = {}): MethodFinding => ({
    ...(usable ? { method } : {}), code, problems: code === 'key.authorized' ? [] : [keyProblem(code, { id, ...params })], evidence,
  });
  if (!method) return judge('key.not-listed', { document: own });
  if (!usable) return judge('key.malformed');
  if (method.controller !== undefined && method.controller !== own) return judge('key.other-controller', { controller: method.controller });
  if (!authorizes(controller, full, relationship)) return judge('key.not-for-assertion', { document: own });
  const ended = endedKey(method, made, context.now);
  if (ended && ended !== 'key.revoked-since') return judge(ended);
  if (party !== undefined && party !== own) {
    const theirs = await resolveController(party, context);
    if (!theirs.ok) return { ...failed(theirs, party), method, evidence: [...evidence, ...theirs.evidence] };
    evidence.push(...theirs.controller.evidence);
    if (!authorizes(theirs.controller, full, relationship)) return judge('key.not-listed', { document: party });
    const embedded = findMethods(theirs.controller, full, relationship);
    if (embedded.some((other) => !oneKey(other, method))) return judge('key.not-listed', { document: party });
  }
  return judge(ended ?? (bare ? 'key.fragment-missing' : 'key.authorized'));
}
