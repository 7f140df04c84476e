import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
export const PACKAGES = ['core', 'elements', 'ats-adapter', 'service'] as const;
export type PackageName = (typeof PACKAGES)[number];

export interface Ran { status: number; stdout: string; stderr: string }

/** Runs a command to its end and gives what it printed; a status that is not 0 is an answer, not an exception. */
export async function command(file: string, args: readonly string[], cwd: string, env: Record<string, string> = {}): Promise<Ran> {
  const options = { cwd, env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024, timeout: 240_000, shell: process.platform === 'win32' && !file.endsWith('.exe') };
  try {
    return { status: 0, ...(await promisify(execFile)(file, args, options)) };
  } catch (error) {
    const { code, stdout = '', stderr = '' } = error as { code?: unknown; stdout?: string; stderr?: string };
    return { status: typeof code === 'number' ? code : 1, stdout, stderr: stderr || String(error) };
  }
}

/** As `command`, for steps that must succeed before there is anything to test. */
export async function must(file: string, args: readonly string[], cwd: string, env?: Record<string, string>): Promise<Ran> {
  const ran = await command(file, args, cwd, env);
  if (ran.status !== 0) throw new Error(`${file} ${args.join(' ')}: status ${ran.status}\n${ran.stdout}\n${ran.stderr}`);
  return ran;
}

/** Packs each package as it would be published. @returns path of each tarball */
export async function packAll(): Promise<Record<PackageName, string>> {
  const { packageManager } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { packageManager: string };
  const tarballs: Partial<Record<PackageName, string>> = {};
  for (const name of PACKAGES) {
    const folder = await mkdtemp(join(tmpdir(), `credlens-pack-${name}-`));
    await must('npx', ['-y', packageManager, 'pack', '--pack-destination', folder], join(root, 'packages', name), { npm_config_loglevel: 'error' });
    const [tarball] = (await readdir(folder)).filter((each) => each.endsWith('.tgz'));
    if (!tarball) throw new Error(`${name} was not packed`);
    tarballs[name] = join(folder, tarball);
  }
  return tarballs as Record<PackageName, string>;
}

/** A fresh project that has these tarballs and nothing of this workspace. @returns its folder */
export async function freshProject(tarballs: Readonly<Record<PackageName, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'credlens-consumer-'));
  const dependencies = Object.fromEntries(PACKAGES.map((name) => [`@credlens/${name}`, `file:${tarballs[name]}`]));
  // The packed manifests ask for each other by version; nothing is published yet, so the tarballs stand in.
  const overrides = Object.fromEntries(PACKAGES.map((name) => [`@credlens/${name}`, `$@credlens/${name}`]));
  await writeProject(folder, { 'package.json': JSON.stringify({ name: 'consumer', private: true, type: 'module', dependencies, overrides }) });
  await must('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], folder);
  return folder;
}

export async function writeProject(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const target = join(folder, path);
    await mkdir(join(target, '..'), { recursive: true });
    await writeFile(target, text);
  }
}
