import { asArray, isObject, isString, own, stringsOf, type JsonObject } from '../report/json.js';
import type { CredentialView } from '../report/report.js';
import { achievements } from './achievement.js';
import { associations } from './associations.js';
import { badgeQuality, isBadge } from './badge-quality.js';
import { identifiers, image, issuerView, objects } from './parts.js';
import { isLerRs, resume } from './ler-rs.js';
import { statementBudget, statements } from './statements.js';
import { localized, MAX_ITEMS, plain, present } from './text.js';

const FORMATS: readonly (readonly [string, CredentialView['format']])[] = [
  ['ClrCredential', 'clr-2'],
  ['OpenBadgeCredential', 'open-badges-3'],
  ['AchievementCredential', 'open-badges-3'],
  ['BitstringStatusListCredential', 'status-list'],
  ['StatusList2021Credential', 'status-list'],
];

const VCDM_1_1 = 'https://www.w3.org/2018/credentials/v1';

/** VCDM 2.0 is the first context's word; without either context a document with `issuanceDate` is of 1.1. */
export function dataModelOf(document: JsonObject): CredentialView['dataModel'] {
  const first = asArray(own(document, '@context'))[0];
  if (first === VCDM_1_1) return '1.1';
  if (isString(first) && first.startsWith('https://www.w3.org/ns/credentials/')) return '2.0';
  return Object.hasOwn(document, 'issuanceDate') && !Object.hasOwn(document, 'validFrom') ? '1.1' : '2.0';
}

/**
 * One reading of Open Badges 3.0, CLR 2.0, LER-RS, status lists, other credentials and presentations. It repeats what the document says, in every language that it says it in;
 * it asserts none of it. What is of the wrong type is left out, long texts are cut and end in `[…]`, and at most 256 achievements, skills, results and statements are given. Never throws.
 */
export function badgeView(document: JsonObject): CredentialView {
  const types = stringsOf(own(document, 'type')).slice(0, 32).map((type) => plain(type, 500) ?? '').filter((type) => type !== '');
  if (types.includes('VerifiablePresentation') && !Object.hasOwn(document, 'credentialSubject')) return presentationView(document, types);

  const budget = { achievements: MAX_ITEMS, skills: MAX_ITEMS, results: MAX_ITEMS, statements: statementBudget() };
  const subjects = objects(document, 'credentialSubject', []);
  const found = subjects.flatMap(({ value, path }) => {
    const about = subjects.length > 1 ? plain(own(value, 'id')) : undefined;
    return achievements(value, path, budget).map((each) => (about === undefined ? each : { ...each, subject: about }));
  });
  const beside = [...statements(document, 'credential', [], budget.statements), ...subjects.flatMap(({ value, path }) => (isLerRs(document) ? resume(value, path, budget.statements) : statements(value, 'subject', path, budget.statements)))];
  const first = subjects[0]?.value;
  const linked = subjects.flatMap(({ value, path }) => associations(value, path)).slice(0, MAX_ITEMS);
  const specific = types.findLast((type) => type !== 'VerifiableCredential');

  return present<CredentialView>({
    format: FORMATS.find(([type]) => types.includes(type))?.[1] ?? (isLerRs(document) ? 'ler-rs' : 'verifiable-credential'),
    dataModel: dataModelOf(document),
    id: plain(own(document, 'id')),
    types,
    title: localized(own(document, 'name')) ?? found.map((achievement) => achievement.name).find((name) => Object.keys(name).length > 0) ?? (specific === undefined ? {} : { und: specific }),
    description: localized(own(document, 'description')),
    issuer: issuerView(document, 'issuer'),
    recipient: present<CredentialView['recipient']>({
      id: first && plain(own(first, 'id')),
      name: first && localized(own(first, 'name')),
      identifiers: first ? identifiers(first) : [],
    }),
    validFrom: plain(own(document, 'validFrom'), 64) ?? plain(own(document, 'issuanceDate'), 64),
    validUntil: plain(own(document, 'validUntil'), 64) ?? plain(own(document, 'expirationDate'), 64),
    awarded: plain(own(document, 'awardedDate'), 64),
    achievements: found,
    statements: beside.length > 0 ? beside : undefined,
    associations: linked.length > 0 ? linked : undefined,
    image: image(document, []),
    quality: isBadge(document) ? badgeQuality(document) : undefined,
  });
}

/**
 * A presentation says who holds; what is in it is each credential's own view. What its maker calls it, or themselves, is left out: nobody but they stands behind it,
 * and as the title of a report it would be read for what was awarded.
 */
function presentationView(document: JsonObject, types: string[]): CredentialView {
  const holder = own(document, 'holder');
  const id = plain(isObject(holder) ? own(holder, 'id') : holder);
  return present<CredentialView>({
    format: 'presentation',
    dataModel: dataModelOf(document),
    id: plain(own(document, 'id')),
    types,
    title: {},
    description: undefined,
    issuer: {},
    recipient: present<CredentialView['recipient']>({ id, name: undefined, identifiers: [] }),
    validFrom: undefined,
    validUntil: undefined,
    achievements: [],
    associations: undefined,
    image: undefined,
  });
}
