import type { InboundAuth } from '@credlens/ats-adapter/protocols';
import { equal } from './tokens.js';

/** Longer credentials are nobody's. */
const MOST = 4096;

/**
 * Whether a caller has the tenant's key, as the vendor sends keys. Compared in constant time. Without a key in the settings nobody has it.
 * @param header a request header by name
 */
export function hasKey(auth: InboundAuth, key: string | undefined, header: (name: string) => string | undefined): boolean {
  const given = auth === 'api-key' ? header('x-api-key') : credentialsOf(auth, header('authorization'));
  return key !== undefined && key !== '' && given !== undefined && given.length <= MOST && equal(given, key);
}

function credentialsOf(auth: InboundAuth, header: string | undefined): string | undefined {
  const [, scheme, rest] = /^([A-Za-z]+) +(\S+)$/.exec(header?.trim() ?? '') ?? [];
  if (auth === 'bearer') return scheme?.toLowerCase() === 'bearer' ? rest : undefined;
  if (auth !== 'basic-username' || scheme?.toLowerCase() !== 'basic' || rest === undefined || !/^[A-Za-z0-9+/]*={0,2}$/.test(rest)) return undefined;
  const pair = Buffer.from(rest, 'base64').toString('utf8');
  // The key is the user name. What stands for the password is nobody's business.
  const colon = pair.indexOf(':');
  return colon < 0 ? undefined : pair.slice(0, colon);
}
