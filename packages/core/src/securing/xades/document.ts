import { isEuropassRoot } from '../../intake/xml-root.js';
import { canonicalElement } from '../../xml-signature/canonicalize.js';
import { elements, isNamed } from '../../xml-signature/dom.js';
import { DSIG, XADES } from '../../xml-signature/names.js';
import { inventory } from '../../xml-signature/signature-form.js';
import type { XmlElement } from '../../xml-signature/types.js';

/** What a European credential in XML consists of. */
export interface EuropassXml {
  root: XmlElement;
  isPresentation: boolean;
  /** The root, or what stands directly in a presentation. */
  credentials: readonly XmlElement[];
  /** Signatures of the document: in its own `proof`, or directly in its root. */
  own: readonly XmlElement[];
  /** Of the credentials of a presentation, those that have a signature of their own. */
  sealedInside: readonly XmlElement[];
  /** Signatures anywhere else, which are a sign that somebody moved things about. */
  elsewhere: readonly XmlElement[];
}

const parentOf = (element: XmlElement): XmlElement => element.parentNode as XmlElement;
const holds = (holder: XmlElement, signature: XmlElement): boolean => {
  const parent = parentOf(signature);
  return parent === holder || (parent.localName === 'proof' && parentOf(parent) === holder);
};

export function europassXml(root: XmlElement): EuropassXml {
  const isPresentation = root.localName === 'verifiablePresentation';
  const isCredential = (each: XmlElement): boolean => each.localName === 'europassCredential' && isEuropassRoot({ namespace: each.namespaceURI ?? '', name: 'europassCredential' });
  const credentials = isPresentation ? elements(root).flatMap((each) => (each.localName === 'verifiableCredential' ? elements(each) : [each])).filter(isCredential) : [root];
  const { signatures } = inventory(root);
  const own = signatures.filter((each) => holds(root, each));
  const inside = isPresentation ? credentials.filter((each) => signatures.some((signature) => holds(each, signature))) : [];
  const placed = (each: XmlElement): boolean => own.includes(each) || inside.some((credential) => holds(credential, each)) || isCounterSignature(each, signatures);
  return { root, isPresentation, credentials, own, sealedInside: inside, elsewhere: signatures.filter((each) => !placed(each)) };
}

/** EN 319 132-1 section 5.1.4: a signature over a signature, among the unsigned properties of that one. */
function isCounterSignature(signature: XmlElement, signatures: readonly XmlElement[]): boolean {
  if (!isNamed(parentOf(signature), XADES, 'CounterSignature')) return false;
  for (let node: unknown = parentOf(signature); node; node = (node as XmlElement).parentNode) if (isNamed(node as XmlElement, DSIG, 'Signature')) return signatures.includes(node as XmlElement);
  return false;
}

/** A credential of a presentation as a document by itself, as it was before it was put there: in its canonical form, which is what its own seal is over. */
export function standalone(credential: XmlElement): Uint8Array {
  return new TextEncoder().encode(canonicalElement(credential, 'exclusive') ?? '');
}
