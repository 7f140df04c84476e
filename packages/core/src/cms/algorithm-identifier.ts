import type { AlgorithmIdentifier } from '../x509/types.js';
import { derOf, childrenOf, oidOf, SEQUENCE, type Element } from './ber.js';

/** RFC 5280 section 4.1.1.2. */
export function readAlgorithm(element: Element | undefined): AlgorithmIdentifier | undefined {
  const [type, parameters, ...more] = element?.id === SEQUENCE ? childrenOf(element) ?? [] : [];
  const oid = oidOf(type);
  return oid === undefined || more.length > 0 ? undefined : { oid, ...(parameters ? { parameters: derOf(parameters) } : {}) };
}
