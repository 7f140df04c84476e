// Runs a TypeScript program of this folder: `node test/run.mjs <file> [arguments]`. The program exports main(arguments), which answers an exit status.
// Everything of the packages comes as it is built, so that what is measured is what is published: a path into a package's sources leads to the same file in `dist`.
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const [file, ...rest] = process.argv.slice(2);
if (!file) throw new TypeError('Which program?');
const BUILT = '\0built:';
// Node imports it, once, and the server hands its exports on.
globalThis.importBuilt = (url) => import(url);
const built = {
  name: 'built',
  enforce: 'pre',
  resolveId(id, importer) {
    if (!id.startsWith('.') || !id.includes('/packages/') || !importer) return undefined;
    return BUILT + new URL(id, pathToFileURL(importer)).href.replace('/src/', '/dist/');
  },
  async load(id) {
    if (!id.startsWith(BUILT)) return undefined;
    const url = JSON.stringify(id.slice(BUILT.length));
    const names = Object.keys(await import(id.slice(BUILT.length)));
    return `const built = await globalThis.importBuilt(${url});\n${names.map((name) => `export const ${name} = built.${name};`).join('\n')}`;
  },
};
const server = await createServer({
  root, configFile: false, logLevel: 'error', appType: 'custom', optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  plugins: [built],
  // Workspace packages are linked, and links are taken for sources unless they are named.
  ssr: { external: ['@credlens/core', '@credlens/ats-adapter', '@credlens/demo-issuer', '@credlens/demo-pki'] },
});
try {
  const module = await server.ssrLoadModule(`/${file}`);
  process.exitCode = await module.main(rest);
} finally {
  await server.close();
}
