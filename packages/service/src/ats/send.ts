import { lookup as dnsLookup } from 'node:dns';
import { Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Outgoing } from '@credlens/ats-adapter/protocols';
import { isLoopback, isPublicAddress } from '../http/addresses.js';

export interface SentAnswer { status: number; headers: Readonly<Record<string, string | undefined>>; body: string }

/** `not-sent`: nothing can have arrived. `lost`: it may have arrived, and its answer did not. */
export type SendResult = { answer: SentAnswer } | { failure: 'not-sent' | 'lost' };

/** Sends one request, once. It never throws. */
export type Send = (request: Outgoing, signal: AbortSignal) => Promise<SendResult>;

const ANSWER_BYTES = 1 << 20;
const TIMEOUT_MS = 30_000;

/** Failures of the way to a server, before a byte of a request is on it. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'REFUSED_ADDRESS', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'ERR_TLS_CERT_ALTNAME_INVALID', 'SELF_SIGNED_CERT_IN_CHAIN']);

/**
 * Sends over https to public addresses alone: a name is resolved once, each address of it is judged, and the connection goes to what was judged. Redirects are not followed: what was meant for one address is not told to another.
 * @param options.dangerouslyAllowLoopback for an example or a test on this machine: with it, http to loopback is taken too, and whoever may order can have this machine's own services written to
 */
export function createSend(options: { dangerouslyAllowLoopback?: boolean } = {}): Send {
  const loopback = options.dangerouslyAllowLoopback === true;
  const allowed = (address: string) => isPublicAddress(address) || (loopback && isLoopback(address));
  const refused = () => Object.assign(new Error('refused'), { code: 'REFUSED_ADDRESS' });
  const lookup: LookupFunction = (hostname, lookupOptions, callback) => {
    dnsLookup(hostname, { ...lookupOptions, all: true }, (error, addresses) => {
      if (error) { callback(error, ''); return; }
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => allowed(address))) callback(refused(), '');
      else if (lookupOptions.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
  // A connection that is kept may be closed by the other side just as a request goes out, and then nobody knows whether it arrived: each has its own.
  const common = { keepAlive: false, lookup, maxSockets: 8 };
  const agents = { 'http:': new HttpAgent(common), 'https:': new HttpsAgent(common) };
  return async ({ method, url: text, headers, body }, signal) => {
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url?.protocol !== 'https:' && url?.protocol !== 'http:') return { failure: 'not-sent' };
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) && !allowed(host)) return { failure: 'not-sent' };
    // Unencrypted, to this machine alone.
    if (url.protocol === 'http:' && !(loopback && (host === 'localhost' || isLoopback(host)))) return { failure: 'not-sent' };
    const payload = body === undefined ? undefined : Buffer.from(body);
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    return once(url, { method, agent: agents[url.protocol], signal: limit, headers: { 'user-agent': 'credlens', ...headers, ...(payload && { 'content-length': payload.length }) } }, payload);
  };
}

function once(url: URL, options: RequestOptions, payload: Buffer | undefined): Promise<SendResult> {
  return new Promise((resolve) => {
    const lost = (error: unknown) => {
      const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
      resolve({ failure: NEVER_SENT.has(code) ? 'not-sent' : 'lost' });
    };
    try {
      const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, options, (message) => {
        const chunks: Buffer[] = [];
        let length = 0;
        message.on('data', (chunk: Buffer) => {
          length += chunk.length;
          // What is longer is not needed: the status is there.
          if (length <= ANSWER_BYTES) chunks.push(chunk);
        });
        message.on('error', lost);
        message.on('end', () => {
          if (!message.complete) { lost(undefined); return; }
          resolve({ answer: { status: message.statusCode ?? 0, headers: Object.fromEntries(Object.entries(message.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value])), body: length <= ANSWER_BYTES ? Buffer.concat(chunks).toString('utf8') : '' } });
        });
      });
      request.on('error', lost);
      request.end(payload);
    } catch {
      resolve({ failure: 'not-sent' });
    }
  });
}
