import { expect, it } from 'vitest';
import { exitStatus } from './exit-status.js';

it.each([
  [['verified'], 0], [['verified', 'unverifiable'], 3], [['unverifiable', 'indeterminate', 'verified'], 2],
  [['unverifiable', 'indeterminate', 'invalid'], 1], [[], 0],
] as const)('of %j is %i', (verdicts, status) => { expect(exitStatus(verdicts)).toBe(status); });
