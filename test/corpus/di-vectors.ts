import { createVerifier, type Verifier } from '@credlens/core';
import { idOf, isObject, type JsonObject, type JsonValue } from '@credlens/core/report';
import type { Corpora } from './corpora.js';
import { expectation } from './expectation.js';
import { checkAnswer, type Case } from './tally.js';

const TOPIC = 'di-vectors';
const SUITES = new Set(['eddsa-rdfc-2022', 'ecdsa-rdfc-2019', 'eddsa-jcs-2022', 'ecdsa-jcs-2019', 'ecdsa-sd-2023', 'Ed25519Signature2020']);

/** Proof values of ecdsa-sd-2023 begin with a CBOR tag (vc-di-ecdsa section 3.5.7): what a holder derived, or what the issuer gave to the holder alone. */
const [DERIVED, BASE] = ['u2V0B', 'u2V0A'];

function documents(corpora: Corpora): { file: string; document: JsonObject; expected: string; proofs: JsonObject[] }[] {
  return corpora.rows(TOPIC).filter(({ file }) => file.endsWith('.json')).flatMap(({ file, expected }) => {
    const document = corpora.json(TOPIC, file);
    if (!isObject(document) || !('proof' in document) || !('@context' in document)) return [];
    const proofs = [document['proof']].flat().filter(isObject);
    return [{ file, document, expected, proofs }];
  });
}

const valueOf = (proof: JsonObject) => (typeof proof['proofValue'] === 'string' ? proof['proofValue'] : '');

/**
 * Every document that its source states to be valid, and whose proofs are all of suites that this engine reads: intermediate documents are among the files too.
 * Of ecdsa-sd-2023 the source publishes a base proof and what was derived from it, and calls the verification of the latter its last step.
 */
export function signedVectors(corpora: Corpora): { file: string; document: JsonObject }[] {
  return documents(corpora).filter(({ expected, proofs }) => {
    const known = proofs.length > 0 && proofs.every((proof) => valueOf(proof) !== '' && SUITES.has(String(proof['cryptosuite'] ?? proof['type'])));
    return known && (expectation(expected).want === 'accept' || proofs.every((proof) => valueOf(proof).startsWith(DERIVED)));
  });
}

/** What an issuer gave to the holder alone: it holds the key that hides the parts that are not shown. */
const baseProofs = (corpora: Corpora) => documents(corpora).filter(({ proofs }) => proofs.some((proof) => valueOf(proof).startsWith(BASE)));

const KEPT = new Set(['@context', 'verificationMethod', 'cryptosuite']);

/** Pointers of every string that a signature covers, and of the signatures. The names of key and suite say how to look, not what was signed. */
export function strings(value: JsonValue, path: string[] = []): string[][] {
  if (typeof value === 'string') return value === '' ? [] : [path];
  if (Array.isArray(value)) return value.flatMap((item, at) => strings(item, [...path, String(at)]));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => (KEPT.has(key) || (path[0] === 'proof' && key === 'type') ? [] : strings(item, [...path, key])));
}

/** The document with the last byte of one string changed to another that may stand there. */
export function withOtherByte(document: JsonObject, path: readonly string[]): JsonObject {
  const changed = structuredClone(document);
  let parent = changed as Record<string, JsonValue>;
  for (const step of path.slice(0, -1)) parent = parent[step] as Record<string, JsonValue>;
  const last = path.at(-1) ?? '';
  const text = String(parent[last]);
  parent[last] = text.slice(0, -1) + (text.endsWith('3') ? '4' : '3');
  return changed;
}

export interface DiVectorTopics { signature: Case[]; altered: Case[]; key: Case[]; base: Case[] }

/** A did:key says by itself which key it is: that the proof's is another can be told without asking anybody. */
const isAnotherKey = (document: JsonObject): boolean => /^did:(?:key|jwk):/.test(idOf(document['issuer']) ?? '');

/** The published vectors, by the one question at a time. Where nobody serves the issuer's document, whose key it is cannot be told: to accept and to refuse are both wrong. */
export function diVectors(corpora: Corpora, at: string): DiVectorTopics {
  const verifier: Verifier = createVerifier({ resources: corpora.resources, offline: true, allowContexts: Object.keys(corpora.contexts) });
  const vectors = signedVectors(corpora);
  const asPublished = (file: string) => () => verifier.verify(corpora.bytes(TOPIC, file), { at });
  return {
    signature: vectors.map(({ file }) => ({ file, expectation: { want: 'accept', because: [] }, judge: asPublished(file), answer: checkAnswer('proof.signature') })),
    altered: vectors.flatMap(({ file, document }) => strings(document).map((path): Case => ({
      file: `${file} /${path.join('/')}`,
      expectation: { want: 'refuse', because: [] },
      judge: () => verifier.verify(JSON.stringify(withOtherByte(document, path)), { at }),
      answer: checkAnswer('proof.signature'),
    }))),
    key: vectors.map(({ file, document }) => ({
      file,
      expectation: { want: isAnotherKey(document) ? 'refuse' : 'not-accept', because: [] },
      judge: asPublished(file),
      answer: (report) => {
        const answer = checkAnswer('proof.key')(report);
        return isAnotherKey(document) || answer.gave === 'undecided' ? answer : { ...answer, gave: 'accept' };
      },
    })),
    base: baseProofs(corpora).map(({ file }) => ({ file, expectation: { want: 'refuse', because: [] }, judge: asPublished(file), answer: checkAnswer('proof.signature') })),
  };
}
