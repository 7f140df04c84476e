import { explain, matchSkills, REASONS, enMatch, type EvidenceProfile, type Fact, type MatchReport, type Requirement, type RequirementStatus, type SkillClaim } from '@credlens/ats-adapter';
import { fill } from '@credlens/core/messages';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claim, evidence, job, LITTLE, wanted } from './match-world.js';

const AT = '2026-08-22T00:00:00Z';
const IDS = ['esco:skill/py', 'esco:skill/prog', 'esco:skill/sql', 'esco:skill/git', 'esco:skill/old', 'esco:skill/data', 'esco:skill/bank1', 'esco:group/S5', 'onet:py', 'onet:script', 'onet:r', 'x:other'];
const WORDS = ['Python', 'coding', 'SQL', 'bank', 'analyse big data', 'use version control systems', 'Weaving', '', '\u202e"><script>'];
const fact = fc.constantFrom<Fact>('yes', 'no', 'unknown', 'not-asked');

const profile: fc.Arbitrary<EvidenceProfile> = fc.record({ intact: fact, authentic: fact, recognised: fact, current: fact, theirs: fact, presentedByHolder: fact, verdict: fc.constantFrom('verified', 'invalid', 'indeterminate', 'unverifiable') }).map((change) => evidence(change as Partial<EvidenceProfile>));
const good = fc.constant(evidence());
const claims: fc.Arbitrary<SkillClaim[]> = fc.uniqueArray(fc.record({
  id: fc.integer({ min: 0, max: 40 }).map(String), ids: fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 2 }), word: fc.constantFrom(...WORDS), language: fc.constantFrom('en', 'und', 'de'),
  attained: fc.boolean(), kind: fc.constantFrom('assessed', 'attended', 'claimed'), evidence: fc.oneof(good, profile), level: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }), selfAsserted: fc.boolean(),
}), { selector: ({ id }) => id, maxLength: 8 }).map((all) => all.map(({ id, ids, word, language, level, ...rest }) => claim(id, { [language]: word }, ids, { ...rest, ...(level === undefined ? {} : { level: { scale: 's', ordinal: level } }) } as Partial<SkillClaim>)));
const requirements: fc.Arbitrary<Requirement[]> = fc.uniqueArray(fc.record({
  id: fc.integer({ min: 0, max: 40 }).map(String), ids: fc.uniqueArray(fc.constantFrom(...IDS), { maxLength: 2 }), word: fc.constantFrom(...WORDS), importance: fc.constantFrom('required', 'preferred'), confirmed: fc.boolean(), level: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
}), { selector: ({ id }) => id, maxLength: 5 }).map((all) => all.map(({ id, ids, word, level, ...rest }) => wanted(id, { en: word }, ids, { ...rest, ...(level === undefined ? {} : { level: { scale: 's', ordinal: level } }) } as Partial<Requirement>)));
const policy = fc.constantFrom('default', 'strict');

const run = (asked: Requirement[], own: SkillClaim[], by: string): Promise<MatchReport> => matchSkills({ job: job(...asked), claims: own, taxonomies: [LITTLE], policy: by, at: AT });
const RANK: Record<RequirementStatus, number> = { met: 3, partial: 2, review: 1, missing: 0 };
const ranks = (report: MatchReport) => new Map(report.requirements.map(({ requirement, status }) => [requirement.id, RANK[status]]));

describe('a match report', () => {
  it('is the same bytes in whatever order credentials and requirements come', async () => {
    await fc.assert(fc.asyncProperty(requirements, claims, policy, fc.nat(), async (asked, own, by, seed) => {
      const shuffled = <T>(all: readonly T[]): T[] => [...all].map((one, index) => ({ one, key: (index * 7919 + seed) % 31 })).sort((a, b) => a.key - b.key).map(({ one }) => one).reverse();
      expect(JSON.stringify(await run(shuffled(asked), shuffled(own), by))).toBe(JSON.stringify(await run(asked, own, by)));
    }));
  });
  it('gets no better for any requirement when a credential is taken away', async () => {
    await fc.assert(fc.asyncProperty(requirements, claims, policy, fc.nat(), async (asked, own, by, which) => {
      fc.pre(own.length > 0);
      const before = ranks(await run(asked, own, by));
      const after = ranks(await run(asked, own.filter((_, index) => index !== which % own.length), by));
      for (const [id, rank] of after) expect(rank).toBeLessThanOrEqual(before.get(id)!);
    }));
  });
  it('gets no better when a fact of the evidence gets worse', async () => {
    await fc.assert(fc.asyncProperty(requirements, claims, policy, fc.nat(), fc.constantFrom('intact', 'authentic', 'recognised', 'current', 'theirs'), fc.constantFrom<Fact>('no', 'unknown'), async (asked, own, by, which, name, worse) => {
      fc.pre(own.length > 0);
      const at = which % own.length;
      const better = own.map((one, index) => (index === at ? { ...one, evidence: { ...one.evidence, [name]: 'yes' } } : one));
      const changed = own.map((one, index) => (index === at ? { ...one, evidence: { ...one.evidence, [name]: worse } } : one));
      const before = ranks(await run(asked, better, by));
      for (const [id, rank] of ranks(await run(asked, changed, by))) expect(rank).toBeLessThanOrEqual(before.get(id)!);
    }));
  });
  it('counts nothing that is not verified, in force, attained and somebody else’s word', async () => {
    await fc.assert(fc.asyncProperty(requirements, claims, policy, async (asked, own, by) => {
      const report = await run(asked, own, by);
      const byId = new Map(own.map((one) => [one.id, one]));
      for (const { status, matches } of report.requirements) {
        const counted = matches.filter((one) => one.counted).map(({ claimId }) => byId.get(claimId)!);
        expect(counted.length).toBe(status === 'met' || status === 'partial' ? 1 : 0);
        for (const one of counted) expect([one.evidence.verdict, one.evidence.intact, one.evidence.authentic, one.evidence.current, one.attained, one.selfAsserted]).toEqual(['verified', 'yes', 'yes', 'yes', true, false]);
      }
    }));
  });
  it('is explained by nothing but its own fields', async () => {
    const read = (document: unknown, pointer: string): unknown => pointer.split('/').slice(1).reduce<unknown>((here, key) => (here as Record<string, unknown> | undefined)?.[key.replace(/~1/g, '/').replace(/~0/g, '~')], document);
    await fc.assert(fc.asyncProperty(requirements, claims, policy, fc.constantFrom('recruiter' as const, 'candidate' as const), async (asked, own, by, audience) => {
      const report = await run(asked, own, by);
      const explanation = explain(report, { audience });
      const all = [...explanation.summary, ...explanation.requirements.flatMap(({ sentences, matches }) => [...sentences, ...matches.flatMap((one) => one.sentences)])];
      for (const { text, from, params } of all) {
        const code = read(report, from);
        const own2 = (words: string | Record<string, string>): string => (typeof words === 'string' ? words : words[audience]!);
        const templates = typeof code === 'string'
          ? [enMatch.statuses, enMatch.relations, enMatch.reasons].flatMap((table) => { const words = (table as Record<string, string | Record<string, string>>)[code]; return words === undefined ? [] : [own2(words)]; })
          : Object.values(enMatch.coverage);
        if (from === '/schema') templates.push(own2(enMatch.notice));
        const values = Object.fromEntries(Object.entries(params).map(([name, pointer]) => [name, read(report, pointer)] as const));
        expect(Object.values(values)).not.toContain(undefined);
        expect(templates.map((template) => fill('en', template, values as Record<string, string>))).toContain(text);
      }
      expect(explanation.requirements.map(({ id }) => id)).toEqual(report.requirements.map(({ requirement }) => requirement.id));
    }));
  });
});

describe('the words', () => {
  it('have a sentence for every reason, without a word of rejection for what is missing', () => {
    for (const code of REASONS) expect(enMatch.reasons[code]).toBeTruthy();
    expect(JSON.stringify(enMatch.statuses)).not.toMatch(/reject|fail|unqualified/i);
  });
});
