import type { OrderState } from '../protocols/vendor.js';

/** Texts of the page where a candidate sends files, and of the one where a recruiter reads the result. `{name}` stands for a value. */
export interface PageWords {
  language: string;
  title: string;
  /** `{job}` */
  forJob: string;
  what: string;
  consentTitle: string;
  consent: readonly string[];
  agree: string;
  files: string;
  /** `{count}`, `{size}` */
  filesHint: string;
  check: string;
  found: string;
  credentials: string;
  another: string;
  anotherHint: string;
  send: string;
  sendHint: string;
  until: string;
  state: Record<OrderState, string>;
  noAccess: string;
  problem: Record<UploadProblem, string>;
  details: string;
  downloads: string;
  asPdf: string;
  asData: string;
  forRecruiter: string;
}

export const UPLOAD_PROBLEMS = ['no-files', 'too-many', 'too-large', 'no-consent', 'too-often', 'closed', 'try-again'] as const;
export type UploadProblem = (typeof UPLOAD_PROBLEMS)[number];
