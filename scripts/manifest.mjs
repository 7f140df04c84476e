// Writes packages/elements/custom-elements.json from the elements' sources. With --check it only compares.
import { fileURLToPath } from 'node:url';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { keepUpToDate } from './support/generate.mjs';

const elements = fileURLToPath(new URL('../packages/elements/', import.meta.url));

const manifest = await cli({
  argv: ['analyze', '--litelement', '--quiet', '--globs', 'src/**/*.ts', '--exclude', 'src/**/*.test.ts', 'src/**/*.stories.ts', 'src/**/*.d.ts'],
  cwd: elements, noWrite: true,
});

// What is published is built: a reader of the manifest finds dist/, not src/. The order is that of the paths, whatever the file system gives.
const modules = published(manifest.modules).toSorted((a, b) => (a.path < b.path ? -1 : 1));
keepUpToDate(`${elements}custom-elements.json`, `${JSON.stringify({ ...manifest, modules }, null, 2)}\n`, 'npm run manifest');

function published(value) {
  if (Array.isArray(value)) return value.map(published);
  if (typeof value === 'object' && value !== null) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, published(inner)]));
  return typeof value === 'string' && /^\/?src\/[^ ]*\.[jt]s$/.test(value) ? value.replace(/^\/?src\//, 'dist/').replace(/\.ts$/, '.js') : value;
}
