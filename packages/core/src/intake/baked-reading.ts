import type { Code } from '../report/codes.js';
import type { Params, Problem } from '../report/report.js';
import { note } from './artifacts.js';

/** What a picture says it carries: `credential` is Open Badges 3.0 or CLR 2.0, `assertion` Open Badges 2.0 or 1.x. */
export type BakedKind = 'credential' | 'assertion';

export interface Baked { kind: BakedKind; content: Uint8Array | string }

/** What the reader of one picture format found. `stop`: what was baked is damaged, or there is more than one of it. */
export interface BakedReading { found: Baked[]; stop?: { code: Code; params?: Params }; problems: Problem[] }

/** The same credential twice is refused too: which of two a reader shows must never be its own choice. */
export function once(found: Baked[], problems: Problem[]): BakedReading {
  for (const kind of ['credential', 'assertion'] as const) {
    const count = found.filter((each) => each.kind === kind).length;
    if (count > 1) return { found: [], stop: { code: 'baked.duplicate', params: { count } }, problems: [...problems, note('baked.duplicate', { kind, count })] };
  }
  return { found, problems };
}
