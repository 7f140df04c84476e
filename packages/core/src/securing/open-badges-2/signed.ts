import { compactVerify, errors } from 'jose';
import { establishIssuer } from '../../checks/issuer-identity.js';
import { recogniseIssuer } from '../../checks/issuer-recognition.js';
import type { Code } from '../../report/codes.js';
import type { Context } from '../../report/context.js';
import type { Finding, Findings } from '../../report/finding.js';
import { isString, own, stringsOf, type JsonObject } from '../../report/json.js';
import type { Params } from '../../report/report.js';
import type { SecuredProof, Subject } from '../../report/subject.js';
import { formOf } from './form.js';
import { readLinked, type Linked } from './linked.js';
import { listedRevocation, saysRevoked } from './revocation.js';
import { verificationOf } from './shape.js';
import { signingKeys, type SigningKey } from './signing-key.js';

/** Signatures with a public key alone: a shared secret or none proves nothing to a third party (RFC 7518 section 3.1). */
const ALGORITHMS: ReadonlySet<string> = new Set(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512']);
const PROVES_NOTHING = /^(?:none|HS\d+)$/i;
const LEAST_BITS = 2048;

interface Outcome { code: Code; params: Params; terms: Finding; key: SigningKey }

/**
 * Signed verification of Open Badges 2.0: a compact JWS (RFC 7515) over the assertion, by a key that the issuer's own profile lists.
 * The signature covers the assertion; what the badge stands for and what the issuer is called are read from their addresses today, unless the badge class is inside.
 */
export async function verifySigned(token: string, header: JsonObject, assertion: JsonObject, context: Context): Promise<Omit<Subject, 'mediaType'>> {
  const { edition, creator } = verificationOf(assertion);
  const linked = await readLinked(assertion, edition, false, context);
  const { issuerId, profile } = linked;
  const algorithm = own(header, 'alg');
  const outcome = await judge(token, header, isString(algorithm) ? algorithm : '', await keysFor(creator, linked, algorithm, context));
  const proven = outcome.code === 'signature.valid' && outcome.key.code === 'key.authorized';
  const types = stringsOf(own(assertion, 'type'));
  const issuerMissing: Finding = linked.failure ? { code: 'check.not-reached' } : { code: 'issuer.missing', problems: [{ type: 'about:blank', code: 'issuer.missing', pointer: '/badge/issuer' }] };
  const { key } = outcome;
  const findings: Findings = {
    ...formOf(assertion, linked.document, edition),
    'proof.terms': outcome.terms,
    'proof.coverage': coverage(linked, outcome.code),
    'proof.key': { code: key.code, params: key.params, problems: key.problems, evidence: [...linked.evidence, ...key.evidence] },
    'issuer.identity': issuerId === undefined ? issuerMissing : await establishIssuer(issuerId, types, proven, context),
    'issuer.recognition': issuerId === undefined ? issuerMissing : await recogniseIssuer(issuerId, types, proven, context),
    'status.revocation': saysRevoked(assertion) ?? (profile && issuerId !== undefined ? await listedRevocation(assertion, profile, issuerId, context) : { code: 'check.not-reached' }),
    'status.suspension': { code: 'status.none' },
    'status.notice': { code: 'status.none' },
  };
  return { what: 'credential', document: linked.document, proofs: [proofOf(outcome, isString(algorithm) ? algorithm : '', creator)], coverage: { code: 'coverage.complete', problems: [], evidence: [] }, findings };
}

const keysFor = async (creator: string | undefined, linked: Linked, algorithm: unknown, context: Context): Promise<SigningKey[]> =>
  (isString(algorithm) && ALGORITHMS.has(algorithm) ? signingKeys(creator, linked, algorithm, context) : [{ code: 'check.not-reached', params: {}, problems: [], evidence: [] }]);

async function judge(token: string, header: JsonObject, algorithm: string, keys: readonly SigningKey[]): Promise<Outcome> {
  const notReached: Finding = { code: 'check.not-reached' };
  const first = keys[0]!;
  const result = (code: Code, key: SigningKey, params: Params = {}, terms: Finding = { code: 'terms.accepted' }): Outcome => ({ code, key, params, terms });
  const refused = (params: Params): Finding => ({ code: 'terms.algorithm', params, problems: [{ type: 'about:blank', code: 'terms.algorithm', params, retryable: false }] });
  if (PROVES_NOTHING.test(algorithm) || algorithm === '') return result('signature.malformed', first, {}, refused({ algorithm: algorithm.slice(0, 40) }));
  // RFC 7515 section 4.1.11: what must be understood and is not makes the signature one that cannot be judged here.
  if (!ALGORITHMS.has(algorithm) || Object.hasOwn(header, 'crit') || Object.hasOwn(header, 'b64')) return result('signature.unsupported', first, { suite: algorithm.slice(0, 40) }, notReached);
  let last: Outcome = result('signature.no-key', first, { why: first.code }, notReached);
  for (const key of keys) {
    if (!key.key) continue;
    if (key.bits !== undefined && key.bits < LEAST_BITS) {
      last = result('signature.malformed', key, {}, refused({ algorithm, bits: key.bits }));
      continue;
    }
    const code = await verify(token, key.key, algorithm);
    last = result(code, key);
    if (code === 'signature.valid') return last;
  }
  return last;
}

async function verify(token: string, key: NonNullable<SigningKey['key']>, algorithm: string): Promise<Code> {
  try {
    await compactVerify(token, key, { algorithms: [algorithm] });
    return 'signature.valid';
  } catch (error) {
    return error instanceof errors.JWSSignatureVerificationFailed ? 'signature.invalid' : 'signature.malformed';
  }
}

function proofOf({ code, params, key }: Outcome, algorithm: string, creator: string | undefined): SecuredProof {
  const method = key.id ?? creator;
  const signature = code === 'signature.valid' ? 'valid' : code === 'signature.unsupported' ? 'unsupported' : code === 'signature.no-key' ? 'unchecked' : 'invalid';
  const retryable = key.problems.some((problem) => problem.retryable);
  return {
    fact: { pointer: '', type: 'JsonWebSignature', ...(algorithm === '' ? {} : { cryptosuite: algorithm.slice(0, 40) }), ...(method === undefined ? {} : { verificationMethod: method.slice(0, 2000) }), signature },
    proof: {},
    signature: { code, problems: code === 'signature.valid' ? [] : [{ type: 'about:blank', code, pointer: '', params, retryable }] },
    key: { code: key.code, problems: key.problems, evidence: key.evidence, ...(method === undefined ? {} : { verificationMethod: method }) },
  };
}

function coverage({ badgeInside }: Linked, signature: Code): Finding {
  if (signature === 'signature.unsupported') return { code: 'check.not-reached' };
  return badgeInside ? { code: 'coverage.complete' } : { code: 'coverage.linked-documents', problems: [{ type: 'about:blank', code: 'coverage.linked-documents', pointer: '/badge' }] };
}
