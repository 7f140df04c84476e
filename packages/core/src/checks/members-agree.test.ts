import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { CODES, compareOutcomes, type CredentialView, type Outcome, type Report, type SignatureFact } from '../report/index.js';
import { membersAgree } from './members-agree.js';

vi.setConfig({ testTimeout: 60_000 });

/** What one form says, as its report has it. */
interface Said { format: CredentialView['format']; id?: string; title: Record<string, string>; name?: string; email?: string; issuer?: string; organisation?: string; validFrom?: string; awarded?: string; seal?: string; verdict?: Report['verdict'] }

const seal = (number: string): SignatureFact => ({ pointer: '/signatures/0', format: 'JAdES', kind: 'seal', indication: 'TOTAL-PASSED', rules: [], signer: { name: 'University', organizationIdentifier: number, issuer: 'CA', sha256: number.padEnd(64, '0'), validFrom: '', validUntil: '' }, time: {}, timestamps: [], algorithms: {}, changes: [], qualification: 'AdESeal', claims: {} });

function reportOf(said: Said, bytes = JSON.stringify(said)): Report {
  const { format, id, title, name, email, issuer, organisation, validFrom, awarded, verdict = 'verified' } = said;
  return {
    schema: 'credlens-report/1', id: '', verifiedAt: '', engine: '', policy: { id: '', digest: '' }, input: { channel: 'text', mediaType: 'application/json', sha256: bytes, bytes: 1 }, verdict, cautions: false, reasons: [], checks: [], proofs: [], subjects: [],
    issuer: { claimed: {}, recognition: 'unchecked', evidence: [] }, ...(said.seal === undefined ? {} : { signatures: [seal(said.seal)] }),
    credential: {
      format, dataModel: '2.0', types: [], title, ...(id === undefined ? {} : { id }), issuer: { ...(issuer === undefined ? {} : { id: issuer }), ...(organisation === undefined ? {} : { name: { und: organisation } }) },
      recipient: { ...(name === undefined ? {} : { name: { und: name } }), identifiers: email === undefined ? [] : [{ type: 'emailAddress', hashed: false, value: email }] }, achievements: [],
      ...(validFrom === undefined ? {} : { validFrom }), ...(awarded === undefined ? {} : { awarded }),
    },
  };
}

const of = <T>(...values: T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });
const said = fc.record({
  format: fc.constantFrom('open-badges-3' as const, 'elm-3' as const), id: of('urn:uuid:1', 'urn:uuid:2', 'urn:credential:1'), title: fc.dictionary(fc.constantFrom('en', 'de', 'und'), fc.constantFrom('Water', 'Wasser', 'Fire')), name: of('Kim', 'Robin', 'Κιμ'), email: of('kim@a.example', 'robin@a.example'),
  issuer: of('did:web:a.example', 'did:web:b.example', 'https://a.example'), organisation: of('University', 'Institute'), validFrom: of('2026-03-01T12:00:00Z', '2026-03-01', '2026-03-02T12:00:00Z'), awarded: of('2026-02-01', '2026-02-02'), seal: of('VATXX-1', 'VATXX-2', 'NTRXX-1'),
}).map((all) => Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as unknown as Said);

const outcome = async (...forms: Report[]): Promise<Outcome> => CODES[(await membersAgree(forms)).finding.code];
const run = (property: fc.IAsyncProperty<unknown> | fc.IAsyncProperty<[Said, Said]>) => fc.assert(property as fc.IAsyncProperty<unknown>, { numRuns: 400 });

const FULL: Said = { format: 'open-badges-3', id: 'urn:uuid:1', title: { en: 'Water' }, name: 'Kim', email: 'kim@a.example', issuer: 'did:web:a.example', organisation: 'University', validFrom: '2026-03-01T12:00:00Z', awarded: '2026-02-01', seal: 'VATXX-1' };

describe('forms of one award', () => {
  it('order changes nothing but order', () => run(fc.asyncProperty(said, said, said, async (a, b, c) => {
    const [first, second] = [await membersAgree([a, b, c].map((each) => reportOf(each))), await membersAgree([c, a, b].map((each) => reportOf(each)))];
    expect(second.finding.code).toBe(first.finding.code);
    expect(second.agreement.facts.map(({ fact, status }) => [fact, status])).toEqual(first.agreement.facts.map(({ fact, status }) => [fact, status]));
  })));

  it('whatever it says, it agrees with itself', () => run(fc.asyncProperty(said, async (one) => {
    const { finding, agreement } = await membersAgree([reportOf(one), reportOf(one)]);
    expect([finding.code, agreement.facts.every(({ status }) => status === 'agrees')]).toEqual(['twins.agree', true]);
  })));

  it('a fact that differs never makes it better', () => run(fc.asyncProperty(said, said, fc.constantFrom<keyof Said>('id', 'name', 'email', 'issuer', 'validFrom', 'awarded', 'seal', 'title'), async (a, b, fact) => {
    const stranger: Partial<Said> = { id: 'urn:uuid:other', name: 'Somebody', email: 'other@b.example', issuer: 'did:web:other.example', validFrom: '2020-01-01T10:00:00Z', awarded: '2020-01-01', seal: 'VATXX-9', title: { en: 'Else' } };
    const without = (one: Said): Said => { const rest = { ...one }; delete rest[fact]; return fact === 'title' ? { ...rest, title: {} } : rest; };
    const before = await outcome(reportOf({ ...without(a), [fact]: FULL[fact] } as Said), reportOf(without(b)));
    const after = await outcome(reportOf({ ...without(a), [fact]: FULL[fact] } as Said), reportOf({ ...without(b), [fact]: stranger[fact] } as Said));
    expect(compareOutcomes(after, before)).toBeGreaterThanOrEqual(0);
  })));

  it('one that does not hold never makes agreement', () => run(fc.asyncProperty(said, fc.constantFrom<Report['verdict']>('invalid', 'indeterminate', 'unverifiable'), async (one, verdict) => {
    expect(compareOutcomes(await outcome(reportOf(one), reportOf({ ...one, verdict })), 'warn')).toBeGreaterThan(0);
  })));

  it('a pass is of forms that have their issuer and their award in common', () => run(fc.asyncProperty(said, said, async (a, b) => {
    if (await outcome(reportOf(a), reportOf(b)) !== 'pass') return;
    const { facts } = (await membersAgree([reportOf(a), reportOf(b)])).agreement;
    const same = (fact: string) => facts.some((each) => each.fact === fact && each.status === 'agrees');
    expect(facts.filter(({ status }) => status === 'differs' || status === 'partly')).toEqual([]);
    expect((same('issuer') || same('certificate')) && (same('identifier') || (same('title') && same('holder')))).toBe(true);
  })));
});

describe('one fact at a time', () => {
  const compared = async (a: Partial<Said>, b: Partial<Said>) => {
    const { finding, agreement } = await membersAgree([reportOf({ ...FULL, ...a }), reportOf({ ...FULL, ...b }, 'other bytes')]);
    return { code: finding.code, status: (fact: string) => agreement.facts.find((each) => each.fact === fact)?.status };
  };
  const nothing = (...names: (keyof Said)[]) => Object.fromEntries(names.map((name) => [name, undefined])) as Partial<Said>;

  it('all is the same', async () => expect((await compared({}, {})).code).toBe('twins.agree'));
  it.each<[string, Partial<Said>, string, string, string]>([
    ['identifier of another kind of form', { format: 'elm-3', id: 'urn:uuid:2' }, 'identifier', 'differs', 'twins.other-number'],
    ['identifier of another sort', { format: 'elm-3', id: 'urn:credential:2' }, 'identifier', 'unclear', 'twins.agree'],
    ['title in part', { title: { en: 'Water', de: 'Feuer' } }, 'title', 'agrees', 'twins.agree'],
    ['title without a language', { title: { und: 'Wasser' } }, 'title', 'unclear', 'twins.unclear'],
    ['name in another alphabet', { name: 'Κιμ' }, 'holder', 'agrees', 'twins.agree'],
    ['another person’s name at the same address', { name: 'Robin' }, 'holder', 'partly', 'twins.agree-in-part'],
    ['address alone is another', { email: 'k@b.example' }, 'holder', 'partly', 'twins.agree-in-part'],
    ['another issuer under the same name', { issuer: 'did:web:b.example', ...nothing('seal') }, 'issuer', 'differs', 'twins.differ'],
    ['issuer of another method', { issuer: 'https://a.example', ...nothing('seal') }, 'issuer', 'agrees', 'twins.issuer-claimed'],
    ['date of the award', { awarded: '2026-02-03' }, 'date', 'partly', 'twins.agree-in-part'],
    ['seal of another organisation for the same issuer', { seal: 'VATXX-2' }, 'certificate', 'differs', 'twins.agree-in-part'],
    ['seal and issuer of another organisation', { seal: 'VATXX-2', ...nothing('issuer') }, 'certificate', 'differs', 'twins.differ'],
    ['nothing said of the holder', nothing('name', 'email'), 'holder', 'alone', 'twins.agree'],
    ['nothing said of the title and the identifier', { ...nothing('id'), title: {} }, 'title', 'alone', 'twins.too-little'],
  ])('%s', async (_name, change, fact, status, code) => {
    const { code: found, status: of_ } = await compared({}, change);
    expect([of_(fact), found]).toEqual([status, code]);
  });

  it('titles that differ in one language of two are the same in part', async () => {
    const { code, status } = await compared({ title: { en: 'Water', de: 'Wasser' } }, { title: { en: 'Water', de: 'Feuer' } });
    expect([status('title'), code]).toEqual(['partly', 'twins.agree-in-part']);
  });

  it('too many at a time are not compared', async () => expect((await membersAgree(Array.from({ length: 33 }, () => reportOf(FULL)))).finding.code).toBe('members.too-many'));

  it('a document that says one thing in more ways than are compared is not agreed with', async () => {
    const titles = Object.fromEntries(Array.from({ length: 64 }, (_, index) => [`en-x-${index}`, `Title ${index}`]));
    const many = (count: number) => reportOf({ ...FULL, title: titles }, `bytes ${count}`);
    const inside = { ...many(0), credential: undefined, subjects: Array.from({ length: 3 }, (_, index) => many(index + 1)) } as unknown as Report;
    const { finding } = await membersAgree([inside, many(9)]);
    expect(finding.problems?.map(({ code }) => code)).toContain('twins.unclear');
  });
});
