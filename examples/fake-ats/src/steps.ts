import { randomBytes } from 'node:crypto';
import { createTokens, readKey } from '@credlens/service';
import { join } from 'node:path';
import type { Keys } from './fake-ats.js';

export function newKeys(): Keys {
  const key = () => randomBytes(24).toString('hex');
  return { inbound: key(), outbound: key(), webhook: key() };
}

/**
 * The link that the candidate is sent. Some protocols hand it to the system, in others the provider writes to the candidate; here it is made from the provider's own secret, as its invitation would have it.
 * @param directory the provider's
 */
export async function uploadUrlOf(directory: string, provider: string, orderId: string): Promise<string> {
  const tokens = createTokens(await readKey(join(directory, 'store/secret.key')));
  return `${provider}/upload/${tokens.linkToken('upload', orderId)}`;
}

/** Asks again and again, for at most this long. */
export async function until(holds: () => boolean, what: string, patienceMs = 30_000): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!holds()) {
    if (Date.now() > end) throw new Error(`It did not come to this: ${what}`);
    await new Promise((resolve) => { setTimeout(resolve, 20); });
  }
}
