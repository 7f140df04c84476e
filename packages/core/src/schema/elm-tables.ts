import { isObject, isString, own } from '../report/json.js';
import { dateTime, isUrl, url } from './formats.js';
import { later, object, oneOrMany, shown, step, text, textThat, type Members, type Rule } from './rules.js';

// The tables of the generic application profile of European Digital Credentials (ELM 3): what its classes must have, once or often. What may be there and is only of a class is judged where it is shown to people.

const LANGUAGE = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$|^@none$/;

/** `@container: @language`: text by language tag, or several texts. */
export const languageMap: Rule = (value, at, sink) => {
  if (!isObject(value)) { sink.report('kind', at, { expected: 'text by language' }); return; }
  const entries = Object.entries(value);
  if (entries.length === 0) sink.report('missing', at, { expected: 'text' });
  for (const [tag, said] of entries) {
    if (sink.full) return;
    if (!LANGUAGE.test(tag)) sink.report('language', at, { value: shown(tag) });
    oneOrMany(text)(said, step(at, tag), sink);
  }
};

/** Cardinality 1: JSON-LD lets an array of one stand for it. */
export const one = (rule: Rule): Rule => (value, at, sink) => {
  if (!Array.isArray(value)) { rule(value, at, sink); return; }
  if (value.length === 0) sink.report('missing', at, { expected: 'a value' });
  else if (value.length > 1) sink.report('value', at, { expected: 'one value' });
  else rule(value[0]!, step(at, 0), sink);
};

/** A node in full, or by its identifier: what is said of it is then judged where it is said. */
const node = (members: Members): Rule => {
  const whole = object({ ...members, optional: { id: url, ...members.optional } });
  return (value, at, sink) => {
    if (isString(value)) { if (!isUrl(value)) sink.report('kind', at, { expected: 'object' }); return; }
    if (isObject(value) && isString(own(value, 'id')) && Object.keys(value).every((key) => key === 'id' || key === 'type')) { url(own(value, 'id')!, step(at, 'id'), sink); return; }
    whole(value, at, sink);
  };
};

export const concept = node({ required: { id: url }, optional: { prefLabel: languageMap } });
const duration = textThat((value) => /^P(?!$)(?:\d+(?:\.\d+)?[YMWD])*(?:T(?:\d+(?:\.\d+)?[HMS])+)?$/.test(value), 'value', 'ISO 8601 duration');
const note = node({ required: { noteLiteral: languageMap } });
const identifier = node({ required: { notation: text } });
const legalIdentifier = node({ required: { notation: text, spatial: one(concept) } });
const address = node({ required: { countryCode: one(concept) }, optional: { fullAddress: oneOrMany(note) } });
const location = node({ optional: { address: oneOrMany(address) } });
const page: Rule = node({ also: (object_, at, sink) => { if (!Object.hasOwn(object_, 'contentURL') && !Object.hasOwn(object_, 'contentUrl')) sink.report('missing', at, { name: 'contentURL' }); } });
export const media = node({ required: { content: one(text), contentType: one(concept), contentEncoding: one(concept) } });

/** An organisation must have a legal name and a place; a person may stand in its stead, who must have neither. */
export const organisation: Rule = node({
  optional: { eIDASIdentifier: oneOrMany(legalIdentifier), registration: oneOrMany(legalIdentifier), vatIdentifier: oneOrMany(legalIdentifier), taxIdentifier: oneOrMany(legalIdentifier), identifier: oneOrMany(identifier), homepage: oneOrMany(page), logo: oneOrMany(media) },
  also(object_, at, sink) {
    if (own(object_, 'type') === 'Person') return;
    for (const [name, rule] of [['legalName', languageMap], ['location', oneOrMany(location)]] as const) {
      const value = own(object_, name);
      if (value === undefined) sink.report('missing', at, { name });
      else rule(value, step(at, name), sink);
    }
  },
});

export const accreditation = node({ required: { title: languageMap, dcType: one(concept), accreditingAgent: one(organisation) } });
const awardingProcess = node({ required: { awardingBody: oneOrMany(organisation) }, optional: { awardingDate: one(dateTime) } });
export const creditPoint = node({ required: { framework: one(concept), point: one((value, at, sink) => { if (typeof value !== 'number') text(value, at, sink); }) } });
export const learningOutcome = node({ required: { title: languageMap }, optional: { dcType: oneOrMany(concept), relatedESCOSkill: oneOrMany(concept), relatedSkill: oneOrMany(concept), reusabilityLevel: oneOrMany(concept) } });
const gradingScheme = node({ required: { title: languageMap } });
const period = node({ optional: { startDate: one(dateTime), endDate: one(dateTime) } });

const SPECIFIED = { volumeOfLearning: one(duration), maximumDuration: one(duration), mode: oneOrMany(concept), language: oneOrMany(concept), dcType: oneOrMany(concept), homepage: oneOrMany(page), supplementaryDocument: oneOrMany(page) } as const;

const achievementSpecification = node({
  required: { title: languageMap },
  optional: {
    ...SPECIFIED, learningOutcome: oneOrMany(learningOutcome), creditPoint: oneOrMany(creditPoint), learningOutcomeSummary: one(note), entryRequirement: one(note), learningSetting: one(concept), eqfLevel: one(concept), nqfLevel: oneOrMany(concept),
    thematicArea: oneOrMany(concept), accreditation: oneOrMany(accreditation),
  },
});
const activitySpecification = node({ required: { title: languageMap }, optional: SPECIFIED });
const assessmentSpecification = node({ required: { title: languageMap }, optional: { dcType: oneOrMany(concept), mode: oneOrMany(concept), gradingScheme: oneOrMany(gradingScheme) } });
const entitlementSpecification = node({ required: { title: languageMap, dcType: one(concept), entitlementStatus: one(concept) } });

/** What every claim must have, and what belongs to it. */
const CLAIM = { title: languageMap, awardedBy: one(awardingProcess) } as const;
const inner = (rule: () => Rule): Rule => oneOrMany(later(rule));

export const achievement: Rule = node({
  required: CLAIM,
  optional: {
    specifiedBy: one(achievementSpecification), creditReceived: oneOrMany(creditPoint), provenBy: inner(() => assessment), influencedBy: inner(() => activity), entitlesTo: inner(() => entitlement), hasPart: inner(() => achievement),
  },
});
const activity: Rule = node({
  required: CLAIM, optional: { specifiedBy: oneOrMany(activitySpecification), workload: one(duration), temporal: oneOrMany(period), location: oneOrMany(location), directedBy: oneOrMany(organisation), hasPart: inner(() => activity) },
});
const assessment: Rule = node({
  required: { ...CLAIM, grade: one(note) },
  optional: { specifiedBy: oneOrMany(assessmentSpecification), gradeStatus: one(concept), idVerification: one(concept), assessedBy: oneOrMany(organisation), dateIssued: one(dateTime), hasPart: inner(() => assessment) },
});
const entitlement: Rule = node({ required: CLAIM, optional: { specifiedBy: oneOrMany(entitlementSpecification), expiryDate: one(dateTime), hasPart: inner(() => entitlement) } });

const CLAIMS: ReadonlyMap<string, Rule> = new Map([['LearningAchievement', achievement], ['LearningActivity', activity], ['LearningAssessment', assessment], ['LearningEntitlement', entitlement]]);
const anyClaim = node({ required: CLAIM });

/** A claim is judged by its class. One of no class that we know has what every claim has. */
export const claim: Rule = (value, at, sink) => {
  const type = isObject(value) ? own(value, 'type') : undefined;
  const known = (Array.isArray(type) ? type : [type]).find((each) => isString(each) && CLAIMS.has(each));
  ((isString(known) ? CLAIMS.get(known) : undefined) ?? anyClaim)(value, at, sink);
};
