import { isObject, isString, own, stringsOf, type JsonObject } from '../report/json.js';
import type { AchievementView, CredentialView, SkillView } from '../report/report.js';
import { pointer } from '../report/json.js';
import { image, issuerView, objects } from './parts.js';
import { statementBudget, statements } from './statements.js';
import { localized, MAX_ITEMS, plain, present } from './text.js';

/** `AlignmentObject`; 1.x writes `name` and `url`. */
function skills(badge: JsonObject): SkillView[] {
  return objects(badge, 'alignment', ['badge']).slice(0, MAX_ITEMS).flatMap(({ value, path }): SkillView[] => {
    const name = localized(own(value, 'targetName')) ?? localized(own(value, 'name'));
    const id = plain(own(value, 'targetUrl')) ?? plain(own(value, 'targetCode')) ?? plain(own(value, 'url'));
    return !name && id === undefined ? [] : [present<SkillView>({ name, id, framework: plain(own(value, 'targetFramework')), pointer: pointer(...path) })];
  });
}

/** `IdentityObject` of 2.0: a hash is of no use to a reader, so only its type is shown. */
function recipientOf(document: JsonObject): CredentialView['recipient'] {
  const recipient = own(document, 'recipient');
  if (!isObject(recipient)) return { identifiers: [] };
  const value = plain(own(recipient, 'identity'));
  const type = stringsOf(own(recipient, 'type'))[0]?.slice(0, 100);
  if (value === undefined || type === undefined) return { identifiers: [] };
  const hashed = own(recipient, 'hashed') === true || /^(?:sha256|md5)\$/i.test(value);
  return { identifiers: [hashed ? { type, hashed } : { type, hashed, value }] };
}

/** 1.x writes dates as seconds since 1970 too. */
function date(value: unknown): string | undefined {
  if (isString(value)) return plain(value, 64);
  return typeof value === 'number' && Math.abs(value) < 1e11 ? new Date(value * 1000).toISOString() : undefined;
}

/**
 * One reading of an assertion, with the badge class and the issuer where they stand in place of their addresses. It repeats what the documents say and asserts none of it. Never throws.
 */
export function openBadges2View(document: JsonObject): CredentialView {
  const value = own(document, 'badge');
  const badge = isObject(value) ? value : undefined;
  const types = stringsOf(own(document, 'type')).slice(0, 32).map((type) => plain(type, 500) ?? '').filter((type) => type !== '');
  const criteria = badge && own(badge, 'criteria');
  const achievement = badge && present<AchievementView>({
    id: plain(own(badge, 'id')),
    name: localized(own(badge, 'name')) ?? {},
    description: localized(own(badge, 'description')),
    type: undefined,
    criteria: isObject(criteria) ? localized(own(criteria, 'narrative')) : undefined,
    criteriaUrl: isObject(criteria) ? plain(own(criteria, 'id')) : plain(criteria),
    skills: skills(badge),
    results: [],
    image: image(badge, ['badge']),
    statements: statements(badge, 'achievement', ['badge'], statementBudget()),
    language: plain(own(badge, '@language'), 64),
    pointer: '/badge',
  });
  return present<CredentialView>({
    format: 'open-badges-2',
    dataModel: 'other',
    id: plain(own(document, 'id')) ?? plain(own(document, 'uid')),
    types: types.length > 0 ? types : ['Assertion'],
    title: achievement?.name ?? {},
    description: achievement?.description,
    issuer: badge ? issuerOf(badge) : {},
    recipient: recipientOf(document),
    validFrom: date(own(document, 'issuedOn')),
    validUntil: date(own(document, 'expires')),
    awarded: date(own(document, 'issuedOn')),
    achievements: achievement ? [achievement] : [],
    image: image(document, []) ?? achievement?.image,
  });
}

/** The picture's place is in the badge class, not at the top as `issuerView` has it. */
function issuerOf(badge: JsonObject): CredentialView['issuer'] {
  const view = issuerView(badge, 'issuer');
  return view.image ? { ...view, image: { ...view.image, pointer: `/badge${view.image.pointer}` } } : view;
}
