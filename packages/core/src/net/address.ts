/**
 * Which URLs a verification may ask at all. A URL in a credential is its maker's choice, so without this a recruiter's browser or a server would fetch from its own
 * network for a stranger. Names are not resolved here: a host that can resolve them (the service) checks the addresses they lead to as well.
 */

/** Why a URL is not asked. */
export type Refusal = 'not-https' | 'has-user' | 'private-address' | 'private-name';

type Range4 = readonly [base: string, bits: number];

// IANA's special-purpose registry for IPv4 (RFC 6890), with multicast and the reserved top.
const SPECIAL_V4: readonly Range4[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.0.2.0', 24],
  ['192.31.196.0', 24], ['192.52.193.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['192.175.48.0', 24], ['198.18.0.0', 15], ['198.51.100.0', 24],
  ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
];

// Names that a local resolver answers: RFC 6761, 6762, 8375, and ICANN's `.internal`.
const PRIVATE_SUFFIXES = ['localhost', 'local', 'internal', 'home.arpa', 'lan', 'intranet', 'corp', 'home', 'localdomain'];

const DOTTED = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

function parseV4(host: string): number | undefined {
  const match = DOTTED.exec(host);
  if (!match) return undefined;
  let value = 0;
  for (const part of match.slice(1)) {
    const octet = Number(part);
    if (octet > 255) return undefined;
    value = value * 256 + octet;
  }
  return value;
}

function isSpecialV4(address: number): boolean {
  return SPECIAL_V4.some(([base, bits]) => {
    const size = 2 ** (32 - bits);
    return Math.floor(address / size) === Math.floor((parseV4(base) ?? 0) / size);
  });
}

/** The eight groups of an address as the URL parser writes it (RFC 5952, so never with a dotted tail). */
function parseV6(text: string): number[] | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const groups = (half: string | undefined): number[] => (half ? half.split(':').map((group) => (/^[0-9a-f]{1,4}$/i.test(group) ? Number.parseInt(group, 16) : Number.NaN)) : []);
  const head = groups(halves[0]);
  const tail = groups(halves[1]);
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const all = [...head, ...Array<number>(halves.length === 1 ? 0 : missing).fill(0), ...tail];
  return all.some(Number.isNaN) ? undefined : all;
}

/** Only global unicast is asked (2000::/3), and of that nothing which carries an IPv4 address or is set apart: so `::1`, `::ffff:127.0.0.1`, `fc00::`, `fe80::` and `64:ff9b::` are out. */
function isGlobalV6(groups: readonly number[]): boolean {
  const [first = 0, second = 0] = groups;
  if (first < 0x2000 || first > 0x3fff) return false;
  if (first === 0x2001 && (second < 0x0200 || second === 0x0db8)) return false; // 2001::/23 protocol assignments and Teredo, 2001:db8::/32 documentation
  if (first === 0x2002) return false; // 6to4
  return !(first === 0x3fff && second < 0x1000); // 3fff::/20 documentation
}

function isPrivateName(host: string): boolean {
  const name = host.replace(/\.+$/, '');
  if (!name.includes('.')) return true; // single labels are for a local search list
  return PRIVATE_SUFFIXES.some((suffix) => name.endsWith(`.${suffix}`));
}

/**
 * Why this URL is not asked; absent where nothing speaks against it. The URL parser has made dotted decimals of octal, hexadecimal and short IPv4 forms already.
 * @param signedContent what it brings is proved by a signature of its own, so that http will do
 */
export function refusalOf(url: URL, signedContent = false): Refusal | undefined {
  if (url.protocol !== 'https:' && !(signedContent && url.protocol === 'http:')) return 'not-https';
  if (url.username !== '' || url.password !== '') return 'has-user';
  const host = url.hostname.toLowerCase();
  if (host.startsWith('[')) {
    const groups = parseV6(host.slice(1, -1));
    return groups && isGlobalV6(groups) ? undefined : 'private-address';
  }
  const bare = host.replace(/\.$/, '');
  const address = parseV4(bare);
  if (address !== undefined) return isSpecialV4(address) ? 'private-address' : undefined;
  return isPrivateName(host) ? 'private-name' : undefined;
}

/** `URL.parse` and `URL.canParse`, which not every supported platform has. */
export function toUrl(text: string, base?: URL | string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
