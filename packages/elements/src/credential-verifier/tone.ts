import type { Outcome, Report } from '@credlens/core/report';
import type { IconName } from './icons.js';

/** A verdict, with verified-but-with-cautions as a tone of its own. It is part of part names: `headline-cautions`. */
export type Tone = 'verified' | 'cautions' | 'invalid' | 'indeterminate' | 'unverifiable';

export function toneOf(report: Pick<Report, 'verdict' | 'cautions'>): Tone {
  return report.verdict === 'verified' && report.cautions ? 'cautions' : report.verdict;
}

export const TONE_ICON: Record<Tone, IconName> = { verified: 'pass', cautions: 'warn', invalid: 'fail', indeterminate: 'unknown', unverifiable: 'none' };

export const OUTCOME_ICON: Record<Outcome, IconName> = { pass: 'pass', 'not-applicable': 'none', warn: 'warn', indeterminate: 'unknown', skipped: 'unknown', fail: 'fail' };
