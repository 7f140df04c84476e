import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testClock } from '../../../../test/support/ats-clock.js';
import { matchReportOf } from '../../../../test/support/match-report.js';
import { openAts } from './ats.js';
import { decisionFrom } from './mappings.js';
import { verifyAuditLog } from './store/audit-log.js';
import type { AssessmentOrder, Tenant } from './types.js';

const [ADMIN, KEY] = ['admin-key-of-the-tenant', 'inbound-key-of-the-tenant'];
const tenant = (id: string): Tenant => ({ id, vendor: 'generic', inboundKey: KEY, outboundKey: 'outbound-key-of-the-tenant', adminKey: ADMIN, packages: [{ id: 'p1', name: 'Analyst', posting: { skills: ['SQL'] } }] });

let home: string;
beforeAll(async () => { home = await mkdtemp(join(tmpdir(), 'credlens-mappings-')); });
afterAll(async () => { await rm(home, { recursive: true, force: true }); });

async function desk(name: string) {
  const directory = join(home, name);
  const orders: AssessmentOrder[] = [];
  const ats = await openAts({
    tenants: [tenant('acme'), tenant('other')], directory, baseUrl: 'https://assess.example', clock: testClock('2026-11-24T12:00:00Z'),
    assess: (order) => { orders.push(order); return Promise.resolve({ matchReport: matchReportOf([['SQL', 'met']]), reports: [] }); },
  });
  const call = async (path: string, body?: unknown, key = ADMIN) => {
    const response = await ats.app.request(path, { method: body === undefined ? 'GET' : 'POST', headers: { 'authorization': `Bearer ${key}`, 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    return { status: response.status, body: await response.json() as Record<string, unknown> };
  };
  const submitted = async (id: string) => {
    const { body } = await call(`/ats/${id}/orders`, { packageId: 'p1', externalId: `${orders.length}`, candidate: { email: 'maria@student.example' } }, KEY);
    const form = new FormData();
    form.append('files', new File(['{}'], 'a.json'));
    form.set('consent', 'yes');
    await ats.app.request(`${new URL(String(body['uploadUrl'])).pathname}/files`, { method: 'POST', body: form });
    return orders.at(-1)!.confirmations;
  };
  return { ats, directory, call, submitted };
}

const pair = { claim: 'text:en:big data', requirement: 'esco:skill/data' };

describe('what people decided about names of skills', () => {
  it('holds for every order of their tenant after, for no other, and through a restart', async () => {
    const at = await desk('kept');
    expect(await at.submitted('acme')).toEqual([]);
    expect(await at.call('/admin/acme/mappings', { ...pair, decision: 'none', by: 'Kim', why: 'Not the same' })).toMatchObject({ status: 200, body: { kept: true } });
    expect(await at.call('/admin/acme/mappings', { ...pair, decision: 'same' })).toMatchObject({ status: 200 });
    const kept = [{ ...pair, decision: 'same', at: '2026-11-24T12:00:00.000Z' }];
    expect((await at.call('/admin/acme/mappings')).body).toEqual({ confirmations: kept });
    expect([await at.submitted('acme'), await at.submitted('other')]).toEqual([kept, []]);
    await at.ats.close();
    const again = await desk('kept');
    expect(await again.submitted('acme')).toEqual(kept);
    expect(await again.call('/admin/acme/mappings', { ...pair, decision: null })).toMatchObject({ status: 200, body: { kept: false } });
    expect(await again.submitted('acme')).toEqual([]);
    await again.ats.close();
    expect(await verifyAuditLog(join(again.directory, 'audit.ndjson'))).toMatchObject({ ok: true });
  });
  it('is told to nobody without the key, and taken from nobody', async () => {
    const at = await desk('closed');
    expect([(await at.call('/admin/acme/mappings', undefined, KEY)).status, (await at.call('/admin/acme/mappings', { ...pair, decision: 'same' }, KEY)).status]).toEqual([401, 401]);
    for (const body of [{}, { ...pair }, { ...pair, decision: 'yes' }, { ...pair, claim: 'x'.repeat(1001), decision: 'same' }, { ...pair, requirement: '', decision: 'same' }, []]) expect((await at.call('/admin/acme/mappings', body)).status).toBe(422);
    await at.ats.close();
  });
  it('is read from anything without an exception', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => { decisionFrom(value); }));
    expect(decisionFrom({ ...pair, decision: 'same', at: '1999-01-01' })?.confirmation).toEqual({ ...pair, decision: 'same' });
  });
});
