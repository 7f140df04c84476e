import type { Code } from '../report/codes.js';
import type { Params, Problem } from '../report/report.js';
import type { Artifact } from '../report/subject.js';
import { PARSING_ERROR } from './json-parser.js';

export type Stopped = Extract<Artifact, { kind: 'none' }>;

export const NOTHING = new Uint8Array(0);
export const UNKNOWN = 'application/octet-stream';

/** It could not be read, or is damaged. */
export function unreadable(code: Code, bytes: Uint8Array, mediaType: string, params?: Params, problems: Problem[] = []): Stopped {
  return { kind: 'none', check: 'intake.readable', code, mediaType, bytes, problems, ...(params ? { params } : {}) };
}

/** It was read, and there is nothing in it to verify, or nothing that can be. `problems` are those of reading it. */
export function notACredential(code: Code, bytes: Uint8Array, mediaType: string, params?: Params, problems: Problem[] = []): Stopped {
  return { kind: 'none', check: 'intake.credential', code, mediaType, bytes, problems, ...(params ? { params } : {}) };
}

export function note(code: Code, params?: Params, at?: string): Problem {
  return { type: PARSING_ERROR, code, ...(at === undefined ? {} : { pointer: at }), ...(params ? { params } : {}) };
}

/** Whether nothing of a credential was seen, so that another way of reading may be tried without hiding what is damaged. */
export function isNothing(artifact: Artifact): boolean {
  return artifact.kind === 'none' && (artifact.code === 'input.no-credential' || artifact.code === 'input.empty');
}
