import { isObject, isString, own, type JsonObject } from '../report/json.js';
import { readInstant } from '../report/instant.js';
import type { Problem } from '../report/report.js';
import { dateTime, email, isUrl, textOrLanguages as text, url } from './formats.js';
import { anything, boolean, object, oneOf, oneOrMany, problemsOf, shown, step, text as string, textThat, type Family, type Rule } from './rules.js';

// The tables of Open Badges 2.0 (section 4, Data Classes), and of 1.0 and 1.1 where those are less.

const DATA_MODEL: Family = {
  missing: 'vcdm.missing', kind: 'vcdm.value', value: 'vcdm.value', url: 'vcdm.not-url', date: 'vcdm.not-date', language: 'vcdm.not-language', term: 'vcdm.type', context: 'vcdm.context', note: 'vcdm.value',
};
const SCHEMA: Family = {
  missing: 'schema.missing', kind: 'schema.type', value: 'schema.value', url: 'schema.value', date: 'schema.value', language: 'schema.value', term: 'schema.type', context: 'schema.value', note: 'schema.notes',
};

const CONTEXT = /^https:\/\/(?:w3id\.org\/openbadges\/v2|openbadgespec\.org\/v2\/context\.json|purl\.imsglobal\.org\/spec\/ob\/v2p[01]\/(?:ob_v2p[01]\.jsonld|context\/.+))$/;

const context: Rule = (value, at, sink) => {
  const contexts = Array.isArray(value) ? value : [value];
  if (!contexts.some((item) => isString(item) && CONTEXT.test(item))) sink.report('context', at, { expected: 'https://w3id.org/openbadges/v2' });
};

const HASH = /^(?:sha256\$[0-9a-fA-F]{64}|md5\$[0-9a-fA-F]{32})$/;

/** `IdentityObject`: whose badge it is, as text or as a digest of text and salt. */
const identity: Rule = object({
  required: { type: oneOrMany(string), identity: string, hashed: boolean },
  optional: { salt: (value, at, sink) => { if (value !== null) string(value, at, sink); } },
  also(value, at, sink) {
    const hash = own(value, 'identity');
    if (own(value, 'hashed') === true && isString(hash) && !HASH.test(hash)) sink.report('value', step(at, 'identity'), { expected: 'sha256$ or md5$' });
  },
});

/** Another document, or its address. */
const linked: Rule = (value, at, sink) => {
  if (isString(value)) url(value, at, sink);
  else if (!isObject(value)) sink.report('kind', at, { expected: 'URL' });
};
const imageRule: Rule = (value, at, sink) => {
  if (isString(value)) url(value, at, sink);
  else object({ optional: { id: url, caption: text, author: url } })(value, at, sink);
};
const evidence: Rule = oneOrMany((value, at, sink) => {
  if (isString(value)) url(value, at, sink);
  else object({ optional: { id: url, narrative: text, name: text, description: text, genre: text, audience: text } })(value, at, sink);
}, 0);

const METHODS = ['HostedBadge', 'hosted', 'SignedBadge', 'signed'] as const;

const assertion2: Rule = object({
  type: [['Assertion']],
  required: { '@context': context, id: url, recipient: identity, badge: linked, verification: object({ required: { type: oneOrMany(oneOf(METHODS)) }, optional: { creator: linked } }), issuedOn: dateTime },
  optional: { image: imageRule, evidence, narrative: text, expires: dateTime, revoked: boolean, revocationReason: text },
});

/** 1.x: ISO 8601 with or without a time, or seconds since 1970. */
const loose = textThat((value) => readInstant(value) !== undefined || readInstant(`${value}T00:00:00Z`) !== undefined, 'date', 'date');
const looseDate: Rule = (value, at, sink) => { if (typeof value !== 'number') loose(value, at, sink); };
const assertion1: Rule = object({
  required: { recipient: identity, badge: url, verify: object({ required: { type: oneOf(['hosted', 'signed']), url } }), issuedOn: looseDate },
  optional: { uid: (value, at, sink) => { if (typeof value !== 'number') string(value, at, sink); }, image: url, evidence: url, expires: looseDate },
});

const criteria: Rule = (value, at, sink) => {
  if (isString(value)) url(value, at, sink);
  else object({ optional: { id: url, narrative: text } })(value, at, sink);
};
const alignment = oneOrMany(object({ required: { targetName: text, targetUrl: url }, optional: { targetDescription: text, targetFramework: text, targetCode: string } }), 0);

const profile2: Rule = object({
  type: [['Profile', 'Issuer']],
  required: { id: url, name: text, url, email },
  optional: { telephone: string, description: text, image: imageRule, publicKey: oneOrMany(linked, 0), revocationList: linked, verification: anything },
});
const badge2: Rule = object({
  type: [['BadgeClass']],
  required: { id: url, name: text, description: text, criteria, image: imageRule },
  optional: { alignment, tags: oneOrMany(string, 0), issuer: (value, at, sink) => (isObject(value) ? profile2 : linked)(value, at, sink) },
  also(value, at, sink) { if (own(value, 'issuer') === undefined) sink.report('missing', at, { name: 'issuer' }); },
});

const profile1: Rule = object({ required: { name: text, url }, optional: { description: text, image: imageOfOne(), email, revocationList: url } });
const badge1: Rule = object({
  required: { name: text, description: text, image: imageOfOne(), criteria: url },
  optional: { tags: oneOrMany(string, 0), issuer: (value, at, sink) => (isObject(value) ? profile1 : linked)(value, at, sink) },
});

/** 1.x pictures may be data: URLs of any length. */
function imageOfOne(): Rule {
  return (value, at, sink) => { if (!isString(value)) sink.report('kind', at, { expected: 'URL' }); else if (!isUrl(value)) sink.report('url', at, { value: shown(value) }); };
}

/** What the standard requires of an assertion by itself. */
export function assertionProblems(assertion: JsonObject, edition: '2' | '1'): Problem[] {
  return problemsOf(edition === '1' ? assertion1 : assertion2, assertion, DATA_MODEL);
}

/** What it requires of the badge class and of the issuer's profile, which stand in place of their addresses. An address that could not be read is not judged. */
export function badgeProblems(assertion: JsonObject, edition: '2' | '1'): Problem[] {
  const badge = edition === '1' ? badge1 : badge2;
  return problemsOf(object({ optional: { badge: (value, at, sink) => { if (isObject(value)) badge(value, at, sink); } } }), assertion, SCHEMA);
}
