import { createVerifier } from '@credlens/core';
import { en, sentences } from '@credlens/core/messages';
import { isObject, type CredentialView, type JsonObject, type Report } from '@credlens/core/report';
import { addProof, bakePng, bakeSvg, lookup, zip, type Served } from '@credlens/demo-issuer';
import * as fc from 'fast-check';
import { byteChange, changeBytes, changeJson, json, jsonChange, text, type JsonChange } from './arbitraries.js';
import { checkShape } from './check-shape.js';
import { carriers, carry } from './container-parsers.js';
import { harmless, hostileText } from './hostile-text.js';
import { CREATED, NOW } from './instants.js';
import { otherLibraryVerifies } from './oracle.js';
import type { Pool } from './pool.js';

/** A whole verification: an input, and at most one thing that is served otherwise. */
export interface Verification {
  input: string | Uint8Array | JsonObject;
  served?: { url: string; body: string };
  policy: string;
  recipient?: string;
  /** Who changed it is the issuer itself: what was changed is signed anew. */
  byIssuer?: boolean;
  /** What is put around it before anybody sees it, and what that then suffers. */
  around?: { container: Container; changes: ByteChanges };
}

type ByteChanges = Parameters<typeof changeBytes>[1];
const CONTAINERS = ['png', 'compressed png', 'svg', 'zip', 'zip in zip', 'lines', 'array'] as const;
type Container = typeof CONTAINERS[number];

const POLICIES = ['default', 'strict', 'vcalm'] as const;

const utf8 = (source: string) => new TextEncoder().encode(source);

async function put(content: string, container: Container): Promise<Uint8Array> {
  switch (container) {
    case 'png': return bakePng(content);
    case 'compressed png': return bakePng(content, { compressed: true, place: 'after' });
    case 'svg': return utf8(bakeSvg(content));
    case 'zip': return zip([{ name: 'a.json', content }, { name: 'notes.txt', content: 'Hello' }]);
    case 'zip in zip': return zip([{ name: 'inner.zip', content: await zip([{ name: 'a.json', content }]) }, { name: 'b.json', content, stored: true }]);
    case 'lines': return utf8(`${content}\n${content}\n`);
    case 'array': return utf8(`[${content},\n${content}]`);
  }
}

export function verification({ documents, badges, tokens, addresses, resources }: Pool): fc.Arbitrary<Verification> {
  const decoder = new TextDecoder();
  const all = [...documents, ...documents, ...badges];
  const document = fc.constantFrom(...all);
  const changed = fc.tuple(document, fc.array(jsonChange, { minLength: 1, maxLength: 4 })).map(([source, changes]) => changeJson(source, changes));
  const changes = fc.array(byteChange, { minLength: 1, maxLength: 3 });
  const bytes = fc.tuple(document, changes).map(([source, made]) => changeBytes(utf8(JSON.stringify(source)), made));
  const contents = fc.oneof(document.map((one) => JSON.stringify(one)), fc.constantFrom(...tokens));
  const carried = fc.tuple(contents, carriers, fc.array(byteChange, { maxLength: 2 })).map(([content, how, made]) => { const one = carry(content, how); return made.length === 0 ? one : changeBytes(typeof one === 'string' ? utf8(one) : one, made); });
  const input: fc.Arbitrary<Verification['input']> = fc.oneof(
    { weight: 6, arbitrary: changed }, { weight: 3, arbitrary: changed.map((one) => JSON.stringify(one)) }, { weight: 4, arbitrary: bytes }, { weight: 1, arbitrary: text }, { weight: 1, arbitrary: json.map((one) => JSON.stringify(one)) }, { weight: 2, arbitrary: carried },
  );
  const served = fc.tuple(fc.constantFrom(...resources.entries()), fc.oneof(
    changes.map((made) => (body: string) => decoder.decode(changeBytes(utf8(body), made))),
    fc.array(jsonChange, { minLength: 1, maxLength: 3 }).map((made) => (body: string) => changedJson(body, made)),
  )).map(([[url, { body }], change]: [[string, Served], (body: string) => string]) => ({ url, body: change(body) }));
  const policy = fc.constantFrom(...POLICIES);
  // Text that deceives, in any place where there was text, in what its issuer signs: it is what a recruiter reads.
  const deceiving = fc.tuple(document, fc.array(fc.tuple(fc.nat(), hostileText), { minLength: 1, maxLength: 6 })).map(([source, texts]) => changeJson(source, texts.map(([at, value]): JsonChange => ({ kind: 'text', at, to: 0, key: '', value }))));
  return fc.oneof(
    { weight: 6, arbitrary: fc.record({ input, policy, recipient: fc.constantFrom('maria@student.example', '', '@') }, { requiredKeys: ['input', 'policy'] }) },
    { weight: 2, arbitrary: fc.record({ input: changed, policy, byIssuer: fc.constant(true) }) },
    { weight: 1, arbitrary: fc.record({ input: deceiving, policy, byIssuer: fc.constant(true) }) },
    { weight: 1, arbitrary: fc.record({ input: deceiving, policy }) },
    { weight: 3, arbitrary: fc.record({ input: fc.oneof<fc.Arbitrary<Verification['input']>[]>(document, fc.constantFrom(...tokens, ...addresses)), policy, served, byIssuer: fc.boolean() }) },
    { weight: 3, arbitrary: fc.record({ input: fc.oneof<fc.Arbitrary<string>[]>(contents, changed.map((one) => JSON.stringify(one))), policy, around: fc.record({ container: fc.constantFrom(...CONTAINERS), changes: fc.array(byteChange, { maxLength: 2 }) }) }) },
  );
}

function changedJson(body: string, changes: readonly JsonChange[]): string {
  try {
    return JSON.stringify(changeJson(JSON.parse(body) as JsonObject, changes));
  } catch {
    return body; // a token or a page
  }
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

/** What is verified somewhere in a report, as a reader sees it. */
function viewsVerified(report: Report): { view: CredentialView; issuer: unknown }[] {
  const own = report.verdict === 'verified' && report.credential ? [{ view: report.credential, issuer: report.issuer.claimed }] : [];
  return [...own, ...report.subjects.flatMap(viewsVerified)];
}

/** The sentences of a report show all that they say, in the order that they say it. */
function checkSentences(report: Report): void {
  for (const { text: said, next = '' } of sentences(report, en)) {
    if (!harmless(`${said} ${next}`.replace(/[\u2068\u2069]/g, ''), false)) throw new Error('Something invisible, or that turns the reading direction, is in a sentence');
  }
}

/**
 * Verifies, and throws where the engine does, where the report is none, and where it says `verified` of what its issuer did not sign: of a document, where another library finds the
 * signature bad; of what is inside something else, where no good original shows the same. One verifier sees everything, as a server's does.
 */
export async function verifyAll(pool: Pool): Promise<(one: Verification) => Promise<Report['verdict']>> {
  const { resources } = pool;
  const contents = new Map(resources);
  const verifier = createVerifier({ resources: (url) => lookup(contents)(url), offline: true });
  const originals = new Set<string>();
  for (const good of [...pool.documents, ...pool.badges, ...pool.tokens, ...pool.addresses]) {
    for (const policy of POLICIES) for (const view of viewsVerified(await verifier.verify(good, { at: NOW, policy }))) originals.add(JSON.stringify(view));
  }
  const insistOriginal = (report: Report) => {
    for (const view of viewsVerified(report)) if (!originals.has(JSON.stringify(view))) throw new Error('Verified what no original shows');
  };
  const resigned = async (body: string): Promise<string> => {
    try {
      const document: unknown = JSON.parse(body);
      return isObject(document) && document['proof'] !== undefined ? JSON.stringify(await signAnew(document, pool)) : body;
    } catch {
      return body;
    }
  };
  return async ({ input: given, served, policy, recipient, byIssuer, around }) => {
    let input = byIssuer && !served && typeof given === 'object' && !(given instanceof Uint8Array) ? await signAnew(given, pool) : given;
    if (around && typeof input === 'string') input = changeBytes(await put(input, around.container), around.changes);
    const original = served && contents.get(served.url);
    if (served && original) contents.set(served.url, { ...original, body: byIssuer ? await resigned(served.body) : served.body });
    try {
      const report = await verifier.verify(input, { at: NOW, policy, ...(recipient === undefined ? {} : { recipient }) });
      checkShape(report);
      checkSentences(report);
      if (!served && report.verdict === 'verified') {
        const agrees = around ? undefined : await otherLibraryVerifies(input, NOW, pool);
        if (agrees === undefined) insistOriginal(report);
        else if (!agrees) throw new Error('Verified what another library refuses');
      }
      return report.verdict;
    } finally {
      if (served && original) contents.set(served.url, original);
    }
  };
}
