import { keyProblem, retrieveVerificationMethod, type MethodFinding } from '../did/index.js';
import { canonicalize, ContextCache, examineContexts, findName, limitExceeded, onlyBundled, OPEN_BADGES_3_0_3, otherWords, TransformError, type ContextEdition, type DroppedData } from '../json-ld/index.js';
import type { Code } from '../report/codes.js';
import type { Context } from '../report/context.js';
import { parseInstant } from '../report/instant.js';
import { asArray, idOf, isString, own, pointer, type JsonObject, wordOf } from '../report/json.js';
import type { Problem, ProofFact } from '../report/report.js';
import type { Coverage, DocumentKind, SecuredProof, Subject } from '../report/subject.js';
import { CODES } from '../report/codes.js';
import { compareOutcomes } from '../report/verdict.js';
import { suiteOf } from './cryptosuites.js';
import { linkProofs, type LinkedProof } from './proof-chain.js';
import { rememberSignatures, type SignatureMemory } from './remembered-signatures.js';
import type { Suite } from './suite.js';

/** Proofs at most: each costs a hash of the whole document. */
const MAX_PROOFS = 8;

const VERIFICATION_ERROR = 'https://w3id.org/security#PROOF_VERIFICATION_ERROR';
const TRANSFORMATION_ERROR = 'https://w3id.org/security#PROOF_TRANSFORMATION_ERROR';
const DATA_LOSS_ERROR = 'https://w3id.org/security#DATA_LOSS_DETECTION_ERROR';

interface Signature { code: Code; problems: Problem[] }

function signature(code: Code, path: string, params: Record<string, string | number> = {}, type = VERIFICATION_ERROR, retryable = false): Signature {
  return { code, problems: code === 'signature.valid' ? [] : [{ type, code, pointer: path, params, retryable }] };
}

function transformFailure(error: unknown, path: string): Signature {
  if (!(error instanceof TransformError)) throw error;
  if (error.failure === 'unknown-context') return signature('signature.unknown-context', path, { context: error.detail }, TRANSFORMATION_ERROR, error.retryable);
  if (error.failure === 'too-complex') return signature('signature.too-complex', path, { limit: error.detail }, TRANSFORMATION_ERROR);
  return signature('signature.untransformable', path, { failure: error.failure, detail: error.detail }, TRANSFORMATION_ERROR);
}

/** Everything about one document and one edition of the contexts: canonical forms are made once, whatever the number of proofs. */
function createReading(cache: ContextCache, context: Context) {
  const canonical = new Map<object, Map<string, Promise<string>>>();
  const dropped: DroppedData[] = [];
  const canonize = (hash: 'sha256' | 'sha384') => (document: object): Promise<string> => {
    const known = canonical.get(document) ?? new Map<string, Promise<string>>();
    canonical.set(document, known);
    const made = known.get(hash) ?? canonicalize(document, { hash, cache, context }).then((result) => {
      dropped.push(...result.dropped);
      return result.nquads;
    });
    known.set(hash, made);
    return made;
  };
  return { canonize, dropped };
}

async function verifySignature(suite: Suite, entry: LinkedProof, document: JsonObject, found: MethodFinding, canonize: ReturnType<typeof createReading>['canonize'], path: string): Promise<Signature> {
  const key = found.method?.key;
  const refused = suite.refuses({ document, proof: entry.proof });
  if (refused) return signature(refused, path, { suite: suite.name });
  if (!key) return signature('signature.no-key', path, { why: found.code }, VERIFICATION_ERROR, found.problems.some((problem) => problem.retryable));
  if (!suite.algorithms.includes(key.algorithm)) return signature('signature.malformed', path, { suite: suite.name, key: key.algorithm });
  const input = { document, proof: entry.proof, key, canonize: canonize(key.algorithm === 'P-384' ? 'sha384' : 'sha256') };
  let holds: () => Promise<boolean>;
  try {
    holds = await suite.transform(input);
  } catch (error) {
    return transformFailure(error, path);
  }
  try {
    return signature((await holds()) ? 'signature.valid' : 'signature.invalid', path);
  } catch {
    // The libraries throw for a key that is no point of its curve and for a value of the wrong length.
    return signature('signature.malformed', path);
  }
}

function factOf(entry: LinkedProof, path: string, code: Code): ProofFact {
  const text = (name: string) => { const value = own(entry.proof, name); return isString(value) ? value : undefined; };
  const [type, cryptosuite, verificationMethod, created] = ['type', 'cryptosuite', 'verificationMethod', 'created'].map(text);
  const outcome = CODES[code];
  return {
    pointer: path,
    type: type ?? '',
    ...(cryptosuite === undefined ? {} : { cryptosuite }),
    ...(verificationMethod === undefined ? {} : { verificationMethod }),
    ...(created === undefined ? {} : { created }),
    signature: code === 'signature.valid' ? 'valid' : code === 'signature.unsupported' ? 'unsupported' : outcome === 'fail' ? 'invalid' : 'unchecked',
  };
}

/** As `verifySignature`, and remembers a proof that holds over a document of which nothing was left out. */
async function verifyOnce(memory: SignatureMemory, edition: ContextEdition, dropped: readonly DroppedData[], ...asked: Parameters<typeof verifySignature>): Promise<Signature> {
  const [suite, { proof }, document, { method }, , path] = asked;
  // What a context means that was fetched may change, and what a holder chose to show is never the same twice.
  if (!method?.key || suite.selective || !onlyBundled([document, proof])) return verifySignature(...asked);
  const answer = await memory.ask([edition, suite.name, method.key, proof, document]);
  if (answer.known) return signature('signature.valid', path);
  const found = await verifySignature(...asked);
  if (found.code === 'signature.valid' && dropped.length === 0) answer.remember();
  return found;
}

/** The party that must authorise the key: the issuer of a credential, the holder of a presentation where it names one. */
const partyOf = (document: JsonObject, what: DocumentKind) => idOf(own(document, what === 'credential' ? 'issuer' : 'holder'));

async function secureProofs(document: JsonObject, what: DocumentKind, cache: ContextCache, context: Context, memory?: SignatureMemory): Promise<{ proofs: SecuredProof[]; dropped: DroppedData[] }> {
  const value = own(document, 'proof');
  const single = !Array.isArray(value);
  const pathOf = (index: number) => (single ? pointer('proof') : pointer('proof', index));
  const given = asArray(value).length;
  if (given > MAX_PROOFS) {
    const fact: ProofFact = { pointer: pointer('proof'), type: '', signature: 'unchecked' };
    const none = { code: 'check.not-reached' as const, problems: [], evidence: [] };
    return { proofs: [{ fact, proof: {}, signature: signature('signature.too-many', fact.pointer, { proofs: given, limit: MAX_PROOFS }), key: none }], dropped: [] };
  }
  const { linked, strangers } = linkProofs(value);
  const { canonize, dropped } = createReading(cache, context);
  const { proof: _proof, ...unsecured } = document;
  const party = partyOf(document, what);
  const relationship = what === 'credential' ? 'assertionMethod' : 'authentication';
  const secured: SecuredProof[] = [];
  for (const entry of linked) {
    const path = pathOf(entry.index);
    const suite = suiteOf(entry.proof);
    const method = own(entry.proof, 'verificationMethod');
    const created = own(entry.proof, 'created');
    const made = (isString(created) ? parseInstant(created) : undefined) ?? context.now;
    let key: MethodFinding = { code: 'key.malformed', problems: [keyProblem('key.malformed')], evidence: [] };
    let result: Signature;
    if (!suite) {
      result = signature('signature.unsupported', path, { suite: wordOf(own(entry.proof, 'cryptosuite') ?? own(entry.proof, 'type')) });
      key = { code: 'check.not-reached', problems: [], evidence: [] };
    } else {
      if (isString(method)) key = await retrieveVerificationMethod(method, party, relationship, made, context);
      // A chained proof covers the document with the proofs that it follows in place (Data Integrity section 4.4).
      const input = entry.previous.length > 0 ? { ...unsecured, proof: entry.previous.map((index) => asArray(value)[index]!) } : unsecured;
      const asked = [suite, entry, input, key, canonize, path] as const;
      if (!entry.resolved) result = signature('signature.previous-proof', path);
      else result = await (memory ? verifyOnce(memory, cache.edition, dropped, ...asked) : verifySignature(...asked));
    }
    secured.push({ fact: factOf(entry, path, result.code), proof: entry.proof, signature: result, key: { ...key, ...(isString(method) ? { verificationMethod: method } : {}) } });
  }
  for (const index of strangers) {
    const result = signature('signature.malformed', pathOf(index));
    secured.push({ fact: { pointer: pathOf(index), type: '', signature: 'invalid' }, proof: {}, signature: result, key: { code: 'key.malformed', problems: [], evidence: [] } });
  }
  return { proofs: followChains(secured, linked, pathOf), dropped };
}

/** A chained proof stands on the ones before it: where one of those is not valid, it is not either. */
function followChains(secured: SecuredProof[], linked: readonly LinkedProof[], pathOf: (index: number) => string): SecuredProof[] {
  const byPath = new Map(secured.map((entry) => [entry.fact.pointer, entry]));
  for (let round = 0; round < linked.length; round++) {
    for (const entry of linked) {
      const own = byPath.get(pathOf(entry.index))!;
      if (own.signature.code === 'signature.valid' && entry.previous.some((index) => byPath.get(pathOf(index))?.signature.code !== 'signature.valid')) {
        own.signature = signature('signature.previous-proof', own.fact.pointer);
        own.fact = { ...own.fact, signature: 'invalid' };
      }
    }
  }
  return secured;
}

/**
 * What was left out of a graph that some proof signed (`dropped`) is covered by nobody. A JCS proof signs the JSON, so where all proofs are of that kind nothing was left out and
 * words without a meaning are signed as they stand; where a proof over the graph stands beside it, they are not taken for signed: anybody may add words and a JCS proof of their own.
 * The contexts are looked at whatever the proof: under JCS too a context may give a known word another meaning than the reader takes it in, and those that follow the proof's own
 * are signed by nobody.
 */
async function coverageOf(document: JsonObject, dropped: readonly DroppedData[], proofs: readonly SecuredProof[], cache: ContextCache, context: Context): Promise<Coverage> {
  const use = await examineContexts(document, cache, context);
  const problems = [...use.problems];
  // A document beyond the limits is not canonicalised, so no proof of it is taken for valid.
  if (!limitExceeded(document)) {
    for (const { path, word } of await otherWords(document, cache, context)) problems.push({ type: DATA_LOSS_ERROR, code: 'coverage.other-word', pointer: path, params: { term: word }, retryable: false });
  }
  for (const { kind, name } of dropped) {
    for (const path of name === '' ? [''] : findName(document, name).concat(findName(document, name).length === 0 ? [''] : [])) {
      if (problems.some((known) => known.code === 'coverage.undefined-term' && known.pointer === path)) continue;
      problems.push({ type: DATA_LOSS_ERROR, code: 'coverage.undefined-term', pointer: path, params: { term: name, kind }, retryable: false });
    }
  }
  for (const { fact, proof, signature } of proofs) {
    // Another proof beside it covers no more: what was not shown stays unseen.
    if (suiteOf(proof)?.selective && signature.code !== 'signature.base-proof') problems.push({ type: DATA_LOSS_ERROR, code: 'coverage.terms-withheld', pointer: fact.pointer, retryable: false });
  }
  for (const proof of proofs) {
    for (const problem of proof.signature.problems) {
      if (problem.params?.['failure'] === 'redefined-term' && !problems.some((known) => known.code === 'coverage.redefined-term')) {
        problems.push({ type: DATA_LOSS_ERROR, code: 'coverage.redefined-term', pointer: '/@context', params: { term: problem.params['detail'] ?? '' }, retryable: false });
      }
    }
  }
  const worst = problems.reduce<Code>((code, problem) => (compareOutcomes(CODES[problem.code], CODES[code]) > 0 ? problem.code : code), 'coverage.complete');
  return { code: worst, problems, evidence: use.evidence };
}

/**
 * Data Integrity proofs over JSON-LD (vc-data-integrity, vc-di-eddsa, vc-di-ecdsa). It finds who secured which bytes and translates; the checks judge.
 * One instance belongs to one verifier and keeps its contexts.
 */
export interface DataIntegrity {
  /** @param again true for a document that is read for many credentials, such as a status list: that its proof holds is then worked out once */
  secure(document: JsonObject, what: DocumentKind, mediaType: string, context: Context, again?: boolean): Promise<Subject>;
}

export function createDataIntegrity(): DataIntegrity {
  const memory = rememberSignatures();
  const caches: Record<ContextEdition, ContextCache> = { current: new ContextCache('current'), first: new ContextCache('first') };
  const read = async (document: JsonObject, what: DocumentKind, mediaType: string, edition: ContextEdition, context: Context, again: boolean): Promise<Subject> => {
    const { proofs, dropped } = await secureProofs(document, what, caches[edition], context, again ? memory : undefined);
    return { what, document, mediaType, proofs, coverage: await coverageOf(document, dropped, proofs, caches[edition], context) };
  };
  return {
    async secure(document, what, mediaType, context, again = false) {
      const current = await read(document, what, mediaType, 'current', context, again);
      const several = JSON.stringify(document['@context'] ?? null).includes(OPEN_BADGES_3_0_3);
      if (!several || !current.proofs.some((proof) => proof.signature.code === 'signature.invalid')) return current;
      // The other content under the same address: what was signed before 1EdTech added terms to it verifies with that one alone.
      const first = await read(document, what, mediaType, 'first', context, again);
      return first.proofs.every((proof) => proof.signature.code !== 'signature.invalid') ? first : current;
    },
  };
}
