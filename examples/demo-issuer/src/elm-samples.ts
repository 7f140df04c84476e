import type { JsonObject } from '@credlens/core/report';
import { AUTHORITY, concept, country, language, nodes, SNB } from './elm-nodes.js';
import { daysFrom, HOLDER } from './samples.js';

// European Digital Credentials of the demonstration, each in three languages, one of them written from right to left. The university is that of the sealed samples, in a country that does not exist.

/** A text by language, in the order in which the document names them. */
type Text = Readonly<Record<string, string>>;
type Node = ReturnType<typeof nodes>;

const NAMES: Text = { en: 'University of Example', sl: 'Univerza v Primeru', de: 'Universität Beispiel', el: 'Πανεπιστήμιο Παραδείγματος', es: 'Universidad de Ejemplo', ar: 'جامعة المثال', fr: 'Université de l’Exemple' };
const AGENCY: Text = { en: 'Agency of Example', sl: 'Agencija Primer', de: 'Agentur Beispiel', el: 'Οργανισμός Παραδείγματος', es: 'Agencia de Ejemplo' };
const CODES: Readonly<Record<string, string>> = { en: 'ENG', sl: 'SLV', de: 'DEU', el: 'ELL', es: 'SPA', ar: 'ARA', fr: 'FRA' };
const ECTS = concept(`${SNB}education-credit/6fcec5c5af`);
const WATER: Text = { en: 'Water Quality Analysis', el: 'Ανάλυση ποιότητας νερού', es: 'Análisis de la calidad del agua', sl: 'Analiza kakovosti vode', de: 'Analyse der Wasserqualität' };

const only = (text: Text, languages: readonly string[]): JsonObject => Object.fromEntries(languages.map((each) => [each, text[each] ?? text['en'] ?? '']));

/** One document's tools: its nodes, its languages, and who stands in it. */
interface Desk { node: Node; languages: readonly string[]; say: (text: Text) => JsonObject; university: () => JsonObject; awarded: (date?: string) => JsonObject; note: (text: Text) => JsonObject; accredited: () => JsonObject; credits: (point: number) => JsonObject }

function desk(languages: readonly string[], number: string): Desk {
  const node = nodes();
  const say = (text: Text): JsonObject => only(text, languages);
  const place = (id: string, text: Text): JsonObject => ({ id: `urn:epass:location:${id}`, type: 'Location', address: { id: `urn:epass:address:${id}`, type: 'Address', countryCode: country('SVN'), fullAddress: { id: `urn:epass:fullAddress:${id}`, type: 'Note', noteLiteral: say(text) } } });
  const university = (): JsonObject => ({
    id: 'urn:epass:org:1', type: 'Organisation', legalName: say(NAMES), location: place('1', { en: 'Example Street 1' }),
    eIDASIdentifier: { id: 'urn:certificateIdentifier:1', type: 'LegalIdentifier', notation: number, spatial: country('XX') }, homepage: { id: 'urn:epass:homepage:1', type: 'WebResource', contentURL: 'https://issuer.example/' },
  });
  const agency = (): JsonObject => ({ id: 'urn:epass:org:2', type: 'Organisation', legalName: say(AGENCY), location: place('2', { en: 'Example Square 2' }) });
  const title: Text = { en: 'Programme accreditation', sl: 'Akreditacija programa', de: 'Programmakkreditierung', el: 'Πιστοποίηση προγράμματος', es: 'Acreditación del programa' };
  return {
    node, languages, say, university, note: (text) => node('Note', { noteLiteral: say(text) }),
    awarded: (date) => node('AwardingProcess', { awardingBody: university(), ...(date === undefined ? {} : { awardingDate: date }) }),
    accredited: () => ({ id: 'urn:epass:accreditation:1', type: 'Accreditation', title: say(title), dcType: concept(`${SNB}accreditation/820101cba6`), accreditingAgent: agency(), organisation: university() }),
    credits: (point) => node('CreditPoint', { framework: ECTS, point: String(point) }),
  };
}

interface Frame { id: string; title: Text; profile: readonly [string, string]; issued: string; validUntil?: string; evidence?: JsonObject }

function framed({ node, languages, say, university }: Desk, { id, title, profile: [profile, schema], issued, validUntil, evidence }: Frame, claims: JsonObject[]): JsonObject {
  return {
    '@context': ['https://www.w3.org/2018/credentials/v1', 'http://data.europa.eu/snb/model/context/edc-ap'],
    id, type: ['VerifiableCredential', 'EuropeanDigitalCredential'], credentialProfiles: concept(`${SNB}credential/${profile}`), credentialSchema: { id: `${SNB}model/ap/${schema}`, type: 'ShaclValidator2017' },
    displayParameter: node('DisplayParameter', { title: say(title), primaryLanguage: language(CODES[languages[0] ?? 'en'] ?? 'ENG'), language: languages.map((each) => language(CODES[each] ?? 'ENG')) }),
    issuer: university(), issuanceDate: issued, issued, validFrom: issued, ...(validUntil === undefined ? {} : { validUntil }), ...(evidence ? { evidence } : {}),
    credentialSubject: {
      id: 'urn:epass:person:1', type: 'Person', fullName: { en: 'Maria Lindqvist' }, dateOfBirth: '2001-05-04T00:00:00Z', contactPoint: node('ContactPoint', { emailAddress: { id: `mailto:${HOLDER}`, type: 'Mailbox' } }),
      nationalID: node('LegalIdentifier', { notation: '20010504-0000', spatial: country('SWE') }), hasClaim: claims,
    },
  };
}

/** A micro-credential with every element of the Recommendation, in English, Greek and Spanish. */
export function microCredential(issued: string, number = 'VATXX-12345678'): JsonObject {
  const here = desk(['en', 'el', 'es'], number);
  const { node, say, note, awarded, university, accredited, credits } = here;
  const exam: Text = { en: 'Final examination', el: 'Τελική εξέταση', es: 'Examen final' };
  return framed(here, { id: 'urn:credential:5f1d6a34-0c0e-4a80-9d92-000000000001', title: WATER, profile: ['e34929035b', 'edc-generic-full'], issued, validUntil: daysFrom(new Date(issued), 1500) }, [node('LearningAchievement', {
    title: say(WATER), awardedBy: awarded(issued), creditReceived: credits(5),
    description: say({ en: 'Sampling, laboratory work and the reading of results, over one term.', el: 'Δειγματοληψία, εργαστηριακή εργασία και ερμηνεία αποτελεσμάτων, σε ένα εξάμηνο.', es: 'Muestreo, trabajo de laboratorio e interpretación de resultados, durante un semestre.' }),
    specifiedBy: node('Qualification', {
      title: say(WATER), dcType: concept(`${SNB}learning-opportunity/74a4a268e8`), eqfLevel: concept(`${SNB}eqf/6`), nqfLevel: concept(`${SNB}qdr/c_example`, say({ en: 'National level 6', el: 'Εθνικό επίπεδο 6', es: 'Nivel nacional 6' })), isPartialQualification: true,
      thematicArea: concept(`${SNB}isced-f/0521`), creditPoint: credits(5), volumeOfLearning: 'PT125H', mode: concept(`${SNB}learning-assessment/e92d221e4d`), learningSetting: concept(`${SNB}learning-setting/6fd4685715`), language: language('ENG'),
      entryRequirement: note({ en: 'Basic chemistry', el: 'Βασική χημεία', es: 'Química básica' }), targetGroup: concept('https://groups.example/1', say({ en: 'Laboratory technicians', el: 'Τεχνικοί εργαστηρίου', es: 'Personal técnico de laboratorio' })),
      supplementaryDocument: node('WebResource', { contentURL: 'https://issuer.example/water', title: say({ en: 'Module description', el: 'Περιγραφή ενότητας', es: 'Descripción del módulo' }) }), accreditation: accredited(),
      learningOutcome: [
        node('LearningOutcome', {
          title: say({ en: 'Takes samples of water without spoiling them', el: 'Λαμβάνει δείγματα νερού χωρίς να τα αλλοιώνει', es: 'Toma muestras de agua sin alterarlas' }), dcType: concept(`${SNB}skill-type/skill`), reusabilityLevel: concept(`${SNB}skill-reuse-level/cross-sector`),
          relatedESCOSkill: concept('http://data.europa.eu/esco/skill/00000000-0000-4000-8000-000000000001', say({ en: 'collect samples for analysis', el: 'συλλογή δειγμάτων για ανάλυση', es: 'recoger muestras para análisis' })),
        }),
        node('LearningOutcome', {
          title: say({ en: 'Knows the limits of photometric methods', el: 'Γνωρίζει τα όρια των φωτομετρικών μεθόδων', es: 'Conoce los límites de los métodos fotométricos' }), dcType: concept(`${SNB}skill-type/knowledge`),
          relatedSkill: concept('https://skills.example/photometry', say({ en: 'Photometry', el: 'Φωτομετρία', es: 'Fotometría' })),
        }),
      ],
    }),
    provenBy: node('LearningAssessment', {
      title: say(exam), awardedBy: awarded(issued), grade: note({ en: '9 (very good)', el: '9 (πολύ καλά)', es: '9 (muy bien)' }), dateIssued: daysFrom(new Date(issued), -7), assessedBy: university(), idVerification: concept(`${SNB}supervision-verification/70be69aaf9`),
      shortenedGrading: node('ShortenedGrading', { percentageLower: 60, percentageEqual: 25, percentageHigher: 15 }),
      specifiedBy: node('LearningAssessmentSpecification', { title: say(exam), dcType: concept(`${SNB}assessment/6e6cb2cc78`), gradingScheme: node('GradingScheme', { title: say({ en: '1 to 10, 5 passes', el: '1 έως 10, βάση το 5', es: 'De 1 a 10, aprobado con 5' }) }) }),
    }),
    influencedBy: node('LearningActivity', {
      title: say({ en: 'Laboratory course', el: 'Εργαστήριο', es: 'Curso de laboratorio' }), awardedBy: awarded(), workload: 'PT40H', directedBy: university(), temporal: node('PeriodOfTime', { startDate: daysFrom(new Date(issued), -120), endDate: daysFrom(new Date(issued), -10) }),
    }),
    entitlesTo: node('LearningEntitlement', {
      title: say({ en: 'May enter the advanced module', el: 'Πρόσβαση στην προχωρημένη ενότητα', es: 'Acceso al módulo avanzado' }), awardedBy: awarded(),
      specifiedBy: node('LearningEntitlementSpecification', { title: say({ en: 'Advanced module', el: 'Προχωρημένη ενότητα', es: 'Módulo avanzado' }), dcType: concept(`${SNB}entitlement/64aad92881`), entitlementStatus: concept(`${SNB}entitlement-status/5b8d6b34fb`) }),
    }),
  })]);
}

/** A diploma supplement with the courses that a degree is made of, in English, Slovenian and German. */
export function diplomaSupplement(issued: string, number = 'VATXX-12345678'): JsonObject {
  const here = desk(['en', 'sl', 'de'], number);
  const { node, say, note, awarded, university, accredited, credits } = here;
  const degree: Text = { en: 'Bachelor of Environmental Chemistry', sl: 'Diplomirani okoljski kemik (UN)', de: 'Bachelor in Umweltchemie' };
  const course = (title: Text, points: number, grade: Text): JsonObject => node('LearningAchievement', {
    title: say(title), awardedBy: awarded(), creditReceived: credits(points),
    provenBy: node('LearningAssessment', { title: say({ en: 'Examination', sl: 'Izpit', de: 'Prüfung' }), awardedBy: awarded(), grade: note(grade), specifiedBy: node('LearningAssessmentSpecification', { title: say({ en: 'Examination', sl: 'Izpit', de: 'Prüfung' }), dcType: concept(`${SNB}assessment/6e6cb2cc78`) }) }),
  });
  const outcome: Text = { en: 'Plans, carries out and judges chemical analyses of soil, air and water', sl: 'Načrtuje, izvaja in presoja kemijske analize tal, zraka in vode', de: 'Plant, führt und beurteilt chemische Analysen von Boden, Luft und Wasser' };
  const evidence = node('Evidence', { dcType: concept(`${SNB}evidence-type/c_991b06c6`), accreditation: accredited() });
  return framed(here, { id: 'urn:credential:5f1d6a34-0c0e-4a80-9d92-000000000002', title: { en: 'Diploma Supplement', sl: 'Priloga k diplomi', de: 'Diplomzusatz' }, profile: ['6dff8a0f87', 'edc-diplomaSupplement'], issued, evidence }, [node('LearningAchievement', {
    title: say(degree), awardedBy: { ...awarded(issued), educationalSystemNote: concept('https://system.example/1', say({ en: 'Higher education, first cycle', sl: 'Visoko šolstvo, prva stopnja', de: 'Hochschulbildung, erster Zyklus' })) }, creditReceived: credits(180),
    specifiedBy: node('Qualification', {
      title: say(degree), eqfLevel: concept(`${SNB}eqf/6`), nqfLevel: concept(`${SNB}qdr/c_sok7`, say({ en: 'SQF level 7', sl: 'SOK raven 7', de: 'SQF-Stufe 7' })), thematicArea: [concept(`${SNB}isced-f/0521`), concept(`${SNB}isced-f/0531`)], creditPoint: credits(180), volumeOfLearning: 'PT5400H',
      maximumDuration: 'P3Y', mode: concept(`${SNB}learning-assessment/9191af2ed9`), learningSetting: concept(`${SNB}learning-setting/6fd4685715`), language: [language('SLV'), language('ENG')], accreditation: accredited(), learningOutcomeSummary: note(outcome),
      entryRequirement: note({ en: 'General upper secondary school certificate', sl: 'Splošna matura', de: 'Allgemeine Hochschulreife' }), learningOutcome: [node('LearningOutcome', { title: say(outcome), dcType: concept(`${SNB}skill-type/skill`) })],
      qualificationCode: node('Identifier', { notation: 'EC-BSC-1', schemeName: 'Programme' }), awardingOpportunity: node('AwardingOpportunity', { awardingBody: university() }),
      hasPart: [node('LearningAchievementSpecification', { title: say({ en: 'Compulsory courses', sl: 'Obvezni predmeti', de: 'Pflichtfächer' }) }), node('LearningAchievementSpecification', { title: say({ en: 'Elective courses', sl: 'Izbirni predmeti', de: 'Wahlfächer' }) })],
    }),
    provenBy: node('LearningAssessment', {
      title: say({ en: 'Overall classification', sl: 'Skupna ocena', de: 'Gesamtnote' }), awardedBy: awarded(), grade: note({ en: '8.7 (very good)', sl: '8,7 (prav dobro)', de: '8,7 (sehr gut)' }), assessedBy: university(),
      specifiedBy: node('LearningAssessmentSpecification', {
        title: say({ en: 'Overall classification', sl: 'Skupna ocena', de: 'Gesamtnote' }), dcType: concept(`${SNB}assessment/3484bd7e51`),
        gradingScheme: node('GradingScheme', { title: say({ en: '1 to 10', sl: '1 do 10', de: '1 bis 10' }), description: say({ en: '10 is the best grade; 6 is needed to pass.', sl: '10 je najvišja ocena; za opravljen izpit je potrebna 6.', de: '10 ist die beste Note; zum Bestehen braucht es 6.' }) }),
      }),
    }),
    hasPart: [
      course(WATER, 5, { en: '9 (very good)', sl: '9 (prav dobro)', de: '9 (sehr gut)' }), course({ en: 'Inorganic Chemistry', sl: 'Anorganska kemija', de: 'Anorganische Chemie' }, 8, { en: '8 (very good)', sl: '8 (prav dobro)', de: '8 (sehr gut)' }),
      course({ en: 'Soil Science', sl: 'Pedologija', de: 'Bodenkunde' }, 6, { en: '10 (excellent)', sl: '10 (odlično)', de: '10 (ausgezeichnet)' }),
    ],
    entitlesTo: node('LearningEntitlement', {
      title: say({ en: 'Admission to master’s programmes', sl: 'Vpis na magistrske programe', de: 'Zugang zu Masterprogrammen' }), awardedBy: awarded(),
      specifiedBy: node('LearningEntitlementSpecification', {
        title: say({ en: 'Second-cycle studies', sl: 'Študij druge stopnje', de: 'Studium im zweiten Zyklus' }), dcType: concept(`${SNB}entitlement/64aad92881`), entitlementStatus: concept(`${SNB}entitlement-status/b7015a8a8c`), limitJurisdiction: country('SVN'),
        limitOccupation: concept('http://data.europa.eu/esco/occupation/00000000-0000-4000-8000-000000000002', say({ en: 'environmental scientist', sl: 'okoljski znanstvenik', de: 'Umweltwissenschaftler/in' })),
      }),
    }),
  })]);
}

/** A certificate of attendance that somebody else sealed on behalf of the university, in English, French and Arabic. */
export function mandatedAttendance(issued: string, number = 'VATXX-99999999'): JsonObject {
  const here = desk(['en', 'fr', 'ar'], number);
  const { node, say, awarded, university } = here;
  const title: Text = { en: 'Certificate of Attendance', ar: 'شهادة حضور', fr: 'Attestation de présence' };
  const evidence = node('Evidence', { dcType: concept(`${SNB}evidence-type/c_18016257`), evidenceStatement: 'Sealed by a service on behalf of the university.' });
  return framed(here, { id: 'urn:credential:5f1d6a34-0c0e-4a80-9d92-000000000003', title, profile: ['c_9a31f32a', 'edc-issuedByMandate'], issued, evidence }, [node('LearningActivity', {
    title: say({ en: 'Field days: rivers and lakes', ar: 'أيام ميدانية: الأنهار والبحيرات', fr: 'Journées de terrain : rivières et lacs' }), awardedBy: awarded(issued), workload: 'PT16H', levelOfCompletion: 100, directedBy: university(),
    description: say({ en: 'Two days on the water with measurements.', ar: 'يومان على الماء مع إجراء قياسات.', fr: 'Deux jours sur l’eau, avec des mesures.' }), temporal: node('PeriodOfTime', { startDate: daysFrom(new Date(issued), -4), endDate: daysFrom(new Date(issued), -2) }),
    location: node('Location', { address: node('Address', { countryCode: country('SVN') }), spatialCode: concept(`${AUTHORITY}atu/SVN_EXAMPLE`, say({ en: 'Lake region', ar: 'منطقة البحيرات', fr: 'Région des lacs' })) }),
    specifiedBy: node('LearningActivitySpecification', { title: say({ en: 'Field days', ar: 'أيام ميدانية', fr: 'Journées de terrain' }), dcType: concept(`${SNB}learning-activity/efff75e10a`), mode: concept(`${SNB}learning-assessment/9191af2ed9`), contactHour: '16' }),
  })]);
}

/** A document of the demonstration, and what its report should say: `change` is made after it was sealed. */
export interface EuropeanSample { id: string; title: string; document: JsonObject; sealed: boolean; change?: (text: string) => string; recipient?: string; expected: { verdict: 'verified' | 'invalid' | 'indeterminate' | 'unverifiable'; check: string; code: string } }

/** In the order of a demonstration. */
export function europeanSamples(issued: string): EuropeanSample[] {
  return [
    { id: 'european-micro-credential', title: 'European micro-credential', document: microCredential(issued), sealed: true, recipient: HOLDER, expected: { verdict: 'verified', check: 'issuer.qualification', code: 'qualification.qualified-seal' } },
    { id: 'european-diploma-supplement', title: 'European diploma supplement', document: diplomaSupplement(issued), sealed: true, expected: { verdict: 'verified', check: 'format.schema', code: 'schema.conforms' } },
    { id: 'european-mandate', title: 'Sealed under a mandate', document: mandatedAttendance(issued), sealed: true, expected: { verdict: 'verified', check: 'issuer.identity', code: 'edc.issuer-by-mandate' } },
    {
      id: 'european-changed', title: 'Its grade was changed', document: microCredential(issued), sealed: true, change: (text) => text.replace('9 (very good)', '10 (excellent)'),
      expected: { verdict: 'invalid', check: 'proof.signature', code: 'ades.sig-crypto-failure' },
    },
    { id: 'european-unsigned', title: 'European, without a seal', document: microCredential(issued), sealed: false, expected: { verdict: 'unverifiable', check: 'intake.credential', code: 'input.unsigned' } },
  ];
}
