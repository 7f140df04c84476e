import type { Code } from '../report/codes.js';
import type { Finding } from '../report/finding.js';
import type { Context } from '../report/context.js';
import { parseInstant } from '../report/instant.js';
import { asArray, isString, own, stringsOf, type JsonObject } from '../report/json.js';
import type { Problem } from '../report/report.js';
import type { SecuredProof, Subject } from '../report/subject.js';
import { worseFinding } from './worst.js';

const TYPES: Partial<Record<Code, string>> = {
  'terms.domain': 'https://w3id.org/security#INVALID_DOMAIN_ERROR',
  'terms.challenge': 'https://w3id.org/security#INVALID_CHALLENGE_ERROR',
};

function found(code: Code, pointer: string, params: Problem['params'] = {}): Finding {
  return { code, params: params ?? {}, problems: [{ type: TYPES[code] ?? 'https://w3id.org/security#PROOF_VERIFICATION_ERROR', code, pointer, params: params ?? {}, retryable: false }] };
}

const sameSet = (a: readonly string[], b: readonly string[]) => a.length > 0 && new Set([...a, ...b]).size === new Set(a).size && new Set(a).size === new Set(b).size;

function* dates(proof: JsonObject, path: string, context: Context): Generator<Finding> {
  const tolerance = context.policy.clockToleranceSeconds * 1000;
  for (const name of ['created', 'expires'] as const) {
    const text = own(proof, name);
    if (text === undefined) continue;
    const instant = isString(text) ? parseInstant(text) : undefined;
    if (instant === undefined) yield found('terms.malformed', `${path}/${name}`, { term: name });
    else if (name === 'created' && instant > context.now + tolerance) yield found('terms.created-later', `${path}/created`, { created: String(text) });
    else if (name === 'expires' && instant + tolerance <= context.now) yield found('terms.expired', `${path}/expires`, { expires: String(text) });
  }
}

/** Data Integrity section 4.2, steps 5 to 9, and the dates, which the libraries never judge. Unexpected domains and challenges are the asker's affair. */
function* terms({ proof, fact }: SecuredProof, what: Subject['what'], context: Context): Generator<Finding> {
  const path = fact.pointer;
  for (const name of ['type', 'verificationMethod', 'proofPurpose', 'proofValue'] as const) {
    if (!isString(own(proof, name))) yield found('terms.malformed', path, { term: name });
  }
  const purpose = own(proof, 'proofPurpose');
  const expected = what === 'credential' ? 'assertionMethod' : 'authentication';
  if (isString(purpose) && purpose !== expected) yield found('terms.purpose', `${path}/proofPurpose`, { purpose, expected });
  yield* dates(proof, path, context);
  if (what === 'credential') return;
  const asked = context.presentation ?? {};
  const domain = own(proof, 'domain');
  if (asked.domain !== undefined && (stringsOf(domain).length !== asArray(domain).length || !sameSet(stringsOf(domain), [asked.domain].flat()))) yield found('terms.domain', `${path}/domain`);
  if (asked.challenge !== undefined && own(proof, 'challenge') !== asked.challenge) yield found('terms.challenge', `${path}/challenge`);
}

/** Is each proof made for this use, at a time that makes sense, and for whoever asked? Proofs of an unknown kind are not judged: `proof.signature` reports them. */
export function proofTerms({ proofs, what }: Subject, context: Context): Finding {
  const known = proofs.filter(({ signature }) => signature.code !== 'signature.unsupported' && signature.code !== 'signature.too-many');
  if (known.length === 0) return { code: 'check.not-reached' };
  return known.flatMap((proof) => [...terms(proof, what, context)]).reduce(worseFinding, { code: 'terms.accepted' });
}
