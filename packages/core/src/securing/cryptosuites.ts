import { DataIntegrityProof, type Cryptosuite } from '@digitalbazaar/data-integrity';
import { cryptosuite as ecdsaRdfc2019 } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite as eddsaRdfc2022 } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import type { KeyAlgorithm, PublicKey } from '../did/index.js';
import { own, type JsonObject } from '../report/json.js';

/** Canonical N-Quads of a document under its own contexts. */
export type Canonize = (document: object) => Promise<string>;

export interface SuiteInput {
  /** The document without this proof; with the proofs that this one follows, where it is chained. */
  document: JsonObject;
  proof: JsonObject;
  key: PublicKey;
  canonize: Canonize;
}

/** One way to sign a graph. `hashData` throws what `canonize` throws; `verify` throws where proof value or key are not what the suite asks for. */
export interface Suite {
  name: string;
  algorithms: readonly KeyAlgorithm[];
  hashData(input: SuiteInput): Promise<Uint8Array>;
  verify(input: SuiteInput, hashData: Uint8Array): Promise<boolean>;
}

/** The libraries take a key in this form alone, with its context. */
function multikey({ multibase }: PublicKey): object {
  return { '@context': 'https://w3id.org/security/multikey/v1', type: 'Multikey', publicKeyMultibase: multibase };
}

/** Contexts are read through `canonize`; a library that asks for a document itself is refused. */
const noLoader = () => Promise.reject(new Error('Not loaded here'));

/** Data Integrity: the proof's configuration is read under the document's contexts, whatever the proof says of its own (EdDSA section 3.2.5). */
function configuration(proof: JsonObject): JsonObject {
  const { '@context': _ignored, ...rest } = proof;
  return rest;
}

/**
 * The libraries' own verifyProof is not used: it hides why a proof failed in an English message, takes a key from any loader, and never looks at `expires`.
 * Their hashing and their signature check are.
 */
function dataIntegrity(cryptosuite: Cryptosuite, algorithms: readonly KeyAlgorithm[]): Suite {
  const bind = (canonize: Canonize) => {
    const bound: Cryptosuite = { ...cryptosuite, canonize: (document) => canonize(document) };
    return { bound, suite: new DataIntegrityProof({ cryptosuite: bound }) };
  };
  return {
    name: cryptosuite.name,
    algorithms,
    hashData: ({ document, proof, key, canonize }) => {
      const { bound, suite } = bind(canonize);
      const input = { document, proof: configuration(proof), documentLoader: noLoader, verificationMethod: multikey(key) };
      return bound.createVerifyData ? bound.createVerifyData({ ...input, cryptosuite: bound, dataIntegrityProof: suite }) : suite.createVerifyData(input);
    },
    verify: ({ proof, key, canonize }, verifyData) => bind(canonize).suite.verifySignature({ verifyData, verificationMethod: multikey(key), proof }),
  };
}

/** The suite before Data Integrity 1.0, which issuers of real badges still use: the same two hashes, its own proof type. */
const ed25519Signature2020: Suite = {
  name: 'Ed25519Signature2020',
  algorithms: ['Ed25519'],
  hashData: ({ document, proof, canonize }) => {
    const suite = new Ed25519Signature2020();
    suite.canonize = (input) => canonize(input);
    return suite.createVerifyData({ document, proof: configuration(proof), documentLoader: noLoader });
  },
  verify: ({ proof, key }, verifyData) => new Ed25519Signature2020().verifySignature({ verifyData, verificationMethod: multikey(key), proof }),
};

const SUITES: readonly Suite[] = [
  dataIntegrity(eddsaRdfc2022, ['Ed25519']),
  dataIntegrity(ecdsaRdfc2019, ['P-256', 'P-384']),
  ed25519Signature2020,
];

/** The suite that a proof names, or `undefined` for one that this engine does not know: it is reported, never taken for good. */
export function suiteOf(proof: JsonObject): Suite | undefined {
  const type = own(proof, 'type');
  const name = type === 'DataIntegrityProof' ? own(proof, 'cryptosuite') : type;
  return SUITES.find((suite) => suite.name === name && (type === 'DataIntegrityProof') === (suite !== ed25519Signature2020));
}
