import { bounded, failure, type ExchangeLimits, type Missed } from './exchange.js';

/** The origin of the page or worker that this runs in. Servers have none, so there a connection that failed is a connection that failed. */
export function pageOrigin(): string | undefined {
  const origin: unknown = Reflect.get(globalThis, 'origin');
  return typeof origin === 'string' ? origin : undefined;
}

/** Whether a browser lets no script of this page ask the URL: http from a page that came by https. To try would only put a complaint on the page's console. */
export function mixedContent(url: URL): boolean {
  return url.protocol === 'http:' && pageOrigin()?.startsWith('https:') === true;
}

/** False where the platform knows that it has no network. */
function isOnline(): boolean {
  const navigator: unknown = Reflect.get(globalThis, 'navigator');
  return !(typeof navigator === 'object' && navigator !== null && Reflect.get(navigator, 'onLine') === false);
}

/**
 * Why a page's request brought nothing. A browser hides from a page whether a server was not there, did not let the page read (CORS), or was forbidden by the page's own
 * policy. A question whose answer the page cannot read (`no-cors`) tells the second from the others: it needs no permission, so where it succeeds the server is there.
 * It says nothing of what the server would have answered.
 */
export async function pageFailure(fetchFunction: typeof globalThis.fetch, url: URL, limits: ExchangeLimits): Promise<Missed> {
  const origin = pageOrigin();
  if (origin === undefined || origin === url.origin || !isOnline()) return failure('net.failed', true);
  if (!limits.spend()) return failure('net.cors-or-network', true);
  const reached = await bounded(limits, async ({ within, signal }) => {
    await within(Promise.resolve(fetchFunction(url.href, { method: 'HEAD', mode: 'no-cors', credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store', signal })));
    return { ok: true as const };
  });
  return reached.ok ? failure('net.cors', false) : failure('net.cors-or-network', true);
}
