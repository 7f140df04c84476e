import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import shared from './vite.config.ts';
import { CHROMIUM } from './test/support/chromium.js';

/** Every story is a test in Chromium: it renders, its play function holds, and axe finds nothing. */
export default defineConfig({
  ...(shared.resolve ? { resolve: { ...shared.resolve, dedupe: ['lit'] } } : {}),
  ...(shared.optimizeDeps ? { optimizeDeps: shared.optimizeDeps } : {}),
  plugins: [storybookTest({ configDir: '.storybook' })],
  test: {
    name: 'stories',
    // A busy machine is not a failure.
    testTimeout: 60_000,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: CHROMIUM }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
