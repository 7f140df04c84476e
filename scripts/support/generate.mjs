import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import ts from 'typescript';

/** Imports one TypeScript file that imports nothing at run time, so that a generator needs no build. */
export async function importSource(path) {
  const { outputText } = ts.transpileModule(readFileSync(path, 'utf8'), { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true } });
  return import(`data:text/javascript;base64,${Buffer.from(outputText).toString('base64')}`);
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
