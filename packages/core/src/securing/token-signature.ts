import { keyProblem } from '../did/index.js';
import { algorithmStanding, keyMisfit, verifySignature } from '../jose/index.js';
import { CODES, type Code } from '../report/codes.js';
import type { Context } from '../report/context.js';
import type { Finding } from '../report/finding.js';
import { isString, own, type JsonObject, wordOf } from '../report/json.js';
import type { Params } from '../report/report.js';
import type { KeyBinding, SecuredProof } from '../report/subject.js';
import { instantText } from './token-document.js';
import { keysFor, type KeyQuestion } from './token-key.js';
import { term, type Term } from './token-terms.js';

/** A token's one signature, as the proof that the checks read, with what its algorithm says of it. */
export interface TokenSignature { proof: SecuredProof; terms: Term[]; keyFinding: Finding }

type Answer = { code: Code; params?: Params; binding: KeyBinding };

const unread: KeyBinding = { code: 'check.not-reached', problems: [], evidence: [] };

async function answer(text: string, question: KeyQuestion, context: Context): Promise<Answer> {
  const { alg } = question;
  const { candidates, binding } = await keysFor(question, context);
  if (candidates.length === 0) return { code: 'signature.no-key', params: { why: binding.code }, binding };
  let best: Answer | undefined;
  for (const candidate of candidates) {
    const misfit = keyMisfit(alg, candidate.jwk);
    if (misfit === 'too-weak') {
      best ??= { code: 'signature.no-key', params: { why: 'key.weak' }, binding: { ...candidate.binding, code: 'key.weak', problems: [keyProblem('key.weak')] } };
    } else if (misfit === 'other-kind') {
      best ??= { code: 'signature.malformed', params: { suite: alg, key: wordOf(own(candidate.jwk, 'crv') ?? own(candidate.jwk, 'kty')) }, binding: candidate.binding };
    } else {
      const result = await verifySignature(text, alg, candidate.jwk);
      if (result === 'valid') return { code: 'signature.valid', binding: candidate.binding };
      if (result === 'unsupported') best ??= { code: 'signature.unsupported', params: { suite: alg }, binding: candidate.binding };
      else if (result === 'invalid') best = { code: 'signature.invalid', binding: candidate.binding };
      else best ??= { code: 'signature.no-key', params: { why: 'key.malformed' }, binding: { ...candidate.binding, code: 'key.malformed', problems: [keyProblem('key.malformed')] } };
    }
  }
  return best!;
}

/** Checks the signature of a token under the keys that may have made it. `payload` is asked for nothing but when it says it was made. */
export async function tokenSignature(text: string, question: Omit<KeyQuestion, 'alg'>, type: string, payload: JsonObject, context: Context): Promise<TokenSignature> {
  const { header } = question;
  const alg = own(header, 'alg');
  const kid = own(header, 'kid');
  // What is critical changes what was signed or what it means (RFC 7515 section 4.1.11); none of it is known here, so nothing was checked.
  const critical = Object.hasOwn(header, 'crit');
  const standing = critical && algorithmStanding(alg) === 'allowed' ? 'unknown' : algorithmStanding(alg);
  const shown = isString(alg) ? `${alg.slice(0, 100)}${critical ? ', crit' : ''}` : '';
  const found: Answer = standing === 'allowed' ? await answer(text, { ...question, alg: alg as string }, context)
    // `none` is no signature at all, and a MAC is made by whoever can check it.
    : { code: standing === 'forbidden' ? 'signature.malformed' : 'signature.unsupported', params: { suite: shown }, binding: unread };
  const { code, params = {}, binding } = found;
  const made = instantText(own(payload, 'iat'));
  const verificationMethod = binding.verificationMethod ?? (isString(kid) ? kid : undefined);
  const retryable = binding.problems.some((problem) => problem.retryable);
  return {
    proof: {
      fact: {
        pointer: '', type, cryptosuite: shown, ...(verificationMethod === undefined ? {} : { verificationMethod }), ...(made === undefined ? {} : { created: made }),
        signature: code === 'signature.valid' ? 'valid' : code === 'signature.unsupported' ? 'unsupported' : CODES[code] === 'fail' ? 'invalid' : 'unchecked',
      },
      proof: header,
      signature: { code, problems: code === 'signature.valid' ? [] : [{ type: 'https://w3id.org/security#PROOF_VERIFICATION_ERROR', code, pointer: '', params, retryable }] },
      key: binding,
    },
    terms: standing === 'forbidden' ? [term('terms.algorithm', '', { algorithm: shown })] : [],
    // What is said of the key is said of the header, which no pointer into the document reaches.
    keyFinding: { code: binding.code, ...(binding.problems[0]?.params ? { params: binding.problems[0].params } : {}), problems: binding.problems, evidence: binding.evidence },
  };
}
