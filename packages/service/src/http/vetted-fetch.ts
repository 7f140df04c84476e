import { lookup as dnsLookup, promises as dns, type LookupAddress, type LookupOptions } from 'node:dns';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { isLoopback, isPublicAddress } from './addresses.js';

export interface VettedFetchOptions {
  /** For tests against a server of their own. Never reachable from the command line: with it, whoever writes a credential can have this machine's own services asked. */
  dangerouslyAllowLoopback?: boolean;
  /** Ports that may be asked. Default: any. */
  ports?: readonly number[];
  /** Ports that may be asked by http. Default: those of `ports`. Where they are named, `ports` is of https alone. */
  httpPorts?: readonly number[];
  /** A small internet on loopback, for tests. Never reachable from the command line. */
  dangerousTestNetwork?: TestNetwork;
}

/** Loopback addresses that stand for public ones; every other one is what it is, and refused. */
export interface TestNetwork {
  publicAddresses: readonly string[];
  /** `127.0.0.1:5353`: asked in place of the system's resolver. */
  dnsServer: string;
  /** PEM of the authority that the servers' certificates are from. */
  ca: string;
  /** The port that stands for 80, which takes an administrator to listen on. What is asked, and judged, is 80. */
  httpPort?: number;
}

/** Raised for an address that must not be reached. The guarded fetch turns it into a code; nobody reads its text. */
export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError';
}

/**
 * A `fetch` for GET requests that reaches public addresses alone. The name is resolved once, every address that it has is vetted, and the
 * connection goes to what was vetted, so that a name cannot answer differently the second time. It does not follow redirects: the guarded fetch of
 * `@credlens/core` does, hop by hop, through here again. Time, size and scheme are that fetch's business too.
 *
 * @returns a function of `fetch`'s shape; it rejects with `RefusedAddressError`, an abort's reason, or the connection's own error.
 */
export function createVettedFetch(options: VettedFetchOptions = {}): typeof globalThis.fetch {
  const { dangerousTestNetwork: test } = options;
  const allowed = (address: string) => isPublicAddress(address)
    || (options.dangerouslyAllowLoopback === true && isLoopback(address)) || (test?.publicAddresses.includes(address) === true && isLoopback(address));
  const lookup = vettedLookup(allowed, test ? askServer(test.dnsServer) : askSystem);
  const common = { keepAlive: true, lookup, maxSockets: 8, maxTotalSockets: 128 };
  const portsOf = { 'http:': options.httpPorts ?? options.ports, 'https:': options.ports };
  const agents = { 'http:': new HttpAgent(common), 'https:': new HttpsAgent({ ...common, ...(test && { ca: test.ca }) }) };

  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    const method = (init.method ?? 'GET').toUpperCase();
    if (method !== 'GET') throw new TypeError('Only GET requests are made');
    if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new TypeError('Only http and https URLs are reached');
    const ports = portsOf[url.protocol];
    if (ports && !ports.includes(Number(url.port || (url.protocol === 'https:' ? 443 : 80)))) throw new RefusedAddressError('The port is not one that is asked');
    const host = url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname;
    // A literal address is never looked up, so the hook below would not see it.
    if (isIP(host) && !allowed(host)) throw new RefusedAddressError('The address is not a public one');
    const headers = Object.fromEntries(new Headers(init.headers));
    const request: RequestOptions = { method, headers: { 'user-agent': 'credlens', ...headers, 'accept-encoding': 'gzip' }, agent: agents[url.protocol] };
    if (test?.httpPort !== undefined && url.protocol === 'http:' && url.port === '') Object.assign(request, { port: test.httpPort, headers: { ...request.headers, host: url.host } });
    return toResponse(await send(url, request, init.signal ?? undefined));
  };
}

function send(url: URL, options: RequestOptions, signal: AbortSignal | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const begin = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const request = begin(url, { ...options, ...(signal && { signal }) }, resolve);
    request.on('error', (error) => { reject(signal?.aborted ? signal.reason : error); });
    request.end();
  });
}

type Ask = (hostname: string, options: LookupOptions, answer: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void) => void;

const askSystem: Ask = (hostname, options, answer) => { dnsLookup(hostname, { ...options, all: true }, answer); };

/** The addresses of both families that one DNS server gives. */
function askServer(server: string): Ask {
  const resolver = new dns.Resolver({ timeout: 2000, tries: 1 });
  resolver.setServers([server]);
  return (hostname, _options, answer) => {
    void Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]).then(([v4, v6]) => {
      const found: LookupAddress[] = [
        ...(v4.status === 'fulfilled' ? v4.value : []).map((address) => ({ address, family: 4 })),
        ...(v6.status === 'fulfilled' ? v6.value : []).map((address) => ({ address, family: 6 })),
      ];
      answer(found.length === 0 ? Object.assign(new Error('no address'), { code: 'ENOTFOUND' }) : null, found);
    });
  };
}

/** Resolves a name and answers with its addresses only where every one of them may be reached: a name that mixes both is an attack. */
function vettedLookup(allowed: (address: string) => boolean, ask: Ask): LookupFunction {
  return (hostname, options, callback) => {
    ask(hostname, options, (error, addresses) => {
      if (error) { callback(error, ''); return; }
      const first = addresses[0];
      if (!first || !addresses.every(({ address }) => allowed(address))) { callback(new RefusedAddressError('The name has an address that is not a public one'), ''); return; }
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}

function toResponse(message: IncomingMessage): Response {
  const status = message.statusCode ?? 0;
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  const encoding = (message.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (!['identity', 'gzip', 'x-gzip', ''].includes(encoding)) {
    message.destroy();
    throw new TypeError('The answer has an encoding that was not asked for');
  }
  if (status === 204 || status === 205 || status === 304) {
    message.resume();
    return new Response(null, { status, headers });
  }
  let body: Readable = message;
  if (encoding.endsWith('gzip')) {
    headers.delete('content-encoding');
    // The length is that of the compressed bytes; whoever reads the stream counts what comes out.
    headers.delete('content-length');
    const inflated = createGunzip();
    message.on('error', (error) => inflated.destroy(error));
    inflated.on('close', () => message.destroy());
    body = message.pipe(inflated);
  }
  return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, { status, headers });
}
