import { asArray, isObject, isString, own, type JsonObject, type JsonValue } from '../report/json.js';
import type { Problem } from '../report/report.js';
import type { DocumentKind } from '../report/subject.js';
import { dateTime, isUrl, languageText, url } from './formats.js';
import { object, oneOrMany, problemsOf, shown, step, text, textThat, type Family, type Rule, type Sink } from './rules.js';

const V2 = 'https://www.w3.org/ns/credentials/v2';
const V1 = 'https://www.w3.org/2018/credentials/v1';

const FAMILY: Family = {
  missing: 'vcdm.missing', kind: 'vcdm.value', value: 'vcdm.value', url: 'vcdm.not-url', date: 'vcdm.not-date', language: 'vcdm.not-language', term: 'vcdm.type', context: 'vcdm.context',
  note: 'vcdm.value',
};

type Version = '1.1' | '2.0';

/** By the first context alone, which is where both versions of the data model look. */
function versionOf(document: JsonObject): Version {
  return asArray(own(document, '@context'))[0] === V1 ? '1.1' : '2.0';
}

const NO_IRI = /[\s<>"{}|\\^`]/;

/** VCDM 2.0 section 4.3: an ordered set that starts with the base context; then URLs and inline contexts. */
const contexts: Rule = (value, at, sink) => {
  if (!Array.isArray(value) || value.length === 0) { sink.report('context', at, { expected: 'array' }); return; }
  if (value[0] !== V2 && value[0] !== V1) sink.report('context', step(at, 0), { value: shown(value[0]!) });
  value.forEach((item, index) => {
    if (index > 0 && item !== value[0] && (item === V1 || item === V2) && (value[0] === V1 || value[0] === V2)) sink.report('context', step(at, index), { value: shown(item) });
    else if (isString(item) ? !isUrl(item) : !isObject(item)) sink.report('context', step(at, index), { value: shown(item) });
    else if (isObject(item)) inlineTerms(item, step(at, index), sink);
  });
};

/** Terms of an inline context that map to what can be no IRI: JSON-LD would drop them, or fail, depending on the processor. */
function inlineTerms(context: JsonObject, at: string, sink: Sink): void {
  for (const [term, definition] of Object.entries(context)) {
    if (sink.full) return;
    const iri = isObject(definition) ? own(definition, '@id') : definition;
    if (isString(iri) && !term.startsWith('@') && NO_IRI.test(iri)) sink.report('context', step(at, term), { value: shown(iri) });
  }
}

const absent: Rule = (value, at, sink) => sink.report('value', at, { value: shown(value) });

/** An object with a `type` (VCDM 2.0 section 4.5) and an `id` that is a URL where there is one. */
const typed = (required: Record<string, Rule> = {}) => oneOrMany(object({ type: [], required, optional: { id: url } }));

const urlOrObject = (members: { optional?: Record<string, Rule> }): Rule => {
  const whole = object({ required: { id: url }, ...members });
  return (value, at, sink) => (isObject(value) ? whole : url)(value, at, sink);
};

/** Section 4.8. A claim about nothing claims nothing. */
const credentialSubject: Rule = (value, at, sink) => {
  if (Array.isArray(value) && value.length === 0) { sink.report('missing', at, { name: 'credentialSubject' }); return; }
  asArray(value).forEach((item, index) => {
    const here = Array.isArray(value) ? step(at, index) : at;
    if (!isObject(item)) { sink.report('kind', here, { expected: 'object' }); return; }
    if (Object.keys(item).length === 0) sink.report('missing', here, { expected: 'a claim' });
    const id = own(item, 'id');
    if (id !== undefined) url(id, step(here, 'id'), sink);
  });
};

const DIGEST_SRI = /^(?:sha256|sha384|sha512)-[A-Za-z0-9+/=_-]+(?:\?\S*)?(?:\s+(?:sha256|sha384|sha512)-[A-Za-z0-9+/=_-]+(?:\?\S*)?)*$/;

/** Section 5.3. Whether a digest is right is not judged here. */
const relatedResource: Rule = (value, at, sink) => {
  const seen = new Set<string>();
  oneOrMany(object({
    required: { id: url },
    optional: { mediaType: text, digestSRI: oneOrMany(textThat((digest) => DIGEST_SRI.test(digest), 'value', 'digest')), digestMultibase: oneOrMany(textThat((digest) => /^[A-Za-z][A-Za-z0-9+/=_-]+$/.test(digest), 'value', 'digest')) },
    also(resource, here, into) {
      if (!Object.hasOwn(resource, 'digestSRI') && !Object.hasOwn(resource, 'digestMultibase')) into.report('missing', here, { name: 'digestSRI' });
      const id = own(resource, 'id');
      if (!isString(id)) return;
      if (seen.has(id)) into.report('value', step(here, 'id'), { value: shown(id) });
      seen.add(id);
    },
  }))(value, at, sink);
};

/** A proof's own terms are judged by `proof.terms` and its suite; here only that it is one, and that its key has a name. */
const proof: Rule = oneOrMany(object({ type: [], optional: { id: url, verificationMethod: urlOrObject({}) } }));

/** What every credential of both versions may have. */
const COMMON: Record<string, Rule> = {
  id: url, name: languageText, description: languageText, proof,
  credentialSchema: typed({ id: url }), evidence: typed(), termsOfUse: typed(),
};
const SUBJECT = { '@context': contexts, credentialSubject, issuer: urlOrObject({ optional: { name: languageText, description: languageText } }) };

const credential: Record<Version, Rule> = {
  '2.0': object({
    type: [['VerifiableCredential']],
    required: SUBJECT,
    optional: {
      ...COMMON, validFrom: dateTime, validUntil: dateTime, issuanceDate: absent, expirationDate: absent,
      credentialStatus: typed(), refreshService: typed(), confidenceMethod: typed(), renderMethod: typed(), relatedResource,
    },
  }),
  '1.1': object({
    type: [['VerifiableCredential']],
    required: { ...SUBJECT, issuanceDate: dateTime },
    optional: { ...COMMON, expirationDate: dateTime, validFrom: dateTime, validUntil: dateTime, credentialStatus: typed({ id: url }), refreshService: typed({ id: url }) },
  }),
};

/** Section 4.13.1: a member of a presentation is a credential with its own context, or an envelope around one. What is in it is for the member's own report. */
const member = (version: Version): Rule => (value, at, sink) => {
  // VCDM 1.1 section 4.10 has it in whatever form proves itself: a JWS, compact or in JSON.
  if (version === '1.1' && (isString(value) || isJws(value))) return;
  if (isObject(value) && asArray(own(value, 'type')).includes('EnvelopedVerifiableCredential')) envelope(value, at, sink);
  else object({ type: [['VerifiableCredential']], required: { '@context': contexts } })(value, at, sink);
};

const isJws = (value: JsonValue): boolean => isObject(value) && (Array.isArray(own(value, 'signatures')) || (isString(own(value, 'signature')) && isString(own(value, 'protected'))));

const envelope: Rule = object({
  required: {
    id: textThat((id) => /^data:[^,]+,./.test(id), 'url', 'data URL'),
    '@context': (value, at, sink) => { if (!asArray(value).includes(V2)) sink.report('context', at, { expected: V2 }); },
  },
});

const presentation: Record<Version, Rule> = {
  '2.0': object({ type: [['VerifiablePresentation']], required: { '@context': contexts }, optional: { id: url, holder: urlOrObject({}), proof, termsOfUse: typed(), verifiableCredential: oneOrMany(member('2.0'), 0) } }),
  '1.1': object({ type: [['VerifiablePresentation']], required: { '@context': contexts }, optional: { id: url, holder: urlOrObject({}), proof, verifiableCredential: oneOrMany(member('1.1'), 0) } }),
};

/**
 * The structure that VCDM 2.0 (or 1.1, by the first context) requires of a credential or presentation. It says nothing of terms that a context does not define,
 * of whether dates are in order or now, or of what extensions require.
 */
export function dataModelProblems(document: JsonValue, what: DocumentKind): Problem[] {
  const version = isObject(document) ? versionOf(document) : '2.0';
  return problemsOf((what === 'credential' ? credential : presentation)[version], document, FAMILY);
}
