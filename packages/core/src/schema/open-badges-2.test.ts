import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '../report/json.js';
import { assertionProblems, badgeProblems } from './open-badges-2.js';

// Property tests, on machines that do other work too.
vi.setConfig({ testTimeout: 60_000 });

const HASH = `sha256$${'0'.repeat(64)}`;
const good: JsonObject = {
  '@context': 'https://w3id.org/openbadges/v2', type: 'Assertion', id: 'https://badges.example/a/1', recipient: { type: 'email', hashed: true, salt: 'x', identity: HASH },
  badge: {
    type: 'BadgeClass', id: 'https://badges.example/b/1', name: 'B', description: 'D', image: 'https://badges.example/b.png', criteria: { narrative: 'C' },
    issuer: { type: 'Profile', id: 'https://badges.example/i', name: 'I', url: 'https://badges.example/', email: 'a@badges.example' },
  },
  verification: { type: 'HostedBadge' }, issuedOn: '2026-01-01T00:00:00Z',
};
const old: JsonObject = { uid: '1', recipient: { type: 'email', hashed: false, identity: 'a@b.example' }, badge: 'https://badges.example/b/1', verify: { type: 'hosted', url: 'https://badges.example/a/1' }, issuedOn: 1_700_000_000 };
const problems = (document: JsonObject, edition: '1' | '2' = '2') => assertionProblems(document, edition).map(({ code, pointer, params }) => [code, pointer, params?.['name']].filter((each) => each !== undefined).join(' '));
const without = (key: string): JsonObject => Object.fromEntries(Object.entries(good).filter(([name]) => name !== key));

describe('the tables of Open Badges 2.0', () => {
  it('take what the standard allows', () => {
    expect([assertionProblems(good, '2'), badgeProblems(good, '2'), assertionProblems(old, '1'), badgeProblems(old, '1')]).toEqual([[], [], [], []]);
    expect(problems({ ...good, type: ['Assertion', 'Extension'], '@context': ['https://w3id.org/openbadges/v2', {}], evidence: [{ narrative: 'E' }, 'https://e.example/'], recipient: { type: ['email'], hashed: false, identity: 'a@b.example', salt: null } })).toEqual([]);
    expect(problems({ ...old, issuedOn: '2013-01-31' }, '1')).toEqual([]);
  });

  it.each([
    ['@context', 'vcdm.missing  @context'], ['type', 'vcdm.missing  type'], ['id', 'vcdm.missing  id'], ['recipient', 'vcdm.missing  recipient'], ['badge', 'vcdm.missing  badge'],
    ['verification', 'vcdm.missing  verification'], ['issuedOn', 'vcdm.missing  issuedOn'],
  ])('say that %s is missing', (key, expected) => { expect(problems(without(key))).toEqual([expected]); });

  it.each<[string, JsonObject, string]>([
    ['another context', { '@context': 'https://schema.org/' }, 'vcdm.context /@context'],
    ['another type', { type: 'BadgeClass' }, 'vcdm.type /type Assertion'],
    ['an id that is no URL', { id: '1' }, 'vcdm.not-url /id'],
    ['a date without a time', { issuedOn: '2026-01-01' }, 'vcdm.not-date /issuedOn'],
    ['an end that is no date', { expires: 'never' }, 'vcdm.not-date /expires'],
    ['another way to verify', { verification: { type: 'blockchain' } }, 'vcdm.value /verification/type'],
    ['a hash that is none', { recipient: { type: 'email', hashed: true, identity: 'sha256$00' } }, 'vcdm.value /recipient/identity'],
    ['hashed as text', { recipient: { type: 'email', hashed: 'true', identity: HASH } }, 'vcdm.value /recipient/hashed'],
    ['revoked as text', { revoked: 'no' }, 'vcdm.value /revoked'],
  ])('say where: %s', (_name, members, expected) => { expect(problems({ ...good, ...members })).toEqual([expected]); });

  it('judge badge class and issuer where they stand, and not an address', () => {
    const badge = good['badge'] as JsonObject;
    const at = (members: JsonObject) => badgeProblems({ ...good, badge: { ...badge, ...members } }, '2').map(({ code, pointer }) => `${code} ${pointer}`);
    expect(at({ criteria: 7 })).toEqual(['schema.type /badge/criteria']);
    expect(at({ name: 7 })).toEqual(['schema.type /badge/name']);
    expect(at({ issuer: { ...(badge['issuer'] as JsonObject), email: 'nobody' } })).toEqual(['schema.value /badge/issuer/email']);
    expect(at({ alignment: [{ targetName: 'x' }] })).toEqual(['schema.missing /badge/alignment/0']);
    expect(at({ issuer: 'https://badges.example/i' })).toEqual([]);
    expect(badgeProblems({ ...good, badge: 'https://badges.example/b/1' }, '2')).toEqual([]);
  });

  it('never throw', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.constantFrom('1' as const, '2' as const), (value, edition) => {
      assertionProblems(value as JsonObject, edition);
      badgeProblems({ badge: value } as JsonObject, edition);
      assertionProblems({ ...good, recipient: value, verification: value, badge: value } as JsonObject, edition);
    }), { numRuns: 500 });
  });
});
