import type { ClaimView, ConceptView, CredentialView, QualityElement, QualityElementId, Report } from '@credlens/core/report';
import { makeReport } from './reports.js';

// Reports on European Digital Credentials, made by hand: one whose document speaks English, German, Greek and Slovenian, one that is a certificate of attendance, and one that is up to no good.

const SNB = 'http://data.europa.eu/snb/';
const concept = (id: string, label?: string, name?: ConceptView['name']): ConceptView => ({ id, pointer: '', ...(label === undefined ? {} : { label }), ...(name ? { name } : {}) });
const country = (code: string, alpha3: string): ConceptView => ({ id: `http://publications.europa.eu/resource/authority/country/${alpha3}`, country: code, pointer: '' });
const language = (code: string): ConceptView => ({ id: `http://publications.europa.eu/resource/authority/language/${code}`, pointer: '' });
const UNIVERSITY = { name: { en: 'University of Example', de: 'Universität Beispiel', el: 'Πανεπιστήμιο του Παραδείγματος', sl: 'Univerza v Primeru' }, countries: [country('SI', 'SVN')], pointer: '' };
const ECTS = concept(`${SNB}education-credit/6fcec5c5af`, 'European Credit Transfer System (ECTS)');

const ORDER: readonly QualityElementId[] = [
  'learner', 'title', 'country', 'awarding-body', 'date', 'learning-outcomes', 'workload', 'level', 'assessment', 'participation', 'quality-assurance', 'prerequisites', 'supervision', 'grade', 'stackability', 'further-information',
];

/** The list of elements, those given with what stands there. */
export const qualityList = (given: Partial<Record<QualityElementId, QualityElement['text']>>): QualityElement[] => ORDER.map((element, index) => ({
  element, ...(index > 10 ? { optional: true } : {}), present: Object.hasOwn(given, element), ...(given[element] ? { text: given[element], pointer: '/credentialSubject' } : {}),
}));

const MODULE: ClaimView = {
  type: 'achievement', pointer: '/credentialSubject/hasClaim', qualification: true,
  title: { en: 'Water Quality Analysis', de: 'Analyse der Wasserqualität', el: 'Ανάλυση ποιότητας νερού', sl: 'Analiza kakovosti vode' },
  description: { en: 'Sampling, laboratory work and the reading of results.', de: 'Probenahme, Laborarbeit und Auswertung.', el: 'Δειγματοληψία, εργαστηριακή εργασία και ερμηνεία αποτελεσμάτων.', sl: 'Vzorčenje, laboratorijsko delo in branje rezultatov.' },
  awardedBy: [UNIVERSITY], awardingDate: '2026-05-30T00:00:00Z',
  eqfLevel: [concept(`${SNB}eqf/6`, 'EQF level 6')], nqfLevel: [concept(`${SNB}qdr/c_sok7`, undefined, { en: 'SQF level 7', sl: 'SOK raven 7' })], fields: [concept(`${SNB}isced-f/0521`, 'Environment (ISCED-F 0521)')],
  outcomes: [
    { title: { en: 'Takes samples of water', de: 'Entnimmt Wasserproben', el: 'Λαμβάνει δείγματα νερού', sl: 'Odvzame vzorce vode' }, kind: concept(`${SNB}skill-type/skill`, 'Skill'), escoSkills: [concept('http://data.europa.eu/esco/skill/1', undefined, { en: 'collect samples for analysis', de: 'Proben zur Analyse entnehmen' })], pointer: '' },
    { title: { en: 'Knows the limits of the method', de: 'Kennt die Grenzen der Methode', el: 'Γνωρίζει τα όρια της μεθόδου', sl: 'Pozna meje metode' }, otherSkills: [concept('https://skills.example/field-work')], pointer: '' },
  ],
  credits: [{ points: '5', framework: ECTS, received: true, pointer: '' }], volume: 'PT125H', modes: [concept(`${SNB}learning-assessment/e92d221e4d`, 'Blended')], languages: [language('ENG')],
  accreditations: [{ title: { en: 'Programme accreditation', de: 'Programmakkreditierung' }, organisations: [{ name: { en: 'Agency of Example' }, pointer: '' }], pointer: '' }],
  provenBy: [{
    type: 'assessment', title: { en: 'Final examination', de: 'Abschlussprüfung', el: 'Τελική εξέταση', sl: 'Zaključni izpit' }, kinds: [concept(`${SNB}assessment/6e6cb2cc78`, 'Written examination')], pointer: '',
    grade: { value: { en: '9 (very good)', sl: '9 (prav dobro)' }, scale: { en: '1 to 10', sl: '1 do 10' }, distribution: { lower: '60', equal: '25', higher: '15' }, date: '2026-05-20T00:00:00Z', pointer: '' },
    idVerification: concept(`${SNB}supervision-verification/70be69aaf9`, 'Supervised, with identity verification'),
  }],
  influencedBy: [{ type: 'activity', title: { en: 'Laboratory course', de: 'Laborkurs', el: 'Εργαστήριο', sl: 'Laboratorijske vaje' }, workload: 'PT40H', periods: [{ start: '2026-02-01T00:00:00Z', end: '2026-05-15T00:00:00Z' }], countries: [country('SI', 'SVN')], pointer: '' }],
  parts: [{ type: 'achievement', title: { en: 'Spectrophotometry', de: 'Spektralphotometrie', el: 'Φασματοφωτομετρία', sl: 'Spektrofotometrija' }, credits: [{ points: '2', framework: ECTS, received: false, pointer: '' }], pointer: '' }],
  entitlesTo: [{ type: 'entitlement', title: { en: 'May enter the master’s programme', de: 'Zugang zum Masterstudium', el: 'Πρόσβαση στο μεταπτυχιακό', sl: 'Vpis na magistrski program' }, entitlementStatus: concept(`${SNB}entitlement-status/5b8d6b34fb`, 'Prospective'), pointer: '' }],
};

const VIEW: CredentialView = {
  format: 'elm-3', dataModel: '1.1', id: 'urn:credential:6d1b6a55-3a5b-4a51-9d0a-000000000001', types: ['VerifiableCredential', 'EuropeanDigitalCredential'], title: MODULE.title,
  issuer: { id: 'urn:epass:org:1', ...UNIVERSITY, identifiers: [{ value: 'VATSI-00000001', scheme: 'eIDASIdentifier', country: country('SI', 'SVN'), pointer: '' }] },
  recipient: { name: { en: 'Kim Example' }, identifiers: [{ type: 'emailAddress', hashed: false, value: 'kim@student.example' }] },
  validFrom: '2026-06-01T00:00:00Z',
  achievements: [{ name: MODULE.title, type: 'achievement', skills: [{ name: { en: 'collect samples for analysis' }, pointer: '' }], results: [] }],
  claims: [MODULE], profiles: [concept(`${SNB}credential/e34929035b`, 'Generic')], languages: [language('ENG'), language('DEU'), language('ELL'), language('SLV')],
  evidence: [{ kind: concept(`${SNB}evidence-type/c_18016257`, 'Mandate'), statement: 'Sealed by a service on behalf of the university.', pointer: '' }],
  quality: qualityList({
    'learner': { en: 'Kim Example' }, 'title': MODULE.title, 'country': { und: 'SI' }, 'awarding-body': UNIVERSITY.name, 'date': { und: '2026-05-30T00:00:00Z' }, 'learning-outcomes': { en: 'Takes samples of water' }, 'workload': { en: '5 (European Credit Transfer System (ECTS))' },
    'level': { en: 'EQF level 6' }, 'assessment': { en: 'Written examination' }, 'participation': { en: 'Blended' }, 'quality-assurance': { en: 'Programme accreditation' }, 'supervision': { en: 'Supervised, with identity verification' },
    'grade': { en: '9 (very good)' }, 'stackability': { en: 'Spectrophotometry' },
  }),
};

const attendance: CredentialView = {
  ...VIEW, title: { en: 'Certificate of Participation', fr: 'Attestation de participation', es: 'Certificado de participación' }, achievements: [], languages: [language('ENG'), language('FRA'), language('SPA')],
  claims: [{ type: 'activity', title: { en: 'Open day', fr: 'Journée portes ouvertes', es: 'Jornada de puertas abiertas' }, workload: 'PT2H', modes: [concept(`${SNB}learning-assessment/920fbb3cbe`, 'Online')], pointer: '' }],
  quality: qualityList({ 'learner': { en: 'Kim Example' }, 'title': { en: 'Certificate of Participation' }, 'awarding-body': UNIVERSITY.name, 'date': { und: '2026-06-01T00:00:00Z' }, 'workload': { und: 'PT2H' }, 'participation': { en: 'Online' } }),
};
delete attendance.evidence;

const EVIL = '<img src=x onerror="globalThis.pwned=1">\u202Egnp';
let deep: ClaimView = { type: 'achievement', title: { en: 'bottom' }, pointer: '' };
for (let level = 0; level < 40; level += 1) deep = { type: 'achievement', title: { en: `Level ${level}` }, parts: [deep], pointer: '' };
const hostile: CredentialView = {
  ...VIEW, title: { en: EVIL },
  claims: [{ type: 'achievement', title: { en: EVIL }, outcomes: [{ title: { en: EVIL }, otherSkills: [concept(`javascript:alert(1)/${EVIL}`)], pointer: '' }], modes: [concept(EVIL, EVIL)], documents: [{ url: 'javascript:alert(1)' }], countries: [{ country: EVIL, pointer: '' }], volume: EVIL, pointer: '' }, deep],
  quality: qualityList({ title: { en: EVIL } }),
};

const report = (credential: CredentialView): Report => makeReport({}, { credential });

export const learningReports = {
  module: report(VIEW),
  attendance: report(attendance),
  hostile: report(hostile),
  badge: makeReport({}, { credential: { ...makeReport().credential!, quality: qualityList({ 'learner': undefined, 'title': { en: 'Water Quality Analysis' }, 'grade': { en: 'A' } }) } }),
};
