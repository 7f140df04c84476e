import { verifyWithKey } from './engine.js';
import { SIGNATURES, entry } from './names.js';
import { parseXml } from './parse.js';
import { importSignerKey } from './signer-key.js';
import { signatureForm } from './signature-form.js';
import { readSignedProperties } from './signed-properties.js';
import { XML_LIMITS, type EnvelopedResult, type XmlLimits } from './types.js';

/**
 * Verifies a document that is covered whole by one enveloped XAdES signature, as trusted lists are (TS 119 612 annex B, EN 319 132-1). It never throws.
 * Success asserts that the document's element is what the holder of the certificate's key signed. Whose certificate that is, and whether it may sign, is for the caller to decide by its bytes:
 * no path is built, no validity is looked at.
 */
export async function verifyEnveloped(input: Uint8Array | string, limits: XmlLimits = XML_LIMITS): Promise<EnvelopedResult> {
  const document = parseXml(input, limits);
  if (!document.ok) return { ok: false, failure: document.problem };
  const form = signatureForm(document.root);
  if (!form.ok) return form;
  const properties = await readSignedProperties(form.signedProperties, form.keyInfo);
  if (!properties) return { ok: false, failure: 'signing-certificate' };
  const { certificate, signingTime } = properties;

  const algorithm = entry(SIGNATURES, form.signatureAlgorithm);
  const key = algorithm && await importSignerKey(certificate, algorithm);
  if (!key) return { ok: false, failure: 'certificate' };
  if (key === 'unsupported') return { ok: false, failure: 'unsupported-key' };
  const answer = await verifyWithKey(document.root, form.signature, key);
  if (answer !== 'verified') return { ok: false, failure: answer };
  const { signature, digestAlgorithm, signatureAlgorithm } = form;
  return { ok: true, root: document.root, signature, certificate, digestAlgorithm, signatureAlgorithm, ...(signingTime !== undefined && { signingTime }) };
}
