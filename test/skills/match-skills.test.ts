import { matchSkills, type MatchInput, type Requirement, type SkillClaim } from '@credlens/ats-adapter';
import { describe, expect, it } from 'vitest';
import { claim, evidence, job, LITTLE, wanted } from './match-world.js';

const AT = '2026-08-22T00:00:00Z';
const match = (requirements: Requirement[], claims: SkillClaim[], more: Partial<MatchInput> = {}) => matchSkills({ job: job(...requirements), claims, taxonomies: [LITTLE], at: AT, ...more });

/** Status, verdict and whether it counted, of one requirement and one claim. */
async function said(requirement: Requirement, one: SkillClaim, more: Partial<MatchInput> = {}): Promise<string> {
  const { requirements: [found] } = await match([requirement], [one], more);
  const [first] = found!.matches;
  return first ? `${found!.status} ${first.verdict} ${first.counted} ${first.reasons.map(({ code }) => code).join(' ')}` : `${found!.status} none`;
}

const PYTHON = wanted('r', { en: 'Python' }, ['esco:skill/py']);
const HAS_PYTHON = claim('c', { en: 'Python' }, ['esco:skill/py']);

describe('relations', () => {
  it.each([
    ['the same identifier', PYTHON, HAS_PYTHON, 'met exact true counts verified'],
    ['one that was replaced', PYTHON, claim('c', {}, ['esco:skill/old']), 'met exact true counts verified'],
    ['an exact row of a table', PYTHON, claim('c', {}, ['onet:py']), 'met crosswalk-exact true counts verified'],
    ['an exact row, from the other side', wanted('r', {}, ['onet:py']), HAS_PYTHON, 'met crosswalk-exact true counts verified'],
    ['a row that says the job asks for something wider', wanted('r', {}, ['onet:script']), HAS_PYTHON, 'met narrower true counts verified'],
    ['the same row the other way: wider than asked', PYTHON, claim('c', {}, ['onet:script']), 'partial broader true counts broader-than-required verified'],
    ['a close row', PYTHON, claim('c', {}, ['onet:r']), 'review crosswalk-close false needs-confirmation verified'],
    ['a preferred label', PYTHON, claim('c', { en: 'python' }, []), 'met label true counts verified'],
    ['another label', PYTHON, claim('c', { en: 'Python programming' }, []), 'met label true counts verified'],
    ['the same words, without any taxonomy', wanted('r', { en: 'Basket weaving' }), claim('c', { en: 'basket weaving.' }, []), 'met label true counts verified'],
    ['the same words of two frameworks', wanted('r', { en: 'Basket weaving' }, ['onet:b']), claim('c', { en: 'Basket weaving' }, ['esco:skill/b']), 'review label false ambiguous-label verified'],
    ['the same words for two skills of one framework', wanted('r', { en: 'Weaving' }, ['esco:skill/w1']), claim('c', { en: 'Weaving' }, ['esco:skill/w2']), 'missing none'],
    ['words that a full stop tells apart', wanted('r', { en: '.NET' }), claim('c', { en: 'Net' }, []), 'missing none'],
    ['the same with a full stop', wanted('r', { en: '.NET' }), claim('c', { en: '.net' }, []), 'met label true counts verified'],
    ['long texts that begin alike', wanted('r', { en: `${'weave '.repeat(60)}baskets` }), claim('c', { en: `${'weave '.repeat(60)}rugs` }, []), 'missing none'],
    ['one long text', wanted('r', { en: `${'weave '.repeat(60)}baskets` }), claim('c', { en: `${'weave '.repeat(60)}baskets` }, []), 'met label true counts verified'],
    ['a letter of another alphabet', wanted('r', { en: 'Python' }), claim('c', { en: 'P\u0443thon' }, []), 'missing none'],
    ['a sign that nobody sees', wanted('r', { en: 'Weaving' }), claim('c', { en: 'Weav\u200Bing' }, []), 'missing none'],
    ['no words at all', wanted('r', { en: '...' }), claim('c', { en: '...' }, []), 'missing none'],
    ['words and identifiers of an object', wanted('r', { en: 'constructor' }, ['__proto__']), claim('c', { en: 'toString' }, ['hasOwnProperty']), 'missing none'],
    ['a label of two skills', wanted('r', {}, ['esco:skill/bank1']), claim('c', { en: 'bank' }, []), 'review label false ambiguous-label verified'],
    ['a part of what is asked for', wanted('r', {}, ['esco:skill/prog']), HAS_PYTHON, 'met narrower true counts verified'],
    ['something in the group that is asked for', wanted('r', {}, ['esco:group/S5']), claim('c', {}, ['esco:skill/sql']), 'met narrower true counts verified'],
    ['something wider', PYTHON, claim('c', {}, ['esco:skill/prog']), 'partial broader true counts broader-than-required verified'],
    ['the group that it stands in', PYTHON, claim('c', {}, ['esco:group/S5']), 'partial broader true counts broader-than-required verified'],
    ['something optional for it', PYTHON, claim('c', {}, ['esco:skill/git']), 'missing related false related-only verified'],
    ['something in the same group', wanted('r', {}, ['esco:skill/sql']), claim('c', {}, ['esco:skill/prog']), 'missing related false related-only verified'],
    ['words that are written alike', wanted('r', {}, ['esco:skill/data']), claim('c', { en: 'analyse big data' }, []), 'review lexical false needs-confirmation verified'],
    ['an identifier, and words that say something else', PYTHON, claim('c', { en: 'Python' }, ['esco:skill/data']), 'missing none'],
    ['nothing', PYTHON, claim('c', { en: 'Basket weaving' }, []), 'missing none'],
  ])('%s', async (_name, requirement, one, expected) => { expect(await said(requirement, one)).toBe(expected); });

  it('tells each step of the way', async () => {
    const { requirements: [found] } = await match([wanted('r', { en: 'coding' })], [claim('c', {}, ['onet:py'])], { policy: { id: 'deep', hierarchySteps: 3 } });
    expect(found!.matches).toEqual([]);
    const { requirements: [other] } = await match([wanted('r', { en: 'coding' })], [claim('c', {}, ['esco:skill/old'])]);
    expect(other!.matches[0]!.path).toEqual([
      { from: 'esco:skill/old', relation: 'replaced-by', to: 'esco:skill/py', source: 'Little 1' },
      { from: 'esco:skill/py', relation: 'broader', to: 'esco:skill/prog', source: 'Little 1' },
      { from: 'esco:skill/prog', relation: 'alternative-label', to: 'coding', source: 'Little 1' },
    ]);
  });
});

describe('evidence', () => {
  it.each([
    ['unsigned', { evidence: evidence({ verdict: 'unverifiable', intact: 'no', authentic: 'unknown' }) }, 'missing exact false not-verified'],
    ['altered', { evidence: evidence({ verdict: 'invalid', intact: 'no', authentic: 'unknown', recognised: 'unknown', current: 'unknown' }) }, 'missing exact false invalid issuer-unknown currency-unknown'],
    ['invalid for a reason that no fact has', { evidence: evidence({ verdict: 'invalid' }) }, 'missing exact false invalid'],
    ['invalid, and its issuer on no list', { evidence: evidence({ verdict: 'invalid', recognised: 'no' }) }, 'missing exact false issuer-unrecognised invalid'],
    ['not decided', { evidence: evidence({ verdict: 'indeterminate' }) }, 'review exact false undecided'],
    ['revoked', { evidence: evidence({ verdict: 'invalid', current: 'no' }) }, 'missing exact false not-current'],
    ['of unknown currency', { evidence: evidence({ verdict: 'indeterminate', current: 'unknown' }) }, 'review exact false currency-unknown'],
    ['somebody else’s', { evidence: evidence({ verdict: 'invalid', theirs: 'no' }) }, 'missing exact false not-theirs'],
    ['of an issuer on no list', { evidence: evidence({ recognised: 'no' }) }, 'review exact false issuer-unrecognised'],
    ['not compared with the person', { evidence: evidence({ theirs: 'not-asked' }) }, 'review exact false theirs-unknown'],
    ['of an issuer whom nobody looked up', { evidence: evidence({ recognised: 'not-asked' }) }, 'review exact false issuer-unknown'],
    ['said by the person', { selfAsserted: true }, 'missing exact false self-asserted'],
    ['failed', { attained: false, notAttained: 'failed' as const }, 'missing exact false not-attained'],
    ['of attendance', { kind: 'attended' as const }, 'review exact false attendance-only'],
  ])('that is %s', async (_name, change, expected) => { expect(await said(PYTHON, claim('c', {}, ['esco:skill/py'], change))).toBe(expected); });

  it('of a policy that says so, counts without a list and without a comparison', async () => {
    const own = { id: 'own', facts: { recognised: { 'not-asked': 'met' }, theirs: { 'not-asked': 'met' } } } as const;
    expect(await said(PYTHON, claim('c', {}, ['esco:skill/py'], { evidence: evidence({ theirs: 'not-asked', recognised: 'not-asked' }) }), { policy: own })).toBe('met exact true counts verified');
  });
  it('is held to the kinds that a requirement names', async () => {
    expect(await said({ ...PYTHON, evidence: ['certified'] }, HAS_PYTHON)).toBe('review exact false kind-not-wanted');
    expect(await said({ ...PYTHON, evidence: ['assessed'] }, HAS_PYTHON)).toBe('met exact true counts verified');
  });
  it('that is not decided counts under no policy, not even in part', async () => {
    const policy = { id: 'own', facts: { recognised: { no: 'partial' } }, kinds: { attended: 'partial' } } as const;
    const undecided = evidence({ verdict: 'indeterminate', recognised: 'no' });
    expect(await said(PYTHON, claim('c', {}, ['esco:skill/py'], { evidence: undecided }), { policy })).toBe('review exact false issuer-unrecognised undecided');
    expect(await said(PYTHON, claim('c', {}, ['esco:skill/py'], { evidence: evidence({ verdict: 'indeterminate' }), kind: 'attended' }), { policy })).toBe('review exact false undecided attendance-only');
    expect(await said({ ...PYTHON, level: { scale: 's', ordinal: 3 } }, claim('c', {}, ['esco:skill/py'], { evidence: undecided, level: { scale: 's', ordinal: 2 } }), { policy })).toMatch(/^review /);
  });
  it.each([undefined, '', 'last year'])('whose age is not said is for a person where age matters (%s)', async (awarded) => {
    const { awarded: _, ...rest } = HAS_PYTHON;
    const one = awarded === undefined ? rest : { ...rest, awarded };
    expect(await said(PYTHON, one, { policy: { id: 'young', maxAgeDays: 100 } })).toBe('review exact false age-unknown');
    expect(await said(PYTHON, one)).toBe('met exact true counts verified');
  });
  it('may be too old', async () => {
    expect(await said(PYTHON, HAS_PYTHON, { policy: { id: 'young', maxAgeDays: 100 } })).toBe('review exact false too-old');
    expect(await said(PYTHON, HAS_PYTHON, { policy: { id: 'young', maxAgeDays: 300 } })).toBe('met exact true counts verified');
  });
  it.each([
    ['reached', { scale: 'digcomp', ordinal: 4 }, 'met exact true counts verified level-met'],
    ['lower', { scale: 'digcomp', ordinal: 2 }, 'partial exact true counts level-below'],
    ['of a scale that ends elsewhere', { scale: 'digcomp', ordinal: 4, of: 4 }, 'review exact false level-not-comparable'],
    ['of another scale', { scale: 'eqf', ordinal: 6 }, 'review exact false level-not-comparable'],
    ['without an order', { scale: 'digcomp', label: 'good' }, 'review exact false level-not-comparable'],
  ])('has a level that is %s', async (_name, level, expected) => { expect(await said({ ...PYTHON, level: { scale: 'digcomp', ordinal: 3, of: 8 } }, { ...HAS_PYTHON, level })).toBe(expected); });
  it('says no level', async () => { expect(await said({ ...PYTHON, level: { scale: 'digcomp', ordinal: 3 } }, HAS_PYTHON)).toBe('review exact false level-unstated'); });
  it('under the strict policy', async () => {
    expect(await said(PYTHON, claim('c', {}, ['esco:skill/py'], { evidence: evidence({ recognised: 'no' }) }), { policy: 'strict' })).toBe('missing exact false issuer-unrecognised');
    expect(await said(PYTHON, claim('c', {}, ['esco:skill/py'], { kind: 'claimed' }), { policy: 'strict' })).toBe('review exact false kind-not-wanted');
    expect(await said(PYTHON, claim('c', { en: 'Python' }, []), { policy: 'strict' })).toBe('review label false needs-confirmation verified');
  });
});

describe('a taxonomy that calls everything the same', () => {
  const everything = { ...LITTLE, name: 'Liar', concept: (id: string) => ({ id, kind: 'skill' as const, preferred: {}, replacedBy: 'esco:skill/py' }), mappings: () => [{ id: 'esco:skill/py', relation: 'exactMatch' as const, source: 'row 1' }], labelled: () => [{ id: 'esco:skill/py', kind: 'preferred' as const, language: 'en' }] };
  const weaving = (change: Partial<SkillClaim> = {}) => claim('c', { en: 'Weaving' }, ['esco:skill/w'], change);
  it.each([[{ selfAsserted: true }], [{ evidence: evidence({ theirs: 'no' }) }], [{ evidence: evidence({ verdict: 'invalid' as const }) }], [{ evidence: evidence({ recognised: 'no' }) }], [{ evidence: evidence({ verdict: 'indeterminate' as const }) }], [{ attained: false, notAttained: 'failed' as const }]])('makes no evidence better: %j', async (change) => {
    expect(await said(PYTHON, weaving(change), { taxonomies: [everything] })).toMatch(/^(?:missing|review) .* false /);
  });
  it('is named in the path', async () => {
    const { requirements: [found] } = await match([PYTHON], [weaving()], { taxonomies: [everything] });
    expect(found!.matches[0]!.path[0]).toMatchObject({ source: 'Liar 1' });
  });
});

describe('confirmations', () => {
  const ask = wanted('r', { en: 'Data work' }, ['esco:skill/data']);
  const one = claim('c', { en: 'analyse big data' }, []);
  const key = { claim: 'text:en:analyse big data', requirement: 'esco:skill/data' };
  it('make a candidate count', async () => {
    expect(await said(ask, one, { confirmations: [{ ...key, decision: 'same', at: '2026-01-01' }] })).toBe('met crosswalk-exact true counts confirmed-mapping verified');
  });
  it('or not', async () => {
    expect(await said(ask, one, { confirmations: [{ ...key, decision: 'none', at: '2026-01-01' }] })).toBe('missing lexical false rejected-mapping verified');
  });
  it('the latest is the one that holds, in whatever order', async () => {
    const both = [{ ...key, decision: 'same' as const, at: '2026-01-01' }, { ...key, decision: 'none' as const, at: '2026-02-01' }];
    expect(await said(ask, one, { confirmations: both })).toBe('missing lexical false rejected-mapping verified');
    expect(await said(ask, one, { confirmations: [...both].reverse() })).toBe('missing lexical false rejected-mapping verified');
  });
  it('do not make evidence better, nor what is the same other', async () => {
    expect(await said(ask, { ...one, selfAsserted: true }, { confirmations: [{ ...key, decision: 'same', at: '2026-01-01' }] })).toBe('missing crosswalk-exact false confirmed-mapping self-asserted');
    expect(await said(PYTHON, HAS_PYTHON, { confirmations: [{ claim: 'esco:skill/py', requirement: 'esco:skill/py', decision: 'none', at: '2026-01-01' }] })).toBe('met exact true counts verified');
  });
});

describe('a model', () => {
  const vectors: Record<string, number[]> = { 'Data work': [1, 0], 'number crunching': [0.9, 0.1], weaving: [0, 1] };
  const semantic = { id: 'toy/1', threshold: 0.8, embed: (texts: readonly string[]) => Promise.resolve(texts.map((text) => vectors[text] ?? [0, 1])) };
  it('suggests, and a person decides', async () => {
    const report = await match([wanted('r', { en: 'Data work' })], [claim('c', { en: 'number crunching' }, [])], { semantic });
    expect(report.requirements[0]).toMatchObject({ status: 'review', matches: [{ verdict: 'semantic', counted: false }] });
    expect(report.inputs.model).toBe('toy/1');
  });
  it.each([
    ['rejects', () => Promise.reject(new Error('no'))], ['answers too little', () => Promise.resolve([[1, 0]])], ['answers in two lengths', (texts: readonly string[]) => Promise.resolve(texts.map((_, index) => [1, ...(index > 0 ? [0] : [])]))],
  ])('that %s is none', async (_name, embed) => {
    const report = await match([wanted('r', { en: 'Data work' })], [claim('c', { en: 'number crunching' }, [])], { semantic: { ...semantic, embed } });
    expect(report.requirements[0]!.status).toBe('missing');
    expect(report.inputs.model).toBeUndefined();
  });
});

describe('the whole', () => {
  it('counts one skill once, by its best evidence', async () => {
    const { requirements: [found] } = await match([PYTHON], [claim('a', { en: 'Python' }, []), claim('b', {}, ['esco:skill/py']), claim('z', {}, ['esco:skill/py'])]);
    expect(found!.matches.map(({ claimId, counted }) => [claimId, counted])).toEqual([['b', true], ['z', false], ['a', false]]);
    expect(found!.matches[1]!.reasons.at(-1)).toEqual({ code: 'same-skill-counted-once' });
  });
  it('judged twice, a claim is worth the better of both, in whatever order', async () => {
    const worse = [{ presentedByHolder: 'no' as const }, { verdict: 'indeterminate' as const, current: 'unknown' as const }, { theirs: 'not-asked' as const }].map((change) => ({ ...HAS_PYTHON, evidence: evidence(change) }));
    for (const other of worse) {
      for (const both of [[HAS_PYTHON, other], [other, HAS_PYTHON]]) expect((await match([PYTHON], both)).requirements[0]!.status).toBe('met');
      expect((await match([PYTHON], [other])).requirements[0]!.status).not.toBe('met');
    }
  });
  it('what speaks to a requirement and is left out for its number is not among what speaks to none', async () => {
    const many = Array.from({ length: 60 }, (_, index) => claim(`c${index}`, {}, ['esco:skill/py']));
    const report = await match([PYTHON], many);
    expect([report.requirements[0]!.matches.length, report.unmatched]).toEqual([50, []]);
  });
  it('counts what a person or the employer stands behind', async () => {
    const report = await match([PYTHON, wanted('x', { en: 'SQL' }, [], { importance: 'preferred', weight: 3 }), wanted('y', { en: 'bank' }, [], { confirmed: false, origin: 'extracted' })], [HAS_PYTHON]);
    expect(report.summary).toEqual({ required: { met: 1, partial: 0, review: 0, missing: 0, total: 1 }, preferred: { met: 0, partial: 0, review: 0, missing: 1, total: 1, weighted: { met: 0, total: 3 } }, unconfirmed: 1 });
  });
  it('lists what speaks to nothing', async () => { expect((await match([PYTHON], [claim('w', { en: 'Weaving' }, [])])).unmatched).toEqual(['w']); });
  it('refuses what only a program can get wrong', async () => {
    await expect(match([], [], { at: 'soon' })).rejects.toThrow(RangeError);
    await expect(match([], [], { policy: 'lenient' })).rejects.toThrow(TypeError);
    await expect(match([], [], { policy: { id: 'x', relations: { lexical: 'met' } } })).rejects.toThrow(TypeError);
    await expect(match([], [], { policy: { id: 'x', facts: { current: { no: 'met' } } } })).rejects.toThrow(TypeError);
    await expect(match([], [], { policy: { id: 'x', relations: { broader: 'met' } } })).rejects.toThrow(TypeError);
    await expect(match([], [], { policy: { id: 'x', kinds: { gossip: 'met' } } as never })).rejects.toThrow(TypeError);
  });
});
