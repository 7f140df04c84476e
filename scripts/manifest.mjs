// Writes packages/elements/custom-elements.json from the elements' sources. With --check it only compares.
import { fileURLToPath } from 'node:url';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { keepUpToDate } from './support/generate.mjs';

const elements = fileURLToPath(new URL('../packages/elements/', import.meta.url));

// The analyzer checks the package.json of the current folder, whatever folder it is told.
process.chdir(elements);
const manifest = await cli({
  argv: ['analyze', '--litelement', '--quiet', '--globs', 'src/**/*.ts', '--exclude', 'src/**/*.test.ts', 'src/**/*.stories.ts', 'src/**/*.d.ts'],
  cwd: elements, noWrite: true,
});

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

// Only what a page can use: modules that hold or define an element, without their private parts. What is published is built, so a reader finds dist/, not src/.
// The order is that of the paths, whatever the file system gives.
const modules = published(manifest.modules)
  .filter(({ declarations = [], exports = [] }) => declarations.some((each) => each.customElement) || exports.some((each) => each.kind === 'custom-element-definition'))
  .map((module) => ({ ...module, declarations: module.declarations?.map(publicParts) }))
  .toSorted((a, b) => (a.path < b.path ? -1 : 1));
keepUpToDate(`${elements}custom-elements.json`, `${JSON.stringify({ ...manifest, modules }, null, 2)}\n`, 'npm run manifest');

function publicParts(declaration) {
  if (!declaration.members) return declaration;
  const members = declaration.members.filter((each) => (each.privacy ?? 'public') === 'public');
  // Lit's internal state looks like attributes to the analyzer.
  const attributes = declaration.attributes?.filter((each) => members.some((member) => member.name === (each.fieldName ?? each.name)));
  return { ...declaration, members, ...(attributes ? { attributes } : {}) };
}

function published(value) {
  if (Array.isArray(value)) return value.map(published);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, published(inner)]));
  return typeof value === 'string' && /^\/?src\/[^ ]*\.[jt]s$/.test(value) ? value.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js') : value;
}
