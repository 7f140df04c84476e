import { DataIntegrityProof, type Cryptosuite } from '@digitalbazaar/data-integrity';
import type { KeyAlgorithm } from '../did/index.js';
import { limitExceeded, TransformError } from '../json-ld/index.js';
import { strictCanonicalJson } from '../report/canonical-json.js';
import { asArray, own, type JsonObject } from '../report/json.js';
import { multikey, refusesValue, type Suite, type SuiteInput } from './suite.js';

const utf8 = new TextEncoder();

function canonical(value: JsonObject): Uint8Array<ArrayBuffer> {
  try {
    return utf8.encode(strictCanonicalJson(value));
  } catch {
    throw new TransformError('invalid', '');
  }
}

/** EdDSA section 3.3.2 step 4, ECDSA section 3.3.2 step 4: the document's contexts begin with those of the proof, in their order. What follows was added later, and nobody signed it. */
function beginsWithContextsOf(document: JsonObject, proof: JsonObject): boolean {
  const signed = asArray(own(proof, '@context')).map((part) => strictCanonicalJson(part));
  const given = asArray(own(document, '@context'));
  return signed.length <= given.length && signed.every((part, at) => part === strictCanonicalJson(given[at]));
}

/** The document as it was signed: under the proof's contexts where the proof has its own. */
function signedDocument({ document, proof }: SuiteInput): JsonObject {
  const contexts = own(proof, '@context');
  return contexts === undefined ? document : { ...document, '@context': contexts };
}

/**
 * A suite over the JSON itself (RFC 8785) rather than what it says in JSON-LD: every name and value is signed, those without a meaning too.
 * The digest is the one of the key's curve. The library brings the check of the signature; its cryptosuites know no JCS.
 */
export function jcsSuite(name: string, cryptosuite: Cryptosuite, algorithms: readonly KeyAlgorithm[]): Suite {
  return {
    name,
    algorithms,
    refuses({ document, proof }) {
      try {
        return refusesValue({ proof }) ?? (beginsWithContextsOf(document, proof) ? undefined : 'signature.other-contexts');
      } catch {
        return 'signature.malformed';
      }
    },
    async transform(input) {
      const { proof, key } = input;
      // More contexts, or more objects, than are looked at elsewhere: what their words mean could not be told.
      const limit = limitExceeded(input.document);
      if (limit) throw new TransformError('too-complex', limit);
      const { proofValue: _value, ...options } = proof;
      const digest = key.algorithm === 'P-384' ? 'SHA-384' : 'SHA-256';
      const hashes = await Promise.all([options, signedDocument(input)].map(async (part) => new Uint8Array(await crypto.subtle.digest(digest, canonical(part)))));
      const verifyData = Uint8Array.from(hashes.flatMap((hash) => [...hash]));
      return () => new DataIntegrityProof({ cryptosuite: { ...cryptosuite, name } }).verifySignature({ verifyData, verificationMethod: multikey(key), proof });
    },
  };
}
