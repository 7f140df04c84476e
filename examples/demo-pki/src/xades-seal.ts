import { sign, type SigningOptions } from './algorithms.js';
import type { TestIdentity } from './certificate.js';
import { base64, context, flipBit, integer, sequence, utf8, type Bytes } from './der.js';
import { digest, type DigestName } from './digests.js';
import { EUROPASS, europassCredential } from './europass-xml.js';
import { testKey } from './keys.js';
import { hours, type Pki } from './pki.js';
import { chainIn, statements, statementsFor, type RevocationOptions, type StatementName } from './revocation-material.js';
import { timestampToken, type TimestampOptions } from './timestamp.js';
import { DIGEST_URI, digested, DSIG, EXCLUSIVE, method, rawValue, signatureUri } from './xades.js';
import { canonical, declaring, xml, type Xml } from './xml.js';

export type XadesLevel = 'B' | 'T' | 'LT' | 'LTA';

/** One fault of a seal in XML, named by what is wrong. */
export type XadesFault =
  | 'signature-corrupt' | 'signature-by-other-key' | 'signature-sha1' | 'hmac' | 'digest-sha1' | 'document-digest-other' | 'reference-missing' | 'reference-twice' | 'reference-external' | 'reference-to-content' | 'transform-xpath' | 'transform-extra'
  | 'transform-missing' | 'filter-intersect' | 'filter-other-expression' | 'filter-other-namespace' | 'prefix-list' | 'canonicalization-comments' | 'duplicate-id' | 'target-wrong' | 'signed-properties-missing' | 'signed-properties-untyped' | 'property-unknown'
  | 'signing-certificate-missing' | 'signing-certificate-other' | 'signing-certificate-sha1' | 'signing-certificate-v1' | 'signing-certificate-both' | 'issuer-serial-other' | 'issuer-serial-malformed' | 'key-value-only' | 'key-info-other'
  | 'stamp-of-octets' | 'stamp-with-include' | 'archive-before-material' | 'archive-older' | 'archive-with-object' | 'unsigned-properties-twice' | 'stamp-malformed' | 'counter-signature' | 'counter-signature-in-object';

export interface XadesOptions {
  pki: Pki;
  /** What is sealed, with an element `proof` that is empty. Default a European credential. */
  root?: Xml;
  /** Default `pki.seal`. */
  signer?: TestIdentity;
  /** ISO 8601. Default `pki.now`. */
  at?: string;
  /** Default B. */
  level?: XadesLevel;
  digest?: DigestName;
  signature?: SigningOptions;
  /** Of everything. Default exclusive. */
  canonicalization?: 'exclusive' | 'inclusive';
  /** How the signature is taken away from what it is over. Default XPath Filter 2.0, as Europass has it. */
  removal?: 'filter' | 'enveloped';
  /** The root declares all namespaces, as programs write it. Default only where canonicalisation is inclusive. */
  declareAll?: boolean;
  timestamp?: Partial<TimestampOptions>;
  archive?: Partial<TimestampOptions>;
  contentTimestamp?: Partial<TimestampOptions>;
  revocation?: RevocationOptions;
  /** More signed properties of the signature, and more unsigned ones. */
  signed?: readonly Xml[];
  unsigned?: readonly Xml[];
  fault?: XadesFault;
}

const INCLUSIVE = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const LISTS: readonly StatementName[] = ['rootCrl', 'caCrl', 'plainCrl', 'tsaCrl'];

/** How an element is written where it is digested, and in the document. */
interface Writing { uri: string; form(element: Xml): string }

function writingOf({ canonicalization = 'exclusive' }: XadesOptions): Writing {
  const form = (element: Xml) => (canonicalization === 'inclusive' ? declaring(element, EUROPASS) : canonical(element, new Set(), EUROPASS));
  return { uri: canonicalization === 'inclusive' ? INCLUSIVE : EXCLUSIVE, form };
}

function removalOf({ removal = 'filter', fault }: XadesOptions): Xml {
  if (fault === 'transform-xpath') return xml('ds:Transform', { Algorithm: 'http://www.w3.org/TR/1999/REC-xpath-19991116' }, xml('ds:XPath', 'not(ancestor-or-self::ds:Signature)'));
  if (removal === 'enveloped') return method('ds:Transform', `${DSIG}enveloped-signature`);
  const expression = fault === 'filter-other-expression' ? '/descendant::ds:Signature | /descendant::title' : fault === 'filter-other-namespace' ? '/descendant::xades:Signature' : '/descendant::ds:Signature';
  return xml('ds:Transform', { Algorithm: EUROPASS['filter']! }, xml('filter:XPath', { Filter: fault === 'filter-intersect' ? 'intersect' : 'subtract', /* so that the prefix is declared */ ...(fault === 'filter-other-namespace' ? { 'xades:for': '' } : {}) }, expression));
}

function references(root: string, properties: string, options: XadesOptions, { uri }: Writing): Xml[] {
  const { fault } = options;
  const name = fault === 'digest-sha1' ? 'SHA-1' : options.digest ?? 'SHA-256';
  const algorithm = method('ds:DigestMethod', DIGEST_URI[name] ?? name);
  const last = fault === 'prefix-list' ? xml('ds:Transform', { Algorithm: uri }, xml('ec:InclusiveNamespaces', { PrefixList: 'x' })) : method('ds:Transform', uri);
  const transforms = [removalOf(options), ...(fault === 'transform-extra' ? [last] : []), ...(fault === 'transform-missing' ? [] : [last])];
  const address = fault === 'reference-external' ? 'https://university.example/diploma.xml' : fault === 'reference-to-content' ? '#urn:epass:person:1' : '';
  const whole = xml('ds:Reference', { Id: 'reference', URI: address }, xml('ds:Transforms', ...transforms), algorithm, xml('ds:DigestValue', digested(name, fault === 'document-digest-other' ? `${root} ` : root)));
  const own = xml('ds:Reference', { ...(fault === 'signed-properties-untyped' ? {} : { Type: 'http://uri.etsi.org/01903#SignedProperties' }), URI: '#signed-properties' }, xml('ds:Transforms', method('ds:Transform', uri)), algorithm, xml('ds:DigestValue', digested(name, properties)));
  return [...(fault === 'reference-missing' ? [] : [whole]), ...(fault === 'reference-twice' ? [{ ...whole, attributes: { URI: '' } }] : []), ...(fault === 'signed-properties-missing' ? [] : [own])];
}

function certificateProperties({ fault }: XadesOptions, signer: TestIdentity): Xml[] {
  const name: DigestName = fault === 'signing-certificate-sha1' ? 'SHA-1' : 'SHA-512';
  const value = fault === 'signing-certificate-other' ? digest(name, utf8('another')) : digest(name, signer.certificate);
  const certDigest = xml('xades:CertDigest', method('ds:DigestMethod', DIGEST_URI[name] ?? ''), xml('ds:DigestValue', base64(value)));
  const serial = fault === 'issuer-serial-other' ? 4711n : BigInt(signer.serial);
  const issuerSerial = fault === 'issuer-serial-malformed' ? utf8('number') : sequence(sequence(context(4, signer.issuerName)), integer(serial));
  const older = xml('xades:SigningCertificate', xml('xades:Cert', certDigest, xml('xades:IssuerSerial', xml('ds:X509IssuerName', 'CN=as it says'), xml('ds:X509SerialNumber', String(signer.serial)))));
  const newer = xml('xades:SigningCertificateV2', xml('xades:Cert', certDigest, xml('xades:IssuerSerialV2', base64(issuerSerial))));
  if (fault === 'signing-certificate-missing') return [];
  return fault === 'signing-certificate-v1' ? [older] : fault === 'signing-certificate-both' ? [older, newer] : [newer];
}

/** A seal as ETSI EN 319 132-1 has it inside what it seals, right in every way but for what the options say. */
export async function xadesSeal(options: XadesOptions): Promise<{ bytes: Bytes; text: string }> {
  const { pki, root = europassCredential(), signer = pki.seal, at = pki.now, level = 'B', fault, declareAll = options.canonicalization === 'inclusive' } = options;
  const writing = writingOf(options);
  const plain = writing.form(root);
  const stamp = async (name: string, text: Uint8Array, when: string, more: Partial<TimestampOptions> = {}, inside: readonly Xml[] = []): Promise<Xml> => xml(name, ...inside, method('ds:CanonicalizationMethod', writing.uri),
    ...(fault === 'stamp-malformed' && name === 'xades:SignatureTimeStamp' ? [] : [xml('xades:EncapsulatedTimeStamp', base64(await timestampToken({ imprintOf: text, at: when, tsa: pki.tsa, certificates: chainIn(pki, pki.tsa), ...more })))]));
  const signedSignature = xml('xades:SignedSignatureProperties', xml('xades:SigningTime', new Date(at).toISOString().replace('.000', '')), certificateProperties(options, signer), ...(options.signed ?? []), fault === 'property-unknown' && xml('other:Meaning', 'the contrary'));
  const properties = xml('xades:SignedProperties', { Id: 'signed-properties' }, signedSignature, xml('xades:SignedDataObjectProperties', xml('xades:DataObjectFormat', { ObjectReference: '#reference' }, xml('xades:MimeType', 'text/xml')),
    options.contentTimestamp && await stamp('xades:AllDataObjectsTimeStamp', utf8(plain), at, options.contentTimestamp)));
  const info = xml('ds:SignedInfo', fault === 'canonicalization-comments' ? method('ds:CanonicalizationMethod', `${writing.uri}WithComments`) : method('ds:CanonicalizationMethod', writing.uri),
    method('ds:SignatureMethod', signatureUri({ signer, ...(options.signature ? { signature: options.signature } : {}), ...(fault ? { fault } : {}) })), references(plain, writing.form(properties), options, writing));
  const key = fault === 'signature-by-other-key' ? testKey('somebody else', signer.key.kind) : signer.key;
  const made = rawValue(signer, await sign(key, utf8(writing.form(info)), fault === 'signature-sha1' ? { digest: 'SHA-1' } : options.signature));
  const value = xml('ds:SignatureValue', { Id: 'value' }, base64(fault === 'signature-corrupt' ? flipBit(made) : made));
  const chain = chainIn(pki, signer).map(({ certificate }) => xml('ds:X509Certificate', base64(fault === 'key-info-other' ? digest('SHA-512', certificate) : certificate)));
  const keyInfo = fault === 'key-value-only' ? xml('ds:KeyInfo', xml('ds:KeyName', 'a key')) : xml('ds:KeyInfo', xml('ds:X509Data', ...chain));

  const unsigned: Xml[] = [];
  const octets = (element: Xml): string => writing.form(element);
  if (level !== 'B') unsigned.push(await stamp('xades:SignatureTimeStamp', fault === 'stamp-of-octets' ? made : utf8(octets(value)), at, options.timestamp, fault === 'stamp-with-include' ? [xml('xades:Include', { URI: '#value' })] : []));
  if (level === 'LT' || level === 'LTA') unsigned.push(...await materialOf(options, signer, at));
  if (level === 'LTA') {
    const before = fault === 'archive-before-material' ? unsigned.slice(0, 1) : unsigned;
    unsigned.push(await stamp(fault === 'archive-older' ? 'xades:ArchiveTimeStamp' : 'xades141:ArchiveTimeStamp', utf8(plain + [properties, info, value, keyInfo, ...before].map(octets).join('')), hours(at, 2), options.archive));
  }
  unsigned.push(...options.unsigned ?? []);
  const inner = xml('ds:Signature', { Id: 'counter' }, xml('ds:SignedInfo'));
  if (fault === 'counter-signature') unsigned.push(xml('xades:CounterSignature', inner));
  const container = xml('xades:UnsignedProperties', xml('xades:UnsignedSignatureProperties', ...unsigned));
  const qualifying = xml('xades:QualifyingProperties', { Target: fault === 'target-wrong' ? '#another' : '#signature' }, properties, unsigned.length > 0 && container, fault === 'unsigned-properties-twice' && container);
  const signature = xml('ds:Signature', { Id: fault === 'duplicate-id' ? 'signed-properties' : 'signature' }, info, value, keyInfo, xml('ds:Object', qualifying),
    fault === 'archive-with-object' && xml('ds:Object', xml('other:Thing')), fault === 'counter-signature-in-object' && xml('ds:Object', inner));

  const document = declareAll ? declaring(root, EUROPASS) : canonical(root, new Set(), EUROPASS);
  const written = canonical(signature, declareAll ? new Set(Object.keys(EUROPASS)) : new Set(), EUROPASS);
  // The last `proof` is that of the root.
  const place = document.lastIndexOf('proof></');
  const text = `<?xml version="1.0" encoding="UTF-8" standalone="no"?>${document.slice(0, place + 6)}${written}${document.slice(place + 6)}`;
  return { bytes: utf8(text), text };
}

async function materialOf({ pki, revocation = {} }: XadesOptions, signer: TestIdentity, at: string): Promise<Xml[]> {
  const made = await statements(pki, signer, { at: hours(at, 1), ...revocation }, statementsFor(pki, signer, revocation));
  const values = (lists: boolean) => [...made].filter(([name]) => LISTS.includes(name) === lists).map(([, bytes]) => xml(lists ? 'xades:EncapsulatedCRLValue' : 'xades:EncapsulatedOCSPValue', base64(bytes)));
  const certificates = [...chainIn(pki, signer), pki.root, pki.ocsp, ...chainIn(pki, pki.tsa)].map(({ certificate }) => xml('xades:EncapsulatedX509Certificate', base64(certificate)));
  return [xml('xades:CertificateValues', ...certificates), xml('xades:RevocationValues', xml('xades:CRLValues', ...values(true)), xml('xades:OCSPValues', ...values(false)))];
}
