import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

/** Some context packages also name the file that a context comes from. Nothing reads it, and Vite would publish each as a file beside the script. */
const withoutContextFiles: Plugin = {
  name: 'without-context-files',
  enforce: 'pre',
  transform: {
    filter: { id: /-context\/lib\/index\.js$/ },
    handler: (code) => ({ code: code.replace(/new URL\('[^']+\.jsonld', import\.meta\.url\)/g, 'undefined'), map: null }),
  },
};

/** What libraries bring for other pages than ours, and what stands in for it. */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  // rdf-canonize yields by `setImmediate`. What fills it in for old browsers makes functions of text where it is given text; every browser that runs this has MessageChannel.
  [/\/setimmediate\/setImmediate\.js$/i, 'globalThis.setImmediate ??= (work) => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => { port1.close(); work(); }; port2.postMessage(0); };'],
  // jsonld would set up a loader that reaches the network past the guarded fetch, and a global. Without it there is no loader but the one that it is given.
  [/\/jsonld\/lib\/platform-browser\.js$/, 'module.exports = { setupDocumentLoaders() {}, setupGlobals() {} };'],
];

const withoutUnused: Plugin = {
  name: 'without-unused',
  enforce: 'pre',
  load: { filter: { id: INSTEAD.map(([file]) => file) }, handler: (id) => INSTEAD.find(([file]) => file.test(id))?.[1] },
};

/** What each script for a plain page is made of. Each is a build of its own (`--mode NAME`): what they share is in both, so that a page which has one of them loads one file first. */
const SCRIPTS: Readonly<Record<string, string>> = { 'credlens': 'index.js', 'skills-match': 'skills-match/define.js' };

/**
 * `dist/page/credlens.js`, or `dist/page/skills-match.js`, and the chunks that it loads when they are needed. Built from the packages' own built code, so that a page and an npm user run the same.
 * Library mode, since application mode adds code that preloads style sheets, of which there are none; minified fully all the same, since nothing bundles it again.
 */
export default defineConfig(({ mode }) => ({
  root: here,
  base: './',
  publicDir: false,
  plugins: [withoutContextFiles, withoutUnused],
  resolve: { dedupe: ['lit', 'jsonld'] },
  define: { 'process.env.NODE_ENV': '"production"' },
  worker: { format: 'es', rolldownOptions: { output: { entryFileNames: 'chunks/[name]-[hash].js', chunkFileNames: 'chunks/[name]-[hash].js', minify: true } } },
  build: {
    target: 'es2022',
    outDir: `${here}dist/page`,
    emptyOutDir: mode === 'credlens',
    reportCompressedSize: false,
    lib: { entry: { [mode]: `${here}dist/${SCRIPTS[mode]}` }, formats: ['es'] },
    rolldownOptions: {
      checks: { pluginTimings: false },
      preserveEntrySignatures: 'allow-extension',
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', minify: true },
    },
  },
}));
