import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { runnerImport } from 'vite';

/** Imports a TypeScript source as it stands, so that a generator needs no build. */
export async function importSource(path) {
  const { module } = await runnerImport(path, { configFile: false, logLevel: 'error' });
  return module;
}

/** Writes a generated file, or with --check compares it: exit status 1 where it is out of date. */
export function keepUpToDate(path, text, command) {
  const name = relative(process.cwd(), path);
  const same = existsSync(path) && readFileSync(path, 'utf8') === text;
  if (process.argv.includes('--check')) {
    if (same) console.log(`${name} is up to date`);
    else {
      console.error(`${name} is out of date: run \`${command}\` and commit it`);
      process.exitCode = 1;
    }
    return;
  }
  if (same) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${name}`);
}
