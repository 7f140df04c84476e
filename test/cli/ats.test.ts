import { readFile, rm, writeFile } from 'node:fs/promises';
import type { ChildProcess } from 'node:child_process';
import { HOLDER, samples } from '@credlens/demo-issuer';
import { freePort, sendFiles, sendResult } from '@credlens/fake-ats';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { credlens, desk, layOut, start, type Desk } from './command.js';

vi.setConfig({ testTimeout: 60_000 });
const KEY = 'inbound-key-of-the-tenant';
let here: Desk, badge: string, port: number, config: string;

beforeAll(async () => {
  here = await desk();
  const made = await samples(new Date());
  await layOut(made, here);
  badge = made.samples.find(({ id }) => id === 'verified')!.text;
  port = await freePort();
  await here.write('out.key', 'outbound-key-of-the-tenant\n');
  await here.write('posting.json', { skills: ['write laboratory reports'] });
  config = await here.write('ats.json', settings());
  process.env['CREDLENS_TEST_IN'] = KEY;
});
afterAll(async () => { delete process.env['CREDLENS_TEST_IN']; await rm(here.directory, { recursive: true, force: true }); });

const settings = (over: object = {}, tenant: object = {}) => ({
  directory: 'data', baseUrl: `http://127.0.0.1:${port}`,
  tenants: [{ id: 'acme', vendor: 'generic', inboundKey: { env: 'CREDLENS_TEST_IN' }, outboundKey: { file: 'out.key' }, packages: [{ id: 'p1', name: 'Analyst', postingFile: 'posting.json' }], ...tenant }], ...over,
});
async function served(): Promise<{ child: ChildProcess; stop: () => Promise<number | null> }> {
  const child = start(['ats', 'serve', '--config', config, '--port', String(port), '--resources', here.path('resources'), '--offline', '--trust', here.path('trust.json')]);
  const closed = new Promise<number | null>((resolve) => { child.on('close', resolve); });
  await new Promise<void>((resolve, reject) => { child.stdout?.on('data', (chunk) => { if (/listens on/.test(String(chunk))) resolve(); }); closed.then((status) => reject(new Error(`ended with ${status}`)), reject); });
  return { child, stop: () => { child.kill('SIGTERM'); return closed; } };
}

it('takes an order, judges a file by its trust and resources, has the result, and a log that is as it was written', async () => {
  const { stop } = await served();
  const base = `http://127.0.0.1:${port}/ats/acme`;
  const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
  const order = await (await fetch(`${base}/orders`, { method: 'POST', headers, body: JSON.stringify({ packageId: 'p1', externalId: 'a', candidate: { id: 'c', email: HOLDER } }) })).json() as { orderId: string; uploadUrl: string };
  await sendFiles(order.uploadUrl, [{ name: 'badge.json', bytes: new TextEncoder().encode(badge) }]);
  await sendResult(order.uploadUrl);
  expect(await (await fetch(`${base}/orders/${order.orderId}`, { headers })).json()).toMatchObject({ state: 'final', coverage: { required: { met: 1, total: 1 } } });
  expect((await fetch(`${base}/packages`)).status).toBe(401);

  const second = await credlens(['ats', 'serve', '--config', config, '--port', '0', '--offline']);
  expect([second.status, second.stderr]).toEqual([64, expect.stringContaining('another process has this directory')]);
  expect(await stop()).toBe(0);

  const log = here.path('data/audit.ndjson');
  const good = await credlens(['ats', 'check-log', log]);
  expect([good.status, good.stdout]).toEqual([0, expect.stringMatching(/^3 entries, as they were written\. Head [0-9a-f]{64}\n$/)]);
  await writeFile(log, (await readFile(log, 'utf8')).replace('files-judged', 'result-final'));
  expect(await credlens(['ats', 'check-log', log])).toMatchObject({ status: 1, stdout: 'Line 2 is not as it was written, or is missing.\n' });
});

it.each<[string, object, string]>([
  ['a member that nobody reads', { baseURL: 'x' }, '/baseURL is not known'], ['a secret in the file itself', { tenants: [{ ...settings().tenants[0], inboundKey: 'a secret of its own here' }] }, 'says where the secret is'],
  ['a variable that there is not', { tenants: [{ ...settings().tenants[0], inboundKey: { env: 'CREDLENS_NOT_THERE' } }] }, 'there is no variable CREDLENS_NOT_THERE'], ['no tenants', { tenants: [] }, 'no list of tenants'],
  ['another vendor', { tenants: [{ ...settings().tenants[0], vendor: 'other' }] }, 'vendor is one of'], ['an address with a path', { baseUrl: 'https://a.example/b' }, 'baseUrl'],
])('is not started with %s', async (_name, over, words) => {
  const path = await here.write('wrong.json', settings({ directory: 'never', ...over }));
  const { status, stderr } = await credlens(['ats', 'serve', '--config', path, '--port', '0', '--offline']);
  expect([status, stderr]).toEqual([64, expect.stringContaining(words)]);
  expect(stderr).not.toContain('a secret of its own');
});

it('says what there is to do', async () => {
  expect((await credlens(['ats', '--help'])).stdout).toContain('--config FILE');
  expect((await credlens(['ats'])).status).toBe(64);
  expect((await credlens(['ats', 'serve'])).stderr).toContain('needs --config FILE');
  expect((await credlens(['ats', 'check-log', here.path('none')])).stderr).toContain('there is no such file');
});
