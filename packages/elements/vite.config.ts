import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

/**
 * The script for a plain page: `dist/page/credlens.js` and the chunks that it loads when they are needed. Built from the packages' own built code, so that a page and an npm user run the same.
 * Application mode rather than library mode: it minifies whitespace too, and leaves nothing to the page's bundler.
 */
export default defineConfig({
  root: here,
  base: './',
  publicDir: false,
  resolve: { dedupe: ['lit', 'jsonld'] },
  build: {
    target: 'es2022',
    outDir: `${here}dist/page`,
    emptyOutDir: true,
    // The polyfill and the CSS are for pages that Vite makes; this is one script.
    modulePreload: false,
    reportCompressedSize: false,
    rolldownOptions: {
      input: { credlens: `${here}dist/index.js` },
      preserveEntrySignatures: 'strict',
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
    },
  },
});
