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

const OWN = '?skills-match';

/**
 * `skills-match.js` has Lit and what else it needs by itself. Shared chunks would be cut out of `credlens.js` for it, so that every page with a verifier asked for a second file first, and paid more for it.
 */
const ofItsOwn: Plugin = {
  name: 'skills-match-of-its-own',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (importer === undefined || source.startsWith('\0') || !/\/dist\/skills-match\/|\?skills-match$/.test(importer)) return null;
    const found = await this.resolve(source, importer.replace(OWN, ''), { ...options, skipSelf: true });
    return found === null || found.external !== false || found.id.startsWith('\0') || found.id.endsWith(OWN) ? found : { ...found, id: found.id + OWN };
  },
};

/**
 * The scripts for a plain page: `dist/page/credlens.js`, `dist/page/skills-match.js` and the chunks that they load when they are needed. Built from the packages' own built code, so that a page and an npm user run the same.
 * Library mode, since application mode adds code that preloads style sheets, of which there are none; minified fully all the same, since nothing bundles it again.
 */
export default defineConfig({
  root: here,
  base: './',
  publicDir: false,
  plugins: [ofItsOwn, withoutContextFiles],
  resolve: { dedupe: ['lit', 'jsonld'] },
  define: { 'process.env.NODE_ENV': '"production"' },
  worker: { format: 'es', rolldownOptions: { output: { entryFileNames: 'chunks/[name]-[hash].js', chunkFileNames: 'chunks/[name]-[hash].js', minify: true } } },
  build: {
    target: 'es2022',
    outDir: `${here}dist/page`,
    emptyOutDir: true,
    reportCompressedSize: false,
    lib: { entry: { credlens: `${here}dist/index.js`, 'skills-match': `${here}dist/skills-match/define.js` }, formats: ['es'] },
    rolldownOptions: {
      checks: { pluginTimings: false },
      preserveEntrySignatures: 'allow-extension',
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js', minify: true },
    },
  },
});
