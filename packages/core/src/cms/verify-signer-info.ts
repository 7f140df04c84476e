import { keyBits, sameCertificate, signatureLabel, verifySignature, type Certificate } from '../x509/index.js';
import { sameBytes } from '../bytes/octets.js';
import { carriedDigest, contentDigest, digestLabelOf, signatureOf } from './algorithms.js';
import { essFinding } from './ess.js';
import { CONTENT } from './oids.js';
import { algorithmProtectionProblems, attributeNotes, contentTypeProblems, messageDigestOf, problem, repeatedAttributes, signingTimeOf } from './signed-attributes.js';
import { candidatesFor, readCertificates } from './signer-certificate.js';
import type { CmsNote, CmsProblem, SignedData, SignerInfo, SignerVerification } from './types.js';

/** Content that was digested already, with the digest that the SignerInfo names: nothing more can be checked of it than that. */
export type SignedContent = Uint8Array | { messageDigest: Uint8Array };

export interface SignerQuestion {
  /** `pades`: ETSI.CAdES.detached. `pkcs7`: adbe.pkcs7.detached. `timestamp`: RFC 3161, whose content is inside. */
  profile: 'pades' | 'pkcs7' | 'timestamp';
  /** More places where its certificate may be, such as a document security store. */
  certificates?: readonly Certificate[];
}

/**
 * Whether a SignerInfo holds for content: type, digest, signature value, and which certificate it is tied to (RFC 5652 section 5.6, RFC 5035, RFC 6211, EN 319 122-1).
 * It does not say whether the certificate holds, nor whether the algorithms are strong enough.
 */
export async function verifySignerInfo(signedData: SignedData, signer: SignerInfo, content: SignedContent, question: SignerQuestion): Promise<SignerVerification> {
  const { profile } = question;
  const attributes = signer.signedAttributes?.attributes;
  const expectedType = profile === 'timestamp' ? CONTENT.tstInfo : CONTENT.data;
  const problems: CmsProblem[] = [];
  const notes: CmsNote[] = attributeNotes(signer, profile === 'pades');
  if (signedData.contentType !== expectedType) problems.push(problem('FORMAT_FAILURE', 'content-type', { found: signedData.contentType, expected: expectedType }));
  if (profile !== 'timestamp' && signedData.content) problems.push(problem('FORMAT_FAILURE', 'content-not-detached'));
  if (!signedData.digestAlgorithms.some(({ oid }) => oid === signer.digestAlgorithm.oid)) notes.push({ rule: 'digest-algorithms', params: { digest: digestLabelOf(signer) } });
  if (attributes) {
    problems.push(...repeatedAttributes(attributes), ...contentTypeProblems(attributes, expectedType), ...algorithmProtectionProblems(signer), ...await digestProblems(signer, content));
  } else if (profile !== 'pkcs7') {
    problems.push(problem('FORMAT_FAILURE', 'signed-attributes-missing'));
  }

  const found = await identify(signedData, signer, question);
  problems.push(...found.problems);
  problems.push(...await signatureProblems(signer, content, found.certificate));
  const signingTime = attributes && signingTimeOf(attributes);
  const bits = found.certificate && keyBits(found.certificate.spki);
  return {
    problems, notes, digest: digestLabelOf(signer), ...(found.certificate ? { certificate: found.certificate } : {}),
    signature: { name: signatureLabel(signatureOf(signer), signer.digestAlgorithm.oid), ...(bits === undefined ? {} : { keyBits: bits }) },
    ...(signingTime === undefined ? {} : { signingTime }),
  };
}

async function digestProblems(signer: SignerInfo, content: SignedContent): Promise<CmsProblem[]> {
  const said = messageDigestOf(signer.signedAttributes?.attributes ?? []);
  if (!said) return [problem('FORMAT_FAILURE', 'message-digest-missing')];
  const computed = content instanceof Uint8Array ? await contentDigest(signer.digestAlgorithm.oid, content) : content.messageDigest;
  if (!computed) return [problem('CRYPTO_CONSTRAINTS_FAILURE', 'digest-unknown', { algorithm: digestLabelOf(signer) })];
  return sameBytes(computed, said) ? [] : [problem('HASH_FAILURE', 'message-digest', { digest: digestLabelOf(signer) })];
}

/** EN 319 102-1 section 5.2.3: the certificate that the attributes tie the signature to, among those that the unsigned identifier fits. */
async function identify(signedData: SignedData, signer: SignerInfo, { profile, certificates = [] }: SignerQuestion): Promise<{ certificate?: Certificate; problems: CmsProblem[] }> {
  const embedded = readCertificates(signedData.certificates);
  const pool = [...embedded, ...certificates.filter((each) => !embedded.some((other) => sameCertificate(each, other)))];
  const candidates = candidatesFor(signer.sid, pool);
  if (candidates.length === 0) return { problems: [problem('NO_SIGNING_CERTIFICATE_FOUND', 'signer-identifier', { certificates: pool.length })] };
  const attributes = signer.signedAttributes?.attributes ?? [];
  const findings = await Promise.all(candidates.map(async (certificate) => ({ certificate, ess: await essFinding(attributes, certificate) })));
  const named = findings.find(({ ess }) => ess.state === 'matches');
  if (named) return { certificate: named.certificate, problems: [] };
  const first = findings[0]!;
  if (first.ess.state === 'wrong') return { certificate: first.certificate, problems: [problem('NO_SIGNING_CERTIFICATE_FOUND', first.ess.rule)] };
  // Nothing signed says whose key it is, so whoever puts another certificate of the same key in its place is not noticed: CAdES and RFC 3161 section 2.4.1 demand the attribute.
  const chosen = await whoseKey(signer, findings.map(({ certificate }) => certificate)) ?? first.certificate;
  return { certificate: chosen, problems: profile === 'pkcs7' ? [] : [problem('SIG_CONSTRAINTS_FAILURE', 'ess-signing-certificate')] };
}

/** Of several certificates that share an identifier, the one whose key fits. */
async function whoseKey(signer: SignerInfo, candidates: readonly Certificate[]): Promise<Certificate | undefined> {
  for (const candidate of candidates.length > 1 && signer.signedAttributes ? candidates : []) {
    if (await outcome(signer, signer.signedAttributes!.bytes, candidate) === 'valid') return candidate;
  }
  return undefined;
}

const outcome = (signer: SignerInfo, data: Uint8Array, certificate: Certificate): ReturnType<typeof verifySignature> =>
  verifySignature({ algorithm: signatureOf(signer), spki: certificate.spki, data, signature: signer.signature, digestOid: signer.digestAlgorithm.oid });

async function signatureProblems(signer: SignerInfo, content: SignedContent, certificate: Certificate | undefined): Promise<CmsProblem[]> {
  const name = signatureLabel(signatureOf(signer), signer.digestAlgorithm.oid);
  const problems: CmsProblem[] = [];
  const demanded = carriedDigest(signer);
  if (demanded !== undefined && demanded !== digestLabelOf(signer)) problems.push(problem('SIG_CONSTRAINTS_FAILURE', 'digest-algorithms-differ', { digest: digestLabelOf(signer), signature: name }));
  const data = signer.signedAttributes?.bytes ?? (content instanceof Uint8Array ? content : undefined);
  if (!data) return [...problems, problem('SIGNED_DATA_NOT_FOUND', 'content')];
  if (!certificate) return problems;
  switch (await outcome(signer, data, certificate)) {
    case 'valid': return problems;
    case 'invalid': return [...problems, problem('SIG_CRYPTO_FAILURE', 'signature-value', { signature: name })];
    case 'malformed': return [...problems, problem('SIG_CRYPTO_FAILURE', 'signature-malformed', { signature: name })];
    // What cannot be computed is no proof of anything, and no proof against it.
    case 'unsupported': return [...problems, problem('CRYPTO_CONSTRAINTS_FAILURE', 'signature-algorithm', { signature: name })];
  }
}
