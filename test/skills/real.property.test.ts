import { explain, extractClaims, matchSkills, type JobRequirements, type MatchReport, type RequirementStatus, type SkillClaim } from '@credlens/ats-adapter';
import { createVerifier } from '@credlens/core';
import { createAllowList } from '@credlens/core/registry';
import type { Report } from '@credlens/core/report';
import { allowList, association, badge, clr, didWeb, ed25519TestKey, endorsement, HOLDER, identityObject, issue, lookup, presentation, publish, samples, university, type JsonObject } from '@credlens/demo-issuer';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { job, wanted } from './match-world.js';

// Credentials that were issued and verified, and those that somebody would try: whatever of them is put together, only what is verified, in force, this person's and of a known issuer counts.

const NOW = new Date('2026-08-22T00:00:00Z');
const DATES = { validFrom: '2026-06-01T09:00:00Z', validUntil: '2027-06-01T09:00:00Z' };
const BY = { created: DATES.validFrom };
const COURSE = 'https://issuer.example/achievements/water-quality-analysis';
const reports = new Map<string, Report>();
let wants: JobRequirements;

beforeAll(async () => {
  const made = await samples(NOW);
  const sample = (id: string) => JSON.parse(made.samples.find((each) => each.id === id)!.text) as JsonObject;
  const [uni, registrar, evil] = [await university(), didWeb('registrar.example', await ed25519TestKey('registrar')), didWeb('evil.example', await ed25519TestKey('evil'))];
  const resources = new Map([...made.resources, ...publish([registrar, evil])]);
  const [mine, somebody] = [await identityObject(HOLDER, { salt: 'a' }), await identityObject('per.nilsson@student.example', { salt: 'b' })];
  const listed = (id: string, name: string): JsonObject => ({ id, type: ['Achievement'], name, description: 'd', criteria: { narrative: 'c' } });
  const record = (by: typeof uni, person: JsonObject, inside: JsonObject[]) => issue(clr({
    issuer: by.id, id: `urn:uuid:aa12c0de-0000-4000-8000-00000000000${by === evil ? 2 : 1}`, ...DATES, identifiers: [person], credentials: inside,
    achievements: [listed('urn:a:unit', by === evil ? 'Brain surgery' : 'Sampling in rivers'), listed('urn:a:alone', 'Flying')], associations: [association('isChildOf', 'urn:a:unit', COURSE), association('exactMatchOf', COURSE, 'urn:a:unit')],
  }), { by, ...BY });
  const badgeOf = (by: typeof uni, number: number, person: JsonObject, name: string, members: JsonObject = {}) => issue(badge({
    issuer: by.id, id: `urn:uuid:7d1f7a86-54ac-4d25-a5a4-0000000000${number}`, ...DATES, identifiers: [person], achievement: { id: `urn:a:${number}`, type: ['Achievement'], name, description: 'd', criteria: { narrative: 'c' } }, members,
  }), { by, ...BY });
  const good = sample('verified');
  const praise = await issue(endorsement({ issuer: uni.id, of: 'urn:a:13', ...DATES, comment: 'Brain surgery' }), { by: uni, ...BY });
  const documents: Record<string, JsonObject | string> = {
    ...Object.fromEntries(made.samples.filter(({ id }) => id !== 'not-a-credential').map(({ id }) => [id, sample(id)])),
    'record': await record(registrar, mine, [good]), 'record of a forgery': await record(registrar, mine, [sample('tampered')]), 'record of somebody': await record(registrar, somebody, [good]), 'record of a liar': await record(evil, mine, [good]),
    'liar': await badgeOf(evil, 11, mine, 'Brain surgery'), 'somebody': await badgeOf(uni, 12, somebody, 'Brain surgery'), 'praised liar': await badgeOf(evil, 13, mine, 'Brain surgery', { endorsement: [praise] }),
    'presentation': presentation([good, sample('tampered')]), 'several': JSON.stringify([good, sample('revoked'), good]),
    'unsigned': badge({ issuer: uni.id, ...DATES, identifiers: [mine], achievement: { name: 'Brain surgery' } }), 'other': await badgeOf(uni, 14, mine, 'Pottery'),
  };
  const trust = allowList('Known', [uni, registrar].map(({ id }) => ({ id, name: id, status: 'active', types: ['OpenBadgeCredential', 'ClrCredential'] })) as never);
  const verifier = createVerifier({ resources: lookup(resources), offline: true, registries: [createAllowList(trust as unknown as Parameters<typeof createAllowList>[0])] });
  for (const [name, document] of Object.entries(documents)) reports.set(name, await verifier.verify(typeof document === 'string' ? document : JSON.stringify(document), { at: NOW, recipient: HOLDER }));
  const names = new Set([...reports.values()].flatMap((report) => extractClaims(report).claims.flatMap(({ name }) => Object.values(name))));
  wants = job(...[...names, 'Juggling'].sort().map((name) => wanted(name, { und: name })));
}, 60_000);

const claimsOf = (names: readonly string[]): SkillClaim[] => names.flatMap((name) => extractClaims(reports.get(name)!).claims);
const match = (names: readonly string[]): Promise<MatchReport> => matchSkills({ job: wants, claims: claimsOf(names), at: NOW });
const RANK: Record<RequirementStatus, number> = { met: 3, partial: 2, review: 1, missing: 0 };
const statuses = ({ requirements }: MatchReport) => new Map(requirements.map(({ requirement, status }) => [requirement.id, status]));
const some = () => fc.shuffledSubarray([...reports.keys()], { minLength: 1 });

describe('of real credentials and those that somebody would try', () => {
  it('a lie counts for nothing, whatever stands beside it, and what is true does', async () => {
    const found = statuses(await match([...reports.keys()]));
    expect(Object.fromEntries(['analyse water samples', 'Pottery', 'Sampling in rivers', 'Juggling'].map((name) => [name, found.get(name)]))).toEqual({ 'analyse water samples': 'met', 'Pottery': 'met', 'Sampling in rivers': 'met', 'Juggling': 'missing' });
    for (const name of ['Brain surgery', 'Doctor of Environmental Chemistry']) expect([name, RANK[found.get(name)!] <= RANK.review]).toEqual([name, true]);
    expect(found.has('Flying')).toBe(false);
    const counting: string[] = [];
    for (const name of reports.keys()) {
      const { met, partial } = (await match([name])).summary.required;
      if (met + partial > 0) counting.push(name);
    }
    // The records of a liar and of somebody else hold a credential of hers, which counts by itself.
    expect(counting.sort()).toEqual(['other', 'presentation', 'record', 'record of a liar', 'record of somebody', 'several', 'someone-elses', 'verified']);
  });
  it('only what is verified, in force, this person’s and of a known issuer counts, and no skill twice', async () => {
    await fc.assert(fc.asyncProperty(some(), async (names) => {
      const { requirements, claims, summary } = await match(names);
      const byId = new Map(claims.map((claim) => [claim.id, claim]));
      for (const { status, matches } of requirements) {
        const counted = matches.filter((one) => one.counted);
        expect(counted.length).toBe(RANK[status] >= RANK.partial ? 1 : 0);
        for (const { claimId } of counted) expect(byId.get(claimId)).toMatchObject({ attained: true, selfAsserted: false, evidence: { verdict: 'verified', intact: 'yes', authentic: 'yes', recognised: 'yes', current: 'yes', theirs: 'yes' } });
      }
      expect(summary.required.met + summary.required.partial + summary.required.review + summary.required.missing).toBe(summary.required.total);
    }), { numRuns: 40 });
  }, 60_000);
  it('taking a credential away makes nothing better, and the order changes nothing', async () => {
    await fc.assert(fc.asyncProperty(some(), fc.nat(), async (names, which) => {
      const before = await match(names);
      const gone = names.filter((_, index) => index !== which % names.length);
      const was = statuses(before);
      for (const [id, status] of statuses(await match(gone))) expect(RANK[status], id).toBeLessThanOrEqual(RANK[was.get(id)!]);
      expect(JSON.stringify(await match([...names].reverse()))).toBe(JSON.stringify(before));
    }), { numRuns: 40 });
  }, 60_000);
  it('a whole and its part, in a record and outside, are counted once, and the explanation says so', async () => {
    const report = await match(['verified', 'record', 'several', 'someone-elses']);
    const { matches } = report.requirements.find(({ requirement }) => requirement.id === 'analyse water samples')!;
    expect(matches.filter(({ counted }) => counted)).toHaveLength(1);
    const twins = report.requirements.flatMap(({ matches: all }, index) => all.flatMap((one, at) => (one.reasons.some(({ code }) => code === 'same-skill-counted-once') ? [[index, at] as const] : [])));
    expect(twins.length).toBeGreaterThan(0);
    const { requirements, summary } = explain(report);
    for (const [index, at] of twins) expect(requirements[index]!.matches[at]!.sentences.map(({ text }) => text)).toContain('Other evidence of the same skill is counted already; nothing counts twice.');
    expect(summary[0]!.text).toBe(`${report.summary.required.met} of ${report.summary.required.total} required skills are shown.`);
  });
});
