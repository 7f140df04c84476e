#!/usr/bin/env node
import { existsSync } from 'node:fs';

const entry = new URL('../dist/cli/main.js', import.meta.url);

if (existsSync(entry)) {
  const { main } = await import(entry.href);
  const { argv, stdin, stdout, stderr, env } = process;
  const status = await main(argv.slice(2), { stdin, stdout, stderr, env });
  // Setting the status, rather than leaving at once, lets a pipe take what is still to be written.
  process.exitCode = status;
  // Whoever closed standard output wants nothing more, and an unread standard input must not keep the process.
  if (stdout.destroyed || stdout.errored) process.exit(status);
  stdin.destroy();
} else {
  process.stderr.write('credlens: it is not built yet. Run npm start or npm run build in the workspace first.\n');
  process.exitCode = 70;
}
