import { join } from 'node:path';
import ts from 'typescript';
import { PLATFORM, REACHES } from './house.js';

/**
 * What core and ats-adapter use of the platform beyond the table of house.ts, found with the type checker, so that a variable called `document` is no matter.
 * @param files path (relative to root, `/`) → text; they shadow the disk, so a test can hand in sources that exist nowhere
 */
export function platformUse(root: string, files: ReadonlyMap<string, string>): string[] {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022, lib: ['lib.es2023.d.ts', 'lib.dom.d.ts'], module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true, noEmit: true, skipLibCheck: true, types: [],
  };
  const absolute = new Map([...files].map(([path, text]) => [join(root, path), text]));
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (name) => absolute.get(name) ?? readFile(name);
  host.fileExists = (name) => absolute.has(name) || fileExists(name);
  host.getSourceFile = (name, version, ...rest) => {
    const text = absolute.get(name);
    return text === undefined ? getSourceFile(name, version, ...rest) : ts.createSourceFile(name, text, version, true);
  };
  const judged = [...files.keys()].filter((path) => /^packages\/(core|ats-adapter)\/src\//.test(path) && !path.endsWith('.test.ts'));
  const program = ts.createProgram(judged.map((path) => join(root, path)), options, host);
  const checker = program.getTypeChecker();
  const wrong = new Set<string>();
  for (const path of judged) {
    const tree = program.getSourceFile(join(root, path));
    if (!tree) throw new Error(`not read: ${path}`);
    const room = path.replace(/^packages\/[^/]+\/src\//, '').split('/')[0] ?? '';
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) {
        const foreign = platformName(node, checker);
        if (foreign !== undefined && !PLATFORM.has(foreign)) wrong.add(`${path}: ${foreign} is not everywhere`);
        if (foreign === 'fetch' && !isType(node) && !REACHES['fetch']?.includes(room)) wrong.add(`${path}: fetch outside net/`);
      }
      if (readsClock(node) && !REACHES['clock']?.includes(room)) wrong.add(`${path}: reads the machine's clock or its randomness, ${node.getText(tree)}`);
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return [...wrong];
}

const isType = (node: ts.Node): boolean => ts.findAncestor(node, (each) => ts.isTypeNode(each) || ts.isTypeQueryNode(each)) !== undefined;

/** The name, where it means a global that ECMAScript does not define. */
function platformName(node: ts.Identifier, checker: ts.TypeChecker): string | undefined {
  const symbol = checker.getSymbolAtLocation(node);
  if (!symbol) return NODE_GLOBALS.has(node.text) && isFree(node) ? node.text : undefined;
  const declarations = symbol.declarations ?? [];
  const globals = declarations.filter((each) => /[\\/]lib\.(dom|webworker)[^\\/]*\.d\.ts$/.test(each.getSourceFile().fileName));
  if (globals.length === 0 || globals.length < declarations.length) return undefined;
  return globals.some(isTopLevel) ? symbol.name : undefined;
}

/** Names that no library of core's declares: a use of one does not resolve. */
const NODE_GLOBALS = new Set(['process', 'Buffer', 'global', 'require', '__dirname', '__filename', 'setImmediate']);

const isFree = (node: ts.Identifier): boolean => !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node && node.parent.expression.getText() !== 'globalThis');

function isTopLevel(node: ts.Node): boolean {
  const holder = ts.isVariableDeclaration(node) ? node.parent.parent.parent : node.parent;
  return ts.isSourceFile(holder);
}

/** `Date.now()`, `new Date()` and `Math.random()`: two runs with the same input would differ. */
function readsClock(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && (node.arguments?.length ?? 0) === 0;
  return ts.isPropertyAccessExpression(node) && ['Date.now', 'Math.random', 'performance.now'].includes(node.getText());
}
