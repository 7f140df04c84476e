import { readInstant } from '../report/index.js';
import { own, type JsonObject, type JsonValue } from '../report/json.js';
import type { CredentialView } from '../report/report.js';
import { attribute, children, elements, only, text } from '../xml-signature/dom.js';
import type { XmlElement } from '../xml-signature/types.js';
import { ALPHA_2 } from './country-codes.js';
import { elmView } from './elm.js';
import { ECTS, KINDS, RANGES, TERMS, type Shape } from './europass-terms.js';

const SNB = 'http://data.europa.eu/snb';
const W3C = 'http://data.europa.eu/europass/model/credentials/w3c#';
const VP: readonly string[] = ['http://data.europa.eu/snb/vp', 'http://data.europa.eu/europass/model/vp/w3c#'];
/** Deeper nesting is nobody's credential; the document's own depth was bounded before. */
const MOST_DEPTH = 48;

const child = (element: XmlElement | undefined, name: string): XmlElement | undefined => only(element, SNB, name) ?? only(element, W3C, name) ?? VP.map((namespace) => only(element, namespace, name)).find((each) => each !== undefined);
const ours = ({ namespaceURI }: XmlElement): boolean => namespaceURI === SNB || namespaceURI === W3C || VP.includes(namespaceURI ?? '');
const idOf = (element: XmlElement): string | undefined => attribute(element, 'id') ?? attribute(element, 'idref') ?? (text(child(element, 'id')) || undefined);

/** `text` elements by language; where there are none, the text itself. */
function texts(element: XmlElement): JsonObject | undefined {
  const found = new Map<string, string[]>();
  for (const each of children(element, SNB, 'text')) {
    const language = attribute(each, 'lang') ?? 'und';
    const said = text(each);
    const before = found.get(language);
    if (said === '') continue;
    if (before) before.push(said);
    else found.set(language, [said]);
  }
  if (found.size > 0) return Object.fromEntries(found);
  const plain = elements(element).length === 0 ? text(element) : '';
  return plain === '' ? undefined : { und: plain };
}

/** Languages of the document are bare codes (ISO 639-1). */
function language(element: XmlElement): JsonObject | undefined {
  const code = text(element);
  return code === '' ? undefined : { type: 'Concept', id: code, prefLabel: { und: code } };
}

/** A term of a controlled vocabulary; text alone is its own name. */
function concept(element: XmlElement): JsonObject | undefined {
  const id = attribute(element, 'uri')?.trim();
  const name = child(element, 'targetName');
  const label = name ? texts(name) : id === undefined ? texts(element) : undefined;
  return id === undefined && !label ? undefined : { type: 'Concept', ...(id === undefined ? {} : { id }), ...(label ? { prefLabel: label } : {}) };
}

/** `spatialID` has two or three letters; the authority table writes three. */
function place(code: string | undefined): JsonObject {
  if (code === undefined || !/^[A-Za-z]{2,3}$/.test(code)) return {};
  const upper = code.toUpperCase();
  const three = [...ALPHA_2].find(([, two]) => two === upper)?.[0] ?? upper;
  return { spatial: { id: `http://publications.europa.eu/resource/authority/country/${three}`, type: 'Concept' } };
}

function valueOf(element: XmlElement, shape: Exclude<Shape, 'node'>): JsonValue | undefined {
  const plain = text(element);
  switch (shape) {
    case 'text': return texts(element);
    case 'note': { const said = texts(element); return said && { noteLiteral: said }; }
    case 'concept': return concept(element);
    case 'word': return plain === '' ? undefined : plain;
    case 'identifier': {
      const scheme = attribute(element, 'schemeName') ?? attribute(element, 'schemeAgencyName') ?? attribute(element, 'schemeID');
      return plain === '' ? undefined : { notation: plain, ...(scheme === undefined ? {} : { schemeName: scheme }), ...place(attribute(element, 'spatialID')) };
    }
    case 'page': {
      const url = attribute(element, 'uri')?.trim();
      const title = child(element, 'title');
      return url === undefined || url === '' ? undefined : { id: url, contentURL: url, ...(title ? { title: texts(title) ?? {} } : {}) };
    }
    case 'credit': case 'ects': {
      const scheme = attribute(element, 'schemeID');
      const framework = shape === 'ects' || /\/ects$/i.test(scheme ?? '') ? ECTS : scheme;
      return plain === '' ? undefined : { point: plain, ...(framework === undefined ? {} : { framework: { id: framework, type: 'Concept' } }) };
    }
    case 'period': return plain === '' ? undefined : { [element.localName === 'endedAtTime' ? 'endDate' : 'startDate']: plain };
    case 'picture': {
      const type = child(element, 'contentType');
      const content = text(child(element, 'content')).replace(/\s+/g, '');
      return content === '' || !type ? undefined : { content, contentType: concept(type) ?? {} };
    }
  }
}

/** A learning outcome has a label where everything else has a title. */
const OUTCOME = ['title', 'text'] as const;

function add(object: Record<string, JsonValue>, key: string, value: JsonValue | undefined): void {
  if (value === undefined) return;
  const before = object[key];
  // The two ends of one period are two elements.
  if (key === 'temporal' && before !== undefined) Object.assign(before as object, value);
  else if (Array.isArray(before)) before.push(value);
  else object[key] = before === undefined ? value : [before, value];
}

/** A thing with its properties. @param kind what it is, where its own element does not say so */
function node(element: XmlElement, kind: string | undefined, depth: number): JsonObject {
  const id = idOf(element);
  const name = element.localName ?? '';
  const type = Object.hasOwn(KINDS, name) ? KINDS[name] : kind;
  const object: Record<string, JsonValue> = { ...(id === undefined ? {} : { id }), ...(type === undefined ? {} : { type }) };
  if (depth > MOST_DEPTH) return object;
  for (const each of elements(element).filter(ours)) {
    const property = each.localName ?? '';
    const term = Object.hasOwn(TERMS, property) ? TERMS[property] : undefined;
    if (!term) continue;
    const [key, shape] = type === 'LearningOutcome' && property === 'prefLabel' ? OUTCOME : term;
    if (shape !== 'node') add(object, key, valueOf(each, shape));
    else for (const value of nodesIn(each, property === 'hasPart' ? type : RANGES[property], depth + 1)) add(object, key, value);
  }
  return object;
}

/** What a property holds: itself, or the things that it lists. */
function nodesIn(property: XmlElement, kind: string | undefined, depth: number): JsonObject[] {
  const inside = elements(property).filter((each) => ours(each) && Object.hasOwn(KINDS, each.localName ?? ''));
  const isList = inside.length > 0 && attribute(property, 'id') === undefined && inside.length === elements(property).length;
  return isList ? inside.map((each) => node(each, kind, depth)) : [node(property, kind, depth)];
}

/** Things that are referred to, in the document's order. */
function referencesIn(credential: XmlElement): JsonObject[] {
  return elements(credential).filter((each) => ours(each) && /References$/.test(each.localName ?? '')).flatMap((list) => elements(list).filter(ours).map((each) => node(each, undefined, 1)));
}

const named = (element: XmlElement | undefined, name: string): XmlElement[] => (element ? elements(element).filter((each) => ours(each) && each.localName === name) : []);

/** What is written as a date, in every element that may have it: where there are several that differ, all of them, which no check takes for one. */
function instant(...written: XmlElement[][]): JsonValue | undefined {
  const found = [...new Set(written.flat().map(text).filter((each) => each !== ''))];
  return found.length > 1 ? found : found[0];
}

/** The end that comes first binds, of a credential and of what was sealed around it. Where one of them cannot be read, nobody can tell. */
function earliest(one: JsonValue | undefined, other: JsonValue | undefined): JsonValue | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  const [a, b] = [one, other].map((each) => (typeof each === 'string' ? readInstant(each)?.at : undefined));
  return a === undefined || b === undefined ? [one, other] : a <= b ? one : other;
}

/** A list on which it may stand is of no kind that is known here, and so not to be passed over. */
const statusIn = (credential: XmlElement): JsonObject[] => named(credential, 'credentialStatus').map((each) => ({ ...(idOf(each) === undefined ? {} : { id: idOf(each)! }), type: 'europass:credentialStatus' }));

/** What a presentation says of itself. */
export function europassPresentation(root: XmlElement): JsonObject {
  const ends = instant(named(root, 'expirationDate'), named(root, 'validUntil'));
  return { type: ['VerifiablePresentation'], ...(ends === undefined ? {} : { expirationDate: ends }) };
}

/** The concept under which ELM files a mandate, as evidence, and the presentations that say that they are sealed under one. */
const MANDATE = 'http://data.europa.eu/snb/evidence-type/c_18016257';
const MANDATED: readonly string[] = ['http://data.europa.eu/snb/verifiable-presentation/c_825cddc0', 'http://data.europa.eu/snb/credential/c_9a31f32a'];

function mandate(credential: XmlElement, presentation: XmlElement | undefined): JsonObject[] {
  const type = [child(presentation, 'type'), child(credential, 'type')].find((each) => MANDATED.includes(attribute(each, 'uri') ?? ''));
  const sealer = child(presentation, 'issuer');
  const said = type && concept(type);
  return said ? [{ type: ['Evidence', 'Mandate'], dcType: { id: MANDATE, type: 'Concept' }, prefLabel: said['prefLabel'] ?? {}, ...(sealer ? { organisation: node(sealer, 'Organisation', 1) } : {}) }] : [];
}

/**
 * A European credential of the generations before JSON, in the terms of the European Learning Model 3, so that one reader shows both. Every word is the document's; nothing is added, and what has no counterpart is left out.
 * It reads no more than elements: what is no element of these vocabularies is not looked at, signatures among them.
 * @param presentation what it stands in
 */
export function europassDocument(credential: XmlElement, presentation?: XmlElement): JsonObject {
  const references = referencesIn(credential);
  const issuer = child(credential, 'issuer');
  const issuerId = issuer && idOf(issuer);
  const organisation = references.find(({ id, type }) => id === issuerId && type === 'Organisation') ?? (issuer && elements(issuer).length > 0 ? node(issuer, 'Organisation', 1) : undefined);
  const subject = child(credential, 'credentialSubject');
  const type = child(credential, 'type');
  const languages = [child(credential, 'language'), child(credential, 'availableLanguages')].flatMap((each) => (each ? children(each, SNB, 'language') : [])).flatMap((each) => language(each) ?? []);
  const primary = child(credential, 'primaryLanguage');
  const [title, description] = ['title', 'description'].map((name) => child(credential, name)).map((each) => each && texts(each));
  const dates = Object.fromEntries(['validFrom', 'issuanceDate', 'issued', 'validUntil'].map((name) => [name, instant(named(credential, name))]));
  const expirationDate = earliest(instant(named(credential, 'expirationDate')), presentation && own(europassPresentation(presentation), 'expirationDate'));
  const status = statusIn(credential);
  const id = credential.getAttributeNS(W3C, 'id') || attribute(credential, 'id');
  const evidence = mandate(credential, presentation);
  const document: Record<string, JsonValue | undefined> = {
    type: ['VerifiableCredential', 'EuropeanDigitalCredential'], id: id || undefined, ...dates, expirationDate, title, description,
    credentialStatus: status.length > 0 ? status : undefined,
    credentialProfiles: type && concept(type), displayParameter: { type: 'DisplayParameter', ...(primary ? { primaryLanguage: language(primary) ?? {} } : {}), ...(languages.length > 0 ? { language: languages } : {}) },
    issuer: organisation ?? issuerId, credentialSubject: subject && node(subject, 'Person', 1), evidence: evidence.length > 0 ? evidence : undefined, references,
  };
  return Object.fromEntries(Object.entries(document).filter(([, value]) => value !== undefined)) as JsonObject;
}

/** The same as a view. */
export function europassView(document: JsonObject, types: readonly string[]): CredentialView {
  return { ...elmView(document), format: 'europass-xml', dataModel: 'other', types: [...types] };
}
