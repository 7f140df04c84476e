import type { JsonObject } from '@credlens/core/report';

// A European Digital Credential for Learning, made up from end to end: a document of the European Learning Model 3 in which everything occurs that the model has for learning.

const SNB = 'http://data.europa.eu/snb/';
const AUTHORITY = 'http://publications.europa.eu/resource/authority/';

const concept = (id: string, prefLabel?: JsonObject): JsonObject => ({ id, type: 'Concept', ...(prefLabel ? { prefLabel } : {}) });
const country = (code: string): JsonObject => concept(`${AUTHORITY}country/${code}`);
const language = (code: string, name: string): JsonObject => concept(`${AUTHORITY}language/${code}`, { en: name });

let made = 0;
const node = (type: string, members: JsonObject): JsonObject => ({ id: `urn:epass:${type}:${made += 1}`, type, ...members });
const note = (text: string): JsonObject => node('Note', { noteLiteral: { en: text } });

const located = (code: string): JsonObject => node('Location', { address: node('Address', { countryCode: country(code) }) });
const png = (): JsonObject => node('MediaObject', { content: 'iVBORw0KGgo=', contentType: concept(`${AUTHORITY}file-type/PNG`), contentEncoding: concept(`${SNB}encoding/6146cde7dd`) });

/** The document, without a seal. Each call gives another copy. */
export function elmDocument(): JsonObject {
  made = 0;
  const university = (): JsonObject => ({
    id: 'urn:epass:org:1', type: 'Organisation', legalName: { en: 'University of Example', de: 'Universität Beispiel' }, location: { id: 'urn:epass:location:1', type: 'Location', address: { id: 'urn:epass:address:1', type: 'Address', countryCode: country('CZE') } },
    eIDASIdentifier: { id: 'urn:epass:legalIdentifier:1', type: 'LegalIdentifier', notation: 'VATCZ-00000001', spatial: country('CZE') },
    registration: { id: 'urn:epass:legalIdentifier:2', type: 'LegalIdentifier', notation: '00000001', spatial: country('CZE') },
  });
  const awarded = (): JsonObject => node('AwardingProcess', { awardingBody: university(), awardingDate: '2026-01-31T00:00:00Z' });
  const credit = (): JsonObject => node('CreditPoint', { framework: concept(`${SNB}education-credit/6fcec5c5af`), point: '5' });
  return {
    '@context': ['https://www.w3.org/2018/credentials/v1', 'http://data.europa.eu/snb/model/context/edc-ap'],
    id: 'urn:credential:6d1b6a55-3a5b-4a51-9d0a-000000000001',
    type: ['VerifiableCredential', 'EuropeanDigitalCredential'],
    credentialProfiles: concept(`${SNB}credential/e34929035b`),
    credentialSchema: { id: `${SNB}model/ap/edc-generic-full`, type: 'ShaclValidator2017' },
    displayParameter: node('DisplayParameter', {
      title: { en: 'Water analysis', de: 'Wasseranalyse', el: 'Ανάλυση νερού' }, description: { en: 'A module in environmental chemistry' }, primaryLanguage: language('ENG', 'English'),
      language: [language('ENG', 'English'), language('DEU', 'German')],
      individualDisplay: node('IndividualDisplay', { language: language('ENG', 'English'), displayDetail: node('DisplayDetail', { page: 1, image: png() }) }),
    }),
    issuer: { ...university(), logo: png() },
    issuanceDate: '2026-02-01T00:00:00Z', issued: '2026-02-01T00:00:00Z', validFrom: '2026-02-01T00:00:00Z', validUntil: '2030-02-01T00:00:00Z',
    evidence: node('Evidence', { dcType: concept(`${SNB}evidence-type/c_18016257`), evidenceStatement: 'On behalf of the faculty.' }),
    credentialSubject: {
      id: 'urn:epass:person:1', type: 'Person', fullName: { en: 'Kim Example' }, givenName: { en: 'Kim' }, familyName: { en: 'Example' }, dateOfBirth: '1999-10-01T00:00:00Z', gender: concept(`${AUTHORITY}human-sex/FEMALE`),
      citizenshipCountry: country('ITA'), contactPoint: node('ContactPoint', { emailAddress: { id: 'mailto:kim@student.example', type: 'Mailbox' } }),
      nationalID: node('LegalIdentifier', { notation: 'X-1', spatial: country('ITA') }), identifier: node('Identifier', { schemeName: 'Student number', notation: '4711' }),
      hasClaim: [
        node('LearningAchievement', {
          title: { en: 'Water analysis', de: 'Wasseranalyse' }, description: { en: 'Sampling and laboratory work.' }, awardedBy: awarded(), creditReceived: credit(),
          specifiedBy: node('Qualification', {
            title: { en: 'Water analysis, module' }, eqfLevel: concept(`${SNB}eqf/6`), nqfLevel: concept(`${SNB}qdr/c_example`, { cs: 'Úroveň 6' }), thematicArea: [concept(`${SNB}isced-f/052`), concept(`${SNB}isced-f/0521`)], creditPoint: credit(),
            volumeOfLearning: 'PT125H', mode: concept(`${SNB}learning-assessment/e92d221e4d`), learningSetting: concept(`${SNB}learning-setting/6fd4685715`), language: language('ENG', 'English'), entryRequirement: note('Basic chemistry'),
            supplementaryDocument: node('WebResource', { contentURL: 'https://university.example/water', title: { en: 'Module description' } }),
            accreditation: node('Accreditation', { title: { en: 'Programme accreditation' }, dcType: concept(`${SNB}accreditation/820101cba6`), accreditingAgent: { id: 'urn:epass:org:2', type: 'Organisation', legalName: { en: 'Agency of Example' }, location: located('BEL') } }),
            learningOutcome: [
              node('LearningOutcome', {
                title: { en: 'Takes samples of water', de: 'Entnimmt Wasserproben' }, dcType: concept(`${SNB}skill-type/skill`), reusabilityLevel: concept(`${SNB}skill-reuse-level/cross-sector`),
                relatedESCOSkill: concept('http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001', { en: 'collect samples for analysis' }), relatedSkill: concept('https://skills.example/1', { en: 'Field work' }),
              }),
              node('LearningOutcome', { title: { en: ['Knows the limits of the method', 'Names them'] } }),
            ],
          }),
          provenBy: node('LearningAssessment', {
            title: { en: 'Final examination' }, awardedBy: awarded(), grade: note('1.3 (very good)'), dateIssued: '2026-01-20T00:00:00Z', assessedBy: university(), idVerification: concept(`${SNB}supervision-verification/70be69aaf9`),
            shortenedGrading: node('ShortenedGrading', { percentageLower: 60, percentageEqual: 20, percentageHigher: 20 }),
            specifiedBy: node('LearningAssessmentSpecification', { title: { en: 'Final examination' }, dcType: concept(`${SNB}assessment/6e6cb2cc78`), gradingScheme: node('GradingScheme', { title: { en: '1 to 5' } }) }),
          }),
          influencedBy: node('LearningActivity', {
            title: { en: 'Laboratory course' }, awardedBy: awarded(), workload: 'PT40H', directedBy: university(), location: located('CZE'), temporal: node('PeriodOfTime', { startDate: '2025-10-01T00:00:00Z', endDate: '2025-12-20T00:00:00Z' }),
          }),
          entitlesTo: node('LearningEntitlement', {
            title: { en: 'May enter the advanced module' }, awardedBy: awarded(),
            specifiedBy: node('LearningEntitlementSpecification', { title: { en: 'Entry to the advanced module' }, dcType: concept(`${SNB}entitlement/64aad92881`), entitlementStatus: concept(`${SNB}entitlement-status/5b8d6b34fb`) }),
          }),
          hasPart: [node('LearningAchievement', { title: { en: 'Sampling' }, awardedBy: awarded() }), node('LearningAchievement', { title: { en: 'Spectrophotometry' }, awardedBy: awarded() })],
        }),
        node('LearningActivity', { title: { en: 'Excursion' }, awardedBy: awarded() }),
      ],
    },
  };
}
