import { isIP } from 'node:net';
import { isLoopback } from './addresses.js';

/** What a service is reached as. */
export interface OwnHost {
  /** The address or name that it listens on. */
  listensOn: string;
  /** Further names by which it is reached, such as that of a proxy before it. */
  names: readonly string[];
}

/**
 * Whether a `Host` header names this service. A page whose name was pointed at this machine after it was loaded (DNS rebinding) is of one origin with whatever answers
 * there; it cannot change the name that its requests carry. An address is no name that could be pointed elsewhere: a service that listens beyond loopback takes any.
 */
export function isOwnHost(header: string | undefined, { listensOn, names }: OwnHost): boolean {
  const host = /^(\[[0-9a-f:.]{2,45}\]|[^\s:[\]/@]{1,253})(?::\d{1,5})?$/i.exec(header ?? '')?.[1]?.toLowerCase().replace(/\.$/, '');
  if (host === undefined) return false;
  if (host === 'localhost' || [listensOn, ...names].some((name) => name.toLowerCase() === host)) return true;
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare) === 0) return false;
  return isLoopback(bare) || !isLocal(listensOn);
}

const isLocal = (host: string): boolean => host === 'localhost' || isLoopback(host);
