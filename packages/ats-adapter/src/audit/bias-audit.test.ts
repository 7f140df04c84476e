import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { biasAudit } from './bias-audit.js';

describe('bias audit on aggregates', () => {
  it('rates and ratios as they are worked out by hand', () => {
    const { groups, comparedWith, assessed } = biasAudit([{ group: 'A', assessed: 200, selected: 100 }, { group: 'B', assessed: 100, selected: 39 }, { group: 'C', assessed: 100, selected: 40 }, { group: 'D', assessed: 5, selected: 1 }], 7);
    expect([comparedWith, assessed]).toEqual(['A', 405]);
    expect(groups.map(({ selectionRate, impactRatio, belowFourFifths, small }) => [selectionRate, impactRatio, belowFourFifths, small])).toEqual([
      [0.5, 1, false, false], [0.39, 0.78, true, false], [0.4, 0.8, false, false], [0.2, 0.4, true, true],
    ]);
  });
  it('four fifths exactly is not below, whatever a computer makes of it', () => {
    for (const [selected, of, best, ofBest] of [[12, 25, 3, 5], [28, 50, 7, 10], [4, 35, 1, 7], [24, 90, 1, 3]] as const) {
      expect(biasAudit([{ group: 'A', assessed: ofBest, selected: best }, { group: 'B', assessed: of, selected }]).groups[1]?.belowFourFifths).toBe(false);
    }
  });
  it('nobody selected, and nobody assessed, are no ratios', () => {
    expect(biasAudit([{ group: 'A', assessed: 10, selected: 0 }, { group: 'B', assessed: 0, selected: 0 }])).toEqual({ assessed: 10, unknown: 0, groups: [{ group: 'A', assessed: 10, selected: 0, selectionRate: 0, belowFourFifths: false, small: false }, { group: 'B', assessed: 0, selected: 0, belowFourFifths: false, small: true }] });
  });
  it.each([[[{ group: 'A', assessed: 1, selected: 2 }]], [[{ group: 'A', assessed: 1.5, selected: 1 }]], [[{ group: 'A', assessed: -1, selected: -1 }]], [[{ group: 'A', assessed: 1, selected: 1 }, { group: 'A', assessed: 1, selected: 1 }]]])('counts that cannot be', (outcomes) => {
    expect(() => biasAudit(outcomes)).toThrow(RangeError);
  });
  it('ratios are at most one, and one of them is', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.record({ group: fc.string(), assessed: fc.integer({ min: 1, max: 1000 }), share: fc.double({ min: 0, max: 1, noNaN: true }) }), { minLength: 1, selector: ({ group }) => group }), (rows) => {
      const { groups } = biasAudit(rows.map(({ group, assessed, share }) => ({ group, assessed, selected: Math.floor(assessed * share) })));
      const ratios = groups.flatMap(({ impactRatio }) => impactRatio ?? []);
      expect(Math.max(1, ...ratios)).toBe(1);
      if (groups.some(({ selected }) => selected > 0)) expect(ratios).toContain(1);
    }));
  });
});
