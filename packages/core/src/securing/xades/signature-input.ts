import { concatenate } from '../../bytes/inflate.js';
import { readInstant } from '../../report/index.js';
import type { SignatureFact } from '../../report/signature-fact.js';
import type { SignatureInput, TimestampInput, ValidationProblem } from '../../signature-validation/index.js';
import { canonicalElement } from '../../xml-signature/canonicalize.js';
import { children, elements, only, text } from '../../xml-signature/dom.js';
import { DIGESTS, entry, XADES } from '../../xml-signature/names.js';
import { processReferences, type ProcessedReference } from '../../xml-signature/references.js';
import { DOCUMENT, formOf, type SignatureForm } from '../../xml-signature/signature-form.js';
import { certificatesOf } from '../../xml-signature/signed-properties.js';
import type { XmlElement, XmlSignatureFailure } from '../../xml-signature/types.js';
import { problem, word } from '../seals/problem.js';
import { verifyValue } from '../seals/signature-value.js';
import { algorithmOf } from './algorithm.js';
import { octetsOf, signingCertificate } from './signing-certificate.js';
import { encode, readStamp, stampedData, unknownData } from './stamps.js';
import { readUnsigned } from './unsigned-properties.js';

export interface XadesSignature {
  input: SignatureInput;
  /** Of each of the input's time-stamps, where it stands in the signature. */
  places: readonly string[];
  counterSignatures: number;
  claims: SignatureFact['claims'];
}

/** What the signature itself protects lies below it. */
const SIGNED = -1;

/** What shows that a method is none that is relied on, rather than that the document is no signed one. */
const BY_METHOD: Partial<Record<XmlSignatureFailure, 'CRYPTO_CONSTRAINTS_FAILURE' | 'SIG_CONSTRAINTS_FAILURE'>> = {
  'signature-algorithm': 'CRYPTO_CONSTRAINTS_FAILURE', 'digest-algorithm': 'CRYPTO_CONSTRAINTS_FAILURE', 'canonicalization-algorithm': 'SIG_CONSTRAINTS_FAILURE', 'transforms': 'SIG_CONSTRAINTS_FAILURE',
};

/**
 * One XAdES signature as EN 319 102-1 takes it (EN 319 132-1). Its own cryptography is checked here, over the document as it stands. What has not the one permitted form is not computed at all.
 * @param root of the document; it must be what the signature is over
 * @param also what is wrong with it by where it stands
 */
export async function xadesSignature(root: XmlElement, signature: XmlElement, also: readonly ValidationProblem[]): Promise<XadesSignature> {
  const form = formOf(root, signature, DOCUMENT);
  if (!form.ok) {
    const sub = BY_METHOD[form.failure];
    const problems = [problem(sub ?? 'FORMAT_FAILURE', form.failure)];
    return {
      input: { format: [...also, ...(sub ? [] : problems)], signer: { problems: [] }, integrity: [], constraints: sub ? problems : [], algorithms: [], certificates: [], revocation: [], timestamps: [], layer: 0 },
      places: [], counterSignatures: 0, claims: {},
    };
  }
  const references = await processReferences(root, form);
  const unsigned = readUnsigned(form, references);
  const signed = only(form.signedProperties, XADES, 'SignedSignatureProperties');
  const inKeyInfo = certificatesOf(form.keyInfo);
  const signer = await signingCertificate(signed, [...inKeyInfo, ...unsigned.certificates.map(({ der }) => der)]);
  const info = canonicalElement(form.signedInfo, form.canonicalization);
  const verified = await verifyValue(form.signatureAlgorithm, algorithmOf(form.signatureAlgorithm), info === undefined ? undefined : encode(info), octetsOf(form.value), signer.certificate);
  const content = contentTimestamps(form, references);
  const time = readInstant(text(only(signed, XADES, 'SigningTime')))?.at;
  const policy = only(signed, XADES, 'SignaturePolicyIdentifier');
  return {
    input: {
      format: [...also, ...unsigned.format],
      signer: { problems: signer.problems.filter(({ sub }) => sub === 'NO_SIGNING_CERTIFICATE_FOUND'), ...(signer.certificate ? { certificate: signer.certificate.der } : {}) },
      integrity: [...references.flatMap(referenceProblem), ...(info === undefined ? [problem('SIGNED_DATA_NOT_FOUND', 'canonical-form-unknown')] : []), ...verified.integrity],
      constraints: [...verified.constraints, ...signer.problems.filter(({ sub }) => sub !== 'NO_SIGNING_CERTIFICATE_FOUND'), ...unknownProperties(form, signed)],
      ...(policy ? { signaturePolicy: policyOf(policy) } : {}),
      algorithms: [...verified.algorithms, ...form.references.map(({ digestAlgorithm }) => ({ digest: entry(DIGESTS, digestAlgorithm)! }))], names: verified.names,
      certificates: [...inKeyInfo.map((der) => ({ der, layer: 0 })), ...unsigned.certificates], revocation: unsigned.revocation,
      timestamps: [...content.map(({ stamp }) => stamp), ...unsigned.timestamps], layer: 0, ...(time === undefined ? {} : { claimedTime: time }),
    },
    places: [...content.map(({ place }) => place), ...unsigned.places], counterSignatures: unsigned.counterSignatures, claims: claimsOf(form, signed),
  };
}

function referenceProblem({ reference, octets, holds }: ProcessedReference): ValidationProblem[] {
  if (holds) return [];
  if (!octets) return [problem('SIGNED_DATA_NOT_FOUND', 'canonical-form-unknown')];
  return [problem('HASH_FAILURE', reference.removes ? 'document-digest' : 'signed-properties-digest')];
}

/** EN 319 132-1 section 5.2.8: over all that is signed but the signed properties, before it was. */
function contentTimestamps({ signedProperties }: SignatureForm, references: readonly ProcessedReference[]): { stamp: TimestampInput; place: string }[] {
  const data = references.filter(({ reference }) => reference.target !== signedProperties).flatMap(({ octets }) => octets ?? []);
  const holder = only(signedProperties, XADES, 'SignedDataObjectProperties');
  return ['AllDataObjectsTimeStamp', 'IndividualDataObjectsTimeStamp'].flatMap((name) => (holder ? children(holder, XADES, name) : []).flatMap((property, index) => {
    const read = readStamp(property);
    const why = read && name === 'AllDataObjectsTimeStamp' ? unknownData(read) : problem('SIGNED_DATA_NOT_FOUND', 'time-stamp-with-references');
    const tokens = read?.tokens ?? [new Uint8Array()];
    return tokens.map((token) => ({ place: `${name}/${index}`, stamp: { kind: 'content' as const, token, covers: 'signed-data' as const, layer: SIGNED, ...stampedData(data.length === 0 ? undefined : concatenate(data), why) } }));
  }));
}

const KNOWN: ReadonlySet<string> = new Set([
  'SigningTime', 'SigningCertificate', 'SigningCertificateV2', 'SignaturePolicyIdentifier', 'SignatureProductionPlace', 'SignatureProductionPlaceV2', 'SignerRole', 'SignerRoleV2',
  'DataObjectFormat', 'CommitmentTypeIndication', 'AllDataObjectsTimeStamp', 'IndividualDataObjectsTimeStamp',
]);

/** What a signer has signed and nobody here understands may say that the signature means something else. */
function unknownProperties({ signedProperties }: SignatureForm, signed: XmlElement | undefined): ValidationProblem[] {
  const parts = [signed, only(signedProperties, XADES, 'SignedDataObjectProperties')].flatMap((each) => (each ? elements(each) : []));
  return parts.filter(({ namespaceURI, localName }) => namespaceURI !== XADES || !KNOWN.has(localName ?? '')).slice(0, 8).map(({ localName }) => problem('SIG_CONSTRAINTS_FAILURE', 'property-unknown', { name: word(localName ?? '') }));
}

/** Section 5.2.9: an OID or a URL. */
function policyOf(policy: XmlElement): string {
  if (only(policy, XADES, 'SignaturePolicyImplied')) return 'implied';
  const name = text(only(only(only(policy, XADES, 'SignaturePolicyId'), XADES, 'SigPolicyId'), XADES, 'Identifier'));
  return name === '' ? 'unreadable' : word(name);
}

const PLACE: readonly string[] = ['StreetAddress', 'PostalCode', 'City', 'StateOrProvince', 'CountryName'];

/** What the signer says of the signature: where, and to what it commits. Nobody has checked it. */
function claimsOf({ signedProperties }: SignatureForm, signed: XmlElement | undefined): SignatureFact['claims'] {
  const place = only(signed, XADES, 'SignatureProductionPlaceV2') ?? only(signed, XADES, 'SignatureProductionPlace');
  const location = PLACE.map((name) => text(only(place, XADES, name))).filter((part) => part !== '').join(', ').slice(0, 200);
  const holder = only(signedProperties, XADES, 'SignedDataObjectProperties');
  const commitments = (holder ? children(holder, XADES, 'CommitmentTypeIndication') : []).slice(0, 8).map((each) => only(each, XADES, 'CommitmentTypeId'));
  const reason = commitments.map((each) => text(only(each, XADES, 'Description')) || text(only(each, XADES, 'Identifier'))).filter((part) => part !== '').join(', ').slice(0, 200);
  return { ...(location === '' ? {} : { location }), ...(reason === '' ? {} : { reason }) };
}
