import { createVerifier } from '@credlens/core';
import { canonical, EUROPASS, europassCredential, europassPresentation, said, xadesSeal, xml, type EuropassOptions } from '@credlens/demo-pki';
import { describe, expect, it } from 'vitest';
import { castOf } from './jades-world.js';
import { expectGood, judgeBytes, NOW } from './pades-world.js';
import { checkOf } from './world.js';
import { judgeXades } from './xades-world.js';

const utf8 = (text: string) => new TextEncoder().encode(text);
const identity = async (options: EuropassOptions, mandated?: boolean) => {
  const credential = europassCredential(options);
  return checkOf(await judgeXades({ seal: { root: mandated === undefined ? credential : europassPresentation([credential], mandated) } }), 'issuer.identity');
};

describe('whose it is', () => {
  it.each<[string, EuropassOptions]>([
    ['as the certificate writes it', {}], ['without the letters of the register', { registration: '12345678' }], ['with the country before it', { registration: 'EE 1234 5678' }], ['with three letters of the country', { spatial: 'EST' }],
    ['by its number for taxes, where the register has none', { numbers: [xml('vatIdentifier', { spatialID: 'EE' }, 'EE12345678')] }], ['where the register gives an address', { numbers: [xml('registration', 'https://data.deqar.eu/institution/1'), xml('vatIdentifier', { spatialID: 'EE' }, '12345678')] }],
  ])('%s', async (_name, options) => expect(await identity(options)).toMatchObject({ code: 'issuer.certificate', outcome: 'pass' }));
  it.each<[string, EuropassOptions, string]>([
    ['another number', { registration: 'VATEE-87654321' }, 'edc.issuer-differs'], ['the number of another country', { registration: '12345678', spatial: 'LV' }, 'edc.issuer-differs'], ['a number that names another country than the document', { spatial: 'LV' }, 'edc.issuer-not-comparable'], ['another number for taxes beside the right one', { numbers: [xml('registration', { spatialID: 'EE' }, '12345678'), xml('registration', { spatialID: 'EE' }, '87654321')] }, 'edc.issuer-differs'],
    ['the right number for taxes beside another one of the register', { numbers: [xml('registration', { spatialID: 'EE' }, '87654321'), xml('vatIdentifier', { spatialID: 'EE' }, '12345678')] }, 'edc.issuer-differs'],
    ['another number behind many of the right one', { numbers: [...Array.from({ length: 12 }, () => xml('registration', { spatialID: 'EE' }, '12345678')), xml('registration', { spatialID: 'EE' }, '87654321')] }, 'edc.issuer-differs'],
    ['no number', { registration: null }, 'edc.issuer-not-comparable'], ['a number of no country', { registration: '12345678', spatial: null }, 'edc.issuer-not-comparable'], ['an address alone', { registration: 'https://data.deqar.eu/institution/1', spatial: null }, 'edc.issuer-not-comparable'],
  ])('%s', async (_name, options, code) => expect((await identity(options)).code).toBe(code));
  it('under a mandate, which the presentation claims and nobody has confirmed', async () => {
    const options = { registration: 'VATEE-87654321' };
    expect(await identity(options, true)).toMatchObject({ code: 'edc.issuer-by-mandate', outcome: 'warn' });
    expect((await identity(options, false)).code).toBe('edc.issuer-differs');
  });
});

describe('what it says', () => {
  it('the credential as a tree, in the words of the document', async () => {
    const { credential } = await judgeXades();
    expect(credential).toMatchObject({
      format: 'europass-xml', dataModel: 'other', types: ['europassCredential'], id: 'urn:credential:5f1d6a34-0c0e-4a80-9d92-222222222222', title: { en: 'Introduction to Seals' }, validFrom: '2026-03-01T12:00:00Z',
      issuer: { id: 'urn:epass:org:1', name: { en: 'University of Example', et: 'Näidisülikool' }, url: 'https://university.example/', identifiers: [{ value: 'VATEE-12345678', scheme: 'registration', country: { country: 'EE' } }], countries: [{ country: 'EE', name: { en: 'Estonia' } }] },
      recipient: { name: { en: 'Robin Sample' }, identifiers: [{ type: 'emailAddress', value: 'robin@student.example' }, { type: 'nationalIdentityNumber', value: '38001010000' }] },
      profiles: [{ label: 'Generic' }], languages: [{ name: { und: 'en' } }, { name: { und: 'et' } }],
    });
    expect(JSON.stringify(credential)).not.toContain('1980-01-01');
  });
  it('achievements, assessments, activities, entitlements and their parts', async () => {
    const { claims } = (await judgeXades()).credential!;
    expect(claims).toMatchObject([
      {
        type: 'achievement', title: { en: 'Introduction to Seals', et: 'Sissejuhatus pitseritesse' }, qualification: true, volume: 'PT75H', awardingDate: '2026-02-20T00:00:00Z', awardedBy: [{ name: { en: 'University of Example' } }],
        credits: [{ points: '3', framework: { label: 'European Credit Transfer System (ECTS)' } }], eqfLevel: [{ label: 'EQF level 6' }], fields: [{ name: { en: 'Computer use' } }], modes: [{ label: 'Online' }], languages: [{ name: { en: 'English' } }], entryRequirement: { en: 'None' },
        outcomes: [{ title: { en: 'tell a seal from a picture of one' }, kind: { label: 'Skill' }, escoSkills: [{ name: { en: 'verify documents' } }] }],
        provenBy: [{ type: 'assessment', title: { en: 'Written examination' }, grade: { value: { und: '87 of 100' } }, kinds: [{ label: 'Written examination' }], idVerification: { label: 'Supervised, with identity verification' }, conductedBy: [{ name: { en: 'University of Example' } }] }],
        influencedBy: [{ type: 'activity', title: { en: 'Laboratory of wax' }, workload: 'PT20H', periods: [{ start: '2025-09-01T00:00:00Z', end: '2026-01-31T00:00:00Z' }] }],
        parts: [{ type: 'achievement', title: { en: 'Stamps and their times' } }], entitlesTo: [{ type: 'entitlement', title: { en: 'Keeper of seals' }, entitlementStatus: { label: 'Actual' } }],
      },
      { type: 'activity', title: { en: 'Volunteer at the archive' } },
    ]);
  });
  it('the elements of a micro-credential', async () => {
    const { quality } = (await judgeXades()).credential!;
    expect(quality?.filter(({ present }) => present).map(({ element }) => element)).toEqual([
      'learner', 'title', 'country', 'awarding-body', 'date', 'learning-outcomes', 'workload', 'level', 'assessment', 'participation', 'prerequisites', 'supervision', 'grade', 'stackability',
    ]);
  });
  it('its dates, and the person', async () => {
    expect((await judgeXades({ seal: { root: europassCredential({ validUntil: '2026-04-01T00:00:00Z' }) } })).verdict).toBe('invalid');
    expect(checkOf(await judgeXades({ seal: { root: europassCredential({ validFrom: '2027-01-01T00:00:00Z' }) } }), 'validity.period').code).toBe('validity.not-yet');
    const expires = europassPresentation([europassCredential()], false, [xml('vp:expirationDate', '2026-04-01T00:00:00Z')]);
    expect(checkOf(await judgeXades({ seal: { root: expires } }), 'validity.period').code).toBe('validity.expired');
    const cast = await castOf();
    const { bytes } = await xadesSeal({ pki: cast });
    const ask = (email: string) => createVerifier({ offline: true }).verify(bytes, { at: NOW, recipient: { email } });
    expect(checkOf(await ask('robin@student.example'), 'recipient.match').code).toBe('recipient.matched');
    expect(checkOf(await ask('somebody@student.example'), 'recipient.match').code).toBe('recipient.mismatch');
  });
  it('an old form is said to be one that was not checked', async () => expect(checkOf(await judgeXades(), 'format.data-model')).toMatchObject({ code: 'europass.form-not-checked', outcome: 'warn' }));
});

describe('presentations', () => {
  it('one that seals a credential without a seal of its own', async () => {
    const report = await judgeXades({ seal: { root: europassPresentation([europassCredential()]) } });
    expectGood(report);
    expect(report.credential).toMatchObject({ types: ['verifiablePresentation', 'europassCredential'], title: { en: 'Introduction to Seals' } });
  });
  it('what a viewer has found before counts for nothing', async () => {
    const checks = xml('vp:verificationChecks', xml('vp:verificationCheck', said('vp:description', 'This credential is valid.')));
    const report = await judgeXades({ seal: { root: europassPresentation([europassCredential()], false, [checks]), fault: 'signature-corrupt' } });
    expect(report.verdict).toBe('invalid');
    expect(report.checks[0]!.problems).toMatchObject([{ code: 'europass.checks-of-others' }]);
  });
  it('one that nobody sealed, around a credential that somebody did', async () => {
    const cast = await castOf();
    const inside = (await xadesSeal({ pki: cast })).text.replace(/^<\?.*?\?>/, '');
    const [before = '', after = ''] = canonical(europassPresentation(['HERE']), new Set(), EUROPASS).split('HERE');
    const report = await judgeBytes(utf8(before + inside + after), cast);
    expect(report).toMatchObject({ verdict: 'verified', subjects: [{ verdict: 'verified', signatures: [{ format: 'XAdES', indication: 'TOTAL-PASSED' }] }] });
    const changed = await judgeBytes(utf8(before + inside.replace('Robin Sample', 'Robin Simple') + after), cast);
    expect(changed).toMatchObject({ verdict: 'invalid', subjects: [{ verdict: 'invalid' }] });
  });
  it('a seal around several credentials is not taken for one of each', async () => {
    const report = await judgeXades({ seal: { root: europassPresentation([europassCredential(), europassCredential({ id: 'urn:credential:other', title: 'Another' })]) } });
    expect(report.verdict).not.toBe('verified');
    expect(checkOf(report, 'format.data-model').code).toBe('europass.several-credentials');
    expect(report.subjects.map(({ credential }) => credential?.title['en'])).toEqual(['Introduction to Seals', 'Another']);
  });
  it('one of nothing', async () => expect(checkOf(await judgeXades({ seal: { root: europassPresentation([]) } }), 'format.data-model').code).toBe('europass.no-credential'));
});

describe('without a seal', () => {
  it('a credential is shown, and proves nothing', async () => {
    const report = await createVerifier({ offline: true }).verify(canonical(europassCredential(), new Set(), EUROPASS), { at: NOW });
    expect(report.verdict).not.toBe('verified');
    expect(checkOf(report, 'intake.credential')).toMatchObject({ code: 'input.unsigned', params: { kind: 'xml' } });
    expect(report.credential?.title).toEqual({ en: 'Introduction to Seals' });
  });
});
