#!/usr/bin/env node
import { existsSync } from 'node:fs';

const entry = new URL('../dist/cli/main.js', import.meta.url);

/** The command's own entry; nothing where it, or something that it needs, has not been built or installed. */
async function load() {
  try {
    return existsSync(entry) ? await import(entry.href) : undefined;
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

const { argv, stdin, stdout, stderr, env } = process;
const command = await load();
if (command) {
  const status = await command.main(argv.slice(2), { stdin, stdout, stderr, env });
  // Setting the status, rather than leaving at once, lets a pipe take what is still to be written.
  process.exitCode = status;
  // Unread standard input, and connections kept for reuse, must not keep the process.
  stdin.destroy();
} else {
  stderr.write('credlens: it is not built yet. Run npm start or npm run build in the workspace first.\n');
  process.exitCode = 70;
}
