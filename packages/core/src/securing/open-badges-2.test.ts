import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { validityPeriod } from '../checks/validity-period.js';
import { recipientMatch } from '../checks/recipient-match.js';
import { resolvePolicy, type Context, type FetchResult, type JsonObject, type JsonValue } from '../report/index.js';
import { openBadges2View } from '../view/open-badges-2.js';
import { differences } from './open-badges-2/difference.js';
import { secureOpenBadges2 } from './open-badges-2.js';

// Property tests, on machines that do other work too.
vi.setConfig({ testTimeout: 60_000 });

/** A world where every address answers with the same bytes, or with nothing. */
function context(answer: (url: string) => string | undefined): Context {
  return {
    policy: resolvePolicy('default'), now: Date.parse('2026-08-22T00:00:00Z'), registries: [], allowContexts: new Set(), recipient: { email: 'maria@student.example' },
    fetch: async (url): Promise<FetchResult> => {
      const body = answer(url);
      return body === undefined ? { ok: false, code: 'net.failed', retryable: true }
        : { ok: true, bytes: new TextEncoder().encode(body), contentType: 'application/json', finalUrl: url, evidence: { url, sha256: '0'.repeat(64), source: 'network' } };
    },
    verifyNested: () => Promise.reject(new Error('not asked')),
    once: (_key, ask) => ask(),
  };
}

const ASSERTION = 'https://badges.example/assertions/1';
const value = fc.oneof({ weight: 3, arbitrary: fc.constantFrom<JsonValue>(ASSERTION, 'https://badges.example/issuer', 'https://badges.example/badges/1', 'http://badges.example/1', 'hosted', 'SignedBadge', 'Assertion', '2026-01-01', true, null, 7, []) }, fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<JsonValue>);
const object = (...keys: string[]) => fc.dictionary(fc.constantFrom(...keys, '__proto__', 'constructor', '@context'), value).map((each) => each as JsonObject);
const linked = fc.oneof(value, object('id', 'type', 'name', 'issuer', 'publicKey', 'publicKeyPem', 'owner', 'verification', 'revocationList', 'image', 'criteria', 'alignment'));
const assertion = fc.record({ id: value, type: value, recipient: fc.oneof(value, object('type', 'identity', 'hashed', 'salt')), badge: linked, verification: fc.oneof(value, object('type', 'creator')), verify: fc.oneof(value, object('type', 'url')), issuedOn: value, expires: value, revoked: value }, { requiredKeys: ['badge'] }) as fc.Arbitrary<JsonObject>;
const part = (json: unknown) => btoa(unescape(encodeURIComponent(JSON.stringify(json)))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

describe('Open Badges 2.0, whatever is in it', () => {
  it('never throws, never passes without the web site, and its checks and view neither', async () => {
    await fc.assert(fc.asyncProperty(assertion, fc.oneof(fc.constant(undefined), linked), fc.boolean(), async (made, served, asToken) => {
      const world = context(() => (served === undefined ? undefined : JSON.stringify(served)));
      const input = asToken ? `${part({ alg: 'RS256' })}.${part(made)}.AAAA` : made;
      const found = await secureOpenBadges2(input, 'application/json', world);
      if (!('subject' in found)) return;
      const { subject } = found;
      expect(validityPeriod(subject, world).code).toMatch(/^validity\./);
      expect((await recipientMatch(subject, world)).code).toMatch(/^recipient\./);
      expect(openBadges2View(subject.document).format).toBe('open-badges-2');
      expect(subject.proofs.map(({ signature }) => signature.code)).not.toContain('signature.valid');
      if (served === undefined) expect(subject.findings?.['proof.signature']?.code).not.toBe('hosted.served');
    }), { numRuns: 1500 });
  });

  it('a document nested a hundred thousand deep is no badge', async () => {
    const found = await secureOpenBadges2({ badge: ASSERTION, recipient: {}, id: ASSERTION, verification: { type: 'hosted' } }, 'application/json', context(() => `{"id":"${ASSERTION}","badge":${'['.repeat(100_000)}${']'.repeat(100_000)}}`));
    expect('subject' in found && found.subject.findings?.['proof.signature']?.code).toBe('hosted.unreadable');
  });

  it.each([['{"id":"x","id":"y"}'], ['[]'], ['null'], [''], ['\ufeff<html>']])('what is served as %s is no badge', async (body) => {
    const found = await secureOpenBadges2({ badge: ASSERTION, recipient: {}, id: ASSERTION, verification: { type: 'hosted' } }, 'application/json', context(() => body));
    expect('subject' in found && found.subject.findings?.['proof.signature']?.code).toBe('hosted.unreadable');
  });

  it.each([['eyJh.e30.', 'input.no-credential'], ['ftp://badges.example/1', 'input.no-credential'], ['', 'input.no-credential'], [`${part({ alg: 'RS256' })}.${part([1])}.AA`, 'input.no-credential']])('text that is neither a signed assertion nor an address stops there: %s', async (text, code) => {
    const found = await secureOpenBadges2(text, 'text/plain', context(() => undefined));
    expect('stopped' in found && found.stopped.code).toBe(code);
  });

  it('an address alone that cannot be read could not be read', async () => {
    const found = await secureOpenBadges2(ASSERTION, 'text/uri-list', context(() => undefined));
    expect('stopped' in found && found.stopped).toMatchObject({ check: 'intake.readable', code: 'input.unreadable', params: { reason: 'net.failed', url: ASSERTION } });
  });
});

describe('differences between a copy and what is served', () => {
  const served: JsonObject = { id: ASSERTION, recipient: { identity: 'a' }, badge: { id: 'https://badges.example/b', name: 'B', issuer: { id: 'https://badges.example/i', name: 'I' } } };
  const changed = (copy: JsonObject) => differences(copy, served).map(({ pointer, grave }) => `${pointer}${grave ? '!' : ''}`);
  it('an address and what stands there are the same', () => {
    expect(changed({ ...served, badge: 'https://badges.example/b' })).toEqual([]);
    expect(changed({ ...served, badge: { id: 'https://badges.example/b', name: 'B', issuer: 'https://badges.example/i' } })).toEqual([]);
  });
  it('says where, and whether it changes what the badge says', () => {
    expect(changed({ ...served, expires: '2030-01-01T00:00:00Z' })).toEqual(['/expires!']);
    expect(changed({ ...served, badge: { id: 'https://badges.example/b', name: 'Doctor', image: 'x', issuer: { id: 'https://badges.example/other', name: 'I' } } })).toEqual(['/badge/name!', '/badge/image', '/badge/issuer/id!']);
    expect(changed({ ...served, 'extensions:x': {}, recipient: { identity: 'b' } })).toEqual(['/recipient!', '/extensions:x']);
  });
});
