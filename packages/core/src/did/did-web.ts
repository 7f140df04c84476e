import { toUrl } from '../net/index.js';

const HOST = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/;
const SEGMENT = /^(?:[A-Za-z0-9._-]|%[0-9A-Fa-f]{2})+$/;

/**
 * Where a did:web document lives, or `undefined` where the identifier is not one that may be fetched.
 * The host is a DNS name with an optional port (`%3A`), never an address; segments cannot climb or split.
 * `localhost` with a port is let through: the guarded fetch refuses it unless the host's own resources answer for it.
 */
export function didWebUrl(did: string): string | undefined {
  const [host, ...segments] = did.slice('did:web:'.length).split(':');
  if (!host || did.length > 2048) return undefined;
  const [name, port, ...rest] = host.split(/%3A/i);
  if (!name || rest.length > 0 || (port !== undefined && !/^[1-9][0-9]{0,4}$/.test(port))) return undefined;
  if (!HOST.test(name) && name !== 'localhost') return undefined;
  const climbs = (segment: string) => ['.', '..'].includes(segment.replace(/%2e/gi, '.')) || /%2f|%5c|%00/i.test(segment);
  if (segments.some((segment) => !SEGMENT.test(segment) || climbs(segment))) return undefined;
  const path = segments.length > 0 ? segments.join('/') : '.well-known';
  const url = `https://${name}${port === undefined ? '' : `:${port}`}/${path}/did.json`;
  // A port may be too high, or a label no valid internationalised name.
  return toUrl(url) ? url : undefined;
}
