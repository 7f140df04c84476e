import { readFile } from 'node:fs/promises';
import { printable, UsageError } from '../usage-error.js';

/** What went wrong with a file, by Node's code for it. No path and no library's words: callers name the file themselves. */
export function fileProblem(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const words: Record<string, string> = {
    ENOENT: 'there is no such file', ENOTDIR: 'there is no such file', EISDIR: 'it is a directory', EACCES: 'it may not be read', EPERM: 'it may not be read',
    ENAMETOOLONG: 'its name is too long', EMFILE: 'too many files are open', ELOOP: 'it is a circle of links', ERR_INVALID_ARG_VALUE: 'its name holds a character that no name may hold',
  };
  return (Object.hasOwn(words, code) ? words[code] : undefined) ?? 'it could not be read';
}

/**
 * Reads a file that the host itself supplies (a policy, a trust file, a resource map).
 * @throws UsageError that names the flag and the file.
 */
export async function readHostFile(path: string, flag: string): Promise<string> {
  try {
    return (await readFile(path, 'utf8')).replace(/^\uFEFF/, '');
  } catch (error) {
    throw new UsageError(`${flag} ${printable(path)}: ${fileProblem(error)}`);
  }
}

/** @throws UsageError where the text is no JSON. The parser's own message is not passed on: it quotes what it read. */
export function parseHostJson(text: string, path: string, flag: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new UsageError(`${flag} ${printable(path)}: it is not JSON`);
  }
}
