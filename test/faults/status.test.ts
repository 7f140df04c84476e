import { didKey, ed25519TestKey, encodeZeros, issue, OPEN_BADGES_EXTENSIONS, revocationList, revocationListEntry, serve, statusEntry, statusList } from '@credlens/demo-issuer';
import { describe, expect, it } from 'vitest';
import { badgeWithList, checkOf, CREATED, expectCase, expectOnly, goodCredential, judge, LATER, LIST, world } from './world.js';

describe('status', () => {
  it('clear in a good list: verified', async () => {
    const here = await world();
    const report = await judge(await badgeWithList(here), here);
    expectCase(report, 'verified', 'status.revocation', 'pass', 'status.clear');
    expectOnly(report);
    expect(checkOf(report, 'status.revocation').evidence.map((one) => one.url)).toContain(LIST);
  });

  it('revoked', async () => {
    const here = await world();
    const report = await judge(await badgeWithList(here, { values: { 94567: 1 } }), here);
    expectCase(report, 'invalid', 'status.revocation', 'fail', 'status.revoked');
    expectOnly(report, 'status.revocation');
  });

  it("a neighbour's bit revokes nobody else", async () => {
    const here = await world();
    expectCase(await judge(await badgeWithList(here, { values: { 94566: 1, 94568: 1 } }), here), 'verified', 'status.revocation', 'pass', 'status.clear');
  });

  it('suspended', async () => {
    const here = await world();
    const report = await judge(await badgeWithList(here, { purpose: 'suspension', values: { 94567: 1 } }, { purpose: 'suspension' }), here);
    expectCase(report, 'invalid', 'status.suspension', 'fail', 'status.suspended');
    expectOnly(report, 'status.suspension');
  });

  it('one entry of several is looked at no less than the first: the second is revoked', async () => {
    const here = await world();
    const second = 'https://issuer.example/status/2';
    await badgeWithList(here);
    serve(here.resources, second, await issue(await statusList({ url: second, issuer: here.uni.id, values: { 3: 1 }, validFrom: CREATED }), { by: here.uni, created: CREATED }));
    const status = [statusEntry({ list: LIST, index: '1' }), statusEntry({ list: second, index: '3' })];
    expectCase(await judge(await goodCredential(here.uni, { status }), here), 'invalid', 'status.revocation', 'fail', 'status.revoked');
  });

  it('statusListIndex "5abc" is no index', async () => {
    const here = await world();
    const report = await judge(await badgeWithList(here, { values: { 5: 0 } }, { index: '5abc' }), here);
    expectCase(report, 'indeterminate', 'status.revocation', 'indeterminate', 'status.index-malformed');
  });

  it.each(['-1', '+5', '5.0', '0x5', ' 5', '', '5e1'])('statusListIndex %j is no index', async (index) => {
    const here = await world();
    const report = await judge(await badgeWithList(here, {}, { index }), here);
    expectCase(report, 'indeterminate', 'status.revocation', 'indeterminate', 'status.index-malformed');
  });

  it('an index outside the list', async () => {
    const here = await world();
    expectCase(await judge(await badgeWithList(here, {}, { index: '131072' }), here), 'indeterminate', 'status.revocation', 'indeterminate', 'status.index-outside');
    expectCase(await judge(await badgeWithList(here, {}, { index: '131071' }), here), 'verified', 'status.revocation', 'pass', 'status.clear');
  });

  it('a list that inflates to 256 MiB', async () => {
    const here = await world();
    const encodedList = await encodeZeros(256 * 1024 * 1024);
    expect(encodedList.length).toBeLessThan(500_000);
    const report = await judge(await badgeWithList(here, { encodedList }), here);
    expectCase(report, 'indeterminate', 'status.revocation', 'indeterminate', 'status.list-too-large');
  });

  it('list unreachable', async () => {
    const here = await world();
    const document = await badgeWithList(here);
    here.resources.delete(LIST);
    const report = await judge(document, here);
    expectCase(report, 'indeterminate', 'status.revocation', 'indeterminate', 'status.unreachable');
    expectOnly(report, 'status.revocation');
    expect(checkOf(report, 'status.revocation').problems.length).toBeGreaterThan(0);
  });

  it('list answers with an HTTP error', async () => {
    const here = await world();
    const document = await badgeWithList(here);
    serve(here.resources, LIST, 'down', 'text/plain', 503);
    expectCase(await judge(document, here), 'indeterminate', 'status.revocation', 'indeterminate', 'status.unreachable');
  });

  it('list unsigned', async () => {
    const here = await world();
    const document = await badgeWithList(here);
    serve(here.resources, LIST, await statusList({ url: LIST, issuer: here.uni.id, validFrom: CREATED }));
    expectCase(await judge(document, here), 'indeterminate', 'status.revocation', 'indeterminate', 'status.unsigned-list');
  });

  it('list altered: the set bit was cleared after signing', async () => {
    const here = await world();
    const document = await badgeWithList(here, { values: { 94567: 1 } });
    const { body } = here.resources.get(LIST)!;
    const altered = { ...JSON.parse(body), credentialSubject: (await statusList({ url: LIST, issuer: here.uni.id }))['credentialSubject'] };
    serve(here.resources, LIST, altered);
    expectCase(await judge(document, here), 'indeterminate', 'status.revocation', 'indeterminate', 'status.list-invalid');
  });

  it('list expired', async () => {
    const here = await world();
    const report = await judge(await badgeWithList(here, { validUntil: '2026-08-01T00:00:00Z' }), here);
    expectCase(report, 'indeterminate', 'status.revocation', 'indeterminate', 'status.list-expired');
  });

  it('list not yet valid', async () => {
    const here = await world();
    const report = await judge(await badgeWithList(here, { validFrom: '2026-09-01T00:00:00Z' }), here);
    expectCase(report, 'indeterminate', 'status.revocation', 'indeterminate', 'status.list-not-yet-valid');
  });

  it('list of another issuer: a clear bit is a warning, under strict undecided; a set bit counts', async () => {
    const other = didKey(await ed25519TestKey('a service that keeps lists'));
    const here = await world();
    const document = await badgeWithList(here, {}, {}, other);
    const report = await judge(document, here);
    expectCase(report, 'verified', 'status.revocation', 'warn', 'status.other-issuer');
    expect(report.cautions).toBe(true);
    expectCase(await judge(document, here, { policy: 'strict', trust: [{ id: here.uni.id, name: 'Uni' }] }), 'indeterminate', 'status.revocation', 'indeterminate', 'status.other-issuer');
    expectCase(await judge(await badgeWithList(here, { values: { 94567: 1 } }, {}, other), here), 'invalid', 'status.revocation', 'fail', 'status.revoked');
  });

  it('list whose id is another URL', async () => {
    const here = await world();
    expectCase(await judge(await badgeWithList(here, { id: 'https://issuer.example/status/9' }), here), 'verified', 'status.revocation', 'warn', 'status.other-id');
  });

  it('list of the wrong purpose', async () => {
    const here = await world();
    const report = await judge(await badgeWithList(here, { purpose: 'suspension' }), here);
    expectCase(report, 'indeterminate', 'status.revocation', 'indeterminate', 'status.wrong-purpose');
  });

  it('list for several purposes', async () => {
    const here = await world();
    expectCase(await judge(await badgeWithList(here, { purpose: ['suspension', 'revocation'] }), here), 'verified', 'status.revocation', 'pass', 'status.clear');
  });

  it('list shorter than the standard allows: a warning, under strict undecided', async () => {
    const here = await world();
    const document = await badgeWithList(here, { entries: 100_000 });
    expectCase(await judge(document, here), 'verified', 'status.revocation', 'warn', 'status.short-list');
    expectCase(await judge(document, here, { policy: 'strict', trust: [{ id: here.uni.id, name: 'Uni' }] }), 'indeterminate', 'status.revocation', 'indeterminate', 'status.short-list');
  });

  it.each(['!!!', 'u', 'uAAAA', 'zH4sIAAAAAAAAA'])('list %j is no list', async (encodedList) => {
    const here = await world();
    expectCase(await judge(await badgeWithList(here, { encodedList }), here), 'indeterminate', 'status.revocation', 'indeterminate', 'status.list-malformed');
  });

  it('unknown status type', async () => {
    const here = await world();
    const status = { id: 'https://issuer.example/status/7', type: 'https://issuer.example/types#Oracle' };
    const report = await judge(await goodCredential(here.uni, { status }), here);
    expectCase(report, 'indeterminate', 'status.revocation', 'indeterminate', 'status.unknown-type');
    expectOnly(report, 'status.revocation', 'status.suspension');
  });

  it('unknown purpose', async () => {
    const here = await world();
    const report = await judge(await badgeWithList(here, { purpose: 'mood' }, { purpose: 'mood' }), here);
    expect(report.checks.filter((check) => check.code === 'status.unknown-purpose')).not.toEqual([]);
    expect(report.cautions).toBe(true);
  });

  it('a message, and a refresh, warn and do not refuse', async () => {
    const here = await world();
    const statusMessage = [{ status: '0x0', message: 'nothing' }, { status: '0x1', message: 'under review' }, { status: '0x2', message: 'replaced' }, { status: '0x3', message: 'withdrawn' }];
    const message = await badgeWithList(here, { purpose: 'message', size: 2, values: { 94567: 2 } }, { purpose: 'message', members: { statusSize: 2, statusMessage } });
    const report = await judge(message, here);
    expectCase(report, 'verified', 'status.notice', 'warn', 'status.message');
    expect(JSON.stringify(checkOf(report, 'status.notice'))).toContain('replaced');
    const refresh = await badgeWithList(here, { purpose: 'refresh', values: { 94567: 1 } }, { purpose: 'refresh' });
    expectCase(await judge(refresh, here), 'verified', 'status.notice', 'warn', 'status.refresh');
  });

  it('StatusList2021: clear, and revoked', async () => {
    const here = await world();
    const contexts = ['https://w3id.org/vc/status-list/2021/v1'];
    for (const [value, verdict, outcome, code] of [[0, 'verified', 'pass', 'status.clear'], [1, 'invalid', 'fail', 'status.revoked']] as const) {
      await badgeWithList(here, { form: 'status-list-2021', values: { 94567: value } });
      const status = statusEntry({ list: LIST, index: '94567', type: 'StatusList2021Entry', members: { id: `${LIST}#94567` } });
      expectCase(await judge(await goodCredential(here.uni, { dataModel: '1.1', contexts, status }), here), verdict, 'status.revocation', outcome, code);
    }
  });

  it('1EdTech revocation list: not listed, listed, and listed as not revoked', async () => {
    const here = await world();
    const url = 'https://issuer.example/status/revoked.json';
    const document = await goodCredential(here.uni, { contexts: [OPEN_BADGES_EXTENSIONS], status: revocationListEntry(url) });
    const id = String(document['id']);
    serve(here.resources, url, revocationList({ url, issuer: here.uni.id, revoked: ['urn:uuid:another'] }));
    const clear = checkOf(await judge(document, here), 'status.revocation');
    expect(['pass', 'warn']).toContain(clear.outcome);
    serve(here.resources, url, revocationList({ url, issuer: here.uni.id, revoked: [id] }));
    expectCase(await judge(document, here), 'invalid', 'status.revocation', 'fail', 'status.revoked');
    serve(here.resources, url, revocationList({ url, issuer: here.uni.id, revoked: [{ id, revoked: false }] }));
    expect(checkOf(await judge(document, here), 'status.revocation').outcome).toBe(clear.outcome);
    here.resources.delete(url);
    expectCase(await judge(document, here), 'indeterminate', 'status.revocation', 'indeterminate', 'status.unreachable');
  });

  it('the list holds until its own validUntil, and not a day longer', async () => {
    const here = await world();
    const document = await badgeWithList(here, { validUntil: '2026-09-01T00:00:00Z' });
    expectCase(await judge(document, here, { at: '2026-08-31T00:00:00Z' }), 'verified', 'status.revocation', 'pass', 'status.clear');
    expectCase(await judge(document, here, { at: '2026-09-02T00:00:00Z' }), 'indeterminate', 'status.revocation', 'indeterminate', 'status.list-expired');
    expect(LATER > '2026-09-02').toBe(true);
  });
});
