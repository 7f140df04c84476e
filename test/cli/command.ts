import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '@credlens/core/report';
import type { Samples } from '@credlens/demo-issuer';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = join(root, 'packages/service/bin/credlens.js');

export interface Ran { status: number | null; stdout: string; stderr: string }

/** These tests run what a user runs, so there has to be something built. */
export function expectBuilt(): void {
  if (!existsSync(join(root, 'packages/service/dist/cli/main.js'))) throw new Error('The command is not built: run `npm run build` first');
}

export function start(args: readonly string[], options: { cwd?: string } = {}): ChildProcess {
  expectBuilt();
  return spawn(process.execPath, [bin, ...args], { stdio: ['pipe', 'pipe', 'pipe'], ...options });
}

/** Runs the built command to its end. */
export function credlens(args: readonly string[], options: { stdin?: string | Uint8Array; cwd?: string } = {}): Promise<Ran> {
  const child = start(args, options.cwd === undefined ? {} : { cwd: options.cwd });
  let stdout = '', stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => { stdout += chunk; });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => { stderr += chunk; });
  child.stdin?.on('error', () => {});
  child.stdin?.end(options.stdin ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
}

/** The reports of `--json`: every line has to be one. */
export function reports({ stdout }: Ran): Report[] {
  return stdout.split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Report);
}

export interface Desk { directory: string; path: (name: string) => string; write: (name: string, content: unknown) => Promise<string> }

/** A folder of a recruiter's, with files as they need them. */
export async function desk(): Promise<Desk> {
  const directory = await mkdtemp(join(tmpdir(), 'credlens-cli-'));
  const path = (name: string) => join(directory, name);
  const write = async (name: string, content: unknown) => {
    await mkdir(dirname(path(name)), { recursive: true });
    await writeFile(path(name), typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content));
    return path(name);
  };
  return { directory, path, write };
}

/** Lays out the bundled samples: each input, what its issuers publish as `resources/`, and the list of trusted issuers. */
export async function layOut({ samples, resources, trust }: Samples, { write }: Desk): Promise<void> {
  const map: Record<string, { file: string; contentType: string; status?: number }> = {};
  let number = 0;
  for (const [url, { body, contentType, status }] of resources) {
    const file = `../published/${number++}`;
    await write(`published/${number - 1}`, body);
    map[url] = { file, contentType, ...(status !== undefined && { status }) };
  }
  await write('resources/resources.json', map);
  await write('trust.json', trust);
  for (const { filename, text } of samples) await write(filename, text);
}
