import { sign, type SigningOptions } from './algorithms.js';
import type { TestIdentity } from './certificate.js';
import { base64, context, contentsOf, flipBit, fromHex, integer, sequence, utf8, type Bytes } from './der.js';
import { digest, type DigestName } from './digests.js';
import { CURVES, testKey, type CurveName } from './keys.js';
import { canonical, xml, type Xml } from './xml.js';

export type XmlSignatureFault =
  | 'signature-corrupt' | 'signature-by-other-key' | 'content-changed' | 'content-added' | 'unsigned' | 'signed-twice' | 'signature-not-in-root' | 'signature-wrapped' | 'reference-wrong' | 'reference-missing' | 'reference-twice'
  | 'transform-extra' | 'transform-missing' | 'transform-xpath' | 'canonicalization-other' | 'digest-sha1' | 'signature-sha1' | 'hmac' | 'duplicate-id' | 'doctype' | 'entity' | 'signed-properties-missing' | 'signed-properties-twice'
  | 'signing-certificate-missing' | 'signing-certificate-other' | 'signing-certificate-v1' | 'key-info-missing' | 'key-info-other' | 'key-value-only' | 'manifest' | 'comment-inside' | 'xml-1.1' | 'utf-16' | 'truncated' | 'target-wrong';

export interface XmlSigningOptions {
  signer: TestIdentity;
  /** ISO 8601: what the signer says. */
  at: string;
  digest?: DigestName;
  signature?: SigningOptions;
  fault?: XmlSignatureFault;
}

export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';
const MORE = 'http://www.w3.org/2001/04/xmldsig-more#';
export const EXCLUSIVE = 'http://www.w3.org/2001/10/xml-exc-c14n#';
export const DIGEST_URI: Partial<Record<DigestName, string>> = { 'SHA-1': `${DSIG}sha1`, 'SHA-256': 'http://www.w3.org/2001/04/xmlenc#sha256', 'SHA-384': `${MORE}sha384`, 'SHA-512': 'http://www.w3.org/2001/04/xmlenc#sha512' };

export const digested = (name: DigestName, text: string): string => base64(digest(name, utf8(text)));
export const method = (name: string, uri: string): Xml => xml(name, { Algorithm: uri });

export function signatureUri({ signer, signature, fault }: Pick<XmlSigningOptions, 'signer' | 'signature'> & { fault?: string }): string {
  const rsa = signer.key.kind.startsWith('RSA');
  const name = fault === 'signature-sha1' ? 'sha1' : (signature?.digest ?? 'SHA-256').replace('-', '').toLowerCase();
  if (fault === 'hmac') return `${MORE}hmac-sha256`;
  if (signature?.pss) return `http://www.w3.org/2007/05/xmldsig-more#${name}-rsa-MGF1`;
  if (name === 'sha1') return rsa ? `${DSIG}rsa-sha1` : `${MORE}ecdsa-sha1`;
  return `${MORE}${rsa ? 'rsa' : 'ecdsa'}-${name}`;
}

/** RFC 9231 section 2.3.6: an ECDSA value is the two numbers, each as long as the curve's. */
export function rawValue(signer: TestIdentity, value: Bytes): Bytes {
  if (!Object.hasOwn(CURVES, signer.key.kind)) return value;
  const { bytes: size } = CURVES[signer.key.kind as CurveName];
  const inside = contentsOf(value);
  const first = inside.subarray(2, 2 + (inside[1] ?? 0));
  const second = inside.subarray(4 + first.length);
  const fixed = (part: Uint8Array) => [...part].map((octet) => octet.toString(16).padStart(2, '0')).join('').slice(-2 * size).padStart(2 * size, '0');
  return fromHex(fixed(first) + fixed(second));
}

interface ReferenceOptions { uri: string; id?: string; type?: string; transforms: readonly string[]; digest: DigestName; value: string }

function reference({ uri, id, type, transforms, digest: name, value }: ReferenceOptions): Xml {
  return xml('ds:Reference', { ...(id && { Id: id }), ...(type && { Type: type }), URI: uri },
    xml('ds:Transforms', transforms.map((each) => (each.endsWith('xpath-19991116') ? xml('ds:Transform', { Algorithm: each }, xml('ds:XPath', 'not(ancestor-or-self::ds:Signature)')) : method('ds:Transform', each)))),
    method('ds:DigestMethod', DIGEST_URI[name] ?? name), xml('ds:DigestValue', value));
}

function signedProperties({ signer, at, fault }: XmlSigningOptions): Xml {
  const certificate = fault === 'signing-certificate-other' ? digest('SHA-256', utf8('another')) : digest('SHA-256', signer.certificate);
  const certDigest = xml('xades:CertDigest', method('ds:DigestMethod', DIGEST_URI['SHA-256'] ?? ''), xml('ds:DigestValue', base64(certificate)));
  const issuerSerial = sequence(sequence(context(4, signer.issuerName)), integer(signer.serial));
  const named = fault === 'signing-certificate-missing' ? undefined
    : fault === 'signing-certificate-v1' ? xml('xades:SigningCertificate', xml('xades:Cert', certDigest, xml('xades:IssuerSerial', xml('ds:X509IssuerName', 'CN=as it says'), xml('ds:X509SerialNumber', String(signer.serial)))))
      : xml('xades:SigningCertificateV2', xml('xades:Cert', certDigest, xml('xades:IssuerSerialV2', base64(issuerSerial))));
  return xml('xades:SignedProperties', { Id: 'signed-properties' }, xml('xades:SignedSignatureProperties', xml('xades:SigningTime', new Date(at).toISOString().replace('.000', '')), named),
    xml('xades:SignedDataObjectProperties', xml('xades:DataObjectFormat', { ObjectReference: '#reference' }, xml('xades:MimeType', 'text/xml'))));
}

function references(root: string, properties: string, options: XmlSigningOptions): Xml[] {
  const { fault } = options;
  const name = fault === 'digest-sha1' ? 'SHA-1' : options.digest ?? 'SHA-256';
  const enveloped = `${DSIG}enveloped-signature`;
  const transforms = fault === 'transform-extra' ? [enveloped, EXCLUSIVE, EXCLUSIVE] : fault === 'transform-missing' ? [enveloped] : fault === 'transform-xpath' ? ['http://www.w3.org/TR/1999/REC-xpath-19991116', EXCLUSIVE] : [enveloped, EXCLUSIVE];
  const whole = reference({ uri: fault === 'reference-wrong' ? '#list' : '', id: 'reference', transforms, digest: name, value: digested(name, root) });
  const own = reference({ uri: '#signed-properties', type: 'http://uri.etsi.org/01903#SignedProperties', transforms: [EXCLUSIVE], digest: name, value: digested(name, properties) });
  return [...(fault === 'reference-missing' ? [] : [whole]), ...(fault === 'reference-twice' ? [{ ...whole, attributes: { URI: '' } }] : []), ...(fault === 'signed-properties-missing' ? [] : [own])];
}

async function signature(root: string, options: XmlSigningOptions): Promise<Xml> {
  const { signer, fault } = options;
  const properties = signedProperties(options);
  const info = xml('ds:SignedInfo', method('ds:CanonicalizationMethod', fault === 'canonicalization-other' ? 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315' : EXCLUSIVE), method('ds:SignatureMethod', signatureUri(options)), references(root, canonical(properties), options));
  const key = fault === 'signature-by-other-key' ? testKey('somebody else', signer.key.kind) : signer.key;
  const made = rawValue(signer, await sign(key, utf8(canonical(info)), fault === 'signature-sha1' ? { digest: 'SHA-1' } : options.signature));
  const value = fault === 'signature-corrupt' ? flipBit(made) : made;
  const certificate = fault === 'key-info-other' ? base64(digest('SHA-512', made)) : base64(signer.certificate);
  const keyInfo = fault === 'key-info-missing' ? undefined : fault === 'key-value-only' ? xml('ds:KeyInfo', xml('ds:KeyName', 'a key')) : xml('ds:KeyInfo', xml('ds:X509Data', xml('ds:X509Certificate', certificate)));
  const qualifying = xml('xades:QualifyingProperties', { Target: fault === 'target-wrong' ? '#another' : '#signature' }, properties, fault === 'signed-properties-twice' && { ...properties, attributes: { Id: 'signed-properties-2' } });
  return xml('ds:Signature', { Id: fault === 'duplicate-id' ? 'signed-properties' : 'signature' }, info, xml('ds:SignatureValue', base64(value)), keyInfo,
    fault === 'signed-properties-missing' ? undefined : xml('ds:Object', qualifying), fault === 'manifest' && xml('ds:Object', xml('ds:Manifest', { Id: 'manifest' })));
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** A document with an enveloped XAdES baseline B signature as the last child of its root (TS 119 612 annex B), or with one fault. */
export async function signEnveloped(root: Xml, options: XmlSigningOptions): Promise<Bytes> {
  const { fault } = options;
  const plain = canonical(root);
  if (fault === 'unsigned') return utf8(DECLARATION + plain);
  const made = canonical(await signature(plain, options), new Set(['']));
  const end = plain.lastIndexOf('</');
  const within = (inside: string) => plain.slice(0, end) + inside + plain.slice(end);
  const signed = within(made);
  switch (fault) {
    case 'signed-twice': return utf8(DECLARATION + within(made + made.replaceAll('signature"', 'signature-2"').replaceAll('signed-properties"', 'signed-properties-2"').replaceAll('"reference"', '"reference-2"').replaceAll('#reference"', '#reference-2"')));
    case 'signature-not-in-root': return utf8(DECLARATION + plain.replace('</SchemeInformation>', `${made}</SchemeInformation>`));
    // The signed document as a part of another one.
    case 'signature-wrapped': return utf8(DECLARATION + plain.replace('</SchemeInformation>', `<Wrapped>${signed}</Wrapped></SchemeInformation>`));
    case 'content-changed': return utf8(DECLARATION + signed.replace('>granted<', '>withdrawn<').replace(/(<TSLSequenceNumber>)\d/, '$19'));
    case 'content-added': return utf8(DECLARATION + signed.replace('<TrustServiceProviderList>', '<TrustServiceProviderList><TrustServiceProvider></TrustServiceProvider>').replace('<SchemeInformation>', '<SchemeInformation><Added></Added>'));
    case 'doctype': return utf8(`${DECLARATION}<!DOCTYPE TrustServiceStatusList>\n${signed}`);
    case 'entity': return utf8(`${DECLARATION}<!DOCTYPE TrustServiceStatusList [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>\n${signed.replace('<SchemeInformation>', '<SchemeInformation><Name>&b;</Name>')}`);
    case 'comment-inside': return utf8(DECLARATION + signed.replace('<SchemeInformation>', '<!-- a comment --><SchemeInformation>'));
    case 'xml-1.1': return utf8(DECLARATION.replace('1.0', '1.1') + signed);
    case 'utf-16': return Uint8Array.from([0xff, 0xfe, ...[...DECLARATION.replace('UTF-8', 'UTF-16') + signed].flatMap((each) => [each.charCodeAt(0) & 255, each.charCodeAt(0) >> 8])]);
    case 'truncated': return utf8((DECLARATION + signed).slice(0, -200));
    default: return utf8(DECLARATION + signed);
  }
}
