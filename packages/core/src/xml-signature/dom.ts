import type { XmlElement } from './types.js';

const ELEMENT = 1;

/** The elements directly inside, in order. */
export function elements(parent: XmlElement): XmlElement[] {
  const found: XmlElement[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === ELEMENT) found.push(node as XmlElement);
  }
  return found;
}

export function isNamed(element: XmlElement, namespace: string, name: string): boolean {
  return element.localName === name && element.namespaceURI === namespace;
}

/** The elements of this name directly inside. */
export function children(parent: XmlElement, namespace: string, name: string): XmlElement[] {
  return elements(parent).filter((element) => isNamed(element, namespace, name));
}

/** The one element of this name directly inside; `undefined` where there is none, or a second. */
export function only(parent: XmlElement | undefined, namespace: string, name: string): XmlElement | undefined {
  const found = parent ? children(parent, namespace, name) : [];
  return found.length === 1 ? found[0] : undefined;
}

/** All that is written inside, white space at both ends cut off. A comment in the middle does not end it: canonicalisation drops comments too. */
export function text(element: XmlElement | undefined): string {
  return (element?.textContent ?? '').trim();
}

/** The value of an attribute without a namespace. */
export function attribute(element: XmlElement | undefined, name: string): string | undefined {
  return element?.hasAttribute(name) ? element.getAttribute(name) ?? undefined : undefined;
}

/** Calls `visit` for the element and every element inside it. Its depth was bounded before the document was parsed. */
export function walk(element: XmlElement, visit: (element: XmlElement) => void): void {
  visit(element);
  for (let node = element.firstChild; node; node = node.nextSibling) {
    if (node.nodeType === ELEMENT) walk(node as XmlElement, visit);
  }
}

/** The bytes of base64 as XML Schema writes it: white space anywhere. `undefined` for anything else. */
export function base64Bytes(value: string): Uint8Array | undefined {
  const compact = value.replace(/[ \t\r\n]+/g, '');
  if (compact === '' || compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(compact)) return undefined;
  const binary = atob(compact);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  return bytes;
}
