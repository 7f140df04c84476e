import { describe, expect, it } from 'vitest';
import { change, elmDocument } from '@credlens/demo-issuer';
import type { JsonObject, JsonValue } from '../report/json.js';
import { elmDataModel, elmProfile, elmProfiles } from './elm.js';

const CLAIM = '/credentialSubject/hasClaim/0';
const without = (pointer: string): JsonObject => change(elmDocument(), pointer, undefined) as JsonObject;
const changed = (pointer: string, value: JsonValue): JsonObject => change(elmDocument(), pointer, value) as JsonObject;
const found = (document: JsonObject) => (elmProfile(document).problems ?? []).map(({ code, pointer, params }) => `${code} ${pointer ?? ''} ${params?.['name'] ?? ''}`.trim());
const profile = (id: string) => changed('/credentialProfiles', [{ id: `http://data.europa.eu/snb/credential/${id}`, type: 'Concept' }]);

describe('the data model of a European Digital Credential', () => {
  it('is that of VCDM 1.1, where issuance may be dated in another way', () => {
    expect(elmDataModel(elmDocument()).code).toBe('vcdm.conforms');
    expect(elmDataModel(without('/issuanceDate')).code).toBe('vcdm.conforms');
    const undated = elmDocument();
    for (const key of ['issuanceDate', 'issued', 'validFrom']) delete undated[key];
    expect(elmDataModel(undated).problems).toMatchObject([{ code: 'vcdm.missing', pointer: '', params: { name: 'issuanceDate' } }]);
    expect(elmDataModel(changed('/validFrom', 1658234075607)).problems).toMatchObject([{ code: 'vcdm.not-date', pointer: '/validFrom' }]);
  });
});

describe('the tables of the application profiles', () => {
  it('are met by a whole credential', () => {
    expect(elmProfile(elmDocument())).toMatchObject({ code: 'schema.conforms', problems: [], profiles: ['generic'] });
  });

  for (const [pointer, parent, name] of [
    ['/credentialProfiles', '', 'credentialProfiles'], ['/displayParameter', '', 'displayParameter'], ['/displayParameter/title', '/displayParameter', 'title'], ['/displayParameter/primaryLanguage', '/displayParameter', 'primaryLanguage'],
    ['/issuer/legalName', '/issuer', 'legalName'], ['/issuer/location', '/issuer', 'location'], ['/issuer/registration/spatial', '/issuer/registration', 'spatial'],
    ['/credentialSubject/hasClaim', '/credentialSubject', 'hasClaim'], [`${CLAIM}/title`, CLAIM, 'title'], [`${CLAIM}/awardedBy`, CLAIM, 'awardedBy'], [`${CLAIM}/awardedBy/awardingBody`, `${CLAIM}/awardedBy`, 'awardingBody'],
    [`${CLAIM}/provenBy/grade`, `${CLAIM}/provenBy`, 'grade'], [`${CLAIM}/creditReceived/framework`, `${CLAIM}/creditReceived`, 'framework'], [`${CLAIM}/specifiedBy/learningOutcome/0/title`, `${CLAIM}/specifiedBy/learningOutcome/0`, 'title'],
    [`${CLAIM}/entitlesTo/specifiedBy/entitlementStatus`, `${CLAIM}/entitlesTo/specifiedBy`, 'entitlementStatus'], [`${CLAIM}/hasPart/1/awardedBy`, `${CLAIM}/hasPart/1`, 'awardedBy'],
    [`${CLAIM}/specifiedBy/accreditation/accreditingAgent`, `${CLAIM}/specifiedBy/accreditation`, 'accreditingAgent'], ['/validFrom', '', 'validFrom'], ['/credentialSchema', '', 'credentialSchema'],
  ] as const) {
    it(`miss ${pointer}`, () => {
      expect(found(without(pointer))).toEqual([`schema.missing ${parent} ${name}`]);
    });
  }

  it('refuse what is of another kind, or there too often', () => {
    expect(found(changed('/issuer/location/address', { type: 'Address' }))).toContain('schema.missing /issuer/location/address countryCode');
    expect(found(changed('/displayParameter/title', 'plain'))).toEqual(['schema.type /displayParameter/title']);
    expect(found(changed('/displayParameter/title', { 'en': 7 }))).toEqual(['schema.type /displayParameter/title/en']);
    expect(found(changed('/displayParameter/title', { 'not a tag': 'x' }))).toEqual(['schema.value /displayParameter/title']);
    expect(found(changed(`${CLAIM}/specifiedBy/volumeOfLearning`, '125 hours'))).toEqual([`schema.value ${CLAIM}/specifiedBy/volumeOfLearning`]);
    expect(found(changed('/validFrom', 1658234075607))).toEqual(['schema.value /validFrom']);
    const twice = elmDocument();
    twice['displayParameter'] = [twice['displayParameter']!, twice['displayParameter']!];
    expect(found(twice)).toEqual(['schema.value /displayParameter']);
  });

  it('take a node by its identifier, and one value in an array', () => {
    expect(found(changed(`${CLAIM}/awardedBy/awardingBody`, 'urn:epass:org:1'))).toEqual([]);
    expect(found(changed(`${CLAIM}/awardedBy/awardingBody`, { id: 'urn:epass:org:1' }))).toEqual([]);
    const listed = elmDocument();
    for (const key of ['displayParameter', 'issuer', 'credentialSubject']) listed[key] = [listed[key]!];
    expect(found(listed)).toEqual([]);
  });

  it('note a node that says different things in different places', () => {
    const twofold = changed(`${CLAIM}/awardedBy/awardingBody/legalName`, { en: 'Another university' });
    expect(elmProfile(twofold)).toMatchObject({ code: 'schema.notes', problems: expect.arrayContaining([expect.objectContaining({ code: 'schema.notes', params: { value: 'urn:epass:org:1' } })]) as unknown });
  });

  it('are found by concept and by schema', () => {
    expect(elmProfiles(profile('c_ae121a00'))).toEqual(['generic', 'accredited']);
    expect(elmProfiles(profile('unknown'))).toEqual(['generic']);
    expect(elmProfiles(changed('/credentialSchema', [{ id: 'http://data.europa.eu/snb/model/ap/edc-diplomaSupplement', type: 'ShaclValidator2017' }]))).toEqual(['generic', 'diploma-supplement']);
  });

  it('ask more of an accredited one: an accreditation in its evidence, and one achievement', () => {
    expect(found(profile('c_ae121a00'))).toEqual(['schema.missing /evidence accreditation', 'schema.value /credentialSubject/hasClaim', 'schema.type /credentialSubject/hasClaim/1/type LearningAchievement']);
  });

  it('ask more of one that is converted, issued by mandate, or a diploma supplement', () => {
    expect(found(profile('c_7e400154'))).toEqual([]);
    const bare = profile('c_7e400154');
    delete bare['evidence'];
    expect(found(bare)).toEqual(['schema.missing  evidence']);
    expect(found(profile('c_9a31f32a'))).toEqual([]);
    const silent = profile('c_9a31f32a');
    delete (silent['evidence'] as JsonObject)['evidenceStatement'];
    expect(found(silent)).toEqual(['schema.missing /evidence evidenceStatement']);
    const supplement = profile('6dff8a0f87');
    const [claim] = (supplement['credentialSubject'] as JsonObject)['hasClaim'] as JsonObject[];
    delete (claim!['specifiedBy'] as JsonObject)['hasPart'];
    expect(found(supplement)).toEqual(expect.arrayContaining([`schema.missing ${CLAIM}/specifiedBy awardingOpportunity`, `schema.missing ${CLAIM}/specifiedBy maximumDuration`, `schema.missing ${CLAIM}/specifiedBy hasPart`]));
  });

  it('never throw, and end', () => {
    for (const value of [null, 7, 'x', [], {}, [[]], { id: 7 }] as JsonValue[]) {
      for (const key of Object.keys(elmDocument())) elmProfile({ ...elmDocument(), [key]: value });
    }
    expect(elmProfile(changed('/credentialSubject/hasClaim', Array.from({ length: 5000 }, () => ({ type: 'LearningAchievement' })))).problems).toHaveLength(50);
  });
});
