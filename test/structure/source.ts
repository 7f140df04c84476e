import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** One source file as the rules see it. Paths are relative to the repository and use `/`. */
export interface SourceFile {
  path: string;
  text: string;
  lines: number;
  /** `core`, `elements` … for files under `packages/`, `demo-issuer` for the example. */
  unit: string;
  /** Path under the unit's `src/`. */
  inside: string;
  test: boolean;
  imports: ImportOf[];
  tree: ts.SourceFile;
}

export interface ImportOf {
  specifier: string;
  /** The file it leads to, where the specifier is relative and the file exists. */
  target?: string;
  /** Erased by the compiler: it makes no edge at run time. */
  typeOnly: boolean;
  dynamic: boolean;
}

/** path → text of every TypeScript source under `packages/` and `examples/`. */
export function readSources(root: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const base of ['packages', 'examples']) {
    for (const unit of readdirSync(join(root, base))) {
      const src = `${base}/${unit}/src`;
      let names: string[];
      try {
        names = readdirSync(join(root, src), { recursive: true, encoding: 'utf8' });
      } catch {
        continue;
      }
      for (const name of names.map((each) => each.replaceAll('\\', '/')).toSorted()) {
        if (name.endsWith('.ts')) found.set(`${src}/${name}`, readFileSync(join(root, src, name), 'utf8'));
      }
    }
  }
  return found;
}

export function parseSources(files: ReadonlyMap<string, string>): SourceFile[] {
  return [...files].map(([path, text]) => {
    const [, , unit = '', inside = ''] = /^(packages|examples)\/([^/]+)\/src\/(.*)$/.exec(path) ?? [];
    const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true);
    return {
      path, text, unit, inside, tree,
      lines: text.split('\n').length - (text.endsWith('\n') ? 1 : 0),
      test: /\.(test|stories)\.ts$/.test(path) || /(^|\/)(testing|fixtures)\//.test(inside),
      imports: importsOf(tree, path, files),
    };
  });
}

function importsOf(tree: ts.SourceFile, from: string, files: ReadonlyMap<string, string>): ImportOf[] {
  const found: ImportOf[] = [];
  const add = (node: ts.Node | undefined, typeOnly: boolean, dynamic: boolean) => {
    if (!node || !ts.isStringLiteralLike(node)) return;
    const target = resolve(node.text, from, files);
    found.push({ specifier: node.text, typeOnly, dynamic, ...(target === undefined ? {} : { target }) });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, isTypeImport(node), false);
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, isTypeExport(node), false);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true, false);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) add(node.arguments[0], false, true);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function isTypeImport(node: ts.ImportDeclaration): boolean {
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  return !clause.name && names !== undefined && ts.isNamedImports(names) && names.elements.length > 0 && names.elements.every((each) => each.isTypeOnly);
}

function isTypeExport(node: ts.ExportDeclaration): boolean {
  if (node.isTypeOnly) return true;
  const names = node.exportClause;
  return names !== undefined && ts.isNamedExports(names) && names.elements.length > 0 && names.elements.every((each) => each.isTypeOnly);
}

/** The source that a relative specifier means, by the rules of `nodenext` (`./x.js` is `./x.ts`). */
function resolve(specifier: string, from: string, files: ReadonlyMap<string, string>): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const steps = from.split('/').slice(0, -1);
  for (const step of specifier.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.') steps.push(step);
  }
  const path = steps.join('/');
  return [path.replace(/\.js$/, '.ts'), path.replace(/\.js$/, '.d.ts'), path].find((each) => files.has(each)) ?? path;
}
