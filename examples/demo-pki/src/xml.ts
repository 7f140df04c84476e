/** Prefixes of the namespaces that trusted lists and their signatures have. The empty one is that of the list. */
export const NAMESPACES = {
  '': 'http://uri.etsi.org/02231/v2#', 'ds': 'http://www.w3.org/2000/09/xmldsig#', 'xades': 'http://uri.etsi.org/01903/v1.3.2#', 'tslx': 'http://uri.etsi.org/02231/v2/additionaltypes#',
  'sie': 'http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#', 'other': 'urn:example:other',
} as const;

type Prefix = keyof typeof NAMESPACES;

/** An element of those namespaces. `name` with its prefix. */
export interface Xml { name: string; attributes: Readonly<Record<string, string>>; children: readonly (Xml | string)[] }

type Content = Xml | string | undefined | false | readonly (Xml | string)[];

function element(name: string, first?: Readonly<Record<string, string>> | Content, ...rest: readonly Content[]): Xml {
  const attributes = first !== undefined && typeof first === 'object' && !Array.isArray(first) && !('children' in first) ? first as Readonly<Record<string, string>> : undefined;
  const content = attributes ? rest : [first as Content, ...rest];
  return { name, attributes: attributes ?? {}, children: content.flatMap((each) => (each === undefined || each === false ? [] : typeof each === 'string' || 'name' in each ? [each] : each)) };
}

export { element as xml };

const text = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;');
const attribute = (value: string): string => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('\t', '&#x9;').replaceAll('\n', '&#xA;').replaceAll('\r', '&#xD;');

/**
 * Exclusive canonical XML (W3C, 2002) of an element by itself: each namespace is declared where it is first used. A document that is written so is its own canonical form,
 * which is why a signature's digests can be taken from what is written. Attributes are of no namespace, but for `xml:lang`.
 */
export function canonical({ name, attributes, children }: Xml, declared: ReadonlySet<string> = new Set()): string {
  const prefix = (name.includes(':') ? name.slice(0, name.indexOf(':')) : '') as Prefix;
  const here = declared.has(prefix) ? '' : ` xmlns${prefix === '' ? '' : `:${prefix}`}="${NAMESPACES[prefix]}"`;
  const inside = new Set([...declared, prefix]);
  const qualified = (key: string) => (key.includes(':') ? `1${key}` : `0${key}`);
  const written = Object.entries(attributes).toSorted(([a], [b]) => (qualified(a) < qualified(b) ? -1 : 1)).map(([key, value]) => ` ${key}="${attribute(value)}"`);
  return `<${name}${here}${written.join('')}>${children.map((child) => (typeof child === 'string' ? text(child) : canonical(child, inside))).join('')}</${name}>`;
}
