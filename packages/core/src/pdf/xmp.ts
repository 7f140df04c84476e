import { SaxesParser } from 'saxes';

/** One value of one property. `language` is the tag that the packet gives; `x-default` names none. */
export interface XmpValue { name: string; language?: string; value: string }

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';
const XML = 'http://www.w3.org/XML/1998/namespace';
/** The usual prefixes of the schemas that are read; what a packet calls them is of no matter. */
const SCHEMAS: Readonly<Record<string, string>> = { 'http://purl.org/dc/elements/1.1/': 'dc', 'http://purl.org/dc/terms/': 'dcterms', 'http://ns.adobe.com/xap/1.0/': 'xmp' };

const LIMITS = { bytes: 1_048_576, depth: 32, elements: 20_000, values: 64, text: 2000 };

class Stop extends Error {}

/**
 * The properties of an XMP packet (ISO 16684-1 section 7: RDF/XML) in the schemas of Dublin Core and XMP, at the top of its description: simple ones, also as attributes, and the items of arrays with their languages.
 * Structures and qualifiers are left out. Nothing is expanded or fetched. What cannot be read has no properties; never throws.
 */
export function readXmp(packet: Uint8Array): XmpValue[] {
  const text = packet.length > LIMITS.bytes ? undefined : decoded(packet);
  if (text === undefined) return [];
  const found: XmpValue[] = [];
  const parser = new SaxesParser({ xmlns: true, position: false });
  /** What is open below `rdf:Description`: the property, then containers and items. */
  const open: { name: string | undefined; language: string | undefined; text: string; inner: boolean }[] = [];
  let depth = 0, elements = 0, description = 0;
  const put = (name: string | undefined, value: string, language: string | undefined) => {
    const said = value.trim();
    if (name === undefined || said === '' || found.length >= LIMITS.values) return;
    found.push({ name, value: said.slice(0, LIMITS.text), ...(language === undefined || language.toLowerCase() === 'x-default' || !/^[a-z]{2,8}(?:-[a-z0-9]{1,8})*$/i.test(language) ? {} : { language }) });
  };
  parser.on('error', () => { throw new Stop(); });
  parser.on('doctype', () => { throw new Stop(); });
  parser.on('opentag', (tag) => {
    depth += 1;
    elements += 1;
    if (depth > LIMITS.depth || elements > LIMITS.elements) throw new Stop();
    const attributes = Object.values(tag.attributes);
    if (description === 0) {
      if (tag.uri !== RDF || tag.local !== 'Description') return;
      description = depth;
      for (const { uri, local, value } of attributes) put(named(uri, local), value, undefined);
      return;
    }
    const above = open.at(-1);
    if (above) above.inner = true;
    const language = attributes.find(({ uri, local }) => uri === XML && local === 'lang')?.value;
    const container = tag.uri === RDF && ['Alt', 'Bag', 'Seq', 'li'].includes(tag.local);
    const name = above === undefined ? named(tag.uri, tag.local) : container ? above.name : undefined;
    open.push({ name, language: language ?? above?.language, text: '', inner: false });
    if (above === undefined) put(name, attributes.find(({ uri, local }) => uri === RDF && local === 'resource')?.value ?? '', undefined);
  });
  const characters = (more: string) => {
    const top = open.at(-1);
    if (top && top.text.length < LIMITS.text) top.text += more;
  };
  parser.on('text', characters);
  parser.on('cdata', characters);
  parser.on('closetag', () => {
    const done = open.pop();
    if (done && !done.inner) put(done.name, done.text, done.language);
    if (depth === description) description = 0;
    depth -= 1;
  });
  try {
    parser.write(text).close();
    return found;
  } catch (error) {
    if (error instanceof Stop) return [];
    throw error;
  }
}

const named = (uri: string, local: string): string | undefined => (Object.hasOwn(SCHEMAS, uri) ? `${SCHEMAS[uri]!}:${local}` : undefined);

/** ISO 16684-1 section 7.3.1 allows UTF-8, UTF-16 and UTF-32; the last is not met. Padding after the packet is white space. */
function decoded(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const label = first === 0xfe && second === 0xff ? 'utf-16be' : first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes).replace(/\0+$/, '').trim();
  } catch {
    return undefined;
  }
}
