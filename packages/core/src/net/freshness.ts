import type { Freshness } from '../report/index.js';

/** RFC 9111: how long an answer may be used again, as its headers say it. */

/** A directive of Cache-Control; a directive without a value is the empty string. */
function directives(header: string | null): Map<string, string> {
  const found = new Map<string, string>();
  for (const part of (header ?? '').split(',')) {
    const [name = '', ...value] = part.trim().split('=');
    if (name) found.set(name.toLowerCase(), value.join('=').replace(/^"|"$/g, ''));
  }
  return found;
}

const seconds = (text: string | undefined): number | undefined => (text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : undefined);

/** @param fetchedAt milliseconds since 1970 */
export function freshnessOf(headers: Pick<Headers, 'get'>, fetchedAt: number): Freshness {
  const control = directives(headers.get('cache-control'));
  if (control.has('no-store')) return { storable: false };
  if (control.has('no-cache')) return { storable: true, freshUntil: fetchedAt, mustRevalidate: true };
  const strict = control.has('must-revalidate') ? { mustRevalidate: true } : {};
  const maxAge = seconds(control.get('max-age'));
  if (maxAge !== undefined) return { storable: true, ...strict, freshUntil: fetchedAt + Math.max(0, maxAge - (seconds(headers.get('age') ?? undefined) ?? 0)) * 1000 };
  const expires = headers.get('expires');
  if (expires === null) return { storable: true, ...strict };
  const at = /^[A-Z][a-z]{2}/.test(expires) ? Date.parse(expires) : Number.NaN; // Date.parse alone reads "2100" as a year
  return { storable: true, ...strict, freshUntil: Number.isNaN(at) ? fetchedAt : at }; // an Expires that is no date means "already expired" (section 5.3)
}

/** A relay's word for it, since its own headers speak of its own answer. What is no such word keeps nothing. */
export function writeFreshness({ storable, freshUntil, mustRevalidate }: Freshness): string {
  if (!storable) return 'no-store';
  return [...(freshUntil === undefined ? ['unknown'] : [`until=${freshUntil}`]), ...(mustRevalidate ? ['must-revalidate'] : [])].join(' ');
}

export function readFreshness(text: string | null): Freshness {
  const match = /^(?:unknown|until=(\d{1,16}))( must-revalidate)?$/.exec(text ?? '');
  if (!match) return { storable: false };
  const [, until, strict] = match;
  return { storable: true, ...(until === undefined ? {} : { freshUntil: Number(until) }), ...(strict === undefined ? {} : { mustRevalidate: true }) };
}
