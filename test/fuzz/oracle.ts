import { DataIntegrityProof } from '@digitalbazaar/data-integrity';
import { cryptosuite as ecdsaRdfc2019 } from '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite';
import { cryptosuite as eddsaRdfc2022 } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite';
import * as vc from '@digitalbazaar/vc';
import { asArray, isObject, type JsonObject } from '@credlens/core/report';
import { DID_1, documentLoader, MULTIKEY_1 } from '@credlens/demo-issuer';

const suite = [new DataIntegrityProof({ cryptosuite: eddsaRdfc2022 }), new DataIntegrityProof({ cryptosuite: ecdsaRdfc2019 })];

/** Status is another question: only what was signed is asked about here. */
const checkStatus = async () => ({ verified: true });

/**
 * Whether `@digitalbazaar/vc` finds the signatures of a document good, each by the key that its proof names. It is asked of what was accepted alone, so it answers
 * true where it has no say: proof chains, and the older suite.
 */
export async function otherLibraryVerifies(input: string | Uint8Array | JsonObject, now: string): Promise<boolean> {
  const document: unknown = typeof input === 'string' ? JSON.parse(input.trim().replace(/^```\w*\n|\n```$/g, '')) : input instanceof Uint8Array ? JSON.parse(new TextDecoder().decode(input).trim()) : input;
  if (!isObject(document)) return true;
  const signed = [document, ...asArray(document['verifiableCredential']).filter(isObject)];
  const proofs = signed.flatMap((one) => asArray(one['proof'])).filter(isObject);
  if (proofs.some((proof) => proof['type'] !== 'DataIntegrityProof' || proof['previousProof'] !== undefined)) return true;
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
  if (JSON.stringify(document['type']).includes('VerifiablePresentation')) {
    const [proof] = proofs;
    if (!proof) return true;
    const { challenge, domain } = proof;
    return (await vc.verify({ presentation: document, suite, documentLoader: loader, challenge, domain, now, checkStatus })).verified;
  }
  return (await vc.verifyCredential({ credential: document, suite, documentLoader: loader, now, checkStatus })).verified;
}
