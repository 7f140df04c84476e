import { randomBytes } from 'node:crypto';
import { readHostFile } from '../trust/host-file.js';
import { printable, UsageError } from '../usage-error.js';

const LEAST_CHARACTERS = 32;

/**
 * The key that plans are signed with: the text of a file, so that several processes, or the host's own backend, can make plans for one another; or one of this process alone.
 * @throws UsageError where the file is missing or too short to be a secret
 */
export async function relayKey(file: string | undefined): Promise<Uint8Array> {
  if (file === undefined) return randomBytes(32);
  const text = (await readHostFile(file, '--relay-key')).trim();
  if (text.length < LEAST_CHARACTERS) throw new UsageError(`--relay-key ${printable(file)}: a secret of ${LEAST_CHARACTERS} characters at least`);
  return new TextEncoder().encode(text);
}
