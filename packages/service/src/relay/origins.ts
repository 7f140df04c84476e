/** Whether a page may read what the relay answers. `origins` are the host's own, as `https://careers.example`. */
export interface PageRequest { origin: string | undefined; site: string | undefined; host: string | undefined }

/**
 * The origin to allow (CORS); `none` where no page asks, or one of the service's own; absent where the request comes from a page that may not.
 * A browser says where a request comes from (`Sec-Fetch-Site`) also where it sends no `Origin`, such as for a picture: those are not let through either.
 */
export function allowedOrigin({ origin, site, host }: PageRequest, origins: ReadonlySet<string>): string | undefined {
  if (origin === undefined) return site === undefined || site === 'same-origin' || site === 'none' ? 'none' : undefined;
  if (origins.has(origin)) return origin;
  return origin !== 'null' && host !== undefined && hostOf(origin) === host ? origin : undefined;
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}

/** An origin as browsers write it, or `undefined` for what is none. `null` and `*` are none: they would be anybody. */
export function readOrigin(text: string): string | undefined {
  try {
    const url = new URL(text);
    return (url.protocol === 'https:' || url.protocol === 'http:') && (text === url.origin || text === `${url.origin}/`) ? url.origin : undefined;
  } catch {
    return undefined;
  }
}
