import { isObject, own, pointer, stringsOf, wordOf, type JsonObject, type JsonValue } from '../report/json.js';
import type { QualityElement } from '../report/report.js';
import { items, objects } from './parts.js';
import { elements, type Found } from './quality-elements.js';
import { localized, plain } from './text.js';

interface Place { value: JsonObject; path: readonly (string | number)[] }

const TYPES = ['OpenBadgeCredential', 'AchievementCredential', 'ClrCredential'];

export function isBadge(document: JsonObject): boolean {
  return stringsOf(own(document, 'type')).some((type) => TYPES.includes(type));
}

/** The first of the members that has a value, at the first of the places that has one. A bare `true` is there, and says no more; a `false` is not. */
function first(places: readonly Place[], ...keys: string[]): Found | undefined {
  for (const { value, path } of places) {
    for (const key of keys) {
      for (const item of items(value, key, path)) {
        const said = textOf(item.value);
        if (said === undefined || said === 'false') continue;
        return { pointer: pointer(...item.path), ...(said === 'true' ? {} : { text: localized(item.value) ?? { und: said } }) };
      }
    }
  }
  return undefined;
}

/** What a value says, in a word: itself, or what an object is called. A hash names somebody, and tells a reader nothing. */
function textOf(value: JsonValue): string | undefined {
  if (!isObject(value)) return plain(wordOf(value), 500);
  if (own(value, 'hashed') === true) return 'true';
  return ['@value', 'name', 'value', 'targetName', 'identifier', 'identityHash', 'id'].map((key) => plain(wordOf(own(value, key)), 500)).find((text) => text !== undefined);
}

/** OB 3.0 has no member for a level or for quality assurance: they stand as alignments, which say so by type or by framework. */
const frameworkOf = ({ value }: Place): string => `${wordOf(own(value, 'targetType'))} ${wordOf(own(value, 'targetFramework'))}`.slice(0, 500);
const isLevel = (place: Place): boolean => /\b(?:EQF|NQF|NLQF)\b|\bqualifications? framework\b/i.test(frameworkOf(place));
const isAssurance = (place: Place): boolean => /quality ?assurance|accreditation/i.test(frameworkOf(place));

const inside = (places: readonly Place[], key: string): Place[] => places.slice(0, 256).flatMap(({ value, path }) => objects(value, key, path)).slice(0, 256);
const called = (place: Place | undefined): Found | undefined => place && { pointer: pointer(...place.path), text: localized(textOf(place.value)) };

/**
 * The elements of the Recommendation in an Open Badge 3.0 or a learner record. Members of the standard, and the widely used ones that Dutch educational badges add to it
 * (`ECTS`, `assessmentType`, `participationType`, `supervisionType`, `identityChecked`). A description or a criteria text may say more: nobody's prose is searched.
 */
export function badgeQuality(document: JsonObject): QualityElement[] {
  const whole: Place[] = [{ value: document, path: [] }];
  const members = inside(inside(whole, 'credentialSubject'), 'verifiableCredential');
  const credentials = [...whole, ...members];
  const subjects = inside(credentials, 'credentialSubject');
  const achievements = inside(subjects, 'achievement');
  const issuers = inside(credentials, 'issuer');
  const addresses = inside([...issuers, ...inside(achievements, 'creator')], 'address');
  const alignments = inside(achievements, 'alignment');
  const outcomes = alignments.filter((each) => !isLevel(each) && !isAssurance(each));
  return elements({
    'learner': first(subjects, 'name', 'identifier', 'id'),
    'title': first([...whole, ...achievements], 'name'),
    'country': first(addresses, 'addressCountryCode', 'addressCountry', 'addressRegion'),
    'awarding-body': first(issuers, 'name'),
    'date': first(credentials, 'awardedDate', 'validFrom', 'issuanceDate'),
    'learning-outcomes': called(outcomes.find(({ value }) => own(value, 'targetName') !== undefined)),
    'workload': first([...subjects, ...achievements], 'ECTS', 'creditsEarned', 'creditsAvailable'),
    'level': called(alignments.find(isLevel)),
    'assessment': first(achievements, 'assessmentType'),
    'participation': first(achievements, 'participationType'),
    'quality-assurance': called(alignments.find(isAssurance)) ?? called(inside([...credentials, ...achievements, ...issuers], 'endorsement')[0]),
    'supervision': first(achievements, 'supervisionType', 'identityChecked'),
    'grade': called(inside(subjects, 'result').find(({ value }) => own(value, 'value') !== undefined || own(value, 'achievedLevel') !== undefined)),
    'stackability': called(inside(subjects, 'association')[0]),
    'further-information': called(inside(achievements, 'criteria').find(({ value }) => own(value, 'id') !== undefined)) ?? called(inside(credentials, 'evidence')[0]),
  });
}
