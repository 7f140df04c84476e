// npm start: from a fresh clone to the recruiter's page. It installs, builds, verifies the bundled samples, shows what came of them, and serves the page.
//   --no-serve   stop after the table        --port N (or PORT)   where to serve; a taken port gives way to a free one
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { servePage } from './page-server.mjs';
import { run } from './support/run.mjs';
import { install, nodeProblem, root } from './support/setup.mjs';

const DEFAULT_PORT = 8787;
const PACKAGES = ['packages/core', 'packages/ats-adapter', 'packages/elements', 'packages/service', 'examples/demo-issuer', 'examples/demo-pki', 'examples/fake-ats'];

const options = readOptions();
const tooOld = nodeProblem();
if (tooOld) giveUp(tooOld);

if (!isInstalled()) {
  console.log('Installing packages …');
  const { status, output } = await install({ quiet: true });
  if (status !== 0) giveUp('The packages could not be installed. npm start needs to reach a package registry the first time; check the network and run it again.', output);
}

console.log('Building …');
await build('packages', 'node_modules/typescript/bin/tsc', ['-b', ...PACKAGES]);
await build('page', 'scripts/page-scripts.mjs', []);

const { createGuardedFetch, createMemoryCache, createVerifier } = await built('packages/core');
const { loadTrustedLists } = await built('packages/core', 'trusted-list/index.js');
const { parseRegistry } = await built('packages/core', 'registry/index.js');
const { verdictTable } = await built('packages/service');
const { europeanSamples, lookup, samples: makeSamples } = await built('examples/demo-issuer');
const { sealedSamples } = await built('examples/demo-pki');

const now = new Date();
const made = await makeSamples(now);
const { samples, resources } = made;
const sealed = await sealedSamples(now, { documents: europeanSamples });
const trust = { ...made.trust, issuers: [...made.trust.issuers, { ...sealed.issuer, status: 'active' }] };
const trustedLists = await snapshotOf(sealed.lists);
// Offline: everything that the samples' issuers publish is at hand, so what is shown does not depend on a network.
const verifier = createVerifier({ resources: lookup(resources), offline: true, registries: [parseRegistry(trust)], trustedLists });
const rows = [];
for (const { title, text, filename, recipient } of samples) {
  rows.push({ name: title, report: await verifier.verify(text, { at: now, filename, ...(recipient !== undefined && { recipient }) }) });
}
for (const { title, file, filename, recipient } of sealed.samples) rows.push({ name: title, report: await verifier.verify(file, { at: now, filename, ...(recipient !== undefined && { recipient }) }) });
const width = Math.min(Math.max(process.stdout.columns ?? 120, 80), 160);
console.log(`\nThe bundled samples, verified:\n\n${verdictTable(rows, { width, colour: false })}\n`);
const surprising = [...samples, ...sealed.samples].filter(({ expected }, index) => rows[index].report.verdict !== expected.verdict);
for (const { title, expected } of surprising) console.error(`"${title}" should be ${expected.verdict}.`);
if (surprising.length > 0) giveUp('Some samples did not come out as they should: this build is not to be relied on.');
if (!options.serve) process.exit(0);

const page = join(root, 'examples/recruiter-page');
if (!existsSync(join(page, 'index.html'))) giveUp('The recruiter\'s page is missing from examples/recruiter-page.');
const server = await servePage({
  directory: page,
  mounts: { '/credlens/': join(root, 'packages/elements/dist/page') },
  generated: {
    '/samples.json': {
      samples: [
        ...samples.map(({ id, title, filename, text, recipient }) => ({ id, title, filename, text, ...(recipient !== undefined && { recipient }) })),
        ...sealed.samples.map(({ id, title, filename, mediaType, file, recipient }) => ({ id, title, filename, mediaType, ...(recipient !== undefined && { recipient }), base64: Buffer.from(file).toString('base64') })),
      ],
    },
    '/trusted-lists.json': trustedLists,
    '/resources.json': Object.fromEntries(resources),
    '/trust.json': trust,
  },
  port: options.port,
});
if (options.port !== 0 && server.port !== options.port) console.log(`Port ${options.port} is taken, so another is used.`);
console.log(`The recruiter's page: ${server.url}   (Ctrl+C ends it)`);
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => { server.close().then(() => process.exit(0)); });

function readOptions() {
  let values;
  try {
    ({ values } = parseArgs({ options: { 'no-serve': { type: 'boolean' }, port: { type: 'string' } } }));
  } catch {
    giveUp('usage: npm start [-- --no-serve] [-- --port NUMBER]', '', 64);
  }
  const text = values.port ?? process.env['PORT'] ?? String(DEFAULT_PORT);
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65_535) giveUp(`${text} is no port: a number from 0 to 65535.`, '', 64);
  return { serve: !values['no-serve'], port: Number(text) };
}

/** What the element of a page reads in place of the lists themselves. */
async function snapshotOf({ resources: published, lotlUrl, anchors }) {
  const fetch = createGuardedFetch({ resources: published, offline: true, cache: createMemoryCache(), clock: () => now, budget: { fetches: 16 } });
  const { snapshot } = await loadTrustedLists({ fetch, now: now.getTime(), lotlUrl, anchors });
  return snapshot ?? giveUp('The trusted lists of the samples could not be read.');
}

/** pnpm keeps a copy of the lockfile that it installed: where it is the same, there is nothing to do. */
function isInstalled() {
  const [wanted, had] = [join(root, 'pnpm-lock.yaml'), join(root, 'node_modules/.pnpm/lock.yaml')];
  return existsSync(had) && readFileSync(wanted, 'utf8') === readFileSync(had, 'utf8') && PACKAGES.every((each) => existsSync(join(root, each, 'node_modules')));
}

async function build(what, program, args) {
  const { status, output } = await run(process.execPath, [join(root, program), ...args], { cwd: root, quiet: true });
  if (status !== 0) giveUp(`The ${what} could not be built.`, output);
}

function built(folder, file = 'index.js') {
  return import(pathToFileURL(join(root, folder, 'dist', file)).href);
}

function giveUp(sentence, output = '', status = 1) {
  if (output.trim()) console.error(output.trim().split('\n').slice(-40).join('\n'));
  console.error(`\n${sentence}`);
  process.exit(status);
}
