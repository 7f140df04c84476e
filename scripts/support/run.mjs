import { spawn } from 'node:child_process';

const windows = process.platform === 'win32';

/**
 * Runs a command to its end. No standard input: continuous integration has none.
 * @returns exit status (or 1 where it was ended by a signal or could not start), seconds, and whether the time ran out
 */
export function run(command, args, { cwd, env, timeoutSeconds = 900, quiet = false } = {}) {
  const started = performance.now();
  return new Promise((resolve) => {
    let timedOut = false, output = '';
    // npm's own commands are scripts on Windows, which need a shell.
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'], shell: windows && !command.endsWith('.exe'), detached: !windows });
    const end = (status) => {
      clearTimeout(timer);
      resolve({ status, seconds: (performance.now() - started) / 1000, timedOut, output });
    };
    // A group of its own, so that what it started ends with it.
    const timer = setTimeout(() => {
      timedOut = true;
      try {
        if (windows) child.kill();
        else process.kill(-child.pid, 'SIGKILL');
      } catch {
        // It has just ended by itself.
      }
    }, timeoutSeconds * 1000);
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => { output += chunk; });
    child.on('error', (error) => {
      output += String(error.message);
      end(1);
    });
    child.on('close', (status) => end(status ?? 1));
  });
}
