// npm test: sets the checkout up, runs every kind of test, and ends with one line, "N passed, N failed".
// npm test -- --only unit,lint   runs only these steps;   npm test -- --list   names them.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './support/run.mjs';
import { browser, install, nodeProblem, root } from './support/setup.mjs';

const node = process.execPath;
const bin = (name) => join(root, 'node_modules', name);
const vitest = [bin('vitest/vitest.mjs'), 'run'];

/** Each step is a command (or several, in a row) that counts one, or a run of vitest that counts its tests. */
const steps = [
  { name: 'types', title: 'type check', commands: [[bin('typescript/bin/tsc'), '-b']] },
  { name: 'build', title: 'build', commands: [[bin('typescript/bin/tsc'), '-b'], ['scripts/page-scripts.mjs']] },
  { name: 'generated', title: 'generated files are up to date', commands: [['scripts/schema.mjs', '--check'], ['scripts/codes.mjs', '--check'], ['scripts/manifest.mjs', '--check']] },
  { name: 'lint', title: 'lint', commands: [[bin('oxlint/bin/oxlint'), '--deny-warnings']] },
  { name: 'unit', title: 'tests in Node: units, structure, corpora', vitest: ['--project', 'node'] },
  { name: 'chromium', title: 'tests in Chromium', vitest: ['--project', 'chromium'], browser: true },
  { name: 'stories', title: 'Storybook\'s stories as tests', vitest: ['--config', 'vitest.stories.config.ts'], browser: true },
  { name: 'built', title: 'the command, the page, the packed packages', vitest: ['--project', 'built'], browser: true },
];

const args = process.argv.slice(2);
if (args.includes('--list')) {
  for (const { name, title } of steps) console.log(`${name.padEnd(10)} ${title}`);
  process.exit(0);
}
const only = args.includes('--only') ? args[args.indexOf('--only') + 1]?.split(',') : undefined;
const unknown = only?.find((name) => !steps.some((step) => step.name === name));
if (unknown !== undefined || args.some((each) => each.startsWith('--') && each !== '--only') || (args.includes('--only') && !only)) {
  console.error(`usage: npm test [-- --only ${steps.map((step) => step.name).join(',')}]`);
  process.exit(64);
}
const chosen = steps.filter((step) => !only || only.includes(step.name));

const started = performance.now();
const results = [];
const env = {};

const tooOld = nodeProblem();
if (tooOld) giveUp(tooOld);

heading('install');
const installed = await install();
if (installed.status !== 0) giveUp('The packages could not be installed.');

if (chosen.some((step) => step.browser)) {
  heading('find a browser');
  const found = await browser();
  if (found.problem) giveUp(found.problem);
  console.log(found.path);
  env.CREDLENS_CHROMIUM = found.path;
}

for (const step of chosen) {
  heading(step.title);
  results.push({ ...step, ...(step.vitest ? await runVitest(step) : await runCommands(step)) });
}

console.log(`\n${'step'.padEnd(44)}${'passed'.padStart(8)}${'failed'.padStart(8)}${'skipped'.padStart(9)}${'seconds'.padStart(9)}`);
for (const { title, passed, failed, skipped, seconds } of results) {
  console.log(`${title.padEnd(44)}${String(passed).padStart(8)}${String(failed).padStart(8)}${String(skipped).padStart(9)}${seconds.toFixed(1).padStart(9)}`);
}
const total = (name) => results.reduce((sum, result) => sum + result[name], 0);
console.log(`${'with the set-up'.padEnd(69)}${((performance.now() - started) / 1000).toFixed(1).padStart(9)}`);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') === 0 ? 0 : 1;

async function runCommands({ commands }) {
  let seconds = 0;
  for (const command of commands) {
    const result = await run(node, command, { cwd: root, env });
    seconds += result.seconds;
    if (result.status !== 0) return { passed: 0, failed: 1, skipped: 0, seconds };
  }
  return { passed: 1, failed: 0, skipped: 0, seconds };
}

async function runVitest(step) {
  const folder = join(root, 'node_modules/.cache/credlens-test');
  const outputFile = join(folder, `${process.pid}-${step.name}.json`);
  mkdirSync(folder, { recursive: true });
  const result = await run(node, [...vitest, ...step.vitest, '--reporter=default', '--reporter=json', `--outputFile.json=${outputFile}`], { cwd: root, env });
  const counts = existsSync(outputFile) ? JSON.parse(readFileSync(outputFile, 'utf8')) : {};
  rmSync(outputFile, { force: true });
  const { numPassedTests: passed = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 } = counts;
  if (result.timedOut) console.error(`${step.title}: the time ran out`);
  if (passed + numFailedTests === 0) console.error(`${step.title}: no test ran`);
  // A file that cannot be loaded, or an error outside any test, fails the run without a failed test; so does a run without a test.
  const broken = result.status !== 0 || passed + numFailedTests === 0;
  return { passed, failed: broken ? Math.max(numFailedTests, 1) : numFailedTests, skipped: numPendingTests + numTodoTests, seconds: result.seconds };
}

function heading(text) {
  console.log(`\n=== ${text}`);
}

function giveUp(sentence) {
  console.error(`\n${sentence}`);
  console.log('0 passed, 1 failed');
  process.exit(1);
}
