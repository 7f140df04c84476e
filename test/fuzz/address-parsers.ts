import { isIP } from 'node:net';
import * as fc from 'fast-check';
import { didWebUrl, findMethods, readJwk, readMultikey, resolveDidJwk, resolveDidKey, retrieveVerificationMethod } from '../../packages/core/src/did/index.js';
import { refusalOf, toUrl } from '../../packages/core/src/net/index.js';
import { htmlLinks } from '../../packages/core/src/reference/html-links.js';
import { isPublicAddress } from '../../packages/service/src/http/addresses.js';
import { isOwnHost } from '../../packages/service/src/http/own-host.js';
import { clientKey } from '../../packages/service/src/relay/client-key.js';
import { dataType, kindOf } from '../../packages/service/src/relay/kinds.js';
import { allowedOrigin, readOrigin } from '../../packages/service/src/relay/origins.js';
import { planAllows, signPlan } from '../../packages/service/src/relay/plan.js';
import type { JsonValue } from '@credlens/core/report';
import { byteChange, changeBytes, json, text } from './arbitraries.js';
import { insist, parser, type Parser } from './parser.js';
import { worldOf } from './token-parsers.js';

const DID_PARTS = ['did', 'web', 'key', 'jwk', 'peer', 'issuer.example', 'localhost', '127.0.0.1', '[::1]', '%3A8443', '%3A', '%2F', '%2e%2e', '..', '@', '\\', '?', '#', '.', '', 'a', 'xn--', 'é', '%', 'z6Mk', 'z', 'u', 'e30', '\0'];
const did = fc.oneof(
  fc.array(fc.constantFrom(...DID_PARTS), { maxLength: 8 }).map((parts) => parts.join(':')),
  fc.array(fc.constantFrom(...DID_PARTS), { maxLength: 6 }).map((parts) => `did:web:${parts.join('')}`),
  text.map((tail) => `did:key:${tail}`), text.map((tail) => `did:jwk:${tail}`), text,
);
const didUrl = fc.tuple(did, fc.constantFrom('', '#key', '#', '#a#b', '?x=1#key', '/path', ';service=a', '#../key', '#__proto__'), fc.constantFrom('did:web:issuer.example', '')).map(([tail, fragment, head]) => `${head}${tail}${fragment}`);
const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const multibase = fc.oneof(fc.string({ unit: fc.constantFrom(...BASE58), maxLength: 90 }).map((tail) => `z${tail}`), fc.base64String({ maxLength: 80 }).map((tail) => `u${tail}`), text);

const method = fc.record<Record<string, JsonValue>>({ id: fc.oneof(fc.constantFrom<JsonValue>('#key', 'did:web:issuer.example#key'), json), type: json, controller: json, publicKeyMultibase: fc.oneof(multibase as fc.Arbitrary<JsonValue>, json), publicKeyJwk: json, expires: json, revoked: json }, { requiredKeys: [] }) as fc.Arbitrary<JsonValue>;
const methods = fc.oneof(fc.array(fc.oneof(method, fc.constantFrom<JsonValue>('#key', 'did:web:issuer.example#key')), { maxLength: 3 }) as fc.Arbitrary<JsonValue>, json);
const controllerDocument = fc.record<Record<string, JsonValue>>({ '@context': json, id: fc.oneof(fc.constantFrom<JsonValue>('did:web:issuer.example'), json), verificationMethod: methods, assertionMethod: methods, authentication: methods, alsoKnownAs: json }, { requiredKeys: [] });

// Every way in which an address of a machine can be written.
const octet = fc.constantFrom(0, 1, 8, 10, 100, 127, 168, 169, 172, 192, 198, 203, 224, 254, 255);
const four = fc.tuple(octet, octet, octet, octet);
const group = fc.constantFrom('0', '1', 'ffff', '7f00', '64', 'ff9b', '2001', '2002', 'db8', 'fe80', 'fc00', '3fff', '2606', 'a9fe', '5efe');
const written = fc.oneof(
  four.map((parts) => parts.join('.')),
  fc.tuple(four, fc.constantFrom(8, 16)).map(([parts, base]) => parts.map((part) => (base === 8 ? `0${part.toString(8)}` : `0x${part.toString(16)}`)).join('.')),
  four.map(([a, b, c, d]) => String(((a << 24) | (b << 16) | (c << 8) | d) >>> 0)), four.map(([a, b, c, d]) => `${a}.${b}.${c * 256 + d}`), four.map(([a, b, c, d]) => `${a}.${b * 65_536 + c * 256 + d}`),
  four.map((parts) => `[::ffff:${parts.join('.')}]`), four.map((parts) => `[64:ff9b::${parts.join('.')}]`), four.map((parts) => `[2002:${parts.slice(0, 2).map((part) => part.toString(16).padStart(2, '0')).join('')}::1]`),
  fc.array(group, { minLength: 1, maxLength: 8 }).map((groups) => `[${groups.length < 8 ? `${groups.join(':')}::` : groups.join(':')}]`), fc.array(group, { minLength: 1, maxLength: 4 }).map((groups) => `[::${groups.join(':')}]`),
  fc.array(fc.constantFrom('localhost', 'issuer.example', 'a', '.', 'internal', 'local', 'home.arpa', '127.1', '%31', '。', '①', 'é', '-', 'nip.io', '\u00ad'), { maxLength: 5 }).map((parts) => parts.join('')),
);
const target = fc.oneof(
  fc.tuple(fc.constantFrom('https://', 'http://', 'HTTPS://', 'https:/', 'https:\\\\', 'ftp://', 'file:///', 'gopher://', '//', ''), fc.constantFrom('', 'user@', 'user:pass@', 'issuer.example@', 'issuer.example\\@'), written, fc.constantFrom('', '.', ':443', ':0', ':22', ':99999', '/x', '?y', '#z', '\\x', '%00'))
    .map((parts) => parts.join('')), text,
);

const HTML = ['<', '>', '<!--', '-->', '<link rel=alternate type="application/vc" href=', '<link rel="x alternate" type=application/json href=\'', '<script type=application/ld+json>', '</script', '</script>', '<base href=', 'https://a.example/', '//b.example', 'javascript:alert(1)', 'data:text/html,', 'http://127.0.0.1/', '&#x68;ttps:', '&amp;', "'", '"', '=', ' ', '<title>', '</title>', '<template>', '<textarea>', '{"@context":1}'];
const KEY = new Uint8Array(32).fill(7);
const NOW = Date.UTC(2026, 7, 22);
const PLANNED = 'https://issuer.example/status/1';
const NAMED = { contexts: new Set(['https://issuer.example/context']), registries: new Set(['https://issuer.example/registry']) };
const isAddress = (host: string) => isIP(host.replace(/^\[|\]$/g, '')) !== 0;

/** @param documents what may stand at an address */
export function addressParsers(documents: fc.Arbitrary<JsonValue>): Parser[] {
  const plan = signPlan([PLANNED], { key: KEY, now: NOW, client: '192.0.2.1' });
  return [
    parser('links of a web page', fc.tuple(fc.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...HTML) }, { weight: 1, arbitrary: text }), { maxLength: 30 }).map((pieces) => pieces.join('')), fc.constantFrom('https://share.example/', 'https://share.example/a/b?c#d', '')), ([input, base]) => {
      const { alternates, blocks } = htmlLinks(input, base);
      for (const { url } of alternates) insist(new URL(url).protocol === 'https:', `a page leads to ${url}`);
      insist(blocks.every((block) => input.includes(block)), 'a block that is not of the page');
    }),
    parser('did:web', did, (input) => {
      const url = didWebUrl(input);
      if (url === undefined) return;
      const read = new URL(url);
      insist(read.protocol === 'https:' && read.username === '' && read.password === '' && read.search === '' && read.hash === '' && read.pathname.endsWith('/did.json'), `did:web leads to ${url}`);
    }),
    parser('did:key', did, (input) => { resolveDidKey(input); }),
    parser('did:jwk', did, (input) => { resolveDidJwk(input); }),
    parser('DID URL of a key', fc.tuple(didUrl, fc.oneof(controllerDocument.map((one) => JSON.stringify(one)), text), fc.constantFrom('did:web:issuer.example', undefined, 'https://issuer.example/1')), async ([id, served, party]) => {
      const found = await retrieveVerificationMethod(id, party, 'assertionMethod', NOW, worldOf(served), 'jwk');
      insist(found.code !== 'key.authorized' || found.method !== undefined, 'authorised without a key');
    }, 4),
    parser('methods of a controller', controllerDocument, (document) => { for (const relationship of ['assertionMethod', 'authentication'] as const) findMethods({ id: 'did:web:issuer.example', document, evidence: [] }, 'did:web:issuer.example#key', relationship); }),
    parser('multikey', multibase, (input) => { readMultikey(input); }),
    parser('JWK', fc.dictionary(fc.constantFrom('kty', 'crv', 'x', 'y', 'd', 'use', '__proto__'), fc.oneof(fc.constantFrom('OKP', 'EC', 'Ed25519', 'P-256', 'P-384', 'sig'), text)), (input) => { readJwk(input); }),
    parser('address of a target', target, (input) => {
      const url = toUrl(input);
      if (!url || refusalOf(url) !== undefined) return;
      insist(url.protocol === 'https:' && url.username === '' && url.password === '', `${url.href} is let through`);
      insist(!isAddress(url.hostname.replace(/\.$/, '')) || isPublicAddress(url.hostname.replace(/\.$/, '')), `${url.hostname} is let through`);
      insist(url.hostname.replace(/\.+$/, '').includes('.') || url.hostname.startsWith('['), `${url.hostname} is a local name`);
    }, 16),
    parser('address after resolution', fc.oneof(written, text), (input) => { insist(!isPublicAddress(input) || isAddress(input), 'what is no address is taken for a public one'); }),
    parser('plan of a relay', fc.tuple(fc.oneof(fc.array(byteChange, { minLength: 1, maxLength: 2 }).map((changes) => Buffer.from(changeBytes(Buffer.from(plan), changes)).toString('utf8')), text, target), fc.oneof(fc.constant(PLANNED), target), fc.constantFrom('192.0.2.1', '192.0.2.2', 'unknown')), ([changed, url, client]) => {
      const allowed = planAllows(changed, url, { key: KEY, client, now: NOW });
      insist(!allowed || (changed === plan && url === PLANNED && client === '192.0.2.1'), 'a plan that nobody signed allows');
    }),
    parser('kind of what a relay fetched', fc.tuple(fc.oneof(documents.map((one) => JSON.stringify(one)), controllerDocument.map((one) => JSON.stringify(one)), json.map((one) => JSON.stringify({ keys: one })), text), fc.constantFrom('https://issuer.example/1', 'https://issuer.example/context', 'https://issuer.example/registry', 'x'), fc.boolean(), fc.oneof(fc.constantFrom('application/json', 'text/html', 'text/plain; charset=x', 'image/svg+xml', 'application/x+ld+json'), text)), ([body, url, planned, type]) => {
      kindOf(url, new TextEncoder().encode(body), NAMED, planned);
      insist(!/html|svg|script|css/.test(dataType(type) ?? ''), `${type} is given to a page`);
    }, 4),
    parser('origin of a page', fc.tuple(fc.oneof(target, fc.constantFrom('null', '*', 'https://careers.example')), fc.oneof(text, fc.constantFrom('same-origin', 'cross-site', 'none')), written), ([origin, site, host]) => {
      const read = readOrigin(origin);
      insist(read === undefined || new URL(read).origin === read, 'an origin that is none');
      const allowed = allowedOrigin({ origin, site, host }, new Set(['https://careers.example']));
      insist(allowed !== 'null' && allowed !== '*', 'any page is allowed');
      isOwnHost(host, { listensOn: '127.0.0.1', names: ['verify.example'] });
    }),
    parser('whom limits count by', fc.tuple(written, fc.oneof(written, text), fc.boolean()), ([remote, forwarded, proxy]) => { insist(clientKey(remote.replace(/^\[|\]$/g, ''), forwarded, proxy).length > 0, 'nobody'); }),
  ];
}
