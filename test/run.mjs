// Runs a TypeScript program of this folder: `node test/run.mjs [--src] <file> [arguments]`. The program exports main(arguments), which answers an exit status.
// Packages come as they are built, so that what is measured is what is published; with --src from their sources, for rooms that no package exports.
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const args = process.argv.slice(2);
const fromSource = args[0] === '--src';
const [file, ...rest] = fromSource ? args.slice(1) : args;
if (!file) throw new TypeError('Which program?');
const alias = [
  { find: /^@credlens\/core$/, replacement: `${root}packages/core/src/index.ts` },
  { find: /^@credlens\/core\/(report|messages|registry|did)$/, replacement: `${root}packages/core/src/$1/index.ts` },
  { find: '@credlens/demo-issuer', replacement: `${root}examples/demo-issuer/src/index.ts` },
];
const server = await createServer({
  root, configFile: false, logLevel: 'error', appType: 'custom', optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  // Workspace packages are linked, and links are taken for sources unless they are named.
  ...(fromSource ? { resolve: { alias } } : { ssr: { external: ['@credlens/core', '@credlens/demo-issuer'] } }),
});
try {
  const module = await server.ssrLoadModule(`/${file}`);
  process.exitCode = await module.main(rest);
} finally {
  await server.close();
}
