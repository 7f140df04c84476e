import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { elmDataModel, elmProfile } from '../schema/elm.js';
import { credentialView } from './credential-view.js';

// Each sample's view against facts that are read here by another way: every title, outcome, credit and date that stands anywhere in the document, by the kind of its node.
const CORPORA = process.env['CREDLENS_CORPORA'];

type Any = Record<string, unknown>;
const isNode = (value: unknown): value is Any => typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const only = (value: unknown): Any => list(value).find(isNode) ?? {};

function document(path: string): Any {
  const read = JSON.parse(readFileSync(`${CORPORA ?? ''}/${path.startsWith('skills/') ? '' : 'edc-elm/'}${path}`, 'utf8')) as Any;
  if (typeof read['payload'] === 'string') return JSON.parse(read['payload']) as Any;
  return isNode(read['credential']) ? read['credential'] : read;
}

/** Every node of a type below a node, wherever it stands. */
function ofType(value: unknown, type: string): Any[] {
  if (Array.isArray(value)) return value.flatMap((item) => ofType(item, type));
  if (!isNode(value)) return [];
  return [...(list(value['type']).includes(type) ? [value] : []), ...Object.entries(value).filter(([key]) => key !== '@context').flatMap(([, item]) => ofType(item, type))];
}

/** The texts of a language map, flat, so that it does not matter how several of one language are put together. */
const said = (value: unknown): string[] => (isNode(value) ? Object.values(value).flatMap(list).flatMap((text) => String(text).split(' / ')).sort() : []);
const collected = (view: unknown, key: string): Any[] => {
  if (Array.isArray(view)) return view.flatMap((item) => collected(item, key));
  if (!isNode(view)) return [];
  return [...list(view[key]).filter(isNode), ...Object.values(view).flatMap((item) => collected(item, key))];
};

/** Sample, verdict of its tables, and which elements of a micro-credential it gives, read from the document by hand. */
const SAMPLES: readonly (readonly [string, string, readonly string[]])[] = [
  ['mynextid/edc-dc-example.json', 'schema.conforms', ['learner', 'title', 'country', 'awarding-body', 'date']],
  ['mynextid/edc-dc-signed.jsonld', 'schema.conforms', ['learner', 'title', 'country', 'awarding-body', 'date']],
  ['mynextid/edc-coe-signed.jsonld', 'schema.conforms', ['learner', 'title', 'country', 'awarding-body', 'date']],
  ['elm/Sample-CertOfPart-signed.jsonld', 'schema.conforms', ['learner', 'title', 'country', 'awarding-body', 'date', 'workload', 'participation', 'further-information']],
  ['elm/Sample-CertOfPart-unsigned.jsonld', 'schema.conforms', ['learner', 'title', 'country', 'awarding-body', 'date', 'workload', 'participation', 'further-information']],
  ['elm/Sample-CertOfPart-unsigned-uploadable.json', 'schema.conforms', ['learner', 'title', 'country', 'awarding-body', 'date', 'workload', 'participation', 'further-information']],
  ['model/credential-sample.jsonld', 'schema.conforms', ['learner', 'title', 'country', 'awarding-body', 'date']],
  ['edci/cred1.jsonld', 'schema.violations', ['learner', 'title', 'country', 'awarding-body', 'date']],
  ['edci/test-data-json.jsonld', 'schema.violations', ['learner', 'title', 'date']],
  ['edci/regularCred.jsonld', 'schema.notes', ['learner', 'title', 'country', 'awarding-body', 'date', 'learning-outcomes', 'workload', 'assessment', 'prerequisites', 'grade', 'further-information']],
  ['edci/cred_noLegalName_shouldFail.jsonld', 'schema.violations', [
    'learner', 'title', 'country', 'awarding-body', 'date', 'learning-outcomes', 'workload', 'assessment', 'participation', 'quality-assurance', 'prerequisites', 'supervision', 'grade', 'stackability', 'further-information',
  ]],
  // The Commission's own sample of the annex: no accreditation, no part or right, no document or note beside it.
  ['skills/samples/elm-v3-MC-Annex1-unsigned.jsonld', 'schema.conforms', ['learner', 'title', 'country', 'awarding-body', 'date', 'learning-outcomes', 'workload', 'level', 'assessment', 'participation', 'prerequisites', 'supervision', 'grade']],
];

/** What stands at some of the elements, read from the documents by hand. */
const SAID: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'mynextid/edc-dc-signed.jsonld': { 'learner': 'John Doe', 'title': 'Degree Certificate', 'country': 'Estonia', 'awarding-body': 'NETIS d.o.o.', 'date': '2026-01-12T08:58:28Z' },
  'mynextid/edc-coe-signed.jsonld': { 'title': 'Confirmation of Enrolment', 'country': 'Estonia', 'awarding-body': 'NETIS d.o.o.' },
  // The webinar took two hours. What is specified, two months, is another thing.
  'elm/Sample-CertOfPart-signed.jsonld': { 'learner': 'Ana Andromeda', 'country': 'Belgium', 'workload': 'PT2H', 'participation': 'Online', 'date': '2023-09-27T14:07:01+02:00' },
  'model/credential-sample.jsonld': { 'country': 'FR', 'date': '2010-01-01T00:00:00', 'awarding-body': 'some legal name of the organistion' },
  // Nobody says what `urn:creditPointFramework:1` is, nor the kind of assessment: the number stands alone, and the assessment's title for its kind.
  'edci/regularCred.jsonld': { 'workload': '27', 'assessment': 'Assessment 1', 'grade': '5 (outstanding', 'learning-outcomes': 'Learning Outcome 1', 'country': 'Spain' },
  'edci/cred_noLegalName_shouldFail.jsonld': { 'assessment': 'written exam', 'participation': 'Project based', 'supervision': 'Supervised with ID Verification', 'stackability': 'Sub Achievement 1', 'quality-assurance': 'Title title title title title' },
  'skills/samples/elm-v3-MC-Annex1-unsigned.jsonld': { 'workload': '2, European Credit Transfer System', 'level': 'Level 6', 'assessment': 'artefact assessment', 'participation': 'Blended', 'supervision': 'Unsupervised without ID Verification', 'grade': 'Pass', 'country': 'Ireland' },
};

describe.skipIf(CORPORA === undefined)('the European credentials of others', () => {
  for (const [path, tables, elements] of SAMPLES) {
    it.skipIf(path.startsWith('skills/') && !existsSync(`${CORPORA ?? ''}/${path}`))(`are read as they say: ${path}`, () => {
      const given = document(path) as never;
      const doc = given as Any;
      const view = credentialView(given);
      const subject = only(doc['credentialSubject']);
      expect(view.format).toBe('elm-3');
      const titled = only(doc['displayParameter'])['title'] ?? only(subject['hasClaim'])['title'];
      expect(said(view.title)).toEqual(said(titled));
      expect(said(view.recipient.name)).toEqual(said(subject['fullName']));
      expect(view.recipient.identifiers.filter(({ type }) => type === 'emailAddress').map(({ value }) => `mailto:${value ?? ''}`)).toEqual([...new Set(ofType(subject['contactPoint'], 'Mailbox').map(({ id }) => id))]);
      expect(said(view.issuer.name)).toEqual(said(only(doc['issuer'])['legalName']));
      expect([view.validFrom, view.validUntil]).toEqual([doc['validFrom'], doc['validUntil'] ?? doc['expirationDate']]);

      // Claims by kind: as many, and with the same titles. Claims without a type are `other` in the view.
      for (const [type, word] of [['LearningAchievement', 'achievement'], ['LearningActivity', 'activity'], ['LearningAssessment', 'assessment'], ['LearningEntitlement', 'entitlement']] as const) {
        const titles = ofType(subject['hasClaim'], type).map(({ title }) => said(title).join('|')).sort();
        expect(view.achievements.filter((each) => each.type === word).map(({ name }) => said(name).join('|')).sort(), type).toEqual(titles);
      }
      const outcomes = collected(view.claims, 'outcomes');
      expect(outcomes.map(({ title }) => said(title).join('|')).sort()).toEqual(ofType(subject['hasClaim'], 'LearningOutcome').map(({ title }) => said(title).join('|')).sort());
      expect(outcomes.flatMap(({ escoSkills }) => list(escoSkills)).map((skill) => (skill as Any)['id']).sort()).toEqual(ofType(subject['hasClaim'], 'LearningOutcome').flatMap(({ relatedESCOSkill }) => list(relatedESCOSkill)).map((skill) => (skill as Any)['id']).sort());
      expect(collected(view.claims, 'credits').map(({ points }) => points).sort()).toEqual(ofType(subject['hasClaim'], 'CreditPoint').map(({ point }) => String(point)).sort());

      expect(view.quality?.filter(({ present }) => present).map(({ element }) => element)).toEqual(elements);
      const texts = new Map(view.quality?.map(({ element, text = {} }) => [element as string, text['en'] ?? text['und']]));
      expect(Object.fromEntries(Object.keys(SAID[path] ?? {}).map((element) => [element, texts.get(element)]))).toEqual(SAID[path] ?? {});
      expect(elmProfile(given).code).toBe(tables);
      expect(elmDataModel(given).code).toBe('vcdm.conforms');
      // No picture is an address, and nothing of the person's sex is repeated.
      const text = JSON.stringify(view);
      expect(/"image":\{"url":"(?!data:image)/.test(text), 'a picture that is an address').toBe(false);
      expect(text.includes('human-sex')).toBe(false);
    });
  }

  it('that are no European credentials, or say nothing, are read without a claim', () => {
    for (const path of ['edci/credNoType.jsonld', 'edci/cred2_1context.jsonld']) {
      const view = credentialView(document(path) as never);
      expect([view.format, view.claims, view.quality]).toEqual(['verifiable-credential', undefined, undefined]);
    }
  });
});
