import canonicalize from 'canonicalize';
import { base58, hashed } from './bytes.js';
import type { JsonObject } from './json.js';
import type { Signer } from './keys.js';
import type { JcsSuite, SuiteImplementation } from './sign.js';

/**
 * `eddsa-jcs-2022` and `ecdsa-jcs-2019` (vc-di-eddsa section 3.3, vc-di-ecdsa section 3.3): two hashes of RFC 8785, with the document's contexts in the proof.
 * Another implementation of the canonical form than the verifier's.
 */
export function jcs(cryptosuite: JcsSuite, signer: Signer, created: string | null): SuiteImplementation {
  return {
    ensureSuiteContext: () => undefined,
    async createProof({ document, purpose }) {
      const contexts = (document as JsonObject)['@context'];
      const usual: JsonObject = { type: 'DataIntegrityProof', cryptosuite, ...(created === null ? {} : { created }), verificationMethod: signer.id, ...(contexts === undefined ? {} : { '@context': contexts }) };
      const proof = await purpose.update(usual);
      const signed = proof['@context'] === undefined ? document : { ...document, '@context': proof['@context'] };
      const hashes = await Promise.all([proof, signed].map((part) => hashed(signer.algorithm === 'P-384' ? 'SHA-384' : 'SHA-256', canonicalize(part) ?? '')));
      return { ...proof, proofValue: `z${base58(await signer.sign({ data: Uint8Array.from(hashes.flatMap((hash) => [...hash])) }))}` };
    },
  };
}
