import type { Ambiguity } from './ambiguities.js';
import type { PdfLimits, PdfObject } from './types.js';

/** A sealed certificate is a few pages; ten times the largest of them still fits. */
export const DEFAULT_LIMITS: Readonly<PdfLimits> = { inflated: 128 * 1024 * 1024, objects: 300_000, depth: 64, revisions: 256, signatures: 64, attachments: 64 };

/** Thrown inside this room only, where a bound is met; `readPdf` catches it and answers `too-large`. */
export class LimitReached extends Error {
  constructor(readonly bound: string) {
    super(bound);
  }
}

/** What all parsing of one file may cost, in bytes looked at. A file that makes its reader go over the same bytes again and again meets it. */
export interface Work { left: number }

/** After so many odd places, any update is one. */
export const MOST_ODD = 20_000;

/** What one reading shares: bounds, what is left of them, and the oddities it met. */
export interface Reading {
  bytes: Uint8Array;
  limits: Readonly<PdfLimits>;
  work: Work;
  inflated: { left: number };
  oddities: Set<Ambiguity>;
  signed: WeakSet<PdfObject[]>;
  /** Offsets where something is not written as the standard has it, so that readers differ: an update that brings such a thing cannot be judged. */
  odd: Set<number>;
}

export function startReading(bytes: Uint8Array, limits: Readonly<PdfLimits>): Reading {
  return { bytes, limits, work: { left: bytes.length * 10 + 1_000_000 }, inflated: { left: limits.inflated }, oddities: new Set(), signed: new WeakSet(), odd: new Set() };
}

/** Pays for a step of a walk: arrays may be shared, so that a small file has a walk without end. */
export function spend({ work }: Pick<Reading, 'work'>, cost: number): void {
  work.left -= cost;
  if (work.left < 0) throw new LimitReached('walking');
}
