import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CODES, outcomeOf, resolvePolicy, type Check, type Code, type Context, type Evidence, type FetchResult, type Finding, type JsonObject, type JsonValue, type Subject } from '../report/index.js';
import { status } from './status.js';

const ISSUER = 'did:web:uni.example';
const LIST = 'https://uni.example/status/1';
const NOW = Date.parse('2026-08-22T00:00:00Z');

interface World {
  /** Documents by URL. */
  lists: Record<string, JsonValue>;
  /** What the verification of a list found, beside passing everything. */
  found?: Partial<Record<Check['id'], { code: Code; params?: Check['params'] }>>;
  evidence?: Partial<Evidence>;
  failure?: Extract<FetchResult, { ok: false }>;
  policy?: string;
}

const asked: { url: string; maxAgeSeconds?: number | undefined }[] = [];

function contextOf(world: World): Context {
  const kept = new Map<string, unknown>();
  const policy = resolvePolicy(world.policy);
  asked.length = 0;
  return {
    policy, now: NOW, registries: [], allowContexts: new Set(),
    async fetch(url, request) {
      asked.push({ url, maxAgeSeconds: request?.maxAgeSeconds });
      if (world.failure || !Object.hasOwn(world.lists, url)) return world.failure ?? { ok: false, code: 'net.failed', retryable: true };
      return { ok: true, bytes: new TextEncoder().encode(JSON.stringify(world.lists[url])), contentType: '', finalUrl: url, evidence: { url, sha256: 'ab', source: 'snapshot', ...world.evidence } as Evidence };
    },
    async verifyNested(bytes) {
      const document = JSON.parse(new TextDecoder().decode(bytes)) as JsonObject;
      const passes: Record<string, Code> = {
        'intake.readable': 'input.read', 'intake.credential': 'input.credential', 'proof.signature': 'signature.valid', 'proof.terms': 'terms.accepted', 'proof.coverage': 'coverage.complete',
        'proof.key': 'key.authorized', 'validity.period': 'validity.current',
      };
      const checks = Object.entries(passes).map(([id, code]) => {
        const finding = world.found?.[id as Check['id']] ?? { code };
        return { id, outcome: outcomeOf(finding.code, policy), problems: [], evidence: [], ...finding };
      });
      return { report: { checks } as never, ...(document['@type'] === 'nothing' ? {} : { document }) };
    },
    once: <T>(key: string, ask: () => Promise<T>): Promise<T> => {
      if (!kept.has(key)) kept.set(key, ask());
      return kept.get(key) as Promise<T>;
    },
  };
}

const encoded = new Map<string, string>();

function encodedList(values: Record<number, number>, shape: { entries?: number; size?: number } = {}): string {
  const key = JSON.stringify([values, shape]);
  if (!encoded.has(key)) encoded.set(key, encode(values, shape));
  return encoded.get(key) as string;
}

function encode(values: Record<number, number>, { entries = 131_072, size = 1 }: { entries?: number; size?: number }): string {
  const bits = Array<string>(entries).fill('0'.repeat(size));
  for (const [index, value] of Object.entries(values)) bits[Number(index)] = value.toString(2).padStart(size, '0');
  const text = bits.join('').padEnd(Math.ceil((entries * size) / 8) * 8, '0');
  return `u${gzipSync(Uint8Array.from(text.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2))).toString('base64url')}`;
}

const list = (values: Record<number, number> = {}, members: JsonObject = {}, subject: JsonObject = {}, shape = {}): JsonObject => ({
  '@context': ['https://www.w3.org/ns/credentials/v2'], id: LIST, type: ['VerifiableCredential', 'BitstringStatusListCredential'], issuer: ISSUER,
  credentialSubject: { id: `${LIST}#list`, type: 'BitstringStatusList', statusPurpose: 'revocation', encodedList: encodedList(values, shape), ...subject }, ...members,
});
const entry = (members: JsonObject = {}): JsonObject => ({ type: 'BitstringStatusListEntry', statusPurpose: 'revocation', statusListIndex: '7', statusListCredential: LIST, ...members });

async function judge(credentialStatus: JsonValue | undefined, world: World | JsonObject = list(), issuer: JsonValue = { id: ISSUER, type: 'Profile' }) {
  const setting: World = 'lists' in world ? (world as unknown as World) : { lists: { [LIST]: world as JsonObject } };
  const document: JsonObject = { id: 'urn:uuid:1', issuer, ...(credentialStatus === undefined ? {} : { credentialStatus }) };
  const found = await status({ what: 'credential', document } as unknown as Subject, contextOf(setting));
  return { revocation: found['status.revocation'] as Finding, suspension: found['status.suspension'] as Finding, notice: found['status.notice'] as Finding };
}
const codeOf = async (...args: Parameters<typeof judge>) => (await judge(...args)).revocation.code;
const codesIn = (finding: Finding) => (finding.problems ?? []).map(({ code }) => code);

describe('status: Bitstring Status List', () => {
  it('nothing to ask', async () => {
    for (const nothing of [undefined, []]) expect(await judge(nothing)).toEqual({ revocation: { code: 'status.none' }, suspension: { code: 'status.none' }, notice: { code: 'status.none' } });
    const presentation = await status({ what: 'presentation', document: { credentialStatus: entry() } } as unknown as Subject, contextOf({ lists: {} }));
    expect(presentation['status.revocation']).toEqual({ code: 'check.see-members' });
  });

  it('clear and revoked', async () => {
    const clear = await judge(entry(), list({ 6: 1, 8: 1 }));
    expect(clear.revocation).toEqual({ code: 'status.clear', params: { url: LIST }, evidence: [{ url: LIST, sha256: 'ab', source: 'snapshot' }] });
    expect([clear.suspension.code, clear.notice.code]).toEqual(['status.none', 'status.none']);
    const revoked = await judge(entry(), list({ 7: 1 }));
    expect(revoked.revocation).toMatchObject({ code: 'status.revoked', problems: [{ code: 'status.revoked', pointer: '/credentialStatus', retryable: false }] });
    expect(await codeOf(entry(), list({ 7: 1 }), ISSUER)).toBe('status.revoked');
    expect(codesIn((await judge(entry(), list(), ISSUER)).revocation)).toEqual([]);
  });

  it('evaluates every entry and every purpose, and the worst stands', async () => {
    const all = list({ 1: 1, 2: 1, 3: 1 }, {}, { statusPurpose: ['revocation', 'suspension', 'message', 'refresh'] });
    const at = (statusPurpose: string, statusListIndex: string) => entry({ statusPurpose, statusListIndex });
    const found = await judge([at('revocation', '0'), at('revocation', '1'), at('suspension', '2'), at('refresh', '3'), at('message', '0')], all);
    expect([found.revocation.code, found.suspension.code, found.notice.code]).toEqual(['status.revoked', 'status.suspended', 'status.refresh']);
    expect(found.revocation.problems).toMatchObject([{ pointer: '/credentialStatus/1' }]);
    expect(found.suspension.problems).toMatchObject([{ pointer: '/credentialStatus/2', retryable: true }]);
    expect(asked).toHaveLength(1);
    expect(found.revocation.evidence).toHaveLength(1);
    const quiet = await judge([at('suspension', '0'), at('message', '0')], all);
    expect([quiet.revocation.code, quiet.suspension.code, quiet.notice.code]).toEqual(['status.none', 'status.clear', 'status.no-notice']);
  });

  it('statuses of several bits, with their messages', async () => {
    const statusMessage = ['pending', 'passed', 'appealed', 'void'].map((message, value) => ({ status: `0x${value.toString(16)}`, message }));
    const several = list({ 7: 2 }, {}, { statusPurpose: 'message' }, { size: 2 });
    expect((await judge(entry({ statusPurpose: 'message', statusSize: 2, statusMessage }), several)).notice).toMatchObject({ code: 'status.message', params: { value: 2, message: 'appealed' } });
    expect((await judge(entry({ statusPurpose: 'message', statusSize: 2, statusMessage, statusListIndex: '6' }), several)).notice).toMatchObject({ code: 'status.no-notice', params: { message: 'pending' } });
    for (const wrong of [undefined, statusMessage.slice(1), [...statusMessage, { status: '0x4', message: 'x' }], statusMessage.map((each) => ({ ...each, status: '0x1' })), 'no']) {
      const members = { statusPurpose: 'message', statusSize: 2, statusListIndex: '6', ...(wrong === undefined ? {} : { statusMessage: wrong as JsonValue }) };
      expect((await judge(entry(members), several)).notice.code, JSON.stringify(wrong)).toBe('status.entry-malformed');
    }
    const revoking = list({ 7: 3 }, {}, {}, { size: 2 });
    const found = await judge(entry({ statusSize: 2 }), revoking);
    expect(found.revocation.code).toBe('status.revoked');
    expect(codesIn(found.revocation)).toContain('status.entry-malformed');
    for (const statusSize of [0, -1, 1.5, 33, '2', null]) expect(await codeOf(entry({ statusSize })), String(statusSize)).toBe('status.entry-malformed');
  });

  it.each(['5abc', '-1', '+1', '0x1', '1.0', ''])('index "%s" is malformed', async (statusListIndex) => {
    expect((await judge(entry({ statusListIndex }), list({ 5: 1, 1: 1 }))).revocation).toMatchObject({
      code: 'status.index-malformed', problems: [{ pointer: '/credentialStatus/statusListIndex', type: 'https://www.w3.org/TR/vc-data-model#MALFORMED_VALUE_ERROR' }],
    });
  });

  it('an index that is a number is read, and told', async () => {
    expect(await codeOf(entry({ statusListIndex: 7 }))).toBe('status.index-number');
    expect(await codeOf(entry({ statusListIndex: 7 }), list({ 7: 1 }))).toBe('status.revoked');
  });

  it('an index outside of the list', async () => {
    expect((await judge(entry({ statusListIndex: '131071' }))).revocation.code).toBe('status.clear');
    for (const statusListIndex of ['131072', '9'.repeat(60)]) expect((await judge(entry({ statusListIndex }))).revocation).toMatchObject({ code: 'status.index-outside', problems: [{ type: 'https://www.w3.org/TR/vc-data-model#RANGE_ERROR' }] });
  });

  it('a list of another issuer or another id weakens a clear bit, not a set one', async () => {
    expect(await codeOf(entry(), list({}, { issuer: 'did:key:zOther' }))).toBe('status.other-issuer');
    expect(await codeOf(entry(), list({ 7: 1 }, { issuer: 'did:key:zOther' }))).toBe('status.revoked');
    expect(await codeOf(entry(), list({}, { id: 'https://uni.example/status/2' }))).toBe('status.other-id');
    expect(await codeOf(entry(), list({ 7: 1 }, { id: 'https://uni.example/status/2' }))).toBe('status.revoked');
    const both = await judge(entry(), list({}, { id: 'https://uni.example/2', issuer: 'did:key:zOther' }, {}, { entries: 100_000 }));
    expect(codesIn(both.revocation)).toEqual(['status.other-issuer', 'status.other-id', 'status.short-list']);
    expect(outcomeOf(both.revocation.code, resolvePolicy())).toBe('warn');
    expect(outcomeOf(both.revocation.code, resolvePolicy('strict'))).toBe('indeterminate');
  });

  it('a list under the minimum length warns', async () => {
    expect((await judge(entry(), list({}, {}, {}, { entries: 100_000 }))).revocation).toMatchObject({ code: 'status.short-list', params: { entries: 100_000, minimum: 131_072 }, problems: [{ type: 'https://www.w3.org/ns/credentials/status-list#STATUS_LIST_LENGTH_ERROR' }] });
    expect(await codeOf(entry(), list({ 7: 1 }, {}, {}, { entries: 100_000 }))).toBe('status.revoked');
  });

  it('a list of another purpose', async () => {
    expect(await codeOf(entry(), list({ 7: 1 }, {}, { statusPurpose: 'suspension' }))).toBe('status.wrong-purpose');
    expect(await codeOf(entry(), list({ 7: 1 }, {}, { statusPurpose: ['suspension', 'refresh'] }))).toBe('status.wrong-purpose');
  });

  it('a list that cannot be reached', async () => {
    expect((await judge(entry(), { lists: {} })).revocation).toMatchObject({
      code: 'status.unreachable', params: { url: LIST }, problems: [{ code: 'net.failed', retryable: true, type: 'https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR' }],
    });
    expect((await judge(entry(), { lists: {}, failure: { ok: false, code: 'net.http-status', status: 404, retryable: false } })).revocation).toMatchObject({ code: 'status.unreachable', params: { status: 404 }, problems: [{ retryable: false }] });
    expect(await codeOf(entry(), { lists: {}, failure: { ok: false, code: 'net.too-large', retryable: false } })).toBe('status.list-too-large');
  });

  const proof: [string, NonNullable<World['found']>, Code][] = [
    ['unsigned', { 'intake.credential': { code: 'input.unsigned' } }, 'status.unsigned-list'],
    ['not a credential', { 'intake.credential': { code: 'input.no-credential' } }, 'status.list-malformed'],
    ['not JSON', { 'intake.readable': { code: 'json.syntax' } }, 'status.list-malformed'],
    ['of an unknown container', { 'intake.credential': { code: 'input.unsupported' } }, 'status.list-unsupported'],
    ['of an unknown proof', { 'proof.signature': { code: 'signature.unsupported' } }, 'status.list-unsupported'],
    ['badly signed', { 'proof.signature': { code: 'signature.invalid' } }, 'status.list-invalid'],
    ['signed for something else', { 'proof.terms': { code: 'terms.purpose' } }, 'status.list-invalid'],
    ['with parts nobody signed', { 'proof.coverage': { code: 'coverage.undefined-term' } }, 'status.list-invalid'],
    ['signed with a key that its issuer does not list', { 'proof.key': { code: 'key.not-listed' } }, 'status.list-invalid'],
    ['whose issuer cannot be reached', { 'proof.key': { code: 'key.unreachable' } }, 'status.list-unproven'],
    ['expired', { 'validity.period': { code: 'validity.expired', params: { until: '2026-01-01T00:00:00Z' } } }, 'status.list-expired'],
    ['of tomorrow', { 'validity.period': { code: 'validity.not-yet', params: { from: '2027-01-01T00:00:00Z' } } }, 'status.list-not-yet-valid'],
    ['with unreadable dates', { 'validity.period': { code: 'validity.unreadable' } }, 'status.list-malformed'],
    ['whose verification was stopped', { 'proof.signature': { code: 'check.aborted' } }, 'status.list-unproven'],
  ];
  it.each(proof)('a list %s decides nothing, set or clear', async (_name, found, code) => {
    for (const values of [{}, { 7: 1 }]) {
      const { revocation } = await judge(entry(), { lists: { [LIST]: list(values) }, found });
      expect(revocation).toMatchObject({ code, params: { url: LIST } });
      expect(CODES[revocation.code]).toBe('indeterminate');
    }
  });
  it('says until when an expired list held', async () => {
    expect((await judge(entry(), { lists: { [LIST]: list() }, found: proof[10]![1] })).revocation.params).toMatchObject({ until: '2026-01-01T00:00:00Z' });
  });

  it('a list that is none', async () => {
    for (const wrong of [list({}, { type: ['VerifiableCredential'] }), list({}, {}, { type: 'Other' }), list({}, {}, { encodedList: 5 }), list({}, {}, { encodedList: 'uAAAA' }), list({}, { credentialSubject: [] }), { '@type': 'nothing' }]) {
      expect(await codeOf(entry(), wrong)).toBe('status.list-malformed');
    }
    const twice = list({}, {});
    expect(await codeOf(entry(), { ...twice, credentialSubject: [twice['credentialSubject'], twice['credentialSubject']] as JsonValue })).toBe('status.list-malformed');
  });

  it('subjects, types and purposes as arrays', async () => {
    const inner = list({ 7: 1 })['credentialSubject'] as JsonObject;
    const several = { ...list(), credentialSubject: [{ ...inner, statusPurpose: ['suspension'], type: ['BitstringStatusList'], encodedList: encodedList({}) }, { ...inner, type: ['BitstringStatusList'] }] };
    const found = await judge([entry(), entry({ statusPurpose: 'suspension' })], several);
    expect([found.revocation.code, found.suspension.code]).toEqual(['status.revoked', 'status.clear']);
  });

  it('damaged and unknown entries count against revocation', async () => {
    for (const wrong of [null, 'https://uni.example/status', 5, [null], {}, { type: 'BitstringStatusListEntry' }, entry({ statusListCredential: 5 }), entry({ statusPurpose: ['revocation'] })]) {
      expect(await codeOf(wrong as JsonValue), JSON.stringify(wrong)).toBe('status.entry-malformed');
    }
    const unknown = await judge([entry(), { type: 'FutureStatus2030', id: 'x', statusPurpose: 'refresh' }]);
    expect(unknown.revocation).toMatchObject({ code: 'status.unknown-type', params: { type: 'FutureStatus2030' }, problems: [{ pointer: '/credentialStatus/1/type' }] });
    expect(unknown.suspension.code).toBe('status.none');
    expect((await judge(entry({ statusPurpose: 'decoration' }))).notice).toMatchObject({ code: 'status.unknown-purpose', params: { purpose: 'decoration' } });
    const many = await judge(Array.from({ length: 40 }, () => entry()));
    expect(many.revocation.code).toBe('status.too-many');
    expect(asked).toHaveLength(1);
  });

  it('an entry that inherits its members has none', async () => {
    expect(await codeOf({ type: 'BitstringStatusListEntry', __proto__: entry() } as unknown as JsonValue)).toBe('status.entry-malformed');
  });
});

describe('status: how old a list is', () => {
  const kept = (hours: number, subject: JsonObject = {}, values = {}) => ({ lists: { [LIST]: list(values, {}, subject) }, evidence: { source: 'cache' as const, fetchedAt: new Date(NOW - hours * 3_600_000).toISOString() } });

  it('a kept copy may be as old as the policy says, or the list itself', async () => {
    expect(await codeOf(entry(), kept(23))).toBe('status.clear');
    expect((await judge(entry(), kept(25))).revocation).toMatchObject({ code: 'status.stale', problems: [{ retryable: true }] });
    expect(await codeOf(entry(), kept(25, { ttl: 48 * 3_600_000 }))).toBe('status.clear');
    expect(await codeOf(entry(), kept(2, { ttl: 3_600_000 }))).toBe('status.stale');
    expect(asked.map(({ maxAgeSeconds }) => maxAgeSeconds)).toEqual([86_400, 3600]);
    expect(await codeOf(entry(), kept(25, {}, { 7: 1 }))).toBe('status.revoked');
  });

  it('says in the evidence until when the list holds', async () => {
    const until = async (world: World) => (await judge(entry(), world)).revocation.evidence?.[0]?.validUntil;
    expect(await until(kept(1, { ttl: 7_200_000 }))).toBe('2026-08-22T01:00:00.000Z');
    expect(await until({ lists: { [LIST]: list({}, { validUntil: '2026-09-01T00:00:00+02:00' }, { ttl: 1000 }) } })).toBe('2026-08-31T22:00:00.000Z');
    expect(await until({ ...kept(1, { ttl: 1e300 }), lists: { [LIST]: list({}, { validUntil: '2026-09-01T00:00:00Z' }, { ttl: 1e300 }) } })).toBe('2026-09-01T00:00:00.000Z');
    expect(await until({ lists: { [LIST]: list() } })).toBeUndefined();
  });
});

describe('status: the older kinds', () => {
  it('StatusList2021', async () => {
    const legacy = (values: Record<number, number>, encoding: (text: string) => string): JsonObject => ({
      ...list(), type: ['VerifiableCredential', 'StatusList2021Credential'],
      credentialSubject: { type: 'StatusList2021', statusPurpose: 'revocation', encodedList: encoding(encodedList(values).slice(1)) },
    });
    const pointing = entry({ type: 'StatusList2021Entry' });
    for (const encoding of [(text: string) => text, (text: string) => `u${text}`, (text: string) => Buffer.from(text, 'base64url').toString('base64')]) {
      expect(await codeOf(pointing, legacy({ 7: 1 }, encoding))).toBe('status.revoked');
      expect(await codeOf(pointing, legacy({}, encoding))).toBe('status.clear');
    }
    expect(await codeOf(pointing, list({ 7: 1 }))).toBe('status.list-malformed');
    expect(await codeOf(entry(), legacy({}, (text) => text))).toBe('status.list-malformed');
  });

  it('1EdTechRevocationList', async () => {
    const pointing = { id: 'https://uni.example/revoked', type: '1EdTechRevocationList' };
    const judged = (revokedCredential: JsonValue, members: JsonObject = {}, evidence: Partial<Evidence> = {}) =>
      judge(pointing, { lists: { 'https://uni.example/revoked': { id: 'https://uni.example/revoked', issuer: ISSUER, revokedCredential, ...members } }, evidence } as World);
    expect((await judged([{ id: 'urn:uuid:1', revoked: true, revocationReason: 'by mistake' }])).revocation).toMatchObject({ code: 'status.revoked', params: { message: 'by mistake' } });
    expect((await judged([{ id: 'urn:uuid:1' }])).revocation.code).toBe('status.revoked');
    const clear = await judged([{ id: 'urn:uuid:1', revoked: false }, { id: 'urn:uuid:2' }]);
    expect(clear.revocation).toMatchObject({ code: 'status.not-verified-source', evidence: [{ source: 'snapshot' }] });
    expect(codesIn(clear.revocation)).toEqual(['status.not-verified-source']);
    expect(codesIn((await judged([], { issuer: 'did:web:other.example' })).revocation)).toEqual(['status.not-verified-source', 'status.other-issuer']);
    expect(codesIn((await judge({ ...pointing, id: 'https://elsewhere.example/r' }, { lists: { 'https://elsewhere.example/r': { issuer: ISSUER, revokedCredential: [] } } })).revocation)).toEqual(['status.not-verified-source', 'status.other-issuer']);
    expect((await judged([], {}, { source: 'cache', fetchedAt: '2026-08-01T00:00:00Z' })).revocation.code).toBe('status.stale');
    expect((await judged('all')).revocation.code).toBe('status.list-malformed');
    expect((await judge(pointing, { lists: {} })).revocation.code).toBe('status.unreachable');
    expect((await judge({ type: '1EdTechRevocationList' })).revocation.code).toBe('status.entry-malformed');
  });
});

describe('status: properties', () => {
  it('the answer is the bit, for every index and list', async () => {
    await fc.assert(fc.asyncProperty(fc.nat(999), fc.uniqueArray(fc.nat(999), { maxLength: 20 }), async (index, set) => {
      const values = Object.fromEntries(set.map((each) => [each, 1]));
      const code = await codeOf(entry({ statusListIndex: String(index) }), list(values, {}, {}, { entries: 1000 }));
      expect(code).toBe(set.includes(index) ? 'status.revoked' : 'status.short-list');
    }), { numRuns: 60 });
  }, 30_000);

  it('never throws, and whatever is not understood is never clear', async () => {
    await fc.assert(fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (first, second) => {
      const found = await judge(first as JsonValue, { lists: { [LIST]: second as JsonValue } });
      if (!(Array.isArray(first) && first.length === 0)) expect(CODES[found.revocation.code]).toBe('indeterminate');
      await judge(entry(first as JsonObject), list({}, second as JsonObject));
      await judge(entry(), list({}, {}, second as JsonObject));
    }), { numRuns: 200 });
  }, 30_000);
});
