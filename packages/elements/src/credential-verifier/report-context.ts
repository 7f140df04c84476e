import type { VerifyInput } from '@credlens/core';
import { sayTime, visible, type LoadedCatalogue, type SealText } from '@credlens/core/messages';
import type { AgreementReading, LearningReading, SealReading } from './deferred-modules.js';
import type { Reader } from './reader-languages.js';

/** What every part of a report's view needs to know. */
export interface ReportContext {
  catalogue: LoadedCatalogue;
  /** What sealed documents need to be read, where it is loaded. */
  sealReading?: SealReading;
  /** What learning needs to be read, where it is loaded; `readLearning` loads it. */
  learningReading?: LearningReading;
  readLearning?: () => void;
  reader: Reader;
  /** Those in which the document's own words are shown, the best first. */
  languages: readonly string[];
  /** What a comparison of forms of one award needs to be read, where it is loaded. */
  agreementReading?: AgreementReading;
  /** The reports of the forms that were compared stand below it, each by itself. */
  apart?: true;
  /** `aria-level` of the verdict's heading; members and details are below it. */
  level: number;
  /** Unique in the element. */
  id: string;
  /** Whose the caller said that it should be, as they wrote it. */
  recipient?: string;
  /** What was verified, where it is still at hand: for looking at it. Of a report that is not inside another. */
  source?: VerifyInput;
  depth?: number;
}

/** The same, once the words of seals are there. */
export type SealContext = ReportContext & { catalogue: { seals: SealText } };

export const hasSealWords = (context: ReportContext): context is SealContext => context.catalogue.seals !== undefined;

/** An instant in UTC, to the minute. What is no instant is shown as it is written. */
export function instant(text: string, language: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? visible(text, { limit: 60 }) : `${sayTime(language, time, { dateStyle: 'medium', timeStyle: 'short' })} UTC`;
}
