import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import { setNodeDependencies } from 'xml-core';
import { Application, SignedXml } from 'xmldsigjs';
import type { XmlElement } from './types.js';

/**
 * The one module that knows xmldsigjs. The library keeps two things for the whole process: the crypto engine of `Application`, and the parser that `xml-core` uses where there is no `DOMParser`.
 * Both are set here, each time to the same values, so that who comes first does not matter. In a page or worker the library also sets its engine by itself when it is loaded, to the platform's crypto.
 * Neither holds a key, a document or a decision. It gets a document that has the one permitted form (`signature-form.ts`) and a key; its view of certificates, times and trust is never asked.
 * It is loaded only by who reads XML signatures: its own copy of pkijs comes with it.
 */
function prepare(): void {
  // A wrapper: the library writes a name on what it is given.
  const { subtle } = crypto;
  Application.setEngine('credlens', { subtle, getRandomValues: crypto.getRandomValues.bind(crypto), randomUUID: crypto.randomUUID?.bind(crypto) } as Crypto);
  setNodeDependencies({ DOMParser, XMLSerializer });
}

export type EngineAnswer = 'verified' | 'digest-mismatch' | 'signature-mismatch';

/**
 * Whether the references of `signature` have their digests and its value verifies under the key.
 * @param root of the document; it is left as it was
 */
export async function verifyWithKey(root: XmlElement, signature: XmlElement, key: CryptoKey): Promise<EngineAnswer> {
  prepare();
  try {
    const signed = new SignedXml(root.ownerDocument as never);
    signed.LoadXml(signature as never);
    // Where this is set the library takes the key out and in again, and forgets its curve.
    (signed as { Algorithm?: unknown }).Algorithm = undefined;
    return await signed.Verify(key) ? 'verified' : 'signature-mismatch';
  } catch {
    // The library throws for a digest that differs; with the form checked before, there is little else that it could mean, and all of it is a refusal.
    return 'digest-mismatch';
  }
}
