/** Prefixes of the namespaces that trusted lists and their signatures have. The empty one is that of the list. */
export const NAMESPACES: Readonly<Record<string, string>> = {
  '': 'http://uri.etsi.org/02231/v2#', 'ds': 'http://www.w3.org/2000/09/xmldsig#', 'xades': 'http://uri.etsi.org/01903/v1.3.2#', 'tslx': 'http://uri.etsi.org/02231/v2/additionaltypes#',
  'sie': 'http://uri.etsi.org/TrstSvc/SvcInfoExt/eSigDir-1999-93-EC-TrustedList/#', 'other': 'urn:example:other',
};

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
 * which is why a signature's digests can be taken from what is written.
 */
export function canonical({ name, attributes, children }: Xml, declared: ReadonlySet<string> = new Set(), spaces = NAMESPACES): string {
  const prefixOf = (each: string) => (each.includes(':') ? each.slice(0, each.indexOf(':')) : '');
  const used = new Set([prefixOf(name), ...Object.keys(attributes).map(prefixOf).filter((prefix) => prefix !== '' && prefix !== 'xml')]);
  const here = [...used].filter((prefix) => !declared.has(prefix)).toSorted().map((prefix) => declaration(prefix, spaces));
  const inside = new Set([...declared, ...used]);
  // By the namespace, those without one first.
  const qualified = (key: string) => (key.includes(':') ? `1${spaces[prefixOf(key)] ?? 'http://www.w3.org/XML/1998/namespace'} ${key}` : `0${key}`);
  const written = Object.entries(attributes).toSorted(([a], [b]) => (qualified(a) < qualified(b) ? -1 : 1)).map(([key, value]) => ` ${key}="${attribute(value)}"`);
  return `<${name}${here.join('')}${written.join('')}>${children.map((child) => (typeof child === 'string' ? text(child) : canonical(child, inside, spaces))).join('')}</${name}>`;
}

const declaration = (prefix: string, spaces: Readonly<Record<string, string>>): string => ` xmlns${prefix === '' ? '' : `:${prefix}`}="${spaces[prefix]}"`;

/** The same with every namespace declared at the element itself, used or not: what Canonical XML 1.0 makes of it in a document whose root declares them all. */
export function declaring(element_: Xml, spaces: Readonly<Record<string, string>>): string {
  const prefixes = Object.keys(spaces).toSorted();
  return canonical(element_, new Set(prefixes), spaces).replace(/^<[^\s>]+/, (tag) => tag + prefixes.map((prefix) => declaration(prefix, spaces)).join(''));
}
