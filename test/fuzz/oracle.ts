import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite as ecdsaRdfc2019 } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import { createVerifyCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import { cryptosuite as eddsaRdfc2022 } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { asArray, isObject, type JsonObject } from '@credlens/core/report';
import { DID_1, documentLoader, MULTIKEY_1 } from '@credlens/demo-issuer';
import type { Pool } from './pool.js';

const suite = [new DataIntegrityProof({ cryptosuite: eddsaRdfc2022 }), new DataIntegrityProof({ cryptosuite: ecdsaRdfc2019 }), new DataIntegrityProof({ cryptosuite: createVerifyCryptosuite() })];
const BY_LIBRARY: readonly unknown[] = ['eddsa-rdfc-2022', 'ecdsa-rdfc-2019', 'ecdsa-sd-2023'];

/** Status is another question: only what was signed is asked about here. */
const checkStatus = async () => ({ verified: true });

/** JSON with its members in order: what RFC 8785 signs is the same where this is. */
function ordered(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => (isObject(member) ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => (a < b ? -1 : 1))) : member));
}

function documentOf(input: string | Uint8Array | JsonObject): unknown {
  if (typeof input === 'object' && !(input instanceof Uint8Array)) return input;
  try {
    return JSON.parse((typeof input === 'string' ? input : new TextDecoder().decode(input)).trim());
  } catch {
    return undefined;
  }
}

/**
 * Whether `@digitalbazaar/vc` finds the signatures of a document good, each by the key that its proof names; of proofs over RFC 8785, whether the document is one that was signed so.
 * It is asked of what was accepted alone. Absent where it has no say: proof chains, the older suite, and what is no document.
 */
export async function otherLibraryVerifies(input: string | Uint8Array | JsonObject, now: string, { documents }: Pool): Promise<boolean | undefined> {
  const document = documentOf(input);
  if (!isObject(document)) return undefined;
  const signed = [document, ...asArray(document['verifiableCredential']).filter(isObject)];
  const proofs = signed.flatMap((one) => asArray(one['proof'])).filter(isObject);
  // An Open Badge of the second generation is proved by where it is, whatever else stands in it.
  const types = asArray(document['type']);
  if (proofs.length === 0 || !(types.includes('VerifiableCredential') || types.includes('VerifiablePresentation'))) return undefined;
  if (proofs.some((proof) => proof['type'] !== 'DataIntegrityProof' || proof['previousProof'] !== undefined)) return undefined;
  if (proofs.some((proof) => String(proof['cryptosuite']).includes('-jcs-'))) return documents.some((one) => ordered(one) === ordered(document));
  if (!proofs.every((proof) => BY_LIBRARY.includes(proof['cryptosuite']))) return undefined;
  const known = Object.fromEntries(proofs.flatMap((proof) => {
    const method = String(proof['verificationMethod']);
    const [controller = '', fragment = ''] = method.split('#');
    const key = fragment || controller.slice('did:key:'.length);
    return [
      [method, { '@context': MULTIKEY_1, id: method, type: 'Multikey', controller, publicKeyMultibase: key }],
      [controller, { '@context': DID_1, id: controller, assertionMethod: [method], authentication: [method] }],
    ];
  }));
  const loader = documentLoader(known);
  if (types.includes('VerifiablePresentation')) {
    const [proof] = proofs;
    if (!proof) return undefined;
    const { challenge, domain } = proof;
    return (await vc.verify({ presentation: document, suite, documentLoader: loader, challenge, domain, now, checkStatus })).verified;
  }
  return (await vc.verifyCredential({ credential: document, suite, documentLoader: loader, now, checkStatus })).verified;
}
