import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { XmlCanonicalizer } from 'xmldsigjs';
import { canonicalDocument, canonicalElement } from './canonicalize.js';
import { walk } from './dom.js';
import { parseXml } from './parse.js';
import type { Canonicalization, XmlElement } from './types.js';

function rootOf(text: string): XmlElement {
  const read = parseXml(text);
  if (!read.ok) throw new Error(`${read.problem}: ${text}`);
  return read.root;
}
function named(root: XmlElement, name: string): XmlElement {
  let found: XmlElement | undefined;
  walk(root, (element) => { if (element.localName === name) found ??= element; });
  return found!;
}
const whole = (text: string, method: Canonicalization) => canonicalDocument(rootOf(text), method);

describe('what both forms write alike', () => {
  it.each<[string, string, string]>([
    ['empty elements and quotes', `<r b='2' a="1"><c/></r>`, '<r a="1" b="2"><c></c></r>'],
    ['white space in tags, none around the root', ' <!-- x --> \n<r\n  a="1"\n>\n</r >\n', '<r a="1">\n</r>'],
    ['characters of text', '<r>&lt;&amp;&gt;"\'&#13;&#9;</r>', '<r>&lt;&amp;&gt;"\'&#xD;\t</r>'],
    ['characters of attributes', '<r a="&lt;&amp;>&quot;\'&#13;&#10;&#9; x\n"/>', '<r a="&lt;&amp;>&quot;\'&#xD;&#xA;&#x9; x "></r>'],
    ['line ends', '<r>a\r\nb\rc</r>', '<r>a\nb\nc</r>'],
    ['CDATA', '<r><![CDATA[<&>]]></r>', '<r>&lt;&amp;&gt;</r>'],
    ['comments', '<r>a<!-- b -->c</r>', '<r>ac</r>'],
    ['processing instructions, those around the root on lines of their own', '<?xml version="1.0"?><?a b?><r><?c   d ?></r><?e?>', '<?a b?>\n<r><?c d ?></r>\n<?e?>'],
    ['attributes by namespace, then by name', '<r xmlns:b="urn:1" xmlns:a="urn:2" a:z="1" b:y="2" z="3" b:x="4" c="5"/>', '<r xmlns:a="urn:2" xmlns:b="urn:1" c="5" z="3" b:x="4" b:y="2" a:z="1"></r>'],
    ['a declaration that says again what is so', '<r xmlns="urn:1"><c xmlns="urn:1"/></r>', '<r xmlns="urn:1"><c></c></r>'],
    ['no namespace inside one, and no declaration of none where there is none', '<r xmlns=""><c xmlns="urn:1"><d xmlns=""><e xmlns=""/></d></c></r>', '<r><c xmlns="urn:1"><d xmlns=""><e></e></d></c></r>'],
  ])('%s', (_name, text, canonical) => {
    for (const method of ['exclusive', 'inclusive', 'inclusive-1.1'] as const) expect(whole(text, method)).toBe(canonical);
  });
});

describe('namespaces', () => {
  const text = '<r xmlns="urn:d" xmlns:u="urn:u" xmlns:v="urn:v" xml:lang="en"><a xml:space="preserve"><v:b xmlns:w="urn:w" u:x="1"><c/></v:b></a></r>';
  it('exclusive: each where it is used', () => {
    expect(whole(text, 'exclusive')).toBe('<r xmlns="urn:d" xml:lang="en"><a xml:space="preserve"><v:b xmlns:u="urn:u" xmlns:v="urn:v" u:x="1"><c></c></v:b></a></r>');
    expect(canonicalElement(named(rootOf(text), 'b'), 'exclusive')).toBe('<v:b xmlns:u="urn:u" xmlns:v="urn:v" u:x="1"><c xmlns="urn:d"></c></v:b>');
  });
  it('inclusive: each where it is declared; of an element by itself all that is in scope, and what `xml` says around it', () => {
    expect(whole(text, 'inclusive')).toBe('<r xmlns="urn:d" xmlns:u="urn:u" xmlns:v="urn:v" xml:lang="en"><a xml:space="preserve"><v:b xmlns:w="urn:w" u:x="1"><c></c></v:b></a></r>');
    expect(canonicalElement(named(rootOf(text), 'b'), 'inclusive')).toBe('<v:b xmlns="urn:d" xmlns:u="urn:u" xmlns:v="urn:v" xmlns:w="urn:w" xml:lang="en" xml:space="preserve" u:x="1"><c></c></v:b>');
  });
  it('the nearest of what `xml` says around it, and its own first', () => {
    const nested = '<r xml:lang="en"><a xml:lang="de"><b/><c xml:lang="fr"/></a></r>';
    expect(canonicalElement(named(rootOf(nested), 'b'), 'inclusive')).toBe('<b xml:lang="de"></b>');
    expect(canonicalElement(named(rootOf(nested), 'c'), 'inclusive')).toBe('<c xml:lang="fr"></c>');
    expect(canonicalElement(named(rootOf(nested), 'b'), 'exclusive')).toBe('<b></b>');
  });
  it('what the versions of the standard disagree on is not written', () => {
    const base = '<r xml:base="urn:x"><a/></r>';
    expect(canonicalElement(named(rootOf(base), 'a'), 'inclusive')).toBeUndefined();
    expect(canonicalElement(named(rootOf(base), 'a'), 'exclusive')).toBe('<a></a>');
    expect(whole(base, 'inclusive')).toBe('<r xml:base="urn:x"><a></a></r>');
  });
  it('what is left out', () => {
    const root = rootOf('<r><a><b/></a> <c/></r>');
    expect(canonicalDocument(root, 'exclusive', new Set([named(root, 'a')]))).toBe('<r> <c></c></r>');
  });
});

/** Elements with prefixes of three, declared anew here and there; each prefix is declared at the root, so that all of them mean something everywhere. */
const tree = fc.letrec<{ element: string }>((tie) => ({
  element: fc.record({
    prefix: fc.constantFrom('', 'a:', 'b:'), name: fc.constantFrom('x', 'y', 'zz'), text: fc.string({ maxLength: 5 }).map((text) => text.replace(/[^ -~]/g, '').replace(/[<>&]/g, (each) => `&#${each.charCodeAt(0)};`)),
    declarations: fc.uniqueArray(fc.tuple(fc.constantFrom('xmlns', 'xmlns:a', 'xmlns:b'), fc.constantFrom('urn:1', 'urn:2', 'urn:3')), { maxLength: 2, selector: ([name]) => name }),
    attributes: fc.uniqueArray(fc.tuple(fc.constantFrom('p', 'q', 'a:p', 'xml:lang'), fc.constantFrom('1', '&quot;', '&#10;')), { maxLength: 3, selector: ([name]) => name }),
    children: fc.oneof({ maxDepth: 3, withCrossShrink: true }, fc.constant<string[]>([]), fc.array(tie('element'), { maxLength: 3 })),
  }).map(({ prefix, name, text, declarations, attributes, children }) => `<${prefix}${name}${[...declarations, ...attributes].map(([key, value]) => ` ${key}="${value}"`).join('')}>${text}${children.join('')}</${prefix}${name}>`),
})).element;

describe('xmldsigjs 2 writes the same, where it can write it at all', () => {
  it('exclusive, of a document and of each element of it; inclusive, of a document', () => {
    fc.assert(fc.property(tree, (text) => {
      const root = rootOf(`<r xmlns="urn:d" xmlns:a="urn:a" xmlns:b="urn:b">${text}</r>`);
      const library = (element: XmlElement, exclusive: boolean) => new XmlCanonicalizer(false, exclusive).Canonicalize(element as never);
      expect(canonicalElement(root, 'inclusive')).toBe(library(root, false));
      walk(root, (element) => expect(canonicalElement(element, 'exclusive')).toBe(library(element, true)));
    }), { numRuns: 300 });
  });
});
