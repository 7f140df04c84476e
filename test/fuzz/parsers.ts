import { isDeepStrictEqual } from 'node:util';
import * as fc from 'fast-check';
import { recipientMatch } from '../../packages/core/src/checks/recipient-match.js';
import { didWebUrl, publicJwk, readJwk, readMultikey, resolveDidJwk, resolveDidKey } from '../../packages/core/src/did/index.js';
import { handlers } from '../../packages/core/src/handlers.js';
import { INTAKE_LIMITS, parseJson, readInput, type IntakeSettings } from '../../packages/core/src/intake/index.js';
import { disclose, encodeBase64Url, readCompact, sdDigest, splitSdJwt, type ReadJson } from '../../packages/core/src/jose/index.js';
import { htmlLinks } from '../../packages/core/src/reference/html-links.js';
import { parseRegistry } from '../../packages/core/src/registry/index.js';
import { parseInstant, resolvePolicy, type Context, type JsonObject, type Subject } from '../../packages/core/src/report/index.js';
import { dataModelProblems } from '../../packages/core/src/schema/vcdm.js';
import { learningProblems } from '../../packages/core/src/schema/learning-credential.js';
import { assertionProblems, badgeProblems } from '../../packages/core/src/schema/open-badges-2.js';
import { sdJwtVcProblems } from '../../packages/core/src/schema/sd-jwt-vc.js';
import { dateClaim, headerTerms } from '../../packages/core/src/securing/token-terms.js';
import { documentOf } from '../../packages/core/src/securing/token-document.js';
import { decodeEncodedList, parseIndex, readEntry } from '../../packages/core/src/status/index.js';
import { credentialView } from '../../packages/core/src/view/index.js';
import { openBadges2View } from '../../packages/core/src/view/open-badges-2.js';
import { byteChange, changeBytes, changeJson, json, jsonChange, text } from './arbitraries.js';
import { containerParsers } from './containers.js';
import type { Pool } from './pool.js';

/** Takes an input that anybody could send. It throws where the parser does, and where its answer cannot be right. */
export interface Parser { name: string; input: fc.Arbitrary<unknown>; run(input: never): Promise<void> | void }

function parser<T>(name: string, input: fc.Arbitrary<T>, run: (input: T) => Promise<void> | void): Parser {
  return { name, input, run: run as (input: never) => Promise<void> | void };
}

function insist(holds: boolean, what: string): void {
  if (!holds) throw new Error(what);
}

const LIMITS: IntakeSettings = { ...INTAKE_LIMITS, inputBytes: 1 << 20, load: handlers };
const DID_PARTS = ['did', 'web', 'key', 'jwk', 'peer', 'issuer.example', 'localhost', '127.0.0.1', '[::1]', '%3A8443', '%3A', '%2F', '%2e%2e', '..', '@', '\\', '?', '#', '.', '', 'a', 'xn--', 'é', '%', 'z6Mk', 'z', 'u', 'e30', '\0'];
const did = fc.oneof(
  fc.array(fc.constantFrom(...DID_PARTS), { maxLength: 8 }).map((parts) => parts.join(':')),
  fc.array(fc.constantFrom(...DID_PARTS), { maxLength: 6 }).map((parts) => `did:web:${parts.join('')}`),
  text.map((tail) => `did:key:${tail}`), text.map((tail) => `did:jwk:${tail}`), text,
);
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const multibase = fc.oneof(fc.string({ unit: fc.constantFrom(...BASE58), maxLength: 90 }).map((tail) => `z${tail}`), fc.base64String({ maxLength: 80 }).map((tail) => `u${tail}`), text);
const date = fc.oneof(
  fc.tuple(fc.integer({ min: -99999, max: 99999 }), fc.nat(13), fc.nat(32), fc.nat(25), fc.nat(61), fc.nat(61), fc.constantFrom('Z', '', 'z', '+00:00', '-14:00', '+14:01', '.5Z', '.123456789Z', ' '))
    .map(([year, month, day, hour, minute, second, zone]) => `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}:${String(second).padStart(2, '0')}${zone}`),
  text,
);

const readJson: ReadJson = (source) => parseJson(source, { depth: 64 });
const part = (value: unknown) => encodeBase64Url(new TextEncoder().encode(JSON.stringify(value) ?? ''));
const claims = fc.dictionary(fc.constantFrom('_sd', '...', '_sd_alg', 'vc', 'vp', 'iss', 'exp', 'iat', 'status', 'cnf', 'vct', 'type', 'issuer', 'credentialSubject', '__proto__'), json, { noNullPrototype: true });

const context = { policy: resolvePolicy(), now: 0, registries: [], allowContexts: new Set<string>(), recipient: { email: 'maria@student.example', identifiers: [{ type: 'userName', value: 'maria' }] } } as unknown as Context;

/** Every parser that hostile input reaches first, each with a grammar near what it expects. */
export function parsers(pool: Pool): Parser[] {
  const { documents } = pool;
  const encoder = new TextEncoder();
  const texts = documents.map((document) => encoder.encode(JSON.stringify(document)));
  const bytes = fc.tuple(fc.constantFrom(...texts), fc.array(byteChange, { maxLength: 4 })).map(([source, changes]) => changeBytes(source, changes));
  const document = fc.oneof(fc.tuple(fc.constantFrom(...documents), fc.array(jsonChange, { maxLength: 6 })).map(([source, changes]) => changeJson(source, changes)), json);
  const jsonText = fc.oneof(bytes.map((one) => new TextDecoder().decode(one)), json.map((value) => JSON.stringify(value)), fc.tuple(json, fc.array(byteChange, { minLength: 1, maxLength: 3 }))
    .map(([value, changes]) => new TextDecoder().decode(changeBytes(encoder.encode(JSON.stringify(value)), changes))));
  return [
    parser('JSON text, as JSON.parse reads it or not at all', jsonText, (source) => {
      const { value, problems } = parseJson(source, { depth: 64 });
      insist(value !== undefined || problems.length > 0, 'nothing read and nothing said');
      let native: unknown;
      let reads = true;
      try {
        native = JSON.parse(source);
      } catch {
        reads = false;
      }
      if (!reads) insist(problems.length > 0, 'read what is no JSON');
      else if (problems.length === 0) insist(isDeepStrictEqual(JSON.parse(JSON.stringify(value)), JSON.parse(JSON.stringify(native))), 'read otherwise than JSON.parse');
    }),
    parser('an input of bytes', fc.oneof(bytes, fc.uint8Array({ maxLength: 300 })), async (input) => {
      const artifact = await readInput(input, LIMITS);
      insist(artifact.kind !== 'none' || artifact.code !== undefined, 'nothing found and nothing said');
    }),
    parser('an input of text', fc.oneof(text, jsonText), async (input) => { await readInput(input, LIMITS); }),
    parser('an input object', document, async (input) => { await readInput(input as JsonObject, LIMITS); }),
    parser('links of a web page', fc.array(fc.oneof(fc.constantFrom('<', '>', '<!--', '-->', '<link rel=alternate type="application/vc" href=', '<script type=application/ld+json>', '</script', '<base href=', 'https://a.example/', "'", '"', '='), text)).map((pieces) => pieces.join('')), (input) => {
      for (const { url } of htmlLinks(input, 'https://share.example/').alternates) insist(new URL(url).protocol === 'https:', `a page leads to ${url}`);
    }),
    parser('Open Badges 2.0 tables and view', document, (input) => {
      if (typeof input !== 'object' || input === null || Array.isArray(input)) return;
      for (const edition of ['1', '2'] as const) { assertionProblems(input, edition); badgeProblems({ badge: input }, edition); }
      openBadges2View(input);
      openBadges2View({ badge: input, recipient: input });
    }),
    parser('did:web', did, (input) => {
      const url = didWebUrl(input);
      if (url === undefined) return;
      const read = new URL(url);
      insist(read.protocol === 'https:' && read.username === '' && read.password === '' && read.search === '' && read.hash === '' && read.pathname.endsWith('/did.json'), `did:web leads to ${url}`);
    }),
    parser('did:key', did, (input) => { resolveDidKey(input); }),
    parser('did:jwk', did, (input) => { resolveDidJwk(input); }),
    parser('multikey', multibase, (input) => { readMultikey(input); }),
    parser('a compact token and its claims', fc.oneof(text, fc.tuple(fc.oneof(claims, json), fc.oneof(claims, json), text).map(([head, body, tail]) => `${part(head)}.${part(body)}.${tail}`)), (input) => {
      const reading = readCompact(input, readJson);
      if (!reading.ok) { insist(reading.problems.length > 0, 'nothing read and nothing said'); return; }
      const { header, payload } = reading.jws;
      const found = documentOf(header, payload);
      if (found) for (const what of ['credential', 'presentation'] as const) dataModelProblems(found.document, what);
      headerTerms(header, true);
      for (const name of ['iat', 'exp', 'nbf']) dateClaim(payload, name);
      sdJwtVcProblems(payload);
      credentialView(payload);
    }),
    parser('an SD-JWT and its disclosures', fc.tuple(claims, fc.array(fc.oneof(fc.array(json, { maxLength: 4 }).map(part), fc.tuple(text, text, claims).map(part), text), { maxLength: 5 })), async ([payload, texts]) => {
      splitSdJwt(texts.join('~'));
      const digests = await Promise.all(texts.map((one) => sdDigest(payload as JsonObject, one)));
      for (const signed of [payload as JsonObject, { ...payload, _sd: digests.filter((one) => one !== undefined) }]) {
        const disclosed = await disclose(signed, texts, new Set(['iss']), readJson);
        insist(!('_sd' in disclosed.payload), 'a digest is left over');
        insist(Object.getPrototypeOf(disclosed.payload) === Object.prototype, 'a disclosure changed a prototype');
      }
    }),
    parser('JWK of any kind', fc.dictionary(fc.constantFrom('kty', 'crv', 'x', 'y', 'n', 'e', 'd', 'use', 'key_ops', '__proto__'), fc.oneof(fc.constantFrom('OKP', 'EC', 'RSA', 'Ed25519', 'P-256', 'P-521', 'sig'), text, json)), (input) => {
      const jwk = publicJwk(input as JsonObject);
      insist(jwk === undefined || !('d' in jwk), 'a private key taken for a public one');
    }),
    parser('JWK', fc.dictionary(fc.constantFrom('kty', 'crv', 'x', 'y', 'd', 'use', '__proto__'), fc.oneof(fc.constantFrom('OKP', 'EC', 'Ed25519', 'P-256', 'P-384', 'sig'), text)), (input) => { readJwk(input); }),
    parser('date', date, (input) => {
      const instant = parseInstant(input);
      insist(instant === undefined || Number.isFinite(instant), 'a date that is no number');
    }),
    parser('registry', fc.oneof(jsonText, json), (input) => { parseRegistry(input as string); }),
    parser('encoded status list', fc.oneof(fc.base64String({ maxLength: 200 }).map((tail) => `u${tail}`), fc.uint8Array({ maxLength: 60 }).map((tail) => `uH4sIA${Buffer.from(tail).toString('base64url')}`), text), async (input) => {
      const list = await decodeEncodedList(input, 'any-base64', 1 << 16);
      insist(!list.ok || list.bytes.length <= 1 << 16, 'inflated beyond the limit');
    }),
    parser('status index', json, (input) => {
      const index = parseIndex(input);
      insist(!index.ok || index.index >= 0n, 'a negative index');
      if (index.ok) readEntry(new Uint8Array(16), index.index, 1);
    }),
    parser('view', document, (input) => { if (typeof input === 'object' && input !== null && !Array.isArray(input)) credentialView(input); }),
    parser('data model', document, (input) => { for (const what of ['credential', 'presentation'] as const) dataModelProblems(input, what); }),
    parser('Open Badges schema', document, (input) => {
      if (typeof input === 'object' && input !== null && !Array.isArray(input)) for (const schema of ['achievement', 'endorsement', 'clr'] as const) learningProblems(schema, input);
    }),
    parser('recipient', document, async (input) => {
      if (typeof input !== 'object' || input === null || Array.isArray(input)) return;
      await recipientMatch({ what: 'credential', document: input, mediaType: '', proofs: [], coverage: { code: 'coverage.complete', problems: [], evidence: [] } } satisfies Subject, context);
    }),
    ...containerParsers(pool),
  ];
}
