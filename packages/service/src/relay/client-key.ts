import { isIP } from 'node:net';

/**
 * Whom limits count by: the address that the connection is from, or, behind one proxy of the host's own, the last that this proxy wrote into X-Forwarded-For (what stands
 * before it is the client's own word). An IPv6 client is its /64, since it may have every address in it.
 */
export function clientKey(remoteAddress: string | undefined, forwardedFor: string | undefined, behindProxy: boolean): string {
  const last = behindProxy ? forwardedFor?.split(',').at(-1)?.trim() : undefined;
  const address = last !== undefined && isIP(last) ? last : remoteAddress;
  if (address === undefined || isIP(address) === 0) return 'unknown';
  if (isIP(address) === 4) return address;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  return mapped ?? `${groups(address).slice(0, 4).join(':')}::/64`;
}

function groups(address: string): string[] {
  const [head = '', tail] = new URL(`http://[${address.replace(/%.*$/, '')}]/`).hostname.slice(1, -1).split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  return tail === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
}
