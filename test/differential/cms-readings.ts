import type * as asn1js from 'asn1js';
import { Certificate, CertificateRevocationList, ContentInfo, IssuerAndSerialNumber, SignedData, SignedDataVerifyError, type AlgorithmIdentifier, type SignedAndUnsignedAttributes, type SignerInfo as PkijsSigner } from 'pkijs';
import { parseSignedData, verifySignerInfo, type SignerInfo } from '../../packages/core/src/cms/index.js';
import { parseTimestampToken, verifyTimestampToken } from '../../packages/core/src/timestamp/index.js';
import { readName } from '@credlens/core/x509';
import { buffer, hex, pkijsName, schemaOf } from './certificate-readings.js';

export interface SignerReading {
  version: number;
  sid: string;
  digestAlgorithm: string;
  signatureAlgorithm: string;
  signature: string;
  /** What is signed. */
  signedBytes: string | undefined;
  signedAttributes: string[];
  unsignedAttributes: string[];
  messageDigest: string | undefined;
}

export interface CmsReading {
  version: number;
  digestAlgorithms: string[];
  contentType: string;
  content: string | undefined;
  certificates: string[];
  crls: string[];
  signers: SignerReading[];
}

const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const algorithm = (oid: string, parameters: Uint8Array | undefined): string => `${oid} ${parameters ? hex(parameters) : '-'}`;

function ourSigner({ version, sid, digestAlgorithm, signatureAlgorithm, signature, signedAttributes, unsignedAttributes }: SignerInfo): SignerReading {
  const attributes = (all: SignerInfo['unsignedAttributes']): string[] => all.map(({ oid, values }) => `${oid} ${values.map(hex).join(' ')}`);
  const digest = signedAttributes?.attributes.find(({ oid }) => oid === MESSAGE_DIGEST)?.values[0];
  return {
    version, digestAlgorithm: algorithm(digestAlgorithm.oid, digestAlgorithm.parameters), signatureAlgorithm: algorithm(signatureAlgorithm.oid, signatureAlgorithm.parameters), signature: hex(signature),
    sid: sid.kind === 'key-identifier' ? hex(sid.keyIdentifier) : `${sid.serialNumber} ${readName(sid.issuer)?.attributes.map(({ oid, value }) => `${oid}=${value}`).join(', ')}`,
    signedBytes: signedAttributes && hex(signedAttributes.bytes), signedAttributes: attributes(signedAttributes?.attributes ?? []), unsignedAttributes: attributes(unsignedAttributes), messageDigest: digest && hex(digest),
  };
}

const parameters = ({ algorithmId, algorithmParams }: AlgorithmIdentifier): string => algorithm(algorithmId, algorithmParams === undefined || (algorithmParams as asn1js.AsnType).idBlock.tagClass === -1 ? undefined : new Uint8Array((algorithmParams as asn1js.AsnType).toBER()));

function pkijsSigner({ version, sid, digestAlgorithm, signatureAlgorithm, signature, signedAttrs, unsignedAttrs }: PkijsSigner): SignerReading {
  const attributes = (all: SignedAndUnsignedAttributes | undefined): string[] => (all?.attributes ?? []).map(({ type, values }) => `${type} ${values.map((value) => hex((value as asn1js.AsnType).toBER())).join(' ')}`);
  const digest = signedAttrs?.attributes.find(({ type }) => type === MESSAGE_DIGEST)?.values[0];
  const identifier: unknown = sid;
  return {
    version, digestAlgorithm: parameters(digestAlgorithm), signatureAlgorithm: parameters(signatureAlgorithm), signature: hex(signature.getValue()),
    sid: identifier instanceof IssuerAndSerialNumber ? `${hex(identifier.serialNumber.valueBlock.valueHexView)} ${pkijsName(identifier.issuer).join(', ')}` : hex((identifier as asn1js.Primitive).valueBlock.valueHexView),
    signedBytes: signedAttrs && hex(signedAttrs.encodedValue), signedAttributes: attributes(signedAttrs), unsignedAttributes: attributes(unsignedAttrs), messageDigest: digest && hex((digest as asn1js.AsnType).toBER()),
  };
}

export function pkijsSignedData(der: Uint8Array): SignedData | undefined {
  try {
    const info = new ContentInfo({ schema: schemaOf(der) });
    return info.contentType === ContentInfo.SIGNED_DATA ? new SignedData({ schema: info.content }) : undefined;
  } catch {
    return undefined;
  }
}

/** The same message as both read it; undefined for who refuses it. */
export function cmsReadings(der: Uint8Array): { ours: CmsReading | undefined; pkijs: CmsReading | undefined } {
  const [own, other] = [parseSignedData(der), pkijsSignedData(der)];
  return {
    ours: own.ok ? {
      version: own.signedData.version, digestAlgorithms: own.signedData.digestAlgorithms.map((each) => algorithm(each.oid, each.parameters)), contentType: own.signedData.contentType,
      content: own.signedData.content && hex(own.signedData.content), certificates: own.signedData.certificates.map(hex), crls: own.signedData.crls.map(hex), signers: own.signedData.signers.map(ourSigner),
    } : undefined,
    pkijs: other && {
      version: other.version, digestAlgorithms: other.digestAlgorithms.map(parameters), contentType: other.encapContentInfo.eContentType, content: other.encapContentInfo.eContent && hex(other.encapContentInfo.eContent.getValue()),
      certificates: (other.certificates ?? []).filter((each) => each instanceof Certificate).map((each) => hex(each.toSchema().toBER())),
      crls: (other.crls ?? []).filter((each) => each instanceof CertificateRevocationList).map((each) => hex(each.toSchema().toBER())), signers: other.signerInfos.map(pkijsSigner),
    },
  };
}

/** `holds`, or why not: the rules that are broken, or pkijs's own words. */
export interface Judgements { ours: string; pkijs: string }

async function judgedHere(der: Uint8Array, content: Uint8Array, profile: 'pades' | 'pkcs7' | 'timestamp'): Promise<string> {
  if (profile === 'timestamp') {
    const token = parseTimestampToken(der);
    if (!token.ok) return token.reason;
    const { problems } = await verifyTimestampToken(token.token, content);
    return problems.map(({ rule }) => rule).join(' ') || 'holds';
  }
  const reading = parseSignedData(der);
  const [signer] = reading.ok ? reading.signedData.signers : [];
  if (!reading.ok || !signer) return reading.ok ? 'no-signer' : reading.reason;
  const { problems } = await verifySignerInfo(reading.signedData, signer, content, { profile });
  return problems.map(({ rule }) => rule).join(' ') || 'holds';
}

async function judgedByPkijs(der: Uint8Array, content: Uint8Array): Promise<string> {
  try {
    const signedData = pkijsSignedData(der);
    if (!signedData) return 'cannot be read';
    return await signedData.verify({ signer: 0, data: buffer(content), checkChain: false }) ? 'holds' : 'signature does not hold';
  } catch (error) {
    return error instanceof SignedDataVerifyError ? error.message : String(error);
  }
}

/** Whether digest and signature value hold under the certificate that is named: by both. */
export async function judgements(der: Uint8Array, content: Uint8Array, profile: 'pades' | 'pkcs7' | 'timestamp'): Promise<Judgements> {
  return { ours: await judgedHere(der, content, profile), pkijs: await judgedByPkijs(der, content) };
}
