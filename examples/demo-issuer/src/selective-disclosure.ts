import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { createDiscloseCryptosuite, createSignCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { documentLoader } from './contexts.js';
import type { Identity } from './identities.js';
import { copy, type JsonObject } from './json.js';
import { signerOf } from './keys.js';

/**
 * Signs with `ecdsa-sd-2023` (P-256 alone) and gives what the holder alone should have: the base proof. `mandatory` are RFC 6901 pointers of what the holder must always show.
 * The library makes a key for each signature, so no two are the same.
 */
export async function issueSelective(document: JsonObject, options: { by: Identity; created: string; mandatory?: readonly string[] }): Promise<JsonObject> {
  const { by, created, mandatory: mandatoryPointers = ['/issuer', '/validFrom', '/validUntil'] } = options;
  const signer = await signerOf(by.key, by.verificationMethod);
  const suite = new DataIntegrityProof({ signer, date: created, cryptosuite: createSignCryptosuite({ mandatoryPointers }) });
  return await vc.issue({ credential: copy(document), suite, documentLoader: documentLoader() }) as JsonObject;
}

/** What the holder shows: what is mandatory, and what the pointers name. */
export async function disclose(base: JsonObject, selectivePointers: readonly string[]): Promise<JsonObject> {
  const suite = new DataIntegrityProof({ cryptosuite: createDiscloseCryptosuite({ selectivePointers }) });
  return await vc.derive({ verifiableCredential: copy(base), suite, documentLoader: documentLoader() }) as JsonObject;
}
