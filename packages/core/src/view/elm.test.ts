import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { elmDocument } from '@credlens/demo-issuer';
import type { JsonObject, JsonValue } from '../report/json.js';
import { credentialView } from './credential-view.js';
import { elmView } from './elm.js';
import { texts } from './elm-reader.js';
import { countryOf, labelOf } from './vocabularies.js';

// Property tests, on machines that do other work too.
vi.setConfig({ testTimeout: 60_000 });

const at = (document: JsonObject, pointer: string): JsonValue | undefined => pointer.split('/').slice(1).reduce<JsonValue | undefined>((value, step) => (typeof value === 'object' && value !== null ? (value as JsonObject)[step] : undefined), document);

describe('a European Digital Credential', () => {
  const document = elmDocument();
  const view = credentialView(document);
  const achievement = view.claims?.[0];

  it('says what it is, whose, from whom and when, in every language', () => {
    expect(view).toMatchObject({
      format: 'elm-3', dataModel: '1.1', title: { en: 'Water analysis', de: 'Wasseranalyse', el: 'Ανάλυση νερού' }, validFrom: '2026-02-01T00:00:00Z', validUntil: '2030-02-01T00:00:00Z',
      issuer: { name: { en: 'University of Example', de: 'Universität Beispiel' }, identifiers: [{ value: 'VATCZ-00000001', scheme: 'eIDASIdentifier', country: { country: 'CZ' } }, { value: '00000001', scheme: 'registration' }], countries: [{ country: 'CZ' }] },
      recipient: { name: { en: 'Kim Example' }, identifiers: [{ type: 'emailAddress', hashed: false, value: 'kim@student.example' }, { type: 'nationalIdentityNumber', hashed: false, value: 'X-1' }, { type: 'Student number', hashed: false, value: '4711' }] },
      profiles: [{ label: 'Generic' }], languages: [{ id: 'http://publications.europa.eu/resource/authority/language/ENG' }, { id: 'http://publications.europa.eu/resource/authority/language/DEU' }],
      evidence: [{ kind: { label: 'Mandate' }, statement: 'On behalf of the faculty.' }],
    });
  });

  it('keeps the tree of claims', () => {
    expect(view.claims?.map(({ type }) => type)).toEqual(['achievement', 'activity']);
    expect(achievement?.provenBy).toMatchObject([{ type: 'assessment', grade: { value: { en: '1.3 (very good)' }, scale: { en: '1 to 5' }, distribution: { lower: '60', equal: '20', higher: '20' }, date: '2026-01-20T00:00:00Z' }, idVerification: { label: 'Supervised, with identity verification' } }]);
    expect(achievement?.influencedBy).toMatchObject([{ type: 'activity', workload: 'PT40H', periods: [{ start: '2025-10-01T00:00:00Z', end: '2025-12-20T00:00:00Z' }], countries: [{ country: 'CZ' }] }]);
    expect(achievement?.entitlesTo).toMatchObject([{ type: 'entitlement', entitlementStatus: { label: 'Prospective' } }]);
    expect(achievement?.parts?.map(({ title }) => title)).toEqual([{ en: 'Sampling' }, { en: 'Spectrophotometry' }]);
  });

  it('reads levels, fields, outcomes with their skills, credits and workload', () => {
    expect(achievement).toMatchObject({
      qualification: true, specification: { en: 'Water analysis, module' }, eqfLevel: [{ label: 'EQF level 6' }], nqfLevel: [{ name: { cs: 'Úroveň 6' } }], fields: [{ label: 'Environment (ISCED-F 052)' }, { label: 'Environmental sciences (ISCED-F 0521)' }],
      credits: [{ points: '5', received: true, framework: { label: 'European Credit Transfer System (ECTS)' } }, { points: '5', received: false }], volume: 'PT125H', modes: [{ label: 'Blended' }], settings: [{ label: 'Formal learning' }],
      entryRequirement: { en: 'Basic chemistry' }, accreditations: [{ title: { en: 'Programme accreditation' }, organisations: [{ name: { en: 'Agency of Example' } }] }],
      outcomes: [{ title: { en: 'Takes samples of water', de: 'Entnimmt Wasserproben' }, kind: { label: 'Skill' }, escoSkills: [{ name: { en: 'collect samples for analysis' } }], otherSkills: [{ name: { en: 'Field work' } }] }, { title: { en: 'Knows the limits of the method / Names them' } }],
    });
  });

  it('reads what surrounds a claim: other names, parts of qualifications, whom it is for, hours, what was offered, and to whom a right is limited', () => {
    expect(achievement).toMatchObject({
      otherTitle: { en: 'WA-101' }, specificationDescription: { en: 'What every module of this kind is.' }, partial: true, specifiedParts: [{ en: 'Practical part' }], categories: { en: 'Module / Elective' }, targetGroups: [{ name: { en: 'Technicians' } }], educationalSystem: [{ name: { en: 'Higher education in Example' } }],
    });
    expect(achievement?.influencedBy?.[0]).toMatchObject({ regions: [{ name: { en: 'Brno' } }], contactHours: ['30 hours', '10 hours online'], completion: '90', opportunity: { title: { en: 'Laboratory course, autumn' }, providedBy: [{ name: { en: 'University of Example' } }] } });
    expect(achievement?.entitlesTo?.[0]).toMatchObject({ issued: '2026-01-30T00:00:00Z', occupations: [{ name: { en: 'water analyst' } }, { name: { en: 'Analyst (Example)' } }], jurisdictions: [{ country: 'CZ' }], limitedTo: [{ name: { en: 'University of Example' } }] });
    expect(achievement?.provenBy?.[0]).toMatchObject({ grade: { scaleDescription: { en: '1 is best; 4 passes.' }, results: [{ label: 'very good', count: '12', minimum: '1.0', maximum: '1.5' }, { label: 'good', count: '30' }] } });
    // The date of a grade stands with the grade, and only there.
    expect(achievement?.provenBy?.[0]).not.toHaveProperty('issued');
  });

  it('never shows who is accredited for who accredits', () => {
    const [accreditation] = achievement?.accreditations ?? [];
    expect(accreditation).toMatchObject({ organisations: [{ name: { en: 'Agency of Example' } }], accredited: [{ name: { en: 'University of Example' } }], decision: { name: { en: 'Granted' } }, levels: [{ label: 'EQF level 6' }], issued: '2024-01-01T00:00:00Z' });
    const alone = elmDocument();
    alone['evidence'] = { type: 'Evidence', accreditation: { type: 'Accreditation', organisation: { id: 'urn:epass:org:1' } } };
    const [evidence] = credentialView(alone).evidence ?? [];
    expect(evidence?.accreditations?.[0]?.organisations).toBeUndefined();
    expect(evidence?.accreditations?.[0]?.accredited).toMatchObject([{ name: { en: 'University of Example' } }]);
    expect(view.issuer.accreditations).toMatchObject([{ title: { en: 'Institutional accreditation' }, kind: { label: 'Institutional quality assurance' }, organisations: [{ name: { en: 'Agency of Example' } }] }]);
  });

  it('says where an organisation is, when the document was issued, and its number', () => {
    expect(view).toMatchObject({ issued: '2026-02-02T00:00:00Z', identifiers: [{ value: 'C-12', scheme: 'Certificate number' }], issuer: { otherName: { en: 'UniEx' }, regions: [{ name: { en: 'Prague' } }], address: { en: 'Example Street 1, Prague' }, countries: [{ country: 'CZ' }] } });
    expect(view.recipient.identifiers[1]).toEqual({ type: 'nationalIdentityNumber', hashed: false, value: 'X-1', country: 'IT' });
    expect(view.evidence?.[0]?.documents).toEqual([{ en: 'mandate.pdf' }]);
  });

  it('fills the flat lists for who reads every format alike', () => {
    expect(view.achievements.map(({ type }) => type)).toEqual(['achievement', 'achievement', 'achievement', 'assessment', 'activity', 'entitlement', 'activity']);
    expect(view.achievements[0]?.skills).toMatchObject([{ framework: 'ESCO', name: { en: 'collect samples for analysis' } }, { name: { en: 'Field work' } }, { name: { en: 'Knows the limits of the method / Names them' } }]);
    expect(view.achievements[3]?.results).toMatchObject([{ value: '1.3 (very good)' }]);
  });

  it('points to where each thing stands', () => {
    const pointers: string[] = [];
    JSON.stringify(view, (key, value: unknown) => { if (key === 'pointer' && typeof value === 'string') pointers.push(value); return value; });
    expect(pointers.length).toBeGreaterThan(50);
    expect(pointers.filter((each) => at(document, each) === undefined)).toEqual([]);
  });

  it('has pictures as data alone', () => {
    expect(view.issuer.image).toEqual({ url: 'data:image/png;base64,iVBORw0KGgo=', pointer: '/issuer/logo' });
    expect(view.displays).toMatchObject([{ page: 1, language: { name: { en: 'English' } }, image: { url: 'data:image/png;base64,iVBORw0KGgo=' } }]);
    for (const change of [{ content: 'https://elsewhere.example/a.png' }, { content: `${'A'.repeat(1_048_580)}` }, { contentType: { id: 'http://publications.europa.eu/resource/authority/file-type/SVG' } }]) {
      const changed = elmDocument();
      Object.assign((changed['issuer'] as JsonObject)['logo'] as JsonObject, change);
      expect(credentialView(changed).issuer.image).toBeUndefined();
    }
  });

  it('says nothing of date of birth, sex and citizenship', () => {
    expect(JSON.stringify(view)).not.toMatch(/1999-10-01|human-sex|citizenship/);
  });

  it('knows every element of a micro-credential, and where it stands', () => {
    expect(view.quality?.filter(({ present }) => !present)).toEqual([]);
    expect(view.quality?.map(({ element, optional }) => [element, optional ?? false])).toHaveLength(16);
    for (const { pointer, element } of view.quality ?? []) expect(at(document, pointer ?? '?'), element).toBeDefined();
    expect(view.quality?.find(({ element }) => element === 'workload')?.text).toEqual({ en: '5, European Credit Transfer System (ECTS)' });
    const changed = (change: (document: JsonObject, claim: JsonObject) => void) => {
      const other = elmDocument();
      change(other, ((other['credentialSubject'] as JsonObject)['hasClaim'] as JsonObject[])[0]!);
      return credentialView(other).quality ?? [];
    };
    const of = (list: typeof view.quality, name: string) => list?.find(({ element }) => element === name);
    // The date is that of the award, then of the issue, and points to where it stands.
    const undated = changed((other, claim) => { delete other['validFrom']; JSON.stringify(claim, (_, value: unknown) => { if (typeof value === 'object' && value !== null) delete (value as JsonObject)['awardingDate']; return value; }); ((other['credentialSubject'] as JsonObject)['hasClaim'] as JsonObject[]).length = 1; });
    expect(of(undated, 'date')).toMatchObject({ pointer: '/issued', text: { und: '2026-02-02T00:00:00Z' } });
    // The grade of the whole goes before those of its parts.
    const graded = changed((_, claim) => { for (const part of claim['hasPart'] as JsonObject[]) part['provenBy'] = { type: 'LearningAssessment', title: { en: 'Course work' }, grade: { noteLiteral: { en: '4' } } }; });
    expect(of(graded, 'grade')?.text).toEqual({ en: '1.3 (very good)' });
    // An address is no word for what it names.
    const unnamed = changed((_, claim) => { ((claim['specifiedBy'] as JsonObject)['creditPoint'] as JsonObject)['framework'] = { id: 'urn:framework:1' }; delete claim['creditReceived']; });
    expect(of(unnamed, 'workload')?.text).toEqual({ und: '5' });
    const kindless = changed((_, claim) => { ((claim['provenBy'] as JsonObject)['specifiedBy'] as JsonObject)['dcType'] = { id: 'urn:kind:1' }; });
    expect(of(kindless, 'assessment')?.text).toEqual({ en: 'Final examination' });
    // Part of a qualification is a way of fitting together; that the awarding organisation is accredited is quality assurance.
    const partial = changed((_, claim) => { delete claim['hasPart']; delete claim['entitlesTo']; });
    expect(of(partial, 'stackability')).toMatchObject({ present: true });
    const institution = changed((_, claim) => { delete (claim['specifiedBy'] as JsonObject)['accreditation']; });
    expect(of(institution, 'quality-assurance')).toMatchObject({ pointer: '/issuer/accreditation', text: { en: 'Institutional accreditation' } });
    expect(elmView({ type: ['EuropeanDigitalCredential'] }).quality?.filter(({ present }) => present)).toEqual([]);
  });

  it('does not care whether a single value stands in an array, or a node is named by its id', () => {
    const listed = (value: JsonValue): JsonValue => {
      if (typeof value !== 'object' || value === null) return value;
      if (Array.isArray(value)) return value.map(listed);
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, key.startsWith('@') || key === 'id' || key === 'type' || typeof item !== 'object' || Array.isArray(item) ? listed(item) : [listed(item)]]));
    };
    const without = (given: unknown) => JSON.parse(JSON.stringify(given, (key, value: unknown) => (key === 'pointer' ? undefined : value))) as unknown;
    const inArrays = elmDocument();
    for (const key of Object.keys(inArrays)) if (key === 'credentialSubject' || key === 'issuer') inArrays[key] = listed(inArrays[key]!);
    expect(without(credentialView(inArrays))).toEqual(without(view));
    const referred = elmDocument();
    const claim = (referred['credentialSubject'] as JsonObject)['hasClaim'] as JsonObject[];
    (claim[1]!['awardedBy'] as JsonObject)['awardingBody'] = { id: 'urn:epass:org:1' };
    expect(credentialView(referred).claims?.[1]?.awardedBy).toMatchObject([{ name: { en: 'University of Example' } }]);
  });

  it('ends where references go round, and gives at most 256 claims', () => {
    const circle = elmDocument();
    const [first] = (circle['credentialSubject'] as JsonObject)['hasClaim'] as JsonObject[];
    first!['hasPart'] = [{ id: first!['id']! }, { id: first!['id']! }];
    expect(credentialView(circle).achievements.length).toBeLessThanOrEqual(256);
    const many: JsonObject = { type: ['VerifiableCredential', 'EuropeanDigitalCredential'], credentialSubject: { hasClaim: Array.from({ length: 5000 }, () => ({ type: 'LearningAchievement', title: { en: 'x' } })) } };
    expect(credentialView(many).claims).toHaveLength(256);
    let deep: JsonObject = { type: 'LearningAchievement', title: { en: 'bottom' } };
    for (let level = 0; level < 2000; level += 1) deep = { type: 'LearningAchievement', title: { en: `${level}` }, hasPart: deep };
    expect(credentialView({ type: 'EuropeanDigitalCredential', credentialSubject: { hasClaim: deep } }).achievements).toHaveLength(16);
  });

  it('never throws, whatever stands where', () => {
    const anything = fc.letrec<{ value: JsonValue }>((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, fc.string(), fc.integer(), fc.constant(null), fc.boolean(), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('id', 'type', 'title', 'hasClaim', 'specifiedBy', 'awardedBy', 'hasPart', 'grade', '__proto__', 'en', 'location'), tie('value'), { maxKeys: 4 })),
    })).value;
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(400), anything), { maxLength: 4 }), (changes) => {
      const changed = elmDocument();
      const nodes: JsonObject[] = [];
      JSON.stringify(changed, (_, value: unknown) => { if (typeof value === 'object' && value !== null && !Array.isArray(value)) nodes.push(value as JsonObject); return value; });
      for (const [index, value] of changes) {
        const node = nodes[index % nodes.length]!;
        const keys = Object.keys(node).filter((key) => node !== changed || key !== 'type');
        const key = keys[index % Math.max(1, keys.length)];
        if (key !== undefined) node[key] = value;
      }
      credentialView(changed);
    }), { numRuns: 300 });
  });
});

describe('language maps', () => {
  it('are text by language, several texts, plain text or value objects', () => {
    expect(texts({ en: 'a', de: ['b', 'c'] })).toEqual({ en: 'a', de: 'b / c' });
    expect(texts('plain')).toEqual({ und: 'plain' });
    expect(texts([{ '@value': 'v', '@language': 'fr' }, { en: 'a' }])).toEqual({ fr: 'v', en: 'a' });
    expect(texts({ '@none': 'n', '__proto__x': 'p' })).toEqual({ und: 'n / p' });
    expect(texts({ en: 7, de: ['', null] })).toBeUndefined();
  });
});

describe('controlled vocabularies', () => {
  it('have English words for what occurs, and none for what we do not know', () => {
    const snb = 'http://data.europa.eu/snb/';
    expect(['eqf/6', 'eqf/9', 'isced-f/0688', 'isced-f/9999', 'isced-f/0731', 'isced-f/05', 'assessment/6e6cb2cc78', 'learning-assessment/constructor', 'nothing/1', 'isced-f/05/1'].map((each) => labelOf(snb + each)))
      .toEqual(['EQF level 6', undefined, 'Information and communication technologies (ISCED-F 0688)', undefined, 'Architecture and town planning (ISCED-F 0731)', 'Natural sciences, mathematics and statistics (ISCED-F 05)', 'Written examination', undefined, undefined, undefined]);
    expect(countryOf('http://publications.europa.eu/resource/authority/country/SVN')).toBe('SI');
    expect(countryOf('http://publications.europa.eu/resource/authority/country/XXX')).toBeUndefined();
  });
});
