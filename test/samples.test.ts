import { createVerifier } from '@credlens/core';
import { parseRegistry } from '@credlens/core/registry';
import { lookup, samples } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';

const NOW = new Date('2026-08-22T00:00:00Z');

describe('the samples of the demonstration give what they say they give', async () => {
  const made = await samples(NOW);
  const registry = parseRegistry(JSON.stringify(made.trust));
  if ('error' in registry) throw new TypeError(registry.error);
  const asked: string[] = [];
  const verifier = createVerifier({
    resources: lookup(made.resources), registries: [registry], clock: () => NOW,
    fetch: (input) => { asked.push(String(input)); return Promise.reject(new TypeError('No network')); },
  });

  it.each(made.samples.map((sample) => [sample.id, sample] as const))('%s', async (_id, { text, filename, recipient, expected }) => {
    const report = await verifier.verify(text, { filename, ...(recipient === undefined ? {} : { recipient }) });
    const check = report.checks.find((one) => one.id === expected.check);
    expect({ verdict: report.verdict, check: check?.id, code: check?.code }).toEqual(expected);
    // One thing is wrong with each, and it is the first that the report names.
    if (report.verdict !== 'verified') expect(report.reasons[0]).toBe(expected.check);
  });

  it('the one that is in order is so without a caution, for the person who is named', async () => {
    const [first] = made.samples;
    const report = await verifier.verify(first!.text, { recipient: first!.recipient! });
    expect(report.checks.filter((check) => check.outcome !== 'pass' && check.outcome !== 'not-applicable').map((check) => `${check.id} ${check.code}`)).toEqual([]);
    expect(report.cautions).toBe(false);
  });

  it('no sample needs the network', () => { expect(asked).toEqual([]); });
});
