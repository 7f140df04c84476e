import { pdfDocument, pki, sealedPdf, updateMetadata } from '@credlens/demo-pki';
import { bakePng, zip } from '@credlens/demo-issuer';
import type { AgreementFactId, AgreementStatus, Code } from '@credlens/core/report';
import { describe, expect, it, vi } from 'vitest';
import { edc, issuer } from './jades-world.js';
import { SEALED } from './pades-world.js';
import { agreeOf, edcWith, factOf, statusOf, twinsWorld } from './twins-world.js';
import { checkOf } from './world.js';

// Each case seals and judges several documents.
vi.setConfig({ testTimeout: 60_000 });

const world = await twinsWorld();
const { twins, together, openBadge, cast } = world;
const utf8 = (text: string) => new TextEncoder().encode(text);
const base = edc();
const subject = base.credentialSubject;
const title = (texts: object) => ({ displayParameter: { ...base.displayParameter, title: texts }, credentialSubject: { ...subject, hasClaim: { ...subject.hasClaim, title: texts } } });

describe('a sealed PDF and the European credential that it encloses', async () => {
  const pair = await twins();

  it('the same to the byte is the strongest agreement, whichever comes first', async () => {
    const report = await together(pair.pdf, pair.json);
    expect([report.verdict, ...agreeOf(report)]).toEqual(['verified', 'twins.same-bytes', 'pass']);
    expect(report.agreement?.facts.map(({ fact, status }) => [fact, status])).toEqual([['identifier', 'agrees'], ['title', 'agrees'], ['holder', 'agrees'], ['issuer', 'agrees'], ['date', 'agrees'], ['certificate', 'agrees']]);
    expect(report.agreement?.sameBytes.map(({ pointers }) => pointers)).toEqual([['/subjects/0/subjects/0', '/subjects/1']]);
    const turned = await together(pair.json, pair.pdf);
    expect([agreeOf(turned), turned.agreement?.sameBytes.map(({ pointers }) => pointers)]).toEqual([agreeOf(report), [['/subjects/0', '/subjects/1/subjects/0']]]);
  });

  it('every value stands where its pointer says', async () => {
    const report = await together(pair.pdf, pair.json);
    const at = (pointer: string) => pointer.split('/').slice(1).reduce<unknown>((value, key) => (value as Record<string, unknown>)[key.replaceAll('~1', '/').replaceAll('~0', '~')], report);
    const values = report.agreement?.facts.flatMap((fact) => fact.values) ?? [];
    expect(values.length).toBeGreaterThan(10);
    for (const { pointer, value, subject: index } of values) expect([at(pointer), pointer.startsWith(`/subjects/${index}/`)], pointer).toEqual([value, true]);
  });

  it('nothing of the person but name, address and numbers is compared or told', async () => {
    const born = edcWith({ credentialSubject: { ...subject, dateOfBirth: '1999-10-01T00:00:00Z' } });
    const report = await together(...Object.values(await twins({ payload: born, printed: edcWith({ credentialSubject: { ...subject, dateOfBirth: '2001-01-01T00:00:00Z' } }) })));
    expect(agreeOf(report)).toEqual(['twins.agree', 'pass']);
    expect(JSON.stringify(report)).not.toMatch(/1999-10-01|2001-01-01/);
  });

  it('the same credential, sealed once more', async () => {
    const report = await together(...Object.values(await twins({ enclose: 'again' })));
    expect([agreeOf(report), report.agreement?.sameBytes]).toEqual([['twins.agree', 'pass'], []]);
  });

  it('the credential without a seal of its own is what was sealed with the PDF', async () => {
    const { json, pdf } = await twins({ enclose: 'unsealed' });
    expect(agreeOf(await together(json, pdf))).toEqual(['twins.agree', 'pass']);
  });
});

describe('one fact at a time, in the credential that a PDF encloses', () => {
  it.each<[string, object, AgreementFactId, AgreementStatus, Code]>([
    ['another identifier', { id: 'urn:credential:00000000-0000-4000-8000-000000000000' }, 'identifier', 'differs', 'twins.differ'],
    ['no identifier', { id: undefined }, 'identifier', 'alone', 'twins.agree'],
    ['another title', title({ en: 'Doctor of Seals' }), 'title', 'differs', 'twins.differ'],
    ['a title in another language', title({ et: 'Sissejuhatus' }), 'title', 'unclear', 'twins.unclear'],
    ['the title, and a further language', title({ en: 'Introduction  to seals', et: 'Sissejuhatus' }), 'title', 'agrees', 'twins.agree'],
    ['another holder', { credentialSubject: { ...subject, fullName: { en: 'Alex Other' }, contactPoint: undefined } }, 'holder', 'differs', 'twins.differ'],
    ['the holder, written another way', { credentialSubject: { ...subject, fullName: { en: 'ROBIN  ＳＡＭＰＬＥ' } } }, 'holder', 'agrees', 'twins.agree'],
    ['the holder, with another address', { credentialSubject: { ...subject, contactPoint: { type: 'ContactPoint', emailAddress: { id: 'mailto:rs@work.example', type: 'Mailbox' } } } }, 'holder', 'partly', 'twins.agree-in-part'],
    ['no holder', { credentialSubject: { ...subject, fullName: undefined, contactPoint: undefined } }, 'holder', 'alone', 'twins.agree'],
    ['another date', { validFrom: '2026-03-02T12:00:00Z', issuanceDate: '2026-03-02T12:00:00Z' }, 'date', 'differs', 'twins.differ'],
    ['the day alone', { validFrom: '2026-03-01T00:00:00Z' }, 'date', 'agrees', 'twins.agree'],
  ])('%s', async (_name, change, fact, status, code) => {
    const report = await together(...Object.values(await twins({ printed: { ...base, ...change } })));
    expect([statusOf(report, fact), agreeOf(report)[0]]).toEqual([status, code]);
    expect(report.verdict).toBe(code === 'twins.differ' ? 'invalid' : 'verified');
    if (status === 'differs' || status === 'partly') expect(checkOf(report, 'members.agree').problems.map(({ params }) => params?.['fact'])).toContain(fact);
  });

  it('a namesake with another number is somebody else', async () => {
    const numbered = (notation: string) => ({ ...base, credentialSubject: { ...subject, identifier: { id: 'urn:epass:identifier:1', type: 'Identifier', schemeName: 'Student number', notation } } });
    const report = await together(...Object.values(await twins({ payload: numbered('4711'), printed: numbered('4712') })));
    expect([statusOf(report, 'holder'), agreeOf(report)[0]]).toEqual(['differs', 'twins.differ']);
  });
});

describe('who sealed', () => {
  const other = { seal: { subject: { C: 'EE', O: 'Institute of Samples', organizationIdentifier: 'VATEE-99999999', CN: 'Institute of Samples' } } };

  it('a PDF that another organisation sealed, around what the issuer has issued, is another one’s', async () => {
    const [{ json }, stranger] = [await twins(), await pki(SEALED, { territory: 'EE', ...other })];
    const { bytes } = await sealedPdf({ pki: stranger, level: 'LT', document: { attachments: [{ name: 'credential.jsonld', bytes: json }] } });
    const report = await together(bytes, json);
    expect(report.subjects.map(({ verdict }) => verdict)).toEqual(['verified', 'verified']);
    expect([agreeOf(report), statusOf(report, 'issuer'), statusOf(report, 'certificate'), report.verdict]).toEqual([['twins.differ', 'fail'], 'differs', 'differs', 'invalid']);
  });

  it('a renewed certificate of the same organisation is the same organisation', async () => {
    const [{ json }, renewed] = [await twins(), await pki(SEALED, { territory: 'EE', seal: { from: '2026-01-01T00:00:00Z' } })];
    const { bytes } = await sealedPdf({ pki: renewed, level: 'LT', document: { attachments: [{ name: 'credential.jsonld', bytes: json }] } });
    const report = await together(bytes, json);
    const prints = factOf(report, 'certificate')?.values.filter(({ kind }) => kind === 'sha256').map(({ value }) => value);
    expect([new Set(prints).size, statusOf(report, 'certificate'), agreeOf(report)[0]]).toEqual([2, 'agrees', 'twins.same-bytes']);
  });

  it('a person who signed a PDF around it is not shown to be the issuer', async () => {
    const { json } = await twins();
    const { bytes } = await sealedPdf({ pki: cast, signer: cast.sign, level: 'LT', document: { attachments: [{ name: 'credential.jsonld', bytes: json }] } });
    const report = await together(bytes, json);
    expect([agreeOf(report)[1], report.verdict]).toEqual(['indeterminate', 'indeterminate']);
  });

  it('what an enclosed credential calls its issuer is not the issuer of the PDF', async () => {
    const report = await together(...Object.values(await twins({ enclose: 'unsealed', printed: { ...base, issuer: issuer('VATEE-00000000') } })));
    expect(factOf(report, 'issuer')?.values.filter((value) => value.subject === 1).map(({ value, source }) => [value, source])).toEqual([['University of Example', 'certificate'], ['VATEE-12345678', 'certificate']]);
  });
});

describe('a PDF that encloses nothing', () => {
  const sealedWith = async (metadata: Record<string, string>, info: Record<string, string> = {}) => (await twins({ enclose: 'nothing', document: { metadata, info } })).pdf;
  const id = base.id;

  it('says too little by its seal alone', async () => {
    const { json, pdf } = await twins({ enclose: 'nothing' });
    const report = await together(pdf, json);
    expect([agreeOf(report), report.verdict, statusOf(report, 'certificate')]).toEqual([['twins.too-little', 'indeterminate'], 'indeterminate', 'agrees']);
  });

  it('is of the award that its sealed description names', async () => {
    const { json } = await twins();
    const report = await together(await sealedWith({ 'dc:identifier': id, 'dc:title': 'Introduction to Seals' }), json);
    expect([agreeOf(report), statusOf(report, 'identifier'), statusOf(report, 'title')]).toEqual([['twins.agree', 'pass'], 'agrees', 'agrees']);
    expect(factOf(report, 'identifier')?.values[0]).toMatchObject({ source: 'metadata', pointer: '/subjects/0/metadata/0/value', value: id });
  });

  it('is of another award where that names another identifier', async () => {
    const { json } = await twins();
    expect(agreeOf(await together(await sealedWith({ 'dc:identifier': 'urn:credential:00000000-0000-4000-8000-000000000000' }), json))[0]).toBe('twins.differ');
  });

  it('may have a title of its own: that is a caution, and no difference', async () => {
    const { json } = await twins();
    const report = await together(await sealedWith({ 'dc:identifier': id, 'dc:title': 'Certificate' }), json);
    expect([agreeOf(report), statusOf(report, 'title')]).toEqual([['twins.unclear', 'warn'], 'unclear']);
  });

  it('differs by a title in a language that both have', async () => {
    const { json } = await twins();
    const packet = (text: string) => twins({ enclose: 'nothing', document: { metadata: { 'dc:identifier': id }, arrange: (draft) => {
      const stream = [...draft.objects].find(([, value]) => typeof value === 'object' && value !== null && 'entries' in value && (value as { entries: Record<string, unknown> }).entries['Subtype'] === '/XML')!;
      const made = new TextDecoder().decode((stream[1] as { data: Uint8Array }).data).replace('<dc:identifier>', `<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Tunnistus</rdf:li><rdf:li xml:lang="en">${text}</rdf:li></rdf:Alt></dc:title><dc:identifier>`);
      draft.objects.set(stream[0], { ...(stream[1] as object), data: utf8(made) } as never);
    } } });
    expect(agreeOf(await together((await packet('Doctor of Seals')).pdf, json))[0]).toBe('twins.differ');
    expect(agreeOf(await together((await packet('Introduction to Seals')).pdf, json))[0]).toBe('twins.agree');
  });

  it('says nothing by a description that was changed after it was sealed', async () => {
    const { json } = await twins();
    const file = await sealedPdf({ pki: cast, level: 'LT', document: { metadata: { 'dc:title': 'Something' } } });
    const report = await together(updateMetadata(file, { properties: { 'dc:identifier': id, 'dc:title': 'Introduction to Seals' } }).bytes, json);
    expect(report.subjects[0]).toMatchObject({ verdict: 'verified', metadata: [{ name: 'dc:identifier', sealed: false }, { name: 'dc:title', sealed: false }, { name: 'Title', sealed: true }] });
    expect([agreeOf(report)[0], statusOf(report, 'identifier'), factOf(report, 'identifier')?.values[0]?.ignored]).toEqual(['twins.too-little', 'alone', 'not-sealed']);
    expect(checkOf(report, 'members.agree').problems.map(({ code }) => code)).toContain('twins.not-sealed');
  });
});

describe('what stands on a page', () => {
  const printed = (name: string, lines: string[]) => twins({ enclose: 'nothing', document: { title: 'Certificate', name, lines } });

  it('is found or not, and decides nothing', async () => {
    const { json } = await twins();
    const report = await together((await printed('Robin Sample', ['Robin Sample has passed', 'Introduction to', 'Seals'])).pdf, json);
    expect(report.agreement?.pages).toEqual([
      { subject: 0, fact: 'identifier', value: base.id, found: false }, { subject: 0, fact: 'title', value: 'Introduction to Seals', found: true }, { subject: 0, fact: 'holder', value: 'Robin Sample', found: true },
    ]);
    expect([agreeOf(report), statusOf(report, 'holder'), report.verdict]).toEqual([['twins.too-little', 'indeterminate'], 'alone', 'indeterminate']);
    const none = await together((await printed('Alex Other', ['Alex Other'])).pdf, json);
    expect([agreeOf(none), none.agreement?.pages?.map(({ found }) => found)]).toEqual([agreeOf(report), [false, false, false]]);
  });
});

describe('what nobody stands behind makes no agreement', () => {
  it('a page that nobody sealed around somebody’s credential', async () => {
    const { json } = await twins();
    const report = await together(pdfDocument({ attachments: [{ name: 'credential.jsonld', bytes: json }] }).bytes, json);
    expect([agreeOf(report), report.verdict]).toEqual([['twins.unproven', 'indeterminate'], 'indeterminate']);
    expect(report.agreement?.sameBytes).toEqual([]);
  });

  it('one of them altered', async () => {
    const { json, pdf } = await twins();
    const altered = utf8(new TextDecoder().decode(json).replace('2026-03-01T12:00:00Z\\",\\"validFrom', '2026-03-01T12:00:00Z\\" ,\\"validFrom'));
    expect(altered).not.toEqual(json);
    const report = await together(pdf, altered);
    expect([report.subjects[1]?.verdict, ...agreeOf(report), report.verdict]).toEqual(['invalid', 'twins.unproven', 'indeterminate', 'invalid']);
    expect(checkOf(report, 'members.agree').problems).toContainEqual({ type: 'about:blank', code: 'twins.unproven', pointer: '/1', params: { verdict: 'invalid' }, retryable: false });
  });

  it('something that is no credential, and nothing at all', async () => {
    const { json } = await twins();
    expect(agreeOf(await together(json, 'no credential'))[1]).toBe('indeterminate');
    expect(agreeOf(await together('nothing', 'no credential'))[1]).toBe('indeterminate');
    expect(agreeOf(await together())[1]).toBe('indeterminate');
    expect(agreeOf(await together(json))[1]).not.toBe('pass');
  });
});

describe('other pairs', () => {
  it('an Open Badge whose holder is hidden behind a hash, and a European credential', async () => {
    const { json } = await twins();
    const report = await together(await openBadge(), json);
    expect([statusOf(report, 'holder'), statusOf(report, 'title'), agreeOf(report)[0]]).toEqual(['agrees', 'agrees', 'twins.issuer-claimed']);
    expect(factOf(report, 'holder')?.values[0]).toEqual({ subject: 0, kind: 'emailAddress', source: 'credential', pointer: '/subjects/0/credential/recipient' });
    const strict = await world.verifier.verifyTogether([await openBadge(), json], { policy: 'strict' });
    expect(agreeOf(strict)[1]).toBe('indeterminate');
  });

  it('an Open Badge of somebody else', async () => {
    const { json } = await twins();
    const badge = await openBadge({ identifiers: [{ type: 'IdentityObject', identityType: 'emailAddress', hashed: false, identityHash: 'alex@student.example' }] });
    expect(agreeOf(await together(badge, json))[0]).toBe('twins.differ');
  });

  it('a badge picture and the JSON in it; three forms; one file twice', async () => {
    const badge = await openBadge();
    const picture = await bakePng(badge);
    expect(agreeOf(await together(picture, badge))[0]).toBe('twins.agree');
    expect(agreeOf(await together(badge, badge))[0]).toBe('twins.agree');
    expect(checkOf(await together(badge, badge), 'members.agree').problems.map(({ code }) => code)).toEqual(['twins.same-file']);
    const { json, pdf } = await twins();
    const three = await together(pdf, json, picture);
    expect([agreeOf(three)[0], three.subjects.length]).toEqual(['twins.issuer-claimed', 3]);
    const other = await together(pdf, json, await openBadge({ members: { name: 'Doctor of Seals' } }));
    expect([agreeOf(other), statusOf(other, 'title')]).toEqual([['twins.too-little', 'indeterminate'], 'unclear']);
  });

  it('a PDF that encloses an Open Badge, and the badge', async () => {
    const badge = await openBadge();
    const pdf = (await twins({ enclose: 'nothing', document: { attachments: [{ name: 'badge.json', bytes: utf8(badge) }] } })).pdf;
    expect(agreeOf(await together(pdf, badge))[0]).toBe('twins.issuer-claimed');
    expect(agreeOf(await together(pdf, await openBadge({ id: 'urn:uuid:5f1d6c1e-3c5b-4c6e-9d0a-000000000043' })))[0]).toBe('twins.differ');
  });

  it('of several credentials in one file the one that is meant; where none is, that is not told', async () => {
    const [mine, other] = [await openBadge(), await openBadge({ id: 'urn:uuid:5f1d6c1e-3c5b-4c6e-9d0a-000000000044', members: { name: 'Another course' } })];
    const archive = await zip([{ name: 'a.json', content: utf8(mine) }, { name: 'b.json', content: utf8(other) }]);
    expect(agreeOf(await together(archive, mine))[0]).toBe('twins.same-bytes');
    const third = await openBadge({ id: 'urn:uuid:5f1d6c1e-3c5b-4c6e-9d0a-000000000045' });
    expect(agreeOf(await together(archive, third))[1]).not.toBe('pass');
  });
});
