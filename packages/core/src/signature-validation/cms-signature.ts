import { algorithmsOf, ATTRIBUTE, attributeMaterial, contentDigest, parseSignedData, policyOf, valuesOf, verifySignerInfo, type AttributeMaterial, type CmsProblem, type SignedData, type SignerInfo, type SignerQuestion } from '../cms/index.js';
import { sameBytes } from '../bytes/octets.js';
import type { Certificate } from '../x509/index.js';
import type { Layer, RevocationMaterial, SignatureInput, TimestampInput } from './input.js';
import { SIGNED } from './poe.js';
import { fromCms, problem } from './problem.js';
import type { ValidationNote, ValidationProblem } from './types.js';

export interface CmsSignatureQuestion {
  /** DER or BER of the ContentInfo. */
  cms: Uint8Array;
  /** What was signed, detached. */
  content: Uint8Array;
  /** Which profile it must keep: `pades` for ETSI.CAdES.detached, `pkcs7` for adbe.pkcs7.detached, `sha1` for adbe.pkcs7.sha1, which is refused with its reason. */
  profile: 'pades' | 'pkcs7' | 'sha1';
  /** Where the signature lies in its container. */
  layer: Layer;
  /** Milliseconds since 1970, from the container; default: the signing-time attribute. */
  claimedTime?: number;
  /** More places where the signer's certificate may be, such as a document security store. */
  certificates?: readonly Certificate[];
}

/**
 * Describes a CMS signature for `validateSignature`: its own cryptography is checked here. The caller adds what its container brings besides: format problems, document time-stamps,
 * and the material of a document security store.
 */
export async function readCmsSignature(question: CmsSignatureQuestion): Promise<SignatureInput> {
  const { layer, profile } = question;
  const reading = parseSignedData(question.cms);
  if (!reading.ok) return unreadable(question, [problem('FORMAT_FAILURE', 'cms-malformed', { reason: reading.reason })]);
  const { signedData } = reading;
  const format: ValidationProblem[] = [];
  if (signedData.trailing) format.push(problem('FORMAT_FAILURE', 'cms-trailing-data'));
  // ISO 32000-2 section 12.8.3.3.1, EN 319 142-1 section 5.3: one signer, or nobody knows which of them a reader shows.
  if (signedData.signers.length !== 1) format.push(problem('FORMAT_FAILURE', 'signer-count', { count: signedData.signers.length }));
  const [signer] = signedData.signers;
  if (!signer) return unreadable(question, format);

  const { about, content, problems: profileProblems } = await asProfile(question, signedData);
  const asked: SignerQuestion = { profile: profile === 'pades' ? 'pades' : 'pkcs7', ...(question.certificates ? { certificates: question.certificates } : {}) };
  const verified = await verifySignerInfo(about, signer, content, asked);
  const { certificate } = verified;
  const split = sort([...verified.problems.map(fromCms), ...profileProblems]);
  const material = attributeMaterial(signer);
  const claimedTime = question.claimedTime ?? verified.signingTime;
  const signaturePolicy = policyOf(signer.signedAttributes?.attributes ?? []);
  return {
    format: [...format, ...split.format], signer: { problems: split.signer, ...(certificate ? { certificate: certificate.der } : {}) }, integrity: split.integrity, constraints: split.constraints,
    ...(signaturePolicy === undefined ? {} : { signaturePolicy }),
    algorithms: algorithmsOf(signer, certificate),
    names: { ...(verified.digest ? { digest: verified.digest } : {}), ...(verified.signature.name ? { signature: verified.signature.name } : {}), ...(verified.signature.keyBits ? { keyBits: verified.signature.keyBits } : {}) },
    certificates: [...at(signedData.certificates, layer), ...at(material.signed.certificates, SIGNED), ...at(material.unsigned.certificates, layer)],
    revocation: [...revocationOf(signedData, layer), ...revocationOf(material.signed, SIGNED), ...revocationOf(material.unsigned, layer)],
    timestamps: timestampsOf(signer, question.content, layer), layer, notes: [...verified.notes, ...otherTimestamps(signer)],
    ...(claimedTime === undefined ? {} : { claimedTime }),
  };
}

const unreadable = ({ layer, claimedTime }: CmsSignatureQuestion, format: ValidationProblem[]): SignatureInput => ({
  format, signer: { problems: [] }, integrity: [], constraints: [], algorithms: [], certificates: [], revocation: [], timestamps: [], layer, ...(claimedTime === undefined ? {} : { claimedTime }),
});

/**
 * adbe.pkcs7.sha1 signs an inner content, which is the SHA-1 of the file's ranges (ISO 32000-1 section 12.8.3.3.1): whoever finds a second file with that digest has it signed, and that can be done
 * since 2017. What it says is read and compared, and it is refused all the same.
 */
async function asProfile({ profile, content }: CmsSignatureQuestion, signedData: SignedData): Promise<{ about: SignedData; content: Uint8Array; problems: ValidationProblem[] }> {
  if (profile !== 'sha1') return { about: signedData, content, problems: [] };
  const { content: inner, ...about } = signedData;
  const holds = inner !== undefined && sameBytes(await contentDigest('1.3.14.3.2.26', content), inner);
  const refusal = problem('SIG_CONSTRAINTS_FAILURE', 'adbe-pkcs7-sha1', { digest: 'SHA-1' });
  return { about, content: inner ?? new Uint8Array(), problems: holds ? [refusal] : [problem('HASH_FAILURE', 'adbe-pkcs7-sha1-content', { digest: 'SHA-1' }), refusal] };
}

/** Which building block a finding belongs to. */
function sort(problems: readonly ValidationProblem[]): Record<'format' | 'signer' | 'integrity' | 'constraints', ValidationProblem[]> {
  const of = (...subs: CmsProblem['sub'][]): ValidationProblem[] => problems.filter(({ sub }) => subs.includes(sub));
  const [format, signer, integrity] = [of('FORMAT_FAILURE'), of('NO_SIGNING_CERTIFICATE_FOUND'), of('HASH_FAILURE', 'SIG_CRYPTO_FAILURE', 'SIGNED_DATA_NOT_FOUND')];
  const placed = new Set([...format, ...signer, ...integrity]);
  return { format, signer, integrity, constraints: problems.filter((each) => !placed.has(each)) };
}

const at = (ders: readonly Uint8Array[], layer: Layer): { der: Uint8Array; layer: Layer }[] => ders.map((der) => ({ der, layer }));

export const revocationOf = ({ crls, ocsps }: Pick<AttributeMaterial, 'crls' | 'ocsps'>, layer: Layer): RevocationMaterial[] => [...at(ocsps, layer), ...at(crls, layer)];

/** Tokens in attributes: over the content before it was signed, and over the signature's octets (EN 319 122-1 sections 5.2.8 and 5.3). */
function timestampsOf(signer: SignerInfo, content: Uint8Array, layer: Layer): TimestampInput[] {
  const before = valuesOf(signer.signedAttributes?.attributes, ATTRIBUTE.contentTimestamp);
  const after = valuesOf(signer.unsignedAttributes, ATTRIBUTE.signatureTimestamp);
  return [
    ...before.map((token): TimestampInput => ({ kind: 'content', token, data: content, covers: 'signed-data', layer: SIGNED })),
    ...after.map((token): TimestampInput => ({ kind: 'signature', token, data: signer.signature, covers: 'signature', layer })),
  ];
}

/** PAdES forbids the archive time-stamps of CAdES (EN 319 142-1 section 6.3): they are told, and prove nothing here. */
function otherTimestamps(signer: SignerInfo): ValidationNote[] {
  const kinds = [['archiveTimestampV2', 'archive'], ['archiveTimestampV3', 'archive'], ['signatureAndRefsTimestamp', 'refs'], ['refsTimestamp', 'refs']] as const;
  return kinds.flatMap(([name, kind]) => {
    const count = valuesOf(signer.unsignedAttributes, ATTRIBUTE[name]).length;
    return count > 0 ? [{ rule: 'timestamp-not-judged', params: { kind, count } }] : [];
  });
}
