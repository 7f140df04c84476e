import { createVerifier } from '@credlens/core';
import { createAllowList } from '@credlens/core/registry';
import type { JsonValue, Report } from '@credlens/core/report';
import { HOLDER, lookup, samples } from '@credlens/demo-issuer';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MatchReport } from '@credlens/ats-adapter';
import { createMatch } from './match-port.js';

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
const match = async (posting: JsonValue, ...ids: string[]): Promise<MatchReport> => createMatch()({ tenant: 't', posting, reports: ids.map((id) => reports.get(id)!), files: [], confirmations: [], asOf: NOW.toISOString() });
/** By what is asked, since a report is in the order of its identifiers. */
const statuses = ({ requirements }: MatchReport) => Object.fromEntries(requirements.map(({ requirement, status }) => [Object.values(requirement.label)[0]!.replace(/ +/g, ' '), status]));
const posting = { skills: ['Analyse  water samples', { '@type': 'DefinedTerm', 'name': 'Reports', '@id': 'https://skills.example/skill/write-laboratory-reports' }, 'Juggling'] };
const all = (water: string, written: string, juggling: string) => ({ 'Analyse water samples': water, 'Reports': written, 'Juggling': juggling });

describe('the matcher behind the service', () => {
  it('meets by the same name or identifier in what is verified, and says that the rest was not found', async () => {
    const report = await match(posting, 'verified');
    expect(statuses(report)).toEqual(all('met', 'met', 'missing'));
    expect(report.summary.required).toMatchObject({ met: 2, missing: 1, total: 3 });
    expect(report.inputs.matcher).toBe('credlens-matcher/1');
  });
  it('what could not be verified is for a person to look at, and what is invalid counts for nothing', async () => {
    expect(statuses(await match(posting, 'status-unreachable'))).toEqual(all('review', 'review', 'missing'));
    for (const id of ['revoked', 'expired', 'suspended', 'tampered']) expect(statuses(await match(posting, id)), id).toEqual(all('missing', 'missing', 'missing'));
    for (const [id, code] of [['nobody-named', 'theirs-unknown'], ['no-lists', 'issuer-unknown'], ['other-lists', 'issuer-unrecognised'], ['unknown-issuer', 'undecided']] as const) {
      const found = (await match(posting, id)).requirements.find(({ requirement }) => Object.values(requirement.label)[0] === 'Reports');
      expect([id, found?.status, found?.matches[0]?.reasons.map((reason) => reason.code).includes(code)]).toEqual([id, 'review', true]);
    }
    expect(statuses(await match(posting, 'revoked', 'verified'))).toEqual(all('met', 'met', 'missing'));
  });
  it('one credential twice is one, and the order of files changes nothing', async () => {
    expect((await match(posting, 'verified', 'verified')).claims).toEqual((await match(posting, 'verified')).claims);
    expect(await match(posting, 'revoked', 'verified')).toEqual(await match(posting, 'verified', 'revoked'));
  });
  it('files with more statements than a matcher takes are bounded, and what is verified stays', async () => {
    const report = reports.get('verified')!;
    const [first] = report.credential!.achievements;
    const unsigned = (number: number): Report => ({ ...report, verdict: 'unverifiable', input: { ...report.input, sha256: `${number}`.padStart(64, '0') }, credential: { ...report.credential!, achievements: Array.from({ length: 400 }, (_, index) => ({ ...first!, id: `urn:${index}`, pointer: `/${index}` })) } });
    const many = Array.from({ length: 10 }, (_, number) => unsigned(number));
    const run = (all: Report[]) => createMatch()({ tenant: 't', posting: { skills: ['analyse water samples'] }, reports: all, files: [], confirmations: [], asOf: NOW.toISOString() });
    const found = await run([...many, report]);
    expect([found.claims.length, found.requirements[0]!.status]).toEqual([4096, 'met']);
    expect((await run([report, ...many].reverse())).id).toBe(found.id);
  });
  it('a posting that is anything at all never throws', async () => {
    await fc.assert(fc.asyncProperty(fc.oneof(fc.jsonValue(), fc.record({ skills: fc.oneof(fc.jsonValue(), fc.array(fc.oneof(fc.constantFrom('analyse water samples', 'x'), fc.record({ 'name': fc.jsonValue(), '@id': fc.jsonValue() })))) })), async (each) => {
      const { required } = (await match(each as JsonValue, 'verified', 'status-unreachable')).summary;
      expect(required.met + required.partial + required.review + required.missing).toBe(required.total);
    }), { numRuns: 100 });
  });
  it('refuses a policy that is none at once', () => { expect(() => createMatch({ policy: 'lenient' })).toThrow(TypeError); });
});
