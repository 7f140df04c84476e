import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import shared from './vite.config.ts';
import { CHROMIUM } from './test/support/chromium.js';

/** Every story is a test in Chromium: it renders, its play function holds, and axe finds nothing. */
export default defineConfig({
  ...(shared.resolve ? { resolve: { ...shared.resolve, dedupe: ['lit'] } } : {}),
  plugins: [storybookTest({ configDir: '.storybook' })],
  test: {
    name: 'stories',
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: CHROMIUM }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
