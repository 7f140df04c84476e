import type { JsonObject } from '@credlens/core/report';
import { AUTHORITY, concept, country, language, nodes, SNB } from './elm-nodes.js';

// A European Digital Credential for Learning, made up from end to end: a document of the European Learning Model 3 in which everything occurs that the model has for learning.

/** The document, without a seal. Each call gives another copy. */
export function elmDocument(): JsonObject {
  const node = nodes();
  const note = (text: string): JsonObject => node('Note', { noteLiteral: { en: text } });
  const located = (code: string): JsonObject => node('Location', { address: node('Address', { countryCode: country(code) }) });
  const png = (): JsonObject => node('MediaObject', { content: 'iVBORw0KGgo=', contentType: concept(`${AUTHORITY}file-type/PNG`), contentEncoding: concept(`${SNB}encoding/6146cde7dd`) });
  const university = (): JsonObject => ({
    id: 'urn:epass:org:1', type: 'Organisation', legalName: { en: 'University of Example', de: 'Universität Beispiel' }, altLabel: { en: 'UniEx' },
    location: {
      id: 'urn:epass:location:1', type: 'Location', spatialCode: concept(`${AUTHORITY}atu/CZE_PRG`, { en: 'Prague' }),
      address: { id: 'urn:epass:address:1', type: 'Address', countryCode: country('CZE'), fullAddress: { id: 'urn:epass:note:address', type: 'Note', noteLiteral: { en: 'Example Street 1, Prague' } } },
    },
    eIDASIdentifier: { id: 'urn:epass:legalIdentifier:1', type: 'LegalIdentifier', notation: 'VATCZ-00000001', spatial: country('CZE') },
    registration: { id: 'urn:epass:legalIdentifier:2', type: 'LegalIdentifier', notation: '00000001', spatial: country('CZE') },
  });
  const awarded = (): JsonObject => node('AwardingProcess', { awardingBody: university(), awardingDate: '2026-01-31T00:00:00Z', educationalSystemNote: concept('https://system.example/1', { en: 'Higher education in Example' }) });
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
    identifier: node('Identifier', { schemeName: 'Certificate number', notation: 'C-12' }),
    issuer: { ...university(), logo: png(), accreditation: node('Accreditation', { title: { en: 'Institutional accreditation' }, dcType: concept(`${SNB}accreditation/bb4618238e`), accreditingAgent: { id: 'urn:epass:org:2' } }) },
    issuanceDate: '2026-02-02T00:00:00Z', issued: '2026-02-02T00:00:00Z', validFrom: '2026-02-01T00:00:00Z', validUntil: '2030-02-01T00:00:00Z',
    evidence: node('Evidence', {
      dcType: concept(`${SNB}evidence-type/c_18016257`), evidenceStatement: 'On behalf of the faculty.', embeddedEvidence: node('MediaObject', { title: { en: 'mandate.pdf' }, content: 'JVBERi0=', contentType: concept(`${AUTHORITY}file-type/PDF`), contentEncoding: concept(`${SNB}encoding/6146cde7dd`) }),
    }),
    credentialSubject: {
      id: 'urn:epass:person:1', type: 'Person', fullName: { en: 'Kim Example' }, givenName: { en: 'Kim' }, familyName: { en: 'Example' }, dateOfBirth: '1999-10-01T00:00:00Z', gender: concept(`${AUTHORITY}human-sex/FEMALE`),
      citizenshipCountry: country('ITA'), contactPoint: node('ContactPoint', { emailAddress: { id: 'mailto:kim@student.example', type: 'Mailbox' } }),
      nationalID: node('LegalIdentifier', { notation: 'X-1', spatial: country('ITA') }), identifier: node('Identifier', { schemeName: 'Student number', notation: '4711' }),
      hasClaim: [
        node('LearningAchievement', {
          title: { en: 'Water analysis', de: 'Wasseranalyse' }, description: { en: 'Sampling and laboratory work.' }, awardedBy: awarded(), creditReceived: credit(),
          specifiedBy: node('Qualification', {
            title: { en: 'Water analysis, module' }, description: { en: 'What every module of this kind is.' }, altLabel: { en: 'WA-101' }, category: { en: ['Module', 'Elective'] }, isPartialQualification: true, hasPart: node('Qualification', { title: { en: 'Practical part' } }),
            targetGroup: concept('https://groups.example/1', { en: 'Technicians' }), eqfLevel: concept(`${SNB}eqf/6`), nqfLevel: concept(`${SNB}qdr/c_example`, { cs: 'Úroveň 6' }), thematicArea: [concept(`${SNB}isced-f/052`), concept(`${SNB}isced-f/0521`)], creditPoint: credit(),
            volumeOfLearning: 'PT125H', mode: concept(`${SNB}learning-assessment/e92d221e4d`), learningSetting: concept(`${SNB}learning-setting/6fd4685715`), language: language('ENG', 'English'), entryRequirement: note('Basic chemistry'),
            supplementaryDocument: node('WebResource', { contentURL: 'https://university.example/water', title: { en: 'Module description' } }),
            accreditation: node('Accreditation', { title: { en: 'Programme accreditation' }, dcType: concept(`${SNB}accreditation/820101cba6`), accreditingAgent: { id: 'urn:epass:org:2', type: 'Organisation', legalName: { en: 'Agency of Example' }, location: located('BEL') }, organisation: university(), decision: concept(`${SNB}accreditation-decision/1`, { en: 'Granted' }), dateIssued: '2024-01-01T00:00:00Z', limitEQFLevel: concept(`${SNB}eqf/6`) }),
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
            resultDestribution: node('ResultDistribution', { resultCategory: [node('ResultCategory', { label: 'very good', count: 12, minimumScore: '1.0', maximumScore: '1.5' }), node('ResultCategory', { label: 'good', count: 30 })] }),
            specifiedBy: node('LearningAssessmentSpecification', { title: { en: 'Final examination' }, dcType: concept(`${SNB}assessment/6e6cb2cc78`), gradingScheme: node('GradingScheme', { title: { en: '1 to 5' }, description: { en: '1 is best; 4 passes.' } }) }),
          }),
          influencedBy: node('LearningActivity', {
            title: { en: 'Laboratory course' }, awardedBy: awarded(), workload: 'PT40H', levelOfCompletion: 90, specifiedBy: node('LearningActivitySpecification', { title: { en: 'Laboratory course' }, contactHour: ['30 hours', '10 hours online'] }),
            learningOpportunity: node('LearningOpportunity', { title: { en: 'Laboratory course, autumn' }, providedBy: university() }), directedBy: university(), location: { ...located('CZE'), spatialCode: concept(`${AUTHORITY}atu/CZE_BRN`, { en: 'Brno' }) }, temporal: node('PeriodOfTime', { startDate: '2025-10-01T00:00:00Z', endDate: '2025-12-20T00:00:00Z' }),
          }),
          entitlesTo: node('LearningEntitlement', {
            title: { en: 'May enter the advanced module' }, awardedBy: awarded(), dateIssued: '2026-01-30T00:00:00Z',
            specifiedBy: node('LearningEntitlementSpecification', {
              title: { en: 'Entry to the advanced module' }, dcType: concept(`${SNB}entitlement/64aad92881`), entitlementStatus: concept(`${SNB}entitlement-status/5b8d6b34fb`), limitOrganisation: university(),
              limitOccupation: concept('http://data.europa.eu/esco/occupation/1', { en: 'water analyst' }), limitNationalOccupation: concept('https://occupations.example/1', { en: 'Analyst (Example)' }), limitJurisdiction: concept(`${AUTHORITY}country/CZE`),
            }),
          }),
          hasPart: [node('LearningAchievement', { title: { en: 'Sampling' }, awardedBy: awarded() }), node('LearningAchievement', { title: { en: 'Spectrophotometry' }, awardedBy: awarded() })],
        }),
        node('LearningActivity', { title: { en: 'Excursion' }, awardedBy: awarded() }),
      ],
    },
  };
}
