import { BlockList, isIP } from 'node:net';

/**
 * Special-purpose ranges that no public server answers from (IANA registries of RFC 6890): private, loopback, link-local (cloud metadata among
 * them), shared, documentation, benchmarking, multicast, reserved.
 */
const NOT_PUBLIC_V4 = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.31.196.0', 24], ['192.52.193.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['192.175.48.0', 24], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] as const;

/** Within the one block that holds global unicast addresses: Teredo and other protocol assignments, documentation, 6to4. */
const NOT_PUBLIC_V6 = [['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20]] as const;

const refusedV4 = blockList('ipv4', NOT_PUBLIC_V4);
const refusedV6 = blockList('ipv6', NOT_PUBLIC_V6);
const globalUnicast = blockList('ipv6', [['2000::', 3]]);
/** NAT64 (RFC 6052): the last 32 bits are the IPv4 address that is really reached. */
const nat64 = blockList('ipv6', [['64:ff9b::', 96]]);

/**
 * Whether an address, as DNS or a URL gives it, belongs to the public internet. IPv4 addresses in IPv6 clothes are judged as what they are.
 * Anything that is no address is not public.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.startsWith('[') && address.endsWith(']') ? address.slice(1, -1) : address;
  const family = isIP(bare);
  if (family === 4) return !refusedV4.check(bare, 'ipv4');
  if (family !== 6 || bare.includes('%')) return false;
  if (nat64.check(bare, 'ipv6')) return isPublicAddress(embeddedV4(bare));
  return globalUnicast.check(bare, 'ipv6') && !refusedV6.check(bare, 'ipv6');
}

export function isLoopback(address: string): boolean {
  const bare = address.startsWith('[') && address.endsWith(']') ? address.slice(1, -1) : address;
  return bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

function embeddedV4(address: string): string {
  const host = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const [high = '0', low = '0'] = host.split(':').slice(-2);
  const number = ((Number.parseInt(high || '0', 16) << 16) | Number.parseInt(low || '0', 16)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff).join('.');
}

function blockList(family: 'ipv4' | 'ipv6', ranges: readonly (readonly [string, number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, family);
  return list;
}
