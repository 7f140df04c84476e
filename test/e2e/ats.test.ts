import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, makeWorld, newKeys, PACKAGE, sendFiles, sendResult, startFakeAts, startProvider, SYSTEMS, until, uploadUrlOf, type FakeAts, type Fault, type Keys, type Provider, type System, type World } from '@credlens/fake-ats';
import { verifyAuditLog } from '@credlens/service';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

/*
 * The whole way, between processes: a made-up system orders, a candidate sends files, the provider judges them and writes the result back. The provider is a process of its own, and is killed by its number
 * wherever a write may stand. What counts is what the system has in the end: each result once.
 */
let world: World, home: string, keys: Keys, ats: FakeAts, provider: Provider, port: number;

beforeAll(async () => { world = await makeWorld(new Date()); }, 120_000);
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'credlens-e2e-'));
  keys = newKeys();
  ats = await startFakeAts(keys);
  port = await freePort();
  provider = await start();
});
afterEach(async () => {
  await provider.stop();
  await ats.close();
  // Whatever befell it, its log is whole.
  const log = await verifyAuditLog(join(home, 'store/audit.ndjson'));
  if (!log.ok) throw new Error(`The audit log is not as it was written, from line ${log.line}`);
  await rm(home, { recursive: true, force: true });
});

const start = () => startProvider({ directory: home, port, ats: ats.url, keys }, world.verifier);
async function ordered(system: System, number?: string): Promise<{ number: string; id: string; link: string }> {
  const { status, answer, number: made } = await ats.order(system, { provider: `${provider.url}/ats/${system}`, packageId: PACKAGE, email: world.email, ...(number !== undefined && { number }) });
  expect([200, 201]).toContain(status);
  const [id] = /[0-9a-f]{32}/.exec(JSON.stringify(answer))!;
  return { number: made, id, link: await uploadUrlOf(home, provider.url, id) };
}
const writesOf = (number: string) => ats.writes.filter(({ order }) => order === number);
const applied = (number: string) => writesOf(number).filter((write) => write.applied).length;

describe.each(SYSTEMS)('%s', (system) => {
  it('orders twice, and has one result with its evidence, whatever becomes of the answers', async () => {
    const first = await ordered(system);
    expect(await ordered(system, first.number)).toEqual(first);
    expect(await sendFiles(first.link, world.files)).toContain('3 of 4');
    ats.fail(system, '429', '429-date', '500', 'lost', 'never');
    await sendResult(first.link);
    await sendResult(first.link);
    await until(() => ats.results.has(first.number), 'a result');
    await until(() => ats.refused === 3, 'three refusals');
    expect(applied(first.number)).toBe(1);
    const result = JSON.stringify(ats.results.get(first.number));
    for (const part of ['3 of 4', 'beekeeping', `${provider.url}/result/`]) expect(result).toContain(part);
    if (system === 'kombo') expect(Buffer.from((ats.results.get(first.number) as { attachments: { data: string }[] }).attachments[0]!.data, 'base64').toString('latin1')).toMatch(/^%PDF-1\.7/);
  });

  // Whether it was taken or not makes a difference where a system is asked, and where it knows keys.
  it.each<Fault>(system === 'kombo' || system === 'generic' ? ['hang', 'hang-before'] : ['hang'])('killed in the middle of a write (%s) and started anew: not lost, and not written twice', async (fault) => {
    const { number, link } = await ordered(system);
    await sendFiles(link, world.files);
    ats.fail(system, fault);
    await sendResult(link);
    await ats.hanging();
    await provider.kill();
    expect(applied(number)).toBe(fault === 'hang' ? 1 : 0);
    provider = await start();
    await until(() => ats.results.has(number), 'a result');
    // What is taken up is a question, or a request that comes again: with it done, and the process ended in order, nothing more is on the way.
    await until(() => ats.asked > 0 || writesOf(number).length > (fault === 'hang' ? 1 : 0), 'what is taken up');
    await until(() => ats.results.has(number), 'a result');
    await provider.stop();
    expect(applied(number)).toBe(1);
    // A system that takes one write alone is asked, and not written to again.
    if (system === 'kombo') expect([writesOf(number).length, ats.asked]).toEqual([1, 1]);
    if (system === 'ashby') expect(new Set(writesOf(number).map(({ body }) => JSON.stringify(body))).size).toBe(1);
  });
});

it('killed after files were judged and before they were sent: the draft is there, and can be sent or corrected', async () => {
  const { number, link } = await ordered('generic');
  expect(await sendFiles(link, [world.revoked])).toContain('withdrawn.json');
  await provider.kill();
  provider = await start();
  expect(await (await fetch(link)).text()).toContain('withdrawn.json');
  expect(await sendFiles(link, world.files)).not.toContain('withdrawn.json');
  await sendResult(link);
  await until(() => ats.results.has(number), 'a result');
  expect(JSON.stringify(ats.results.get(number))).toContain('"met":3');
});

it('killed again and again among many orders: each result once', async () => {
  const all = await Promise.all(Array.from({ length: 10 }, (_, index) => ordered(SYSTEMS[index % SYSTEMS.length]!)));
  // The verifier takes two at a time; whoever comes third is told to try again, as the page says.
  for (const { link } of all) await sendFiles(link, world.files.slice(0, 1));
  for (const system of SYSTEMS) ats.fail(system, 'lost', '429', 'never', '500', 'lost');
  for (const [index, { link }] of all.entries()) {
    await sendResult(link);
    if (index % 3 === 2) { await provider.kill(); provider = await start(); }
  }
  await until(() => all.every(({ number }) => ats.results.has(number)), 'every result', 60_000);
  await provider.stop();
  expect(all.map(({ number }) => applied(number))).toEqual(all.map(() => 1));
  provider = await start();
}, 120_000);

it('only one process has the directory', async () => {
  await expect(start()).rejects.toThrow(/ended with/);
});
