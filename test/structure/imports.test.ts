import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { FLOORS, LONG_FILES, MOST_LINES } from './house.js';
import { platformUse } from './platform.js';
import * as rules from './rules.js';
import { type SourceFile, parseSources, readSources } from './source.js';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/[\\/]$/, '');
const sources = readSources(root);
const files = parseSources(sources);

interface Manifest { name: string; dependencies?: Record<string, string>; peerDependencies?: Record<string, string>; exports: Record<string, unknown> }
const manifest = (folder: string): Manifest => JSON.parse(readFileSync(`${root}/${folder}/package.json`, 'utf8')) as Manifest;
const folders = ['packages', 'examples'].flatMap((base) => readdirSync(`${root}/${base}`).map((name) => ({ name, folder: `${base}/${name}` })));
const manifests = Object.fromEntries(folders.filter(({ folder }) => [...sources.keys()].some((path) => path.startsWith(`${folder}/`)))
  .map(({ name, folder }) => [name, Object.keys({ ...manifest(folder).dependencies, ...manifest(folder).peerDependencies })]));

describe('the house is in order', () => {
  test('there is something to look at', () => {
    expect(files.filter((file) => file.unit === 'core' && !file.test).length).toBeGreaterThan(10);
    expect(Object.keys(manifests)).toEqual(expect.arrayContaining(['core', 'elements', 'ats-adapter', 'service', 'demo-issuer']));
  });
  test('packages know core, and core knows none of them', () => expect(rules.packagesOneWay(files)).toEqual([]));
  test('rooms of core import from their own floor or a lower one', () => expect(rules.floorsOneWay(files)).toEqual([]));
  test('no circle of files', () => expect(rules.noFileCircles(files)).toEqual([]));
  test('no circle of rooms', () => expect(rules.noRoomCircles(files)).toEqual([]));
  test('only the service touches Node', () => expect(rules.nodeInServiceOnly(files)).toEqual([]));
  test('what is imported is declared', () => expect(rules.declaredDependencies(manifests)(files)).toEqual([]));
  test('no file is too long', () => expect(rules.shortFiles(files)).toEqual([]));
  test('each exception to the length is still needed', () => {
    for (const path of Object.keys(LONG_FILES)) expect(files.find((file) => file.path === path)?.lines ?? 0, path).toBeGreaterThan(MOST_LINES);
  });
  test('no text becomes code', () => expect(rules.noEval(files)).toEqual([]));
  test('importing core does nothing', () => expect(rules.noSideEffects(files)).toEqual([]));
  test('core uses what browsers, workers and Node share', { timeout: 60_000 }, () => expect(platformUse(root, sources)).toEqual([]));
});

/** Files that exist nowhere, each with one fault: a rule that no fault can trip proves nothing. */
const house = (...entries: [path: string, text: string][]): SourceFile[] => parseSources(new Map(entries));
const core = (inside: string) => `packages/core/src/${inside}`;

describe('each rule catches its fault', () => {
  test('core that imports a package above it', () => {
    expect(rules.packagesOneWay(house([core('net/a.ts'), "import { x } from '@credlens/service';"]))).toHaveLength(1);
    expect(rules.packagesOneWay(house(['packages/service/src/a.ts', "import { x } from '@credlens/core/report';"]))).toEqual([]);
  });
  test('sisters that know each other', () => {
    expect(rules.packagesOneWay(house(['packages/elements/src/a.ts', "export * from '@credlens/service';"]))).toHaveLength(1);
    expect(rules.packagesOneWay(house(['packages/ats-adapter/src/a.ts', "import { verifierApp } from '@credlens/service';"]))).toHaveLength(1);
  });
  test('a path into another package, from a test as well', () => {
    const text = "import { x } from '../../core/src/net/a.js';";
    expect(rules.packagesOneWay(house(['packages/service/src/a.ts', text]))).toHaveLength(1);
    expect(rules.packagesOneWay(house(['packages/service/src/a.test.ts', text]))).toHaveLength(1);
    expect(rules.packagesOneWay(house(['packages/service/src/a.ts', "import { x } from '../../../test/support/a.js';"]))).toHaveLength(1);
    expect(rules.packagesOneWay(house(['packages/service/src/a.test.ts', "import { x } from '../../../test/support/a.js';"]))).toEqual([]);
  });
  test('a package that the table does not know', () => {
    expect(rules.packagesOneWay(house(['packages/new/src/a.ts', "import { x } from '@credlens/core';"]))).toHaveLength(1);
  });
  test('a lower floor that imports a higher one, by value, type or import type', () => {
    for (const text of ["import { x } from '../checks/b.js';", "import type { X } from '../checks/b.js';", "export type X = import('../checks/b.js').X;", "export const f = () => import('../checks/b.js');"]) {
      expect(rules.floorsOneWay(house([core('status/a.ts'), text], [core('checks/b.ts'), ''])), text).toHaveLength(1);
    }
    expect(rules.floorsOneWay(house([core('checks/b.ts'), "import '../status/a.js';"], [core('status/a.ts'), '']))).toEqual([]);
    expect(Object.keys(FLOORS)).toContain('status');
  });
  test('a room that nobody put on a floor', () => {
    expect(rules.floorsOneWay(house([core('attic/a.ts'), '']))).toHaveLength(1);
  });
  test('a circle of three files, and none where an edge is a type', () => {
    const circle = (last: string) => house([core('net/a.ts'), "import './b.js';"], [core('net/b.ts'), "export { x } from './c.js';"], [core('net/c.ts'), last]);
    expect(rules.noFileCircles(circle("import { a } from './a.js';"))).toHaveLength(1);
    expect(rules.noFileCircles(circle("import type { a } from './a.js';"))).toEqual([]);
    expect(rules.noFileCircles(circle("import { type a } from './a.js';"))).toEqual([]);
  });
  test('two rooms of one floor that know each other', () => {
    expect(rules.noRoomCircles(house([core('did/a.ts'), "import type { x } from '../registry/b.js';"], [core('registry/b.ts'), "import { y } from '../did/c.js';"], [core('did/c.ts'), '']))).toHaveLength(1);
    expect(rules.noRoomCircles(house([core('did/a.ts'), "import type { x } from '../registry/b.js';"], [core('registry/b.ts'), '']))).toEqual([]);
  });
  test('Node in core and in elements, with and without its prefix', () => {
    expect(rules.nodeInServiceOnly(house([core('net/a.ts'), "import { x } from 'node:fs';"]))).toHaveLength(1);
    expect(rules.nodeInServiceOnly(house(['packages/elements/src/a.ts', "import { x } from 'fs/promises';"]))).toHaveLength(1);
    expect(rules.nodeInServiceOnly(house(['packages/service/src/a.ts', "import { x } from 'node:fs';"]))).toEqual([]);
  });
  test('a dependency that nobody declared', () => {
    const rule = rules.declaredDependencies({ core: ['@digitalbazaar/vc', 'jose'] });
    expect(rule(house([core('net/a.ts'), "import { x } from 'jose/decode'; import y from '@digitalbazaar/vc/lib/z.js';"]))).toEqual([]);
    expect(rule(house([core('net/a.ts'), "import { x } from 'left'; import y from '@digitalbazaar/other';"]))).toHaveLength(2);
  });
  test('a long file, but not a long test', () => {
    const text = '// a line\n'.repeat(MOST_LINES + 1);
    expect(rules.shortFiles(house([core('net/a.ts'), text], [core('net/a.test.ts'), text]))).toHaveLength(1);
    expect(rules.shortFiles(house([core('net/a.ts'), '// a line\n'.repeat(MOST_LINES)]))).toEqual([]);
  });
  test('eval in its forms', () => {
    for (const text of ["eval('1')", "new Function('return 1')", "Function('x')", "globalThis.eval('1')", "setTimeout('x()', 1)"]) {
      expect(rules.noEval(house([core('net/a.ts'), text])), text).toHaveLength(1);
    }
    expect(rules.noEval(house([core('net/a.ts'), "// eval('1')\nsetTimeout(() => 1, 1); evaluate('1');"]))).toEqual([]);
  });
  test('a module that acts when it is imported', () => {
    for (const text of ['register();', "import 'polyfill';", 'if (x) y();', 'await z();']) expect(rules.noSideEffects(house([core('net/a.ts'), text])), text).toHaveLength(1);
    expect(rules.noSideEffects(house([core('net/a.ts'), "import { x } from './b.js';\nexport const a = 1;\nexport function b() { x(); }"]))).toEqual([]);
  });
  test('a platform that is not everywhere, a fetch past the guard, and a clock of its own', { timeout: 60_000 }, () => {
    const found = platformUse(root, new Map([
      [core('net/a.ts'), 'export const a = document.title; export const b = process.env; export const c = globalThis.localStorage; export const d = Buffer.from([]);'],
      [core('checks/b.ts'), 'export const a = () => fetch("https://issuer.example/"); export const n = Date.now(); export const d = new Date(); console.log(n);'],
      [core('checks/c.ts'), 'export type E = HTMLElement; export const later = (at: number) => new Date(at);'],
      [core('net/fine.ts'), 'export function f(document: { title: string; process: 1 }) { return [document.title, document.process, new URL("a:b"), crypto.subtle, fetch]; }'],
    ]));
    expect(found.map((each) => each.replace(/^packages\/core\/src\//, '').replace(/ is not everywhere| outside net\/|reads the .*?, /, '')).toSorted()).toEqual([
      'checks/b.ts: Date.now', 'checks/b.ts: console', 'checks/b.ts: fetch', 'checks/b.ts: new Date()', 'checks/c.ts: HTMLElement',
      'net/a.ts: Buffer', 'net/a.ts: document', 'net/a.ts: localStorage', 'net/a.ts: process',
    ]);
  });
});
