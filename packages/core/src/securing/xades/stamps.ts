import type { TimestampInput, ValidationProblem } from '../../signature-validation/index.js';
import { canonicalElement } from '../../xml-signature/canonicalize.js';
import { attribute, children, elements, isNamed } from '../../xml-signature/dom.js';
import { CANONICALIZATIONS, DSIG, entry, XADES } from '../../xml-signature/names.js';
import type { Canonicalization, XmlElement } from '../../xml-signature/types.js';
import { problem } from '../seals/problem.js';
import { octetsOf } from './signing-certificate.js';

/** A time-stamp property (EN 319 132-1 section 5.1.4.2): its tokens, and how what it is over is written as octets. */
export interface StampProperty {
  tokens: Uint8Array[];
  /** Undefined for a method that is not done here. */
  canonicalization: Canonicalization | undefined;
  /** It says itself what it is over, part by part (section 5.1.4.4), which is not done here. */
  explicit: boolean;
}

/** Canonical XML 1.0 where none is named. */
const STANDARD: Canonicalization = 'inclusive';

/** Undefined where it is no time-stamp of this form. */
export function readStamp(property: XmlElement): StampProperty | undefined {
  const tokens = children(property, XADES, 'EncapsulatedTimeStamp');
  const methods = children(property, DSIG, 'CanonicalizationMethod');
  const [method] = methods;
  if (tokens.length === 0 || methods.length > 1) return undefined;
  const named = method ? entry(CANONICALIZATIONS, attribute(method, 'Algorithm')) : STANDARD;
  return {
    tokens: tokens.map(octetsOf), canonicalization: method && elements(method).length > 0 ? undefined : named,
    explicit: elements(property).some((each) => isNamed(each, XADES, 'Include') || isNamed(each, XADES, 'ReferenceInfo')),
  };
}

export const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The canonical forms of elements, one after the other. Undefined where one of them cannot be said. */
export function canonicalForms(parts: readonly XmlElement[], method: Canonicalization): string | undefined {
  const forms = parts.map((each) => canonicalElement(each, method));
  return forms.includes(undefined) ? undefined : forms.join('');
}

/** Why it is not known what a time-stamp is over; undefined where it is. */
export function unknownData({ canonicalization, explicit }: StampProperty): ValidationProblem | undefined {
  if (explicit) return problem('SIGNED_DATA_NOT_FOUND', 'time-stamp-with-references');
  return canonicalization === undefined ? problem('SIGNED_DATA_NOT_FOUND', 'time-stamp-canonicalization') : undefined;
}

/** What a time-stamp is over, or why nobody here can say it. */
export function stampedData(data: Uint8Array | undefined, why: ValidationProblem | undefined): Pick<TimestampInput, 'data' | 'problems'> {
  return data && !why ? { data } : { problems: [why ?? problem('SIGNED_DATA_NOT_FOUND', 'canonical-form-unknown')] };
}
