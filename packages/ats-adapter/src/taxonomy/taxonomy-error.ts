/**
 * Why a taxonomy cannot be built or loaded. All of it is the host's to put right: no applicant's document gets here.
 * - `taxonomy.not-a-taxonomy`: the bytes do not start as a built taxonomy does
 * - `taxonomy.other-version`: built by another version of this package; build it again
 * - `taxonomy.damaged`: cut short, altered, or put together by somebody who wants trouble
 * - `taxonomy.unreadable-source`: a source has no column or member that its kind needs
 * - `taxonomy.too-large`: a source is beyond the bounds
 * - `taxonomy.no-skills`: the sources hold no concept with a label
 */
export type TaxonomyErrorCode = 'taxonomy.not-a-taxonomy' | 'taxonomy.other-version' | 'taxonomy.damaged' | 'taxonomy.unreadable-source' | 'taxonomy.too-large' | 'taxonomy.no-skills';

export class TaxonomyError extends Error {
  override readonly name = 'TaxonomyError';
  constructor(readonly code: TaxonomyErrorCode, detail: string) { super(detail); }
}
