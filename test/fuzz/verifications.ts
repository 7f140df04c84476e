import { createVerifier } from '@credlens/core';
import { CHECK_IDS, isObject, type JsonObject, type Report } from '@credlens/core/report';
import { addProof, lookup, type Served } from '@credlens/demo-issuer';
import * as fc from 'fast-check';
import { assertReport } from '../support/schema.js';
import { byteChange, changeBytes, changeJson, json, jsonChange, text } from './arbitraries.js';
import { otherLibraryVerifies } from './oracle.js';
import { CREATED, NOW, type Pool } from './pool.js';

/** A whole verification: an input, and at most one thing that is served otherwise. */
export interface Verification {
  input: string | Uint8Array | JsonObject;
  served?: { url: string; body: string };
  policy: string;
  recipient?: string;
  /** Who changed it is the issuer itself: what was changed is signed anew. */
  byIssuer?: boolean;
}

export function verification({ documents, resources }: Pool): fc.Arbitrary<Verification> {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const document = fc.constantFrom(...documents);
  const changed = fc.tuple(document, fc.array(jsonChange, { minLength: 1, maxLength: 4 })).map(([source, changes]) => changeJson(source, changes));
  const bytes = fc.tuple(document, fc.array(byteChange, { minLength: 1, maxLength: 3 })).map(([source, changes]) => changeBytes(encoder.encode(JSON.stringify(source)), changes));
  const input: fc.Arbitrary<Verification['input']> = fc.oneof(
    { weight: 5, arbitrary: changed }, { weight: 3, arbitrary: changed.map((one) => JSON.stringify(one)) }, { weight: 4, arbitrary: bytes }, { weight: 1, arbitrary: text }, { weight: 1, arbitrary: json.map((one) => JSON.stringify(one)) },
  );
  const served = fc.tuple(fc.constantFrom(...resources.entries()), fc.oneof(
    fc.array(byteChange, { minLength: 1, maxLength: 3 }).map((changes) => (body: string) => decoder.decode(changeBytes(encoder.encode(body), changes))),
    fc.array(jsonChange, { minLength: 1, maxLength: 3 }).map((changes) => (body: string) => JSON.stringify(changeJson(JSON.parse(body) as JsonObject, changes))),
  )).map(([[url, { body }], change]: [[string, Served], (body: string) => string]) => ({ url, body: change(body) }));
  const policy = fc.constantFrom('default', 'strict', 'vcalm');
  return fc.oneof(
    { weight: 3, arbitrary: fc.record({ input, policy, recipient: fc.constantFrom('maria@student.example', '', '@') }, { requiredKeys: ['input', 'policy'] }) },
    { weight: 1, arbitrary: fc.record({ input: changed, policy, byIssuer: fc.constant(true) }) },
    { weight: 1, arbitrary: fc.record({ input: document, policy, served, byIssuer: fc.boolean() }) },
  );
}

const INHERITED = new RegExp(`"(?:${Object.getOwnPropertyNames(Object.prototype).join('|')})"`);

/**
 * The document with one proof of the issuer's in place of those that it has. What cannot be signed stays as it is; so does what the signing library would
 * write into the prototypes of this process.
 */
async function signAnew(document: JsonObject, { issuer }: Pool): Promise<JsonObject> {
  if (INHERITED.test(JSON.stringify(document))) return document;
  const { proof: _replaced, ...unsigned } = document;
  try {
    return await addProof(unsigned, { by: issuer, created: CREATED, lossy: true });
  } catch {
    return document;
  }
}

function checkShape(report: Report): void {
  assertReport(report);
  const ids = report.checks.map((check) => check.id);
  if (ids.join() !== CHECK_IDS.join()) throw new Error(`The checks are ${ids.join()}`);
  const crashed = report.checks.find((check) => check.code === 'check.crashed');
  if (crashed) throw new Error(`${crashed.id} crashed`);
  for (const subject of report.subjects) checkShape(subject);
}

/**
 * Verifies, and throws where the engine does, where the report is none, and where it says `verified` of what another library says is not signed so.
 * One verifier sees everything, as a server's does.
 */
export function verifyAll(pool: Pool): (one: Verification) => Promise<Report['verdict']> {
  const { resources } = pool;
  const contents = new Map(resources);
  const verifier = createVerifier({ resources: (url) => lookup(contents)(url), offline: true });
  const resigned = async (body: string): Promise<string> => {
    try {
      const document: unknown = JSON.parse(body);
      return isObject(document) && document['proof'] !== undefined ? JSON.stringify(await signAnew(document, pool)) : body;
    } catch {
      return body;
    }
  };
  return async ({ input: given, served, policy, recipient, byIssuer }) => {
    const input = byIssuer && !served && typeof given === 'object' && !(given instanceof Uint8Array) ? await signAnew(given, pool) : given;
    const original = served && contents.get(served.url);
    if (served && original) contents.set(served.url, { ...original, body: byIssuer ? await resigned(served.body) : served.body });
    try {
      const report = await verifier.verify(input, { at: NOW, policy, ...(recipient === undefined ? {} : { recipient }) });
      checkShape(report);
      if (report.verdict === 'verified' && !served && !(await otherLibraryVerifies(input, NOW))) throw new Error('Verified what another library refuses');
      return report.verdict;
    } finally {
      if (served && original) contents.set(served.url, original);
    }
  };
}
