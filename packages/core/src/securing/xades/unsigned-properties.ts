import { concatenate } from '../../bytes/inflate.js';
import type { Layer, RevocationMaterial, TimestampInput, ValidationProblem } from '../../signature-validation/index.js';
import { children, elements, isNamed, only } from '../../xml-signature/dom.js';
import { DSIG, XADES, XADES_141 } from '../../xml-signature/names.js';
import type { ProcessedReference } from '../../xml-signature/references.js';
import type { SignatureForm } from '../../xml-signature/signature-form.js';
import type { Canonicalization, XmlElement } from '../../xml-signature/types.js';
import { problem, word } from '../seals/problem.js';
import { octetsOf } from './signing-certificate.js';
import { canonicalForms, encode, readStamp, stampedData, unknownData, type StampProperty } from './stamps.js';

/** What `UnsignedSignatureProperties` brings (EN 319 132-1 sections 5.3 to 5.5): proofs of time and what validates, each at its place. None of it is signed by the signer. */
export interface UnsignedProperties {
  certificates: { der: Uint8Array; layer: Layer }[];
  revocation: RevocationMaterial[];
  timestamps: TimestampInput[];
  /** Of each time-stamp, where it stands: `SignatureTimeStamp/0`. */
  places: string[];
  counterSignatures: number;
  format: ValidationProblem[];
}

const MOST_PROPERTIES = 128;
const MOST_MATERIAL = 256;
const MOST_ARCHIVE = 16;
/** Of what archive time-stamps of one signature are over, together: each is over the whole document. */
const MOST_ARCHIVED_BYTES = 48 * 1024 * 1024;

/** The signature's own layer is 0: properties lie above it in their order, and an archive time-stamp covers what stands before it. */
const layerAt = (index: number): Layer => index + 1;

export function readUnsigned(form: SignatureForm, references: readonly ProcessedReference[]): UnsignedProperties {
  const found: UnsignedProperties = { certificates: [], revocation: [], timestamps: [], places: [], counterSignatures: 0, format: [] };
  const holder = form.signedProperties.parentNode as XmlElement;
  const [unsigned, ...others] = children(holder, XADES, 'UnsignedProperties');
  const [container, ...more] = unsigned ? children(unsigned, XADES, 'UnsignedSignatureProperties') : [];
  if (others.length > 0 || more.length > 0) return { ...found, format: [problem('FORMAT_FAILURE', 'unsigned-properties-twice')] };
  const properties = container ? elements(container) : [];
  if (properties.length > MOST_PROPERTIES) return { ...found, format: [problem('FORMAT_FAILURE', 'unsigned-properties-too-many', { limit: MOST_PROPERTIES })] };
  const archive = archives(form, references, properties);
  for (const [index, property] of properties.entries()) {
    const layer = layerAt(index);
    const stamps = (describe: (stamp: StampProperty) => Omit<TimestampInput, 'token' | 'layer'>): void => {
      const stamp = readStamp(property);
      if (!stamp) found.format.push(problem('FORMAT_FAILURE', 'time-stamp-property-malformed', { name: word(property.localName ?? ''), index }));
      else for (const token of stamp.tokens) {
        found.timestamps.push({ ...describe(stamp), token, layer });
        found.places.push(`${property.localName}/${index}`);
      }
    };
    if (property.namespaceURI === XADES_141 && property.localName === 'ArchiveTimeStamp') stamps((stamp) => ({ kind: 'archive', covers: layerAt(index) - 1, ...archive(index, stamp) }));
    else if (property.namespaceURI === XADES_141 && property.localName === 'TimeStampValidationData') material(property, layer, found);
    else if (property.namespaceURI === XADES_141 && /^(?:SigAndRefs|RefsOnly)TimeStampV2$/.test(property.localName ?? '')) stamps(overReferences);
    else if (property.namespaceURI === XADES) switch (property.localName) {
      case 'SignatureTimeStamp': stamps((stamp) => ({ kind: 'signature', covers: 'signature', ...ofSignature(form, stamp) })); break;
      // Of the versions before 1.4.1, whose order of parts is another: it proves nothing here.
      case 'ArchiveTimeStamp': stamps(() => ({ kind: 'archive', covers: layerAt(index) - 1, problems: [problem('SIGNED_DATA_NOT_FOUND', 'archive-time-stamp-older')] })); break;
      case 'SigAndRefsTimeStamp': case 'RefsOnlyTimeStamp': stamps(overReferences); break;
      case 'CertificateValues': certificates(property, layer, found); break;
      case 'RevocationValues': revocation(property, layer, found); break;
      case 'CounterSignature': found.counterSignatures += 1; break;
      default: break;
    }
  }
  return found;
}

const overReferences = (): Omit<TimestampInput, 'token' | 'layer'> => ({ kind: 'refs', covers: 'signature', problems: [problem('SIGNED_DATA_NOT_FOUND', 'references-timestamp')] });

/** Section 5.3: over the canonical form of `SignatureValue`, its tags among it. */
function ofSignature({ value }: SignatureForm, stamp: StampProperty): Pick<TimestampInput, 'data' | 'problems'> {
  const why = unknownData(stamp);
  const text = why ? undefined : canonicalForms([value], stamp.canonicalization!);
  return stampedData(text === undefined ? undefined : encode(text), why);
}

/** Section 5.5.2.3: what the references are over, then `SignedInfo`, `SignatureValue` and `KeyInfo`, then the properties before it, in their order. */
function archives({ signature, signedInfo, value, keyInfo, signedProperties }: SignatureForm, references: readonly ProcessedReference[], properties: readonly XmlElement[]) {
  let made = 0;
  let bytes = 0;
  // Other objects would come last; no sealed document of this kind has any.
  const alone = children(signature, DSIG, 'Object').every((object) => only(object, XADES, 'QualifyingProperties') === signedProperties.parentNode && elements(object).length === 1);
  return (index: number, stamp: StampProperty): Pick<TimestampInput, 'data' | 'problems'> => {
    made += 1;
    const why = made > MOST_ARCHIVE || bytes > MOST_ARCHIVED_BYTES ? problem('SIGNED_DATA_NOT_FOUND', 'too-many-archive-timestamps') : alone ? unknownData(stamp) : problem('SIGNED_DATA_NOT_FOUND', 'archive-with-objects');
    const octets = references.flatMap((each) => each.octets ?? []);
    const method = stamp.canonicalization as Canonicalization;
    const text = why || octets.length < references.length ? undefined : canonicalForms([signedInfo, value, keyInfo, ...properties.slice(0, index)], method);
    const data = text === undefined ? undefined : concatenate([...octets, encode(text)]);
    bytes += data?.length ?? 0;
    return stampedData(data, why);
  };
}

function material(holder: XmlElement, layer: Layer, found: UnsignedProperties): void {
  for (const each of elements(holder)) {
    if (isNamed(each, XADES, 'CertificateValues')) certificates(each, layer, found);
    else if (isNamed(each, XADES, 'RevocationValues')) revocation(each, layer, found);
  }
}

function certificates(holder: XmlElement, layer: Layer, { certificates: found }: UnsignedProperties): void {
  for (const each of children(holder, XADES, 'EncapsulatedX509Certificate')) if (found.length < MOST_MATERIAL) found.push({ der: octetsOf(each), layer });
}

function revocation(holder: XmlElement, layer: Layer, { revocation: found }: UnsignedProperties): void {
  const lists = children(holder, XADES, 'CRLValues').flatMap((each) => children(each, XADES, 'EncapsulatedCRLValue'));
  const answers = children(holder, XADES, 'OCSPValues').flatMap((each) => children(each, XADES, 'EncapsulatedOCSPValue'));
  for (const each of [...answers, ...lists]) if (found.length < MOST_MATERIAL) found.push({ der: octetsOf(each), layer });
}
