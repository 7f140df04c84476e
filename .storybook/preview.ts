import type { Preview } from '@storybook/web-components-vite';

const preview: Preview = {
  parameters: {
    // A violation fails the story's test.
    a11y: { test: 'error', context: 'credential-verifier, skills-match', options: { rules: { region: { enabled: false } } } },
    layout: 'padded',
  },
  globalTypes: {
    scheme: { description: 'Colour scheme', toolbar: { title: 'Scheme', icon: 'contrast', items: ['light', 'dark'], dynamicTitle: true } },
  },
  initialGlobals: { scheme: 'light' },
  decorators: [
    (story, { globals }) => {
      document.documentElement.style.colorScheme = globals['scheme'] === 'dark' ? 'dark' : 'light';
      document.documentElement.style.background = 'Canvas';
      document.body.style.background = 'transparent';
      return story();
    },
  ],
};

export default preview;
