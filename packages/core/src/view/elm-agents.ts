import { isString, own, pointer, type JsonObject } from '../report/json.js';
import type { ConceptView, EvidenceView, IdentifierView, ImageView, LocalizedText, OrganisationView } from '../report/report.js';
import { concept, concepts, noteOf, some, textOf, texts, word, type Node, type Path, type Reader } from './elm-reader.js';
import { items } from './parts.js';
import { plain, present } from './text.js';

/** ELM `Identifier` and `LegalIdentifier` under one property. A notation without a scheme is of the property that it stands in. */
export function identifiersOf(reader: Reader, object: JsonObject, key: string, path: Path): IdentifierView[] {
  return reader.take('other', reader.nodes(object, key, path)).flatMap(({ value, path: at }): IdentifierView[] => {
    const notation = word(value, 'notation', 500);
    if (notation === undefined) return [];
    return [present<IdentifierView>({ value: notation, scheme: word(value, 'schemeName') ?? (key === 'identifier' ? undefined : key), country: concept(reader, value, 'spatial', at), pointer: pointer(...at) })];
  });
}

/** Where an agent is: the country of each address of each location. */
export function countriesOf(reader: Reader, object: JsonObject, path: Path): ConceptView[] | undefined {
  const found = reader.take('other', reader.nodes(object, 'location', path)).flatMap(({ value, path: at }) => {
    const addresses = reader.take('other', reader.nodes(value, 'address', at)).flatMap((address) => concepts(reader, address.value, 'countryCode', address.path) ?? []);
    return addresses.length > 0 ? addresses : (concepts(reader, value, 'spatialCode', at) ?? []).filter(({ country }) => country !== undefined);
  });
  return some(unlike(found));
}

/** The regions of somebody's or something's locations, without those that are its country, and the places that have a name alone. */
export function regionsOf(reader: Reader, object: JsonObject, path: Path): ConceptView[] | undefined {
  const found = reader.nodes(object, 'location', path).slice(0, 8).flatMap(({ value, path: at }) => {
    const named = texts(own(value, 'geographicName'));
    return [...(concepts(reader, value, 'spatialCode', at) ?? []), ...(named ? [{ name: named, pointer: pointer(...at, 'geographicName') }] : [])];
  });
  return some(unlike(found.filter(({ country }) => country === undefined)));
}

/** The first address that is written out. */
function addressOf(reader: Reader, object: JsonObject, path: Path): LocalizedText | undefined {
  for (const location of reader.nodes(object, 'location', path).slice(0, 8)) {
    for (const address of reader.nodes(location.value, 'address', location.path).slice(0, 8)) {
      const written = noteOf(reader, address.value, 'fullAddress', address.path);
      if (written) return written;
    }
  }
  return undefined;
}

/** One country that several addresses name is one. */
function unlike(found: ConceptView[]): ConceptView[] {
  const seen = new Set<string>();
  return found.filter(({ id }) => { const isNew = id === undefined || !seen.has(id); if (id !== undefined) seen.add(id); return isNew; });
}

const IDENTIFIERS = ['eIDASIdentifier', 'registration', 'vatIdentifier', 'taxIdentifier', 'identifier'] as const;

/** An organisation, or a person who acts as one. */
export function organisation(reader: Reader, { value, path }: Node, depth = 0): OrganisationView {
  const homepage = reader.nodes(value, 'homepage', path)[0]?.value;
  const names = ['legalName', 'prefLabel', 'altLabel', 'fullName'].map((key) => textOf(value, key)).filter((each) => each !== undefined);
  return present<OrganisationView>({
    id: plain(own(value, 'id')),
    name: names[0],
    otherName: names.slice(1).find((each) => JSON.stringify(each) !== JSON.stringify(names[0])),
    identifiers: some(IDENTIFIERS.flatMap((key) => identifiersOf(reader, value, key, path))),
    countries: countriesOf(reader, value, path),
    regions: regionsOf(reader, value, path),
    address: addressOf(reader, value, path),
    accreditations: evidenceOf(reader, value, 'accreditation', path, depth + 1),
    url: homepage && plain(own(homepage, 'contentURL') ?? own(homepage, 'contentUrl')),
    pointer: pointer(...path),
  });
}

export function organisations(reader: Reader, object: JsonObject, key: string, path: Path, depth = 0): OrganisationView[] | undefined {
  return some(reader.take('organisations', reader.nodes(object, key, path)).map((node) => organisation(reader, node, depth)));
}

/**
 * ELM `Accreditation`, and `Evidence` that may hold one. What they say is the document's word. Who accredits and who is accredited are two organisations: the second is never shown for the first.
 * Documents inside are named and never opened.
 */
export function evidenceOf(reader: Reader, object: JsonObject, key: string, path: Path, depth = 0): EvidenceView[] | undefined {
  if (depth > 2) return undefined;
  return some(reader.take('other', reader.nodes(object, key, path)).map(({ value, path: at }) => present<EvidenceView>({
    kind: concept(reader, value, 'dcType', at),
    title: textOf(value, 'title') ?? textOf(value, 'prefLabel'),
    description: textOf(value, 'description'),
    statement: plain(own(value, 'evidenceStatement')),
    organisations: organisations(reader, value, 'accreditingAgent', at, depth + 1),
    accredited: organisations(reader, value, 'organisation', at, depth + 1),
    decision: concept(reader, value, 'decision', at),
    levels: concepts(reader, value, 'limitEQFLevel', at),
    fields: concepts(reader, value, 'limitField', at),
    jurisdictions: concepts(reader, value, 'limitJurisdiction', at),
    accreditations: evidenceOf(reader, value, 'accreditation', at, depth + 1),
    documents: some(reader.take('other', reader.nodes(value, 'embeddedEvidence', at)).map((media) => textOf(media.value, 'title')).filter((each) => each !== undefined)),
    issued: word(value, 'dateIssued', 64),
    expiryDate: word(value, 'expiryDate', 64),
    pointer: pointer(...at),
  })));
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const PICTURES = new Map([['PNG', 'image/png'], ['JPEG', 'image/jpeg'], ['GIF', 'image/gif'], ['WEBP', 'image/webp']]);

/** ELM `MediaObject` with a picture in it, as a `data:` URL: an address is never followed, and a vector drawing could act. One that is too large is left out rather than cut. */
export function picture(reader: Reader, object: JsonObject, key: string, path: Path): ImageView | undefined {
  for (const { value, path: at } of reader.nodes(object, key, path)) {
    const content = own(value, 'content');
    const kind = items(value, 'contentType', at).map(({ value: type }) => (isString(type) ? type : concept(reader, value, 'contentType', at)?.id) ?? '')[0] ?? '';
    const media = PICTURES.get(kind.slice(kind.lastIndexOf('/') + 1).toUpperCase());
    if (media === undefined || !isString(content) || content.length > reader.pictures || !BASE64.test(content)) continue;
    reader.pictures -= content.length;
    return { url: `data:${media};base64,${content}`, pointer: pointer(...at) };
  }
  return undefined;
}
