import { createVerifier, type VerifyInput } from '@credlens/core';
import type { Report } from '@credlens/core/report';
import { association, badge, change, clr, ed25519TestKey, didWeb, elmDocument, issue, joseKeyOf, learningCredential, lookup, presentation, publish, sdJwt, university, type Identity, type JsonObject, type Resources } from '@credlens/demo-issuer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractClaims, type ExtractedClaims } from './extract-claims.js';
import type { SkillClaim } from './skill-claim.js';

const AT = '2026-08-22T00:00:00Z';
const DATES = { validFrom: '2026-06-01T09:00:00Z', validUntil: '2027-06-01T09:00:00Z' };
const ESCO = (figure: number) => `http://data.europa.eu/esco/skill/00000000-0000-4000-8000-00000000000${figure}`;

const verify = (input: VerifyInput, resources: Resources = new Map()): Promise<Report> => createVerifier({ offline: true, resources: lookup(resources) }).verify(input, { at: AT });
const claimsOf = async (input: VerifyInput, options = {}): Promise<ExtractedClaims> => extractClaims(await verify(input), options);
/** An unsigned badge: what it says is read all the same. */
const plain = (achievement: JsonObject, subject: JsonObject = {}, members: JsonObject = {}): JsonObject => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'], 'type': ['VerifiableCredential', 'OpenBadgeCredential'], 'issuer': 'did:example:school', ...members, 'credentialSubject': { id: 'did:example:maria', ...subject, achievement: { name: 'Welding', ...achievement } },
});
const line = ({ source, name, identifiers, attained, notAttained, level, kind, selfAsserted }: SkillClaim) => [
  source.field, Object.entries(name).map(([language, text]) => `${language}:${text}`).join(' '), ...identifiers.map(({ id }) => id), ...(level ? [`${level.ordinal ?? '?'}/${level.of ?? '?'}`] : []), attained ? kind : notAttained, ...(selfAsserted ? ['self'] : []),
].join(' ');
const lines = ({ claims }: ExtractedClaims) => claims.map(line).sort();
const without = (claims: readonly SkillClaim[]) => claims.map(({ id: _, evidence: _evidence, source: { credential: _credential, ...source }, ...claim }) => ({ ...claim, source })).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

describe('where skills stand in a badge', () => {
  it('every place has its field, identifiers, level and kind', async () => {
    const read = await claimsOf(plain({
      inLanguage: 'en', alignment: [{ targetName: 'Weld', targetUrl: ESCO(1) }, { targetName: 'Groups', targetCode: 'ESCO:S1.2' }], tag: ['steel'], fieldOfStudy: 'Metal, Wood (soft, hard)', relatedESCOSkill: { id: ESCO(2), prefLabel: 'braze' },
      resultDescription: [
        { id: 'urn:r', resultType: 'RubricCriterionLevel', alignment: [{ targetName: 'Cut', targetUrl: ESCO(3) }], rubricCriterionLevel: [{ id: 'urn:1', name: 'Some', alignment: [{ targetName: 'Cut some' }] }, { id: 'urn:2', name: 'Well', alignment: [{ targetName: 'Cut well', targetUrl: ESCO(4) }] }] },
      ],
    }, { result: [{ resultDescription: 'urn:r', achievedLevel: 'urn:2', alignment: [{ targetName: 'Drill' }] }] }, { skills: [{ category: 'trade', skill: 'forging', subskills: ['hammering'] }] }));
    expect(lines(read)).toEqual([
      'achievement-name en:Welding 2/2 assessed', 'alignment en:Groups esco:group/S1.2 2/2 assessed', 'alignment en:Weld esco:skill/00000000-0000-4000-8000-000000000001 2/2 assessed',
      'field-of-study en:Metal 2/2 assessed', 'field-of-study en:Wood (soft, hard) 2/2 assessed', 'relatedESCOSkill en:braze esco:skill/00000000-0000-4000-8000-000000000002 2/2 assessed',
      'result-alignment en:Cut esco:skill/00000000-0000-4000-8000-000000000003 2/2 assessed', 'result-alignment en:Drill 2/2 assessed', 'rubric-alignment en:Cut well esco:skill/00000000-0000-4000-8000-000000000004 2/2 assessed',
      'skill en:forging assessed', 'skill en:hammering assessed', 'tag en:steel 2/2 assessed',
    ].sort());
    expect(read.notices.map(({ code, text }) => [code, text])).toEqual([['level-not-reached', 'Cut some']]);
    expect(new Set(read.claims.map(({ id }) => id)).size).toBe(read.claims.length);
    expect(read.claims[0]?.source).toMatchObject({ credential: expect.stringMatching(/^[0-9a-f]{64}$/) as string, pointer: expect.stringMatching(/^\//) as string });
  });

  it('what is no skill is a notice, and a level of the European framework is the level of what stands beside it', async () => {
    const read = await claimsOf(plain({ alignment: [
      { targetType: 'ext:EQF', targetName: 'EQF 5', targetCode: '5' }, { targetType: 'ext:QualityAssurance', targetName: 'Mark', targetUrl: 'https://q.example/1' }, { targetName: 'Roofers', targetUrl: 'http://data.europa.eu/esco/isco/C7121', targetFramework: 'ESCO' },
      { targetType: 'ceterms:Credential', targetName: 'A degree', targetUrl: 'https://c.example/1' }, { targetName: 'Bad', targetUrl: 'http://data.europa.eu/esco/skill/nonsense' }, { targetName: 'Own', targetCode: 'B-2' },
    ] }));
    expect(read.notices.map(({ code, text, level }) => [code, text, level?.ordinal])).toEqual([
      ['level', 'EQF 5', 5], ['quality-assurance', 'Mark', undefined], ['occupation', 'Roofers', undefined], ['credential-or-course', 'A degree', undefined], ['identifier-malformed', 'http://data.europa.eu/esco/skill/nonsense', undefined], ['identifier-unrecognised', 'B-2', undefined],
    ]);
    expect(lines(read)).toEqual(['achievement-name und:Welding 5/8 claimed', 'alignment und:Bad 5/8 claimed', 'alignment und:Own 5/8 claimed']);
  });

  it.each([['Failed', 'failed'], ['Withdrew', 'withdrawn'], ['InProgress', 'in-progress'], ['Enrolled', 'enrolled'], ['OnHold', 'on-hold']])('a result that is %s: nothing is attained (%s)', async (status, notAttained) => {
    const read = await claimsOf(plain({ tag: ['steel'], achievementType: 'Certification' }, { result: [{ status, alignment: [{ targetName: 'Drill' }] }, { status: 'Completed' }] }));
    expect(lines(read)).toEqual([`achievement-name und:Welding ${notAttained}`, `result-alignment und:Drill ${notAttained}`, `tag und:steel ${notAttained}`]);
  });

  it('what was reached is compared with what is required: by level, by the place in a list, by number, or not at all', async () => {
    const rubric = { id: 'urn:r', requiredLevel: 'urn:2', rubricCriterionLevel: [{ id: 'urn:1' }, { id: 'urn:2' }, { id: 'urn:3' }] };
    const outcome = async (description: JsonObject, result: JsonObject) => {
      const { claims, notices } = await claimsOf(plain({ resultDescription: [description] }, { result: [{ resultDescription: 'urn:r', ...result }] }));
      return [claims[0]?.notAttained ?? 'attained', ...notices.map(({ code }) => code)].join(' ');
    };
    expect(await outcome(rubric, { achievedLevel: 'urn:1' })).toBe('below-required-level');
    expect(await outcome(rubric, { achievedLevel: 'urn:2' })).toBe('attained');
    expect(await outcome(rubric, { achievedLevel: 'urn:elsewhere' })).toBe('below-required-level result-not-comparable');
    expect(await outcome({ ...rubric, requiredLevel: 'urn:9' }, { achievedLevel: 'urn:3' })).toBe('below-required-level result-not-comparable');
    expect(await outcome({ id: 'urn:r', requiredValue: '60' }, { value: '59.5' })).toBe('below-required-level');
    expect(await outcome({ id: 'urn:r', requiredValue: '60' }, { value: '100' })).toBe('attained');
    expect(await outcome({ id: 'urn:r', requiredValue: 'pass' }, { value: 'splendid' })).toBe('below-required-level result-not-comparable');
    expect(await outcome({ id: 'urn:r', allowedValue: ['low', 'mid', 'high'], requiredValue: 'mid' }, { value: 'low' })).toBe('below-required-level');
    expect(await outcome({ id: 'urn:r' }, { status: 'Provisional' })).toBe('attained result-provisional');
    expect(await outcome({ id: 'urn:other' }, { achievedLevel: 'urn:1' })).toBe('attained result-not-comparable');
  });

  it.each([['Certification', 'certified'], ['MasterDegree', 'certified'], ['Assessment', 'assessed'], ['CertificateOfCompletion', 'attended'], ['Membership', 'attended'], ['Course', 'claimed'], ['MicroCredential', 'claimed'], ['ext:Own', 'claimed']])('an achievement of type %s is %s', async (achievementType, kind) => {
    expect((await claimsOf(plain({ achievementType }))).claims.map((claim) => claim.kind)).toEqual([kind]);
    expect((await claimsOf(plain({ achievementType, assessmentType: 'testing' }))).claims[0]?.kind).toBe(kind === 'certified' ? 'certified' : 'assessed');
  });

  it('clauses of prose are read where somebody asks for them', async () => {
    const document = plain({ criteria: { narrative: 'Passed the exam. Wrote a report;\n- welded a gate' }, description: 'About welding' });
    expect(lines(await claimsOf(document))).toEqual(['achievement-name und:Welding claimed']);
    expect(lines(await claimsOf(document, { clauses: true }))).toEqual(['achievement-name und:Welding claimed', 'criteria und:Passed the exam claimed', 'criteria und:Wrote a report claimed', 'criteria und:welded a gate claimed', 'description und:About welding claimed']);
  });
});

describe('other formats', () => {
  it('Open Badges 2.0: tags and alignments', async () => {
    const read = await claimsOf({ '@context': 'https://w3id.org/openbadges/v2', 'type': 'Assertion', 'id': 'https://b.example/1', 'recipient': { type: 'email', identity: 'a@b.example' }, 'issuedOn': '2025-01-01', 'badge': { type: 'BadgeClass', name: 'B', tags: ['x'], alignment: [{ targetName: 'Y', targetUrl: ESCO(1) }] } });
    expect(lines(read)).toEqual(['achievement-name und:B claimed', 'alignment und:Y esco:skill/00000000-0000-4000-8000-000000000001 claimed', 'tag und:x claimed']);
    expect(read.claims[0]?.awarded).toBe('2025-01-01');
  });

  it('a European Digital Credential: outcomes with their skills, kinds by what proves them, levels and entitlements', async () => {
    const read = extractClaims(await verify(elmDocument()));
    expect(read.claims.some(({ source, identifiers }) => source.field === 'relatedESCOSkill' && identifiers[0]?.id === 'esco:skill/00000000-0000-4000-8000-000000000001')).toBe(true);
    expect(read.claims.some(({ source, identifiers }) => source.field === 'relatedSkill' && identifiers[0]?.id === 'https://skills.example/1' && identifiers[0].names === 'skill')).toBe(true);
    expect(read.claims.filter(({ source }) => source.field === 'learningOutcome').length).toBeGreaterThan(1);
    expect(new Set(read.claims.map(({ kind }) => kind)).has('attended')).toBe(true);
    expect(read.notices.map(({ code }) => code)).toContain('level');
  });

  it('a European Digital Credential whose assessment failed', async () => {
    const assessed = (grade: JsonObject): JsonObject => ({
      '@context': ['https://www.w3.org/2018/credentials/v1', 'http://data.europa.eu/snb/model/context/edc-ap'], 'type': ['VerifiableCredential', 'EuropeanDigitalCredential'],
      'credentialSubject': { type: 'Person', hasClaim: { type: 'LearningAchievement', title: { en: 'A' }, provenBy: { type: 'LearningAssessment', title: { en: 'B' }, ...grade } } },
    });
    const outcome = async (grade: JsonObject) => (await claimsOf(assessed(grade))).claims.map(({ notAttained, kind }) => notAttained ?? kind);
    expect(await outcome({ grade: { noteLiteral: { en: '5' } }, gradeStatus: { id: 'https://s.example/fail' } })).toEqual(['failed']);
    expect(await outcome({ grade: { noteLiteral: { de: 'nicht bestanden' } } })).toEqual(['failed']);
    expect(await outcome({ grade: { noteLiteral: { en: 'pass' } } })).toEqual(['assessed']);
  });

  it('an SD-JWT VC: its outcomes', async () => {
    const key = await joseKeyOf(await ed25519TestKey('wallet'));
    const token = await sdJwt(learningCredential({ iss: 'https://issuer.example', iat: 1_780_000_000 }), { key });
    const read = extractClaims(await verify(token));
    expect(lines(read)).toEqual(['achievement-name und:Water Quality Analysis assessed', 'learningOutcome und:analyse water samples assessed', 'learningOutcome und:write laboratory reports assessed']);
  });
});

describe('whose word it is', () => {
  const signed = async (by: Identity, options: Partial<Parameters<typeof badge>[0]> = {}) => issue(badge({ issuer: by.id, id: 'urn:uuid:7d1f7a86-54ac-4d25-a5a4-3c7a3d2a5b11', subjectId: 'did:example:maria', ...DATES, ...options }), { by, created: DATES.validFrom });

  it('only what the report verified counts as verified: a forgery gives the same claims, which are worth nothing', async () => {
    const uni = await university();
    const resources = publish([uni]);
    const [good, forged] = await Promise.all([signed(uni), signed(uni).then((document) => change(document, '/credentialSubject/achievement/alignment/0/targetName', 'brain surgery'))]);
    const [right, wrong] = [extractClaims(await verify(good, resources)), extractClaims(await verify(forged, resources))];
    expect(right.claims.map(({ evidence }) => [evidence.verdict, evidence.intact, evidence.authentic])).toContainEqual(['verified', 'yes', 'yes']);
    expect(new Set(wrong.claims.map(({ evidence }) => `${evidence.verdict} ${evidence.intact}`))).toEqual(new Set(['invalid no']));
    expect(right.claims.every(({ attained, selfAsserted }) => attained && !selfAsserted)).toBe(true);
  });

  it('a badge that somebody gave themselves is self-asserted, however well it verifies', async () => {
    const uni = await university();
    const read = extractClaims(await verify(await signed(uni, { subjectId: uni.id }), publish([uni])));
    expect(new Set(read.claims.map(({ selfAsserted, evidence }) => `${selfAsserted} ${evidence.verdict}`))).toEqual(new Set(['true verified']));
  });

  it('a credential about several people says so, and each may have given it to themselves', async () => {
    const subject = (id: string, name: string): JsonObject => ({ id, achievement: { name } });
    const read = await claimsOf({ ...plain({}), credentialSubject: [subject('did:example:maria', 'A'), subject('did:example:school', 'B')] });
    expect(read.claims.map(line).sort()).toEqual(['achievement-name und:A claimed', 'achievement-name und:B claimed self']);
    expect(read.notices.map(({ code }) => code)).toEqual(['several-subjects']);
  });

  it('a report of before, which has alignments as skills alone, loses none', async () => {
    const report = await verify(plain({ alignment: [{ targetName: 'Weld', targetUrl: ESCO(1) }], tag: ['steel'] }));
    const { statements: _, ...achievement } = report.credential!.achievements[0]!;
    const old = { ...report, credential: { ...report.credential!, achievements: [achievement] } };
    expect(lines(extractClaims(old))).toEqual(['achievement-name und:Welding claimed', 'alignment und:Weld esco:skill/00000000-0000-4000-8000-000000000001 claimed']);
  });

  it('a résumé (LER-RS): its entries are nobody\'s word, and the badge inside is its issuer\'s', async () => {
    const uni = await university();
    const type = 'http://schema.hropenstandards.org/4.5/recruiting/json/LER-RSType.json';
    const resume = {
      '@context': ['https://www.w3.org/ns/credentials/v2', { '@vocab': 'https://schema.hropenstandards.org/4.5/' }], 'type': ['VerifiableCredential', 'LERRS'], 'issuer': uni.id, ...DATES,
      'credentialSubject': { id: 'did:example:maria', type, skills: [{ name: 'Juggling', lastUsedDate: '2025-05' }], certifications: [{ name: 'Clown', verifications: [await signed(uni)] }] },
    };
    const read = extractClaims(await verify(await issue(resume as JsonObject, { by: uni, created: DATES.validFrom }), publish([uni])));
    const own = read.claims.filter(({ selfAsserted }) => selfAsserted);
    expect(own.map(line).sort()).toEqual(['achievement-name und:Clown claimed self', 'skill und:Juggling claimed self']);
    expect(own.find(({ name }) => name['und'] === 'Juggling')?.awarded).toBe('2025-05');
    const others = read.claims.filter(({ selfAsserted }) => !selfAsserted);
    expect(others.length).toBeGreaterThan(3);
    expect(new Set(others.map(({ evidence }) => evidence.verdict))).toEqual(new Set(['verified']));
  });

  it('a learner record: what it lists is a claim where a credential inside awards it or its whole, and worth no more than either', async () => {
    const [uni, registrar] = [await university(), didWeb('registrar.example', await ed25519TestKey('registrar'))];
    const course = 'https://issuer.example/achievements/water-quality-analysis';
    const listed = (id: string): JsonObject => ({ id, type: ['Achievement'], name: id, description: 'd', criteria: { narrative: 'c' } });
    const record = async (inside: JsonObject) => extractClaims(await verify(await issue(clr({
      issuer: registrar.id, id: 'urn:uuid:aa12c0de-0000-4000-8000-000000000001', ...DATES, subjectId: 'did:example:maria', credentials: [inside], achievements: ['urn:a:unit', 'urn:a:same', 'urn:a:stranger'].map(listed),
      associations: [association('isChildOf', 'urn:a:unit', course), association('exactMatchOf', course, 'urn:a:same'), association('precedes', course, 'urn:a:stranger')],
    }), { by: registrar, created: DATES.validFrom }), publish([uni, registrar])));
    const mine = ({ claims }: ExtractedClaims) => claims.filter(({ name }) => Object.values(name).some((text) => text.startsWith('urn:a:'))).map(({ name, evidence, source }) => [Object.values(name)[0], evidence.verdict, source.partOf, source.sameAs]).sort();

    const good = await record(await signed(uni));
    expect(mine(good)).toEqual([['urn:a:same', 'verified', undefined, [course]], ['urn:a:unit', 'verified', [course], undefined]]);
    expect(good.notices).toMatchObject([{ code: 'listed-only', text: 'urn:a:stranger' }]);
    expect(good.claims.find(({ source }) => source.achievementId === course)?.source.sameAs).toEqual(['urn:a:same']);
    const bad = await record(change(await signed(uni), '/credentialSubject/achievement/name', 'Doctorate'));
    expect(mine(bad).map(([, verdict]) => verdict)).toEqual(['invalid', 'invalid']);
  });
});

describe('the same whatever does not matter', () => {
  it('the order of credentials, and their number', async () => {
    const documents = ['A', 'B', 'C'].map((name) => plain({ name, tag: ['x', 'y'] }, {}, { id: `urn:${name}` }));
    const read = await claimsOf(JSON.stringify(documents));
    expect(read.claims).toHaveLength(9);
    for (const order of [[2, 1, 0], [1, 0, 2], [0, 1, 2, 0]]) expect((await claimsOf(JSON.stringify(order.map((index) => documents[index])))).claims.map(({ id }) => id)).toEqual(read.claims.map(({ id }) => id));
    const [alone] = (await claimsOf(documents[0]!)).claims;
    expect(without(read.claims)).toContainEqual(without([alone!])[0]);
  });

  it('names, addresses, dates of birth and pictures of the person change nothing but the digest of the document', async () => {
    const text = fc.string({ minLength: 1, maxLength: 20 });
    const skills = { alignment: [{ targetName: 'Weld', targetUrl: ESCO(1) }], tag: ['steel'], fieldOfStudy: 'Metal, Wood' };
    const expected = without((await claimsOf(plain(skills))).claims);
    await fc.assert(fc.asyncProperty(fc.record({ name: text, givenName: text, familyName: text, birthDate: text, gender: text, address: fc.record({ streetAddress: text, addressCountry: text }), image: fc.constant({ id: 'data:image/png;base64,AAAA', type: 'Image' }), email: text, nationality: text }, { requiredKeys: [] }), async (person) => {
      const { claims } = await claimsOf(JSON.parse(JSON.stringify(plain(skills, person as JsonObject))) as JsonObject);
      expect(without(claims)).toEqual(expected);
    }), { numRuns: 40 });
  }, 60_000);

  it('never throws, and every claim has a place and a name or an identifier', async () => {
    const part = fc.oneof(fc.jsonValue(), fc.array(fc.record({ targetName: fc.jsonValue(), targetUrl: fc.oneof(fc.constant(ESCO(1)), fc.jsonValue()), targetCode: fc.jsonValue(), targetType: fc.jsonValue(), id: fc.jsonValue() })));
    const achievement = fc.record({ name: part, alignment: part, tag: part, fieldOfStudy: part, achievementType: part, criteria: part, resultDescription: fc.array(fc.record({ id: fc.constantFrom('urn:r', 'urn:s'), alignment: part, rubricCriterionLevel: part, allowedValue: part, requiredLevel: part, requiredValue: part })) }, { requiredKeys: [] });
    const result = fc.array(fc.record({ resultDescription: fc.constantFrom('urn:r', 'urn:x'), value: part, status: part, achievedLevel: part, alignment: part }, { requiredKeys: [] }));
    const types = fc.constantFrom(['OpenBadgeCredential'], ['ClrCredential'], ['EuropeanDigitalCredential'], ['LERRS'], []);
    await fc.assert(fc.asyncProperty(achievement, result, part, types, async (made, results, other, more) => {
      const document = { ...plain(made as JsonObject, { result: results as JsonObject[], skills: other as JsonObject, hasClaim: other as JsonObject, association: other as JsonObject }, { skills: other as JsonObject }), type: ['VerifiableCredential', ...more] };
      const { claims } = extractClaims(await verify(JSON.stringify(document)), { clauses: true });
      expect(new Set(claims.map(({ id }) => id)).size).toBe(claims.length);
      for (const { name, identifiers, attained, notAttained } of claims) {
        expect(Object.keys(name).length + identifiers.length).toBeGreaterThan(0);
        expect(attained).toBe(notAttained === undefined);
      }
    }), { numRuns: 100 });
  }, 60_000);

  it('too many claims: what nobody stands behind is left out first, in whatever order', async () => {
    const uni = await university();
    const good = await verify(await issue(badge({ issuer: uni.id, id: 'urn:uuid:7d1f7a86-54ac-4d25-a5a4-3c7a3d2a5b11', subjectId: 'did:example:maria', ...DATES }), { by: uni, created: DATES.validFrom }), publish([uni]));
    const base = await verify(plain({}));
    const [first] = base.credential!.achievements;
    const crowd = Array.from({ length: 80 }, (_, number): Report => ({ ...base, input: { ...base.input, sha256: `${number}`.padStart(64, '0') }, credential: { ...base.credential!, achievements: Array.from({ length: 256 }, (_one, index) => ({ ...first!, id: `urn:${index}`, pointer: `/${index}` })) } }));
    const { credential: _, ...around } = base;
    const read = extractClaims({ ...around, subjects: [...crowd, good] });
    expect([read.claims.length, read.claims.filter(({ evidence }) => evidence.verdict === 'verified').length]).toEqual([4096, extractClaims(good).claims.length]);
    expect(read.notices.filter(({ code }) => code === 'too-many')).toHaveLength(1);
    expect(extractClaims({ ...around, subjects: [good, ...crowd].reverse() }).claims).toEqual(read.claims);
  });

  it('a credential in a presentation that stands there twice is there once', async () => {
    const document = plain({ tag: ['x'] });
    expect((await claimsOf(presentation([document, document]))).claims).toHaveLength(2);
  });
});
