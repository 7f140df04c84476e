import { POLICIES, resolvePolicy, type PolicyInput } from '@credlens/core/report';
import { printable, UsageError } from '../usage-error.js';
import { parseHostJson, readHostFile } from './host-file.js';

/**
 * A policy by its name, or one of the host's own from a file. A name wins over a file of that name; write `./strict` for the file.
 * @throws UsageError where there is neither, or the file holds no policy.
 */
export async function loadPolicy(nameOrFile: string): Promise<string | PolicyInput> {
  if (Object.hasOwn(POLICIES, nameOrFile)) return nameOrFile;
  const names = Object.keys(POLICIES).join(', ');
  const text = await readHostFile(nameOrFile, '--policy').catch((error: unknown) => {
    throw new UsageError(`${error instanceof UsageError ? error.message : '--policy'}; the policies with a name are ${names}`);
  });
  const input = parseHostJson(text, nameOrFile, '--policy') as PolicyInput;
  try {
    resolvePolicy(input);
  } catch (error) {
    // These messages are the engine's own, made for whoever writes the policy.
    throw new UsageError(`--policy ${printable(nameOrFile)}: ${error instanceof TypeError ? printable(error.message) : 'it is no policy'}`);
  }
  return input;
}
