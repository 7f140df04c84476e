import type { KeyAlgorithm, PublicKey } from '../did/index.js';
import type { Code } from '../report/codes.js';
import { isString, own, type JsonObject } from '../report/json.js';

/** Canonical N-Quads of a document under its own contexts. */
export type Canonize = (document: object) => Promise<string>;

export interface SuiteInput {
  /** The document without this proof; with the proofs that this one follows, where it is chained. */
  document: JsonObject;
  proof: JsonObject;
  key: PublicKey;
  canonize: Canonize;
}

/** One way to sign a document. */
export interface Suite {
  name: string;
  algorithms: readonly KeyAlgorithm[];
  /** True where the document holds what its holder chose to show of a longer one. */
  selective?: true;
  /** What is wrong with the proof before any key is looked at; `undefined` where nothing is. */
  refuses(input: Pick<SuiteInput, 'document' | 'proof'>): Code | undefined;
  /**
   * Makes the bytes that were signed, then gives the signature's check. The first throws TransformError; the second throws where proof value or key are not what the suite asks for.
   */
  transform(input: SuiteInput): Promise<() => Promise<boolean>>;
}

/** The libraries take a key in this form alone, with its context. */
export function multikey({ multibase }: PublicKey): object {
  return { '@context': 'https://w3id.org/security/multikey/v1', type: 'Multikey', publicKeyMultibase: multibase };
}

/** Data Integrity 1.0 section 4.2: a proof value is base58btc; what a library would take besides is not the same credential's signature. */
export function refusesValue({ proof }: { proof: JsonObject }): Code | undefined {
  const value = own(proof, 'proofValue');
  return isString(value) && /^z[1-9A-HJ-NP-Za-km-z]{1,512}$/.test(value) ? undefined : 'signature.malformed';
}

/** The proof's configuration as it is read under the document's contexts, whatever the proof says of its own (EdDSA section 3.2.5). */
export function configuration(proof: JsonObject): JsonObject {
  const { '@context': _ignored, ...rest } = proof;
  return rest;
}
