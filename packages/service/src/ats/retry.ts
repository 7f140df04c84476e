/** How long between attempts. */
export interface RetryPolicy { firstMs: number; mostMs: number; attempts: number }

export const RETRY: RetryPolicy = { firstMs: 2_000, mostMs: 3_600_000, attempts: 16 };

/** No system is obeyed that asks for a longer wait. */
const MOST_WAIT_MS = 24 * 3_600_000;

/**
 * Milliseconds that a `Retry-After` asks for (RFC 9110, 10.2.3: seconds, or a date); nothing where it is neither.
 * @param now milliseconds since 1970
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Math.min(Number(text) * 1000, MOST_WAIT_MS);
  // The three forms of HTTP dates all begin with the name of a day; Date.parse takes much more than these.
  if (!/^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.min(Math.max(0, at - now), MOST_WAIT_MS);
}

/**
 * Milliseconds before the next attempt: doubled each time, and spread over the upper half, so that many that failed together do not come back together.
 * @param attempt from 1
 * @param random from 0 to below 1
 */
export function backoff(attempt: number, { firstMs, mostMs }: RetryPolicy, random: number): number {
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(attempt - 1, 40));
  return Math.round(whole / 2 + (whole / 2) * random);
}
