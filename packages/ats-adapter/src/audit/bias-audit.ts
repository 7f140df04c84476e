/** What an employer counts for one group of people: their own aggregates, never anything of one person. */
export interface GroupOutcome { group: string; /** Assessed. */ assessed: number; /** Selected, or of a rating above the median. */ selected: number }

export interface GroupFinding {
  group: string;
  assessed: number;
  selected: number;
  /** Selected of assessed. Absent for a group of nobody. */
  selectionRate?: number;
  /** The rate over that of the group with the highest. Absent where that is not defined. */
  impactRatio?: number;
  /** The ratio is below four fifths (29 CFR 1607.4 D). It is a reason to look closer and no finding of discrimination. */
  belowFourFifths: boolean;
  /** Below two hundredths of all who were assessed: rules of New York City let an auditor leave such a category out of the ratios (6 RCNY 5-301). It is marked here, and not left out. */
  small: boolean;
}

export interface BiasAudit {
  groups: GroupFinding[];
  /** The group that others are compared with; absent where nobody was selected. */
  comparedWith?: string;
  assessed: number;
  /** People of whom no group is known, as the employer counts them. They are in no ratio. */
  unknown: number;
}

/**
 * Selection rates and impact ratios of groups, from an employer's own counts. Pure arithmetic that an independent auditor can check by hand: it is not itself the audit that New York City's Local Law 144 asks for,
 * which somebody independent makes. A group that is small by itself may be the one that others are compared with: leave it out of what is given here where that is wanted.
 * @param unknown people of whom no group is known
 * @throws RangeError for counts that are no whole numbers, more selected than assessed, or a group that is named twice
 */
export function biasAudit(outcomes: readonly GroupOutcome[], unknown = 0): BiasAudit {
  const counts = [unknown, ...outcomes.flatMap(({ assessed, selected }) => [assessed, selected])];
  if (counts.some((count) => !Number.isSafeInteger(count) || count < 0)) throw new RangeError('Counts are whole numbers from 0');
  if (outcomes.some(({ assessed, selected }) => selected > assessed)) throw new RangeError('More are selected than were assessed');
  if (new Set(outcomes.map(({ group }) => group)).size < outcomes.length) throw new RangeError('A group is named twice');
  const total = outcomes.reduce((sum, { assessed }) => sum + assessed, 0);
  const rates = outcomes.map(({ assessed, selected }) => (assessed === 0 ? undefined : selected / assessed));
  const best = Math.max(0, ...rates.map((rate) => rate ?? 0));
  const base = best > 0 ? outcomes[rates.indexOf(best)] : undefined;
  return {
    groups: outcomes.map(({ group, assessed, selected }, index) => {
      const rate = rates[index];
      const ratio = rate === undefined || best === 0 ? undefined : rate / best;
      return {
        group, assessed, selected, ...(rate !== undefined && { selectionRate: rate }), ...(ratio !== undefined && { impactRatio: ratio }),
        // In whole numbers, so that four fifths exactly is not below it.
        belowFourFifths: base !== undefined && assessed > 0 && 5n * BigInt(selected) * BigInt(base.assessed) < 4n * BigInt(base.selected) * BigInt(assessed), small: assessed * 50 < total,
      };
    }),
    ...(base && { comparedWith: base.group }), assessed: total, unknown,
  };
}
