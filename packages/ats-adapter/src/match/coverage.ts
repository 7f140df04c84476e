import type { Coverage, MatchedRequirement } from './match-report.js';
import type { Importance } from '../requirements/requirement.js';

/** How many of how many, of those requirements that a person or the employer's own data stand behind. */
export function coverageOf(requirements: readonly MatchedRequirement[], importance: Importance): Coverage {
  const own = requirements.filter(({ requirement }) => requirement.importance === importance && requirement.confirmed);
  const count = (status: MatchedRequirement['status']): number => own.filter((one) => one.status === status).length;
  const weights = own.map(({ requirement }) => requirement.weight);
  const weighted = own.length > 0 && weights.every((weight) => weight !== undefined && weight >= 0);
  const sum = (some: readonly MatchedRequirement[]): number => some.reduce((all, { requirement }) => all + (requirement.weight ?? 0), 0);
  return {
    met: count('met'), partial: count('partial'), review: count('review'), missing: count('missing'), total: own.length,
    ...(weighted ? { weighted: { met: sum(own.filter(({ status }) => status === 'met')), total: sum(own) } } : {}),
  };
}
