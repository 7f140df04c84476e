import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite as ecdsaRdfc2019 } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import { Ed25519Signature2020 } from '@digitalbazaar/ed25519-signature-2020';
import { cryptosuite as eddsaRdfc2022 } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { documentLoader, type DocumentLoader } from './contexts.js';
import type { Identity } from './identities.js';
import { copy, given, type Json, type JsonObject } from './json.js';
import { jcs } from './jcs.js';
import { signerOf } from './keys.js';

export type Suite = 'eddsa-rdfc-2022' | 'ecdsa-rdfc-2019' | 'Ed25519Signature2020';

export interface SignOptions {
  /** Who signs. */
  by: Identity;
  /** Default: what the key is for (`eddsa-rdfc-2022`, or `ecdsa-rdfc-2019`). */
  suite?: Suite;
  /** `created` of the proof, ISO 8601; `null` leaves it out. */
  created: string | null;
  /** JSON-LD contexts beyond the packages', by URL: what this signer believes is served there. */
  contexts?: Readonly<Record<string, JsonObject>>;
}

/** Over the JSON itself (RFC 8785). */
export type JcsSuite = 'eddsa-jcs-2022' | 'ecdsa-jcs-2019';

export interface ProofOptions extends Omit<SignOptions, 'suite'> {
  suite?: Suite | JcsSuite;
  /** Members of the proof that replace or add to the usual ones: `expires`, `domain`, `challenge`, `proofPurpose`, `previousProof`, `id`, `verificationMethod` … */
  proof?: JsonObject;
  /** Sign although terms are undefined or URLs relative: what the context does not define is then left out of what is signed. */
  lossy?: boolean;
}

export interface SuiteImplementation {
  ensureSuiteContext(options: { document: object; addSuiteContext: boolean }): void;
  createProof(options: { document: object; purpose: { update(proof: JsonObject): Promise<JsonObject> }; documentLoader: DocumentLoader }): Promise<JsonObject>;
}

const suiteOf = (options: ProofOptions): Suite | JcsSuite => options.suite ?? (options.by.key.algorithm === 'Ed25519' ? 'eddsa-rdfc-2022' : 'ecdsa-rdfc-2019');

async function implementation(options: ProofOptions, lossy = false): Promise<SuiteImplementation> {
  const suite = suiteOf(options);
  const signer = await signerOf(options.by.key, options.by.verificationMethod);
  if (suite === 'eddsa-jcs-2022' || suite === 'ecdsa-jcs-2019') return jcs(suite, signer, options.created);
  if (suite === 'Ed25519Signature2020') {
    return new Ed25519Signature2020({ signer, date: options.created ?? undefined, ...(lossy ? { canonizeOptions: { safe: false } } : {}) }) as SuiteImplementation;
  }
  const cryptosuite = suite === 'eddsa-rdfc-2022' ? eddsaRdfc2022 : ecdsaRdfc2019;
  const canonize = (input: object, settings: object) => cryptosuite.canonize(input, { ...settings, safe: false });
  return new DataIntegrityProof({ signer, date: options.created, cryptosuite: lossy ? { ...cryptosuite, canonize } : cryptosuite }) as SuiteImplementation;
}

/** Issues the way an issuer's software does: `@digitalbazaar/vc` looks at the document first. The document given is not changed. */
export async function issue(document: JsonObject, options: SignOptions): Promise<JsonObject> {
  const suite = await implementation(options);
  return await vc.issue({ credential: copy(document), suite, documentLoader: documentLoader(options.contexts) }) as JsonObject;
}

/** Signs a presentation for whoever asked with `challenge` and `domain`. */
export async function signPresentation(presentation: JsonObject, options: SignOptions & { challenge: string; domain?: string }): Promise<JsonObject> {
  const { challenge, domain } = options;
  const suite = await implementation(options);
  return await vc.signPresentation({ presentation: copy(presentation), suite, challenge, domain, documentLoader: documentLoader(options.contexts) }) as JsonObject;
}

const list = (value: Json | undefined): JsonObject[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]) as JsonObject[];

/**
 * Adds one proof, whatever the document says: nothing is looked at first. With proofs there already the result is a proof set; with
 * `previousProof` in `proof` a proof chain, whose earlier proofs are signed along with the document (Data Integrity 1.0 section 4.3).
 */
export async function addProof(document: JsonObject, options: ProofOptions): Promise<JsonObject> {
  const { proof: existing, ...unsecured } = copy(document);
  const proofs = list(existing);
  const suite = await implementation(options, options.lossy);
  suite.ensureSuiteContext({ document: unsecured, addSuiteContext: true });
  const previous = new Set(list(options.proof?.['previousProof']).map(String));
  const earlier = proofs.filter((proof) => previous.has(String(proof['id'])));
  const purpose = {
    update: async (proof: JsonObject): Promise<JsonObject> => {
      if (options.created === null) delete proof['created'];
      return Object.assign(proof, { proofPurpose: 'assertionMethod' }, options.proof);
    },
  };
  const secured = earlier.length > 0 ? { ...unsecured, proof: earlier } : unsecured;
  const made = await suite.createProof({ document: secured, purpose, documentLoader: documentLoader(options.contexts) });
  // What a JCS proof says of its contexts is signed; the libraries of the others leave it in although nobody reads it.
  if (!suiteOf(options).includes('-jcs-')) delete made['@context'];
  return { ...unsecured, proof: proofs.length > 0 ? [...proofs, made] : made };
}

/** A presentation before it is signed. `holder` is left out where nobody holds. */
export function presentation(credentials: readonly JsonObject[], options: { holder?: string; id?: string; context?: string; members?: JsonObject } = {}): JsonObject {
  return {
    '@context': [options.context ?? 'https://www.w3.org/ns/credentials/v2'],
    type: ['VerifiablePresentation'],
    ...given({ id: options.id, holder: options.holder, verifiableCredential: credentials.length > 0 ? copy([...credentials]) : undefined }),
    ...options.members,
  };
}

/** Changes one character of a signature, so that it is still well-formed and holds no longer. `at`: which proof of a set. */
export function corruptProof(document: JsonObject, at = 0): JsonObject {
  const corrupted = copy(document);
  const proof = list(corrupted['proof'])[at];
  if (!proof || typeof proof['proofValue'] !== 'string') throw new RangeError(`No proof ${at} with a proofValue`);
  const value = proof['proofValue'];
  const middle = value.length >> 1;
  proof['proofValue'] = `${value.slice(0, middle)}${value[middle] === '2' ? '3' : '2'}${value.slice(middle + 1)}`;
  return corrupted;
}
