import { builtinModules } from 'node:module';
import ts from 'typescript';
import { LONG_FILES, MAY_IMPORT, MOST_LINES, NODE_UNITS, floorOf } from './house.js';
import type { SourceFile } from './source.js';

/** What breaks a rule, one line each; empty when the house is in order. Tests are judged by the rules that bind them too. */
export type Rule = (files: readonly SourceFile[]) => string[];

const product = (files: readonly SourceFile[]) => files.filter((file) => !file.test);

/** Packages know `core`; `core` knows none of them. Nobody reaches into another's folder. */
export const packagesOneWay: Rule = (files) => {
  const wrong: string[] = [];
  for (const file of files) {
    const home = file.path.slice(0, file.path.indexOf('/src/') + 5);
    for (const { specifier, target } of file.imports) {
      // A test may use what tests share (test/, stories/), but reaches into another package as little as anybody.
      const shared = file.test && target !== undefined && !/^(packages|examples)\//.test(target);
      if (target !== undefined && !target.startsWith(home) && !shared) wrong.push(`${file.path}: relative import out of its package, ${specifier}`);
      const [, other] = /^@credlens\/([^/]+)/.exec(specifier) ?? [];
      if (file.test || other === undefined) continue;
      const allowed = MAY_IMPORT[file.unit];
      if (!allowed) wrong.push(`${file.path}: package ${file.unit} is not in the table of house.ts`);
      else if (other === file.unit) wrong.push(`${file.path}: imports its own package by name, ${specifier}`);
      else if (!allowed.includes(other)) wrong.push(`${file.path}: ${file.unit} must not know ${other}`);
    }
  }
  return wrong;
};

/** A file of core imports from its own floor or a lower one. A room that the table does not know is a mistake too. */
export const floorsOneWay: Rule = (files) => {
  const wrong: string[] = [];
  for (const file of product(files)) {
    if (file.unit !== 'core') continue;
    const own = floorOf(file.inside);
    if (own === undefined) {
      wrong.push(`${file.path}: its room is not in the table of house.ts`);
      continue;
    }
    for (const { target, specifier } of file.imports) {
      if (target === undefined || !target.startsWith('packages/core/src/')) continue;
      const other = floorOf(target.slice('packages/core/src/'.length));
      if (other !== undefined && other > own) wrong.push(`${file.path}: floor ${own} imports floor ${other}, ${specifier}`);
    }
  }
  return wrong;
};

/** No circle of files at run time. Types may refer to each other: nothing of that is left when the code runs. */
export const noFileCircles: Rule = (files) => {
  const edges = new Map<string, string[]>();
  for (const file of product(files)) {
    edges.set(file.path, file.imports.flatMap((each) => (each.typeOnly || each.target === undefined ? [] : [each.target])));
  }
  return circles(edges).map((circle) => `circle of files: ${circle.join(' → ')}`);
};

/** No circle of rooms in core, types included: two rooms that know each other are one room. */
export const noRoomCircles: Rule = (files) => {
  const edges = new Map<string, string[]>();
  for (const file of product(files)) {
    const room = roomOf(file.path);
    if (room === undefined) continue;
    const others = file.imports.flatMap((each) => (each.target === undefined ? [] : [roomOf(each.target)])).filter((other) => other !== undefined && other !== room);
    edges.set(room, [...(edges.get(room) ?? []), ...(others as string[])]);
  }
  return circles(edges).map((circle) => `circle of rooms: ${circle.join(' → ')}`);
};

function roomOf(path: string): string | undefined {
  const [, room] = /^packages\/core\/src\/([^/]+)\//.exec(path) ?? [];
  return room;
}

/** Only the service touches Node. */
export const nodeInServiceOnly: Rule = (files) =>
  product(files).flatMap((file) => {
    if (NODE_UNITS.includes(file.unit)) return [];
    const node = file.imports.filter(({ specifier }) => specifier.startsWith('node:') || builtinModules.includes(specifier.split('/')[0] ?? ''));
    return node.map(({ specifier }) => `${file.path}: ${file.unit} must not import ${specifier}`);
  });

/** What a package imports at run time or in its types, it declares: an undeclared one works here and breaks where the package is installed. */
export function declaredDependencies(manifests: Readonly<Record<string, readonly string[]>>): Rule {
  return (files) => product(files).flatMap((file) => file.imports.flatMap(({ specifier }) => {
    if (specifier.startsWith('.') || specifier.startsWith('node:')) return [];
    const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
    return manifests[file.unit]?.includes(name) ? [] : [`${file.path}: ${name} is not among the dependencies of ${file.unit}`];
  }));
}

/** A file longer than this does more than one thing; generated tables are listed with a reason. */
export const shortFiles: Rule = (files) =>
  product(files).flatMap((file) => (file.lines > MOST_LINES && !(file.path in LONG_FILES) ? [`${file.path}: ${file.lines} lines, at most ${MOST_LINES}`] : []));

/** Text never becomes code: it would need `unsafe-eval` in the embedding page. */
export const noEval: Rule = (files) => {
  const wrong: string[] = [];
  for (const file of product(files)) {
    const visit = (node: ts.Node): void => {
      if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
        const callee = node.expression.getText(file.tree).replace(/^globalThis\./, '');
        const first = node.arguments?.[0];
        if (callee === 'eval' || callee === 'Function') wrong.push(`${file.path}: ${callee}`);
        if ((callee === 'setTimeout' || callee === 'setInterval') && first && ts.isStringLiteralLike(first)) wrong.push(`${file.path}: ${callee} of a text`);
      }
      ts.forEachChild(node, visit);
    };
    visit(file.tree);
  }
  return wrong;
};

/** Importing core does nothing: no statement of a module runs but its declarations. */
export const noSideEffects: Rule = (files) =>
  product(files).flatMap((file) => {
    if (file.unit !== 'core' && file.unit !== 'ats-adapter') return [];
    const acts = file.tree.statements.filter((each) => !isDeclaration(each));
    const bare = file.tree.statements.filter((each) => ts.isImportDeclaration(each) && !each.importClause);
    return [...acts, ...bare].map((each) => `${file.path}: runs at import, ${each.getText(file.tree).split('\n')[0]?.slice(0, 80) ?? ''}`);
  });

function isDeclaration(node: ts.Statement): boolean {
  return ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isExportAssignment(node) || ts.isVariableStatement(node) || ts.isFunctionDeclaration(node)
    || ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isModuleDeclaration(node) || ts.isEnumDeclaration(node);
}

/** The circles of a graph, each once, by depth-first search. */
export function circles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const path: string[] = [];
  const walk = (at: string): void => {
    const start = path.indexOf(at);
    if (start >= 0) {
      found.push([...path.slice(start), at]);
      return;
    }
    if (done.has(at)) return;
    path.push(at);
    for (const next of new Set(edges.get(at) ?? [])) walk(next);
    path.pop();
    done.add(at);
  };
  for (const start of edges.keys()) walk(start);
  return found;
}
