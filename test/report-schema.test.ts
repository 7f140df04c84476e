import { createVerifier, type VerifyInput, type VerifyOptions } from '@credlens/core';
import { parseRegistry } from '@credlens/core/registry';
import { lookup, samples } from '@credlens/demo-issuer';
import { lookupIn, pki, sealedTwins, worldResources } from '@credlens/demo-pki';
import { CHECK_IDS, CHECK_QUESTION, POLICIES, PROFILES, type Check, type Report } from '@credlens/core/report';
import { describe, expect, test } from 'vitest';
import { assertReport, schemaViolations } from './support/schema.js';

const check = (id: Check['id']): Check => ({ id, question: CHECK_QUESTION[id], level: 'required', outcome: 'skipped', code: 'check.not-reached', problems: [], evidence: [] });

/** Every required member and no other. */
const report = (): Report => ({
  schema: 'credlens-report/1', id: 'x', verifiedAt: '2026-01-31T12:00:00Z', engine: 'test', policy: { id: 'default', digest: 'x' },
  input: { channel: 'text', mediaType: 'application/json', sha256: '0'.repeat(64), bytes: 2 },
  verdict: 'indeterminate', cautions: true, reasons: ['proof.signature'], checks: CHECK_IDS.map(check), proofs: [], subjects: [],
  issuer: { claimed: {}, recognition: 'unchecked', evidence: [] },
});

describe('the schema of the report', () => {
  test('allows the least report, and one inside another', () => {
    expect(schemaViolations(report())).toEqual([]);
    expect(schemaViolations({ ...report(), subjects: [report()] })).toEqual([]);
  });

  const faults: [string, (draft: Record<string, never> & Report) => unknown][] = [
    ['a member that nobody defined', (draft) => ({ ...draft, colour: 'green' })],
    ['a missing verdict', ({ verdict: _, ...rest }) => rest],
    ['another version', (draft) => ({ ...draft, schema: 'credlens-report/2' })],
    ['a verdict that is none', (draft) => ({ ...draft, verdict: 'valid' })],
    ['a check left out', (draft) => ({ ...draft, checks: draft.checks.slice(1) })],
    ['a check twice', (draft) => ({ ...draft, checks: [...draft.checks, check('proof.key')] })],
    ['checks in another order', (draft) => ({ ...draft, checks: draft.checks.toReversed() })],
    ['a check under another question', (draft) => ({ ...draft, checks: draft.checks.map((each) => ({ ...each, question: 'issuer' })) })],
    ['a code that nobody defined', (draft) => ({ ...draft, checks: draft.checks.map((each) => ({ ...each, code: 'all.good' })) })],
    ['a digest in capitals', (draft) => ({ ...draft, input: { ...draft.input, sha256: 'A'.repeat(64) } })],
    ['an instant that is none', (draft) => ({ ...draft, verifiedAt: 'yesterday' })],
    ['an instant without its zone', (draft) => ({ ...draft, verifiedAt: '2026-01-31T12:00:00' })],
    ['a fault deep inside', (draft) => ({ ...draft, subjects: [{ ...draft, subjects: [{ ...draft, extra: 1 }] }] })],
  ];
  test.each(faults)('refuses %s', (_name, spoil) => {
    const spoiled = spoil(report() as never);
    expect(schemaViolations(spoiled)).not.toEqual([]);
    expect(() => assertReport(spoiled)).toThrow('Not a credlens-report/1');
  });
});

describe('real reports keep to the schema', async () => {
  const now = new Date('2026-06-01T12:00:00Z');
  const demo = await samples(now);
  const registry = parseRegistry(JSON.stringify(demo.trust));
  if ('error' in registry) throw new TypeError(registry.error);
  const verifier = createVerifier({ offline: true, clock: () => now, registries: [registry], resources: lookup(demo.resources) });
  const texts = demo.samples.map(({ text }) => text);
  const verify = async (input: VerifyInput, options?: VerifyOptions): Promise<Report> => {
    const made = await verifier.verify(input, options);
    assertReport(made);
    return made;
  };

  test.each(demo.samples.map((sample) => [sample.id, sample] as const))('of the sample %s, under every policy and for every profile', async (_id, { text, recipient, filename }) => {
    const verdicts = [];
    for (const policy of Object.keys(POLICIES)) {
      for (const profile of [undefined, ...Object.keys(PROFILES)]) {
        const made = await verify(text, { policy, filename, ...(profile ? { profile } : {}), ...(recipient ? { recipient } : {}) });
        expect(made.profile?.id).toBe(profile);
        verdicts.push(made.verdict);
      }
    }
    expect(verdicts).toHaveLength(Object.keys(POLICIES).length * (Object.keys(PROFILES).length + 1));
  });

  test('of several in one input, and of one inside a presentation', async () => {
    const credentials = texts.slice(0, 3).map((text) => JSON.parse(text) as object);
    expect((await verify(JSON.stringify(credentials))).subjects).toHaveLength(3);
    const presentation = { '@context': ['https://www.w3.org/ns/credentials/v2'], type: ['VerifiablePresentation'], verifiableCredential: credentials };
    expect((await verify(JSON.stringify(presentation))).subjects).toHaveLength(3);
  });

  test('of twins, and of an input that could not be opened', async () => {
    const together = await verifier.verifyTogether([texts[0]!, texts[0]!]);
    assertReport(together);
    expect(together.subjects).toHaveLength(2);
    assertReport(await verifier.unreadable({}));
  });

  test('of a sealed PDF and sealed JSON together, with what came after the seal', async () => {
    const cast = await pki('2026-03-01T12:00:00Z');
    const { json, pdf } = await sealedTwins({ pki: cast, payload: JSON.parse(texts[0]!) as object, document: { metadata: { 'dc:title': 'Certificate', 'dc:identifier': 'urn:uuid:1' } } });
    const judges = createVerifier({ resources: lookupIn(await worldResources(cast)), offline: true, anchors: [{ name: 'Root', certificate: cast.root.certificate }], clock: () => new Date('2026-03-02T12:00:00Z') });
    const together = await judges.verifyTogether([pdf, json]);
    assertReport(together);
    expect([together.subjects[0]?.metadata?.length, (together.agreement?.facts.length ?? 0) > 3, together.agreement?.pages?.length]).toEqual([3, true, expect.any(Number)]);
  });

  test.each(['', '{', '[]', '{}', 'null', '"text"', '{"a":1,"a":2}', `${'['.repeat(100)}${']'.repeat(100)}`, '%PDF-1.7', '<svg/>', 'eyJhbGciOiJFZERTQSJ9.e30.AA', '{"@context":[],"type":["VerifiableCredential"],"proof":{}}'])('of %j', async (text) => {
    expect((await verify(text)).verdict).not.toBe('verified');
    await verify(new TextEncoder().encode(text));
  });

  test('and are the same, byte for byte, for the same question', async () => {
    for (const text of texts) expect(JSON.stringify(await verify(text))).toBe(JSON.stringify(await verify(text)));
  });
});
