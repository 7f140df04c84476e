import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';

export interface ListenOptions {
  /** 0 takes a free one. */
  port: number;
  /** Default 127.0.0.1: only this machine. */
  host?: string;
}

export interface RunningServer {
  /** Where it listens, with the port that it really has. */
  url: string;
  port: number;
  /** Takes nothing new, lets what is under way finish for a while, then ends. */
  close: () => Promise<void>;
}

const GRACE_MS = 10_000;

/** Serves an application over plain HTTP. @throws the system's error where the address cannot be had */
export async function startServer(app: Hono, { port, host = '127.0.0.1' }: ListenOptions): Promise<RunningServer> {
  const server = createAdaptorServer({ fetch: app.fetch, serverOptions: { requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 5_000 } }) as Server;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => { server.off('error', reject); resolve(); });
  });
  const address = server.address() as AddressInfo;
  const name = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return { url: `http://${name}:${address.port}`, port: address.port, close: () => close(server) };
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const impatient = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    // A client may keep its connection for another request that will not be taken: once its answer is out, it is idle.
    const tidy = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(impatient);
      clearInterval(tidy);
      resolve();
    });
  });
}
