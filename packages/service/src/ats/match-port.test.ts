import { createVerifier } from '@credlens/core';
import { createAllowList } from '@credlens/core/registry';
import type { JsonValue, Report } from '@credlens/core/report';
import { HOLDER, lookup, samples } from '@credlens/demo-issuer';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MatchReport } from '@credlens/ats-adapter';
import { defaultMatch } from './match-port.js';

const NOW = new Date('2026-08-22T00:00:00Z');
const reports = new Map<string, Report>();
beforeAll(async () => {
  const made = await samples(NOW);
  const settings = { resources: lookup(made.resources), offline: true };
  const verifier = createVerifier({ ...settings, registries: [createAllowList(made.trust as unknown as Parameters<typeof createAllowList>[0])] });
  for (const { id, text } of made.samples) reports.set(id, await verifier.verify(text, { at: NOW, recipient: HOLDER }));
  const { text } = made.samples[0]!;
  reports.set('nobody-named', await verifier.verify(text, { at: NOW }));
  reports.set('no-lists', await createVerifier(settings).verify(text, { at: NOW, recipient: HOLDER }));
  reports.set('other-lists', await createVerifier({ ...settings, registries: [createAllowList({ type: 'allow-list', name: 'Others', issuers: [] })] }).verify(text, { at: NOW, recipient: HOLDER }));
});
const match = (posting: JsonValue, ...ids: string[]) => defaultMatch({ tenant: 't', posting, reports: ids.map((id) => reports.get(id)!), files: [], asOf: NOW.toISOString() }) as MatchReport;
const statuses = (report: MatchReport) => report.requirements.map(({ status }) => status);
const posting = { skills: ['Analyse  water samples', { '@type': 'DefinedTerm', 'name': 'Reports', '@id': 'https://skills.example/skill/write-laboratory-reports' }, { name: 'Juggling', importance: 'preferred' }] };

describe('the minimal matcher', () => {
  it('meets by the same name or identifier in what is verified, and says that the rest was not found', () => {
    const report = match(posting, 'verified');
    expect(statuses(report)).toEqual(['met', 'met', 'missing']);
    expect(report.summary).toMatchObject({ required: { met: 2, total: 2 }, preferred: { met: 0, missing: 1, total: 1 } });
    expect(report.inputs.matcher).toBe('credlens-minimal/1');
    expect(report.requirements[1]?.matches[0]?.verdict).toBe('exact');
  });
  it('what could not be verified is for a person to look at, and what is invalid counts for nothing', () => {
    expect(statuses(match(posting, 'status-unreachable'))).toEqual(['review', 'review', 'missing']);
    for (const id of ['revoked', 'expired', 'suspended', 'tampered']) expect(statuses(match(posting, id)), id).toEqual(['missing', 'missing', 'missing']);
    for (const [id, code] of [['nobody-named', 'theirs-unknown'], ['no-lists', 'issuer-unrecognised'], ['other-lists', 'issuer-unrecognised'], ['unknown-issuer', 'not-verified']] as const) {
      const report = match(posting, id);
      expect([id, report.requirements[0]?.status, report.requirements[0]?.matches[0]?.reasons[0]?.code]).toEqual([id, 'review', code]);
    }
    expect(statuses(match(posting, 'not-a-credential'))).toEqual(['missing', 'missing', 'missing']);
    expect(statuses(match(posting, 'revoked', 'verified'))).toEqual(['met', 'met', 'missing']);
  });
  it('one credential twice is one, and the order of files changes nothing', () => {
    expect(match(posting, 'verified', 'verified').claims).toEqual(match(posting, 'verified').claims);
    expect(match(posting, 'revoked', 'verified')).toEqual(match(posting, 'verified', 'revoked'));
  });
  it('a posting that is anything at all never throws, and taking a credential away improves nothing', () => {
    const rank = ['missing', 'partial', 'review', 'met'];
    fc.assert(fc.property(fc.oneof(fc.jsonValue(), fc.record({ skills: fc.oneof(fc.jsonValue(), fc.array(fc.oneof(fc.constantFrom('analyse water samples', 'x'), fc.record({ 'name': fc.jsonValue(), '@id': fc.jsonValue() })))) })), (each) => {
      const [all, less] = [match(each as JsonValue, 'verified', 'status-unreachable'), match(each as JsonValue, 'status-unreachable')];
      for (const [index, { status }] of less.requirements.entries()) expect(rank.indexOf(status)).toBeLessThanOrEqual(rank.indexOf(all.requirements[index]!.status));
      expect(all.summary.required.met + all.summary.required.review + all.summary.required.missing).toBe(all.summary.required.total);
    }), { numRuns: 200 });
  });
});
