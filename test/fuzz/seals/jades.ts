import * as fc from 'fast-check';
import { createVerifier } from '@credlens/core';
import type { JsonObject, JsonValue } from '@credlens/core/report';
import { days, jadesSeal, jadesTogether, type JadesOptions } from '@credlens/demo-pki';
import { changeBytes, byteChange, changeJson, json, jsonChange, text } from '../arbitraries.js';
import { checkShape } from '../check-shape.js';
import { CREATED, NOW } from '../instants.js';
import { insist, parser, type Parser } from '../parser.js';
import type { Target } from '../loop.js';
import { changeDer, derChange } from './der-changes.js';
import { jadesReaders } from './rooms.js';
import type { SealPool } from './seal-pool.js';

interface Signature { protected: string; signature: string; header?: { etsiU?: JsonValue[] } }
interface Jws { payload: string; signatures: Signature[] }

const CREDENTIAL = {
  '@context': ['https://www.w3.org/2018/credentials/v1', 'http://data.europa.eu/snb/model/context/edc-ap'], 'id': 'urn:credential:1', 'type': ['VerifiableCredential', 'EuropeanDigitalCredential'], 'issuanceDate': CREATED, 'issued': CREATED, 'validFrom': CREATED,
  'credentialProfiles': { id: 'http://data.europa.eu/snb/credential/e34929035b', type: 'Concept', prefLabel: { en: 'Generic' } }, 'credentialSchema': { id: 'http://data.europa.eu/snb/model/ap/edc-generic-full', type: 'ShaclValidator2017' },
  'displayParameter': { id: 'urn:epass:displayParameter:1', type: 'DisplayParameter', title: { en: 'Introduction to Seals' } },
  'issuer': { id: 'urn:epass:org:1', type: 'Organisation', legalName: { en: 'University of Example' }, eIDASIdentifier: { id: 'urn:certificateIdentifier:1', type: 'LegalIdentifier', notation: 'VATXX-12345678' } }, 'credentialSubject': { id: 'urn:epass:person:1', type: 'Person', fullName: { en: 'Robin Sample' } },
};

/** Good seals of every level, form and kind of part. */
async function originalsOf({ cast }: SealPool): Promise<Jws[]> {
  const make = (options: Partial<JadesOptions>) => jadesSeal({ pki: cast, at: CREATED, payload: { ...CREDENTIAL, id: `urn:credential:${Object.keys(options).join('-')}` }, revocation: { at: days(CREATED, 1) }, ...options });
  const canonAlg = 'https://www.rfc-editor.org/rfc/rfc8785';
  const made = await Promise.all([
    make({ level: 'B' }), make({ level: 'T', b64: true }), make({ level: 'LT' }), make({ level: 'LTA' }), make({ level: 'LTA', parts: 'clear', canonAlg }), make({ level: 'LTA', references: true }), make({ level: 'LTA', contentTimestamp: {} }),
    make({ level: 'LTA', counterSignatures: [{ form: 'flattened', at: CREATED }] }),
    make({ payload: { '@context': ['https://www.w3.org/2018/credentials/v1'], 'type': ['VerifiablePresentation'], 'verifiableCredential': [CREDENTIAL] }, level: 'LT' }),
  ]);
  const decode = (bytes: Uint8Array): Jws => JSON.parse(new TextDecoder().decode(bytes)) as Jws;
  return [...made.map(({ bytes }) => decode(bytes)), decode(jadesTogether(await make({ payload: CREDENTIAL }), await make({ payload: CREDENTIAL, level: 'T' })))];
}

const index = fc.nat(1000);
const deed = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('text' as const), changes: fc.array(byteChange, { minLength: 1, maxLength: 2 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('payload' as const), changes: fc.array(byteChange, { minLength: 1, maxLength: 2 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('header' as const), changes: fc.array(jsonChange, { minLength: 1, maxLength: 2 }) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('part' as const), part: index, changes: fc.array(jsonChange, { minLength: 1, maxLength: 2 }) }) },
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('der' as const), part: index, at: index, changes: fc.array(derChange, { minLength: 1, maxLength: 2 }), bytes: fc.array(byteChange, { maxLength: 1 }) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('order' as const), part: index, to: index, how: fc.constantFrom('swap' as const, 'drop' as const, 'twice' as const) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('of another' as const), part: index, what: fc.constantFrom('payload' as const, 'protected' as const, 'signature' as const, 'header' as const, 'part' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('none' as const) }) },
);
export const jadesRecipe = fc.record({ file: index, other: index, signature: index, deed, at: fc.constantFrom(NOW, NOW, '2026-06-02T00:00:00Z', '2040-01-01T00:00:00Z') });
type JadesRecipe = typeof jadesRecipe extends fc.Arbitrary<infer T> ? T : never;

const unpacked = (part: JsonValue): JsonValue => { try { return typeof part === 'string' ? JSON.parse(Buffer.from(part, 'base64url').toString()) as JsonValue : part; } catch { return part; } };
const packed = (part: JsonValue, like: JsonValue): JsonValue => (typeof like === 'string' ? Buffer.from(JSON.stringify(part)).toString('base64url') : part);

/** Every `val` in a part. */
function values(part: JsonValue, found: { val: string }[] = []): { val: string }[] {
  if (typeof part !== 'object' || part === null) return found;
  if (!Array.isArray(part) && typeof part['val'] === 'string') found.push(part as unknown as { val: string });
  for (const each of Object.values(part)) values(each, found);
  return found;
}

function changed({ deed: done, signature: which }: JadesRecipe, original: Jws, other: Jws): string {
  const jws = structuredClone(original);
  const signature = jws.signatures[which % jws.signatures.length]!;
  const etsiU = signature.header?.etsiU ?? [];
  const theirs = other.signatures[which % other.signatures.length]!;
  switch (done.kind) {
    case 'text': return new TextDecoder().decode(changeBytes(new TextEncoder().encode(JSON.stringify(jws)), done.changes));
    case 'payload': jws.payload = new TextDecoder().decode(changeBytes(new TextEncoder().encode(jws.payload), done.changes)); break;
    case 'header': signature.protected = Buffer.from(JSON.stringify(changeJson(unpacked(signature.protected) as JsonObject, done.changes))).toString('base64url'); break;
    case 'part': case 'der': {
      const at = done.part % Math.max(1, etsiU.length);
      const part = etsiU[at];
      if (part === undefined) break;
      const inside = structuredClone(unpacked(part));
      const [held = []] = [values(inside)];
      const value = done.kind === 'der' ? held[done.at % Math.max(1, held.length)] : undefined;
      if (value && done.kind === 'der') value.val = Buffer.from(changeBytes(changeDer(Uint8Array.from(Buffer.from(value.val, 'base64')), done.changes, []), done.bytes)).toString('base64');
      etsiU[at] = packed(done.kind === 'part' ? changeJson(inside as JsonObject, done.changes) : inside, part);
      break;
    }
    case 'order': {
      const [a, b] = [done.part % Math.max(1, etsiU.length), done.to % Math.max(1, etsiU.length)];
      if (etsiU.length === 0) break;
      if (done.how === 'swap') [etsiU[a], etsiU[b]] = [etsiU[b]!, etsiU[a]!];
      else if (done.how === 'drop') etsiU.splice(a, 1);
      else etsiU.splice(b, 0, etsiU[a]!);
      break;
    }
    case 'of another':
      if (done.what === 'payload') jws.payload = other.payload;
      else if (done.what === 'part') { const [part] = theirs.header?.etsiU ?? []; if (part !== undefined) etsiU[done.part % Math.max(1, etsiU.length)] = part; }
      else Object.assign(signature, { [done.what]: theirs[done.what] });
      break;
    case 'none': break;
  }
  return JSON.stringify(jws);
}

/** Verifies, and throws where the engine does, where the report is none, and where it says `verified` of a payload, a header or a signature that nobody made together, or at a time that no time-stamp says. */
export async function verifyJades(pool: SealPool): Promise<(recipe: JadesRecipe) => Promise<string>> {
  const originals = await originalsOf(pool);
  const resources = (url: string) => { const found = pool.world.get(url); return found ? { bytes: found.bytes, contentType: found.contentType, status: found.status } : undefined; };
  const verifier = createVerifier({ offline: true, resources: resources as never, anchors: [{ name: 'root', certificate: pool.cast.root.certificate }] });
  const signed = new Set(originals.flatMap(({ payload, signatures }) => signatures.map((each) => `${each.protected} ${payload} ${each.signature}`)));
  const proved = new Set<string>();
  for (const each of originals) {
    const report = await verifier.verify(JSON.stringify(each), { at: NOW });
    if (report.verdict !== 'verified') throw new Error(`A seal of the pool is ${report.verdict}: ${report.checks.filter(({ outcome }) => outcome !== 'pass' && outcome !== 'not-applicable').map(({ id, code, problems }) => `${id} ${code} ${JSON.stringify(problems[0]?.params)}`).join(', ')}`);
    for (const { time } of report.signatures ?? []) if (time.proved !== undefined) proved.add(time.proved);
  }
  return async (recipe) => {
    const bytes = changed(recipe, originals[recipe.file % originals.length]!, originals[recipe.other % originals.length]!);
    const report = await verifier.verify(bytes, { at: recipe.at });
    checkShape(report);
    if (report.verdict === 'verified') {
      const jws = JSON.parse(bytes) as Jws;
      for (const { protected: head, signature } of jws.signatures) if (!signed.has(`${head} ${jws.payload} ${signature}`)) throw new Error('Verified, and nobody signed that');
      for (const { time } of report.signatures ?? []) if (time.proved !== undefined && !proved.has(time.proved)) throw new Error(`A time is proved that no time-stamp says: ${time.proved}`);
    }
    return report.verdict;
  };
}

export const jadesTarget = async (pool: SealPool): Promise<Target> => ({ name: 'whole verification of sealed JSON', input: jadesRecipe, run: await verifyJades(pool) });

const HEADERS = ['alg', 'x5c', 'x5t#S256', 'x5t#o', 'sigX5ts', 'kid', 'sigT', 'iat', 'exp', 'crit', 'b64', 'sigD', 'sigPId', 'sigPl', 'srCms', 'adoTst', 'etsiU', 'typ', 'cty', 'unheardOf'];
const PARTS = ['sigTst', 'arcTst', 'sigRTst', 'rfsTst', 'xVals', 'rVals', 'axVals', 'arVals', 'tstVD', 'anyValData', 'xRefs', 'cSig', 'unheardOf'];

/** The readers of both headers of a JAdES signature. */
export function jadesParsers(): Parser[] {
  const { readHeader, readUnsigned, decodeCanonical } = jadesReaders;
  const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = fc.dictionary(fc.constantFrom(...HEADERS), json).map(encode);
  const part = fc.tuple(fc.constantFrom(...PARTS), json, fc.boolean()).map(([name, value, clear]): JsonValue => (clear ? { [name]: value } : encode({ [name]: value })));
  return [
    parser('protected header of JAdES', fc.record({ protected: fc.oneof(head, text), unprotected: fc.dictionary(fc.constantFrom(...HEADERS), json) as fc.Arbitrary<JsonObject> }), (input) => {
      const { header, format } = readHeader(input);
      insist(format.length > 0 || decodeCanonical(input.protected) !== undefined, 'a header that is no base64url');
      for (const each of Array.isArray(header['crit']) ? header['crit'] : []) insist(format.length > 0 || typeof each === 'string', 'a name in crit that is none');
      insist(format.length > 0 || typeof header['alg'] === 'string', 'a header without an algorithm');
    }),
    parser('etsiU', fc.record({ etsiU: fc.oneof(fc.array(part, { maxLength: 6 }) as fc.Arbitrary<JsonValue>, json), stamped: fc.uint8Array({ maxLength: 20 }) }), ({ etsiU, stamped }) => {
      const found = readUnsigned(etsiU, { stamped, head: 'e30', signature: 'AA' });
      insist(found.timestamps.length === found.places.length, 'a time-stamp without a place');
      const count = Array.isArray(etsiU) ? etsiU.length : 0;
      for (const place of [...found.places, ...found.faults.map((each) => each.place), ...found.certificates.map((each) => each.place)]) insist(Number(place.split('/').at(-1)) < count, 'a place that is not there');
      insist(found.timestamps.every(({ data, problems }) => data !== undefined || (problems?.length ?? 0) > 0), 'a time-stamp over nothing, and no reason');
    }),
  ];
}
