import { canonicalDocument, canonicalElement } from './canonicalize.js';
import { DIGESTS, entry } from './names.js';
import { inventory, type FormReference, type SignatureForm } from './signature-form.js';
import type { XmlElement } from './types.js';

/** One reference with what it is over, as octets. `octets` is absent where its canonical form cannot be said. */
export interface ProcessedReference { reference: FormReference; octets?: Uint8Array; holds: boolean }

/** XML Signature section 4.4.3.2: what each reference is over, in their order, and whether its digest is that of the octets. */
export async function processReferences(root: XmlElement, { signature, references }: SignatureForm): Promise<ProcessedReference[]> {
  return Promise.all(references.map(async (reference): Promise<ProcessedReference> => {
    const { target, canonicalization, removes } = reference;
    const without = new Set(removes === 'all-signatures' ? inventory(root).signatures : [signature]);
    const canonical = target ? canonicalElement(target, canonicalization) : canonicalDocument(root, canonicalization, without);
    if (canonical === undefined) return { reference, holds: false };
    const octets = new TextEncoder().encode(canonical);
    const digest = new Uint8Array(await crypto.subtle.digest(entry(DIGESTS, reference.digestAlgorithm)!, octets));
    return { reference, octets, holds: digest.length === reference.digest.length && digest.every((byte, index) => byte === reference.digest[index]) };
  }));
}
