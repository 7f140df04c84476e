import { attribute, children, elements, isNamed, only, text, walk } from './dom.js';
import { DIGESTS, DSIG, ENVELOPED_SIGNATURE, EXCLUSIVE_C14N, SIGNATURES, SIGNED_PROPERTIES_TYPE, XADES, entry } from './names.js';
import type { XmlElement, XmlSignatureFailure } from './types.js';

/** The parts of a signature that has the one form that is taken. */
export interface SignatureForm {
  ok: true;
  signature: XmlElement;
  signedProperties: XmlElement;
  keyInfo: XmlElement;
  digestAlgorithm: string;
  signatureAlgorithm: string;
}

type Form = SignatureForm | { ok: false; failure: XmlSignatureFailure };
const fail = (failure: XmlSignatureFailure): { ok: false; failure: XmlSignatureFailure } => ({ ok: false, failure });

/**
 * Holds a document to the one form that a signed list has (TS 119 612 annex B), before any digest is computed: one enveloped signature, a child of the root; one reference to the whole document
 * by `enveloped-signature` and exclusive canonicalisation; one to the XAdES properties inside that signature; further ones only to other parts of it; no identifier twice.
 * Whatever a library would do with anything else, it is not asked to. So there is nothing to wrap: what is covered is always the root, and the root is what is read.
 */
export function signatureForm(root: XmlElement): Form {
  const { signatures, ids, duplicate } = inventory(root);
  const [signature] = signatures;
  if (!signature) return fail('unsigned');
  if (signatures.length > 1) return fail('several-signatures');
  if (signature.parentNode !== root) return fail('misplaced-signature');
  if (duplicate) return fail('duplicate-id');

  const parts = elements(signature);
  const named = ['SignedInfo', 'SignatureValue', 'KeyInfo', 'Object'];
  if (parts.some((part) => part.namespaceURI !== DSIG || !named.includes(part.localName ?? ''))) return fail('signature-form');
  const [signedInfo, value, keyInfo] = named.map((name) => only(signature, DSIG, name));
  if (!signedInfo || !value || !keyInfo) return fail('signature-form');

  const method = only(signedInfo, DSIG, 'SignatureMethod');
  const canonicalization = only(signedInfo, DSIG, 'CanonicalizationMethod');
  const references = children(signedInfo, DSIG, 'Reference');
  if (!method || !canonicalization || elements(signedInfo).length !== references.length + 2) return fail('signature-form');
  if (attribute(canonicalization, 'Algorithm') !== EXCLUSIVE_C14N || elements(canonicalization).length > 0) return fail('canonicalization-algorithm');
  const signatureAlgorithm = attribute(method, 'Algorithm');
  if (!entry(SIGNATURES, signatureAlgorithm) || signatureAlgorithm === undefined || elements(method).length > 0) return fail('signature-algorithm');

  const read = references.map(readReference);
  const wrong = read.find((reference): reference is XmlSignatureFailure => typeof reference === 'string');
  if (wrong) return fail(wrong);
  const sound = read as Reference[];
  const whole = sound.filter(({ uri }) => uri === '');
  if (whole.length !== 1 || whole[0]?.transforms.join(' ') !== `${ENVELOPED_SIGNATURE} ${EXCLUSIVE_C14N}`) return fail('document-reference');
  const others = sound.filter(({ uri }) => uri !== '');
  if (others.some(({ transforms }) => transforms.join(' ') !== EXCLUSIVE_C14N)) return fail('transforms');
  const targets = others.map((reference) => ({ reference, target: reference.uri.startsWith('#') ? ids.get(reference.uri.slice(1)) : undefined }));
  if (targets.some(({ target }) => !target || !isPartOf(target, signature))) return fail('foreign-reference');

  const properties = targets.filter(({ reference }) => reference.type === SIGNED_PROPERTIES_TYPE);
  const signedProperties = properties.length === 1 ? properties[0]?.target : undefined;
  if (!signedProperties || !isSignedProperties(signedProperties, signature)) return fail('signed-properties');
  return { ok: true, signature, signedProperties, keyInfo, digestAlgorithm: whole[0].digest, signatureAlgorithm };
}

interface Reference { uri: string; type: string; transforms: string[]; digest: string }

function readReference(reference: XmlElement): Reference | XmlSignatureFailure {
  const uri = attribute(reference, 'URI');
  const digest = attribute(only(reference, DSIG, 'DigestMethod'), 'Algorithm');
  const value = only(reference, DSIG, 'DigestValue');
  const list = only(reference, DSIG, 'Transforms');
  if (uri === undefined || !value || text(value) === '' || !list || elements(reference).length !== 3) return 'signature-form';
  if (!entry(DIGESTS, digest) || digest === undefined) return 'digest-algorithm';
  // Parameters of a transform (prefix lists, expressions) are understood by nobody here.
  if (elements(list).some((transform) => !isNamed(transform, DSIG, 'Transform') || elements(transform).length > 0)) return 'transforms';
  return { uri, type: attribute(reference, 'Type') ?? '', transforms: elements(list).map((transform) => attribute(transform, 'Algorithm') ?? ''), digest };
}

/** All signatures and identifiers of a document. `Id`, `ID`, `id` and `xml:id` are one: libraries differ in which they look at. */
function inventory(root: XmlElement): { signatures: XmlElement[]; ids: Map<string, XmlElement>; duplicate: boolean } {
  const signatures: XmlElement[] = [];
  const ids = new Map<string, XmlElement>();
  let duplicate = false;
  walk(root, (element) => {
    if (isNamed(element, DSIG, 'Signature')) signatures.push(element);
    for (const name of ['Id', 'ID', 'id', 'xml:id']) {
      const id = element.getAttribute(name);
      if (id === null || id === '') continue;
      if (ids.has(id)) duplicate = true;
      ids.set(id, element);
    }
  });
  return { signatures, ids, duplicate };
}

/** Inside `KeyInfo` or an `Object`: what lies outside them is covered by the reference to the document, or is the signature itself. */
function isPartOf(target: XmlElement, signature: XmlElement): boolean {
  for (let node: unknown = target; node; node = (node as XmlElement).parentNode) {
    const element = node as XmlElement;
    if (element.parentNode === signature) return element.localName === 'KeyInfo' || element.localName === 'Object';
  }
  return false;
}

/** EN 319 132-1 section 4.3: `Object/QualifyingProperties/SignedProperties`, the only one of its kind, and about this signature. */
function isSignedProperties(target: XmlElement, signature: XmlElement): boolean {
  const qualifying = children(signature, DSIG, 'Object').flatMap((object) => children(object, XADES, 'QualifyingProperties'));
  const [first] = qualifying;
  if (!first || qualifying.length > 1 || only(first, XADES, 'SignedProperties') !== target) return false;
  const about = attribute(first, 'Target');
  return about === `#${attribute(signature, 'Id') ?? ''}`;
}
