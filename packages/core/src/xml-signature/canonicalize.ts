import type { Canonicalization, XmlElement } from './types.js';

/** What is asked of a node of the parser's, of whatever kind. */
interface XmlNode { nodeType: number; nodeName: string; nodeValue: string | null; firstChild: XmlNode | null; nextSibling: XmlNode | null; parentNode: XmlNode | null }
interface Attribute { nodeName: string; localName: string; namespaceURI: string | null; prefix: string | null; value: string }

const ELEMENT = 1;
const TEXT = 3;
const CDATA = 4;
const INSTRUCTION = 7;

const XML = 'http://www.w3.org/XML/1998/namespace';
const XMLNS = 'http://www.w3.org/2000/xmlns/';

/** By prefix; the default's is empty. */
type Namespaces = ReadonlyMap<string, string>;
const NONE: Namespaces = new Map();

const IN_TEXT: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#xD;' };
const IN_VALUE: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '"': '&quot;', '\t': '&#x9;', '\n': '&#xA;', '\r': '&#xD;' };
const inText = (text: string): string => text.replace(/[&<>\r]/g, (each) => IN_TEXT[each]!);
const inValue = (text: string): string => text.replace(/[&<"\t\n\r]/g, (each) => IN_VALUE[each]!);
const instruction = ({ nodeName, nodeValue }: XmlNode): string => `<?${nodeName}${nodeValue ? ` ${nodeValue.replaceAll('\r', '&#xD;')}` : ''}?>`;
const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

const attributesOf = ({ attributes }: XmlElement): Attribute[] => Array.from({ length: attributes.length }, (_each, index) => attributes.item(index) as unknown as Attribute);
const isDeclaration = ({ namespaceURI }: Attribute): boolean => namespaceURI === XMLNS;

function withDeclarations(scope: Namespaces, attributes: readonly Attribute[]): Namespaces {
  const own = attributes.filter((each) => isDeclaration(each) && each.nodeName !== 'xmlns:xml');
  return own.length === 0 ? scope : new Map([...scope, ...own.map(({ nodeName, localName, value }): [string, string] => [nodeName === 'xmlns' ? '' : localName, value])]);
}

function ancestorsOf(element: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (let node = element.parentNode as XmlNode | null; node?.nodeType === ELEMENT; node = node.parentNode) found.unshift(node as unknown as XmlElement);
  return found;
}

class Writer {
  readonly out: string[] = [];
  constructor(private readonly method: Canonicalization, private readonly without: ReadonlySet<XmlElement>) {}

  /** @param scope what is declared around it; @param rendered what is declared around it in the output; @param inherited attributes of elements around it that are not in the output */
  element(element: XmlElement, scope: Namespaces, rendered: Namespaces, inherited: readonly Attribute[] = []): void {
    if (this.without.has(element)) return;
    const attributes = attributesOf(element);
    const inScope = withDeclarations(scope, attributes);
    const own = attributes.filter((each) => !isDeclaration(each));
    const meant = this.method === 'exclusive' ? new Set([element.prefix ?? '', ...own.flatMap(({ prefix }) => (prefix ? [prefix] : []))]) : inScope === rendered ? [] : inScope.keys();
    const written = [...meant].filter((prefix) => prefix !== 'xml' && (inScope.get(prefix) ?? '') !== (rendered.get(prefix) ?? '')).sort(compare);
    const now: Namespaces = written.length === 0 ? rendered : this.method === 'exclusive' ? new Map([...rendered, ...written.map((prefix): [string, string] => [prefix, inScope.get(prefix) ?? ''])]) : inScope;
    const all = [...own, ...inherited.filter(({ nodeName }) => !own.some((each) => each.nodeName === nodeName))];
    all.sort((one, other) => compare(one.namespaceURI ?? '', other.namespaceURI ?? '') || compare(one.localName, other.localName));
    this.out.push('<', element.nodeName);
    for (const prefix of written) this.out.push(prefix === '' ? ' xmlns="' : ` xmlns:${prefix}="`, inValue(inScope.get(prefix) ?? ''), '"');
    for (const { nodeName, value } of all) this.out.push(' ', nodeName, '="', inValue(value), '"');
    this.out.push('>');
    for (let node = element.firstChild as XmlNode | null; node; node = node.nextSibling) {
      if (node.nodeType === ELEMENT) this.element(node as unknown as XmlElement, inScope, now);
      else if (node.nodeType === TEXT || node.nodeType === CDATA) this.out.push(inText(node.nodeValue ?? ''));
      else if (node.nodeType === INSTRUCTION) this.out.push(instruction(node));
    }
    this.out.push('</', element.nodeName, '>');
  }
}

const NOBODY: ReadonlySet<XmlElement> = new Set();

/**
 * The canonical form of an element and of what is inside it, where it stands in its document. It costs no more than the document's bounds say (`namespaceScope`).
 * Undefined where nobody can say it: `xml:base` or `xml:id` around it, of which the versions of Canonical XML make different things.
 * @param without elements that are left out, with what is inside them
 */
export function canonicalElement(element: XmlElement, method: Canonicalization, without = NOBODY): string | undefined {
  const above = ancestorsOf(element);
  // Canonical XML 1.0 section 2.4: of attributes around it, those of the prefix `xml` are taken along.
  const around = method === 'exclusive' ? [] : above.flatMap(attributesOf).filter(({ namespaceURI }) => namespaceURI === XML);
  if (around.some(({ localName }) => localName !== 'lang' && localName !== 'space')) return undefined;
  const nearest = [...new Map(around.map((each) => [each.nodeName, each])).values()];
  const scope = above.reduce((all, each) => withDeclarations(all, attributesOf(each)), NONE);
  const writer = new Writer(method, without);
  writer.element(element, scope, NONE, nearest);
  return writer.out.join('');
}

/** The canonical form of a whole document, by its element: with the processing instructions that stand around it. */
export function canonicalDocument(root: XmlElement, method: Canonicalization, without = NOBODY): string | undefined {
  const whole = canonicalElement(root, method, without);
  if (whole === undefined) return undefined;
  let [before, after] = ['', ''];
  let passed = false;
  for (let node = (root.parentNode as XmlNode | null)?.firstChild ?? null; node; node = node.nextSibling) {
    if (node === root as unknown) passed = true;
    else if (node.nodeType !== INSTRUCTION || node.nodeName === 'xml') continue;
    else if (passed) after += `\n${instruction(node)}`;
    else before += `${instruction(node)}\n`;
  }
  return before + whole + after;
}
