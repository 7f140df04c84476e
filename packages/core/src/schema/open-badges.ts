import { isObject, isString, own, type JsonObject } from '../report/json.js';
import { compactJws, countryCode, date, dateOrTime, dateTimeZ, email, languageTag, textOrLanguages as text, url } from './formats.js';
import { ACHIEVEMENT_TYPES, ALIGNMENT_TARGET_TYPES, IDENTIFIER_TYPES, RESULT_STATUSES, RESULT_TYPES } from './open-badges-terms.js';
import { boolean, later, list, number, object, oneOf, oneOrMany, shown, step, text as string, type Rule, type Sink } from './rules.js';

// The tables of Open Badges 3.0, appendix B (data model). `list` is a member of cardinality 0..*; `required` has cardinality 1 or 1..*.

const extensible = { extensible: true } as const;
// The standard's own implementation guide writes `email`, which the vocabulary does not have.
const identifierType = oneOf(IDENTIFIER_TYPES, { extensible: true, note: ['email'] });

/** `Image`. The standard's description allows "just the id string of the image", its schema does not. */
const imageObject = object({ type: [['Image']], required: { id: url }, optional: { caption: text } });
const image: Rule = (value, at, sink) => {
  if (!isString(value)) { imageObject(value, at, sink); return; }
  url(value, at, sink);
  sink.report('note', at, { expected: 'Image' });
};

const alignment = object({
  type: [['Alignment']],
  required: { targetName: text, targetUrl: url },
  optional: { targetCode: string, targetDescription: text, targetFramework: text, targetType: oneOf(ALIGNMENT_TARGET_TYPES, extensible) },
});

const geo = object({ type: [['GeoCoordinates']], required: { latitude: number, longitude: number } });
const address = object({
  type: [['Address']],
  optional: { addressCountry: text, addressCountryCode: countryCode, addressRegion: text, addressLocality: text, streetAddress: text, postOfficeBoxNumber: string, postalCode: string, geo },
});

const identifierEntry = object({ type: [['IdentifierEntry']], required: { identifier: string, identifierType } });
const identityObject = object({
  type: [['IdentityObject']],
  required: { hashed: boolean, identityHash: string, identityType: identifierType },
  optional: { salt: string },
  also(value, at, sink) {
    const hash = own(value, 'identityHash');
    if (own(value, 'hashed') === true && isString(hash) && !/^(?:sha256\$[0-9a-fA-F]{64}|md5\$[0-9a-fA-F]{32})$/.test(hash)) sink.report('value', step(at, 'identityHash'), { expected: 'sha256$ or md5$' });
  },
});

const endorsements = { endorsement: list(later(() => endorsementCredential)), endorsementJwt: list(compactJws) };

export const profile: Rule = object({
  type: [['Profile']],
  required: { id: url },
  optional: {
    name: text, url, phone: string, description: text, image, email, address, otherIdentifier: list(identifierEntry), official: string, parentOrg: later(() => profile),
    familyName: text, givenName: text, additionalName: text, patronymicName: text, honorificPrefix: text, honorificSuffix: text, familyNamePrefix: text, dateOfBirth: date, ...endorsements,
  },
});

/** `ProfileRef`: the profile, or its identifier alone. */
const profileRef: Rule = (value, at, sink) => (isString(value) ? url : profile)(value, at, sink);

const rubricCriterionLevel = object({
  type: [['RubricCriterionLevel']], required: { id: url, name: text }, optional: { alignment: list(alignment), description: text, level: string, points: string },
});
const resultDescription = object({
  type: [['ResultDescription']],
  required: { id: url, name: text, resultType: oneOf(RESULT_TYPES, extensible) },
  optional: { alignment: list(alignment), allowedValue: list(string), requiredLevel: url, requiredValue: string, rubricCriterionLevel: list(rubricCriterionLevel), valueMax: string, valueMin: string },
});
const result = object({
  type: [['Result']], optional: { achievedLevel: url, alignment: list(alignment), resultDescription: url, status: oneOf(RESULT_STATUSES), value: string },
});

export const achievement: Rule = object({
  type: [['Achievement']],
  required: { id: url, criteria: object({ optional: { id: url, narrative: text } }), description: text, name: text },
  optional: {
    alignment: list(alignment), achievementType: oneOf(ACHIEVEMENT_TYPES, extensible), creator: profileRef, creditsAvailable: number, fieldOfStudy: text, humanCode: string, image,
    inLanguage: languageTag, otherIdentifier: list(identifierEntry), related: list(object({ type: [['Related']], required: { id: url }, optional: { inLanguage: languageTag, version: string } })),
    resultDescription: list(resultDescription), specialization: text, tag: list(string), version: string, ...endorsements,
  },
});

/** OB 3.0 section 8.2: a subject is named by its `id`, by an `identifier`, or by both. */
export function namedSubject(subject: JsonObject, at: string, sink: Sink): void {
  const identifiers = own(subject, 'identifier');
  if (own(subject, 'id') === undefined && (identifiers === undefined || (Array.isArray(identifiers) && identifiers.length === 0))) sink.report('missing', at, { name: 'id / identifier' });
}

export const identifiers = list(identityObject);

const achievementSubject = object({
  type: [['AchievementSubject']],
  required: { achievement },
  optional: {
    id: url, activityEndDate: dateOrTime, activityStartDate: dateOrTime, creditsEarned: number, identifier: identifiers, image, licenseNumber: string, narrative: text, result: list(result), role: text,
    source: profileRef, term: text,
  },
  also: namedSubject,
});

const evidence = object({ type: [['Evidence']], optional: { id: url, narrative: text, name: text, description: text, genre: text, audience: text } });

/** `1EdTechCredentialRefresh` and others: an address to ask. */
const refreshService = oneOrMany(object({ type: [], required: { id: url } }));

const OB_CONTEXT = /^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context(?:-\d+\.\d+\.\d+)?\.json$|^https:\/\/purl\.imsglobal\.org\/spec\/ob\/v3p0\/context\/ob_v3p0\.jsonld$/;
const CURRENT_OB = 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json';

/** A context of the standard, at its place. Elsewhere, or an older one, is noted: the terms are defined all the same. */
export function contextAt(place: number, pattern: RegExp, current: string): Rule {
  return (value, at, sink) => {
    const contexts = Array.isArray(value) ? value : [value];
    const found = contexts.findIndex((item) => isString(item) && pattern.test(item));
    if (found < 0) { sink.report('missing', at, { name: current }); return; }
    if (found !== place) sink.report('note', step(at, found), { expected: `/@context/${place}` });
    if (contexts[found] !== current) sink.report('note', step(at, found), { value: shown(contexts[found]!), expected: current });
  };
}

export const openBadgesContext = (place: number): Rule => contextAt(place, OB_CONTEXT, CURRENT_OB);

/** What OB 3.0 and CLR 2.0 ask of every credential, beyond the data model. */
export const COMMON_REQUIRED = { id: url, issuer: profileRef } as const;
export const COMMON_OPTIONAL = {
  name: text, description: text, image, awardedDate: dateTimeZ, validFrom: dateTimeZ, validUntil: dateTimeZ, issuanceDate: dateTimeZ, expirationDate: dateTimeZ, evidence: list(evidence), refreshService, ...endorsements,
} as const;

/** `validFrom`, or `issuanceDate` where the document is of VCDM 1.1. */
export function dated(document: JsonObject, at: string, sink: Sink): void {
  if (!Object.hasOwn(document, 'validFrom') && !Object.hasOwn(document, 'issuanceDate')) sink.report('missing', at, { name: 'validFrom' });
}

export const achievementCredential: Rule = object({
  type: [['OpenBadgeCredential', 'AchievementCredential']],
  required: { '@context': openBadgesContext(1), ...COMMON_REQUIRED, credentialSubject: oneSubject(achievementSubject) },
  optional: COMMON_OPTIONAL,
  also: dated,
});

const endorsementSubject = object({ type: [['EndorsementSubject']], required: { id: url }, optional: { endorsementComment: text } });

export const endorsementCredential: Rule = object({
  type: [['EndorsementCredential']],
  required: { '@context': openBadgesContext(1), ...COMMON_REQUIRED, credentialSubject: oneSubject(endorsementSubject) },
  optional: COMMON_OPTIONAL,
  also: dated,
});

/** Cardinality 1. An array of one is the same in JSON-LD, so it is noted. */
export function oneSubject(rule: Rule): Rule {
  return (value, at, sink) => {
    if (isObject(value) || !Array.isArray(value)) { rule(value, at, sink); return; }
    sink.report(value.length === 1 ? 'note' : 'value', at, { expected: 'one subject' });
    value.forEach((item, index) => { if (!sink.full) rule(item, step(at, index), sink); });
  };
}
