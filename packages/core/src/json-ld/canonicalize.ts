import { canonize } from 'rdf-canonize';
import type { Context } from '../report/context.js';
import type { ContextCache } from './context-cache.js';
import { failureOf, statementsOf, type DroppedData } from './statements.js';

export interface CanonicalDocument { nquads: string; dropped: DroppedData[] }

/**
 * JSON-LD to the canonical N-Quads of RDFC-1.0, with base null, as the rdfc cryptosuites ask (Data Integrity: EdDSA section 3.2, ECDSA section 3.2).
 * What has no meaning is listed in `dropped`, never silently lost.
 * @throws TransformError
 */
export async function canonicalize(
  document: object,
  options: { hash: 'sha256' | 'sha384'; cache: ContextCache; context: Context },
): Promise<CanonicalDocument> {
  const { statements, dropped } = await statementsOf(document, { ...options, purpose: 'canonicalize' });
  try {
    const nquads = await canonize(statements, { algorithm: 'RDFC-1.0', format: 'application/n-quads', messageDigestAlgorithm: options.hash, maxWorkFactor: 1, signal: options.context.signal ?? null });
    return { nquads, dropped };
  } catch (error) {
    throw failureOf(error);
  }
}
