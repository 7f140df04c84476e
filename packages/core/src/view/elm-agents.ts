import { isString, own, pointer, type JsonObject } from '../report/json.js';
import type { ConceptView, IdentifierView, ImageView, OrganisationView } from '../report/report.js';
import { concept, concepts, some, textOf, word, type Node, type Path, type Reader } from './elm-reader.js';
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
    return addresses.length > 0 ? addresses : concepts(reader, value, 'spatialCode', at) ?? [];
  });
  return some(unlike(found));
}

/** One country that several addresses name is one. */
function unlike(found: ConceptView[]): ConceptView[] {
  const seen = new Set<string>();
  return found.filter(({ id }) => { const isNew = id === undefined || !seen.has(id); if (id !== undefined) seen.add(id); return isNew; });
}

const IDENTIFIERS = ['eIDASIdentifier', 'registration', 'vatIdentifier', 'taxIdentifier', 'identifier'] as const;

/** An organisation, or a person who acts as one. */
export function organisation(reader: Reader, { value, path }: Node): OrganisationView {
  const homepage = reader.nodes(value, 'homepage', path)[0]?.value;
  return present<OrganisationView>({
    id: plain(own(value, 'id')),
    name: textOf(value, 'legalName') ?? textOf(value, 'prefLabel') ?? textOf(value, 'altLabel') ?? textOf(value, 'fullName'),
    identifiers: some(IDENTIFIERS.flatMap((key) => identifiersOf(reader, value, key, path))),
    countries: countriesOf(reader, value, path),
    url: homepage && plain(own(homepage, 'contentURL') ?? own(homepage, 'contentUrl')),
    pointer: pointer(...path),
  });
}

export function organisations(reader: Reader, object: JsonObject, key: string, path: Path): OrganisationView[] | undefined {
  return some(reader.take('organisations', reader.nodes(object, key, path)).map((node) => organisation(reader, node)));
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
