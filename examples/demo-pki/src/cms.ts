import { digestFor, sign, signatureIdentifier, type SigningOptions } from './algorithms.js';
import type { TestIdentity } from './certificate.js';
import { contentsOf, context, contextPrimitive, flipBit, integer, join, octetString, oid, retag, sequence, set, setOf, type Bytes } from './der.js';
import { digest, digestIdentifier, type DigestName } from './digests.js';
import { keyIdentifier } from './extensions.js';
import { testKey } from './keys.js';
import { adobeRevocation, algorithmProtection, attribute, ATTRIBUTE, essAttributes, signaturePolicy, signingTime, type EssOptions } from './signed-attributes.js';

export const ID_DATA = '1.2.840.113549.1.7.1';
export const ID_TST_INFO = '1.2.840.113549.1.9.16.1.4';

export type CmsFault =
  | 'signature-corrupt' | 'signature-by-other-key' | 'signature-over-content' | 'signature-over-implicit-tag' | 'signature-empty'
  | 'message-digest-wrong' | 'message-digest-missing' | 'message-digest-two-values' | 'message-digest-twice' | 'message-digest-not-octets' | 'content-type-wrong' | 'content-type-missing' | 'content-type-twice'
  | 'no-signed-attributes' | 'signed-attributes-unsorted' | 'signed-attributes-empty'
  | 'no-signers' | 'two-signers' | 'signer-serial-wrong' | 'signer-issuer-wrong' | 'digest-algorithm-wrong' | 'digest-algorithms-empty' | 'digest-algorithms-other' | 'digest-unknown'
  | 'signature-algorithm-wrong' | 'signature-algorithm-unknown' | 'algorithm-protection-digest-wrong' | 'algorithm-protection-signature-wrong'
  | 'version-wrong' | 'not-signed-data' | 'content-info-only' | 'trailing-bytes' | 'truncated' | 'indefinite-length' | 'empty';

export interface SignedDataOptions {
  /** What is signed. */
  content: Uint8Array;
  /** Its digest, where the content itself is not at hand, or a wrong one. */
  contentDigest?: Uint8Array;
  signer: TestIdentity;
  /** Default the signer's own. */
  certificates?: readonly (TestIdentity | Uint8Array)[];
  crls?: readonly Uint8Array[];
  /** RFC 5940: OCSP responses beside the CRLs. */
  ocsps?: readonly Uint8Array[];
  /** The digest of the content, and of the signature unless `signature` says another. */
  digest?: DigestName;
  signature?: SigningOptions;
  /** Default true: the content is not inside. */
  detached?: boolean;
  /** Default id-data. */
  contentType?: string;
  /** Names the signer by key identifier. */
  byKeyIdentifier?: boolean;
  ess?: EssOptions;
  /** ISO 8601; PAdES baseline forbids it (EN 319 142-1 section 6.3). */
  signingTime?: string;
  algorithmProtection?: boolean;
  signaturePolicy?: Parameters<typeof signaturePolicy>[0];
  /** A token over the content (EN 319 122-1 section 5.2.8). */
  contentTimestamp?: (content: Uint8Array) => Promise<Uint8Array>;
  /** Revocation values among the signed attributes, as Adobe's programs write them. */
  adobeRevocation?: Parameters<typeof adobeRevocation>[0];
  /** More attributes, DER. */
  signedAttributes?: readonly Uint8Array[];
  /** Tokens over the signature's octets (EN 319 122-1 section 5.3). */
  signatureTimestamps?: readonly ((signature: Uint8Array) => Promise<Uint8Array>)[];
  unsignedAttributes?: readonly Uint8Array[];
  fault?: CmsFault;
}

async function attributesOf(options: SignedDataOptions, name: DigestName, digestAlgorithm: Uint8Array, signatureAlgorithm: Uint8Array): Promise<Bytes[]> {
  const { content, signer, fault } = options;
  const value = fault === 'message-digest-wrong' ? flipBit(digest(name, content)) : options.contentDigest ?? digest(name, content);
  const octets = fault === 'message-digest-not-octets' ? integer(5) : octetString(value);
  const messageDigest = fault === 'message-digest-missing' ? [] : [attribute(ATTRIBUTE.messageDigest, octets, ...(fault === 'message-digest-two-values' ? [octetString(flipBit(value))] : []))];
  const contentType = fault === 'content-type-missing' ? [] : [attribute(ATTRIBUTE.contentType, oid(fault === 'content-type-wrong' ? '1.2.840.113549.1.7.5' : options.contentType ?? ID_DATA))];
  const protection = fault === 'algorithm-protection-digest-wrong' ? [algorithmProtection(digestIdentifier('SHA-1'), signatureAlgorithm)]
    : fault === 'algorithm-protection-signature-wrong' ? [algorithmProtection(digestAlgorithm, sequence(oid('1.2.840.113549.1.1.5')))]
      : options.algorithmProtection ? [algorithmProtection(digestAlgorithm, signatureAlgorithm)] : [];
  return [
    ...contentType, ...(fault === 'content-type-twice' ? contentType : []),
    ...(options.signingTime ? [signingTime(options.signingTime)] : []),
    ...messageDigest, ...(fault === 'message-digest-twice' ? messageDigest : []),
    ...essAttributes(signer, options.ess), ...protection,
    ...(options.signaturePolicy ? [signaturePolicy(options.signaturePolicy)] : []),
    ...(options.contentTimestamp ? [attribute(ATTRIBUTE.contentTimestamp, await options.contentTimestamp(content))] : []),
    ...(options.adobeRevocation ? [adobeRevocation(options.adobeRevocation)] : []),
    ...(options.signedAttributes ?? []).map((each) => new Uint8Array(each)),
  ];
}

function signerIdentifier({ signer, byKeyIdentifier, fault }: SignedDataOptions): Bytes {
  if (byKeyIdentifier) return contextPrimitive(0, keyIdentifier(signer.key.spki));
  return sequence(fault === 'signer-issuer-wrong' ? signer.name : signer.issuerName, integer(fault === 'signer-serial-wrong' ? signer.serial + 1n : signer.serial));
}

async function signerInfo(options: SignedDataOptions): Promise<Bytes> {
  const { signer, fault, content } = options;
  const signing: SigningOptions = { ...(options.digest ? { digest: options.digest } : {}), ...options.signature };
  const name = options.digest ?? digestFor(signer.key, signing);
  const digestAlgorithm = fault === 'digest-unknown' ? sequence(oid('1.3.6.1.4.1.99999.4')) : digestIdentifier(fault === 'digest-algorithm-wrong' ? 'SHA-384' : name);
  const signatureAlgorithm = fault === 'signature-algorithm-unknown' ? sequence(oid('1.3.6.1.4.1.99999.2'))
    : fault === 'signature-algorithm-wrong' ? signatureIdentifier(testKey('another', signer.key.kind.startsWith('RSA') ? 'P-256' : 'RSA-2048')) : signatureIdentifier(signer.key, signing);
  const attributes = fault === 'no-signed-attributes' ? undefined : fault === 'signed-attributes-empty' ? [] : await attributesOf(options, name, digestAlgorithm, signatureAlgorithm);
  const asSet = attributes && (fault === 'signed-attributes-unsorted' ? set(...attributes.toSorted((a, b) => b.length - a.length)) : setOf(...attributes));
  const implicit = asSet && retag(0xa0, asSet);
  const signed = fault === 'signature-over-content' || !asSet || !implicit ? new Uint8Array(content) : fault === 'signature-over-implicit-tag' ? implicit : asSet;
  const key = fault === 'signature-by-other-key' ? testKey('somebody else', signer.key.kind) : signer.key;
  const right = await sign(key, signed, signing);
  const value = fault === 'signature-corrupt' ? flipBit(right) : fault === 'signature-empty' ? new Uint8Array() : right;
  const timestamps = await Promise.all((options.signatureTimestamps ?? []).map((make) => make(value)));
  const unsigned = [...timestamps.map((token) => attribute(ATTRIBUTE.signatureTimestamp, token)), ...options.unsignedAttributes ?? []];
  return sequence(
    integer(fault === 'version-wrong' ? 7 : options.byKeyIdentifier ? 3 : 1), signerIdentifier(options), digestAlgorithm, ...(implicit ? [implicit] : []), signatureAlgorithm, octetString(value),
    ...(unsigned.length > 0 ? [retag(0xa1, setOf(...unsigned))] : []),
  );
}

/** A CMS SignedData in its ContentInfo (RFC 5652), as CAdES and PAdES baseline want it, or with one fault. */
export async function signedData(options: SignedDataOptions): Promise<Bytes> {
  const { signer, fault, contentType = ID_DATA, detached = true, crls = [], ocsps = [] } = options;
  if (fault === 'empty') return new Uint8Array();
  const certificates = (options.certificates ?? [signer]).map((each) => (each instanceof Uint8Array ? each : each.certificate));
  const info = await signerInfo(options);
  const infos = fault === 'no-signers' ? [] : fault === 'two-signers' ? [info, await signerInfo({ ...options, contentDigest: flipBit(digest('SHA-256', options.content)) })] : [info];
  const name = options.digest ?? digestFor(signer.key, options.signature);
  const digests = fault === 'digest-algorithms-empty' ? [] : [digestIdentifier(fault === 'digest-algorithms-other' ? 'SHA-1' : name)];
  const revocations = [...crls, ...ocsps.map((each) => context(1, oid('1.3.6.1.5.5.7.16.2'), each))];
  const data = sequence(
    integer(ocsps.length > 0 ? 5 : contentType !== ID_DATA || options.byKeyIdentifier ? 3 : 1), setOf(...digests), sequence(oid(contentType), ...(detached ? [] : [context(0, octetString(options.content))])),
    ...(certificates.length > 0 ? [retag(0xa0, setOf(...certificates))] : []), ...(revocations.length > 0 ? [retag(0xa1, setOf(...revocations))] : []), setOf(...infos),
  );
  if (fault === 'content-info-only') return data;
  return asWritten(sequence(oid(fault === 'not-signed-data' ? '1.2.840.113549.1.7.3' : '1.2.840.113549.1.7.2'), context(0, data)), fault);
}

function asWritten(bytes: Bytes, fault: CmsFault | undefined): Bytes {
  if (fault === 'trailing-bytes') return join(bytes, Uint8Array.of(0xde, 0xad));
  if (fault === 'truncated') return bytes.slice(0, -40);
  if (fault === 'indefinite-length') return join(Uint8Array.of(0x30, 0x80), contentsOf(bytes), Uint8Array.of(0, 0));
  return bytes;
}
