import type { Zone } from '../support/dns-server.js';
import { INTERNAL, INTERNAL_V6, PUBLIC, type Page } from './internet.js';

/** A target that a relay must not reach, by the trick that it tries. `PORT` is the port on which every server of the test listens. */
export interface Target { trick: string; url: string }

const of = (trick: string, ...urls: string[]): Target[] => urls.map((url) => ({ trick, url }));
const PATH = '/.well-known/did.json';
const hosts = (trick: string, ...names: string[]): Target[] => names.map((name) => ({ trick, url: `https://${name}:PORT${PATH}` }));

export const TARGETS: readonly Target[] = [
  ...of('scheme', `http://issuer.example:PORT${PATH}`, `ftp://issuer.example${PATH}`, 'file:///etc/passwd', 'file://127.0.0.2/etc/passwd', 'gopher://127.0.0.2:6379/_INFO', 'dict://127.0.0.2:11211/stats',
    'ldap://127.0.0.2/', 'ws://issuer.example/', 'wss://issuer.example/', 'data:application/json,{"keys":[]}', 'javascript:alert(1)', 'blob:https://issuer.example/1', 'about:blank', 'mailto:a@issuer.example',
    'jar:https://issuer.example!/', 'view-source:https://issuer.example/', 'urn:uuid:1', 'did:web:issuer.example'),
  ...of('no absolute URL', '', '/relay', '//127.0.0.2:PORT/', `issuer.example${PATH}`, 'https:', 'https://', 'https://:PORT/', 'https://[::1', 'https://issuer.example:99999/'),

  ...hosts('loopback', PUBLIC, INTERNAL, '127.255.255.254', '[::1]', '[0:0:0:0:0:0:0:1]', '[::]', '0.0.0.0'),
  ...hosts('private (RFC 1918)', '10.0.0.1', '10.255.255.255', '172.16.0.1', '172.31.255.255', '192.168.0.1'),
  ...hosts('link-local and metadata', '169.254.169.254', '169.254.170.2', '[fe80::1]', '[fe80::a9fe:a9fe]', '[fd00:ec2::254]', '100.100.100.200', '192.0.0.192'),
  ...hosts('carrier-grade NAT (RFC 6598)', '100.64.0.1', '100.127.255.255'),
  ...hosts('special-purpose', '192.0.0.1', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '192.88.99.1', '[100::1]', '[2001:db8::1]', '[3fff::1]', '[5f00::1]'),
  ...hosts('multicast, broadcast, reserved', '224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255', '[ff02::1]', '[ff05::2]'),
  ...hosts('unique local, site-local', '[fc00::1]', '[fd12:3456::1]', '[fec0::1]'),

  ...hosts('decimal', '2130706434', '2852039166', '0'),
  ...hosts('octal', '0177.0.0.2', '017700000002', '0000177.0.0.2'),
  ...hosts('hexadecimal', '0x7f000002', '0x7f.0.0.2', '0X7F.2', '0xa9fea9fe'),
  ...hosts('short forms', '127.2', '127.0.2', '10.1', '0x7f.0x2'),
  ...hosts('trailing dot', '127.0.0.2.', '0x7f.2.', 'localhost.', 'metadata.google.internal.'),
  ...hosts('other digits and dots', '１２７.０.０.２', '127。0。0。2', '①②⑦.⓪.⓪.②', '127．0．0．2', '%31%32%37.0.0.2', '127%2E0.0.2', '127.0.0.%32'),
  ...hosts('IPv4-mapped and -compatible', '[::ffff:127.0.0.2]', '[::ffff:7f00:2]', '[0:0:0:0:0:ffff:7f00:2]', '[::ffff:169.254.169.254]', '[::127.0.0.2]', '[::ffff:0:127.0.0.2]'),
  ...hosts('NAT64, 6to4, Teredo', '[64:ff9b::7f00:2]', '[64:ff9b::127.0.0.2]', '[64:ff9b:1::7f00:2]', '[64:ff9b::a9fe:a9fe]', '[2002:7f00:2::1]', '[2002:a9fe:a9fe::1]', '[2001:0:7f00:2::1]'),
  ...hosts('zone identifier', '[fe80::1%25eth0]', '[::1%25lo]'),

  ...hosts('names of one machine', 'localhost', 'LOCALHOST', 'foo.localhost', 'ip6-localhost', 'localhost.localdomain', 'lOcAlHoSt'),
  ...hosts('names of a local network', 'metadata', 'metadata.google.internal', 'printer.local', 'router.lan', 'db.corp', 'wiki.intranet', 'nas.home', 'hub.home.arpa', 'kubernetes.default.svc.cluster.local'),
  ...of('user information', `https://user@issuer.example:PORT${PATH}`, `https://user:secret@issuer.example:PORT${PATH}`, `https://issuer.example@${INTERNAL}:PORT${PATH}`, `https://issuer.example%2F@${INTERNAL}:PORT/`, `https://:secret@issuer.example:PORT/`),
  ...of('two readings', `https://issuer.example\\@${INTERNAL}:PORT/`, `https://${INTERNAL}:PORT\\.issuer.example/`, ` https://issuer.example:PORT${PATH}`, `https://issuer.example:PORT${PATH}\n`, `ht\ntps://issuer.example:PORT${PATH}`,
    `https://iss\tuer.example:PORT${PATH}`, `https://issuer.example:PORT${PATH}\u0000`, `https:\\\\${INTERNAL}:PORT/`, `https:${INTERNAL}:PORT/`, `https:///${INTERNAL}:PORT/`, `https://issuer.example:PORT/ HTTP/1.1\r\nX-Injected: 1`),
  ...of('port', 'https://issuer.example:22/', 'https://issuer.example:25/', 'https://issuer.example:80/', 'https://issuer.example:6379/', 'https://issuer.example:8080/', 'https://issuer.example:0/'),
  ...of('length', `https://issuer.example:PORT/${'a'.repeat(3000)}`),

  ...hosts('a name with an internal address', 'internal-v4.example', 'internal-v6.example', 'private.example', 'metadata.example', 'cgnat.example', 'unspecified.example', 'mapped.example', 'nat64.example', 'ula.example', 'linklocal.example', 'multicast.example', 'sixtofour.example'),
  ...hosts('a name with a public and an internal address', 'mixed.example', 'mixed-families.example', 'mixed-reversed.example'),
  ...hosts('a name that resolves to nothing', 'nobody.example'),
  ...of('redirect', ...[
    'loopback', 'loopback-v6', 'metadata', 'decimal', 'http', 'ftp', 'file', 'data', 'javascript', 'user', 'port', 'name', 'localhost', 'scheme-relative', 'mapped', 'nat64', 'two-hops', 'kept-method', 'permanent', 'see-other', 'loop', 'no-location', 'mixed', 'rebinding',
  ].map((name) => `https://redirect.example:PORT/${name}`)),
];

/** The same tricks by http, which a relay speaks for what is signed alone, and on port 80 alone. Not those that are about the scheme, and the ports and redirects are others. */
export const HTTP_TARGETS: readonly Target[] = [
  ...TARGETS.filter(({ trick, url }) => !['scheme', 'no absolute URL', 'port', 'redirect'].includes(trick) && url.startsWith('https:'))
    .map(({ trick, url }) => ({ trick, url: url.replace(/^https:/, 'http:').replaceAll(':PORT', '').replace(PATH, '/list.crl') })),
  ...of('port', ...['8080', '443', '22', '25', '6379', 'PORT', '0'].map((port) => `http://issuer.example:${port}/list.crl`)),
  ...of('redirect', ...['loopback', 'loopback-v6', 'metadata', 'name', 'mixed', 'rebinding', 'port', 'https-port', 'ftp', 'file', 'user', 'two-hops', 'loop'].map((name) => `http://redirect.example/${name}`)),
];

export const ZONE: Zone = {
  'issuer.example': [[PUBLIC]], 'ocsp.trust.example': [[PUBLIC]], 'crl.trust.example': [[PUBLIC]], 'pki.trust.example': [[PUBLIC]], 'cdn.example': [[PUBLIC]], 'redirect.example': [[PUBLIC]], 'lists.example': [[PUBLIC]],
  'internal-v4.example': [[INTERNAL]], 'internal-v6.example': [[INTERNAL_V6]], 'private.example': [['10.0.0.1']], 'metadata.example': [['169.254.169.254']], 'cgnat.example': [['100.64.0.1']],
  'unspecified.example': [['0.0.0.0']], 'mapped.example': [['::ffff:7f00:2']], 'nat64.example': [['64:ff9b::7f00:2']], 'ula.example': [['fd00::1']], 'linklocal.example': [['fe80::1']],
  'multicast.example': [['224.0.0.1']], 'sixtofour.example': [['2002:7f00:2::1']],
  'mixed.example': [[PUBLIC, INTERNAL]], 'mixed-families.example': [[PUBLIC, INTERNAL_V6]], 'mixed-reversed.example': [[INTERNAL, PUBLIC]],
  'rebinding-control.example': [[PUBLIC], [INTERNAL]],
  // Its first answer is what a check would see, the next is where a second look would lead.
  'rebinding.example': [[PUBLIC], [INTERNAL]], 'rebinding-v6.example': [[PUBLIC], [INTERNAL_V6]], 'rebinding-mixed.example': [[PUBLIC], [PUBLIC, INTERNAL]], 'rebinding-by-redirect.example': [[PUBLIC], [INTERNAL]],
  'http-rebinding.example': [[PUBLIC], [INTERNAL]], 'http-rebinding-by-redirect.example': [[PUBLIC], [INTERNAL]],
};

/** Where `https://redirect.example:PORT/…` leads. */
export function redirects(port: number): Record<string, Page> {
  const to = (location: string, status = 302): Page => ({ status, headers: { location } });
  const own = (name: string) => `redirect.example/${name}`;
  return {
    [own('loopback')]: to(`https://${INTERNAL}:${port}${PATH}`),
    [own('loopback-v6')]: to(`https://[::1]:${port}${PATH}`),
    [own('metadata')]: to('https://169.254.169.254/latest/meta-data/'),
    [own('decimal')]: to(`https://2130706434:${port}${PATH}`),
    [own('http')]: to(`http://issuer.example:${port}${PATH}`),
    [own('ftp')]: to('ftp://issuer.example/'),
    [own('file')]: to('file:///etc/passwd'),
    [own('data')]: to('data:application/json,{"keys":[{"kty":"OKP"}]}'),
    [own('javascript')]: to('javascript:alert(1)'),
    [own('user')]: to(`https://user:secret@issuer.example:${port}${PATH}`),
    [own('port')]: to('https://issuer.example:22/'),
    [own('name')]: to(`https://internal-v4.example:${port}${PATH}`),
    [own('localhost')]: to(`https://localhost:${port}${PATH}`),
    [own('scheme-relative')]: to(`//${INTERNAL}:${port}${PATH}`),
    [own('mapped')]: to(`https://[::ffff:127.0.0.2]:${port}${PATH}`),
    [own('nat64')]: to(`https://[64:ff9b::7f00:2]:${port}${PATH}`),
    [own('two-hops')]: to(`https://redirect.example:${port}/loopback`),
    [own('kept-method')]: to(`https://${INTERNAL}:${port}${PATH}`, 307),
    [own('permanent')]: to(`https://${INTERNAL}:${port}${PATH}`, 308),
    [own('see-other')]: to(`https://${INTERNAL}:${port}${PATH}`, 303),
    [own('loop')]: to(`https://redirect.example:${port}/loop`),
    [own('no-location')]: { status: 302 },
    [own('mixed')]: to(`https://mixed.example:${port}${PATH}`),
    [own('rebinding')]: to(`https://rebinding-by-redirect.example:${port}/again`),
    'rebinding-by-redirect.example/again': to(`https://rebinding-by-redirect.example:${port}${PATH}`),
  };
}

/** Where `http://redirect.example/…` leads. */
export function httpRedirects(port: number): Record<string, Page> {
  const pages = Object.entries({
    loopback: `http://${INTERNAL}/list.crl`, 'loopback-v6': 'http://[::1]/list.crl', metadata: 'http://169.254.169.254/latest/meta-data/', name: 'http://internal-v4.example/list.crl', mixed: 'http://mixed.example/list.crl',
    rebinding: 'http://http-rebinding-by-redirect.example/again', port: 'http://issuer.example:8080/list.crl', 'https-port': `https://issuer.example:22/`, ftp: 'ftp://issuer.example/', file: 'file:///etc/passwd',
    user: 'http://user:secret@issuer.example/list.crl', 'two-hops': 'http://redirect.example/loopback', loop: 'http://redirect.example/loop', document: `https://issuer.example:${port}/jwks`, list: 'http://crl.trust.example/root.crl',
  });
  return {
    ...Object.fromEntries(pages.map(([name, location]) => [`http://redirect.example/${name}`, { status: 302, headers: { location } } satisfies Page])),
    'http://http-rebinding-by-redirect.example/again': { status: 302, headers: { location: 'http://http-rebinding-by-redirect.example/list.crl' } },
    'redirect.example/to-http-list': { status: 302, headers: { location: 'http://crl.trust.example/root.crl' } },
    'redirect.example/to-http-document': { status: 302, headers: { location: 'http://issuer.example/jwks' } },
  };
}
