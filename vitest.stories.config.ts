import { storybookTest } from '@storybook/addon-vitest/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import shared from './vite.config.ts';

const chromiumArgs = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

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
      provider: playwright({ launchOptions: { executablePath: process.env['CREDLENS_CHROMIUM'] ?? '/usr/bin/chromium', args: chromiumArgs } }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
