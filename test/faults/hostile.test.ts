import { createVerifier } from '@credlens/core';
import type { Code } from '@credlens/core/report';
import { bits, change, didKey, ed25519TestKey, encodeList, issue, lookup, plainCredential, presentation, serve, signPresentation, statusEntry, statusList, type Json, type JsonObject } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { badgeWithList, checkOf, CREATED, expectCase, expectOnly, goodCredential, judge, LATER, LIST, NOW, world, type World } from './world.js';

const present = async (credentials: JsonObject[]): Promise<JsonObject> => {
  const holder = didKey(await ed25519TestKey('maria'));
  return signPresentation(presentation(credentials, { holder: holder.id }), { by: holder, created: CREATED, challenge: 'c' });
};
const forMaria = async ({ uni }: World, members: JsonObject = {}) => goodCredential(uni, { subjectId: didKey(await ed25519TestKey('maria')).id, members });

describe('inputs that mean harm', () => {
  it('one name twice in an object: programs would read it differently', async () => {
    const here = await world();
    const text = JSON.stringify(await goodCredential(here.uni)).replace('"name":"Water', '"name":"Doctor of Chemistry","name":"Water');
    expectCase(await judge(text, here), 'invalid', 'intake.readable', 'fail', 'json.duplicate-key');
  });

  it('nesting without end', async () => {
    const here = await world();
    expectCase(await judge(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`, here), 'indeterminate', 'intake.readable', 'indeterminate', 'json.too-deep');
  });

  it('more bytes than the limit', async () => {
    const here = await world();
    expectCase(await judge(new Uint8Array(10 * 1024 * 1024 + 1).fill(0x20), here), 'indeterminate', 'intake.readable', 'indeterminate', 'input.too-large');
  });

  it.each(['"__proto__":{"polluted":true}', '"__proto__":{"@context":{"name":"https://issuer.example/other"}}', '"__proto__":null'])('a member %s reaches no prototype and is not taken for signed', async (member) => {
    const here = await world();
    for (const place of ['"name":"Water', '"type":["Achievement"']) {
      const report = await judge(JSON.stringify(await goodCredential(here.uni)).replace(place, `${member},${place}`), here);
      expect(report.verdict).toBe('invalid');
      expect(Object.keys(Object.prototype)).toEqual([]);
    }
    expect((await judge(await goodCredential(here.uni), here)).verdict).toBe('verified');
  });

  it.each(Object.getOwnPropertyNames(Object.prototype))('an identifier %s reaches nothing that the process shares', async (name) => {
    const here = await world();
    const before = Object.getOwnPropertyNames(Object).length;
    const good = await goodCredential(here.uni);
    for (const pointer of ['/issuer', '/issuer/id', '/credentialSubject/id', '/credentialSubject/achievement/id', '/id', '/type/1']) {
      expect((await judge(change(good, pointer, name), here)).verdict).toBe('invalid');
    }
    expect([Object.keys(Object.prototype), Object.getOwnPropertyNames(Object).length, Object.keys(Object.prototype.toString)]).toEqual([[], before, []]);
    expect((await judge(good, here)).verdict).toBe('verified');
  });

  it('an issuer called __proto__ is in no registry', async () => {
    const here = await world();
    const report = await judge(change(await goodCredential(here.uni), '/issuer/id', '__proto__'), here, { trust: [{ id: 'did:web:issuer.example', name: 'Uni' }] });
    expect(report.verdict).toBe('invalid');
    expect(report.issuer.established).toBeUndefined();
  });

  it('an object that is handed over is not changed', async () => {
    const here = await world();
    const document = await goodCredential(here.uni);
    const before = structuredClone(document);
    const freeze = (value: unknown): void => { if (typeof value === 'object' && value !== null) { Object.freeze(value); Object.values(value).forEach(freeze); } };
    freeze(document);
    expect((await judge(document, here)).verdict).toBe('verified');
    expect(document).toEqual(before);
  });

  it('a list whose own status is in itself', async () => {
    const here = await world();
    const itself = statusEntry({ list: LIST, index: '1' });
    const document = await badgeWithList(here, { members: { credentialStatus: itself } });
    const report = await judge(document, here);
    expect(['verified', 'indeterminate']).toContain(report.verdict);
    expect(report.checks.map((check) => check.code)).not.toContain('check.crashed');
  });

  it('two lists whose status is in each other', async () => {
    const here = await world();
    const other = 'https://issuer.example/status/other';
    const make = async (url: string, status: JsonObject) => serve(here.resources, url, await issue(
      await statusList({ url, issuer: here.uni.id, validFrom: CREATED, validUntil: LATER, members: { credentialStatus: status } }), { by: here.uni, created: CREATED },
    ));
    await make(LIST, statusEntry({ list: other, index: '1' }));
    await make(other, statusEntry({ list: LIST, index: '1' }));
    const report = await judge(await goodCredential(here.uni, { status: statusEntry({ list: LIST, index: '5' }) }), here);
    expect(report.checks.map((check) => check.code)).not.toContain('check.crashed');
  });

  it('a badge given out as a status list', async () => {
    const here = await world();
    const document = await badgeWithList(here);
    serve(here.resources, LIST, await goodCredential(here.uni));
    expect(checkOf(await judge(document, here), 'status.revocation').outcome).toBe('indeterminate');
  });

  it('the answer of a list is not the credential: an issuer that revokes by text alone revokes nobody', async () => {
    const here = await world();
    const document = await badgeWithList(here);
    serve(here.resources, LIST, { revoked: true });
    expectCase(await judge(document, here), 'indeterminate', 'status.revocation', 'indeterminate', checkOf(await judge(document, here), 'status.revocation').code);
  });

  it('bits beyond the last entry do not count', async () => {
    const here = await world();
    const encodedList = await encodeList(bits({ 131_072: 1 }, 131_080));
    expectCase(await judge(await badgeWithList(here, { encodedList }, { index: '131071' }), here), 'verified', 'status.revocation', 'pass', 'status.clear');
  });
});

describe('many at once', () => {
  it('the same credential twice in one presentation has the same verdict twice', async () => {
    const here = await world();
    const document = await forMaria(here);
    const report = await judge(await present([document, document]), here);
    expect(report.subjects.map((subject) => subject.verdict)).toEqual(['verified', 'verified']);
    expectCase(report, 'verified', 'members.verdict', 'pass', 'members.verified');
  });

  it('two entries in one list, asked for at once', async () => {
    const here = await world();
    await badgeWithList(here, { purpose: ['revocation', 'suspension'] });
    const status = [statusEntry({ list: LIST, index: '1' }), statusEntry({ list: LIST, index: '2', purpose: 'suspension' })];
    const report = await judge(await goodCredential(here.uni, { status }), here);
    expectCase(report, 'verified', 'status.revocation', 'pass', 'status.clear');
    expectCase(report, 'verified', 'status.suspension', 'pass', 'status.clear');
  });

  it('two credentials of one presentation with one list', async () => {
    const here = await world();
    await badgeWithList(here);
    const shown = await Promise.all(['1', '2'].map((index) => forMaria(here, { id: `urn:uuid:7d1f7a86-54ac-4d25-a5a4-00000000000${index}`, credentialStatus: statusEntry({ list: LIST, index }) })));
    const report = await judge(await present(shown), here);
    expect(report.subjects.map((subject) => subject.verdict)).toEqual(['verified', 'verified']);
  });

  it('one of a hundred is not left out in silence', async () => {
    const here = await world();
    const plain = await issue(plainCredential({ issuer: here.uni.id, validFrom: CREATED }), { by: here.uni, created: CREATED });
    const bad = change(plain, '/credentialSubject/id', 'https://issuer.example/people/2');
    const report = await judge([...Array.from({ length: 99 }, () => plain), bad], here);
    expect(report.verdict).not.toBe('verified');
  });

  it('a presentation in a presentation', async () => {
    const here = await world();
    const inner = await present([await forMaria(here)]);
    const report = await judge(await present([inner]), here);
    expect(report.verdict).not.toBe('verified');
    expect(JSON.stringify(report.checks)).not.toContain('check.crashed');
  });

  it('an array of good credentials: verified, a subject each', async () => {
    const here = await world();
    const report = await judge([await goodCredential(here.uni), await goodCredential(here.uni, { id: 'urn:uuid:7d1f7a86-54ac-4d25-a5a4-000000000009' })], here);
    expect(report.verdict).toBe('verified');
    expect(report.subjects.map((subject) => subject.verdict)).toEqual(['verified', 'verified']);
  });

  it('an array of which one is forged', async () => {
    const here = await world();
    const good = await goodCredential(here.uni);
    const report = await judge([good, change(good, '/credentialSubject/achievement/name', 'Doctor')], here);
    expectCase(report, 'invalid', 'members.verdict', 'fail', 'members.invalid');
  });
});

describe('much from little', () => {
  const many = <T extends Json>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
  const identifier = { type: 'IdentityObject', hashed: true, identityHash: `sha256$${'0'.repeat(64)}`, identityType: 'emailAddress', salt: 'x' };

  it.each<[string, string, (good: JsonObject) => Json, Code]>([
    ['ten thousand proofs', '/proof', (good) => many(10_000, () => good['proof'] ?? null), 'signature.too-many'],
    ['forty thousand identifiers', '/credentialSubject/identifier', () => many(40_000, () => identifier), 'signature.too-complex'],
    ['five thousand contexts', '/@context', (good) => [...good['@context'] as string[], ...many(5000, () => 'https://www.w3.org/ns/credentials/v2')], 'signature.too-complex'],
    ['a hundred thousand words', '/credentialSubject/achievement', () => Object.fromEntries(many(100_000, (at) => [`word${at}`, at])), 'signature.too-complex'],
    ['blank nodes that cannot be told apart', '/credentialSubject/https:~1~1issuer.example~1p', () => many(12, (at) => ({ id: `_:b${at}`, 'https://issuer.example/p': many(12, (other) => ({ id: `_:b${other}` })) })), 'signature.too-complex'],
  ])('%s: not checked, and said so', async (_case, pointer, make, code) => {
    const here = await world();
    const good = await goodCredential(here.uni);
    const report = await judge(change(good, pointer, make(good)), here);
    expect(checkOf(report, 'proof.signature')).toMatchObject({ outcome: 'indeterminate', code });
    expect(report.verdict).not.toBe('verified');
    expect(JSON.stringify(report).length).toBeLessThan(100_000);
  });

  it.each(['/issuer/id', '/id', '/proof/verificationMethod', '/proof/type', '/credentialSubject/achievement/criteria/id', '/validFrom'])('two megabytes of text at %s make no report of megabytes', async (pointer) => {
    const here = await world();
    const report = await judge(change(await goodCredential(here.uni), pointer, `did:web:${'a.'.repeat(1_000_000)}example`), here);
    expect(report.verdict).not.toBe('verified');
    expect(JSON.stringify(report).length).toBeLessThan(100_000);
  });
});

describe('the same question has the same answer', () => {
  it('byte for byte, from another verifier', async () => {
    const here = await world();
    const document = JSON.stringify(await badgeWithList(here, { values: { 94567: 1 } }));
    const [one, two] = [await judge(document, here), await judge(document, here)];
    expect(JSON.stringify(one)).toBe(JSON.stringify(two));
    expect(one.id).toBe(two.id);
  });

  it('from one verifier, first and later', async () => {
    const here = await world();
    const document = JSON.stringify(await badgeWithList(here));
    const verifier = createVerifier({ resources: lookup(here.resources), offline: true });
    const reports = [];
    for (let time = 0; time < 3; time += 1) reports.push(JSON.stringify(await verifier.verify(document, { at: NOW })));
    expect(new Set(reports).size).toBe(1);
  });

  it('and another id for another instant, policy or input', async () => {
    const here = await world();
    const document = await goodCredential(here.uni);
    const ids = [await judge(document, here), await judge(document, here, { at: '2026-08-23T00:00:00Z' }), await judge(document, here, { policy: 'vcalm' }), await judge(change(document, '/name', 'X'), here)].map((report) => report.id);
    expect(new Set(ids).size).toBe(4);
  });
});

describe('stopping', () => {
  it('an aborted verification says so, and is never green', async () => {
    const here = await world();
    const stop = new AbortController();
    stop.abort();
    const report = await judge(await goodCredential(here.uni), here, { signal: stop.signal });
    expect(report.verdict).not.toBe('verified');
    expect(report.checks.map((check) => check.code)).toContain('check.aborted');
  });

  it('a fetch that never answers ends with the signal', async () => {
    const here = await world();
    const document = await badgeWithList(here);
    here.resources.delete(LIST);
    const stop = new AbortController();
    const verifier = createVerifier({ resources: lookup(here.resources), fetch: () => new Promise<Response>(() => {}) });
    const pending = verifier.verify(document, { at: NOW, signal: stop.signal });
    setTimeout(() => stop.abort(), 50);
    const report = await pending;
    expect(report.verdict).toBe('indeterminate');
    expectOnly(report, 'status.revocation', 'status.suspension', 'status.notice', 'recipient.match', 'recipient.holder', 'members.verdict', 'members.agree');
  });
});
