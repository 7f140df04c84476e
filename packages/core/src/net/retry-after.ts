/** `Retry-After`: seconds, or a date that is measured against the server's own `Date`, since the clocks may differ. */
export function retryAfterOf(headers: Pick<Headers, 'get'>): { retryAfterMs?: number } {
  const text = headers.get('retry-after')?.trim();
  if (!text) return {};
  if (/^\d{1,9}$/.test(text)) return { retryAfterMs: Number(text) * 1000 };
  const httpDate = (value: string | null): number => (value !== null && /^[A-Z][a-z]{2}/.test(value) ? Date.parse(value) : Number.NaN);
  const wait = httpDate(text) - (httpDate(headers.get('date')) || Date.now());
  return Number.isNaN(wait) ? {} : { retryAfterMs: Math.max(0, wait) };
}
