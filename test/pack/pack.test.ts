import { existsSync } from 'node:fs';
import { copyFile, readFile, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Report } from '@credlens/core';
import { type Sample, type Samples, samples } from '@credlens/demo-issuer';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from 'playwright';
import { assertReport } from '../support/schema.js';
import { launch, openPage, serveStrictly } from './page.js';
import { PACKAGES, type PackageName, command, freshProject, must, packAll, root, writeProject } from './packed.js';

/** A browser has no other clock than its own, so the samples are of today. */
const NOW = new Date(Math.floor(Date.now() / 1000) * 1000);
let tarballs: Record<PackageName, string>;
let project: string;
let demo: Samples;

interface Manifest { version: string; exports: Record<string, string | Record<string, string>>; dependencies: Record<string, string> }
const manifestOf = async (name: PackageName): Promise<Manifest> => JSON.parse(await readFile(join(project, 'node_modules/@credlens', name, 'package.json'), 'utf8')) as Manifest;

beforeAll(async () => {
  demo = await samples(NOW);
  tarballs = await packAll();
  project = await freshProject(tarballs);
  await writeProject(project, {
    ...Object.fromEntries(demo.samples.map((sample) => [`samples/${sample.filename}`, sample.text])),
    ...Object.fromEntries([...demo.resources].map(([, { body }], index) => [`resources/${index}`, body])),
    'resources/resources.json': JSON.stringify(Object.fromEntries([...demo.resources].map(([url, { contentType, status }], index) => [url, { file: String(index), contentType, ...(status === undefined ? {} : { status }) }]))),
    'trust.json': JSON.stringify(demo.trust),
    'page-data/resources.json': JSON.stringify(Object.fromEntries(demo.resources)),
    'page-data/trust.json': JSON.stringify(demo.trust),
  });
});

afterAll(async () => {
  for (const folder of [project, ...Object.values(tarballs ?? {}).map((tarball) => dirname(tarball))]) if (folder) await rm(folder, { recursive: true, force: true });
});

/** What a report must say of a sample. */
function expectSample(report: Report, sample: Sample): void {
  assertReport(report);
  expect(report.verdict).toBe(sample.expected.verdict);
  expect(report.checks.find((check) => check.id === sample.expected.check)).toMatchObject({ code: sample.expected.code });
}

describe.each(PACKAGES)('%s as it is packed', (name) => {
  test('publint finds nothing', async () => {
    const bytes = await readFile(tarballs[name]);
    const { messages, pkg } = await publint({ strict: true, pack: { tarball: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer } });
    expect(messages.map((message) => formatMessage(message, pkg as never))).toEqual([]);
  });

  test('its types are right for every resolution that ESM has', async () => {
    const ran = await command(process.execPath, [join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js'), tarballs[name], '--profile', 'esm-only', '--format', 'ascii', '--no-color', '--no-emoji',
      // Scripts for a plain page are not imported by TypeScript.
      ...(name === 'elements' ? ['--exclude-entrypoints', './page/credlens.js', './page/skills-match.js'] : [])], root);
    expect(ran.status, `${ran.stdout}${ran.stderr}`).toBe(0);
    expect(ran.stdout).toContain(`@credlens/${name} v`);
  });

  test('holds what it says and nothing of how it was made', async () => {
    const folder = join(project, 'node_modules/@credlens', name);
    const files = (await readdir(folder, { recursive: true })).map((each) => each.replaceAll('\\', '/'));
    expect(files).toContain('LICENSE');
    expect(files.filter((each) => /\.test\.|tsbuildinfo|(^|\/)src\/|\.tgz$/.test(each) && !each.startsWith('node_modules/'))).toEqual([]);
    const { exports, dependencies } = await manifestOf(name);
    for (const target of Object.values(exports).flatMap((each) => (typeof each === 'string' ? [each] : Object.values(each)))) expect(existsSync(join(folder, target)), target).toBe(true);
    expect(Object.entries(dependencies).filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual([]);
  });
});

describe('in Node', () => {
  test('every entry of core, ats-adapter and service can be imported', async () => {
    const entries: string[] = [];
    for (const name of ['core', 'ats-adapter', 'service'] as const) {
      const { exports } = await manifestOf(name);
      entries.push(...Object.keys(exports).filter((each) => !each.endsWith('.json')).map((each) => `@credlens/${name}${each.slice(1)}`));
    }
    await writeProject(project, { 'imports.mjs': `for (const entry of ${JSON.stringify(entries)}) {\n  if (Object.keys(await import(entry)).length === 0) throw new Error(entry + ' exports nothing');\n}\nconsole.log('done');\n` });
    expect(entries.length).toBeGreaterThanOrEqual(5);
    expect((await must(process.execPath, ['imports.mjs'], project)).stdout).toBe('done\n');
  });

  test('a program verifies every sample', async () => {
    await writeProject(project, {
      'verify.mjs': `import { readFileSync } from 'node:fs';
import { createVerifier } from '@credlens/core';
import { parseRegistry } from '@credlens/core/registry';
const index = JSON.parse(readFileSync('resources/resources.json', 'utf8'));
const verifier = createVerifier({
  offline: true,
  clock: () => new Date(${JSON.stringify(NOW.toISOString())}),
  registries: [parseRegistry(readFileSync('trust.json', 'utf8'))],
  resources: (url) => index[url] && { ...index[url], bytes: readFileSync('resources/' + index[url].file) },
});
for (const [file, recipient] of ${JSON.stringify(demo.samples.map((sample) => [sample.filename, sample.recipient ?? null]))}) {
  const text = readFileSync('samples/' + file, 'utf8');
  console.log(JSON.stringify(await verifier.verify(text, { filename: file, ...(recipient ? { recipient } : {}) })));
}
`,
    });
    const { stdout } = await must(process.execPath, ['verify.mjs'], project);
    const reports = stdout.trim().split('\n').map((line) => JSON.parse(line) as Report);
    expect(reports).toHaveLength(demo.samples.length);
    for (const [index, sample] of demo.samples.entries()) expectSample(reports[index]!, sample);
  });

  test('the command verifies a sample, refuses a false one and says why', async () => {
    const verify = (file: string, ...more: string[]) =>
      command(process.execPath, ['node_modules/@credlens/service/bin/credlens.js', 'verify', `samples/${file}`, '--json', '--offline', '--resources', 'resources', '--trust', 'trust.json', '--at', NOW.toISOString(), ...more], project);
    for (const sample of demo.samples) {
      const ran = await verify(sample.filename, ...(sample.recipient === undefined ? [] : ['--recipient', sample.recipient]));
      expectSample(JSON.parse(ran.stdout) as Report, sample);
      expect(ran.status, sample.id).toBe({ verified: 0, invalid: 1, indeterminate: 2, unverifiable: 3 }[sample.expected.verdict]);
    }
    const { stdout } = await command('npx', ['--no-install', 'credlens', '--version'], project);
    expect(stdout).toContain((await manifestOf('service')).version);
  });
});

describe('in TypeScript', () => {
  const consumer = `import { createVerifier, type Report, type VerifierOptions } from '@credlens/core';
import type { Code } from '@credlens/core/report';
import { en } from '@credlens/core/messages';
import '@credlens/elements';

const options: VerifierOptions = { offline: true };
const report: Report = await createVerifier(options).verify('{}');
const code: Code | undefined = report.checks[0]?.code;
export const words: string = code ? en.codes[code].says : report.verdict;
// @ts-expect-error a verdict is one of four
export const wrong: 'fine' = report.verdict;
export const element: HTMLElement | null = document.querySelector('credential-verifier');
`;
  test.each([['nodenext', 'nodenext'], ['esnext', 'bundler']])('with module %s and resolution %s, libraries checked too', async (module, moduleResolution) => {
    const folder = `types-${moduleResolution}`;
    await writeProject(project, {
      [`${folder}/consumer.ts`]: consumer,
      [`${folder}/tsconfig.json`]: JSON.stringify({
        compilerOptions: { module, moduleResolution, target: 'es2022', lib: ['es2023', 'DOM', 'DOM.Iterable'], strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true, types: [] },
        files: ['consumer.ts'],
      }),
    });
    const ran = await command(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], project);
    expect(ran.stdout).toBe('');
    expect(ran.status).toBe(0);
  });
});

describe("in a page under default-src 'self'", () => {
  let browser: Browser;
  beforeAll(async () => { browser = await launch(); });
  afterAll(async () => { await browser?.close(); });

  const html = (script: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Careers</title></head>
<body><credential-verifier resources-src="resources.json" trust-src="trust.json"></credential-verifier>
<script type="module" src="${script}"></script></body></html>
`;

  /** Does what a recruiter does with each sample, and reads what they read. */
  async function drive(folder: string): Promise<void> {
    for (const name of ['resources.json', 'trust.json']) await copyFile(join(project, 'page-data', name), join(folder, name));
    const site = await serveStrictly(folder);
    try {
      const { page, faults } = await openPage(browser, site.url);
      await page.evaluate(() => {
        const kept: unknown[] = [];
        Reflect.set(window, 'kept', kept);
        document.querySelector('credential-verifier')?.addEventListener('credential-report', (event) => kept.push((event as CustomEvent).detail));
      });
      for (const [index, sample] of demo.samples.entries()) {
        await page.getByRole('textbox').first().fill(sample.text);
        await page.locator('input[type=email]').fill(sample.recipient ?? '');
        await page.getByRole('button', { name: 'Verify' }).click();
        await page.waitForFunction((count) => (Reflect.get(window, 'kept') as unknown[]).length > count, index, { timeout: 60_000 });
        const reports = await page.evaluate(() => Reflect.get(window, 'kept') as unknown[]);
        expectSample(reports[index] as Report, sample);
        await expect.poll(() => page.locator('[part~="sentence"]').count(), { message: sample.id }).toBe(4);
        expect(await page.locator(`[part~="headline"]`).count(), sample.id).toBe(1);
      }
      expect(faults).toEqual([]);
    } finally {
      await site.close();
    }
  }

  test('that a bundler built from the package', async () => {
    await writeProject(project, { 'page/index.html': html('./main.js'), 'page/main.js': "import '@credlens/elements';\n" });
    await must(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build', 'page', '--outDir', 'dist', '--logLevel', 'warn'], project, { NODE_ENV: 'production' });
    await drive(join(project, 'page/dist'));
  });

  test('that has the built script and nothing else', async () => {
    const folder = join(project, 'node_modules/@credlens/elements');
    const { unpkg } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as { unpkg: string };
    const scripts = join(folder, dirname(unpkg));
    await writeProject(project, { 'plain/index.html': html(basename(unpkg)) });
    for (const name of await readdir(scripts, { recursive: true })) {
      if (/\.[a-z]+$/.test(name)) await writeProject(project, { [`plain/${name}`]: await readFile(join(scripts, name), 'utf8') });
    }
    await drive(join(project, 'plain'));
  });
});
