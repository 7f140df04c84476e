import { createVerifier } from '@credlens/core';
import { parseRegistry } from '@credlens/core/registry';
import { lookup, samples } from '@credlens/demo-issuer';
import { expect, it } from 'vitest';

it('issues and judges the samples in a browser as in Node', async () => {
  const now = new Date('2026-08-22T00:00:00Z');
  const made = await samples(now);
  const registry = parseRegistry(JSON.stringify(made.trust));
  if ('error' in registry) throw new TypeError(registry.error);
  const verifier = createVerifier({ resources: lookup(made.resources), registries: [registry], offline: true, clock: () => now });
  for (const { id, text, recipient, expected } of made.samples) {
    const report = await verifier.verify(text, recipient === undefined ? {} : { recipient });
    const check = report.checks.find((one) => one.id === expected.check);
    expect({ id, verdict: report.verdict, check: check?.id, code: check?.code }).toEqual({ id, ...expected });
  }
});
