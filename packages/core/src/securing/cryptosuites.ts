import { DataIntegrityProof, type Cryptosuite } from '@digitalbazaar/data-integrity';
import { cryptosuite as ecdsaRdfc2019 } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite as eddsaRdfc2022 } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import type { KeyAlgorithm } from '../did/index.js';
import { isString, own, type JsonObject, wordOf } from '../report/json.js';
import { TransformError } from '../json-ld/index.js';
import { proofValueKind } from './ecdsa-sd-2023-value.js';
import { jcsSuite } from './jcs.js';
import { configuration, multikey, refusesValue, type Canonize, type Suite } from './suite.js';

/** Contexts are read through `canonize`; a library that asks for a document itself is refused. */
const noLoader = () => Promise.reject(new Error('Not loaded here'));

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
    refuses: refusesValue,
    async transform({ document, proof, key, canonize }) {
      const { bound, suite } = bind(canonize);
      const input = { document, proof: configuration(proof), documentLoader: noLoader, verificationMethod: multikey(key) };
      let verifyData: Uint8Array;
      try {
        verifyData = bound.createVerifyData ? await bound.createVerifyData({ ...input, cryptosuite: bound, dataIntegrityProof: suite }) : await suite.createVerifyData(input);
      } catch (error) {
        // ECDSA's asks the key for its curve before anything else: one that is no point of it is a fault of the key, which is told with the signature's check.
        if (error instanceof TransformError || await bound.createVerifier({ verificationMethod: multikey(key) }).then(() => true, () => false)) throw error;
        return () => Promise.reject(error);
      }
      return () => suite.verifySignature({ verifyData, verificationMethod: multikey(key), proof });
    },
  };
}

/** The suite before Data Integrity 1.0, which issuers of real badges still use: the same two hashes, its own proof type. */
const ed25519Signature2020: Suite = {
  name: 'Ed25519Signature2020',
  algorithms: ['Ed25519'],
  refuses: refusesValue,
  async transform({ document, proof, key, canonize }) {
    const suite = new Ed25519Signature2020();
    suite.canonize = (input) => canonize(input);
    const verifyData = await suite.createVerifyData({ document, proof: configuration(proof), documentLoader: noLoader });
    return () => suite.verifySignature({ verifyData, verificationMethod: multikey(key), proof });
  },
};

/** Some two thousand statements, each with a signature of its own to check. */
const LONGEST_DERIVED = 200_000;

/** Only what a holder derived is looked at. It is a chunk of its own: few credentials are signed so. */
const ecdsaSd2023: Suite = {
  name: 'ecdsa-sd-2023',
  algorithms: ['P-256'],
  selective: true,
  refuses({ proof }) {
    const value = own(proof, 'proofValue');
    const kind = isString(value) ? proofValueKind(value) : undefined;
    if (kind === 'base') return 'signature.base-proof';
    if (kind === undefined) return 'signature.malformed';
    return wordOf(value).length > LONGEST_DERIVED ? 'signature.too-complex' : undefined;
  },
  transform: async (input) => (await import('./ecdsa-sd-2023.js')).transformDerived(input),
};

const SUITES: readonly Suite[] = [
  dataIntegrity(eddsaRdfc2022, ['Ed25519']),
  dataIntegrity(ecdsaRdfc2019, ['P-256', 'P-384']),
  jcsSuite('eddsa-jcs-2022', eddsaRdfc2022, ['Ed25519']),
  jcsSuite('ecdsa-jcs-2019', ecdsaRdfc2019, ['P-256', 'P-384']),
  ecdsaSd2023,
  ed25519Signature2020,
];

/** The suite that a proof names, or `undefined` for one that this engine does not know: it is reported, never taken for good. */
export function suiteOf(proof: JsonObject): Suite | undefined {
  const type = own(proof, 'type');
  const name = type === 'DataIntegrityProof' ? own(proof, 'cryptosuite') : type;
  return SUITES.find((suite) => suite.name === name && (type === 'DataIntegrityProof') === (suite !== ed25519Signature2020));
}
