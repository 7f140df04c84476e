import { createHash } from 'node:crypto';
import type { JsonObject, JsonValue } from '@credlens/core/report';
import * as fc from 'fast-check';
import { certificateKey, disclose, keyMisfit, readCompact, splitSdJwt, thumbprint } from '../../packages/core/src/jose/index.js';
import { tokenForm, tokenMediaType } from '../../packages/core/src/intake/token.js';
import { isObject, resolvePolicy, type Context } from '../../packages/core/src/report/index.js';
import { dataModelProblems } from '../../packages/core/src/schema/vcdm.js';
import { sdJwtVcProblems } from '../../packages/core/src/schema/sd-jwt-vc.js';
import { relabel } from '../../packages/core/src/securing/ecdsa-sd-2023.js';
import { parseDerivedProofValue, proofValueKind } from '../../packages/core/src/securing/ecdsa-sd-2023-value.js';
import { secureJwt } from '../../packages/core/src/securing/jose.js';
import { secureOpenBadges2 } from '../../packages/core/src/securing/open-badges-2.js';
import { linkProofs } from '../../packages/core/src/securing/proof-chain.js';
import { secureSdJwt } from '../../packages/core/src/securing/sd-jwt.js';
import { readStrictJson } from '../../packages/core/src/securing/strict-json.js';
import { keySet } from '../../packages/core/src/securing/token-issuer-keys.js';
import { belongsTo } from '../../packages/core/src/securing/token-key.js';
import { documentOf } from '../../packages/core/src/securing/token-document.js';
import { tokenStatus, valueAt } from '../../packages/core/src/securing/token-status-list.js';
import { byteChange, changeBytes, json, text } from './arbitraries.js';
import { insist, parser, type Parser } from './parser.js';

const base64url = (source: string) => Buffer.from(source).toString('base64url');

/** A world that answers whatever is asked with one text. It lasts for one input. */
export function worldOf(served?: string): Context {
  const remembered = new Map<string, Promise<unknown>>();
  const bytes = served === undefined ? undefined : new TextEncoder().encode(served);
  return {
    policy: resolvePolicy(), now: Date.UTC(2026, 7, 22), registries: [], allowContexts: new Set<string>(), presentation: { challenge: 'c', domain: 'https://jobs.example' }, recipient: { email: 'maria@student.example' },
    fetch: async (url) => (bytes === undefined ? { ok: false, code: 'net.offline', retryable: true } : { ok: true, bytes, contentType: 'application/json', finalUrl: url, evidence: { url, sha256: '0'.repeat(64), fetchedAt: '2026-08-22T00:00:00Z', source: 'snapshot' } as never }),
    verifyNested: async () => { throw new Error('Nothing is nested here'); },
    once: <T>(key: string, ask: () => Promise<T>) => {
      const known = remembered.get(key) ?? ask();
      remembered.set(key, known);
      return known as Promise<T>;
    },
  };
}

const ALGORITHMS = ['ES256', 'ES384', 'EdDSA', 'Ed25519', 'RS256', 'PS256', 'HS256', 'none', 'None', 'ES256K', '__proto__', ''];
const TYPES = ['vc+jwt', 'vp+jwt', 'JWT', 'dc+sd-jwt', 'vc+sd-jwt', 'vp+sd-jwt', 'kb+jwt', 'statuslist+jwt', 'application/vc+jwt', 'VC+JWT', 'constructor', ''];
const kid = fc.oneof(fc.constantFrom('did:web:issuer.example#key', 'https://issuer.example/issuers/1#k1', 'k1', '#k1', 'did:key:z6Mk', 'https://issuer.example/.well-known/jwks.json', 'did:jwk:e30#0', '../../x', 'https://issuer.example/%2f/x'), text);
const jwk = fc.dictionary(fc.constantFrom('kty', 'crv', 'x', 'y', 'd', 'n', 'e', 'use', 'key_ops', 'alg', 'kid', '__proto__'), fc.oneof(fc.constantFrom<JsonValue>('OKP', 'EC', 'RSA', 'oct', 'Ed25519', 'P-256', 'P-384', 'P-521', 'secp256k1', 'AQAB', 'AQ', ['verify']), json));
const header = fc.record<Record<string, JsonValue>>({
  alg: fc.oneof({ weight: 6, arbitrary: fc.constantFrom<JsonValue>(...ALGORITHMS) }, { weight: 1, arbitrary: json }), typ: fc.oneof(fc.constantFrom<JsonValue>(...TYPES), json), cty: fc.oneof(fc.constantFrom<JsonValue>('vc', 'vp', 'json', 'JWT'), json), kid: fc.oneof(kid, json),
  jwk: fc.oneof(jwk as fc.Arbitrary<JsonValue>, json), x5c: fc.oneof(fc.array(fc.base64String({ maxLength: 200 })), json) as fc.Arbitrary<JsonValue>, crit: json, b64: json, jku: fc.constantFrom<JsonValue>('https://evil.example/jwks', 'http://127.0.0.1/'), zip: json, iss: json,
}, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;

const numeric = fc.oneof(fc.constantFrom<JsonValue>(0, -1, 1.5, 1_780_000_000, 1e300, -1e300, 8.64e12, '2026-06-01', '2026-06-01T09:00:00Z', '1780000000'), json);
const status = fc.record<Record<string, JsonValue>>({ status_list: fc.record<Record<string, JsonValue>>({ idx: fc.oneof(fc.constantFrom<JsonValue>(0, 1, 7, 1023, 2 ** 53, -1, 1.5), json), uri: fc.oneof(fc.constantFrom<JsonValue>('https://issuer.example/tsl/1', 'http://127.0.0.1/', 'javascript:alert(1)'), json) }, { requiredKeys: [] }) as fc.Arbitrary<JsonValue> }, { requiredKeys: [] }) as fc.Arbitrary<JsonValue>;
const claims = (documents: fc.Arbitrary<JsonValue>) => fc.record<Record<string, JsonValue>>({
  iss: fc.oneof(fc.constantFrom<JsonValue>('https://issuer.example/issuers/1', 'did:web:issuer.example'), json), sub: json, jti: json, aud: json, nonce: json, exp: numeric, nbf: numeric, iat: numeric, vct: fc.oneof(fc.constantFrom<JsonValue>('urn:eu.europa.ec.eudi:learning:credential:1', 'https://issuer.example/vct'), json),
  cnf: fc.oneof(jwk.map((value): JsonValue => ({ jwk: value })), json), status, vc: fc.oneof(documents, json), vp: fc.oneof(documents, json), _sd_alg: fc.constantFrom<JsonValue>('sha-256', 'sha-384', 'sha-512', 'md5', 'constructor', 1), '@context': json, type: json, credentialSubject: json, issuer: json, verifiableCredential: json, 'vct#integrity': json,
}, { requiredKeys: [] }) as fc.Arbitrary<JsonObject>;

/** A payload and the disclosures that belong to it: members and items of arrays hidden at will, with decoys, repeats and disclosures of nothing. */
interface Hidden { payload: JsonObject; disclosures: string[] }

function hide(value: JsonValue, choices: Iterator<number>, disclosures: string[]): JsonValue {
  const next = () => choices.next().value as number;
  const put = (content: JsonValue[]): string => {
    const odd = next() % 24;
    const written = base64url(JSON.stringify(odd === 0 ? content.slice(1) : odd === 1 ? [...content, 1] : content));
    if (odd !== 2) disclosures.push(written);
    if (odd === 3) disclosures.push(written);
    return createHash('sha256').update(written).digest('base64url');
  };
  if (Array.isArray(value)) return value.map((item) => { const inner = hide(item, choices, disclosures); return next() % 3 === 0 ? { '...': put(['salt', inner]) } : inner; });
  if (!isObject(value)) return value;
  const shown: JsonObject = {};
  const digests: JsonValue[] = [];
  for (const [key, member] of Object.entries(value)) {
    const inner = hide(member, choices, disclosures);
    if (next() % 2 === 0) digests.push(put(['salt', next() % 40 === 0 ? '_sd' : key, inner]));
    else Object.defineProperty(shown, key, { value: inner, enumerable: true, configurable: true, writable: true });
  }
  if (next() % 6 === 0) digests.push('decoy', ...digests.slice(0, 1));
  if (digests.length > 0) shown['_sd'] = next() % 30 === 0 ? 'digests' : digests;
  return shown;
}

const hidden = (payloads: fc.Arbitrary<JsonObject>): fc.Arbitrary<Hidden> => fc.tuple(payloads, fc.array(fc.nat(1000), { minLength: 20, maxLength: 60 })).map(([source, numbers]) => {
  const disclosures: string[] = [];
  let at = 0;
  const choices: Iterator<number> = { next: () => ({ value: numbers[at++ % numbers.length]! + Math.floor(at / numbers.length), done: false }) };
  const payload = hide(source, choices, disclosures);
  return { payload: isObject(payload) ? payload : {}, disclosures };
});

/** CBOR as it is and as it is not: heads with any argument, in any order. */
const cborHead = fc.tuple(fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 7), fc.constantFrom(0, 1, 5, 23, 24, 25, 26, 27, 31), fc.uint8Array({ maxLength: 4 })).map(([major, info, rest]) => Buffer.concat([Buffer.of((major << 5) | info), rest]));
const bytesOf = (length: number) => Buffer.concat([Buffer.of(0x58, length), Buffer.alloc(length, 0x24)]);
const derivedValue = fc.tuple(fc.constantFrom([0xd9, 0x5d, 0x01], [0xd9, 0x5d, 0x00], [0xd9]), fc.oneof(
  fc.array(cborHead, { maxLength: 12 }).map((parts) => Buffer.concat(parts)),
  fc.tuple(fc.nat(4), fc.array(fc.tuple(fc.nat(20), fc.nat(70)), { maxLength: 5 }), fc.array(fc.nat(23), { maxLength: 6 }), fc.array(byteChange, { maxLength: 2 })).map(([signatures, labels, mandatory, changes]) => {
    const key = bytesOf(35);
    key.set([0x80, 0x24], 2);
    const whole = Buffer.concat([
      Buffer.of(0x85), bytesOf(64), key, Buffer.of(0x80 | signatures), ...Array.from({ length: signatures }, () => bytesOf(64)), Buffer.of(0xa0 | labels.length), ...labels.map(([place, length]) => Buffer.concat([Buffer.of(place), bytesOf(length)])),
      Buffer.of(0x80 | mandatory.length), Buffer.from(mandatory),
    ]);
    return Buffer.from(changeBytes(whole, changes));
  }),
), fc.nat(9)).map(([prefix, body, odd]) => `${odd === 0 ? 'z' : 'u'}${Buffer.concat([Buffer.from(prefix), body]).toString('base64url')}`);

const OPEN = new Set(['iss', 'exp', 'cnf', 'vct', 'status']);

/** Nothing that stands for a digest is in what a reader is shown, however deep. */
function withoutMarks(value: JsonValue): boolean {
  if (Array.isArray(value)) return value.every((item) => withoutMarks(item));
  return !isObject(value) || Object.entries(value).every(([key, member]) => key !== '_sd' && key !== '...' && withoutMarks(member));
}

/** @param documents credentials and presentations. @param tokens good tokens of every kind, to be damaged */
export function tokenParsers(documents: fc.Arbitrary<JsonValue>, tokens: readonly string[], badges: fc.Arbitrary<JsonObject>): Parser[] {
  const payload = fc.oneof(claims(documents), documents.map((one) => (isObject(one) ? one : {})));
  const jwt = fc.tuple(header, payload, fc.oneof(fc.constantFrom('', 'AA', 'A'.repeat(86), 'A'.repeat(87), '='), text), fc.nat(12)).map(([head, body, signature, odd]) => {
    const parts = [base64url(JSON.stringify(head)), base64url(JSON.stringify(body)), signature];
    return (odd === 0 ? parts.slice(0, 2) : odd === 1 ? [...parts, 'x'] : odd === 2 ? [parts[1], parts[0], parts[2]] : parts).join('.');
  });
  const damaged = fc.tuple(fc.constantFrom(...tokens), fc.array(byteChange, { minLength: 1, maxLength: 3 })).map(([token, changes]) => Buffer.from(changeBytes(new TextEncoder().encode(token), changes)).toString('utf8'));
  const anyToken = fc.oneof(jwt, damaged);
  const sdJwt = fc.oneof(damaged, fc.tuple(header, hidden(payload), fc.nat(8), jwt).map(([head, { payload: body, disclosures }, odd, binding]) => `${[base64url(JSON.stringify({ typ: 'dc+sd-jwt', ...head })), base64url(JSON.stringify(body)), 'AAAA'].join('.')}~${disclosures.join('~')}~${odd === 0 ? binding : odd === 1 ? '~' : ''}`));
  return [
    parser('compact JWS', anyToken, (input) => {
      const form = tokenForm(input);
      if (form) tokenMediaType(input, form);
      const read = readCompact(input, readStrictJson);
      if (!read.ok) { insist(read.problems.length > 0, 'nothing read and nothing said'); return; }
      const { header: head, payload: body } = read.jws;
      const found = documentOf(head, body);
      if (found) for (const what of ['credential', 'presentation'] as const) dataModelProblems(found.document, what);
      sdJwtVcProblems(body);
    }),
    parser('JWT credential', anyToken, async (input) => { await secureJwt(input, worldOf()); }, 4),
    parser('SD-JWT', sdJwt, async (input) => {
      const parts = splitSdJwt(input);
      if (parts) insist(input.startsWith(parts.bound), 'the bound text is another');
      await secureSdJwt(input, worldOf());
    }, 4),
    parser('disclosures', hidden(fc.oneof(payload, json.map((value): JsonObject => ({ value })))), async ({ payload: body, disclosures }) => {
      const result = await disclose(body, disclosures, OPEN, readStrictJson);
      insist(withoutMarks(result.payload), 'a digest is left in what a reader is shown');
      insist(!result.ok || result.withheld >= 0, 'fewer than none withheld');
    }, 4),
    parser('Token Status List', fc.tuple(status, fc.oneof(damaged, jwt, text)), async ([entry, served]) => { await tokenStatus(entry, 'https://issuer.example/issuers/1', worldOf(served)); }, 4),
    parser('value in a Token Status List', fc.tuple(fc.uint8Array({ maxLength: 9 }), fc.nat(100), fc.constantFrom(1, 2, 4, 8)), ([bytes, index, size]) => {
      const value = valueAt(bytes, index, size);
      insist((value === undefined) === (index >= (bytes.length * 8) / size) && (value ?? 0) < 2 ** size, 'a value from elsewhere');
    }, 2),
    parser('Open Badges 2.0 in a world of one answer', fc.tuple(fc.oneof(badges, damaged), fc.oneof(badges.map((one) => JSON.stringify(one)), text)), async ([assertion, served]) => { await secureOpenBadges2(assertion, 'application/json', worldOf(served)); }, 4),
    parser('proof value of ecdsa-sd-2023', fc.oneof(derivedValue, text), (input) => {
      const value = parseDerivedProofValue(input);
      insist(value === undefined || proofValueKind(input) === 'derived', 'read as derived what is none');
      relabel(`_:c14n0 <urn:p> "_:c14n1 \\" x" .\n${JSON.stringify(input)}\n`, value?.labels ?? new Map());
    }),
    parser('proofs that refer to each other', fc.oneof(fc.array(fc.record<Record<string, JsonValue>>({ id: fc.constantFrom('a', 'b', 'c', '__proto__'), previousProof: fc.oneof(fc.constantFrom<JsonValue>('a', 'b', ['a', 'c'], '__proto__', ['x']), json), type: json }, { requiredKeys: [] }) as fc.Arbitrary<JsonValue>, { maxLength: 6 }) as fc.Arbitrary<JsonValue>, json), (input) => { linkProofs(input); }),
    parser('JWK set', fc.oneof(fc.array(jwk, { maxLength: 4 }).map((keys): JsonValue => ({ keys })), json), async (input) => {
      for (const { jwk: key } of keySet(input, 'https://issuer.example/jwks')) {
        insist(!['d', 'p', 'q', 'k'].some((part) => Object.hasOwn(key, part)), 'a private part of a key is kept');
        for (const alg of ['ES256', 'RS256', 'EdDSA']) keyMisfit(alg, key);
        await thumbprint(key);
      }
    }, 4),
    parser('certificate', fc.tuple(fc.base64String({ maxLength: 600 }), fc.constantFrom('ES256', 'RS256', 'EdDSA', 'none')), async ([der, alg]) => { await certificateKey(`MIIB${der}`, alg); }, 2),
    parser('whose a key is', fc.tuple(kid, fc.oneof(fc.constantFrom('https://issuer.example/issuers/1', 'https://issuer.example/', 'https://issuer.example', 'did:web:issuer.example'), text)), ([key, party]) => {
      if (!belongsTo(key, party)) return;
      insist(new URL(key).origin === new URL(party).origin && new URL(key).pathname.startsWith(new URL(party).pathname.replace(/\/$/, '')), `${key} is not below ${party}`);
    }),
  ];
}
