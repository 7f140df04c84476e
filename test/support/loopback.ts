import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ResourceLookup } from '@credlens/core';
import type { Resources } from '@credlens/demo-issuer';

/** What issuers publish, on a loopback port. */
export interface Loopback {
  origin: string;
  /** Paths that were asked for, in order. */
  asked: string[];
  /** The resolver that a test names: it asks the port for the URLs of one host, and for no other. */
  resources: ResourceLookup;
  close(): Promise<void>;
}

/** Serves the paths of one host's URLs. The port is whichever is free. */
export async function serveOnLoopback(host: string, published: Resources): Promise<Loopback> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const served = published.get(`https://${host}${request.url ?? ''}`);
    response.writeHead(served ? served.status ?? 200 : 404, { 'content-type': served?.contentType ?? 'text/plain' });
    response.end(served?.body ?? 'Not found');
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin, asked,
    resources: async (url) => {
      const { host: wanted, pathname } = new URL(url);
      if (wanted !== host) return undefined;
      const answer = await fetch(origin + pathname);
      return { bytes: new Uint8Array(await answer.arrayBuffer()), contentType: answer.headers.get('content-type') ?? '', status: answer.status };
    },
    close: () => new Promise((resolve, reject) => { server.close((error) => { if (error) reject(error); else resolve(); }); }),
  };
}
