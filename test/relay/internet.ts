import { createServer as createHttpServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { createApp, createRelay, createVettedFetch, startServer, type Relay, type RelayOptions, type RelayRoutes } from '@credlens/service';
import { testCertificates } from '../support/certificates.js';
import { startDnsServer, type DnsServer, type Zone } from '../support/dns-server.js';

/** The address that stands for the public internet, and two that are somebody's own machines. */
export const PUBLIC = '127.0.0.1';
export const INTERNAL = '127.0.0.2';
export const INTERNAL_V6 = '::1';

export interface Page { status?: number; headers?: Record<string, string>; body?: string | Uint8Array }

export interface Internet {
  /** The port of the public server, and of the internal ones: only the address tells them apart. */
  port: number;
  /** The port that stands for 80, on the same addresses: what answers by http. */
  httpPort: number;
  dns: DnsServer;
  /** Requests that reached the public server, as `host/path`, by http as `http://host/path`. */
  asked: { at: string; headers: IncomingMessage['headers'] }[];
  /** Requests, and mere connections, that reached an internal one. It stays empty. */
  reached: string[];
  /** Whether this machine has IPv6 at all; without it, no internal server stands there. */
  ipv6: boolean;
  fetch: typeof globalThis.fetch;
  ca: string;
  close(): Promise<void>;
}

type Closing = () => Promise<void>;

/**
 * A small internet on loopback: a DNS server, a public https server and a public http server for any name under `.example`, and internal servers on the same ports of other loopback addresses,
 * which answer the same names with the same certificate. Only what checks addresses keeps a request from them. Pages stand under `host/path`, those that are had by http alone under `http://host/path`.
 */
export async function startInternet(zone: Zone, pages: (port: number) => Readonly<Record<string, Page>>): Promise<Internet> {
  const closing: Closing[] = [];
  const { cert, key, ca } = await testCertificates([...Object.keys(zone), 'localhost']);
  const asked: Internet['asked'] = [];
  const reached: string[] = [];
  let port = 0;

  const publicServer = (scheme: '' | 'http://'): RequestListener => (request, response) => {
    const at = `${scheme}${(request.headers.host ?? '').replace(/:\d+$/, '')}${request.url ?? ''}`;
    asked.push({ at, headers: request.headers });
    const page = pages(port)[at] ?? { status: 404 };
    write(response, page);
  };
  const internalServer: RequestListener = (request, response) => {
    reached.push(`${request.headers.host ?? ''}${request.url ?? ''}`);
    write(response, { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ id: 'did:web:internal.example', verificationMethod: [], secret: 'internal' }) });
  };
  port = await listen(createServer({ cert, key }, publicServer('')), PUBLIC, 0, closing);
  const httpPort = await listen(createHttpServer(publicServer('http://')), PUBLIC, 0, closing);
  const startInternal = async (address: string): Promise<void> => {
    for (const [server, on] of [[createServer({ cert, key }, internalServer), port], [createHttpServer(internalServer), httpPort]] as const) {
      server.on('connection', () => reached.push(`connection to ${address}`));
      await listen(server, address, on, closing);
    }
  };
  await startInternal(INTERNAL);
  const ipv6 = await startInternal(INTERNAL_V6).then(() => true, () => false);
  const dns = await startDnsServer(zone);
  closing.push(() => dns.close());

  return {
    port, httpPort, dns, asked, reached, ipv6, ca,
    fetch: createVettedFetch({ ports: [443, port], httpPorts: [80], dangerousTestNetwork: { publicAddresses: [PUBLIC], dnsServer: dns.address, ca, httpPort } }),
    close: async () => { await Promise.all(closing.map((close) => close())); },
  };
}

function write(response: ServerResponse, { status = 200, headers = {}, body = '' }: Page): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close', ...headers });
  response.end(body);
}

async function listen(server: Server & { closeAllConnections(): void }, address: string, port: number, closing: Closing[]): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, address, resolve);
  });
  closing.push(() => new Promise((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }));
  return (server.address() as AddressInfo).port;
}

export interface RunningRelay { url: string; relay: Relay; close(): Promise<void> }

/** `credlens serve --relay` as its own flags would make it, but for the network that it reaches. */
export async function startRelay(network: RelayOptions['network'], relayOptions: Partial<RelayOptions> = {}, routes: Partial<Omit<RelayRoutes, 'relay'>> = {}): Promise<RunningRelay> {
  const relay = createRelay({ network, key: new Uint8Array(32).fill(7), perClient: { burst: 100_000, perSecond: 1 }, perHost: { burst: 100_000, perSecond: 1 }, ...relayOptions });
  const app = createApp({ verifier: { verify: () => Promise.reject(new TypeError('Not asked here')) }, relay: { relay, origins: [], ...routes }, ownHost: { listensOn: '127.0.0.1', names: [] } });
  const server = await startServer(app, { port: 0 });
  return { url: server.url, relay, close: server.close };
}

export interface RelayAnswer { status: number; code?: string; text: string; bytes: Uint8Array; headers: Headers }

/** Asks a relay for a target, as a script of a page would. */
export async function ask(base: string, target: string, more: { headers?: Record<string, string>; query?: string } = {}): Promise<RelayAnswer> {
  const response = await fetch(`${base}/relay?url=${encodeURIComponent(target)}${more.query ?? ''}`, { headers: more.headers ?? {} });
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = new TextDecoder().decode(bytes);
  const problem = response.ok ? {} : JSON.parse(text) as { code?: string };
  return { status: response.status, text, bytes, headers: response.headers, ...(problem.code === undefined ? {} : { code: problem.code }) };
}
