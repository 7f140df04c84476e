import { createVerifier } from '@credlens/core';
import { asArray, idOf, isObject, isString, own, type JsonObject, type JsonValue } from '@credlens/core/report';
import type { Corpora } from './corpora.js';
import { strings, withOtherByte } from './di-vectors.js';
import { expectation } from './expectation.js';
import type { Case } from './tally.js';

const TOPIC = 'open-badges';

/** The signed learner records among the badges. */
function records(corpora: Corpora): { file: string; expected: string; document: JsonObject }[] {
  return corpora.rows(TOPIC).filter(({ file }) => file.endsWith('.json')).flatMap(({ file, expected }) => {
    const document = corpora.json(TOPIC, file);
    return isObject(document) && asArray(own(document, 'type')).includes('ClrCredential') && 'proof' in document ? [{ file, expected, document }] : [];
  });
}

/** Their issuers publish no documents, but the proofs name each key by itself, in the fragment: a document of each issuer that lists the keys that its own proofs name. */
function namedKeys(value: JsonValue, found: Map<string, Set<string>> = new Map()): Map<string, Set<string>> {
  if (Array.isArray(value)) for (const item of value) namedKeys(item, found);
  if (!isObject(value)) return found;
  const issuer = idOf(own(value, 'issuer'));
  for (const proof of asArray(own(value, 'proof'))) {
    const method = isObject(proof) ? own(proof, 'verificationMethod') : undefined;
    if (issuer !== undefined && isString(method) && method.startsWith(`${issuer}#z`)) found.set(issuer, (found.get(issuer) ?? new Set()).add(method.slice(issuer.length + 1)));
  }
  for (const inner of Object.values(value)) namedKeys(inner, found);
  return found;
}

function documentOf(id: string, keys: ReadonlySet<string>): JsonObject {
  const methods = [...keys].map((key) => ({ id: `${id}#${key}`, type: 'Multikey', controller: id, publicKeyMultibase: key }));
  return { '@context': ['https://www.w3.org/ns/cid/v1'], id, verificationMethod: methods, assertionMethod: methods.map((method) => method.id) };
}

/**
 * The record with every credential inside, as if each issuer had published the keys that it named; and with one byte changed, wherever it stands. Whichever check it is: what is said
 * of one thing in two places is one statement of the graph, so a change of one of them leaves the signature whole, and a word that means nothing.
 */
export function learnerRecords(corpora: Corpora, at: string): { whole: Case[]; altered: Case[] } {
  const cases = records(corpora).map(({ file, expected, document }) => {
    const keys = namedKeys(document);
    const resources = (url: string) => {
      const listed = keys.get(url);
      return listed && { bytes: new TextEncoder().encode(JSON.stringify(documentOf(url, listed))), contentType: 'application/json' };
    };
    return { file, expected, document, verifier: createVerifier({ resources, offline: true }) };
  });
  return {
    whole: cases.map(({ file, expected, verifier }) => ({ file, expectation: expectation(expected), judge: () => verifier.verify(corpora.bytes(TOPIC, file), { at, filename: file }) })),
    altered: cases.flatMap(({ file, document, verifier }) => strings(document).map((path): Case => ({
      file: `${file} /${path.join('/')}`,
      expectation: { want: 'refuse', because: [] },
      judge: () => verifier.verify(JSON.stringify(withOtherByte(document, path)), { at }),
    }))),
  };
}
