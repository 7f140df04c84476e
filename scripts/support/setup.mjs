// What a fresh clone needs before anything else runs. It imports nothing but Node, since nothing else is there yet.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** @returns a sentence where this Node is too old */
export function nodeProblem(version = process.versions.node) {
  const [, least] = /(\d+\.\d+)/.exec(manifest.engines.node);
  const [major, minor] = version.split('.').map(Number);
  const [leastMajor, leastMinor] = least.split('.').map(Number);
  return major > leastMajor || (major === leastMajor && minor >= leastMinor) ? undefined : `Credlens needs Node ${least} or newer; this is ${version}.`;
}

/** Installs what the lockfile names, with the pnpm that package.json names. */
export async function install({ quiet = false } = {}) {
  return run('npx', ['-y', manifest.packageManager, 'install', '--frozen-lockfile', '--prefer-offline'], {
    // CI=true: pnpm asks nothing, since nobody is there to answer.
    cwd: root, quiet, timeoutSeconds: 900, env: { CI: 'true', npm_config_loglevel: 'error' },
  });
}

const names = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome', 'microsoft-edge'];

function places() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  }
  if (process.platform === 'win32') {
    const bases = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']].filter(Boolean);
    return bases.flatMap((base) => [join(base, 'Google/Chrome/Application/chrome.exe'), join(base, 'Chromium/Application/chrome.exe'), join(base, 'Microsoft/Edge/Application/msedge.exe')]);
  }
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/** A file by this name is not enough: some are stubs that ask to install the real one. */
async function starts(path) {
  const { status } = await run(path, ['--headless', '--no-sandbox', '--disable-gpu', '--dump-dom', 'about:blank'], { quiet: true, timeoutSeconds: 60 });
  return status === 0;
}

async function firstThatStarts(paths) {
  for (const path of new Set(paths)) if (existsSync(path) && await starts(path)) return path;
  return undefined;
}

async function playwrightBrowser() {
  const { chromium } = await import('playwright');
  return firstThatStarts([chromium.executablePath()]);
}

/**
 * A Chrome or Chromium that starts: the one that CREDLENS_CHROMIUM names, an installed one, Playwright's, or one that is fetched now.
 * Call it after install().
 * @returns its path, or a sentence that says what to do
 */
export async function browser(log = console.log) {
  const named = process.env['CREDLENS_CHROMIUM'];
  if (named) return await starts(named) ? { path: named } : { problem: `CREDLENS_CHROMIUM names ${named}, which does not start.` };
  const found = await firstThatStarts(places()) ?? await playwrightBrowser();
  if (found) return { path: found };

  log('No Chrome or Chromium found: trying Playwright\'s download, which can take some minutes');
  const download = await run(process.execPath, [join(root, 'node_modules/playwright/cli.js'), 'install', 'chromium', '--no-shell'], { cwd: root, quiet: true, timeoutSeconds: 300, env: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' } });
  const downloaded = await playwrightBrowser();
  if (downloaded) return { path: downloaded };
  log(download.status === 0 ? 'The browser that it brought does not start' : `It failed${/Error: .*/.exec(download.output)?.[0].replace('Error', '') ?? ''}`);

  if (process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    log('Trying apt-get install chromium');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { timeoutSeconds: 180, env });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { timeoutSeconds: 600, env });
    const installed = await firstThatStarts(places());
    if (installed) return { path: installed };
  }
  return { problem: 'The browser tests need Chrome or Chromium, and none was found or could be fetched. Install one, or set CREDLENS_CHROMIUM to its path, and run this again.' };
}
