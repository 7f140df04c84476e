import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, sendFiles, sendResult } from '@credlens/fake-ats';
import { samples } from '@credlens/demo-issuer';
import { afterAll, beforeAll, expect, it } from 'vitest';

/* The guide's own lines, as they stand in it, run by Node. */
const root = fileURLToPath(new URL('../../', import.meta.url));
const blocks = [...readFileSync(join(root, 'docs/ats.md'), 'utf8').matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code!);
let home: string;
const running: ChildProcess[] = [];

beforeAll(async () => {
  // Below the repository, so that packages are found as where they are installed.
  await mkdir(join(root, 'node_modules/.cache'), { recursive: true });
  home = await mkdtemp(join(root, 'node_modules/.cache/guide-'));
});
afterAll(async () => {
  await Promise.all(running.filter(({ exitCode }) => exitCode === null).map((child) => new Promise((resolve) => { child.on('close', resolve); child.kill('SIGKILL'); })));
  await rm(home, { recursive: true, force: true });
});

async function run(name: string, code: string, env: Record<string, string>): Promise<{ until: (pattern: RegExp) => Promise<string>; ended: Promise<number | null>; child: ChildProcess }> {
  await writeFile(join(home, name), code);
  const child = spawn(process.execPath, [name], { cwd: home, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  running.push(child);
  let text = '';
  const ended = new Promise<number | null>((resolve) => { child.on('close', resolve); });
  const until = (pattern: RegExp) => new Promise<string>((resolve, reject) => {
    const look = () => { const found = pattern.exec(text)?.[0]; if (found !== undefined) resolve(found); };
    child.stdout?.on('data', look);
    ended.then(() => { look(); reject(new Error(`It ended without ${pattern}`)); }, reject);
    look();
  });
  child.stdout?.on('data', (chunk) => { text += String(chunk); });
  return { until, ended, child };
}

it('thirty lines lead from an order to a result', async () => {
  expect(blocks).toHaveLength(2);
  expect(blocks.join('').trimEnd().split('\n').filter((line) => line.trim() !== '').length).toBeLessThanOrEqual(30);
  const port = await freePort();
  const env = { BASE_URL: `http://127.0.0.1:${port}`, PORT: String(port), ACME_IN: 'inbound-key-of-acme', ACME_OUT: 'outbound-key-of-acme' };
  const provider = await run('provider.mjs', blocks[0]!, env);
  await provider.until(/Listening on/);
  const system = await run('system.mjs', blocks[1]!, env);
  const link = (await system.until(/http\S+\/upload\/[0-9a-f]{96}/)).trim();
  const made = await samples(new Date());
  // Nothing of its issuer can be reached from here, so that it names the skill is for a person to look at.
  await sendFiles(link, [{ name: 'badge.json', bytes: new TextEncoder().encode(made.samples.find(({ id }) => id === 'verified')!.text) }]);
  await sendResult(link);
  expect(JSON.parse(await system.until(/\{.*\}/))).toEqual({ required: { met: 0, total: 1 }, found: [['analyse water samples', 'review']], evidence: expect.stringContaining('/result/') as string });
  expect(await system.ended).toBe(0);
  provider.child.kill('SIGTERM');
  expect(await provider.ended).toBe(0);
}, 120_000);
