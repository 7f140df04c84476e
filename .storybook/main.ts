import type { StorybookConfig } from '@storybook/web-components-vite';
import shared from '../vite.config.ts';

const config: StorybookConfig = {
  stories: ['../stories/**/*.stories.ts'],
  addons: ['@storybook/addon-a11y', '@storybook/addon-vitest'],
  framework: { name: '@storybook/web-components-vite', options: {} },
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // The stories read the packages' sources, as the tests do: see vite.config.ts.
  viteFinal: (given) => ({ ...given, resolve: { ...given.resolve, ...shared.resolve, dedupe: ['lit'] } }),
};

export default config;
