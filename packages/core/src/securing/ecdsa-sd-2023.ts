import { createVerifyCryptosuite } from '@digitalbazaar/ecdsa-sd-2023-cryptosuite';
import { own, wordOf } from '../report/json.js';
import { parseDerivedProofValue } from './ecdsa-sd-2023-value.js';
import { configuration, multikey, type SuiteInput } from './suite.js';

const utf8 = new TextEncoder();
const sha256 = async (text: string) => new Uint8Array(await crypto.subtle.digest('SHA-256', utf8.encode(text)));

/** A literal or an IRI of canonical N-Quads, or a blank node. What looks like a blank node inside a text is text. */
const TERM = /"(?:[^"\\]|\\.)*"|<[^>]*>|_:(c14n\d+)/g;

/** The statements with the labels that were signed, in the order of their code points (vc-di-ecdsa section 3.4.2). A node that has none keeps its own, which nobody signed. */
export function relabel(nquads: string, labels: ReadonlyMap<string, string>): string[] {
  const signed = (term: string, node: string | undefined) => (node === undefined ? term : `_:${labels.get(node) ?? node}`);
  return nquads.split('\n').slice(0, -1).map((line) => `${line.replace(TERM, signed)}\n`).sort(byCodePoint);
}

function byCodePoint(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; at++) {
    const [x, y] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (x === y) continue;
    // Surrogates stand for the code points above all others.
    const [high, other] = [x >= 0xd800 && x <= 0xdfff, y >= 0xd800 && y <= 0xdfff];
    return high === other ? x - y : high ? 1 : -1;
  }
  return a.length - b.length;
}

/**
 * Derived proofs of ecdsa-sd-2023 (vc-di-ecdsa section 3.5.8): the holder shows some statements of what was signed.
 * The library checks the signatures. Its own making of the statements is not used: it goes through a process-wide cache of contexts, without a bound, and takes `_:` in a text
 * for a blank node, so that two texts can have one signature.
 */
export async function transformDerived({ document, proof, key, canonize }: SuiteInput): Promise<() => Promise<boolean>> {
  const value = parseDerivedProofValue(wordOf(own(proof, 'proofValue')));
  const { proofValue: _value, ...options } = configuration(proof);
  const [proofHash, nquads] = await Promise.all([canonize({ '@context': document['@context'], ...options }).then(sha256), canonize(document)]);
  return async () => {
    if (!value) throw new RangeError('No derived proof');
    const statements = relabel(nquads, value.labels);
    const nonMandatory = statements.filter((_statement, at) => !value.mandatory.has(at));
    if (nonMandatory.length !== value.signatures.length) return false;
    const mandatoryHash = await sha256(statements.filter((_statement, at) => value.mandatory.has(at)).join(''));
    const { baseSignature, publicKey, signatures } = value;
    const verifier = await createVerifyCryptosuite().createVerifier({ verificationMethod: multikey(key) });
    return verifier.verify({ data: { baseSignature, proofHash, publicKey, signatures, nonMandatory, mandatoryHash } });
  };
}
