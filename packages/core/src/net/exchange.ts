import { concatenate } from '../bytes/inflate.js';
import type { Code } from '../report/index.js';
import { refusalOf, toUrl } from './address.js';
import { retryAfterOf } from './retry-after.js';

/** One answer of the network, or why there is none. */
export type Exchange = Brought | Missed;

export interface Brought { ok: true; bytes: Uint8Array; contentType: string; finalUrl: string; headers: Headers }

/** `retryAfterMs`: what the server asks to be left alone for (RFC 9110 section 10.2.3), not yet bounded. */
export interface Missed { ok: false; code: Code; status?: number; retryable: boolean; retryAfterMs?: number }

export interface ExchangeLimits {
  accept: string;
  maxBytes: number;
  timeoutMs: number;
  redirects: number;
  /** http will do, here and where it redirects to. */
  signedContent?: boolean;
  signal?: AbortSignal;
  /** Takes one request from the budget; false where nothing is left. */
  spend: () => boolean;
}

/** What bounds a piece of work: everything it waits for goes through `within`, and `signal` ends what is under way. */
export interface Bounds { within: <T>(work: Promise<T>) => Promise<T>; signal: AbortSignal }

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

export const failure = (code: Code, retryable: boolean, status?: number): Missed => ({ ok: false, code, retryable, ...(status === undefined ? {} : { status }) });

/** Whether an HTTP status may be another one soon. */
export const isPassing = (status: number): boolean => PASSING.has(status);

/** Thrown inside this file only, to leave a race. */
class Stopped extends Error {
  constructor(readonly why: 'timeout' | 'aborted') {
    super(why);
  }
}

/** Runs what talks to the network, within a time and a signal, and turns what it throws into a code. */
export async function bounded<T>(limits: Pick<ExchangeLimits, 'timeoutMs' | 'signal'>, work: (bounds: Bounds) => Promise<T | Missed>): Promise<T | Missed> {
  const controller = new AbortController();
  let stop: (why: Stopped['why']) => void = () => {};
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = (why) => {
      reject(new Stopped(why));
      controller.abort();
    };
  });
  stopped.catch(() => {});
  const timer = setTimeout(() => stop('timeout'), limits.timeoutMs);
  const onAbort = (): void => stop('aborted');
  if (limits.signal?.aborted) onAbort();
  limits.signal?.addEventListener('abort', onAbort, { once: true });
  try {
    // A fetch function of the host's own may ignore the signal, so everything it does races against the stop.
    return await work({ within: (promise) => Promise.race([stopped, promise]), signal: controller.signal });
  } catch (error) {
    if (error instanceof Stopped) return error.why === 'timeout' ? failure('net.timeout', true) : failure('check.aborted', true);
    // A host's fetch may know what a URL does not show, such as where a name leads; it says so by this name, and asking again would not help.
    if (error instanceof Error && error.name === 'RefusedAddressError') return failure('net.refused', false);
    return failure('net.failed', true);
  } finally {
    clearTimeout(timer);
    limits.signal?.removeEventListener('abort', onAbort);
    controller.abort(); // ends what may still be arriving
  }
}

/** What every request carries, and no more. */
export function requestOf(accept: string, redirect: RequestRedirect, signal: AbortSignal): RequestInit {
  return {
    headers: { accept },
    redirect,
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    cache: 'no-store', // a platform's cache would hide how old an answer is; ours says it
    signal,
  };
}

/**
 * Asks one URL, following redirects hop by hop, each hop checked anew. Where the platform does not show redirects (a browser answers `redirect: 'manual'` with an
 * opaque response), it follows them itself and we check where it ended; there CORS, mixed-content rules and the page's CSP stand in for the check of the hops between.
 */
export function exchange(fetchFunction: typeof globalThis.fetch, start: URL, limits: ExchangeLimits): Promise<Exchange> {
  return bounded<Brought>(limits, async ({ within, signal }) => {
    const ask = (url: URL, redirect: RequestRedirect): Promise<Response> => within(Promise.resolve(fetchFunction(url.href, requestOf(limits.accept, redirect, signal))));
    let url = start;
    for (let hop = 0; hop <= limits.redirects; hop += 1) {
      if (refusalOf(url, limits.signedContent)) return failure('net.refused', false);
      if (!limits.spend()) return failure('net.budget', false);
      let response = await ask(url, 'manual');
      if (response.type === 'opaqueredirect') {
        if (!limits.spend()) return failure('net.budget', false);
        response = await ask(url, 'follow');
        const end = toUrl(response.url || url.href);
        if (!end || refusalOf(end, limits.signedContent)) {
          discard(response);
          return failure('net.refused', false);
        }
        url = end;
      }
      if (REDIRECTS.has(response.status)) {
        discard(response);
        const location = response.headers.get('location');
        const next = location === null ? undefined : toUrl(location, url);
        if (!next) return failure('net.http-status', false, response.status);
        url = next;
        continue;
      }
      if (!response.ok) {
        discard(response);
        return { ...failure('net.http-status', isPassing(response.status), response.status), ...retryAfterOf(response.headers) };
      }
      const bytes = await readBounded(response, limits.maxBytes, within);
      if (!bytes) return failure('net.too-large', false);
      return { ok: true, bytes, contentType: response.headers.get('content-type') ?? '', finalUrl: url.href, headers: response.headers };
    }
    return failure('net.redirects', false);
  });
}

/** Not reading a body would keep its connection open. */
export function discard(response: Response): void {
  response.body?.cancel().catch(() => {});
}

/** The body, or `undefined` where it is longer than allowed; it stops reading at the first byte too many. */
export async function readBounded(response: Response, maxBytes: number, within: Bounds['within']): Promise<Uint8Array | undefined> {
  const declared = Number(response.headers.get('content-length') ?? Number.NaN);
  if (declared > maxBytes) {
    discard(response);
    return undefined;
  }
  if (!response.body) return new Uint8Array(0);
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await within(reader.read());
      if (done) break;
      length += value.length;
      if (length > maxBytes) return undefined;
      chunks.push(value);
    }
  } finally {
    reader.cancel().catch(() => {});
  }
  return concatenate(chunks, length);
}
