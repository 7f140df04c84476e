import type { SignatureInput } from './input.js';
import type { BaselineLevel } from './types.js';

/** The baseline level by what a signature has (EN 319 142-1 section 6, and its sisters): whether any of that holds is another question. */
export function levelOf({ timestamps, revocation, layer }: Pick<SignatureInput, 'timestamps' | 'revocation' | 'layer'>): BaselineLevel {
  const proving = timestamps.filter(({ covers }) => covers === 'signature' || (typeof covers === 'number' && covers >= layer));
  if (proving.length === 0) return 'B';
  if (revocation.length === 0) return 'T';
  // An archive time-stamp is one that protects the material, not the signature alone.
  const material = Math.min(...revocation.map((each) => each.layer));
  return proving.some(({ covers }) => typeof covers === 'number' && covers >= material && covers > layer) ? 'LTA' : 'LT';
}
