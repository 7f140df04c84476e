// Builds the scripts for a plain page, each by itself: what two of them share is in both, so that a page which has one of them loads one file first.
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const configFile = fileURLToPath(new URL('../packages/elements/vite.config.ts', import.meta.url));
for (const mode of ['credlens', 'skills-match']) await build({ configFile, mode, logLevel: 'warn' });
