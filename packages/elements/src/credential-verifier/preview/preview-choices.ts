import type { Report, SignatureFact } from '@credlens/core/report';
import { isChangedSince, isDataIntact, isSignerEstablished } from '../seal-standing.js';

/** One version of the file that can be looked at: what a signature covers, or the whole as it is now. */
export interface PreviewChoice {
  /** Of the file, from its start. */
  bytes: number;
  revision: number;
  revisions: number;
  /** Who sealed this version, where that is established. */
  signer?: string;
  /** The file with what was permitted to be added, which no seal covers. */
  unsealed?: true;
  /** Somebody who is established sealed it, and the seal holds. */
  established: boolean;
}

const MAX_CHOICES = 8;

const choiceOf = (fact: SignatureFact): PreviewChoice[] => {
  const { covers, signer, kind } = fact;
  if (!covers || kind === 'timestamp' || !isDataIntact(fact) || !(covers.bytes > 0)) return [];
  const established = isSignerEstablished(fact) && fact.indication === 'TOTAL-PASSED';
  return [{ bytes: covers.bytes, revision: covers.revision, revisions: covers.revisions, established, ...(established && signer ? { signer: signer.name } : {}) }];
};

/**
 * What of a sealed PDF may be looked at: never more than what a signature covers that was really made over it, and the file as it is now where everything that was added is permitted.
 * Empty for what is no PDF, and for one inside another file, whose bytes are not at hand.
 */
export function previewChoices({ signatures = [], input }: Report): readonly PreviewChoice[] {
  if (input.mediaType !== 'application/pdf' || input.contains !== undefined) return [];
  const made = signatures.flatMap(choiceOf).filter(({ bytes }, index, all) => bytes <= input.bytes && all.findIndex((each) => each.bytes === bytes) === index);
  const sealed = made.slice(0, MAX_CHOICES);
  const last = sealed.reduce<PreviewChoice | undefined>((most, each) => (most && most.bytes >= each.bytes ? most : each), undefined);
  const added = signatures.some(({ changes }) => changes.length > 0);
  if (!last || last.bytes >= input.bytes || !added || signatures.some((fact) => isChangedSince(fact) || !isDataIntact(fact))) return sealed;
  return [...sealed, { bytes: input.bytes, revision: last.revisions, revisions: last.revisions, established: last.established, unsealed: true }];
}
