import { createVerifier } from '@credlens/core';
import { isObject, type JsonObject, type JsonValue } from '@credlens/core/report';
import { addProof, lookup, plainCredential, publish, university, type Identity } from '@credlens/demo-issuer';
import type { Corpora } from './corpora.js';
import { expectation, type Expectation } from './expectation.js';
import type { Case } from './tally.js';

const TOPIC = 'vcdm2-inputs';
const DAY = 86_400_000;

/** Placeholders that the suite fills in when it sends a file. */
function fillDates(value: JsonValue, at: string): JsonValue {
  if (value === 'FUTURE DATE') return new Date(Date.parse(at) + 365 * DAY).toISOString();
  if (value === 'PAST DATE') return new Date(Date.parse(at) - 365 * DAY).toISOString();
  if (Array.isArray(value)) return value.map((item) => fillDates(item, at));
  return isObject(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fillDates(item, at)])) : value;
}

/** Our own identifier where a party is left out, or is a DID whose key nobody but its owner has; in the shape that the file gives it. */
function party(value: JsonValue | undefined, id: string, whenAbsent: JsonValue | undefined): JsonValue | undefined {
  if (value === undefined) return whenAbsent;
  if (typeof value === 'string') return value.startsWith('did:') ? id : value;
  if (!isObject(value)) return value;
  const own = value['id'];
  if (own === undefined) return whenAbsent === undefined ? value : { ...value, id };
  return typeof own === 'string' && own.startsWith('did:') ? { ...value, id } : value;
}

const isPresentation = (document: JsonObject): boolean => [document['type']].flat().some((type) => /Presentation$/.test(String(type)));

/** Signs what can be signed. A document that no processor can read as JSON-LD has no canonical form: it gets the signature of another, as a forger would give it. */
async function sign(document: JsonObject, by: Identity, corpora: Corpora, created: string, proof: JsonObject): Promise<JsonObject> {
  const { proof: _replaced, ...unsigned } = document;
  const options = { by, created, contexts: corpora.contexts, lossy: true, proof };
  try {
    return await addProof(unsigned, options);
  } catch {
    const signed = await addProof(plainCredential({ issuer: by.id }), options);
    return { ...unsigned, proof: signed['proof'] ?? null };
  }
}

async function complete(input: JsonObject, by: Identity, corpora: Corpora, at: string): Promise<JsonObject> {
  const created = at;
  const document = fillDates(input, at) as JsonObject;
  if (!isPresentation(document)) {
    return sign({ ...document, issuer: party(document['issuer'], by.id, by.id) ?? null }, by, corpora, created, {});
  }
  const members: JsonValue[] = [];
  for (const member of [document['verifiableCredential'] ?? []].flat()) {
    const plain = isObject(member) && !('proof' in member) && !String(member['id'] ?? '').startsWith('data:');
    members.push(plain ? await sign({ ...member, issuer: party(member['issuer'], by.id, by.id) ?? null }, by, corpora, created, {}) : member);
  }
  const holder = party(document['holder'], by.id, undefined);
  const filled = { ...document, ...(members.length > 0 ? { verifiableCredential: members } : {}), ...(holder === undefined ? {} : { holder }) };
  return sign(filled, by, corpora, created, { proofPurpose: 'authentication' });
}

/** A shape may be good and its dates past: then only the dates may refuse it. */
function expected(stated: string, document: JsonObject, at: string): Expectation {
  const shape = expectation(stated);
  const until = document['validUntil'];
  return shape.want === 'accept' && typeof until === 'string' && Date.parse(until) < Date.parse(at) ? { want: 'refuse', because: ['validity.period'] } : shape;
}

/** Shapes that a verifier must accept or refuse, completed with an issuer and signed by our own, judged as a VCALM endpoint does. */
export async function vcdm2Inputs(corpora: Corpora, at: string): Promise<Case[]> {
  const by = await university();
  const own = lookup(publish([by]));
  const verifier = createVerifier({
    policy: 'vcalm', offline: true, allowContexts: Object.keys(corpora.contexts), resources: (url) => own(url) ?? corpora.resources(url),
  });
  const cases: Case[] = [];
  for (const { file, expected: stated } of corpora.rows(TOPIC)) {
    const input = corpora.json(TOPIC, file);
    if (!isObject(input)) continue;
    const document = await complete(input, by, corpora, at);
    cases.push({ file, expectation: expected(stated, document, at), judge: () => verifier.verify(JSON.stringify(document), { at }) });
  }
  return cases;
}
