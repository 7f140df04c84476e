import type { VerifyInput } from '@credlens/core';
import { sayTime, visible, type Catalogue } from '@credlens/core/messages';

/** What every part of a report's view needs to know. */
export interface ReportContext {
  catalogue: Catalogue;
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

/** An instant in UTC, to the minute. What is no instant is shown as it is written. */
export function instant(text: string, language: string): string {
  const time = Date.parse(text);
  return Number.isNaN(time) ? visible(text, { limit: 60 }) : `${sayTime(language, time, { dateStyle: 'medium', timeStyle: 'short' })} UTC`;
}
