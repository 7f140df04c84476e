import { asArray, isObject, isString, own, pointer, stringsOf, type JsonObject, type JsonValue } from '../report/json.js';
import type { Finding } from '../report/finding.js';
import type { Problem } from '../report/report.js';
import { indexOf } from '../view/node-index.js';
import { accreditation, achievement, claim, concept, creditPoint, languageMap, learningOutcome, media, one, organisation } from './elm-tables.js';
import { profileByConcept, profileBySchema, type ElmProfile } from './elm-terms.js';
import { dateTime, url } from './formats.js';
import { anything, object, oneOrMany, problemsOf, shown, step, text, type Family, type Rule, type Sink } from './rules.js';
import { dataModelProblems } from './vcdm.js';

export { profileBySchema, type ElmProfile };

const FAMILY: Family = {
  missing: 'schema.missing', kind: 'schema.type', value: 'schema.value', url: 'schema.value', date: 'schema.value', language: 'schema.value', term: 'schema.type', context: 'schema.value',
  note: 'schema.notes',
};

/**
 * VCDM 1.1 for a European Digital Credential. The one thing that the application profile does differently: `issuanceDate` is optional there, where `issued` or `validFrom` says when.
 */
export function elmDataModel(document: JsonObject): Finding {
  const dated = Object.hasOwn(document, 'issued') || Object.hasOwn(document, 'validFrom');
  const problems = dataModelProblems(document, 'credential').filter(({ code, params, pointer: at }) => !(dated && code === 'vcdm.missing' && at === '' && params?.['name'] === 'issuanceDate'));
  return problems.length > 0 ? { code: 'vcdm.violations', params: { count: problems.length }, problems } : { code: 'vcdm.conforms', problems };
}

const detail = object({ required: { page: one(anything), image: one(media) } });
const display = object({
  required: { title: languageMap, primaryLanguage: one(concept), language: oneOrMany(concept) },
  optional: { description: languageMap, individualDisplay: oneOrMany(object({ required: { language: one(concept), displayDetail: oneOrMany(detail) } })) },
});
const person = object({ required: { hasClaim: oneOrMany(claim) }, optional: { fullName: languageMap, givenName: languageMap, familyName: languageMap, dateOfBirth: one(dateTime) } });

const generic = object({
  type: [['VerifiableCredential'], ['EuropeanDigitalCredential']],
  required: {
    credentialProfiles: oneOrMany(concept), displayParameter: one(display), issuer: one(organisation), credentialSubject: one(person), validFrom: one(dateTime), credentialSchema: oneOrMany(object({ required: { id: url } })),
  },
  optional: { issuanceDate: one(dateTime), issued: one(dateTime), expirationDate: one(dateTime), validUntil: one(dateTime), evidence: oneOrMany(object({ optional: { accreditation: oneOrMany(accreditation) } })) },
});

/** The nodes under a property, each with its place, for the rules that a profile adds. */
function under(value: JsonValue | undefined, key: string, at: string): [JsonObject, string][] {
  const held = isObject(value) ? own(value, key) : undefined;
  return asArray(held).flatMap((item, index): [JsonObject, string][] => (isObject(item) ? [[item, step(at, key) + (Array.isArray(held) ? pointer(index) : '')]] : []));
}

function need(value: JsonObject, at: string, rules: Readonly<Record<string, Rule>>, sink: Sink): void {
  for (const [name, rule] of Object.entries(rules)) {
    const member = own(value, name);
    if (member === undefined) sink.report('missing', at, { name });
    else rule(member, step(at, name), sink);
    if (sink.full) return;
  }
}

const evidenced = (name: string, rule: Rule): Rule => (value, at, sink) => {
  if (!isObject(value)) return;
  const evidence = under(value, 'evidence', at);
  if (evidence.length === 0) sink.report('missing', at, { name: 'evidence' });
  // One of them says it; that others are there for other reasons is no fault.
  else if (!evidence.some(([each]) => Object.hasOwn(each, name))) sink.report('missing', evidence[0]![1], { name });
  for (const [each, place] of evidence) { const member = own(each, name); if (member !== undefined) rule(member, step(place, name), sink); }
};

/** One claim, and that an achievement. */
const accredited: Rule = (value, at, sink) => {
  evidenced('accreditation', one(accreditation))(value, at, sink);
  for (const [subject, place] of under(value, 'credentialSubject', at)) {
    const claims = under(subject, 'hasClaim', place);
    if (claims.length > 1) sink.report('value', step(place, 'hasClaim'), { expected: 'one claim' });
    for (const [each, there] of claims) {
      if (!stringsOf(own(each, 'type')).includes('LearningAchievement')) sink.report('term', step(there, 'type'), { name: 'LearningAchievement' });
      else achievement(each, there, sink);
    }
  }
};

const QUALIFICATION: Readonly<Record<string, Rule>> = {
  thematicArea: oneOrMany(concept), awardingOpportunity: oneOrMany(anything), language: oneOrMany(concept), nqfLevel: oneOrMany(concept), maximumDuration: one(text), mode: oneOrMany(concept), learningOutcome: oneOrMany(learningOutcome), hasPart: oneOrMany(anything),
};

const diplomaSupplement: Rule = (value, at, sink) => {
  accredited(value, at, sink);
  for (const [subject, place] of under(value, 'credentialSubject', at)) {
    need(subject, place, { fullName: languageMap, dateOfBirth: one(dateTime) }, sink);
    for (const [each, there] of under(subject, 'hasClaim', place)) {
      need(each, there, { creditReceived: one(creditPoint), provenBy: one(anything) }, sink);
      for (const [specification, here] of under(each, 'specifiedBy', there)) if (stringsOf(own(specification, 'type')).includes('Qualification')) need(specification, here, QUALIFICATION, sink);
    }
  }
};

const PROFILES: Readonly<Record<ElmProfile, Rule | undefined>> = {
  'generic': undefined, 'accredited': accredited, 'converted': (value, at, sink) => { if (isObject(value) && own(value, 'evidence') === undefined) sink.report('missing', at, { name: 'evidence' }); },
  'diploma-supplement': diplomaSupplement, 'issued-by-mandate': evidenced('evidenceStatement', one(text)),
};

/** The profiles that a document says that it follows; the generic one always is. */
export function elmProfiles(document: JsonObject): ElmProfile[] {
  const ids = (key: string) => asArray(own(document, key)).slice(0, 32).map((entry) => (isObject(entry) ? own(entry, 'id') : entry)).filter(isString);
  const found = [...ids('credentialProfiles').map(profileByConcept), ...ids('credentialSchema').map(profileBySchema)].filter((profile) => profile !== undefined);
  return [...new Set<ElmProfile>(['generic', ...found])];
}

/** Places of one node that say different things under one name: which of them is meant cannot be told. */
function contradictions(document: JsonObject, sink: Sink): void {
  const seen = new Map<string, Map<string, string>>();
  indexOf(document, (id, { value, path }) => {
    const said = seen.get(id) ?? new Map<string, string>();
    seen.set(id, said);
    for (const [key, item] of Object.entries(value)) {
      if (sink.full) return;
      // What is inside has an identifier of its own, and is compared by it; of longer texts the beginning.
      const print = isObject(item) && (isString(own(item, 'id')) || Object.hasOwn(item, 'type')) ? wordOf(own(item, 'id')) : Array.isArray(item) ? undefined : JSON.stringify(item).slice(0, 2000);
      if (print === undefined) continue;
      const before = said.get(key);
      if (before === undefined) said.set(key, print);
      else if (before !== print) { sink.report('note', pointer(...path, key), { value: shown(id) }); said.set(key, print); }
    }
  });
}

const wordOf = (value: JsonValue | undefined): string | undefined => (isString(value) ? value : undefined);

/**
 * The structure that the application profiles of a European Digital Credential ask for, by our own tables: what must be there, how often, of what kind. Not looked at: whether concepts are of the controlled
 * vocabularies that `edc-generic-full` names, and the rest of the shapes (SHACL). A node that says different things in different places is noted.
 */
export function elmProfile(document: JsonObject): Finding & { profiles: ElmProfile[] } {
  const profiles = elmProfiles(document);
  const rule: Rule = (value, at, sink) => {
    generic(value, at, sink);
    for (const profile of profiles) if (!sink.full) PROFILES[profile]?.(value, at, sink);
    contradictions(document, sink);
  };
  const problems = unlike(problemsOf(rule, document, FAMILY));
  const broken = problems.some(({ code }) => code !== 'schema.notes');
  return { code: broken ? 'schema.violations' : problems.length > 0 ? 'schema.notes' : 'schema.conforms', params: { count: problems.length }, problems, profiles };
}

/** Two profiles may ask for the same thing. */
function unlike(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems.filter(({ code, pointer: at, params }) => { const key = JSON.stringify([code, at, params]); const isNew = !seen.has(key); seen.add(key); return isNew; });
}
