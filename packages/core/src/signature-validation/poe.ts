import type { Layer, TimestampInput } from './input.js';

/** A thing whose existence may be proved: where it lies, and in which time-stamp's token, which never proves what is in itself. */
export interface Item {
  layer: Layer;
  /** Index of the time-stamp that it lies in, or is. */
  within?: number;
}

/** The layer of what the signature itself protects. */
export const SIGNED: Layer = -1;

/** The layer of what was fetched: it is from now, and nothing protects it. */
export const FETCHED: Layer = Number.POSITIVE_INFINITY;

/**
 * Proofs of existence (EN 319 102-1 sections 3.1 and 5.6.2.3): what is known to have existed, and by when. To begin with everything is known to exist now. A time-stamp adds to it once it is
 * found to hold, and not before.
 */
export interface ProofStore {
  add(index: number, timestamp: Pick<TimestampInput, 'covers'>, time: number): void;
  /** The earliest time by which it existed. */
  of(item: Item): number;
  /** The same for the signature. */
  ofSignature(): number;
}

export function createProofStore(now: number, signatureLayer: Layer): ProofStore {
  const proofs: { index: number; covers: TimestampInput['covers']; time: number }[] = [];
  const earliest = (covered: (proof: (typeof proofs)[number]) => boolean): number => proofs.reduce((time, proof) => (covered(proof) ? Math.min(time, proof.time) : time), now);
  const coversSignature = (covers: TimestampInput['covers']): boolean => covers === 'signature' || (typeof covers === 'number' && signatureLayer <= covers);
  return {
    add(index, { covers }, time) { proofs.push({ index, covers, time }); },
    // What the signature protects existed when it did.
    of: ({ layer, within }) => earliest(({ index, covers }) => index !== within && ((typeof covers === 'number' && layer <= covers) || (layer <= SIGNED && coversSignature(covers)))),
    ofSignature: () => earliest(({ covers }) => coversSignature(covers)),
  };
}
