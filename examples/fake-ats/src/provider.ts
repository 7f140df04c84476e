import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createAssess, openAts, type Tenant } from '@credlens/service';
import { startServer } from '@credlens/service';
import { SYSTEMS, type Keys } from './fake-ats.js';
import { openVerifier, POSTING, type WrittenVerifier } from './world.js';

export interface ProviderSettings { directory: string; port: number; ats: string; keys: Keys; elementFolder?: string }

/** A provider in a process of its own, so that it can be ended at any moment. */
export interface Provider { url: string; pid: number; /** At once, as when the power goes. */ kill: () => Promise<void>; /** In order. */ stop: () => Promise<void> }

export const PACKAGE = 'water-analyst';

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => { server.close(resolve); });
  return port;
}

/** Writes down what the process needs, starts it, and waits until it listens. */
export async function startProvider(settings: ProviderSettings, verifier: WrittenVerifier): Promise<Provider> {
  await mkdir(settings.directory, { recursive: true });
  const file = join(settings.directory, 'example.json');
  await writeFile(file, JSON.stringify({ settings, verifier }), { mode: 0o600 });
  const child: ChildProcess = spawn(process.execPath, [fileURLToPath(import.meta.url), file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<number | null>((resolve) => { child.on('close', resolve); });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => { const [found] = /http:\/\/\S+/.exec(String(chunk)) ?? []; if (found) resolve(found); });
    ended.then((status) => reject(new Error(`The provider ended with ${status}`)), reject);
  });
  return { url, pid: child.pid!, kill: async () => { child.kill('SIGKILL'); await ended; }, stop: async () => { child.kill('SIGTERM'); await ended; } };
}

/** One tenant for each protocol, all of one system. */
export function tenantsOf(ats: string, keys: Keys): Tenant[] {
  const packages = [{ id: PACKAGE, name: 'Water analyst', posting: POSTING }];
  const common = { inboundKey: keys.inbound, outboundKey: keys.outbound, packages, writeBack: { hosts: ['127.0.0.1'] } };
  const of: Record<(typeof SYSTEMS)[number], Partial<Tenant>> = {
    generic: {}, greenhouse: {}, workable: {}, ashby: { writeBack: { apiBase: `${ats}/ashby` } }, kombo: { webhookSecret: keys.webhook, writeBack: { apiBase: `${ats}/kombo`, integrationId: 'fake:1' } },
  };
  return SYSTEMS.map((vendor) => ({ id: vendor, vendor, ...common, ...of[vendor] }));
}

async function main(file: string): Promise<void> {
  const { settings, verifier: written } = JSON.parse(await readFile(file, 'utf8')) as { settings: ProviderSettings; verifier: WrittenVerifier };
  const { verifier, now } = openVerifier(written);
  const ats = await openAts({
    tenants: tenantsOf(settings.ats, settings.keys), assess: createAssess({ verifier, now }), directory: join(settings.directory, 'store'), baseUrl: `http://127.0.0.1:${settings.port}`,
    // On this machine alone, and with a patience that suits an example.
    dangerouslyAllowLoopback: true, retry: { firstMs: 50, mostMs: 1000, attempts: 12 }, ...(settings.elementFolder !== undefined && { elementFolder: settings.elementFolder }),
  });
  const ending = new AbortController();
  const server = await startServer(ats.app, { port: settings.port });
  process.once('SIGTERM', () => { ending.abort(); });
  console.log(`Credlens listens on ${server.url}`);
  await ats.run(ending.signal);
  await server.close();
  await ats.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv[2]!);
