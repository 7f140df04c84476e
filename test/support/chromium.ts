/** How every test starts the browser that scripts/test.mjs has found: no sandbox, which root cannot have, and no requests of the browser's own. */
export const CHROMIUM = {
  executablePath: process.env['CREDLENS_CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
};
