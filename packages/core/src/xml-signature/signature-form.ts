import { attribute, base64Bytes, children, elements, isNamed, only, text, walk } from './dom.js';
import { CANONICALIZATIONS, DIGESTS, DSIG, ENVELOPED_SIGNATURE, SIGNATURES, SIGNED_PROPERTIES_TYPE, XADES, XPATH_FILTER_2, entry } from './names.js';
import type { Canonicalization, XmlElement, XmlSignatureFailure } from './types.js';

/** One reference of a signature that has the permitted form. */
export interface FormReference {
  /** Its own `Id`. */
  id?: string;
  /** What it is over: an element of the signature's own, or the whole document. */
  target?: XmlElement;
  type: string;
  /** Of a reference to the document: what is taken away before it is digested. */
  removes?: 'this-signature' | 'all-signatures';
  canonicalization: Canonicalization;
  digestAlgorithm: string;
  digest: Uint8Array;
}

/** The parts of a signature that has the one form that is taken. */
export interface SignatureForm {
  ok: true;
  signature: XmlElement;
  signedInfo: XmlElement;
  /** `SignatureValue`. */
  value: XmlElement;
  signedProperties: XmlElement;
  keyInfo: XmlElement;
  canonicalization: Canonicalization;
  references: readonly FormReference[];
  digestAlgorithm: string;
  signatureAlgorithm: string;
}

type Form = SignatureForm | { ok: false; failure: XmlSignatureFailure };
const fail = (failure: XmlSignatureFailure): { ok: false; failure: XmlSignatureFailure } => ({ ok: false, failure });

/** What a profile of XML signatures lets a signer choose. */
export interface FormRules {
  canonicalizations: readonly Canonicalization[];
  /** XPath Filter 2.0, to take away every signature: the one expression that is known. */
  filter: boolean;
}

/** TS 119 612 annex B. */
const LIST: FormRules = { canonicalizations: ['exclusive'], filter: false };
/** What signs a document from within (EN 319 132-1), as sealed documents of others have it. */
export const DOCUMENT: FormRules = { canonicalizations: ['exclusive', 'inclusive', 'inclusive-1.1'], filter: true };

/**
 * Holds a document to the one form that a signed list has (TS 119 612 annex B), before any digest is computed: one enveloped signature, a child of the root; one reference to the whole document
 * by `enveloped-signature` and exclusive canonicalisation; one to the XAdES properties inside that signature; further ones only to other parts of it; no identifier twice.
 * Whatever a library would do with anything else, it is not asked to. So there is nothing to wrap: what is covered is always the root, and the root is what is read.
 */
export function signatureForm(root: XmlElement): Form {
  const { signatures, duplicates } = inventory(root);
  const [signature] = signatures;
  if (!signature) return fail('unsigned');
  if (signatures.length > 1) return fail('several-signatures');
  if (signature.parentNode !== root) return fail('misplaced-signature');
  return duplicates.size > 0 ? fail('duplicate-id') : formOf(root, signature, LIST);
}

/** The same for one signature that its caller has found where it may stand. An identifier that stands in the signature, or that it refers to, is in the document once. */
export function formOf(root: XmlElement, signature: XmlElement, rules: FormRules): Form {
  const { ids, duplicates } = inventory(root);
  const parts = elements(signature);
  const named = ['SignedInfo', 'SignatureValue', 'KeyInfo', 'Object'];
  if (parts.some((part) => part.namespaceURI !== DSIG || !named.includes(part.localName ?? ''))) return fail('signature-form');
  const [signedInfo, value, keyInfo] = named.map((name) => only(signature, DSIG, name));
  if (!signedInfo || !value || !keyInfo) return fail('signature-form');
  if ([...inventory(signature).ids.keys()].some((id) => duplicates.has(id))) return fail('duplicate-id');

  const method = only(signedInfo, DSIG, 'SignatureMethod');
  const canonicalizationMethod = only(signedInfo, DSIG, 'CanonicalizationMethod');
  const written = children(signedInfo, DSIG, 'Reference');
  if (!method || !canonicalizationMethod || elements(signedInfo).length !== written.length + 2) return fail('signature-form');
  const canonicalization = permitted(attribute(canonicalizationMethod, 'Algorithm'), rules);
  if (!canonicalization || elements(canonicalizationMethod).length > 0) return fail('canonicalization-algorithm');
  const signatureAlgorithm = attribute(method, 'Algorithm');
  if (!entry(SIGNATURES, signatureAlgorithm) || signatureAlgorithm === undefined || elements(method).length > 0) return fail('signature-algorithm');

  const read = written.map((each) => readReference(each, rules));
  const wrong = read.find((reference): reference is XmlSignatureFailure => typeof reference === 'string');
  if (wrong) return fail(wrong);
  const sound = read as Read[];
  const whole = sound.filter(({ uri }) => uri === '');
  const others = sound.filter(({ uri }) => uri !== '');
  if (whole.length !== 1 || !isWhole(whole[0]!)) return fail('document-reference');
  if (others.some(({ steps: [first, second] }) => second !== undefined || !isMethod(first))) return fail('transforms');
  const references: FormReference[] = [];
  for (const { uri, steps, ...rest } of sound) {
    const target = uri.startsWith('#') ? ids.get(uri.slice(1)) : undefined;
    if (uri !== '' && (!target || !isPartOf(target, signature))) return fail('foreign-reference');
    const [first] = steps;
    references.push({ ...rest, canonicalization: steps.at(-1) as Canonicalization, ...(target ? { target } : { removes: first as Removal }) });
  }
  const properties = references.filter(({ type }) => type === SIGNED_PROPERTIES_TYPE);
  const signedProperties = properties.length === 1 ? properties[0]?.target : undefined;
  if (!signedProperties || !isSignedProperties(signedProperties, signature)) return fail('signed-properties');
  return { ok: true, signature, signedInfo, value, signedProperties, keyInfo, canonicalization, references, digestAlgorithm: whole[0]!.digestAlgorithm, signatureAlgorithm };
}

type Removal = NonNullable<FormReference['removes']>;
type Read = Pick<FormReference, 'id' | 'type' | 'digestAlgorithm' | 'digest'> & { uri: string; /** What its transforms do, in order. */ steps: (Canonicalization | Removal | 'unknown')[] };

const METHODS: readonly string[] = Object.values(CANONICALIZATIONS);
const isMethod = (step: Read['steps'][number] | undefined): boolean => step !== undefined && METHODS.includes(step);
const isWhole = ({ steps: [first, second, ...more] }: Read): boolean => (first === 'this-signature' || first === 'all-signatures') && isMethod(second) && more.length === 0;

function permitted(name: string | undefined, { canonicalizations }: FormRules): Canonicalization | undefined {
  const method = entry(CANONICALIZATIONS, name);
  return method && canonicalizations.includes(method) ? method : undefined;
}

function readReference(written: XmlElement, rules: FormRules): Read | XmlSignatureFailure {
  const uri = attribute(written, 'URI');
  const digestAlgorithm = attribute(only(written, DSIG, 'DigestMethod'), 'Algorithm');
  const digest = base64Bytes(text(only(written, DSIG, 'DigestValue')));
  const list = only(written, DSIG, 'Transforms');
  if (uri === undefined || !digest || !list || elements(written).length !== 3) return 'signature-form';
  if (!entry(DIGESTS, digestAlgorithm) || digestAlgorithm === undefined) return 'digest-algorithm';
  const steps = elements(list).map((transform) => stepOf(transform, rules));
  if (steps.includes(undefined)) return 'transforms';
  const id = attribute(written, 'Id');
  return { uri, ...(id === undefined ? {} : { id }), type: attribute(written, 'Type') ?? '', digestAlgorithm, digest, steps: steps as Read['steps'] };
}

/** What one transform does. Undefined where it has parameters (prefix lists, expressions): they are understood by nobody here, but for one expression. */
function stepOf(transform: XmlElement, rules: FormRules): Read['steps'][number] | undefined {
  if (!isNamed(transform, DSIG, 'Transform')) return undefined;
  const name = attribute(transform, 'Algorithm');
  const [inside, ...more] = elements(transform);
  if (!inside) return name === ENVELOPED_SIGNATURE ? 'this-signature' : permitted(name, rules) ?? 'unknown';
  if (name !== XPATH_FILTER_2 || !rules.filter || more.length > 0 || !isNamed(inside, XPATH_FILTER_2, 'XPath') || attribute(inside, 'Filter') !== 'subtract') return undefined;
  const prefix = /^(?:\/descendant::|\/\/)([A-Za-z_][\w.-]*):Signature$/.exec(text(inside))?.[1];
  return prefix !== undefined && inside.lookupNamespaceURI(prefix) === DSIG ? 'all-signatures' : undefined;
}

const ID_NAMES: readonly string[] = ['Id', 'ID', 'id', 'xml:id'];

/** All signatures and identifiers of a document. `Id`, `ID`, `id` and `xml:id` are one: libraries differ in which they look at. */
export function inventory(root: XmlElement): { signatures: XmlElement[]; ids: Map<string, XmlElement>; duplicates: Set<string> } {
  const signatures: XmlElement[] = [];
  const ids = new Map<string, XmlElement>();
  const duplicates = new Set<string>();
  walk(root, (element) => {
    if (isNamed(element, DSIG, 'Signature')) signatures.push(element);
    for (const name of ID_NAMES) {
      const id = element.getAttribute(name);
      if (id === null || id === '') continue;
      if (ids.has(id)) duplicates.add(id);
      ids.set(id, element);
    }
  });
  return { signatures, ids, duplicates };
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
