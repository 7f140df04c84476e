import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '../report/json.js';
import { credentialView } from './credential-view.js';

// Property tests, on machines that do other work too.
vi.setConfig({ testTimeout: 60_000 });

const badge: JsonObject = {
  '@context': ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'],
  id: 'urn:uuid:1', type: ['VerifiableCredential', 'OpenBadgeCredential'],
  name: [{ '@value': 'Bee keeping', '@language': 'en', '@direction': 'ltr' }, { '@value': 'Imkerei', '@language': 'de' }, 'Bees'],
  description: 'About bees',
  issuer: { id: 'did:web:bees.example', type: ['Profile'], name: 'Bee School', url: 'https://bees.example', image: { id: 'https://bees.example/logo.png', type: 'Image', caption: 'A bee' } },
  validFrom: '2026-01-01T00:00:00Z', validUntil: '2027-01-01T00:00:00Z',
  credentialSubject: {
    type: ['AchievementSubject'], id: 'did:example:keeper', name: 'Kim Keeper',
    identifier: [
      { type: 'IdentityObject', hashed: true, identityHash: 'sha256$00', identityType: 'emailAddress', salt: 's' },
      { type: 'IdentityObject', hashed: false, identityHash: 'k-17', identityType: 'sisSourcedId' },
    ],
    result: [
      { type: 'Result', resultDescription: 'urn:r:1', value: '91' }, { type: 'Result', resultDescription: 'urn:r:2', achievedLevel: 'urn:l:2' }, { type: 'Result', status: 'Completed' },
    ],
    achievement: {
      id: 'urn:a:1', type: 'Achievement', name: 'Keeper', description: 'Keeps bees', achievementType: 'Certificate', criteria: { id: 'https://bees.example/c', narrative: 'Kept bees for a year.' },
      image: 'https://bees.example/badge.png',
      alignment: [{ type: 'Alignment', targetName: 'Apiculture', targetUrl: 'https://skills.example/1', targetFramework: 'Skills' }, { targetCode: 'B-2' }, { nothing: 1 }],
      resultDescription: [
        { id: 'urn:r:1', type: 'ResultDescription', name: 'Exam', resultType: 'Percent' },
        { id: 'urn:r:2', type: 'ResultDescription', name: 'Honey', resultType: 'RubricCriterionLevel', rubricCriterionLevel: [{ id: 'urn:l:2', type: 'RubricCriterionLevel', name: 'Golden' }] },
      ],
    },
  },
};

describe('credentialView', () => {
  it('reads an Open Badge', () => {
    const { quality, ...view } = credentialView(badge);
    expect(quality?.filter(({ present }) => present).map(({ element }) => element)).toEqual(['learner', 'title', 'awarding-body', 'date', 'learning-outcomes', 'grade', 'further-information']);
    expect(view).toEqual({
      format: 'open-badges-3', dataModel: '2.0', id: 'urn:uuid:1', types: ['VerifiableCredential', 'OpenBadgeCredential'],
      title: { en: 'Bee keeping', de: 'Imkerei', und: 'Bees' }, description: { und: 'About bees' },
      issuer: { id: 'did:web:bees.example', name: { und: 'Bee School' }, url: 'https://bees.example', image: { url: 'https://bees.example/logo.png', alt: 'A bee', pointer: '/issuer/image' } },
      recipient: { id: 'did:example:keeper', name: { und: 'Kim Keeper' }, identifiers: [{ type: 'emailAddress', hashed: true }, { type: 'sisSourcedId', hashed: false, value: 'k-17' }] },
      validFrom: '2026-01-01T00:00:00Z', validUntil: '2027-01-01T00:00:00Z',
      achievements: [{
        id: 'urn:a:1', name: { und: 'Keeper' }, description: { und: 'Keeps bees' }, type: 'Certificate', criteria: { und: 'Kept bees for a year.' }, criteriaUrl: 'https://bees.example/c',
        image: { url: 'https://bees.example/badge.png', pointer: '/credentialSubject/achievement/image' },
        skills: [
          { name: { und: 'Apiculture' }, id: 'https://skills.example/1', framework: 'Skills', pointer: '/credentialSubject/achievement/alignment/0' },
          { id: 'B-2', pointer: '/credentialSubject/achievement/alignment/1' },
        ],
        results: [
          { name: { und: 'Exam' }, value: '91', type: 'Percent', scale: 'urn:r:1', describedAt: '/credentialSubject/achievement/resultDescription/0', pointer: '/credentialSubject/result/0' },
          {
            name: { und: 'Honey' }, value: 'Golden', type: 'RubricCriterionLevel', scale: 'urn:r:2', describedAt: '/credentialSubject/achievement/resultDescription/1', pointer: '/credentialSubject/result/1',
            achieved: { id: 'urn:l:2', name: 'Golden', ordinal: 1, of: 1, pointer: '/credentialSubject/achievement/resultDescription/1/rubricCriterionLevel/0' },
          },
          { value: 'Completed', status: 'Completed', pointer: '/credentialSubject/result/2' },
        ],
        statements: [
          { property: 'alignment', on: 'achievement', name: { und: 'Apiculture' }, url: 'https://skills.example/1', framework: 'Skills', pointer: '/credentialSubject/achievement/alignment/0' },
          { property: 'alignment', on: 'achievement', code: 'B-2', pointer: '/credentialSubject/achievement/alignment/1' },
        ],
        pointer: '/credentialSubject/achievement',
      }],
    });
  });

  it('reads VCDM 1.1 dates, a string issuer and several subjects', () => {
    const view = credentialView({
      '@context': 'https://www.w3.org/2018/credentials/v1', type: ['VerifiableCredential'], issuer: 'did:example:i', issuanceDate: '2020-01-01T00:00:00Z', expirationDate: '2021-01-01T00:00:00Z',
      credentialSubject: [{ id: 'did:example:a', achievement: { name: 'One' } }, { id: 'did:example:b', achievement: [{ name: 'Two' }] }],
    });
    expect(view).toMatchObject({ format: 'verifiable-credential', dataModel: '1.1', issuer: { id: 'did:example:i' }, validFrom: '2020-01-01T00:00:00Z', validUntil: '2021-01-01T00:00:00Z', recipient: { id: 'did:example:a' } });
    expect(view.achievements.map((achievement) => achievement.name)).toEqual([{ und: 'One' }, { und: 'Two' }]);
    expect(view.title).toEqual({ und: 'One' });
  });

  it('names the format of records, status lists and presentations', () => {
    expect(credentialView({ type: ['VerifiableCredential', 'ClrCredential'], name: 'Record' })).toMatchObject({ format: 'clr-2', title: { und: 'Record' } });
    expect(credentialView({ type: ['VerifiableCredential', 'BitstringStatusListCredential'] })).toMatchObject({ format: 'status-list', title: { und: 'BitstringStatusListCredential' } });
    const presentation = credentialView({ type: 'VerifiablePresentation', name: 'Doctor of Chemistry', description: 'With honours', holder: { id: 'did:example:h', name: 'University of Example' } });
    expect(presentation).toMatchObject({ format: 'presentation', title: {}, issuer: {}, recipient: { id: 'did:example:h', identifiers: [] } });
    expect(JSON.stringify(presentation)).not.toMatch(/Doctor|honours|University/);
  });

  it('files a language tag that is none under und, and shows two texts of one language both', () => {
    const view = credentialView({ name: [{ '@value': 'a', '@language': '__proto__' }, { '@value': 'b', '@language': 7 }, { '@value': 'c', '@language': 'constructor' }] });
    expect(view.title).toEqual({ und: 'a / b / c' });
  });

  it('shows no hash, whatever `hashed` says', () => {
    const identifier = [{ identityHash: 'sha256$ab', identityType: 'emailAddress' }, { identityHash: 'MD5$ab', identityType: 'emailAddress', hashed: false }];
    expect(credentialView({ credentialSubject: { identifier } }).recipient.identifiers).toEqual([{ type: 'emailAddress', hashed: true }, { type: 'emailAddress', hashed: true }]);
  });

  it('bounds what it shows', () => {
    const many = Array.from({ length: 1000 }, () => ({ name: 'x'.repeat(50_000), alignment: Array.from({ length: 50 }, () => ({ targetName: 's' })) }));
    const view = credentialView({ credentialSubject: [{ achievement: many }, { achievement: many }] });
    expect(view.achievements).toHaveLength(256);
    expect(view.achievements.flatMap((achievement) => achievement.skills)).toHaveLength(256);
    expect(view.achievements[0]?.name['und']).toHaveLength(20_000);
    expect(view.achievements[0]?.name['und']?.endsWith('[…]')).toBe(true);
    expect(credentialView({ image: { id: `data:image/png;base64,${'A'.repeat(2_000_000)}` } }).image).toBeUndefined();
  });

  it('reads own properties alone', () => {
    const inherited = Object.create({ name: 'Inherited', issuer: 'did:example:i' }) as JsonObject;
    expect(credentialView(inherited)).toMatchObject({ title: {}, issuer: {} });
  });

  it('never throws and keeps its shape, whatever is where', () => {
    const keys = ['type', 'name', 'issuer', 'credentialSubject', 'achievement', 'alignment', 'result', 'resultDescription', 'criteria', 'image', 'identifier', 'id', '@value', '@language', 'holder', '@context', '__proto__', 'validFrom'];
    const { node } = fc.letrec((tie) => ({
      node: fc.oneof({ maxDepth: 8 }, fc.constant(null), fc.string(), fc.integer(), fc.constantFrom('VerifiablePresentation', 'OpenBadgeCredential'), fc.array(tie('node'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys), tie('node'), { maxKeys: 8, noNullPrototype: true })),
    }));
    fc.assert(fc.property(fc.dictionary(fc.constantFrom(...keys), node, { maxKeys: 12 }), (document) => {
      const view = credentialView(document as JsonObject);
      for (const text of [view.title, ...view.achievements.map((achievement) => achievement.name)]) for (const value of Object.values(text)) expect(typeof value).toBe('string');
      expect(view.types.every((type) => typeof type === 'string')).toBe(true);
      expect(JSON.parse(JSON.stringify(view))).toEqual(view);
    }), { numRuns: 2000 });
    fc.assert(fc.property(fc.object(), (document) => void credentialView(document as JsonObject)), { numRuns: 500 });
  });
});
