import { sha256Hex } from '../report/digest.js';
import { CODES, isObject, own, type Code } from '../report/index.js';
import { refusalOf, toUrl } from './address.js';
import { bounded, discard, failure, isPassing, readBounded, requestOf, type Brought, type Exchange, type ExchangeLimits, type Missed } from './exchange.js';
import { retryAfterOf } from './retry-after.js';

/**
 * A relay of the host's own, such as `credlens serve --relay`: it fetches what a page may not read for itself. It sees which documents are asked for, and what is not
 * signed (a did:web document) is only as good as its word: name one that you run or trust as you trust the page itself.
 */
export interface RelayOptions {
  /** `https://verify.example/relay`; a query (a plan) is kept. */
  url: string;
  /** Ask it for everything, rather than where asking directly failed. */
  always?: boolean;
}

export interface Relay { url: URL; always: boolean; /** Without its query, which may be a secret. */ name: string }

/** @throws TypeError for a relay that is no http or https URL: it is the host's own, so a mistake in it is a programmer's. */
export function toRelay(option: string | RelayOptions): Relay {
  const { url: text, always = false } = typeof option === 'string' ? { url: option } : option;
  const url = typeof text === 'string' ? toUrl(text) : undefined;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:') || url.username !== '' || url.password !== '') throw new TypeError('relay: an https URL without a user');
  return { url, always, name: url.origin + url.pathname };
}

/** What a relay says of its answer, beside the bytes. */
export const RELAY_HEADERS = { finalUrl: 'credlens-final-url', fetchedAt: 'credlens-fetched-at', freshness: 'credlens-freshness', sha256: 'credlens-sha256' } as const;

/** The codes that a relay may answer with; anything else is a relay that does not work. */
const RELAYED: ReadonlySet<unknown> = new Set(['net.refused', 'net.failed', 'net.http-status', 'net.too-large', 'net.timeout', 'net.redirects', 'net.relay-refused'] satisfies Code[]);
const PROBLEM_BYTES = 8 * 1024;

/** Asks a relay for one URL. A redirect of the relay itself is not followed: what it answers is about the target. */
export function askRelay(fetchFunction: typeof globalThis.fetch, relay: Relay, target: URL, limits: ExchangeLimits): Promise<Exchange> {
  return bounded<Brought>(limits, async ({ within, signal }) => {
    if (!limits.spend()) return failure('net.budget', false);
    const url = new URL(relay.url);
    url.searchParams.set('url', target.href);
    let response: Response;
    try {
      response = await within(Promise.resolve(fetchFunction(url.href, requestOf(limits.accept, 'error', signal))));
    } catch (error) {
      if (signal.aborted) throw error;
      return failure('net.relay-failed', true);
    }
    if (!response.ok) return refusal(response, within);
    const finalUrl = toUrl(response.headers.get(RELAY_HEADERS.finalUrl) ?? '');
    if (!finalUrl || refusalOf(finalUrl, limits.signedContent)) {
      discard(response); // some other server, such as one that answers every path with a page
      return failure('net.relay-failed', false);
    }
    const bytes = await readBounded(response, limits.maxBytes, within);
    if (!bytes) return failure('net.too-large', false);
    // Not a defence, since the relay computes it: it tells a body that was cut short on its way from one that was fetched so.
    const sha256 = response.headers.get(RELAY_HEADERS.sha256);
    if (sha256 !== null && sha256 !== await sha256Hex(bytes)) return failure('net.relay-failed', true);
    return { ok: true, bytes, contentType: response.headers.get('content-type') ?? '', finalUrl: finalUrl.href, headers: response.headers };
  });
}

async function refusal(response: Response, within: <T>(work: Promise<T>) => Promise<T>): Promise<Missed> {
  const bytes = await readBounded(response, PROBLEM_BYTES, within);
  const problem = parse(bytes);
  const code = problem && own(problem, 'code');
  if (problem && typeof code === 'string' && RELAYED.has(code) && Object.hasOwn(CODES, code)) {
    const said = own(problem, 'status');
    const status = code === 'net.http-status' && typeof said === 'number' && Number.isInteger(said) && said >= 100 && said <= 599 ? said : undefined;
    // The relay has tried again itself where that could help.
    return { ...failure(code as Code, code === 'net.failed' || code === 'net.timeout' || (status !== undefined && isPassing(status)), status), retryAfterMs: Number.POSITIVE_INFINITY };
  }
  return { ...failure('net.relay-failed', isPassing(response.status), response.status), ...retryAfterOf(response.headers) };
}

function parse(bytes: Uint8Array | undefined) {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
