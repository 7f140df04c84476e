import { fileURLToPath } from 'node:url';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM } from './test/support/chromium.js';

const root = fileURLToPath(new URL('.', import.meta.url));

// Tests read the packages' sources, so that a change needs no build before it is tested; the packed packages have tests of their own (test/pack).
const alias = [
  { find: /^@credlens\/(core|elements|ats-adapter|service)$/, replacement: `${root}packages/$1/src/index.ts` },
  { find: /^@credlens\/core\/(report|messages|registry|did|net|x509|pdf|trusted-list)$/, replacement: `${root}packages/core/src/$1/index.ts` },
  { find: /^@credlens\/elements\/credential-verifier$/, replacement: `${root}packages/elements/src/credential-verifier/index.ts` },
  { find: '@credlens/elements/skills-match/define', replacement: `${root}packages/elements/src/skills-match/define.ts` },
  { find: /^@credlens\/elements\/skills-match$/, replacement: `${root}packages/elements/src/skills-match/index.ts` },
  { find: '@credlens/ats-adapter/protocols', replacement: `${root}packages/ats-adapter/src/protocols/index.ts` },
  { find: '@credlens/ats-adapter/audit', replacement: `${root}packages/ats-adapter/src/audit/bias-audit.ts` },
  { find: '@credlens/core/pades', replacement: `${root}packages/core/src/securing/pades.ts` },
  { find: '@credlens/demo-pki', replacement: `${root}examples/demo-pki/src/index.ts` },
  { find: '@credlens/fake-ats', replacement: `${root}examples/fake-ats/src/index.ts` },
  { find: '@credlens/demo-issuer', replacement: `${root}examples/demo-issuer/src/index.ts` },
];

export default defineConfig({
  resolve: { alias },
  // Found late, they would reload a page in the middle of its tests.
  optimizeDeps: { include: ['lit/async-directive.js', 'lit/directive.js', 'lit/directives/ref.js', 'pdfjs-dist/legacy/build/pdf.mjs', 'pdfjs-dist/legacy/build/pdf.worker.mjs'] },
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['packages/*/src/**/*.test.ts', 'examples/*/src/**/*.test.ts', 'test/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts', 'test/{cli,e2e,pack}/**', '**/node_modules/**', '**/dist/**'],
          // A busy machine is not a failure.
          testTimeout: 20_000,
        },
      },
      {
        // What is built is what is tested: the command, the recruiter's page, the packages as they are packed. No alias, and a build must have run.
        test: {
          name: 'built',
          environment: 'node',
          include: ['test/{cli,e2e,pack}/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'chromium',
          include: ['packages/*/src/**/*.browser.test.ts', 'test/**/*.browser.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: CHROMIUM }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
