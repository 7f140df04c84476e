import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import type { JsonObject, JsonValue } from '../report/json.js';
import { learningProblems, schemaByUrl, schemasByType, type LearningSchema } from './learning-credential.js';

// Property tests, on machines that do other work too.
vi.setConfig({ testTimeout: 60_000 });

const OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';
const V2 = 'https://www.w3.org/ns/credentials/v2';

const badge = (): JsonObject => ({
  '@context': [V2, OB], id: 'urn:uuid:1', type: ['VerifiableCredential', 'OpenBadgeCredential'], name: 'Badge', validFrom: '2026-01-01T00:00:00Z', awardedDate: '2025-12-31T00:00:00+01:00',
  image: { id: 'data:image/png;base64,AA', type: 'Image', caption: 'A picture' },
  issuer: {
    id: 'did:web:a.example', type: ['Profile'], name: 'A', url: 'https://a.example', email: 'a@a.example', phone: '1', official: 'O', dateOfBirth: '2000-02-29',
    address: { type: ['Address'], addressCountry: 'Germany', addressCountryCode: 'DE', geo: { type: 'GeoCoordinates', latitude: 1.5, longitude: 2 } },
    otherIdentifier: [{ type: 'IdentifierEntry', identifier: '1', identifierType: 'ext:mine' }], parentOrg: { id: 'urn:x:p', type: 'Profile' },
  },
  credentialSubject: {
    id: 'did:example:s', type: ['AchievementSubject'], creditsEarned: 1.5, activityStartDate: '2025-01-01', activityEndDate: '2025-02-01T00:00:00Z', narrative: 'N', role: 'R', term: 'T', licenseNumber: 'L',
    source: { id: 'urn:x:1', type: ['Profile'] },
    identifier: [{ type: 'IdentityObject', hashed: true, identityHash: `sha256$${'aB'.repeat(32)}`, identityType: 'emailAddress', salt: 's' }, { type: 'IdentityObject', hashed: false, identityHash: 'x', identityType: 'sourcedId' }],
    result: [{ type: ['Result'], resultDescription: 'urn:r:1', value: 'A' }, { type: ['Result', 'Extra'], status: 'Completed', achievedLevel: 'urn:l:1' }],
    achievement: {
      id: 'urn:a:1', type: ['Achievement'], name: 'N', description: 'D', criteria: { narrative: 'C', id: 'https://a.example/c' }, achievementType: 'ext:Own', creator: 'urn:x:creator', creditsAvailable: 3, inLanguage: 'en-GB',
      tag: ['t'], alignment: [{ type: ['Alignment'], targetName: 'T', targetUrl: 'https://a.example/t', targetType: 'CFItem', targetCode: 'c' }], related: [{ type: ['Related'], id: 'urn:a:2', version: '2' }],
      resultDescription: [{
        id: 'urn:r:1', type: ['ResultDescription'], name: 'R', resultType: 'LetterGrade', allowedValue: ['A', 'B'], valueMax: 'A',
        rubricCriterionLevel: [{ id: 'urn:l:1', type: ['RubricCriterionLevel'], name: 'L', level: '1', points: '2' }],
      }],
    },
  },
  evidence: [{ id: 'https://a.example/e', type: ['Evidence'], name: 'E', genre: 'g' }],
  endorsementJwt: ['eyJhbGciOiJFZERTQSJ9.e30.c2ln'],
  refreshService: { id: 'https://a.example/refresh', type: '1EdTechCredentialRefresh' },
});

const record = (): JsonObject => ({
  '@context': [V2, 'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json', OB], id: 'urn:uuid:2', type: ['VerifiableCredential', 'ClrCredential'], name: 'Record', validFrom: '2026-01-01T00:00:00Z',
  issuer: { id: 'did:web:a.example', type: ['Profile'] },
  credentialSubject: {
    id: 'did:example:s', type: ['ClrSubject'], verifiableCredential: [badge()],
    association: [{ type: 'Association', associationType: 'isParentOf', sourceId: 'urn:a:1', targetId: 'urn:a:2' }],
  },
});

const found = (document: JsonObject, schema: LearningSchema = 'achievement') => learningProblems(schema, document).map((problem) => `${problem.code} ${problem.pointer}`);

/** A copy with one member, by its path, set or (for `undefined`) removed. */
function changed(document: JsonObject, path: string, value: JsonValue | undefined): JsonObject {
  const copy = structuredClone(document);
  const steps = path.split('/');
  let at: Record<string, JsonValue> = copy;
  for (const name of steps.slice(0, -1)) at = at[name] as Record<string, JsonValue>;
  const last = steps.at(-1)!;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

describe('Open Badges 3.0', () => {
  it('accepts a badge that uses every table', () => { expect(found(badge())).toEqual([]); });

  const subject = 'credentialSubject';
  const achievement = `${subject}/achievement`;
  const faults: [path: string, value: JsonValue | undefined, expected: string][] = [
    ['id', undefined, 'schema.missing '], ['validFrom', undefined, 'schema.missing '], ['@context', [V2], 'schema.missing /@context'], ['name', 7, 'schema.type /name'],
    ['type', ['VerifiableCredential'], 'schema.type /type'], ['validFrom', '2026-01-01', 'schema.value /validFrom'],
    ['issuer/type', ['Organization'], 'schema.type /issuer/type'], ['issuer/id', 'a.example', 'schema.value /issuer/id'], ['issuer/email', 'nobody', 'schema.value /issuer/email'],
    ['issuer/address/addressCountryCode', 'Germany', 'schema.value /issuer/address/addressCountryCode'], ['issuer/address/geo/latitude', '1.5', 'schema.type /issuer/address/geo/latitude'],
    ['issuer/address/type', undefined, 'schema.missing /issuer/address'], ['issuer/dateOfBirth', '2001-02-29', 'schema.value /issuer/dateOfBirth'], ['issuer/parentOrg/type', 'Org', 'schema.type /issuer/parentOrg/type'],
    ['issuer/otherIdentifier/0/type', 'X', 'schema.type /issuer/otherIdentifier/0/type'], ['issuer/otherIdentifier/0/identifierType', 'mine', 'schema.value /issuer/otherIdentifier/0/identifierType'],
    [`${subject}/type`, ['Person'], `schema.type /${subject}/type`], [achievement, undefined, `schema.missing /${subject}`], [`${subject}/creditsEarned`, '3', `schema.type /${subject}/creditsEarned`],
    [`${subject}/identifier/0/hashed`, 'true', `schema.type /${subject}/identifier/0/hashed`], [`${subject}/identifier/0/identityHash`, 'sha256$00', `schema.value /${subject}/identifier/0/identityHash`],
    [`${subject}/identifier/1/identityType`, 'telephone', `schema.value /${subject}/identifier/1/identityType`], [`${subject}/result/0/type`, ['R'], `schema.type /${subject}/result/0/type`],
    [`${subject}/result/1/status`, 'Done', `schema.value /${subject}/result/1/status`], [`${subject}/result/1/status`, 'ext:Done', `schema.value /${subject}/result/1/status`], [`${subject}/source/type`, 'X', `schema.type /${subject}/source/type`],
    [`${achievement}/criteria`, undefined, `schema.missing /${achievement}`], [`${achievement}/criteria`, 'text', `schema.type /${achievement}/criteria`], [`${achievement}/name`, undefined, `schema.missing /${achievement}`],
    [`${achievement}/description`, undefined, `schema.missing /${achievement}`], [`${achievement}/id`, undefined, `schema.missing /${achievement}`], [`${achievement}/achievementType`, 'Program', `schema.value /${achievement}/achievementType`],
    [`${achievement}/inLanguage`, 'en GB', `schema.value /${achievement}/inLanguage`], [`${achievement}/alignment/0/targetUrl`, 'x', `schema.value /${achievement}/alignment/0/targetUrl`],
    [`${achievement}/alignment/0/targetName`, undefined, `schema.missing /${achievement}/alignment/0`], [`${achievement}/related/0/id`, undefined, `schema.missing /${achievement}/related/0`],
    [`${achievement}/resultDescription/0/resultType`, 'Grade', `schema.value /${achievement}/resultDescription/0/resultType`],
    [`${achievement}/resultDescription/0/rubricCriterionLevel/0/name`, undefined, `schema.missing /${achievement}/resultDescription/0/rubricCriterionLevel/0`],
    ['evidence/0/type', ['E'], 'schema.type /evidence/0/type'], ['endorsementJwt/0', 'x', 'schema.value /endorsementJwt/0'], ['image', { id: 'https://a.example/i' }, 'schema.missing /image'],
  ];
  it.each(faults)('%s as %j is %s', (path, value, expected) => { expect(found(changed(badge(), path, value))).toEqual([expected]); });

  it('asks for a subject that something names', () => {
    const unnamed = changed(changed(badge(), `${subject}/id`, undefined), `${subject}/identifier`, undefined);
    expect(found(unnamed)).toEqual([`schema.missing /${subject}`]);
    expect(found(changed(badge(), `${subject}/id`, undefined))).toEqual([]);
  });

  const notes: [string, JsonValue, string][] = [
    ['@context', [V2, 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json'], 'schema.notes /@context/1'], ['@context', [V2, 'https://w3id.org/security/data-integrity/v2', OB], 'schema.notes /@context/2'],
    ['issuer/image', 'https://a.example/logo.png', 'schema.notes /issuer/image'], [`${subject}/identifier/1/identityType`, 'email', `schema.notes /${subject}/identifier/1/identityType`],
    ['evidence', { type: 'Evidence' }, 'schema.notes /evidence'], [`${achievement}/name`, { '@value': 'N', '@language': 'en' }, `schema.notes /${achievement}/name`],
    ['awardedDate', '2025-12-31T00:00:00', 'schema.notes /awardedDate'], [subject, [badge()[subject]!], `schema.notes /${subject}`],
  ];
  it.each(notes)('%s as %j is only noted', (path, value, expected) => { expect(found(changed(badge(), path, value))).toEqual([expected]); });

  it('judges embedded endorsements by their own table', () => {
    const endorsement: JsonObject = {
      '@context': [V2, OB], id: 'urn:uuid:3', type: ['VerifiableCredential', 'EndorsementCredential'], issuer: 'did:example:e', validFrom: '2026-01-01T00:00:00Z', credentialSubject: { id: 'urn:a:1', type: 'EndorsementSubject', endorsementComment: 'Good' },
    };
    expect(found(endorsement, 'endorsement')).toEqual([]);
    expect(found({ ...badge(), endorsement: [endorsement] })).toEqual([]);
    expect(found({ ...badge(), endorsement: [changed(endorsement, 'credentialSubject/id', undefined)] })).toEqual(['schema.missing /endorsement/0/credentialSubject']);
  });
});

describe('CLR 2.0', () => {
  it('accepts a record and refuses its faults', () => {
    expect(found(record(), 'clr')).toEqual([]);
    expect(found(changed(record(), 'name', undefined), 'clr')).toEqual(['schema.missing ']);
    expect(found(changed(record(), '@context', [V2, OB]), 'clr')).toContain('schema.missing /@context');
    expect(found(changed(record(), 'credentialSubject/verifiableCredential', undefined), 'clr')).toEqual(['schema.missing /credentialSubject']);
    expect(found(changed(record(), 'credentialSubject/association/0/associationType', 'isCousinOf'), 'clr')).toEqual(['schema.value /credentialSubject/association/0/associationType']);
    expect(found(changed(record(), 'partial', 'yes'), 'clr')).toEqual(['schema.type /partial']);
  });
});

describe('which tables apply', () => {
  it('by type and by the standard’s schema', () => {
    expect(schemasByType(badge())).toEqual(['achievement']);
    expect(schemasByType(record())).toEqual(['clr']);
    expect(schemasByType({ type: ['VerifiableCredential'] })).toEqual([]);
    expect(schemaByUrl('https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json')).toBe('achievement');
    expect(schemaByUrl('https://purl.imsglobal.org/spec/clr/v2p0/schema/json/clr_v2p0_clrcredential_schema.json')).toBe('clr');
    expect(schemaByUrl('https://purl.imsglobal.org.evil.example/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json')).toBeUndefined();
  });

  it('never throws', () => {
    const keys = fc.constantFrom(...Object.keys(badge()), ...Object.keys(badge()[`credentialSubject`] as JsonObject), 'parentOrg', 'criteria', 'alignment', 'endorsement', '__proto__');
    const { node } = fc.letrec((tie) => ({ node: fc.oneof({ maxDepth: 7 }, fc.constantFrom(null, 1, OB), fc.string(), fc.array(tie('node'), { maxLength: 3 }), fc.dictionary(keys, tie('node'), { maxKeys: 6, noNullPrototype: true })) }));
    fc.assert(fc.property(fc.dictionary(keys, node), fc.constantFrom<LearningSchema>('achievement', 'endorsement', 'clr'), (document, schema) => { expect(learningProblems(schema, document as JsonObject).length).toBeGreaterThan(0); }), { numRuns: 1500 });
  });
});
